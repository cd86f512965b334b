"""Keeps of Babel's data of languages what a bot shows; the rest is read when it is asked for.

Babel reads all that CLDR has of a language into memory, and a file with facts of all languages:
with English and Russian 4 MB. Most of it is about units, currencies, time zones, spans of time and
countries; dates, numbers and prices need none of that. It is left out, and read from the same file
when something asks for it, so every call of Babel's answers as before
(tests/runtime/test_light_cldr.py).

This relies on two names that Babel doesn't promise. With another version than the known ones, all
is read as always.
"""

import pickle
import threading
from collections.abc import Callable
from importlib import resources
from typing import Any

import babel
import structlog
from babel import core, localedata

log = structlog.get_logger(__name__)

KNOWN_VERSION = "2.18."
_FACTS = ("currency_fractions", "language_aliases", "parent_exceptions", "script_aliases")
_SELDOM = frozenset(
    (
        "compact_currency_formats",
        "compact_decimal_formats",
        "compound_unit_patterns",
        "currency_names",
        "currency_names_plural",
        "currency_unit_patterns",
        "date_fields",
        "interval_formats",
        "meta_zones",
        "quarters",
        "time_zones",
        "unit_display_names",
        "unit_patterns",
        "zone_formats",
    )
)

Data = dict[str, Any]


def install() -> bool:
    """Keep only that from now on; return False where that can't be done.

    English and Russian are read at once: the imports that follow take the memory of all that is
    left out. Later, Python could give little of it back.
    """
    if not babel.__version__.startswith(KNOWN_VERSION):
        log.info("Babel's data is kept whole", version=babel.__version__)
        return False
    everything = _read_facts()
    facts: Any = _Facts({name: everything[name] for name in _FACTS})
    core._global_data = facts
    languages = _Languages()
    load: Any = languages.load
    localedata.load = load
    for name in ("en", "ru"):
        languages.load(name)
    return True


def _read_facts() -> Data:
    found: Data = pickle.loads(resources.files(babel).joinpath("global.dat").read_bytes())  # noqa: S301
    return found


class _Facts(Data):
    """The facts of all languages, of which Babel asks for one kind at a time; that stays then."""

    def get(self, name: str, default: Any = None) -> Any:
        if name not in self:
            self[name] = _read_facts().get(name, default)
        return self[name]


class _Languages:
    """Reads languages as `babel.localedata.load` does, which would keep each, and their parents."""

    def __init__(self) -> None:
        self._whole = localedata.load
        self._light: dict[str, Data] = {}
        self._lock = threading.RLock()
        self._reading = False

    def load(self, name: str, merge_inherited: bool = True) -> Data:
        """Return what is kept of a language; its parents whole while Babel reads it."""
        with self._lock:
            if self._reading or not merge_inherited:
                return self._whole(name, merge_inherited)
            if name not in self._light:
                self._light[name] = _Language(self.whole(name), lambda: self.whole(name))
            return self._light[name]

    def whole(self, name: str) -> Data:
        """Read all of a language, and let Babel forget it."""
        with self._lock:
            self._reading = True
            try:
                return self._whole(name)
            finally:
                self._reading = False
                localedata._cache.clear()


class _Language(Data):
    """The kept parts of a language; another one is read when it is asked for, and stays then."""

    def __init__(self, whole: Data, read: Callable[[], Data]) -> None:
        super().__init__({part: whole[part] for part in whole if part not in _SELDOM})
        self._read = read

    def __missing__(self, part: str) -> Any:
        return self._read()[part]
