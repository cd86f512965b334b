"""The preview of a broadcast, exactly as readers will see it, and the card that asks once more."""

import re
from collections.abc import Iterator

from aiogram import Bot
from aiogram.enums import MessageEntityType
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message

from bot.domain.broadcasts import Content
from bot.texts import Markup, lines, paragraphs
from bot.usecases.broadcasts.broadcasts import Progress
from bot.usecases.broadcasts.notices import audience_of, broadcast_message, sending_time
from bot.usecases.outbox.wording import Wording
from handlers.telegram.callbacks.broadcasts import (
    AskButton,
    AskWhen,
    DropBroadcast,
    RewriteBroadcast,
    SendBroadcast,
)
from handlers.telegram.ui import composed
from handlers.telegram.ui.paging import length_of
from handlers.telegram.ui.screen import button, done, keyboard

_TYPED_TAG = re.compile(
    r"&lt;/?(?:b|i|u|s|a|code|pre|strong|em|br|p|blockquote|tg-spoiler)\b.*?&gt;"
)
_PERHAPS_CUT = 4090
"""Telegram's apps cut a longer text into several messages of about this length."""
_Rows = list[list[InlineKeyboardButton]]


async def preview(bot: Bot, chat_id: int, content: Content, say: Wording) -> Message:
    """Send what the readers will get; raise TelegramBadRequest where Telegram doesn't take it."""
    return await composed.send(bot, chat_id, broadcast_message(say, content, broadcast_id=0))


async def ask(
    bot: Bot, draft: Progress, say: Wording, shown: Message, typed: Message | None = None
) -> None:
    """Ask for the last yes, below the preview that was `shown`; `typed` is the admin's message."""
    text = paragraphs(card_text(say, draft), *_hints(say, draft.broadcast.content, shown, typed))
    markup = keyboard(card_rows(say, draft))
    await bot.send_message(draft.broadcast.admin_id, text, reply_markup=markup)


def card_text(say: Wording, draft: Progress) -> Markup:
    one, whom = draft.broadcast, audience_of(say, draft)
    skipped, declined = one.expected_skipped, one.expected_declined
    left_out = lines(
        say("broadcast-skipped", count=skipped) if skipped else None,
        say("broadcast-expected-declined", count=declined) if declined else None,
    )
    if not one.expected:
        return paragraphs(say("broadcast-nobody", whom=whom), left_out)
    time = sending_time(one.expected)
    asked = say("broadcast-confirm", whom=whom, count=one.expected, time=time)
    return lines(asked, left_out or None)


def card_rows(say: Wording, draft: Progress) -> _Rows:
    one = draft.broadcast
    key = "button-broadcast-add-button" if one.content.button is None else "button-broadcast-button"
    rows = [
        [button(say.plain("button-broadcast-later"), AskWhen(id=one.id))],
        [button(say.plain(key), AskButton(id=one.id))],
        [button(say.plain("button-broadcast-rewrite"), RewriteBroadcast(id=one.id))],
        [button(say.plain("button-cancel"), DropBroadcast(id=one.id))],
    ]
    if one.expected:
        label = say.label("button-broadcast-send", count=one.expected)
        rows.insert(0, [button(label, SendBroadcast(id=one.id))])
    return rows


async def say_begun(query: CallbackQuery, progress: Progress, say: Wording) -> None:
    """Answer the second of two taps, or one on an old card: it is being sent, or is over."""
    key = "toast-broadcast-started" if progress.is_open else "toast-broadcast-over"
    await done(query, say.plain(key))


def _hints(
    say: Wording, content: Content, shown: Message, typed: Message | None
) -> Iterator[Markup]:
    """Yield what may not be as the admin meant it; none of it keeps them from sending."""
    entities = (*(shown.entities or ()), *(shown.caption_entities or ()))
    custom = any(one.type == MessageEntityType.CUSTOM_EMOJI for one in entities)
    if "<tg-emoji" in content.text and not custom:
        yield say("broadcast-hint-emoji")
    if _TYPED_TAG.search(content.text):
        yield say("broadcast-hint-html")
    if content.media is None and length_of(Markup(content.text)) >= _PERHAPS_CUT:
        yield say("broadcast-hint-cut")
    if typed is not None and typed.forward_origin is not None:
        yield say("broadcast-hint-forwarded")
