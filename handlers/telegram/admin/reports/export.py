"""/export: everything as CSV files, with a note on the progress where it takes long."""

import asyncio
import contextlib

from aiogram import Router
from aiogram.exceptions import TelegramAPIError
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.deps import Deps
from bot.usecases.outbox.wording import Wording
from bot.usecases.reports.exports import TableName
from handlers.telegram.admin.shared.run import Place, place_of, running

_PROGRESS_EVERY_SECONDS = 2.0
_SHOW_EVERY_SECONDS = 4.0


def register(router: Router) -> None:
    router.message.register(export, Command("export", ignore_case=True))
    router.callback_query.register(export_pressed, running("export"))


async def export(message: Message, say: Wording, deps: Deps) -> None:
    """Send the tables. While this runs, Telegram may send the update again; that one is ignored."""
    if deps.exports.first_time(message.chat.id, message.message_id):
        await _export(message, say, deps)


async def export_pressed(query: CallbackQuery, say: Wording, deps: Deps) -> None:
    place = await place_of(query)
    if place is not None and deps.exports.first_time(place.chat.id, query.id):
        await _export(place, say, deps)


async def _export(message: Place, say: Wording, deps: Deps) -> None:
    note = _Note(message, say)
    if not await deps.chat_files.tables(message.chat.id, say, note.report):
        await message.answer(say("export-nothing"))
    await note.remove()


class _Note:
    """A message with the progress, sent only after a moment and deleted at the end."""

    def __init__(self, message: Place, say: Wording) -> None:
        self._message = message
        self._say = say
        self._note: Message | None = None
        self._next_at = asyncio.get_running_loop().time() + _PROGRESS_EVERY_SECONDS

    async def report(self, about: TableName, done: int, total: int) -> None:
        now = asyncio.get_running_loop().time()
        if now < self._next_at:
            return
        self._next_at = now + _SHOW_EVERY_SECONDS
        text = self._say("export-progress", table=str(about), done=done, total=total)
        with contextlib.suppress(TelegramAPIError):
            if self._note is None:
                self._note = await self._message.answer(text)
            else:
                await self._note.edit_text(text)

    async def remove(self) -> None:
        if self._note is not None:
            with contextlib.suppress(TelegramAPIError):
                await self._note.delete()
