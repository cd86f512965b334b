"""Reports the state of the process to systemd (ready, alive, stopping), where systemd runs it.

The protocol is sd_notify(3): a datagram to the socket that `NOTIFY_SOCKET` names. With
`WatchdogSec=` in the unit, systemd ends and restarts a process that is silent for so long.
"""

import asyncio
import contextlib
import os
import socket
from collections.abc import Iterator, Mapping

import structlog

log = structlog.get_logger(__name__)


class Notifier:
    """Sends states to systemd. It never raises: systemd may be absent, or may not be reached."""

    def __init__(self, address: str) -> None:
        # An abstract address is written with an at sign, and means a NUL byte.
        self._address = f"\0{address[1:]}" if address.startswith("@") else address
        self._unreachable = False

    def send(self, state: str) -> None:
        """Send `READY=1` and the like, without waiting."""
        if not self._address or self._unreachable:
            return
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK) as out:
                out.sendto(state.encode(), self._address)
        except BlockingIOError:
            return  # its queue is full; the next state will do
        except OSError as error:
            self._unreachable = True
            log.warning("systemd can't be told how the process does", reason=error.strerror)


@contextlib.contextmanager
def notifying(environment: Mapping[str, str] = os.environ) -> Iterator[Notifier]:
    """Yield a notifier, and feed systemd's watchdog from the event loop meanwhile.

    A loop that hangs feeds nothing, and the process is restarted. Start and stop are covered as
    well, since they may take longer than the watchdog waits.
    """
    notifier = Notifier(environment.get("NOTIFY_SOCKET", ""))
    seconds = _watchdog_seconds(environment)
    if not seconds:
        yield notifier
        return
    loop = asyncio.get_running_loop()
    timer: asyncio.TimerHandle

    def feed() -> None:
        nonlocal timer
        notifier.send("WATCHDOG=1")
        timer = loop.call_later(seconds / 2, feed)

    feed()
    try:
        yield notifier
    finally:
        timer.cancel()


def _watchdog_seconds(environment: Mapping[str, str]) -> float:
    """Return how long the watchdog waits; 0 if there is none, or it watches another process."""
    pid, microseconds = environment.get("WATCHDOG_PID"), environment.get("WATCHDOG_USEC", "")
    if not microseconds.isdecimal() or (pid is not None and pid != str(os.getpid())):
        return 0.0
    return int(microseconds) / 1e6
