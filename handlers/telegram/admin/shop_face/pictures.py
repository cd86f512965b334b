"""The picture in what an admin sent: whether it is one, and its bytes."""

import asyncio
import re
from dataclasses import dataclass
from pathlib import Path

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.types import Message

from bot.deps import Deps
from bot.domain.shop_face.texts import PictureFile

log = structlog.get_logger(__name__)

LARGEST_BYTES = 10 * 1024 * 1024
"""Telegram takes photos of up to 10 MB (https://core.telegram.org/bots/api#sendphoto)."""
_OTHER_KINDS = {
    "sticker": "sticker",
    "animation": "animation",
    "video": "video",
    "video_note": "video",
    "document": "document",
}
_PICTURE = re.compile(r"image/(?!gif|svg)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SentPicture:
    """A picture as Telegram names it; one that came as a file can't be sent as a photo by that
    name."""

    file_id: str
    size: int
    as_file: bool


def picture_in(message: Message) -> SentPicture | str | None:
    """Return the picture; None in mere words; for anything else, what it is."""
    if message.photo:
        largest = max(message.photo, key=lambda one: one.width * one.height)
        return SentPicture(largest.file_id, largest.file_size or 0, as_file=False)
    for field, kind in _OTHER_KINDS.items():
        if field != "document" and getattr(message, field) is not None:
            return kind
    document = message.document
    if document is None:
        return None if message.text else "other"
    if not _PICTURE.match(document.mime_type or ""):
        return "document"
    return SentPicture(document.file_id, document.file_size or 0, as_file=True)


async def keep(bot: Bot, sent: SentPicture, deps: Deps) -> int | None:
    """Fetch the picture and store it; return its id, None where it can't be fetched."""
    content = await fetch(bot, sent.file_id)
    if content is None:
        return None
    file = None if sent.as_file else PictureFile(bot.id, sent.file_id)
    return await deps.shop_face.add_picture(content, file)


async def made_smaller(bot: Bot, picture_id: int, shown: Message, deps: Deps) -> int:
    """Keep a file as Telegram shows it, which takes fewer bytes; return the picture's new id."""
    if not shown.photo:
        return picture_id
    file_id = shown.photo[-1].file_id
    content = await fetch(bot, file_id)
    if content is None:
        return picture_id
    return await deps.shop_face.replace_picture(picture_id, content, PictureFile(bot.id, file_id))


async def fetch(bot: Bot, file_id: str) -> bytes | None:
    """Return a file's bytes; None where Telegram doesn't give them now.

    A Bot API server of the owner's own that runs in local mode names a path on this machine.
    """
    try:
        path = (await bot.get_file(file_id)).file_path or ""
        if path.startswith("/"):
            return await asyncio.to_thread(Path(path).read_bytes)
        found = await bot.download_file(path)
    except (AiogramError, OSError, TimeoutError) as error:
        log.warning("picture not fetched", reason=type(error).__name__)
        return None
    return found.read() if found is not None else None
