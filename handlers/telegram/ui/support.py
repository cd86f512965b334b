"""Support messages as Telegram delivers them: what can be passed on, and what a reply is about."""

from typing import Any

from aiogram.filters import Filter
from aiogram.types import Message

from bot.deps import Deps
from bot.domain.support import SupportKind, Written


def read_written(message: Message) -> Written | None:
    """Return a text, a photo or a file as it can be passed on; None for anything else."""
    if message.text:
        kind, text = SupportKind.TEXT, message.text
    elif message.photo:
        kind, text = SupportKind.PHOTO, message.caption or ""
    elif message.document:
        kind, text = SupportKind.FILE, message.caption or ""
    else:
        return None
    words = text.encode("utf-8", "replace").decode()  # half an emoji can't be stored
    return Written(message.chat.id, message.message_id, kind, words, message.media_group_id)


class SupportReply(Filter):
    """Admits a reply to a support message, as `thread`; a command is no reply.

    `to_admin`: whether an admin replies there to a buyer, or the buyer to the owner.
    """

    def __init__(self, *, to_admin: bool) -> None:
        self._to_admin = to_admin

    async def __call__(self, message: Message, deps: Deps) -> bool | dict[str, Any]:
        replied = message.reply_to_message
        if replied is None or (message.text or "").startswith("/"):
            return False
        thread = await deps.support.thread(message.chat.id, replied.message_id)
        if thread is None or thread.to_admin is not self._to_admin:
            return False
        return {"thread": thread}


class RestOfAlbum(Filter):
    """Admits the other pictures of an album of which one was passed on."""

    async def __call__(self, message: Message, deps: Deps) -> bool:
        album = message.media_group_id
        return album is not None and await deps.support.has_album(message.chat.id, album)
