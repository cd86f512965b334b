"""Counts deliveries without Tribute's signature; a flood of them is one log line a minute."""

import asyncio
from collections import Counter

import structlog

log = structlog.get_logger(__name__)

_QUIET_SECONDS = 60.0
_MOST_ADDRESSES = 1000
"""The most addresses remembered between two lines; a flood from more takes no more memory."""


class Forged:
    """A counter that logs the first forged delivery at once, and the next minute's in one line."""

    def __init__(self, quiet_seconds: float = _QUIET_SECONDS) -> None:
        self._quiet_seconds = quiet_seconds
        self._deliveries = 0
        self._addresses: Counter[str] = Counter()
        self._quiet: asyncio.TimerHandle | None = None

    def count(self, address: str) -> None:
        """Count one more delivery from this address."""
        self._deliveries += 1
        if address in self._addresses or len(self._addresses) < _MOST_ADDRESSES:
            self._addresses[address] += 1
        if self._quiet is None:
            self._sum_up()

    def _sum_up(self) -> None:
        if not self._deliveries:
            self._quiet = None
            return
        [(busiest, _)] = self._addresses.most_common(1)
        log.warning(
            "webhook signature missing or wrong",
            deliveries=self._deliveries,
            addresses=len(self._addresses),
            busiest=busiest,
        )
        self._deliveries = 0
        self._addresses.clear()
        loop = asyncio.get_running_loop()
        self._quiet = loop.call_later(self._quiet_seconds, self._sum_up)
