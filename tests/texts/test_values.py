"""Money, dates and lengths of time as people of each locale write them."""

import re
from datetime import UTC, datetime

import pytest

from bot.domain.durations import END_OF_CALENDAR, Duration
from bot.domain.money import Money
from bot.texts import Markup, Remaining, Texts, When, Whole, clean
from tests.conftest import NOW

DAY = 86400
TEXTS = Texts()


def words(value: object, locale: str, texts: Texts = TEXTS) -> str:
    """Return the value as every text shows it, cut out of a text that shows two."""
    both = texts.plain("duration-both", locale, first=Markup("|"), second=value)
    return both.partition({"en": "| and ", "ru": "| и "}[locale])[2]


def at(*parts: int) -> When:
    return When(int(datetime(*parts, tzinfo=UTC).timestamp()))  # type: ignore[misc]


@pytest.mark.parametrize(
    ("amount_minor", "currency", "en", "ru"),
    [
        (30000, "RUB", "RUB 300", "300 ₽"),
        (1234567, "EUR", "€12,345.67", "12 345,67 €"),
        (999, "USD", "$9.99", "9,99 $"),
        (0, "USD", "$0", "0 $"),
        (-5, "USD", "-$0.05", "-0,05 $"),
        (500, "XTR", "500 ⭐", "500 ⭐"),
        (1500, "XTR", "1,500 ⭐", "1 500 ⭐"),
        (100, "JPY", "¥100", "100 ¥"),
        (1234, "KWD", "KWD 1.234", "1,234 KWD"),
        (100, "ZZZ", "ZZZ 1", "1 ZZZ"),
        (5, "USDT", "USDT 0.05", "0,05 USDT"),
        (2**63 - 1, "EUR", "€92,233,720,368,547,758.07", "92 233 720 368 547 758,07 €"),
    ],
)
def test_money_is_written_as_the_locale_writes_it(
    amount_minor: int, currency: str, en: str, ru: str
) -> None:
    money = Money(amount_minor, currency)
    assert words(money, "en").replace("\xa0", " ") == en
    assert words(money, "ru").replace("\xa0", " ") == ru


@pytest.mark.parametrize(
    ("duration", "en", "ru"),
    [
        (Duration(days=1), "1 day", "1 день"),
        (Duration(days=3), "3 days", "3 дня"),
        (Duration(days=14), "14 days", "14 дней"),
        (Duration(days=21), "21 days", "21 день"),
        (Duration(months=1), "1 month", "1 месяц"),
        (Duration(months=3), "3 months", "3 месяца"),
        (Duration(months=5), "5 months", "5 месяцев"),
        (Duration(months=18), "18 months", "18 месяцев"),
        (Duration(months=12), "1 year", "1 год"),
        (Duration(months=24), "2 years", "2 года"),
        (Duration(months=60), "5 years", "5 лет"),
        (Duration(months=1, days=3), "1 month and 3 days", "1 месяц и 3 дня"),
        (Duration(lifetime=True), "for life", "навсегда"),
    ],
)
def test_a_duration_is_written_in_words(duration: Duration, en: str, ru: str) -> None:
    assert (words(duration, "en"), words(duration, "ru")) == (en, ru)


def _from_now(seconds: int) -> Remaining:
    return Remaining(NOW, NOW + seconds)


