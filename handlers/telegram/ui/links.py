"""A button's address as admins type it: `https://…`, `tg://…`, `t.me/…`, `@name`."""

from typing import NamedTuple

from aiogram.enums import MessageEntityType
from aiogram.types import Message

from bot.domain.addresses import tidy_url

_BETWEEN = " \n\t-–—|:→>,;"
"""Signs that people put between the words and the address."""


class Link(NamedTuple):
    """An address, and the words for it where some were sent along."""

    url: str
    label: str | None = None


def read_link(message: Message) -> Link | None:
    """Return the address in a message, also of words that are a link; None where there is none, or
    more than one."""
    text = message.text or ""
    behind = [
        one.url
        for one in message.entities or ()
        if one.type == MessageEntityType.TEXT_LINK and one.url
    ]
    if len(behind) == 1 and (url := tidy_url(behind[0])) is not None:
        return Link(url, " ".join(text.split()) or None)
    words = text.split()
    places = [place for place, one in enumerate(words) if tidy_url(one) is not None]
    if len(places) != 1 or places[0] not in (0, len(words) - 1):
        return None
    url = tidy_url(words.pop(places[0]))
    return Link(url, " ".join(words).strip(_BETWEEN) or None) if url is not None else None
