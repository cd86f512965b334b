"""Readiness: whether a payment can be stored right now."""

import asyncio
from dataclasses import dataclass, field

from bot.errors import StorageUnavailable
from storage import facts
from storage.engine.database import Database
from storage.queries import health
from storage.queries.health import Figures

_RESULT_KEPT_SECONDS = 1.0
_WRITE_TIMEOUT_SECONDS = 2.0
"""A disk that hangs stores no payments either; a health check should not wait for it."""


@dataclass(slots=True)
class _LastWrite:
    tried_at: float = float("-inf")
    writable: bool = False


@dataclass(frozen=True, slots=True)
class Readiness:
    """Tries a real write once a second at most, because anybody outside may ask."""

    db: Database
    _last_write: _LastWrite = field(default_factory=_LastWrite)

    async def can_store(self) -> bool:
        """Return whether a write reaches the disk; only a try finds out that the disk is full."""
        now = asyncio.get_running_loop().time()
        if now - self._last_write.tried_at >= _RESULT_KEPT_SECONDS:
            self._last_write.writable = await self._try_write()
            self._last_write.tried_at = now
        return self._last_write.writable

    async def figures(self, now: int) -> Figures:
        """Return the figures for /metrics."""
        return await self.db.read(lambda tx: health.read(tx, now))

    async def _try_write(self) -> bool:
        try:
            async with asyncio.timeout(_WRITE_TIMEOUT_SECONDS):
                await self.db.write(lambda tx: facts.put(tx, "pulse", "felt"))
        except (StorageUnavailable, TimeoutError):
            return False
        return True