@pytest.mark.parametrize(
    ("seconds", "en", "ru"),
    [
        (-5, "less than a minute", "меньше минуты"),
        (59, "less than a minute", "меньше минуты"),
        (60, "1 minute", "1 минута"),
        (3600, "1 hour", "1 час"),
        (2 * 3600 + 120, "2 hours and 2 minutes", "2 часа и 2 минуты"),
        (DAY - 1, "23 hours and 59 minutes", "23 часа и 59 минут"),
        (DAY + 5 * 3600, "1 day and 5 hours", "1 день и 5 часов"),
        (3 * DAY - 5, "3 days", "3 дня"),
        (28 * DAY, "28 days", "28 дней"),
        (31 * DAY - 5, "1 month", "1 месяц"),
        (156 * DAY, "5 months and 3 days", "5 месяцев и 3 дня"),
        (364 * DAY, "11 months and 29 days", "11 месяцев и 29 дней"),
        (365 * DAY - 5, "1 year", "1 год"),
        (800 * DAY, "2 years and 2 months", "2 года и 2 месяца"),
    ],
)
def test_remaining_time_is_written_in_two_units_at_most(seconds: int, en: str, ru: str) -> None:
    assert (words(_from_now(seconds), "en"), words(_from_now(seconds), "ru")) == (en, ru)


@pytest.mark.parametrize(
    ("timezone", "en", "ru"),
    [
        ("UTC", "12 May 2026, 21:59 UTC", "12 мая 2026, 21:59 UTC"),
        ("Europe/Moscow", "13 May 2026, 00:59 MSK", "13 мая 2026, 00:59 MSK"),
        ("Asia/Tbilisi", "13 May 2026, 01:59 UTC+04", "13 мая 2026, 01:59 UTC+04"),
        ("America/New_York", "12 May 2026, 17:59 EDT", "12 мая 2026, 17:59 EDT"),
    ],
)
def test_a_moment_is_shown_in_the_owner_s_time_zone(timezone: str, en: str, ru: str) -> None:
    texts = Texts("en", timezone)
    moment = at(2026, 5, 12, 21, 59)
    assert (words(moment, "en", texts), words(moment, "ru", texts)) == (en, ru)


@pytest.mark.parametrize("at", [END_OF_CALENDAR, END_OF_CALENDAR + DAY - 1, 2**62])
@pytest.mark.parametrize("timezone", ["Pacific/Kiritimati", "UTC", "Pacific/Pago_Pago"])
def test_the_end_of_the_calendar_is_shown_everywhere_on_earth(at: int, timezone: str) -> None:
    assert "December 9999" in words(When(at), "en", Texts("en", timezone))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Anna \n Maria\t", "Anna Maria"),
        ("a\u202eb\u2066c\u200ed\u061c", "abcd"),
        ("z\u200be\u200cr\u200do\ufeff\u2060", "zero"),
        ("nul\x00 esc\x1b[31m", "nul esc[31m"),
        ("lone \ud800 surrogate", "lone surrogate"),
        ("a \u200b b", "a b"),
        ("Ёлка 🎄", "Ёлка 🎄"),
        ("x" * 64, "x" * 64),
        ("x" * 65, "x" * 63 + "…"),
        ("x" * 62 + " y" * 9, "x" * 62 + "…"),
        ("я" * 4096, "я" * 63 + "…"),
    ],
)
def test_text_typed_by_strangers_is_made_harmless(typed: str, kept: str) -> None:
    assert clean(typed) == kept


def test_the_limit_of_characters_can_be_changed() -> None:
    assert clean("description", limit=5) == "desc…"


def test_text_of_other_services_is_shown_whole_without_control_characters() -> None:
    said = Whole("x" * 200 + "\x1b[31m red \u202e")
    assert Texts().plain("doctor-settings-broken", "en", reason=said) == (
        "Settings: " + "x" * 200 + "[31m red"
    )


@pytest.mark.parametrize("locale", ["en", "ru"])
def test_a_message_gives_each_reader_their_own_time_around_the_owner_s(locale: str) -> None:
    moment, texts = at(2026, 5, 12, 21, 59), Texts("en", "Asia/Tbilisi")
    shown = texts.plain("user-since", locale, when=moment)

    html = texts.render("user-since", locale, when=moment)

    assert f'<tg-time unix="{moment.at}" format="Dt">' in html
    assert re.sub("</?tg-time[^>]*>", "", html) == shown
    assert "UTC+04</tg-time>" in html
    assert "<" not in shown
