"""Who knocks at Tribute's door with a wrong signature: a new key, or somebody who guesses?"""

from dataclasses import dataclass

import structlog

log = structlog.get_logger(__name__)

_RUN = 5
"""So many well-formed wrong ones in a row are no accident."""
_CALM_SECONDS = 900
_QUIET_SECONDS = 60


@dataclass(slots=True)
class Knocks:
    """Kept in memory only: a flood of forged requests must write nothing."""

    _run: int = 0
    _last_at: int | None = None
    _unlogged: int = 0
    _logged_at: int | None = None

    def wrong(self, *, well_formed: bool, now: int) -> None:
        """One without a right signature. A flood of them is one log line a minute."""
        if well_formed:
            self._run += 1
            self._last_at = now
        self._unlogged += 1
        if self._logged_at is None or not 0 <= now - self._logged_at < _QUIET_SECONDS:
            log.warning("webhook signature missing or wrong", deliveries=self._unlogged)
            self._unlogged, self._logged_at = 0, now

    def right(self) -> None:
        """One that is Tribute's: the key is the right one."""
        self._run = 0

    @property
    def alarming(self) -> bool:
        return self._run >= _RUN

    def calm(self, now: int) -> bool:
        """Whether the last well-formed wrong one is long ago, or none came since the start. Only
        then is it over: in a flood each genuine delivery would else end it and begin it anew."""
        return self._last_at is None or not 0 <= now - self._last_at < _CALM_SECONDS
