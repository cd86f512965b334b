"""Telegram's pace: how many messages may go out in a second, overall and to one chat."""

import asyncio

from aiolimiter import AsyncLimiter

_SECONDS_BETWEEN_MESSAGES = 1 / 24
"""A little under Telegram's 25 to 30 a second; evenly spaced, so that no second holds a burst."""
_SECONDS_BETWEEN_MESSAGES_TO_A_CHAT = 1.05
_SECONDS_BETWEEN_JOBS_IN_A_CHAT = 0.2
"""Letting in and removing isn't limited as messages are; a flood of it still must not use up
what Telegram allows the bot as a whole."""


class Pace:
    """Waits until a message may go. Which chats must rest is asked before one is chosen."""

    def __init__(self) -> None:
        self._overall = AsyncLimiter(1, _SECONDS_BETWEEN_MESSAGES)
        self._rests_until: dict[int, float] = {}
        self._paused_until = 0.0

    async def turn(self) -> None:
        """Wait for the next free place in the stream of all messages."""
        await self._overall.acquire()

    @property
    def pause_seconds(self) -> float:
        """How long nothing may be sent yet; zero or less when all is well."""
        return self._paused_until - asyncio.get_running_loop().time()

    def pause(self, seconds: float) -> None:
        """Nothing is sent for so long: Telegram said so, or it is plain that nothing can be."""
        until = asyncio.get_running_loop().time() + seconds
        self._paused_until = max(self._paused_until, until)

    def sent_to(self, chat_id: int) -> None:
        self._rest(chat_id, _SECONDS_BETWEEN_MESSAGES_TO_A_CHAT)

    def worked_in(self, chat_id: int) -> None:
        """Somebody was let in there or removed."""
        self._rest(chat_id, _SECONDS_BETWEEN_JOBS_IN_A_CHAT)

    def _rest(self, chat_id: int, seconds: float) -> None:
        self._rests_until[chat_id] = asyncio.get_running_loop().time() + seconds

    def resting_chats(self) -> frozenset[int]:
        """Chats that had a message within the last second."""
        now = asyncio.get_running_loop().time()
        self._rests_until = {
            chat_id: until for chat_id, until in self._rests_until.items() if until > now
        }
        return frozenset(self._rests_until)

    def seconds_until_free(self) -> float:
        """How long until a pause is over, or the next resting chat may be written to again;
        infinite when neither is so."""
        if self.pause_seconds > 0:
            return self.pause_seconds
        next_rested = min(self._rests_until.values(), default=float("inf"))
        return max(0.0, next_rested - asyncio.get_running_loop().time())
