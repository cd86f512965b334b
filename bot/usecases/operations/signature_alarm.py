"""Counts well-formed but wrong signatures at Tribute's webhook: a new key, or somebody guessing."""

import asyncio
from dataclasses import dataclass, field

_ALARMING_RUN = 5
"""So many in a row are no accident."""
_CALM_SECONDS = 900


@dataclass(slots=True)
class SignatureAlarm:
    """The run of wrong signatures, in memory: a flood of forged requests must write nothing."""

    raised: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when a run becomes alarming, so that the monitor doesn't wait for its next round."""
    _run: int = 0
    _last_at: int | None = None

    def wrong(self, now: int) -> None:
        """Count a wrong signature."""
        self._run += 1
        self._last_at = now
        if self._run == _ALARMING_RUN:
            self.raised.set()

    def right(self) -> None:
        """End the run: a signature of Tribute's shows that the key is the right one."""
        self._run = 0

    @property
    def alarming(self) -> bool:
        return self._run >= _ALARMING_RUN

    def calm(self, now: int) -> bool:
        """Return whether the last wrong signature is long ago, or none came since the start.

        An incident ends only then: in a flood, each genuine delivery would otherwise end it and
        the next forged one begin it again.
        """
        return self._last_at is None or not 0 <= now - self._last_at < _CALM_SECONDS
