"""Reads what an admin types into a search field."""

import unicodedata

MOST_NAMED = 100
"""The most people that one search by a username means."""
_MOST_WORDS = 5


def cleaned(text: str) -> str:
    """Return a typed text in Unicode's usual form, without what nobody sees: marks of direction,
    control characters, what is no character."""
    normal = unicodedata.normalize("NFC", text)
    seen = "".join(one if one.isprintable() else " " for one in normal)
    return " ".join(seen.split())


def words_of(text: str) -> tuple[str, ...]:
    """Return the words to look for."""
    return tuple(text.split()[:_MOST_WORDS])
