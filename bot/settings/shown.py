"""The rules of what people are shown: the contact of support, the language, the time zone."""

import difflib
import re
from zoneinfo import ZoneInfo, available_timezones

from pydantic import ValidationInfo

from bot.settings.rules import is_secret_of_another

_NO_CONTACT = re.compile(
    r"true|false|yes|no|none|null|undefined|n/a|todo|-\d+|\d{1,6}|https?://|/.*|\S*\$\{.*|\S*[<>]\S*",
    re.IGNORECASE,
)
_CREDENTIALS = re.compile(r"https?://[^/?#\s]*@", re.IGNORECASE)
_NO_USERNAME = re.compile(r"@(?![A-Za-z]\w{2,31}$)\S*", re.ASCII)
_LANGUAGES = {"en", "ru"}
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}", re.ASCII)
_NO_PLACE = {"localtime", "factory", "posixrules"}
_OFFSET = re.compile(r"[A-Za-z]{1,3}|([A-Za-z]{1,4})?\s?[+-].*")
"""An abbreviation or an offset: no name resembles it that means the same."""


def check_support_contact(contact: str | None) -> str | None:
    """Return the contact that buyers read; raise ValueError where it names nobody, or a secret."""
    if contact is None:
        return None
    if is_secret_of_another(contact):
        raise ValueError("holds a secret, and buyers would read it: write a contact instead")
    if _CREDENTIALS.match(contact):
        raise ValueError("holds a name or password before the “@”: write the address without them")
    nobody = not any(char.isalnum() for char in contact)
    if nobody or _NO_CONTACT.fullmatch(contact) or _NO_USERNAME.fullmatch(contact):
        raise ValueError("must be a contact that buyers can reach, like @your_support")
    return contact


def check_default_locale(code: str, info: ValidationInfo) -> str:
    """Return the code of a language, as the bot writes it. Whether TEXTS_DIR really has another one
    than the bot's shows when that is read."""
    locale = code.lower().replace("_", "-")
    if locale in _LANGUAGES:
        return locale
    if info.data.get("texts_dir", ...) is None:
        raise ValueError("must be 'en' or 'ru': another language needs its texts in TEXTS_DIR")
    if not _LANGUAGE.fullmatch(locale):
        raise ValueError("must be the code of a language, like 'uk'")
    return locale


def check_timezone(name: str) -> str:
    """Return the name of a time zone. One that counts leap seconds is 27 seconds off."""
    if not _is_zone(name):
        raise ValueError(f"is not a known time zone: {_hint(name)}")
    return name


def _is_zone(name: str) -> bool:
    if name.lower() in _NO_PLACE or name.startswith("right/"):
        return False
    try:
        ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        return False
    return True


def _hint(name: str) -> str:
    known = {zone.lower(): zone for zone in available_timezones() if zone.lower() not in _NO_PLACE}
    if name.lower() in known:
        return f"did you mean {known[name.lower()]}?"
    nearest = difflib.get_close_matches(name.lower(), known, n=1)
    if not nearest or _OFFSET.fullmatch(name) or len(name) > 50:
        return "write it like Europe/Moscow"
    return f"did you mean {known[nearest[0]]}?"
