"""Answers that may hold the owner's own words: nobody waits for one because Telegram refuses
those."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from contextvars import ContextVar
from html import escape

import structlog
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import InlineKeyboardMarkup

from bot.deps import Deps
from bot.domain.models import LeftOut
from bot.domain.refusals import is_about_reader
from bot.domain.shop_face.telegram_html import plain
from bot.domain.shop_face.texts import Place
from bot.errors import StorageUnavailable
from bot.texts import Markup
from bot.usecases.shop_face.refused import RefusedAnswer

log = structlog.get_logger(__name__)

Send = Callable[[Markup, InlineKeyboardMarkup], Awaitable[object]]

refused_answers: ContextVar[list[RefusedAnswer] | None] = ContextVar("refused", default=None)
"""The answers to this update that Telegram has refused."""


async def send_anyhow(send: Send, text: Markup, markup: InlineKeyboardMarkup) -> None:
    """Send an answer. One that Telegram refuses goes out without formatting; if that is refused
    too, without links on its buttons besides. Raises what Telegram says if nothing helps, or if
    the refusal is about the reader."""
    try:
        await send(text, markup)
    except TelegramBadRequest as error:
        if is_about_reader(error.message):
            raise
        refused = error
    else:
        return
    log.error("an answer was refused", reason=refused.message)
    _note(text, refused.message)
    bare = Markup(escape(plain(text)))
    for below in (markup, _without_links(markup)):
        with suppress(TelegramBadRequest):
            await send(bare, below)
            return
    raise refused


async def report_refused(deps: Deps, place: Place, reason: str) -> None:
    """Notify the admins of what readers of this place were to get: once for each content."""
    shown = deps.shop_face.shown(place)
    saved = deps.shop_face.saved(place._replace(locale=shown.locale))
    if saved is None:
        return
    with suppress(StorageUnavailable):  # the next answer reports it
        await deps.outbox.own_words_left_out(LeftOut((saved.id,), reason))


def _note(text: str, reason: str) -> None:
    noted = refused_answers.get()
    if noted is not None:
        noted.append(RefusedAnswer(text, reason))


def _without_links(markup: InlineKeyboardMarkup) -> InlineKeyboardMarkup:
    rows = [[one for one in row if one.url is None] for row in markup.inline_keyboard]
    return InlineKeyboardMarkup(inline_keyboard=[row for row in rows if row])
