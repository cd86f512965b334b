"""Turns: when many want to write at once, one after the other may, the most urgent first."""

import asyncio
from collections import deque
from enum import IntEnum

_ANSWERS_EVERY = 4


class Urgency(IntEnum):
    """The order of calls when there is more to send than Telegram allows."""

    ALARM = 0
    """Something needs an admin."""
    PAYMENT = 1
    ANSWER = 2
    """A person's own message or press."""
    REMINDER = 3
    BROADCAST = 4


class Turns:
    """Gives one turn at a time, evenly spaced.

    The most urgent goes first, but every fourth turn is an answer's: people who write during a
    burst of sales don't wait for its end.
    """

    def __init__(self, seconds_between: float) -> None:
        self._seconds_between = seconds_between
        self._waiting: dict[Urgency, deque[asyncio.Future[None]]] = {
            urgency: deque() for urgency in Urgency
        }
        self._next_at = 0.0
        self._given = 0
        self._timer: asyncio.TimerHandle | None = None

    async def take(self, urgency: Urgency) -> None:
        """Wait for a turn."""
        loop = asyncio.get_running_loop()
        if self._timer is None and loop.time() >= self._next_at:
            self._next_at = loop.time() + self._seconds_between
            return
        turn = loop.create_future()
        self._waiting[urgency].append(turn)
        if self._timer is None:
            self._timer = loop.call_at(self._next_at, self._give)
        await turn

    def _give(self) -> None:
        """Give the next turn, and come back for the one after it."""
        self._timer = None
        queue = self._next_queue()
        if queue is None:
            return
        loop = asyncio.get_running_loop()
        self._given += 1
        queue.popleft().set_result(None)
        self._next_at = loop.time() + self._seconds_between
        self._timer = loop.call_at(self._next_at, self._give)

    def _next_queue(self) -> deque[asyncio.Future[None]] | None:
        """Return the queue whose turn it is; those who gave up waiting are left out."""
        for urgency, queue in self._waiting.items():
            self._waiting[urgency] = deque(one for one in queue if not one.done())
        answers = self._waiting[Urgency.ANSWER]
        if answers and not self._waiting[Urgency.ALARM] and self._given % _ANSWERS_EVERY == 0:
            return answers
        return next((queue for queue in self._waiting.values() if queue), None)
