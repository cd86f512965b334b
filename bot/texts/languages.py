"""Languages by their codes: what CLDR knows of each, and which one a person's Telegram asks for."""

import re
from collections.abc import Collection, Iterable
from functools import cache

from babel import Locale, UnknownLocaleError

LOCALES = ("en", "ru")
"""The languages that the bot comes with."""
_LETTERS = 2
_SHAPE = r"[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}"
"""The codes of languages as the bot writes them, and stores them with people."""
_NO_LANGUAGE = {"und", "mul", "mis", "zxx"}
""""Undetermined", "several", and the like (ISO 639-2)."""


def canonical(name: str) -> str | None:
    """Return the code of a language as the bot writes it, such as `uk` or `pt-br`; None for a name
    that CLDR doesn't know."""
    code = name.lower().replace("_", "-")
    if not is_code(code) or primary(code) in _NO_LANGUAGE:
        return None
    try:
        cldr(code)
    except (UnknownLocaleError, ValueError):
        return None
    return code


def is_code(text: str) -> bool:
    """Return whether a text has the shape of a code, whether or not there is such a language."""
    return re.fullmatch(_SHAPE, text, re.ASCII) is not None


@cache
def cldr(locale: str) -> Locale:
    """Return CLDR's data of a language; raise UnknownLocaleError or ValueError without any."""
    return Locale.parse(locale.replace("-", "_"))


def own_name(locale: str) -> str:
    """Return the name of a language in that language, such as “Українська”."""
    name = cldr(locale).get_display_name() or locale
    return name[:1].upper() + name[1:]


def name_in(locale: str, reader: str) -> str:
    """Return the name of a language in the reader's language, such as “Ukrainian”; its code where
    CLDR has no name."""
    known = canonical(locale)
    name = cldr(known).get_display_name(cldr(reader)) if known else None
    return name or locale


def primary(code: str) -> str:
    return code.partition("-")[0]


def telegram_codes(locales: Iterable[str]) -> dict[str, str]:
    """Return the language for each code that Telegram takes for menus and for a bot's profile: two
    letters, no country (Bot API, setMyCommands, setMyName). Of several countries the first counts,
    and the language itself."""
    found: dict[str, str] = {}
    for locale in locales:
        code = primary(locale)
        if len(code) == _LETTERS and (code == locale or code not in found):
            found[code] = locale
    return found


def chosen_by(language_code: str | None, locales: Collection[str]) -> str | None:
    """Return the one of the languages for a code of Telegram's such as `en-GB` or `pt-br`: that
    very one, else the language without its country, else the same language of another country."""
    code = (language_code or "").lower().replace("_", "-")
    if code in locales:
        return code
    language = primary(code)
    if language in locales:
        return language
    return next((one for one in locales if language and primary(one) == language), None)
