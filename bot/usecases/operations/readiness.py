"""Readiness: whether a payment can be stored right now."""

import asyncio
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from bot.errors import StorageUnavailable
from bot.usecases.operations import watch
from storage.engine import write_probe
from storage.engine.database import Database
from storage.queries import health
from storage.queries.health import Figures

_RESULT_KEPT_SECONDS = 1.0
_WRITE_TIMEOUT_SECONDS = 2.0
"""A disk that hangs stores no payments either; a health check should not wait for it."""
_SALE_BYTES = 96 * 1024
"""An ordinary sale writes some 25 pages of 4 KiB in tables and indexes."""
_TIMES_STORED = 2
"""A delivery's words are stored twice: in its body, and in the purchase."""
_SCARCE_BYTES = 64 * 1000 * 1000
"""With less free space than this, only a write of a sale's size shows that one fits."""


class StorageState(StrEnum):
    """Whether payments can be stored; `/readyz` shows these words."""

    OK = "ok"
    NOT_WRITABLE = "not writable"
    LOST = "file removed or replaced"
    """The file that is open is no longer the one that the next start would find."""


@dataclass(slots=True)
class _LastProbe:
    tried_at: float = float("-inf")
    writable: bool = False
    failures: int = 0
    """How many writes had failed by then."""


@dataclass(frozen=True, slots=True)
class Readiness:
    """Tries a real write once a second at most, because anybody outside may ask."""

    db: Database
    database: Path
    free_bytes: watch.FreeBytes = watch.free_bytes
    _last: _LastProbe = field(default_factory=_LastProbe)
    _probing: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def storage(self) -> StorageState:
        """Return whether a sale would reach the disk; only a try finds out that the disk is full.

        After a write that failed, none would until one of its size succeeds.
        """
        fits = await self._can_store()
        if self.db.loss is not None:
            return StorageState.LOST
        return StorageState.OK if fits else StorageState.NOT_WRITABLE

    async def _can_store(self) -> bool:
        async with self._probing:  # everybody who asks meanwhile gets the same result
            last, now = self._last, asyncio.get_running_loop().time()
            fresh = now - last.tried_at < _RESULT_KEPT_SECONDS
            if not fresh or (last.writable and last.failures != self.db.outcomes.failures):
                last.writable = await self._probe()
                last.tried_at, last.failures = now, self.db.outcomes.failures
            return last.writable

    async def figures(self, now: int) -> Figures:
        """Return the figures for /metrics."""
        return await self.db.read(lambda tx: health.read(tx, now))

    async def _probe(self) -> bool:
        failed_bytes = self.db.outcomes.failed_bytes
        size = _SALE_BYTES + _TIMES_STORED * (failed_bytes or 0)
        try:
            async with asyncio.timeout(_WRITE_TIMEOUT_SECONDS):
                if failed_bytes is None and not await self._is_scarce():
                    await self.db.write(lambda tx: write_probe.try_size(tx, size))
                    return True
                await self.db.write(lambda tx: write_probe.fill(tx, size))
                await self.db.write(write_probe.clear)
        except (StorageUnavailable, TimeoutError):
            return False
        self.db.outcomes.stored(max(failed_bytes or 0, 1))
        return True

    async def _is_scarce(self) -> bool:
        """Return whether the disk is so full that a small write proves nothing for a sale."""
        try:
            free = await asyncio.to_thread(self.free_bytes, self.database.parent)
        except OSError:
            return True
        return free < _SCARCE_BYTES
