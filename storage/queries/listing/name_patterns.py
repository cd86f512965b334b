"""Patterns that find a name whatever its case, in every script.

SQLite's own LIKE knows only the case of ASCII letters, and a function of Python for each row would
be too slow.
"""

_LIKE_EACH_OTHER = ({"е", "ё"}, {"i", "ı", "İ"})
"""Letters that people type for each other. Turkish has a case of its own: i and İ, ı and I."""


def pattern(word: str) -> str:
    """Return the GLOB pattern of texts that have this word in them.

    SQLite reads a pattern only up to a NUL, so that a word with one fits nothing: no name has one.
    """
    return f"*{''.join(map(_either, word))}*"


def _either(character: str) -> str:
    """Return what fits a character in either case; the signs of patterns stand for themselves."""
    fits = {character.lower(), character.upper(), character.title(), character}
    for alike in _LIKE_EACH_OTHER:
        if fits & alike:
            fits |= alike | {one.upper() for one in alike}
    letters = sorted(one for one in fits if len(one) == 1)
    if len(letters) == 1 and letters[0] not in "*?[":
        return letters[0]
    return f"[{''.join(letters)}]"
