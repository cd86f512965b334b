"""Sends one message to Telegram, and says what the answer means for it."""

import asyncio
import re
from collections import OrderedDict
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final, TypeAlias

from aiogram import Bot
from aiogram.enums import ParseMode
from aiogram.exceptions import (
    ClientDecodeError,
    RestartingTelegram,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import (
    CopyMessage,
    SendAnimation,
    SendMessage,
    SendPhoto,
    SendVideo,
    TelegramMethod,
)
from aiogram.types import (
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
)

from bot.domain.button_styles import style_of
from bot.domain.models import Button, Copy, LeftOut, MediaKind, Message
from bot.domain.refusals import is_about_reader

_TIMEOUT_SECONDS = 15
_SENDING: Final = {
    MediaKind.PHOTO: SendPhoto,
    MediaKind.VIDEO: SendVideo,
    MediaKind.ANIMATION: SendAnimation,
}
_MORE_COPY_TRIES = 2
_COPY_PAUSE_SECONDS = 1.0
_MOST_WITHOUT_COPY = 1000


@dataclass(frozen=True, slots=True)
class Sent:
    """Telegram has taken the message, under these numbers, as far as they can be read."""

    message_ids: tuple[int, ...] = ()
    left_out: LeftOut | None = None
    """The part of the owner's that it has refused before."""


@dataclass(frozen=True, slots=True)
class Unreachable:
    """The bot may not write there until the person presses Start (again)."""

    reason: str


@dataclass(frozen=True, slots=True)
class SlowDown:
    """Telegram asks for a pause; the attempt doesn't count."""

    seconds: int


@dataclass(frozen=True, slots=True)
class TryLater:
    """A passing error: the network, Telegram's server, an answer that can't be read. The message
    may even have arrived."""

    reason: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Telegram will never take this message as it is."""

    reason: str


@dataclass(frozen=True, slots=True)
class NotAllowed:
    """Telegram doesn't accept the bot's token: nothing at all can be sent."""


SendOutcome: TypeAlias = Sent | Unreachable | SlowDown | TryLater | Refused | NotAllowed


class _Send(SendMessage):
    """sendMessage whose answer isn't read beyond its “ok”: a message that Telegram took must not be
    sent again because some new field of the answer can't be read."""

    __returning__ = Any  # type: ignore[assignment]  # aiogram declares the Message it reads


class _Copy(CopyMessage):
    """copyMessage whose answer isn't read strictly either."""

    __returning__ = Any  # type: ignore[assignment]  # aiogram declares the MessageId it reads


class Sender:
    """Sends messages for the outbox."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._without_copy: OrderedDict[tuple[int, int, int], Sent] = OrderedDict()
        """Texts that went out while the copy below them didn't; kept in memory."""

    async def send(self, chat_id: int, message: Message) -> SendOutcome:
        """Send once, then the copy that belongs below it, if there is one.

        If only the copy fails, the next try sends it alone.
        """
        if message.copy is None:
            return await self._send_text(chat_id, message)
        key = (chat_id, message.copy.chat_id, message.copy.message_id)
        above = self._without_copy.pop(key, None) or await self._send_text(chat_id, message)
        if not isinstance(above, Sent):
            return above
        below = await self._send_below(chat_id, message.copy)
        if isinstance(below, Sent):
            return Sent(above.message_ids + below.message_ids)
        self._without_copy[key] = above
        if len(self._without_copy) > _MOST_WITHOUT_COPY:
            self._without_copy.popitem(last=False)
        return below

    async def _send_below(self, chat_id: int, copy: Copy) -> SendOutcome:
        """Copy a message, or send the words that stand for it: it may be deleted, with its chat
        perhaps, or Telegram may let the bot copy nothing for long."""
        below = await self._copy(chat_id, copy)
        waits = isinstance(below, SlowDown) and copy.says_all
        if waits or isinstance(below, Refused | Unreachable):
            return await self._send_text(chat_id, Message(copy.instead))
        return below

    async def _send_text(self, chat_id: int, message: Message) -> SendOutcome:
        """Send once; a text whose markup Telegram refuses goes out once more as plain text, unless
        there is a better one, without the owner's words."""
        outcome = await self._try(chat_id, message, ParseMode.HTML)
        if isinstance(outcome, Refused) and "parse" in outcome.reason and not message.own:
            plain = replace(message, text=_without_tags(message.text))
            return await self._try(chat_id, plain, None)
        return outcome

    async def _copy(self, chat_id: int, copy: Copy) -> SendOutcome:
        """Copy a message; try a little longer than usual: the text above it is there already."""
        method = _Copy(chat_id=chat_id, from_chat_id=copy.chat_id, message_id=copy.message_id)
        outcome = await self._call(method)
        for _ in range(_MORE_COPY_TRIES):
            if not isinstance(outcome, SlowDown | TryLater):
                break
            await asyncio.sleep(_COPY_PAUSE_SECONDS)
            outcome = await self._call(method)
        return outcome

    async def _try(
        self, chat_id: int, message: Message, parse_mode: ParseMode | None
    ) -> SendOutcome:
        return await self._call(_method(chat_id, message, parse_mode))

    async def _call(self, method: TelegramMethod[Any]) -> SendOutcome:
        try:
            answer = await self._bot(method, request_timeout=_TIMEOUT_SECONDS)
        except (TelegramAPIError, ClientDecodeError) as error:
            return classify(error)
        sent = answer.get("message_id") if isinstance(answer, dict) else None
        return Sent((sent,)) if isinstance(sent, int) else Sent()


def _method(chat_id: int, message: Message, parse_mode: ParseMode | None) -> TelegramMethod[Any]:
    common: dict[str, Any] = {
        "chat_id": chat_id,
        "parse_mode": parse_mode,
        "disable_notification": message.quiet or None,
        "reply_markup": keyboard(message.buttons),
    }
    media = message.media
    if media is None:
        no_preview = LinkPreviewOptions(is_disabled=True)
        return _Send(text=message.text, link_preview_options=no_preview, **common)
    return _sending(media.kind)(
        **{media.kind.value: media.file_id},
        caption=message.text or None,
        has_spoiler=media.hidden or None,
        show_caption_above_media=media.below or None,
        **common,
    )


@cache
def _sending(kind: MediaKind) -> type[TelegramMethod[Any]]:
    """Return the method that sends such a file, whose answer isn't read strictly either.

    It is made when it is first needed: most shops never send one, and it takes memory.
    """
    method = _SENDING[kind]
    return type(method.__name__, (method,), {"__returning__": Any, "__module__": __name__})


def classify(  # noqa: PLR0911  (one line for each kind of error)
    error: TelegramAPIError | ClientDecodeError,
) -> SendOutcome:
    """Return what a failed call means. Network errors keep only their class name: their text may
    hold an address."""
    match error:
        case TelegramRetryAfter():
            return SlowDown(error.retry_after)
        case TelegramUnauthorizedError():
            return NotAllowed()
        case TelegramForbiddenError():
            return Unreachable(error.message)
        case TelegramBadRequest() | TelegramNotFound() if is_about_reader(error.message):
            return Unreachable(error.message)
        case RestartingTelegram() | TelegramServerError() | TelegramNetworkError():
            return TryLater(type(error).__name__)
        case TelegramAPIError():
            return Refused(error.message)
        case _:
            return TryLater("an answer that is not Telegram's")


def keyboard(rows: tuple[tuple[Button, ...], ...]) -> InlineKeyboardMarkup | None:
    """Return Telegram's form of these buttons. An action becomes callback data `<action>:<id>`."""
    if not rows:
        return None
    return InlineKeyboardMarkup(inline_keyboard=[[_button(one) for one in row] for row in rows])


def _button(button: Button) -> InlineKeyboardButton:
    if button.url is not None:
        return InlineKeyboardButton(text=button.label, url=button.url)
    if button.copy is not None:
        return InlineKeyboardButton(text=button.label, copy_text=CopyTextButton(text=button.copy))
    return InlineKeyboardButton(
        text=button.label,
        callback_data=f"{button.action}:{button.id}",
        style=style_of(button.action),
    )


def _without_tags(text: str) -> str:
    return re.sub(r"<[^>]*>", "", text)
