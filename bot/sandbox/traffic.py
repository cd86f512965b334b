"""The requests between the bot and the simulators, kept for the page's live log."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from bot.clock import SystemClock

Party = Literal["telegram", "bot", "tribute", "service"]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Traffic:
    """One request and its answer as a line of the log; `at` is in Unix seconds, UTC."""

    number: int
    at: float
    sender: Party
    receiver: Party
    what: str
    status: int | None = None
    """The HTTP status of the answer; None without an answer."""
    detail: str = ""


class Feed(Generic[T]):
    """A channel that hands each published item to every listener of that moment."""

    def __init__(self, backlog: int = 1000) -> None:
        self._backlog = backlog
        self._queues: set[asyncio.Queue[T]] = set()

    def publish(self, item: T) -> None:
        for queue in self._queues:
            if queue.full():
                # A listener that stopped reading loses its oldest items and delays nobody.
                queue.get_nowait()
            queue.put_nowait(item)

    @contextmanager
    def subscribe(self) -> Iterator[asyncio.Queue[T]]:
        """Yield a queue that receives everything published inside the `with` block."""
        queue: asyncio.Queue[T] = asyncio.Queue(maxsize=self._backlog)
        self._queues.add(queue)
        try:
            yield queue
        finally:
            self._queues.discard(queue)


class TrafficLog(Feed[Traffic]):
    """The last lines of traffic, and a feed of new ones."""

    def __init__(self, now: Callable[[], float] | None = None, *, keep: int = 500) -> None:
        super().__init__()
        self._now = now or SystemClock().now
        self._count = 0
        self._recent: deque[Traffic] = deque(maxlen=keep)

    def add(
        self,
        sender: Party,
        receiver: Party,
        what: str,
        *,
        status: int | None = None,
        detail: str = "",
    ) -> None:
        self._count += 1
        line = Traffic(self._count, self._now(), sender, receiver, what, status, detail)
        self._recent.append(line)
        self.publish(line)

    def recent(self) -> tuple[Traffic, ...]:
        """Return the lines still kept, oldest first."""
        return tuple(self._recent)
