"""Names and descriptions of plans as admins type them, and the keys for programs that are made of
the names."""

import re
import unicodedata
from collections.abc import Collection
from enum import StrEnum
from html import escape
from typing import NamedTuple

from bot.domain.shop_face.telegram_html import without_quotes

LONGEST_NAME = 32
"""The most characters of a plan's name: it must fit a button, with a duration beside it."""
LONGEST_DESCRIPTION = 300
_LONGEST_KEY = 32
_LATIN = str.maketrans(
    dict(zip("абвгдеёзийклмнопрстуфыэіїґў", "abvgdeeziiklmnoprstufyeiigu", strict=True))
    | {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": ""}
    | {"ю": "iu", "я": "ia", "є": "ie"}
)
"""The letters of Russian, Ukrainian and Belarusian as passports spell them; the hard and the soft
sign have no letter (ICAO Doc 9303, part 3)."""


_PART_OF_EMOJI = frozenset({"\N{ZERO WIDTH JOINER}", "\N{ZERO WIDTH NON-JOINER}"})
_TAGS = range(0xE0020, 0xE0080)
"""Zero-width joiners hold a family of emoji together, and letters in Persian or Hindi; tags make
the flag of a part of a country."""
_STYLES = range(0xFE00, 0xFE10)
_BLANK = frozenset("\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Fillers and the Braille pattern without dots, which Unicode counts among letters and symbols."""
_LOOKS_LATIN = str.maketrans(
    "авгекмнорстухіјѕһԁԛԝ" + "αβεζηικμνορτυχ" + "ı",
    "abrekmhopctyxijshdqw" + "abezhikmnoptyx" + "i",
)
"""Small Cyrillic and Greek letters that, or whose capitals, look like Latin ones."""


class NameProblem(StrEnum):
    """Why a name can't be a plan's."""

    EMPTY = "empty"
    TOO_LONG = "too-long"
    TAKEN = "taken"
    CHANGED = "changed"
    """Another admin has changed it since it was shown."""


class Description(NamedTuple):
    """The description of a plan: its words, and as Telegram HTML where that is more than them; two
    times None for a plan without one."""

    plain: str | None
    formatted: str | None = None


def description_of(typed: str, html: str | None = None) -> Description | None:
    """Return a description as it was typed, formatted as in `html`; None for one that is empty or
    too long."""
    plain = tidy(typed)
    if is_blank(plain) or len(plain) > LONGEST_DESCRIPTION:
        return None
    formatted = without_quotes(html or "")
    return Description(plain, formatted if formatted not in {"", escape(plain)} else None)


def tidy(typed: str) -> str:
    """Return a typed name or description in one line, without invisible characters and with each
    accent in its letter."""
    spaced = " ".join(typed.split())
    kept = "".join(one for one in spaced if not _is_hidden(one))
    return unicodedata.normalize("NFC", " ".join(kept.split()))


def is_blank(text: str) -> bool:
    """Return whether a text has nothing that one could read."""
    return all(one in _BLANK or unicodedata.category(one)[0] in "CZM" for one in text)


def same_name(one: str, other: str) -> bool:
    """Return whether two names are the same to a reader: capital letters, invisible characters,
    wide letters and letters of another script that look alike don't tell them apart."""
    return _looks(one) == _looks(other)


def problem_of(name: str, taken: Collection[str]) -> NameProblem | None:
    """Return why a tidy name can't be used; `taken` has the names of the other plans."""
    if is_blank(name):
        return NameProblem.EMPTY
    if len(name) > LONGEST_NAME:
        return NameProblem.TOO_LONG
    if any(same_name(name, one) for one in taken):
        return NameProblem.TAKEN
    return None


def _is_hidden(char: str) -> bool:
    if char in _PART_OF_EMOJI or ord(char) in _TAGS:
        return False
    return unicodedata.category(char) in {"Cc", "Cf", "Cs"}


def _looks(name: str) -> str:
    """Return a name with everything replaced that readers don't see, or take for the same."""
    spelled = unicodedata.normalize("NFKC", name).casefold()
    shown = [
        one
        for one in unicodedata.normalize("NFD", spelled).translate(_LOOKS_LATIN)
        if one not in _BLANK and ord(one) not in _STYLES and unicodedata.category(one)[0] != "C"
    ]
    return " ".join(unicodedata.normalize("NFC", "".join(shown)).split())


def key_of(name: str, taken: Collection[str]) -> str:
    """Return the key for a plan's name: its Latin letters and digits, `course-a` for “Course A”.

    A name without any, such as an emoji, becomes `plan-2`. A key that is taken gets a number.
    """
    spelled = name.casefold().translate(_LATIN)
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    key = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:_LONGEST_KEY].strip("-")
    if key and key not in taken:
        return key
    base, number = key or "plan", 2
    while (found := _numbered(base, number)) in taken:
        number += 1
    return found


def _numbered(base: str, number: int) -> str:
    suffix = f"-{number}"
    return base[: _LONGEST_KEY - len(suffix)].rstrip("-") + suffix
