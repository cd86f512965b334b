"""The way of an update into the dispatcher: at its turn, later, or only with an acknowledgement."""

import asyncio
from collections import deque
from contextlib import suppress
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.exceptions import TelegramAPIError
from aiogram.methods import AnswerCallbackQuery

from bot.deps import Deps
from bot.domain.limits import Limits
from bot.domain.stars import SUBSCRIPTION, carries_payment
from bot.errors import StorageUnavailable
from bot.usecases.outbox.wording import Wording, locale_of
from handlers.telegram.middlewares.fair_turns import ChatPace, FairTurns, Verdict
from handlers.telegram.middlewares.retry import answering
from handlers.telegram.middlewares.stars import PRE_CHECKOUT, StarsUpdates
from handlers.telegram.ui.put_off import put_off
from handlers.telegram.ui.source import may_come_later, press_id_of, source_of

_ACKNOWLEDGED_AT_ONCE = 4
_LONGEST_UNACKNOWLEDGED_SECONDS = 4.0
"""Telegram forgets a press soon after; a handler may have to wait longer for its answer to go."""
_MOST_ACKNOWLEDGEMENTS = 20_000
"""Telegram forgets a press within a minute; older ones may be dropped."""


class FairFeed:
    """Feeds updates to the dispatcher so that no one person keeps the others waiting."""

    def __init__(self, dispatcher: Dispatcher, deps: Deps, pace: ChatPace, limits: Limits) -> None:
        self._dispatcher = dispatcher
        self._deps = deps
        used = dispatcher.resolve_used_update_types()
        self._stars = StarsUpdates(deps, others=PRE_CHECKOUT in used)
        self._turns = FairTurns(pace, deps.admins.roll.__contains__, limits)
        self._presses: deque[tuple[str, str | None]] = deque(maxlen=_MOST_ACKNOWLEDGEMENTS)
        self._acknowledging = 0
        self._under_way = 0

    def is_busy(self) -> bool:
        """Return whether an update is under way."""
        return self._under_way > 0

    def resolve_used_update_types(self) -> list[str]:
        """Return the types of updates that some handler takes."""
        used = self._dispatcher.resolve_used_update_types()
        return sorted({*used, PRE_CHECKOUT, SUBSCRIPTION})

    def close(self) -> None:
        """Put off all messages that still wait for their turn: the bot is about to stop."""
        self._turns.close()

    async def take_payment(self, update: dict[str, Any]) -> bool:
        """Store what an update says of a payment in Stars, and return whether it did. Raises
        StorageUnavailable: then Telegram must send it again."""
        return carries_payment(update) and await self._stars.take(update)

    async def answer_checkout(self, bot: Bot, update: dict[str, Any]) -> bool:
        """Answer a question whether somebody may pay in Stars; return whether it was one, and the
        shop's."""
        query = update.get(PRE_CHECKOUT)
        return isinstance(query, dict) and await self._stars.answer(bot, query)

    async def feed_raw_update(self, bot: Bot, update: dict[str, Any]) -> None:
        """Handle an update once its turn has come; raise ValidationError if it can't be read, and
        StorageUnavailable where it carries a payment that isn't stored."""
        self._under_way += 1
        try:
            await self._feed(bot, update)
        finally:
            self._under_way -= 1

    async def _feed(self, bot: Bot, update: dict[str, Any]) -> None:
        if await self.answer_checkout(bot, update) or await self.take_payment(update):
            return
        if not any(kind in update for kind in self._dispatcher.resolve_used_update_types()):
            return
        async with self._turns.turn(update) as turn:
            match turn.verdict:
                case Verdict.HANDLE:
                    await self._handle(bot, turn.update)
                case Verdict.LATER:
                    await put_off(self._deps, turn.update)
                case Verdict.TOO_MANY:
                    await self._say_too_many(bot, turn.update)
                case Verdict.ACKNOWLEDGE:
                    await self._acknowledge(bot, turn.update, None)
                case Verdict.TOO_MANY_PRESSES:
                    toast = (await self._wording(turn.update)).plain("error-too-many-presses")
                    await self._acknowledge(bot, turn.update, toast)

    async def replay(self, bot: Bot, update: dict[str, Any]) -> None:
        """Handle an update that was put off."""
        await self._handle(bot, update)

    async def _handle(self, bot: Bot, update: dict[str, Any]) -> None:
        with answering(can_come_later=may_come_later(update)):
            if press_id_of(update) is None:
                await self._dispatch(bot, update)
            else:
                await self._dispatch_press(bot, update)

    async def _dispatch(self, bot: Bot, update: dict[str, Any]) -> None:
        await self._dispatcher.feed_raw_update(bot, update, raw_update=update)

    async def _dispatch_press(self, bot: Bot, update: dict[str, Any]) -> None:
        """Acknowledge a press whose handler takes long; its own answer then comes as a message."""
        try:
            async with asyncio.TaskGroup() as tasks:
                handling = tasks.create_task(self._dispatch(bot, update))
                await asyncio.wait({handling}, timeout=_LONGEST_UNACKNOWLEDGED_SECONDS)
                if not handling.done():
                    await self._acknowledge(bot, update, None)
        except BaseExceptionGroup as failed:
            raise failed.exceptions[0] from None  # as if there were no tasks

    async def _say_too_many(self, bot: Bot, update: dict[str, Any]) -> None:
        person_id = source_of(update).person_id
        if person_id is None:
            return
        say = await self._wording(update)
        with answering(), suppress(TelegramAPIError):
            await bot.send_message(person_id, say("error-too-many"))

    async def _acknowledge(self, bot: Bot, update: dict[str, Any], toast: str | None) -> None:
        """End the button's waiting. A few calls at a time do that for all who pressed."""
        press_id = press_id_of(update)
        if press_id is None:
            return
        self._presses.append((press_id, toast))
        if self._acknowledging >= _ACKNOWLEDGED_AT_ONCE:
            return
        self._acknowledging += 1
        try:
            while self._presses:
                id_, text = self._presses.popleft()
                with answering(), suppress(TelegramAPIError):
                    await bot(AnswerCallbackQuery(callback_query_id=id_, text=text))
        finally:
            self._acknowledging -= 1

    async def _wording(self, update: dict[str, Any]) -> Wording:
        """Return the texts in the sender's language; if the database fails, in the default one."""
        person = None
        with suppress(StorageUnavailable):
            person = await self._deps.people.get(source_of(update).person_id or 0)
        texts = self._deps.texts
        return Wording(texts, locale_of(person, texts), self._deps.plans.known)
