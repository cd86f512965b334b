"""Babel answers as ever, although what is seldom asked for is not kept in memory."""

import subprocess
import sys

import pytest

_ASK = """
import sys
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from babel import Locale, core, localedata, lists, units, numbers, dates
from bot.runtime import light_cldr
from bot.texts.languages import canonical, name_in, own_name

MOMENT = datetime(2026, 11, 29, 21, 5, 7, tzinfo=ZoneInfo("Europe/Moscow"))
NAMES = ("en", "ru", "uk", "pt_BR", "zh_Hant", "ar", "en_GB")


def answers(name):
    yield from (dates.format_date(MOMENT, one, name) for one in ("short", "medium", "long", "full"))
    yield from (dates.format_time(MOMENT, one, locale=name) for one in ("short", "long", "full"))
    yield dates.format_datetime(MOMENT, "full", locale=name)
    yield dates.format_skeleton("yMMMEd", MOMENT, locale=name)
    yield dates.format_interval(MOMENT, MOMENT + timedelta(days=3), "yMMMd", locale=name)
    yield dates.format_timedelta(timedelta(days=3), add_direction=True, locale=name)
    yield dates.get_timezone_name(MOMENT, "long", locale=name)
    for currency in ("EUR", "RUB", "JPY", "XTR"):
        yield numbers.format_currency(1234567.5, currency, locale=name)
        yield numbers.format_currency(2, currency, format_type="name", locale=name)
        yield numbers.get_currency_name(currency, 2, name), numbers.get_currency_precision(currency)
    yield numbers.format_compact_decimal(1234567, locale=name)
    yield numbers.format_compact_currency(1234567, "EUR", locale=name)
    yield numbers.format_percent(0.25, locale=name), numbers.format_decimal(-1234567.5, locale=name)
    yield units.format_unit(3, "duration-month", locale=name)
    yield units.format_compound_unit(3, "kilometer", denominator_unit="hour", locale=name)
    yield lists.format_list(["a", "b", "c"], locale=name)
    locale = Locale.parse(name)
    yield locale.display_name, dict(locale.quarters["format"]["wide"]), locale.plural_form(5)
    yield sorted(locale.currencies.items()), sorted(locale.time_zones), sorted(locale.meta_zones)


def all_answers():
    found = [str(list(answers(name))) for name in NAMES]
    found += [str([canonical(one), name_in(one, "ru")]) for one in ("zh-tw", "iw", "pt-br", "xx")]
    return found + [own_name("uk"), str(numbers.get_territory_currencies("RU"))]
"""


def _run(program: str) -> None:
    subprocess.run([sys.executable, "-c", f"{_ASK}{program}"], check=True)


def test_every_answer_is_as_without_it() -> None:
    _run(
        "assert light_cldr.install()\n"
        "light = all_answers()\n"
        "assert all_answers() == light, 'an answer changed when it was asked for again'\n"
        "core._global_data, localedata.load = None, localedata.load.__self__._whole\n"
        "from bot.texts import languages\n"
        "languages.cldr.cache_clear()\n"
        "for one, other in zip(light, all_answers(), strict=True):\n"
        "    assert one == other, (one, other)\n"
    )


@pytest.mark.long
def test_less_than_half_is_kept() -> None:
    _run(
        "import tracemalloc\n"
        "def kept():\n"
        "    tracemalloc.start()\n"
        "    for name in ('en', 'ru'):\n"
        "        Locale.parse(name), dates.format_datetime(MOMENT, 'long', locale=name)\n"
        "        numbers.format_currency(2, 'EUR', locale=name)\n"
        "    size = tracemalloc.get_traced_memory()[0]\n"
        "    tracemalloc.stop()\n"
        "    return size\n"
        "numbers.format_currency(2, 'EUR', locale='de')\n"
        "core._global_data = None\n"
        "localedata._cache.clear()\n"
        "whole = kept()\n"
        "core._global_data = None\n"
        "localedata._cache.clear()\n"
        "tracemalloc.start()\n"
        "assert light_cldr.install()\n"
        "size = tracemalloc.get_traced_memory()[0]\n"
        "tracemalloc.stop()\n"
        "assert whole > 3_000_000, whole\n"
        "assert size + kept() < whole / 2, (size, whole)\n"
    )


def test_another_babel_is_left_as_it_is() -> None:
    _run(
        "import babel\n"
        "load, babel.__version__ = localedata.load, '3.0.0'\n"
        "assert not light_cldr.install()\n"
        "assert localedata.load is load and core._global_data is None\n"
    )
