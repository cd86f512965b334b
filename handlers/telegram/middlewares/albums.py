"""Albums: Telegram sends one message a photo, and the person expects one answer."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import Message, TelegramObject

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]

_REMEMBERED = 1000


class FirstOfAlbum(BaseMiddleware):
    """Passes on the first message of each album only, which has its caption; also when it comes
    again, because it was put off or its handling failed.

    The latest albums are kept in memory: an album's messages come within a second.
    """

    def __init__(self) -> None:
        self._albums: OrderedDict[tuple[int, str], int] = OrderedDict()

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        if isinstance(event, Message) and event.media_group_id and not self._is_new(event):
            return None
        return await handler(event, data)

    def _is_new(self, message: Message) -> bool:
        album = (message.chat.id, str(message.media_group_id))
        if album in self._albums:
            return self._albums[album] == message.message_id
        self._albums[album] = message.message_id
        if len(self._albums) > _REMEMBERED:
            self._albums.popitem(last=False)
        return True
