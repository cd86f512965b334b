"""Handles updates of which a part can't be read: a Bot API server may be newer or older."""

from typing import Any, Final

import structlog
from aiogram import Bot, Dispatcher
from aiogram.types import Update

from bot.runtime import lenient_types
from bot.runtime.rests import Rests
from handlers.telegram.middlewares.retry import answering

log = structlog.get_logger(__name__)

_KINDS: Final[Any] = vars(Update)["event_type"]
"""aiogram remembers the kinds of the last 128 updates, and with them the updates: 1 MB."""


class LenientDispatcher(Dispatcher):
    """A dispatcher that leaves out what can't be read of an update, and handles the rest.

    aiogram would lose the whole update: no answer, no access to a private chat. A right of an
    administrator that the server doesn't name counts as a right that nobody has.
    """

    def __init__(self, rests: Rests, **options: Any) -> None:
        super().__init__(**options)
        self._rests = rests

    async def feed_raw_update(self, bot: Bot, update: dict[str, Any], **kwargs: Any) -> Any:
        """Handle an update; raise ValidationError if who sent it, or where, can't be read."""
        if not Update.__pydantic_complete__:
            # Once, for a tenth of a second: what else the loop does goes on meanwhile.
            await self._rests.in_turns(Update.model_rebuild)
        try:
            with answering():
                return await self.feed_update(bot, _read(bot, update), **kwargs)
        finally:
            _KINDS.fget.cache_clear()


def _read(bot: Bot, update: dict[str, Any]) -> Update:
    update = lenient_types.in_unicode(update)
    known, left_out = lenient_types.read(Update, update, bot=bot, needed=frozenset(update))
    if left_out:
        fields = sorted({".".join(map(str, path)) for path in left_out})
        log.warning("update partly understood", update=known.update_id, fields=fields[:5])
    return known
