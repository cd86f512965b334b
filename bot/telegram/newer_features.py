"""Repeats a call without what an older Bot API server refuses, and leaves that out from then on.

An owner's own Bot API server (TELEGRAM_API_URL) may be older than some of what the bot sends:
buttons that copy (Bot API 7.11), colours of buttons (9.4), dates that each reader sees in their own
time (9.5). A server that doesn't know one of them refuses the whole message, so nothing was sent,
and the call can be repeated.
"""

import re
from collections.abc import Callable, Collection, Iterable
from enum import StrEnum
from functools import partial
from typing import Any, Final, TypeVar

import structlog
from aiogram import Bot
from aiogram.client.session.middlewares.base import (
    BaseRequestMiddleware,
    NextRequestMiddlewareType,
)
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.methods import Response, TelegramMethod
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

log = structlog.get_logger(__name__)

_Result = TypeVar("_Result")


class Feature(StrEnum):
    """A part of a message that an older server may refuse."""

    COPY = "copy_text"
    STYLE = "style"
    DATE = "date_time"


_NAMED: Final = {
    # A server that doesn't know `copy_text` sees a button without any action.
    Feature.COPY: re.compile(r"copy.?text|text buttons are unallowed", re.IGNORECASE),
    Feature.STYLE: re.compile(r"style", re.IGNORECASE),
    Feature.DATE: re.compile(r"tg-time|date.?time|entity_date", re.IGNORECASE),
}
_COMPLAINT: Final = re.compile(
    r"parse|unsupported|unknown|unexpected|unallowed|not supported"
    r"|(?:BUTTON|BUTTON_TYPE|REPLY_MARKUP|ENTITY|ENTITIES)_INVALID",
    re.IGNORECASE,
)
_ABOUT_TEXT: Final = re.compile(r"entit|\btag\b", re.IGNORECASE)
_DATE_REFUSED = "ENTITY_DATE_INVALID"
_DATE = re.compile(r'<tg-time unix="(-?[0-9]+)"[^>]*>(.*?)</tg-time>', re.DOTALL)
_FURTHEST_SECONDS = 1095 * 86_400
"""Telegram refuses dates more than 1,098 days ahead
(https://core.telegram.org/constructor/messageEntityFormattedDate); its clock may differ."""
_DATE_TAG = re.compile(r"</?tg-time\b[^>]*>")
_TEXTS = ("text", "caption")


class NewerFeatures(BaseRequestMiddleware):
    """Remembers, as long as the process lives, which features the server refuses.

    A call with such a feature that is refused for it goes out again without it. A feature counts as
    refused once a call without it is no longer refused for its form; the others stay.
    """

    def __init__(self, now: Callable[[], int]) -> None:
        self._now = now
        self._refused: frozenset[Feature] = frozenset()

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[_Result],
        bot: Bot,
        method: TelegramMethod[_Result],
    ) -> Response[_Result]:
        """Send; raise what the last try raised."""
        fitting = without(method, self._refused) if self._refused else method
        fitting = _with_near_dates(fitting, self._now)
        try:
            return await make_request(bot, fitting)
        except TelegramBadRequest as refusal:
            tries = _suspects(refusal.message, _carried(fitting))
            if not tries:
                raise
            return await self._repeat(make_request, bot, fitting, refusal)

    async def _repeat(
        self,
        make_request: NextRequestMiddlewareType[_Result],
        bot: Bot,
        method: TelegramMethod[_Result],
        refusal: TelegramBadRequest | TelegramForbiddenError,
    ) -> Response[_Result]:
        """Send again, without one suspect after the other, until the form is no longer refused."""
        carried = _carried(method)
        tries = _suspects(refusal.message, carried)
        passing = _passing(refusal)
        while tries:
            left_out = tries.pop(0)
            try:
                answer = await make_request(bot, without(method, left_out))
            except (TelegramBadRequest, TelegramForbiddenError) as again:
                if not _is_complaint(again.message, carried):
                    self._remember(left_out - passing)
                    raise
                if again.message != refusal.message:
                    more = _suspects(again.message, carried - left_out)
                    tries = [left_out | one for one in more] or tries
                    passing |= _passing(again)
                    refusal = again
            else:
                self._remember(left_out - passing)
                return answer
        raise refusal

    def _remember(self, features: frozenset[Feature]) -> None:
        for feature in sorted(features - self._refused):
            log.info("Bot API server refuses a feature; it is left out", feature=str(feature))
        self._refused |= features


