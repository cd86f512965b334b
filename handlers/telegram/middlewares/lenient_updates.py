"""Reads updates from Bot API servers that are older than aiogram and leave out new fields."""

import re
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.types import Update
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from handlers.telegram.middlewares.retry import answering

_YES_OR_NO = re.compile(r"(can|has|is|supports)_[a-z_]+")


class LenientDispatcher(Dispatcher):
    """A dispatcher that reads a missing right of an administrator as a right that nobody has.

    aiogram requires every right that the newest Bot API has. Somebody's own Bot API server may be
    older, and then every update about rights in private chats would be lost.
    """

    async def feed_raw_update(self, bot: Bot, update: dict[str, Any], **kwargs: Any) -> Any:
        """Handle an update; raise ValidationError if it can't be read even so."""
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
    """Set the right at `path` to False; the names of types in pydantic's path are skipped."""
    place = update
    for part in path[:-1]:
        inner = place.get(str(part))
        place = inner if isinstance(inner, dict) else place
    place.setdefault(str(path[-1]), False)
