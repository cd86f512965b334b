"""Finds a text by its key and fills it in: Fluent files in, Telegram HTML or plain text out."""

import html
from datetime import UTC, datetime
from functools import cache, lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from fluent.runtime import FluentBundle
from fluent.runtime.types import fluent_number
from fluent.syntax import FluentParser, ast
from fluent.syntax.stream import FluentParserStream

from bot.domain.durations import END_OF_CALENDAR, Duration
from bot.domain.money import Money
from bot.texts.values import (
    Markup,
    Remaining,
    Url,
    When,
    Whole,
    clean,
    dated,
    show_money,
    show_when,
)

LOCALES = ("en", "ru")

_FOLDER = Path(__file__).parent
_MINUTE, _DAY = 60, 86400
_GRACE = 5 * _MINUTE
_MOST_DURATIONS = 256
_UNITS = ("years", "months", "days", "hours", "minutes")


class TextError(KeyError):
    """A text, or a value it needs, is missing: a mistake in the code that tests must catch."""

    def __str__(self) -> str:
        return str(self.args[0])


class Texts:
    """All texts in all locales.

    A `str` value is cleaned, cut to 64 characters and escaped; a `Whole` is not cut, a `Url` only
    escaped; `Markup` passes as it is; an `int` is shown without grouping, so that an id can be
    copied (`NUMBER($n, useGrouping: 1)` groups); Money, Duration, When, Remaining as the locale
    has it.
    """

    locales = LOCALES

    def __init__(
        self, default_locale: str = "en", timezone: str = "UTC", folder: Path = _FOLDER
    ) -> None:
        self._default_locale = default_locale
        self.zone = ZoneInfo(timezone)
        """The owner's time zone."""
        self._bundles = {locale: _load(locale, folder) for locale in LOCALES}
        self._constant: dict[tuple[str, str], str] = {}
        """The texts without values that were asked for; there are as many as the files have."""
        self._duration = lru_cache(maxsize=_MOST_DURATIONS)(self._make_duration)

    def pick(self, language_code: str | None) -> str:
        """Return the locale for a Telegram `language_code` such as `ru` or `en-GB`, or the
        default."""
        language = (language_code or "").lower().replace("_", "-").partition("-")[0]
        return language if language in LOCALES else self._default_locale

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
        bundle = self._bundles.get(locale)
        if bundle is None or not bundle.has_message(key):
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
                return fluent_number(value, useGrouping=False)
            case When() if escaped:
                return dated(value, html.escape(self._words(value, locale)))
            case _:
                shown = self._words(value, locale)
                return html.escape(shown) if escaped else shown

    def _words(self, value: object, locale: str) -> str:
        match value:
            case Url():
                return value
            case str():
                return clean(value, len(value)) if isinstance(value, Whole) else clean(value)
            case Money():
                return show_money(value, locale)
            case When():
                return show_when(value, locale, self.zone)
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
        left = relativedelta(_moment(remaining.until), _moment(now))
        counts = {unit: getattr(left, unit) for unit in _UNITS}
        first = next(index for index, unit in enumerate(_UNITS) if counts[unit])
        return self._units(locale, **{unit: counts[unit] for unit in _UNITS[first : first + 2]})

    def _units(self, locale: str, **counts: int) -> str:
        """Join the counts that aren't zero: “1 month”, “1 month and 3 days”."""
        shown = [
            self.plain(f"duration-{unit}", locale, count=count)
            for unit, count in counts.items()
            if count
        ]
        if len(shown) == 1:
            return shown[0]
        return self.plain("duration-both", locale, first=shown[0], second=shown[1])


class _Parser(FluentParser):
    """Shares the nodes of equal names and references, of which the texts have thousands: that saves
    memory. Nodes don't know their places in a file either."""

    def __init__(self) -> None:
        super().__init__(with_spans=False)
        self._names: dict[str, ast.Identifier] = {}
        self._references: dict[str, ast.VariableReference] = {}

    def get_identifier(self, ps: FluentParserStream) -> ast.Identifier:
        found: ast.Identifier = super().get_identifier(ps)
        return self._names.setdefault(found.name, found)

    def get_inline_expression(self, ps: FluentParserStream) -> ast.InlineExpression | ast.Placeable:
        found: ast.InlineExpression | ast.Placeable = super().get_inline_expression(ps)
        if isinstance(found, ast.VariableReference):
            return self._references.setdefault(found.id.name, found)
        return found


@cache
def _load(locale: str, folder: Path) -> FluentBundle:
    """Read every file of the locale; raise TextError for a syntax error or a key that occurs
    twice."""
    bundle, parser = FluentBundle([locale], use_isolating=False), _Parser()
    for path in sorted((folder / locale).glob("*.ftl")):
        resource = parser.parse(path.read_text(encoding="utf-8"))
        for entry in resource.body:
            if isinstance(entry, ast.Junk):
                line = (entry.content or "").strip().partition("\n")[0]
                raise TextError(f"{path.name} in “{locale}” cannot be read at “{line}”")
            if isinstance(entry, ast.Message) and bundle.has_message(entry.id.name):
                raise TextError(f"“{entry.id.name}” is there twice in “{locale}” ({path.name})")
        bundle.add_resource(resource)
    return bundle


def _moment(at: int) -> datetime:
    return datetime.fromtimestamp(min(at, END_OF_CALENDAR), UTC)
