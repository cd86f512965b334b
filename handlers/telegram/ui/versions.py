"""Which version of a thing an admin saw who presses a button."""

from typing import Final

from aiogram.types import CallbackQuery

from bot.domain.decisions.versions import Version
from handlers.telegram.ui.filters import live_message

_LONG_AGO: Final = 0
_UNSURE: Final = ""
"""The tag that no version has: the act changes nothing."""


def seen_by(query: CallbackQuery, tag: str | None, now: Version) -> str:
    """Return the tag of the version that the admin saw: the button's.

    A button of before, or of a notice, has none: it counts where nothing was decided since its
    message was written. Otherwise nobody knows what the admin saw, and nothing is to be changed.
    """
    if tag is not None:
        return tag
    message, shown_at = live_message(query), _LONG_AGO
    if message is not None:
        shown_at = message.edit_date or int(message.date.timestamp())
    return now.tag if now.seen_at(shown_at) else _UNSURE
