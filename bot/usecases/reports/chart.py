"""The chart of the last days: income and active subscribers, kept for some minutes."""

import asyncio
import unicodedata
from dataclasses import dataclass, field, replace
from decimal import Decimal

import structlog
from babel.dates import format_date
from babel.numbers import get_currency_precision, get_group_symbol

from bot.charts.painter import Chart, DrawingFailed, Painter, Panel
from bot.clock import Clock
from bot.domain.money import STARS, Money
from bot.texts import LOCALES
from bot.texts.languages import cldr
from bot.usecases.outbox.wording import Wording
from bot.usecases.reports.statistics import Days, Statistics

log = structlog.get_logger(__name__)

KEPT_SECONDS = 300
_SCRIPTS_OF_THE_FONT = {"LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "GEORGIAN"}
"""The letters that `bot.charts.draw` can draw."""
_CURRENCIES = 3
"""The most currencies shown; each has its own panel, because currencies can't share an axis."""


@dataclass(slots=True)
class StatsChart:
    """Draws one chart at a time and keeps the last one of each language."""

    numbers: Statistics
    painter: Painter
    clock: Clock
    _kept: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    _one_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def of_the_last_days(self, say: Wording) -> bytes | None:
        """Return a PNG in the language of `say`; None if there is nothing to show yet.

        Raises DrawingFailed.
        """
        async with self._one_at_a_time:
            now = self.clock.now()
            drawn_at, picture = self._kept.get(say.locale, (0, b""))
            if picture and 0 <= now - drawn_at < KEPT_SECONDS:
                return picture
            days = await self.numbers.by_day()
            if not days.income and not any(days.active):
                return None
            try:
                picture = await self.painter.draw(chart(say, days, self.numbers.timezone))
            except DrawingFailed as error:
                log.warning("no picture", reason=str(error))
                raise
            self._kept[say.locale] = (now, picture)
            return picture


def chart(say: Wording, days: Days, timezone: str) -> Chart:
    say = _drawable(say)
    largest_first = sorted(days.income, key=lambda one: (-_days_with(days.income[one]), one))
    active = Panel(
        "line",
        say.plain("chart-active", count=days.active[-1]),
        say.plain("chart-people"),
        tuple(map(float, days.active)),
    )
    return Chart(
        (*(_income(say, days, one) for one in largest_first[:_CURRENCIES]), active),
        tuple(format_date(day, "d MMM", locale=cldr(say.locale)) for day in days.dates),
        say.plain("chart-days", zone=timezone),
        get_group_symbol(cldr(say.locale)),
    )


def _drawable(say: Wording) -> Wording:
    """Return the words of the chart in a language whose letters its font has, else in English."""
    letters = say.texts.language_name(say.locale) + say.plain("chart-people")
    scripts = {unicodedata.name(one, "?").split()[0] for one in letters if one.isalpha()}
    return say if scripts <= _SCRIPTS_OF_THE_FONT else replace(say, locale=LOCALES[0])


def _income(say: Wording, days: Days, currency: str) -> Panel:
    amounts = days.income[currency]
    total = say.plain("chart-income", total=Money(sum(amounts), currency))
    digits = 0 if currency == STARS else get_currency_precision(currency)
    values = tuple(float(Decimal(amount).scaleb(-digits)) for amount in amounts)
    label = say.plain("chart-stars") if currency == STARS else currency
    # The chart's font has no emoji.
    return Panel("bars", total.replace("⭐", "★"), label, values)


def _days_with(amounts: tuple[int, ...]) -> int:
    return sum(amount > 0 for amount in amounts)
