"""Signs of life: can a payment be taken in right now?"""

import asyncio
from dataclasses import dataclass, field

from bot.errors import StorageUnavailable
from storage import facts
from storage.engine.database import Database
from storage.queries import health
from storage.queries.health import Figures

_BELIEVED_SECONDS = 1.0
_PATIENCE_SECONDS = 2.0
"""A disk that hangs takes no payments either; who asks shall not wait for it."""


@dataclass(slots=True)
class _Pulse:
    felt_at: float = float("-inf")
    writable: bool = False


@dataclass(frozen=True, slots=True)
class Vitals:
    """Asked from outside by anyone, so a real write is tried once a second at most."""

    db: Database
    _pulse: _Pulse = field(default_factory=_Pulse)

    async def can_store(self) -> bool:
        """Whether a write reaches the disk. Tries one, for nothing else tells of a full disk."""
        now = asyncio.get_running_loop().time()
        if now - self._pulse.felt_at >= _BELIEVED_SECONDS:
            self._pulse.writable = await self._try()
            self._pulse.felt_at = now
        return self._pulse.writable

    async def figures(self, now: int) -> Figures:
        return await self.db.read(lambda tx: health.read(tx, now))

    async def _try(self) -> bool:
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS):
                await self.db.write(lambda tx: facts.put(tx, "pulse", "felt"))
        except (StorageUnavailable, TimeoutError):
            return False
        return True
