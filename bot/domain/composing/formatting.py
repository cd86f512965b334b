"""Formatted words as a text with entities, the way Telegram's apps send them, and as Telegram's
HTML.

Places and lengths are in UTF-16 code units (https://core.telegram.org/bots/api#messageentity).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from html import escape

from bot.domain.shop_face.telegram_html import utf16_length

_MOMENT = re.compile(r"(-?[0-9]{1,12})(?: (r|w?[dD]?[tT]?))?")
_LINKS = ("https://", "http://", "tg://", "mailto:")


class Formatting(StrEnum):
    """The kinds of formatting that a person may choose; the values are Telegram's words."""

    BOLD = "bold"
    ITALIC = "italic"
    UNDERLINE = "underline"
    STRIKETHROUGH = "strikethrough"
    SPOILER = "spoiler"
    CODE = "code"
    PRE = "pre"
    LINK = "text_link"
    QUOTE = "blockquote"
    LONG_QUOTE = "expandable_blockquote"
    EMOJI = "custom_emoji"
    MOMENT = "date_time"
    """A moment that each reader sees in their own time."""


@dataclass(frozen=True, slots=True)
class Entity:
    """Formatting of a part of a text; `detail` is a link's address, the id of a custom emoji, the
    language of `pre`, or a moment: Unix seconds and, after a blank, how they are shown."""

    kind: Formatting
    offset: int
    length: int
    detail: str = ""

    @property
    def end(self) -> int:
        return self.offset + self.length


class Unformattable(ValueError):
    """Entities that no app of Telegram would send; the message says why."""


def to_html(text: str, entities: Iterable[Entity]) -> str:
    """Return the words as Telegram's HTML.

    Raises Unformattable where entities cross each other, lie outside the text or split a
    character, where a quote lies inside another, and for an address that is no link.
    """
    units = text.encode("utf-16-le", "surrogatepass")
    found = sorted(entities, key=lambda one: (one.offset, -one.length, _DEPTHS[one.kind]))
    for one in found:
        _check(one, units)
    _check_nesting(found)
    return _written(units, found, 0, len(units) // 2)


_QUOTES = (Formatting.QUOTE, Formatting.LONG_QUOTE)
_PLAIN_INSIDE = (Formatting.CODE, Formatting.PRE, Formatting.EMOJI)
_OUTER = (*_QUOTES, Formatting.LINK)
_DEPTHS = {one: 2 if one in _PLAIN_INSIDE else int(one not in _OUTER) for one in Formatting}
"""Of several that cover the same words, quotes and links lie outside, and code inside."""
_TAGS = {
    Formatting.BOLD: "b",
    Formatting.ITALIC: "i",
    Formatting.UNDERLINE: "u",
    Formatting.STRIKETHROUGH: "s",
    Formatting.SPOILER: "tg-spoiler",
    Formatting.CODE: "code",
    Formatting.PRE: "pre",
    Formatting.QUOTE: "blockquote",
}


def _check(one: Entity, units: bytes) -> None:
    if one.length <= 0 or one.offset < 0 or one.end * 2 > len(units):
        raise Unformattable(f"{one.kind} lies outside the text")
    if _splits(units, one.offset) or _splits(units, one.end):
        raise Unformattable(f"{one.kind} splits a character")
    if one.kind is Formatting.LINK and not one.detail.lower().startswith(_LINKS):
        raise Unformattable("a link leads nowhere")
    if one.kind is Formatting.EMOJI and not one.detail.isdecimal():
        raise Unformattable("a custom emoji has no number")
    if one.kind is Formatting.MOMENT and not _MOMENT.fullmatch(one.detail):
        raise Unformattable("a moment has no time")


def _splits(units: bytes, place: int) -> bool:
    """Return whether a place is between the two halves of one character."""
    return 0xDC <= (units[place * 2 + 1] if place * 2 < len(units) else 0) <= 0xDF


def _check_nesting(found: Sequence[Entity]) -> None:
    open_: list[Entity] = []
    for one in found:
        while open_ and open_[-1].end <= one.offset:
            open_.pop()
        if open_ and open_[-1].end < one.end:
            raise Unformattable(f"{one.kind} crosses {open_[-1].kind}")
        if any(outer.kind in _PLAIN_INSIDE for outer in open_):
            raise Unformattable(f"{one.kind} lies inside code")
        if any(_excludes(outer.kind, one.kind) for outer in open_):
            raise Unformattable(f"{one.kind} lies inside {one.kind}")
        open_.append(one)


def _excludes(outer: Formatting, inner: Formatting) -> bool:
    return outer is inner or (outer in _QUOTES and inner in _QUOTES)


def _written(units: bytes, found: Sequence[Entity], begin: int, end: int) -> str:
    """Return the words between two places; `found` are the entities that lie there, outer ones
    first."""
    parts, at = [], begin
    while found:
        first = found[0]
        inside = [one for one in found[1:] if one.offset < first.end]
        parts += [
            _words(units, at, first.offset),
            _tagged(first, _written(units, inside, first.offset, first.end)),
        ]
        at, found = first.end, found[1 + len(inside) :]
    return "".join((*parts, _words(units, at, end)))


def _words(units: bytes, begin: int, end: int) -> str:
    piece = units[begin * 2 : end * 2].decode("utf-16-le", "surrogatepass")
    return escape(piece, quote=False)


def _tagged(one: Entity, inside: str) -> str:
    match one.kind:
        case Formatting.LINK:
            return f'<a href="{escape(one.detail)}">{inside}</a>'
        case Formatting.EMOJI:
            return f'<tg-emoji emoji-id="{one.detail}">{inside}</tg-emoji>'
        case Formatting.MOMENT:
            unix, _, shape = one.detail.partition(" ")
            shown = f' format="{shape}"' if shape else ""
            return f'<tg-time unix="{unix}"{shown}>{inside}</tg-time>'
        case Formatting.LONG_QUOTE:
            return f"<blockquote expandable>{inside}</blockquote>"
        case Formatting.PRE if one.detail:
            language = escape(one.detail)
            return f'<pre><code class="language-{language}">{inside}</code></pre>'
    tag = _TAGS[one.kind]
    return f"<{tag}>{inside}</{tag}>"


def trimmed(text: str, entities: Iterable[Entity]) -> tuple[str, list[Entity]]:
    """Return the words without blanks at their ends, as Telegram stores them, and their entities
    moved along; those of which nothing is left are gone."""
    stripped = text.strip()
    before = utf16_length(text[: len(text) - len(text.lstrip())])
    length = utf16_length(stripped)
    moved = (_clipped(one, before, length) for one in entities)
    return stripped, [one for one in moved if one.length > 0]


def _clipped(one: Entity, before: int, length: int) -> Entity:
    begin = min(max(one.offset - before, 0), length)
    end = min(max(one.end - before, 0), length)
    return Entity(one.kind, begin, end - begin, one.detail)
