"""Keeps every call to Telegram within its limits, and retries calls while a person waits."""

import asyncio
import math
import re
from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager, contextmanager
from contextvars import ContextVar
from json import JSONDecodeError
from typing import Protocol

import structlog
from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType

from bot.errors import StorageUnavailable

log = structlog.get_logger(__name__)

_MORE_TRIES = 2
_LONGEST_WAIT_SECONDS = 30
_SHORT_WAIT_SECONDS = 3
"""The longest wait that is sat out where something better can be done: a message is answered
afterwards, even after a restart, and instead of an edit a new message is sent."""
_PAUSE_SECONDS = 1.0
_USUAL_WAIT_SECONDS = 5
"""The wait after a 429 that doesn't say how long."""
_UNREAD_429 = re.compile(r"too many requests(?:\D+(\d+))?", re.I)

_DECORATION = ("answerCallbackQuery", "deleteMessage", "sendChatAction")
"""Methods without which the answer is worth as much; left out while they must wait."""

_KEEP_THEIR_OWN = frozenset(
    {
        *("setMyName", "setMyDescription", "setMyShortDescription"),
        *("setMyProfilePhoto", "removeMyProfilePhoto"),
    }
)
"""Methods whose waits are stored with what waits for them (`bot/usecases/shop_face/profile.py`):
hours, of which no buyer notices anything."""

_ONLY_ONCE = frozenset({"refundStarPayment"})
"""Methods that give something away: whoever calls them decides about another try."""

_longest_wait: ContextVar[int | None] = ContextVar("longest wait of an answer", default=None)


@contextmanager
def answering(*, can_come_later: bool = False) -> Iterator[None]:
    """Mark the calls inside as answers to a person; the outbox has retries of its own.

    `can_come_later`: the whole answer can be given after Telegram's wait. Only the outermost block
    counts.
    """
    if _longest_wait.get() is not None:
        yield
        return
    longest = _SHORT_WAIT_SECONDS if can_come_later else _LONGEST_WAIT_SECONDS
    token = _longest_wait.set(longest)
    try:
        yield
    finally:
        _longest_wait.reset(token)


class Waits(Protocol):
    """The waits that Telegram asked for, by method and chat."""

    def begin(self, method: str, chat_id: int | None, seconds: float) -> None:
        """Note that Telegram asked this method to wait in this chat."""

    def seconds(self, method: str, chat_id: int | None) -> float:
        """Return how long the method must wait in the chat; zero or less if it needn't."""

    def trial(self, method: str) -> AbstractAsyncContextManager[None]:
        """Let calls go one at a time while it isn't known whether the method must wait too."""

    def went_through(self, method: str) -> None:
        """Note that Telegram took a call of this method."""


class Pace(Protocol):
    """The speed that Telegram allows the bot; answers and the outbox share one."""

    @property
    def waits(self) -> Waits:
        """The waits that Telegram asked for."""

    async def answer_turn(self, method: str, chat_id: int) -> None:
        """Wait until an answer may go to this chat."""


class KeptWaits(Protocol):
    """Where waits are stored, so that a restart doesn't forget them."""

    async def keep(self, method: str, chat_id: int | None, seconds: int) -> None:
        """Store a wait; StorageUnavailable if that can't be done now."""


class RetryCalls(BaseRequestMiddleware):
    """Makes no call that must wait, and retries calls that failed at Telegram.

    Only answers to people are retried. Calls that timed out or were refused are not, nor are calls
    that were carried out and whose answer can't be read.
    """

    def __init__(self, pace: Pace, kept: KeptWaits) -> None:
        self._pace = pace
        self._kept = kept

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        longest = _longest_wait.get()
        if longest is None or method.__api_method__ in _KEEP_THEIR_OWN | _ONLY_ONCE:
            return await self._call(make_request, bot, method)
        try:
            return await self._answer(make_request, bot, method, longest)
        except TelegramRetryAfter:
            if method.__api_method__ not in _DECORATION:
                raise
            log.info("left out while it must wait", method=method.__api_method__)
            return True  # type: ignore[return-value]  # as these methods answer

    async def _answer(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
        longest: int,
    ) -> Response[TelegramType]:
        for _ in range(_MORE_TRIES):
            await self._rest(method, longest)
            try:
                return await self._call(make_request, bot, method)
            except TelegramRetryAfter:
                continue  # the next rest raises it, if it is too long to be sat out
            except (TelegramServerError, ClientDecodeError) as error:
                if _was_done(error):
                    raise
                await asyncio.sleep(_PAUSE_SECONDS)
        await self._rest(method, longest)
        return await self._call(make_request, bot, method)

    async def _call(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        """Make the call; raise TelegramRetryAfter, without a call, while it must wait."""
        name, chat_id = method.__api_method__, _chat_of(method)
        async with self._pace.waits.trial(name):
            wait = self._pace.waits.seconds(name, chat_id)
            if wait > 0 and name not in _KEEP_THEIR_OWN:
                raise TelegramRetryAfter(method, "Telegram asked for a wait", math.ceil(wait))
            try:
                answer = await make_request(bot, method)
            except TelegramAPIError as error:
                seconds = _seconds_asked(error)
                if seconds is None:
                    raise
                if name not in _KEEP_THEIR_OWN:
                    await self._begin(name, chat_id, seconds)
                raise TelegramRetryAfter(method, error.message, seconds) from error
        self._pace.waits.went_through(name)
        return answer

    async def _begin(self, name: str, chat_id: int | None, seconds: int) -> None:
        self._pace.waits.begin(name, chat_id, seconds)
        log.warning("Telegram asks for a wait", method=name, seconds=seconds)
        try:
            await self._kept.keep(name, chat_id, seconds)
        except StorageUnavailable as error:
            log.warning("a wait is in memory only", method=name, reason=str(error))

    async def _rest(self, method: TelegramMethod[TelegramType], longest: int) -> None:
        """Wait until an answer may go; raise TelegramRetryAfter if that takes too long."""
        name, chat_id = method.__api_method__, _chat_of(method)
        if not name.startswith("send"):
            longest = _SHORT_WAIT_SECONDS
        wait = self._pace.waits.seconds(name, chat_id)
        if wait > longest:
            raise TelegramRetryAfter(method, "Telegram asked for a long wait", math.ceil(wait))
        if wait > 0:
            await asyncio.sleep(wait)
        if chat_id is not None:
            await self._pace.answer_turn(name, chat_id)


def _chat_of(method: TelegramMethod[TelegramType]) -> int | None:
    chat_id = getattr(method, "chat_id", None)
    return chat_id if isinstance(chat_id, int) else None


def _seconds_asked(error: TelegramAPIError) -> int | None:
    """Return how long a 429 asks to wait; some Bot API servers say it in words only, or not."""
    if isinstance(error, TelegramRetryAfter):
        return max(1, error.retry_after)
    found = _UNREAD_429.search(error.message)
    return max(1, int(found[1] or _USUAL_WAIT_SECONDS)) if found else None


def _was_done(error: TelegramServerError | ClientDecodeError) -> bool:
    """Return whether the call was carried out: JSON that can't be read is still its result."""
    return isinstance(error, ClientDecodeError) and not isinstance(error.original, JSONDecodeError)
