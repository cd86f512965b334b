"""/backup: the database as a file; and the question, after a restore, which messages to send."""

import structlog
from aiogram import Bot, Router
from aiogram.enums import ChatAction
from aiogram.filters import Command
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message

from bot.deps import Deps
from bot.domain.button_styles import style_of
from bot.domain.models import Button
from bot.texts import Markup
from bot.usecases.outbox import notices
from bot.usecases.outbox.wording import Wording
from handlers.telegram.admin.shared.buttons import to_attention
from handlers.telegram.admin.shared.run import Place, place_of, running
from handlers.telegram.callbacks.operations import Resume, ResumeNew, ShowPause
from handlers.telegram.ui.filters import IsOwner
from handlers.telegram.ui.screen import done, show

log = structlog.get_logger(__name__)

_UPLOAD_SECONDS = 600


def register(router: Router) -> None:
    router.message.register(backup, Command("backup", ignore_case=True), IsOwner())
    router.callback_query.register(backup_pressed, running("backup"), IsOwner())
    router.callback_query.register(show_pause, ShowPause.filter())
    router.callback_query.register(resume, Resume.filter())
    router.callback_query.register(resume_new, ResumeNew.filter())


async def backup(message: Message, say: Wording, deps: Deps, bot: Bot) -> None:
    """Send a copy. While this runs, Telegram may send the update again; that one is ignored."""
    if deps.exports.first_time(message.chat.id, message.message_id):
        await _backup(message, say, deps, bot)


async def backup_pressed(query: CallbackQuery, say: Wording, deps: Deps, bot: Bot) -> None:
    place = await place_of(query)
    if place is not None and deps.exports.first_time(place.chat.id, query.id):
        await _backup(place, say, deps, bot)


async def _backup(message: Place, say: Wording, deps: Deps, bot: Bot) -> None:
    await bot.send_chat_action(message.chat.id, ChatAction.UPLOAD_DOCUMENT)
    problem = await deps.chat_files.backup(message.chat.id, say)
    if problem is not None:
        await message.answer(problem)


async def show_pause(query: CallbackQuery, say: Wording, deps: Deps) -> None:
    pause = await deps.pauses.current()
    if pause is None:
        await show(query, say("outbox-pause-over"), [[to_attention(say)]])
    else:
        asked = notices.question(say, pause)
        rows = [[_button(one) for one in row] for row in asked.buttons]
        await show(query, Markup(asked.text), [*rows, [to_attention(say)]])
    await done(query)


async def resume(query: CallbackQuery, say: Wording, deps: Deps) -> None:
    await _lift(query, say, deps, drop_old=False)


async def resume_new(query: CallbackQuery, say: Wording, deps: Deps) -> None:
    await _lift(query, say, deps, drop_old=True)


async def _lift(query: CallbackQuery, say: Wording, deps: Deps, *, drop_old: bool) -> None:
    lifted = await deps.pauses.lift(query.from_user.id, drop_old=drop_old)
    if lifted is None:
        text = say("outbox-pause-over")
    elif drop_old:
        text = say("outbox-pause-dropped", old=lifted.old, new=lifted.new)
    else:
        text = say("outbox-pause-sent", count=lifted.old + lifted.new)
    await show(query, text, [[to_attention(say)]])
    await done(query)


def _button(one: Button) -> InlineKeyboardButton:
    data = f"{one.action}:{one.id}"
    return InlineKeyboardButton(text=one.label, callback_data=data, style=style_of(one.action))
