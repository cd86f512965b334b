"""Telegram's pace: limits the messages a second, overall and to one chat."""

import asyncio

from aiolimiter import AsyncLimiter

_SECONDS_BETWEEN_MESSAGES = 1 / 24
"""A little under Telegram's 25 to 30 a second; evenly spaced, so that no second has a burst."""
_SECONDS_BETWEEN_MESSAGES_TO_A_CHAT = 1.05
_SECONDS_BETWEEN_JOBS_IN_A_CHAT = 0.2
"""Telegram limits approvals and removals less than messages. A flood of them still must not use up
the bot's limit as a whole."""


class Pace:
    """Waits until the next message may go, and knows which chats must rest: those are skipped when
    the next message is chosen."""

    def __init__(self) -> None:
        self._overall = AsyncLimiter(1, _SECONDS_BETWEEN_MESSAGES)
        self._rests_until: dict[int, float] = {}
        self._paused_until = 0.0

    async def turn(self) -> None:
        """Wait until the next message may go, whatever its chat."""
        await self._overall.acquire()

    @property
    def pause_seconds(self) -> float:
        """How long nothing may be sent yet; zero or less when all is well."""
        return self._paused_until - asyncio.get_running_loop().time()

    def pause(self, seconds: float) -> None:
        """Send nothing for so many seconds: Telegram asked for it, or accepts nothing now."""
        until = asyncio.get_running_loop().time() + seconds
        self._paused_until = max(self._paused_until, until)

    def sent_to(self, chat_id: int) -> None:
        self._rest(chat_id, _SECONDS_BETWEEN_MESSAGES_TO_A_CHAT)

    def job_done_in(self, chat_id: int) -> None:
        """Note that a join request was answered in this chat, or a member removed."""
        self._rest(chat_id, _SECONDS_BETWEEN_JOBS_IN_A_CHAT)

    def _rest(self, chat_id: int, seconds: float) -> None:
        self._rests_until[chat_id] = asyncio.get_running_loop().time() + seconds

    def resting_chats(self) -> frozenset[int]:
        """Return the chats that had a message or a job a moment ago and must rest."""
        now = asyncio.get_running_loop().time()
        self._rests_until = {
            chat_id: until for chat_id, until in self._rests_until.items() if until > now
        }
        return frozenset(self._rests_until)

    def seconds_until_free(self) -> float:
        """Return how long it takes until the pause is over, or the next resting chat may be written
        to again; infinity without either."""
        if self.pause_seconds > 0:
            return self.pause_seconds
        next_rested = min(self._rests_until.values(), default=float("inf"))
        return max(0.0, next_rested - asyncio.get_running_loop().time())
