"""A button's address as admins type it: `https://…`, `tg://…`, `t.me/…`, `@name`."""

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from aiogram.enums import MessageEntityType
from aiogram.types import Message

_USERNAME = re.compile(r"@([A-Za-z][A-Za-z0-9_]{3,31})")
_BARE = re.compile(
    r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,24}(?::[0-9]+)?(?:[/?#]\S*)?", re.I
)
_LONGEST = 2048
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


def tidy_url(typed: str) -> str | None:
    """Return an address that Telegram opens from a button; None for anything else.

    A name and an address without its beginning are completed.
    """
    if (name := _USERNAME.fullmatch(typed)) is not None:
        return f"https://t.me/{name[1]}"
    url = f"https://{typed}" if _BARE.fullmatch(typed) else typed
    if len(url) > _LONGEST or re.search(r"\s", url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return None
    if parts.scheme == "tg":
        return url if host else None
    return url if parts.scheme == "https" and "." in host.strip(".") else None
