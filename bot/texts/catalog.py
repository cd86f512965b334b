"""Finds a text by its key and fills it in: Fluent files in, Telegram HTML or plain text out."""

import html
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

import structlog

from bot.domain.durations import END_OF_CALENDAR, Duration, calendar_left
from bot.domain.money import Money
from bot.texts import languages
from bot.texts.bundles import FOLDER, Bundle, Number, OwnBundles, TextError, originals
from bot.texts.directions import isolated
from bot.texts.languages import LOCALES
from bot.texts.problems import TextsReport
from bot.texts.values import (
    Markup,
    Named,
    Remaining,
    ShopTime,
    Url,
    When,
    Whole,
    clean,
    dated,
    joined,
    show_count,
    show_moment,
    show_money,
)

log = structlog.get_logger(__name__)

_MINUTE, _HOUR, _DAY = 60, 3600, 86400
_GRACE = 5 * _MINUTE
_MOST_DURATIONS = 256
_MOST_UNITS = 512
_UNITS = ("years", "months", "days", "hours", "minutes")


class Texts:
    """All texts in all locales: the bot's own, and an owner's that go before them.

    A `str` value is cleaned, cut to 64 characters and escaped; a `Whole` is not cut, a `Url` only
    escaped; `Markup` passes as it is; an `int` is shown without grouping, so that an id can be
    copied (`NUMBER($n, useGrouping: 1)` groups); Money, Duration, When, ShopTime, Remaining as the
    locale has it.
    """

    def __init__(
        self,
        default_locale: str = "en",
        timezone: str = "UTC",
        folder: Path = FOLDER,
        own: OwnBundles | None = None,
    ) -> None:
        known = {locale: originals(locale, folder) for locale in LOCALES}
        theirs = own.bundles if own is not None else {}
        self.own: TextsReport | None = own.report if own is not None else None
        """The report about TEXTS_DIR; None where that isn't set."""
        self.locales = (*LOCALES, *(one for one in theirs if one not in LOCALES))
        self._default_locale = default_locale if default_locale in self.locales else LOCALES[0]
        self.zone = ZoneInfo(timezone)
        """The owner's time zone."""
        self._order = {one: self._order_of(one, theirs, known) for one in self.locales}
        """Where the texts of each locale are looked for; the last is always an original."""
        self._constant: dict[tuple[str, str], str] = {}
        """The texts without values that were asked for; there are as many as the files have."""
        self._failed: set[tuple[str, str]] = set()
        """The owner's texts that couldn't be filled in."""
        self._duration = lru_cache(maxsize=_MOST_DURATIONS)(self._make_duration)
        self._units = lru_cache(maxsize=_MOST_UNITS)(self._make_units)

    def pick(self, language_code: str | None) -> str:
        """Return the locale for a Telegram `language_code` such as `ru` or `en-GB`, or the
        default."""
        return languages.chosen_by(language_code, self.locales) or self._default_locale

    def of(self, chosen: str | None, language_code: str | None) -> str:
        """Return the locale that a person chose; where it is gone, or they chose none, that of
        their Telegram, or the default."""
        return chosen if chosen in self.locales and chosen else self.pick(language_code)

    def language_name(self, locale: str) -> str:
        """Return the name of a language in that language."""
        key = f"label-language-{locale}"
        return self.plain(key, locale) if self.has(key, locale) else languages.own_name(locale)

    def has(self, key: str, locale: str) -> bool:
        """Return whether the locale itself has this text: else that of another is shown."""
        return self._order[locale][0].has_text(key)

    def written(self, prefix: str, locale: str) -> str:
        """Return the texts whose keys begin so as one Fluent file: each as the locale has it, the
        owner's before the original, else as that of another is shown."""
        found: dict[str, str] = {}
        for bundle in self._order[locale]:
            for key, source in bundle.written(prefix).items():
                if bundle.has_text(key):
                    found.setdefault(key, source)
        return "\n".join(found.values())

    def instead_of(self, locale: str) -> str:
        """Return the locale whose texts are shown where this one has none."""
        return self._order[locale][1:2][0].locale if len(self._order[locale]) > 1 else locale

    def render(self, key: str, locale: str, **params: object) -> Markup:
        """Return the text as Telegram HTML; raise TextError if it or one of its values is
        missing."""
        return Markup(self._fill(key, locale, params, escaped=True))

    def plain(self, key: str, locale: str, **params: object) -> str:
        """Return the text without escaping: for button labels, callback answers, command menus."""
        return self._fill(key, locale, params, escaped=False)

    def _fill(self, key: str, locale: str, params: dict[str, object], *, escaped: bool) -> str:
        """Fill a text in; those without values are made once, and are alike escaped or not."""
        if params:
            return self._make(key, locale, params, escaped=escaped)
        known = self._constant.get((key, locale))
        if known is None:
            known = self._make(key, locale, params, escaped=escaped)
            self._constant[key, locale] = known
        return known

    def _make(self, key: str, locale: str, params: dict[str, object], *, escaped: bool) -> str:
        """Make a text; one of the owner's that fails all the same gives way to the original."""
        order = self._order.get(locale)
        if order is None:
            raise TextError(f"no text “{key}” in “{locale}”")
        for bundle in order[:-1]:
            if bundle.has_text(key):
                try:
                    return self._format(key, bundle, params, escaped=escaped)
                except (ArithmeticError, LookupError, RuntimeError, TypeError, ValueError) as error:
                    self._report_once(key, locale, error)
        return self._format(key, order[-1], params, escaped=escaped)

    def _report_once(self, key: str, locale: str, error: Exception) -> None:
        if (key, locale) not in self._failed:
            self._failed.add((key, locale))
            log.warning("own text failed", key=key, locale=locale, reason=str(error))

    def _format(self, key: str, bundle: Bundle, params: dict[str, object], *, escaped: bool) -> str:
        locale = bundle.locale
        if not bundle.has_message(key):
            raise TextError(f"no text “{key}” in “{locale}”")
        pattern = bundle.get_message(key).value
        if pattern is None:
            raise TextError(f"the text “{key}” in “{locale}” is empty")
        shown = {name: self._show(value, locale, escaped) for name, value in params.items()}
        text, errors = bundle.format_pattern(pattern, shown)
        if errors:
            raise TextError(f"the text “{key}” in “{locale}”: {errors[0]}")
        return str(text)

    def _show(self, value: object, locale: str, escaped: bool) -> object:
        match value:
            case Markup():
                return value
            case bool():
                raise TypeError("a text cannot hold a bool; pass a word to select on")
            case int():
                return Number(value)
            case Named():
                return self._show(value.names.get(locale, value.usual), locale, escaped)
            case When() if escaped:
                return dated(value, html.escape(self._words(value, locale)))
            case _:
                shown = self._words(value, locale)
                if isinstance(value, str) and not isinstance(value, Url):
                    shown = isolated(shown, locale)
                return html.escape(shown) if escaped else shown

    def _words(self, value: object, locale: str) -> str:
        match value:
            case Url():
                return value
            case str():
                return clean(value, len(value)) if isinstance(value, Whole) else clean(value)
            case Money():
                return show_money(value, locale)
            case When() | ShopTime():
                return show_moment(value, locale, self.zone)
            case Duration():
                return self._duration(value, locale)
            case Remaining():
                return self._remaining(value, locale)
            case _:
                raise TypeError(f"a text cannot hold a {type(value).__name__}")

    def _make_duration(self, duration: Duration, locale: str) -> str:
        if duration.lifetime:
            return self.plain("duration-lifetime", locale)
        years, months = divmod(duration.months, 12)
        if months:  # 18 months are sold as 18 months
            years, months = 0, duration.months
        return self._units(locale, years=years, months=months, days=duration.days)

    def _remaining(self, remaining: Remaining, locale: str) -> str:
        """Return the largest unit and the next smaller one. A day or more is shown as if it were a
        few minutes longer, so that a month just bought reads as a month."""
        seconds = remaining.until - remaining.now
        if seconds < _MINUTE:
            return self.plain("duration-moment", locale)
        now = remaining.now - (_GRACE if seconds >= _DAY else 0)
        months, rest = calendar_left(now, min(remaining.until, END_OF_CALENDAR))
        counts = dict(zip(_UNITS, (*divmod(months, 12), *_in_units(rest)), strict=True))
        first = next(index for index, unit in enumerate(_UNITS) if counts[unit])
        return self._units(locale, **{unit: counts[unit] for unit in _UNITS[first : first + 2]})

    def _make_units(self, locale: str, **counts: int) -> str:
        """Join the counts that aren't zero: “1 month”, “1 month and 3 days”."""
        shown = [self._counted(unit, count, locale) for unit, count in counts.items() if count]
        if len(shown) == 1:
            return shown[0]
        both = "duration-both"
        if not self.has(both, locale) and (words := joined(shown, locale)):
            return words
        return self.plain(both, locale, first=shown[0], second=shown[1])

    def _counted(self, unit: str, count: int, locale: str) -> str:
        """Return “3 days”; in an added language without a text for it, as CLDR has it."""
        key = f"duration-{unit}"
        if not self.has(key, locale) and (words := show_count(count, unit, locale)):
            return words
        return self.plain(key, locale, count=count)

    def _order_of(
        self, locale: str, own: Mapping[str, Bundle], known: Mapping[str, Bundle]
    ) -> tuple[Bundle, ...]:
        """Return the locale's bundles: the owner's, then the original. An added language has no
        original, so that of its own language counts, of the default one, or of the first."""
        found: list[Bundle] = []
        for one in (locale, languages.primary(locale), self._default_locale, LOCALES[0]):
            if one in own and own[one] not in found:
                found.append(own[one])
            if one in known:
                return (*found, known[one])
        raise LookupError(locale)


def _in_units(seconds: int) -> tuple[int, int, int]:
    """Return the whole days, hours and minutes."""
    return seconds // _DAY, seconds % _DAY // _HOUR, seconds % _HOUR // _MINUTE
