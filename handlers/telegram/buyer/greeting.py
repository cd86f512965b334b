"""The greeting of /start: the bot's, or the owner's own words and picture.

Greeting and prices are one message where Telegram takes so much text, else two: below a picture it
takes less.
"""

from dataclasses import dataclass, replace

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import Message

from bot.domain.refusals import is_about_reader
from bot.domain.shop_face.texts import LONGEST_MESSAGE, ORIGINAL, Content, Place, Slot, most_of
from bot.texts import Markup, paragraphs
from bot.usecases.outbox.wording import Wording
from bot.usecases.shop_face.face import ShopFace
from bot.usecases.shop_face.words import filled
from handlers.telegram.ui.paging import length_of
from handlers.telegram.ui.picture import Below, send_picture
from handlers.telegram.ui.screen import Rows, keyboard

log = structlog.get_logger(__name__)


def greeting_content(face: ShopFace, say: Wording) -> Content:
    """Return what is the owner's own in the greeting for readers of this language."""
    return face.shown(Place(Slot.GREETING, say.locale)).content


def greeting_words(say: Wording, content: Content, name: str) -> Markup:
    """Return the greeting for this reader: the owner's words, else the bot's."""
    return filled(say, content, name) or original_greeting(say, name)


def original_greeting(say: Wording, name: str) -> Markup:
    return say("shop-hello", name=name)


@dataclass(frozen=True, slots=True)
class OwnGreeting:
    """An owner's greeting as one reader gets it, and the shop that follows."""

    content: Content
    words: Markup
    shop: tuple[Markup, Rows]


async def greet(
    bot: Bot, chat_id: int, face: ShopFace, greeting: OwnGreeting, original: Markup
) -> str | None:
    """Send the greeting and the shop. Nobody waits for the shop because Telegram takes the picture,
    or the owner's words, no longer: it comes without them, and the first reason is returned."""
    refused: str | None = None
    for one in (greeting, _without_picture(greeting)):
        try:
            await send_greeting(bot, chat_id, face, one)
        except (TelegramBadRequest, LookupError) as error:
            if isinstance(error, TelegramBadRequest) and is_about_reader(error.message):
                raise
            log.error("the owner's greeting was not sent", reason=str(error))
            refused = refused or str(getattr(error, "message", error))
        else:
            return refused
    await send_greeting(bot, chat_id, face, OwnGreeting(ORIGINAL, original, greeting.shop))
    return refused


def _without_picture(greeting: OwnGreeting) -> OwnGreeting:
    return replace(greeting, content=replace(greeting.content, picture_id=None))


@dataclass(frozen=True, slots=True)
class Part:
    """One of the messages that buyers get: words, buttons, and a picture above them."""

    text: Markup
    rows: Rows = ()
    picture_id: int | None = None


def laid_out(greeting: OwnGreeting) -> list[Part]:
    """Return the greeting and the shop as messages: one, unless there is too much to say."""
    words, (text, rows) = greeting.words, greeting.shop
    together, picture_id = paragraphs(words, text), greeting.content.picture_id
    if length_of(together) <= most_of(Slot.GREETING, picture=picture_id is not None):
        return [Part(together, rows, picture_id)]
    return [Part(words, picture_id=picture_id), Part(text, rows)]


async def send_greeting(
    bot: Bot, chat_id: int, face: ShopFace, greeting: OwnGreeting
) -> list[Message]:
    """Send the greeting and the shop, and return the messages. Raises TelegramBadRequest, and
    LookupError for a picture that is missing."""
    return [await send_part(bot, chat_id, face, one) for one in laid_out(greeting)]


async def send_part(bot: Bot, chat_id: int, face: ShopFace, part: Part) -> Message:
    """Send one message. Raises as `send_greeting` does."""
    markup = keyboard(part.rows)
    shown = markup if markup.inline_keyboard else None
    if part.picture_id is None:
        return await bot.send_message(chat_id, part.text, reply_markup=shown)
    return await send_picture(bot, chat_id, part.picture_id, Below(part.text, shown), face)


def with_shop(words: Markup, text: Markup) -> Markup:
    """Return the greeting above the shop in one text; the shop alone where both don't fit."""
    together = paragraphs(words, text)
    return together if length_of(together) <= LONGEST_MESSAGE else text
