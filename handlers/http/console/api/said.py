"""The chat's words for the console: each line without markup and without the picture before it."""

import unicodedata

from bot.domain.shop_face.telegram_html import plain

_BEFORE_WORDS = {"So", "Sk", "Zs"}
"""Pictures, the colour of their skin, and spaces; a sign of a currency is none of these."""
_MARKS = frozenset(
    "•·‹ℹ\N{VARIATION SELECTOR-16}\N{ZERO WIDTH JOINER}\N{COMBINING ENCLOSING KEYCAP}"
)


def said(markup: str) -> list[str]:
    """Return the lines of a text of the chat, without those that are empty."""
    found = [_bare(one) for one in plain(markup).split("\n")]
    return [one for one in found if one]


def sentence(markup: str) -> str:
    """Return a text of the chat as one paragraph."""
    return " ".join(said(markup))


def _bare(line: str) -> str:
    start = 0
    while start < len(line) and _is_before_words(line[start]):
        start += 1
    return line[start:].strip()


def _is_before_words(char: str) -> bool:
    return char in _MARKS or unicodedata.category(char) in _BEFORE_WORDS
