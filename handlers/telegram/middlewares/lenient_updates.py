"""Reads updates as leniently as is safe: a Bot API older than our library leaves out new fields."""

import re
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.types import Update
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from handlers.telegram.middlewares.retry import answering

_YES_OR_NO = re.compile(r"(can|has|is|supports)_[a-z_]+")


class LenientDispatcher(Dispatcher):
    """aiogram requires of an administrator every right that the newest Bot API knows.

    Somebody's own Bot API server may be older, and then all that is told of rights in private
    chats would be lost. A right it doesn't know is one that nobody has.
    """

    async def feed_raw_update(self, bot: Bot, update: dict[str, Any], **kwargs: Any) -> Any:
        """Raises ValidationError for what can't be read all the same."""
        with answering():
            return await self.feed_update(bot, _read(bot, update), **kwargs)


def _read(bot: Bot, update: dict[str, Any]) -> Update:
    try:
        return Update.model_validate(update, context={"bot": bot})
    except ValidationError as error:
        gaps = error.errors(include_input=False, include_url=False)
        if not all(map(_is_unknown_right, gaps)):
            raise
        for gap in gaps:
            _deny(update, gap["loc"])
        return Update.model_validate(update, context={"bot": bot})


def _is_unknown_right(gap: ErrorDetails) -> bool:
    return gap["type"] == "missing" and bool(_YES_OR_NO.fullmatch(str(gap["loc"][-1])))


def _deny(update: dict[str, Any], path: tuple[int | str, ...]) -> None:
    """`path` is pydantic's: besides keys it has the names of the types it tried, skipped here."""
    place = update
    for part in path[:-1]:
        inner = place.get(str(part))
        place = inner if isinstance(inner, dict) else place
    place.setdefault(str(path[-1]), False)
