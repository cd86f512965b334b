"""What travelled between Telegram, the bot and Tribute: the newest lines, and a live feed."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from bot.clock import SystemClock

Party = Literal["telegram", "bot", "tribute"]

_KEPT_LINES = 500


@dataclass(frozen=True, slots=True)
class Traffic:
    """One thing that went from one party to another. `status` is the HTTP answer, if it had one."""

    number: int
    at: float
    sender: Party
    receiver: Party
    what: str
    status: int | None
    detail: str


class TrafficLog:
    """Keeps the last 500 lines and hands each new one to whoever listens."""

    def __init__(self, now: Callable[[], float] | None = None) -> None:
        self._now = now or SystemClock().now
        self._lines: deque[Traffic] = deque(maxlen=_KEPT_LINES)
        self._listeners: set[asyncio.Queue[Traffic]] = set()
        self._count = 0

    def add(
        self,
        sender: Party,
        receiver: Party,
        what: str,
        *,
        status: int | None = None,
        detail: str = "",
    ) -> None:
        """Note that `sender` sent `what` to `receiver`; `detail` may be long: bodies, headers."""
        self._count += 1
        line = Traffic(self._count, self._now(), sender, receiver, what, status, detail)
        self._lines.append(line)
        for listener in self._listeners:
            listener.put_nowait(line)

    def recent(self) -> tuple[Traffic, ...]:
        return tuple(self._lines)

    @contextmanager
    def subscribe(self) -> Iterator[asyncio.Queue[Traffic]]:
        """A queue that receives every line added from now on, until the block is left."""
        queue: asyncio.Queue[Traffic] = asyncio.Queue()
        self._listeners.add(queue)
        try:
            yield queue
        finally:
            self._listeners.discard(queue)
