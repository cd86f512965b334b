"""/export: everything as CSV files, with a note on the progress where it takes long."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import IO

from aiogram import Bot, Router
from aiogram.exceptions import TelegramAPIError
from aiogram.filters import Command
from aiogram.types import CallbackQuery, InputFile, Message

from bot.deps import Deps
from bot.usecases.outbox.wording import Wording
from bot.usecases.reports.exports import Part, TableName
from handlers.telegram.admin.shared.run import Place, place_of, running

_PROGRESS_EVERY_SECONDS = 2.0
_SHOW_EVERY_SECONDS = 4.0
_UPLOAD_SECONDS = 600
_CHUNK_BYTES = 64 * 1024


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
    exports, note = deps.exports, _Note(message, say)
    tables = await exports.tables()
    if not tables:
        await message.answer(say("export-nothing"))
        return
    await exports.record(message.chat.id)
    for name in tables:
        note.about = name
        async with aclosing(exports.parts(name, note.report)) as parts:
            async for part in parts:
                await _send(message, part, name, say)
    await note.remove()


async def _send(message: Place, part: Part, name: TableName, say: Wording) -> None:
    if message.bot is None:
        return
    by_plan = name is TableName.SUBSCRIBERS and len(say.plans) > 1
    await message.bot.send_document(
        message.chat.id,
        _OpenFile(part.file, part.name),
        caption=say("export-file", table="accesses" if by_plan else str(name), count=part.rows),
        request_timeout=_UPLOAD_SECONDS,
    )


class _OpenFile(InputFile):
    """A file that is open already and has no path."""

    def __init__(self, file: IO[bytes], filename: str) -> None:
        super().__init__(filename, _CHUNK_BYTES)
        self._file = file

    async def read(self, bot: Bot) -> AsyncGenerator[bytes, None]:  # noqa: ARG002
        while chunk := await asyncio.to_thread(self._file.read, self.chunk_size):
            yield chunk


class _Note:
    """A message with the progress, sent only after a moment and deleted at the end."""

    def __init__(self, message: Place, say: Wording) -> None:
        self.about = TableName.PURCHASES
        self._message = message
        self._say = say
        self._note: Message | None = None
        self._next_at = asyncio.get_running_loop().time() + _PROGRESS_EVERY_SECONDS

    async def report(self, done: int, total: int) -> None:
        now = asyncio.get_running_loop().time()
        if now < self._next_at:
            return
        self._next_at = now + _SHOW_EVERY_SECONDS
        text = self._say("export-progress", table=str(self.about), done=done, total=total)
        with contextlib.suppress(TelegramAPIError):
            if self._note is None:
                self._note = await self._message.answer(text)
            else:
                await self._note.edit_text(text)

    async def remove(self) -> None:
        if self._note is not None:
            with contextlib.suppress(TelegramAPIError):
                await self._note.delete()
