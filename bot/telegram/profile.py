"""The bot's own profile at Telegram: reads it and changes it, and says what the answer means."""

import asyncio
from pathlib import Path
from typing import Any

from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramNotFound,
    TelegramRetryAfter,
)
from aiogram.methods import (
    GetMyDescription,
    GetMyName,
    GetMyShortDescription,
    RemoveMyProfilePhoto,
    SetMyDescription,
    SetMyName,
    SetMyProfilePhoto,
    SetMyShortDescription,
    TelegramMethod,
)
from aiogram.types import BufferedInputFile, InputProfilePhotoStatic
from aiohttp import ClientError

from bot.domain.shop_face.profile import Failed, Failure, Part, Spot

_TIMEOUT_SECONDS = 10
_UPLOAD_SECONDS = 60
_NO_METHOD = "method not found"


class ProfileClient:
    """Calls the methods about the bot's own profile; none raises for an answer of Telegram."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self.bot_id = bot.id

    async def read(self, spot: Spot) -> str | Failed:
        """Return the words that readers of a language see: those for everyone where it has none of
        its own."""
        found = await self._call(_reading(spot))
        if isinstance(found, Failed):
            return found
        return found.name if spot.part is Part.NAME else _words(found)

    async def write(self, spot: Spot, words: str) -> Failed | None:
        """Set the words for a language; without any it has none of its own."""
        done = await self._call(_writing(spot, words))
        return done if isinstance(done, Failed) else None

    async def picture_file(self) -> str | Failed | None:
        """Return Telegram's name of the present picture; None where the bot has none."""
        try:
            found = await self._bot.get_user_profile_photos(
                self.bot_id, limit=1, request_timeout=_TIMEOUT_SECONDS
            )
        except (TelegramAPIError, ClientDecodeError) as error:
            return _failed(error)
        sizes = found.photos[0] if found.photos else []
        largest = max(sizes, key=lambda one: one.width * one.height, default=None)
        return largest.file_id if largest is not None else None

    async def picture(self) -> bytes | Failed | None:
        """Return the present picture's bytes; None where the bot has none."""
        file_id = await self.picture_file()
        if file_id is None or isinstance(file_id, Failed):
            return file_id
        try:
            path = (await self._bot.get_file(file_id)).file_path or ""
            if path.startswith("/"):  # a Bot API server of the owner's own, in local mode
                return await asyncio.to_thread(Path(path).read_bytes)
            found = await self._bot.download_file(path)
        except (TelegramAPIError, ClientDecodeError, ClientError, OSError, TimeoutError) as error:
            return _failed(error)
        return found.read() if found is not None else None

    async def set_picture(self, content: bytes | None) -> Failed | None:
        """Upload a JPEG as the picture, or take the picture away."""
        method: TelegramMethod[bool] = RemoveMyProfilePhoto()
        if content is not None:
            photo = BufferedInputFile(content, "picture.jpg")
            method = SetMyProfilePhoto(photo=InputProfilePhotoStatic(photo=photo))
        done = await self._call(method, _UPLOAD_SECONDS)
        return done if isinstance(done, Failed) else None

    async def _call(self, method: TelegramMethod[Any], seconds: int = _TIMEOUT_SECONDS) -> Any:
        try:
            return await self._bot(method, request_timeout=seconds)
        except (TelegramAPIError, ClientDecodeError) as error:
            return _failed(error)


def _words(found: Any) -> str:
    return str(getattr(found, "description", None) or getattr(found, "short_description", ""))


def _reading(spot: Spot) -> TelegramMethod[Any]:
    code = spot.language or None
    match spot.part:
        case Part.NAME:
            return GetMyName(language_code=code)
        case Part.ABOUT:
            return GetMyShortDescription(language_code=code)
        case _:
            return GetMyDescription(language_code=code)


def _writing(spot: Spot, words: str) -> TelegramMethod[bool]:
    code = spot.language or None
    match spot.part:
        case Part.NAME:
            return SetMyName(name=words, language_code=code)
        case Part.ABOUT:
            return SetMyShortDescription(short_description=words, language_code=code)
        case _:
            return SetMyDescription(description=words, language_code=code)


def _failed(error: Exception) -> Failed:
    """Return what a failed call means. Network errors keep only their class name: their text may
    hold an address."""
    match error:
        case TelegramRetryAfter():
            return Failed(Failure.LIMITED, error.message, error.retry_after)
        case TelegramNotFound():
            return Failed(Failure.UNKNOWN_METHOD, error.message)
        case TelegramBadRequest() if _NO_METHOD in error.message.lower():
            return Failed(Failure.UNKNOWN_METHOD, error.message)
        case TelegramBadRequest() | TelegramForbiddenError():
            return Failed(Failure.REFUSED, error.message.removeprefix("Bad Request: "))
        case TelegramEntityTooLarge():
            return Failed(Failure.REFUSED, "the picture is too large")
        case _:
            return Failed(Failure.LATER, type(error).__name__)
