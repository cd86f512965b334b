"""Tells systemd how the process does: ready, alive, stopping; without systemd it says nothing.

The protocol is sd_notify(3): a datagram to the socket that `NOTIFY_SOCKET` names. With
`WatchdogSec=` in the unit, systemd ends and restarts a process that falls silent for so long.
"""

import asyncio
import contextlib
import os
import socket
from collections.abc import Iterator, Mapping

import structlog

log = structlog.get_logger(__name__)


class Notifier:
    """Says single words to systemd. It may be deaf or gone: that is no reason to fail."""

    def __init__(self, address: str) -> None:
        # An abstract address is written with an at sign, and means a NUL byte.
        self._address = f"\0{address[1:]}" if address.startswith("@") else address
        self._deaf = False

    def say(self, word: str) -> None:
        """Send `READY=1` and the like, without waiting."""
        if not self._address or self._deaf:
            return
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK) as way:
                way.sendto(word.encode(), self._address)
        except BlockingIOError:
            return  # its queue is full; the next word will do
        except OSError as error:
            self._deaf = True
            log.warning("systemd can't be told how the process does", reason=error.strerror)


@contextlib.contextmanager
def notifying(environment: Mapping[str, str] = os.environ) -> Iterator[Notifier]:
    """While this lasts the watchdog is fed from the event loop: one that hangs is restarted.

    It covers start and stop as well, which may take longer than the watchdog's patience.
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
        notifier.say("WATCHDOG=1")
        timer = loop.call_later(seconds / 2, feed)

    feed()
    try:
        yield notifier
    finally:
        timer.cancel()


def _watchdog_seconds(environment: Mapping[str, str]) -> float:
    """systemd's patience; 0 if it watches nobody, or another process than this one."""
    pid, microseconds = environment.get("WATCHDOG_PID"), environment.get("WATCHDOG_USEC", "")
    if not microseconds.isdecimal() or (pid is not None and pid != str(os.getpid())):
        return 0.0
    return int(microseconds) / 1e6
