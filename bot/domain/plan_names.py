"""Names of plans as admins type them, and the keys that are made of them for programs."""

import re
import unicodedata
from collections.abc import Collection
from enum import StrEnum

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


class NameProblem(StrEnum):
    """Why a name can't be a plan's."""

    EMPTY = "empty"
    TOO_LONG = "too-long"
    TAKEN = "taken"


def tidy(typed: str) -> str:
    """Return a typed name or description in one line."""
    return " ".join(typed.split())


def problem_of(name: str, taken: Collection[str]) -> NameProblem | None:
    """Return why a tidy name can't be used; `taken` has the names of the other plans."""
    if not any(not unicodedata.category(one).startswith(("C", "Z")) for one in name):
        return NameProblem.EMPTY
    if len(name) > LONGEST_NAME:
        return NameProblem.TOO_LONG
    if name.casefold() in {one.casefold() for one in taken}:
        return NameProblem.TAKEN
    return None


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
