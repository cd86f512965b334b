"""Where the pages of a list begin, so that each fits into one message of Telegram."""

from collections.abc import Sequence
from typing import NamedTuple

from bot.domain.shop_face.telegram_html import plain, utf16_length
from bot.texts import Markup


class Space(NamedTuple):
    """How much of a message an entry takes, or all of a page's entries together."""

    characters: int
    rows: int


def space_of(text: Markup, rows: int = 1) -> Space:
    """Return the space of a paragraph with its gap, and of so many rows of buttons."""
    return Space(length_of(text) + len("\n\n"), rows)


def length_of(text: Markup) -> int:
    """Return the length of a text as Telegram counts it, in UTF-16 code units without markup."""
    return utf16_length(plain(text))


def page_starts(entries: Sequence[Space], most: Space, most_entries: int) -> list[int]:
    """Return the place of each page's first entry: as many fit as a page can hold, one at least."""
    starts, characters, rows = [0], 0, 0
    for place, entry in enumerate(entries):
        characters, rows = characters + entry.characters, rows + entry.rows
        full = characters > most.characters or rows > most.rows
        if place > starts[-1] and (full or place - starts[-1] >= most_entries):
            starts.append(place)
            characters, rows = entry
    return starts


def page_at(starts: Sequence[int], page: int) -> slice:
    """Return the entries of a page counted from 0, or of the nearest one."""
    page = min(page, len(starts) - 1)
    return slice(starts[page], starts[page + 1] if page + 1 < len(starts) else None)