def without(
    method: TelegramMethod[_Result], features: Collection[Feature]
) -> TelegramMethod[_Result]:
    """Return the call without these features: dates stay as text, buttons lose their colour, and a
    button that does nothing but copy is left out."""
    changed: dict[str, Any] = {}
    if Feature.DATE in features:
        for name in _TEXTS:
            if (text := _dated(method, name)) is not None:
                changed[name] = _DATE_TAG.sub("", text)
    markup = getattr(method, "reply_markup", None)
    if isinstance(markup, InlineKeyboardMarkup) and not {*features} <= {Feature.DATE}:
        rows = ([*_buttons(row, features)] for row in markup.inline_keyboard)
        changed["reply_markup"] = InlineKeyboardMarkup(inline_keyboard=[row for row in rows if row])
    return method.model_copy(update=changed) if changed else method


def _with_near_dates(
    method: TelegramMethod[_Result], now: Callable[[], int]
) -> TelegramMethod[_Result]:
    """Return the call with those dates as mere text that Telegram refuses in any version."""
    changed: dict[str, str] = {}
    for name in _TEXTS:
        if (text := _dated(method, name)) is not None:
            last = now() + _FURTHEST_SECONDS
            changed[name] = _DATE.sub(partial(_near, last), text)
    return method.model_copy(update=changed) if changed else method


def _near(last: int, date: re.Match[str]) -> str:
    """Return a date as it is, or only its text if it is after `last`."""
    return date[0] if 0 <= int(date[1]) <= last else date[2]


def _buttons(
    row: Iterable[InlineKeyboardButton], features: Collection[Feature]
) -> Iterable[InlineKeyboardButton]:
    for button in row:
        if Feature.COPY in features and button.copy_text is not None:
            continue
        plain = Feature.STYLE in features and button.style is not None
        yield button.model_copy(update={"style": None}) if plain else button


def _carried(method: TelegramMethod[Any]) -> frozenset[Feature]:
    """Return the features that the call has."""
    found = set()
    if any(_dated(method, name) is not None for name in _TEXTS):
        found.add(Feature.DATE)
    markup = getattr(method, "reply_markup", None)
    if isinstance(markup, InlineKeyboardMarkup):
        buttons = [button for row in markup.inline_keyboard for button in row]
        found |= {Feature.STYLE} if any(one.style is not None for one in buttons) else set()
        found |= {Feature.COPY} if any(one.copy_text is not None for one in buttons) else set()
    return frozenset(found)


def _dated(method: TelegramMethod[Any], name: str) -> str | None:
    """Return the text of this parameter if it has dates; else None."""
    text = getattr(method, name, None)
    return text if isinstance(text, str) and "<tg-time" in text else None


def _suspects(message: str, carried: frozenset[Feature]) -> list[frozenset[Feature]]:
    """Return what to leave out, in the order of the tries: the feature that the refusal names, else
    each that it may be about, else all of those together."""
    named = frozenset(one for one in carried if _NAMED[one].search(message))
    if named:
        return [named]
    if not _COMPLAINT.search(message):
        return []
    if _ABOUT_TEXT.search(message):
        return [frozenset({Feature.DATE})] if Feature.DATE in carried else []
    alone = [frozenset({one}) for one in sorted(carried)]
    return [*alone, carried] if len(alone) > 1 else alone


def _is_complaint(message: str, carried: Iterable[Feature]) -> bool:
    """Return whether a refusal is about the form of a message, not about its reader or content."""
    named = any(_NAMED[one].search(message) for one in carried)
    return named or _COMPLAINT.search(message) is not None


def _passing(refusal: TelegramBadRequest | TelegramForbiddenError) -> frozenset[Feature]:
    """Return the feature whose value is refused here, though the server knows it: a date that is
    too far ahead (https://github.com/tdlib/telegram-bot-api/issues/852)."""
    return frozenset({Feature.DATE} if _DATE_REFUSED in refusal.message else ())
