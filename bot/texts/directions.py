"""Words of the other writing direction, kept apart from those around them.

A Hebrew or Arabic name turns the digits and signs after it around: “‎דנה 12” is drawn with the 12
before the name. Unicode's isolates (FSI, PDI; Unicode Standard Annex 9) end its effect with it.
"""

import unicodedata
from functools import lru_cache

from babel import Locale

from bot.texts.languages import cldr

FSI, PDI = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_LEFT_TO_RIGHT = frozenset({"L"})


def isolated(words: str, locale: str) -> str:
    """Return the words, between isolates where some of them are written in the other direction than
    the language around them."""
    if words.isascii() and not _turns(locale):
        return words
    other = _LEFT_TO_RIGHT if _turns(locale) else _RIGHT_TO_LEFT
    if not any(unicodedata.bidirectional(char) in other for char in words):
        return words
    return f"{FSI}{words}{PDI}"


@lru_cache(maxsize=64)
def _turns(locale: str) -> bool:
    """Return whether a language is written from right to left."""
    return bool(Locale.parse(cldr(locale)).text_direction == "rtl")
