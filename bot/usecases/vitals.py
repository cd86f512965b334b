"""Signs of life: can a payment be taken in right now?"""

import asyncio
from dataclasses import dataclass, field

from bot.errors import StorageUnavailable
from storage import facts
from storage.database import Database

_BELIEVED_SECONDS = 1.0


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

    async def _try(self) -> bool:
        try:
            await self.db.write(lambda tx: facts.put(tx, "pulse", "felt"))
        except StorageUnavailable:
            return False
        return True
