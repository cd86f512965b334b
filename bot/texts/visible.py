"""The visible part of a stranger's text: without invisible tricks, but with whole emoji and names.

Invisible characters turn text around, hide words or make two names look the same. A few of them
belong to writing: a family is people joined by zero-width joiners, a flag of a part of a country is
a black flag with tags, and names in Persian or Hindi need joiners and non-joiners.
"""

import unicodedata
from collections.abc import Callable, Iterator

_JOINER, _NON_JOINER = "\N{ZERO WIDTH JOINER}", "\N{ZERO WIDTH NON-JOINER}"
_EMOJI_STYLE = "\N{VARIATION SELECTOR-16}"
_ISOLATES = "\N{FIRST STRONG ISOLATE}\N{POP DIRECTIONAL ISOLATE}"
"""They stand around words of the other direction (`bot.texts.directions`), and take no place."""
_BLACK_FLAG = "\N{WAVING BLACK FLAG}"
_TAGS = range(0xE0020, 0xE0080)
_LAST_TAG = "\N{CANCEL TAG}"
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_EMOJI_PLANE = range(0x1F000, 0x20000)
"""Also for emoji that are newer than Python's own tables."""
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)
_FIRST_PICTURE = 0x2190
"""Symbols before it, such as “№” and “©”, are as narrow as letters."""
_WIDEST = frozenset("жмфшщыюmw@%")
_CYRILLIC = frozenset(map(chr, range(0x400, 0x530)))
_CYRILLIC_LETTER, _CAPITAL, _WIDE, _SPACE = 1.1, 1.2, 1.5, 0.5
"""Beside a Latin letter of average width, in Roboto Medium."""
_BETWEEN_WORDS = " \N{NO-BREAK SPACE}—–-·:,;("
INKLESS = "\N{HANGUL FILLER}\N{HALFWIDTH HANGUL FILLER}\N{BRAILLE PATTERN BLANK}\N{SPACE}"
"""Letters that show nothing, and what may stand between them."""
_DROPPED = frozenset({"Cc", "Cf", "Cs"})
_SCRIPTS_WITH_JOINERS = frozenset(
    {
        "ARABIC",
        "BENGALI",
        "DEVANAGARI",
        "GUJARATI",
        "GURMUKHI",
        "KANNADA",
        "KHMER",
        "MALAYALAM",
        "MONGOLIAN",
        "MYANMAR",
        "ORIYA",
        "SINHALA",
        "SYRIAC",
        "TAMIL",
        "TELUGU",
    }
)


def visible(text: str) -> str:
    """Return the text without invisible characters, except those that emoji and scripts need."""
    kept: list[str] = []
    for place, char in enumerate(text):
        following = text[place + 1 : place + 2]
        if unicodedata.category(char) not in _DROPPED or _belongs(kept, char, following):
            kept.append(char)
    return "".join(kept)


def shortened(text: str, limit: int) -> str:
    """Return the text cut to `limit` characters with an ellipsis; no emoji is cut in half."""
    return _cut(text, limit, len).rstrip() + "…"


def columns(text: str) -> int:
    """Return how wide a text looks: a letter takes one column, an emoji or an ideograph two."""
    if text.isascii():
        return len(text)
    return sum(map(_columns, _clusters(text)))


def button_columns(text: str) -> float:
    """Return how wide a text looks on a phone's button.

    Its font gives a Cyrillic letter a tenth more than a column, a capital one still more, and the
    widest letters half as much again.
    """
    return sum(_columns(one) * _stretch(one.strip(_ISOLATES)[:1]) for one in _clusters(text))


def _stretch(char: str) -> float:
    if char == " ":
        return _SPACE
    is_cyrillic = char in _CYRILLIC
    wide = _WIDE if char.lower() in _WIDEST else 1.0
    capital = _CAPITAL if is_cyrillic and char.isupper() else 1.0
    return wide * capital * (_CYRILLIC_LETTER if is_cyrillic else 1.0)


def cut(text: str, limit: int) -> str:
    """Return the text if it takes at most `limit` columns, else cut to that with an ellipsis.

    No emoji is cut in half, no letter loses its marks, and no dash is left before the ellipsis.
    """
    if columns(text) <= limit:
        return text
    return _cut(text, limit, _columns).rstrip(_BETWEEN_WORDS) + "…"


def _cut(text: str, limit: int, length: Callable[[str], int]) -> str:
    """Return the clusters that fit before an ellipsis, which takes one."""
    kept, left = "", limit - 1
    for cluster in _clusters(text):
        left -= length(cluster)
        if left < 0:
            break
        kept += cluster
    return kept


def _clusters(text: str) -> Iterator[str]:
    """Split a text into what people see as one character: a letter with its marks, a family, a
    flag."""
    cluster = ""
    for char in text:
        joined = cluster[-1:] in {_JOINER, _NON_JOINER} or char in _ISOLATES
        joined = joined or not cluster.strip(_ISOLATES)
        if cluster and not (joined or _continues(char) or _ends_flag(cluster, char)):
            yield cluster
            cluster = ""
        cluster += char
    if cluster:
        yield cluster


def _ends_flag(cluster: str, char: str) -> bool:
    """Return whether two letters make the flag of a country."""
    return len(cluster) == 1 and ord(cluster) in _FLAG_LETTERS and ord(char) in _FLAG_LETTERS


def _columns(cluster: str) -> int:
    seen = cluster.strip(_ISOLATES)
    if not seen:
        return 0
    first = seen[0]
    symbol = unicodedata.category(first) == "So" and ord(first) >= _FIRST_PICTURE
    wide = unicodedata.east_asian_width(first) in {"W", "F"}
    return 2 if symbol or wide or ord(first) in _EMOJI_PLANE or _EMOJI_STYLE in cluster else 1


def _belongs(before: list[str], char: str, following: str) -> bool:
    """Return whether an invisible character makes what is around it what it is."""
    if ord(char) in _TAGS:
        return _is_in_flag(before)
    if char not in {_JOINER, _NON_JOINER} or not before or not following:
        return False
    if char == _JOINER and _ends_emoji(before) and _is_emoji(following):
        return True
    return _script(before[-1]) in _SCRIPTS_WITH_JOINERS and _script(following) == _script(
        before[-1]
    )


def _is_in_flag(before: list[str]) -> bool:
    """Return whether the text so far ends with a black flag and tags that aren't ended yet."""
    for char in reversed(before):
        if char == _BLACK_FLAG:
            return True
        if ord(char) not in _TAGS or char == _LAST_TAG:
            return False
    return False


def _ends_emoji(before: list[str]) -> bool:
    last = before[-1]
    if (last == _EMOJI_STYLE or ord(last) in _SKIN_TONES) and len(before) > 1:
        last = before[-2]
    return _is_emoji(last)


def _is_emoji(char: str) -> bool:
    return unicodedata.category(char) == "So" or ord(char) in _EMOJI_PLANE


def _continues(char: str) -> bool:
    """Return whether the character belongs to the one before it."""
    return (
        char in {_JOINER, _NON_JOINER}
        or ord(char) in _TAGS
        or ord(char) in _SKIN_TONES
        or unicodedata.category(char) in {"Mn", "Me", "Mc"}
    )


def _script(char: str) -> str:
    """Return the first word of the character's name, which for letters is their script."""
    if unicodedata.category(char)[0] not in "LM":
        return ""
    return unicodedata.name(char, "").partition(" ")[0]
