"""Telegram's pace: limits the messages a second, overall and to one chat, and keeps its waits."""

import asyncio

from bot.domain.limits import Limits
from bot.telegram.turns import Turns, Urgency
from bot.telegram.waits import Waits, sends, writes

_MANY_CHATS = 1000
_ALL_WELL = Limits()


class Pace:
    """The pace that notices and answers share.

    It waits until the next message may go, and knows which chats must rest: those are skipped when
    the next notice is chosen.
    """

    def __init__(self, limits: Limits = _ALL_WELL) -> None:
        self._limits = limits
        self._turns = Turns(limits.seconds_between_messages)
        self._rests_until: dict[int, float] = {}
        self._edits_until: dict[int, float] = {}
        self._paused_until = 0.0
        self.waits = Waits()

    async def turn(self, urgency: Urgency = Urgency.PAYMENT) -> None:
        """Wait until the next message may go, whatever its chat."""
        await self._turns.take(urgency)

    @property
    def pause_seconds(self) -> float:
        """How long no notice may be sent yet; zero or less when all is well."""
        paused = self._paused_until - asyncio.get_running_loop().time()
        return max(paused, self.waits.held_seconds)

    def pause(self, seconds: float) -> None:
        """Send no notice for so many seconds: Telegram accepts nothing now."""
        until = asyncio.get_running_loop().time() + seconds
        self._paused_until = max(self._paused_until, until)

    def sent_to(self, chat_id: int) -> None:
        self._rest(chat_id, self._limits.seconds_between_messages_to_a_chat)

    def job_done_in(self, chat_id: int) -> None:
        """Note that a join request was answered in this chat, or a member removed."""
        self._rest(chat_id, self._limits.seconds_between_jobs_in_a_chat)

    def resting_chats(self) -> frozenset[int]:
        """Return the chats that had a message or a job a moment ago, or must wait, and so rest."""
        self._forget_past()
        return frozenset(self._rests_until) | frozenset(self.waits.chats("sendMessage"))

    def seconds_until_free(self) -> float:
        """Return how long it takes until the pause is over, or the next resting chat may be written
        to again; infinity without either."""
        if self.pause_seconds > 0:
            return self.pause_seconds
        waiting = self.waits.chats("sendMessage").values()
        next_rested = min((*self._rests_until.values(), *waiting), default=float("inf"))
        return max(0.0, next_rested - asyncio.get_running_loop().time())

    def seconds_until_answer(self, chat_id: int) -> float:
        """Return how long the next answer to this chat must wait; zero or less if it needn't."""
        waiting = self.waits.seconds("sendMessage", chat_id)
        if not self._limits.seconds_between_answers_to_a_chat:
            return waiting
        rested_at = self._rests_until.get(chat_id, 0.0)
        return max(waiting, rested_at - asyncio.get_running_loop().time())

    async def answer_turn(self, method: str, chat_id: int) -> None:
        """Wait until an answer may go to this chat; a call that writes nothing needn't wait.

        An edit in a group counts like a message there.
        """
        if not self._limits.seconds_between_answers_to_a_chat or not writes(method):
            return
        is_message = sends(method) or chat_id < 0
        wait = self._reserve_message(chat_id) if is_message else self._reserve_edit(chat_id)
        if wait > 0:
            await asyncio.sleep(wait)
        await self._turns.take(Urgency.ANSWER)

    def _reserve_message(self, chat_id: int) -> float:
        """Take the chat's next free moment, and return how many seconds off it is."""
        self._forget_past()
        now = asyncio.get_running_loop().time()
        at = max(now, self._rests_until.get(chat_id, 0.0))
        self._rests_until[chat_id] = at + self._limits.seconds_between_answers_to_a_chat
        return at - now

    def _reserve_edit(self, chat_id: int) -> float:
        """Take the chat's next edit: some may go at once, later ones at the pace of messages."""
        self._forget_past()
        now = asyncio.get_running_loop().time()
        between = self._limits.seconds_between_answers_to_a_chat
        used_until = max(now, self._edits_until.get(chat_id, 0.0)) + between
        self._edits_until[chat_id] = used_until
        return used_until - now - between * self._limits.edits_at_once

    def _rest(self, chat_id: int, seconds: float) -> None:
        until = asyncio.get_running_loop().time() + seconds
        self._rests_until[chat_id] = max(self._rests_until.get(chat_id, 0.0), until)

    def _forget_past(self) -> None:
        now = asyncio.get_running_loop().time()
        self._rests_until = {
            chat_id: until for chat_id, until in self._rests_until.items() if until > now
        }
        if len(self._edits_until) > _MANY_CHATS:
            self._edits_until = {
                chat_id: until for chat_id, until in self._edits_until.items() if until > now
            }
