"""The characters of values: what no setting can hold is refused before its own rule reads it."""

import re
from typing import Any
from unicodedata import category

_NOT_TEXT = {"Cc", "Cs", "Co", "Zl", "Zp"}
_QUOTES = "\"'`“”„‟‘’‚‛"
_JOINERS = "\u200c\u200d"
"""Invisible, and yet part of an emoji or of a Persian word: a free text may hold them."""
_LOST = "\ufffc\ufffd"
"""They stand where a character could not be read or copied."""
_FREE_TEXTS = {"support_contact"}


def tidy(values: dict[str, Any]) -> dict[str, Any]:
    """Trim every text; drop the blank ones, which count as unset; refuse what can be in none."""
    tidied: dict[str, Any] = {}
    for name, value in values.items():
        kept = value.strip() if isinstance(value, str) else value
        if isinstance(kept, str) and kept:
            _check(name, kept)
        if kept != "":
            tidied[name] = kept
    return tidied


def _check(name: str, value: str) -> None:
    """Raise ValueError for a value that was copied or quoted in a way that changed it.

    A `.env` may have quotes around a value, but docker and `EnvironmentFile=` have rules of their
    own for them, and some pass the quotes on.
    """
    allowed = _JOINERS if name.lower() in _FREE_TEXTS else ""
    if any(category(char) in _NOT_TEXT or char in _LOST for char in value):
        raise ValueError(f"{name.upper()} contains line breaks or characters that are not text")
    if any(category(char) == "Cf" and char not in allowed for char in value):
        raise ValueError(f"{name.upper()} contains invisible characters: type it, don't copy it")
    free = name.lower() in _FREE_TEXTS
    ends = [char for char in (value[0], value[-1]) if char in _QUOTES]
    if len(ends) == 2 or (ends and (not free or sum(map(value.count, _QUOTES)) == 1)):
        raise ValueError(f"{name.upper()} has quotes that are part of its value: leave them out")
    if re.search(r"\s#\s" if free else r"\s#", value):
        raise ValueError(f"{name.upper()} has a comment behind its value: give it its own line")
