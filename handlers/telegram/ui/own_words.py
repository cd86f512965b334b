"""Answers that hold the owner's own words or address: nobody waits for one because Telegram refuses
those."""

from contextlib import suppress
from html import escape

import structlog
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import CallbackQuery, Message

from bot.deps import Deps
from bot.domain.models import LeftOut
from bot.domain.refusals import is_about_reader
from bot.domain.shop_face.telegram_html import plain
from bot.domain.shop_face.texts import Place
from bot.errors import StorageUnavailable
from bot.texts import Markup
from handlers.telegram.ui.reply import reply
from handlers.telegram.ui.screen import Rows

log = structlog.get_logger(__name__)


async def reply_plainly_if_refused(
    event: Message | CallbackQuery, text: Markup, rows: Rows
) -> str | None:
    """Answer with a new message; one that Telegram refuses goes out without formatting and without
    links on buttons, and its reason is returned."""
    rows = [list(row) for row in rows]
    try:
        await reply(event, text, rows)
    except TelegramBadRequest as error:
        if is_about_reader(error.message):
            raise
        refused = error.message
    else:
        return None
    log.error("an answer with the owner's words was refused", reason=refused)
    kept = [[one for one in row if one.url is None] for row in rows]
    await reply(event, Markup(escape(plain(text))), kept)
    return refused


async def report_refused(deps: Deps, place: Place, reason: str) -> None:
    """Notify the admins of what readers of this place were to get: once for each content."""
    shown = deps.shop_face.shown(place)
    saved = deps.shop_face.saved(place._replace(locale=shown.locale))
    if saved is None:
        return
    with suppress(StorageUnavailable):  # the next answer reports it
        await deps.outbox.own_words_left_out(LeftOut((saved.id,), reason))
