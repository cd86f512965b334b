"""Telegram's HTML as text: what is wrong with it, its length, and the reader's name in it."""

import re
from collections.abc import Iterator
from html import escape, unescape

NAME = "{name}"
"""Stands for the reader's name in words that an admin has typed."""
LONGEST_NAME = 64
"""The most UTF-16 code units that a name takes; also what each `{name}` counts for."""

_TAGS = frozenset(
    [
        "b",
        "strong",
        "i",
        "em",
        "u",
        "ins",
        "s",
        "strike",
        "del",
        "code",
        "pre",
        "a",
        "span",
        "blockquote",
        "tg-spoiler",
        "tg-emoji",
        "tg-time",
    ]
)
_TAG = re.compile(r"<(/?)([a-z][a-z-]*)((?:\s+[a-z-]+(?:=\"[^\"<>]*\")?)*)\s*>")
_QUOTE_TAG = re.compile(r"</?blockquote\b[^>]*>")
_PART = re.compile(r"<[^>]*>|[^<]+|<")
_NAME = re.compile(r"\{\s*(?:name|имя)\s*\}", re.IGNORECASE)


def utf16_length(text: str) -> int:
    """Return the length as Telegram counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def plain(html: str) -> str:
    """Return the words without markup."""
    return unescape(re.sub(r"<[^>]*>", "", html))


def without_quotes(html: str) -> str:
    """Return words that stand inside a quote: Telegram allows no quote inside another."""
    return _QUOTE_TAG.sub("", html).strip()


def length(html: str) -> int:
    """Return the length that Telegram counts, which is without markup; a place for a name counts as
    the longest one."""
    words = plain(html)
    names = len(_NAME.findall(words))
    return utf16_length(_NAME.sub("", words)) + names * LONGEST_NAME


def with_name(html: str, name: str) -> str:
    """Return the words with a name in its places; none in a link's address."""
    while utf16_length(name) > LONGEST_NAME:
        name = name[:-1]
    shown = escape(name)
    return "".join(
        part if part.startswith("<") else _NAME.sub(lambda _: shown, part) for part in _parts(html)
    )


def around_names(html: str) -> list[str]:
    """Return what stands around the places for a name."""
    return _NAME.split(html)


def problem(html: str) -> str | None:
    """Return why Telegram would not take this markup; None where it is sound."""
    opened: list[str] = []
    for part in _parts(html):
        if not part.startswith("<"):
            continue
        tag = _TAG.fullmatch(part)
        if tag is None or tag[2] not in _TAGS:
            return f"“{part[:40]}” is no tag of Telegram's"
        if not tag[1]:
            opened.append(tag[2])
        elif not opened or opened.pop() != tag[2]:
            return f"“{part[:40]}” closes nothing"
    return f"“<{opened[-1]}>” is never closed" if opened else None


def _parts(html: str) -> Iterator[str]:
    """Yield tags and what is between them, in order."""
    return (found[0] for found in _PART.finditer(html))
