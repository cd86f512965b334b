"""Sends files to a chat, read piece by piece: none of them is ever whole in memory."""

import asyncio
from collections.abc import AsyncGenerator
from typing import IO

from aiogram import Bot
from aiogram.types import InputFile

_UPLOAD_SECONDS = 600
_CHUNK_BYTES = 64 * 1024


class FilesClient:
    """Uploads open files; raises TelegramAPIError for one that Telegram refuses."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def send(self, chat_id: int, file: IO[bytes], name: str, caption: str) -> None:
        """Send a file from where it is open to its end, under this name."""
        await self._bot.send_document(
            chat_id, _OpenFile(file, name), caption=caption, request_timeout=_UPLOAD_SECONDS
        )


class _OpenFile(InputFile):
    """A file that is open already and may have no path."""

    def __init__(self, file: IO[bytes], filename: str) -> None:
        super().__init__(filename, _CHUNK_BYTES)
        self._file = file

    async def read(self, bot: Bot) -> AsyncGenerator[bytes, None]:  # noqa: ARG002
        while chunk := await asyncio.to_thread(self._file.read, self.chunk_size):
            yield chunk
