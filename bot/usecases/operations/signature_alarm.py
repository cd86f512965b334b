"""Well-formed wrong signatures at Tribute's door: a new key, or somebody who guesses?"""

from collections.abc import Callable
from dataclasses import dataclass

_RUN = 5
"""So many in a row are no accident."""
_CALM_SECONDS = 900


@dataclass(slots=True)
class Knocks:
    """Kept in memory only: a flood of forged requests must write nothing."""

    on_alarm: Callable[[], None] = lambda: None
    """Called when a run has become alarming: nobody should have to wait for the next round."""
    _run: int = 0
    _last_at: int | None = None

    def wrong(self, now: int) -> None:
        self._run += 1
        self._last_at = now
        if self._run == _RUN:
            self.on_alarm()

    def right(self) -> None:
        """One that is Tribute's: the key is the right one."""
        self._run = 0

    @property
    def alarming(self) -> bool:
        return self._run >= _RUN

    def calm(self, now: int) -> bool:
        """Whether the last wrong one is long ago, or none came since the start. Only then is it
        over: in a flood each genuine delivery would else end it and begin it anew."""
        return self._last_at is None or not 0 <= now - self._last_at < _CALM_SECONDS
