"""Counts deliveries without Tribute's signature, and wrong logins to the console: a flood of either
is one log line a minute."""

import asyncio
from collections import Counter

import structlog

log = structlog.get_logger(__name__)

_QUIET_SECONDS = 60.0
_MOST_ADDRESSES = 1000
"""The most addresses remembered between two lines; a flood from more takes no more memory."""


class Forged:
    """A counter that logs the first of them at once, and the next minute's in one line: `event`
    with their number, which is called `counted` there."""

    def __init__(self, event: str, counted: str, quiet_seconds: float = _QUIET_SECONDS) -> None:
        self._event = event
        self._counted = counted
        self._quiet_seconds = quiet_seconds
        self._times = 0
        self._addresses: Counter[str] = Counter()
        self._reasons: Counter[str] = Counter()
        self._quiet: asyncio.TimerHandle | None = None

    def count(self, address: str, reason: str | None = None) -> None:
        """Count one more from this address; of the few reasons the line names the most common."""
        self._times += 1
        if reason is not None:
            self._reasons[reason] += 1
        if address in self._addresses or len(self._addresses) < _MOST_ADDRESSES:
            self._addresses[address] += 1
        if self._quiet is None:
            self._sum_up()

    def _sum_up(self) -> None:
        if not self._times:
            self._quiet = None
            return
        [(busiest, _)] = self._addresses.most_common(1)
        found: dict[str, object] = {self._counted: self._times, "addresses": len(self._addresses)}
        if self._reasons:
            [(found["reason"], _)] = self._reasons.most_common(1)
        log.warning(self._event, **found, busiest=busiest)
        self._times = 0
        self._addresses.clear()
        self._reasons.clear()
        loop = asyncio.get_running_loop()
        self._quiet = loop.call_later(self._quiet_seconds, self._sum_up)
