"""Limits failed logins, those of each address for itself."""

import ipaddress
import math
from collections import deque

WINDOW_SECONDS = 60.0
MOST_OF_ONE = 10
_MOST_REMEMBERED = 1000


class Attempts:
    """Counts the failures of the latest minute; right logins don't count.

    Failures of others never keep an admin out: whoever has many addresses could else close the
    console, and guessing needs no limit for all, as each secret has 128 random bits or more. Only
    the latest failures are remembered, whatever a flood does; an IPv6 address counts as its
    network, of which one machine may have all addresses.
    """

    def __init__(self) -> None:
        self._failures: deque[tuple[float, str]] = deque(maxlen=_MOST_REMEMBERED)

    def wait_seconds(self, address: str, steady: float) -> int:
        """Return in how many seconds this address may try again; 0 if it may try now."""
        while self._failures and self._failures[0][0] <= steady - WINDOW_SECONDS:
            self._failures.popleft()
        network = _network(address)
        own = [at for at, one in self._failures if one == network]
        if len(own) < MOST_OF_ONE:
            return 0
        return math.ceil(own[-MOST_OF_ONE] + WINDOW_SECONDS - steady)

    def failed(self, address: str, steady: float) -> None:
        """Note a failure."""
        self._failures.append((steady, _network(address)))

    def succeeded(self, address: str, steady: float) -> None:
        """Forget a failure that was noted for this moment: it was none."""
        noted = steady, _network(address)
        if noted in self._failures:
            self._failures.remove(noted)


def _network(address: str) -> str:
    try:
        read = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network(f"{read}/64", strict=False)) if read.version == 6 else address
