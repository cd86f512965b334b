"""Limits failed logins: of one address, and of all together."""

import ipaddress
import math
from collections import deque

WINDOW_SECONDS = 60.0
MOST_OF_ONE = 10
MOST_OF_ALL = 200
_MOST_REMEMBERED = 1000


class Attempts:
    """Counts the failures of the latest minute; right logins don't count.

    Only the few hundred latest failures are remembered, whatever a flood does; an IPv6 address
    counts as its network, of which one machine may have all addresses.
    """

    def __init__(self) -> None:
        self._failures: deque[tuple[float, str]] = deque(maxlen=_MOST_REMEMBERED)

    def wait_seconds(self, address: str, steady: float) -> int:
        """Return in how many seconds this address may try again; 0 if it may try now."""
        while self._failures and self._failures[0][0] <= steady - WINDOW_SECONDS:
            self._failures.popleft()
        own = [at for at, one in self._failures if one == _network(address)]
        every = [at for at, _ in self._failures]
        waits = (_wait(own, MOST_OF_ONE, steady), _wait(every, MOST_OF_ALL, steady))
        return math.ceil(max(waits))

    def failed(self, address: str, steady: float) -> None:
        """Note a failure."""
        self._failures.append((steady, _network(address)))


def _wait(failures: list[float], most: int, steady: float) -> float:
    """Return in how many seconds the number of failures falls below `most`."""
    if len(failures) < most:
        return 0.0
    return failures[-most] + WINDOW_SECONDS - steady


def _network(address: str) -> str:
    try:
        read = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network(f"{read}/64", strict=False)) if read.version == 6 else address
