"""A product's name that speaks of another duration than the chosen one is noticed, and no other."""

import pytest

from bot.domain.durations import Duration
from bot.domain.product_names.named_durations import contradicting, named_durations

DURATIONS = {
    "1 day": Duration(days=1),
    "7 days": Duration(days=7),
    "14 days": Duration(days=14),
    "45 days": Duration(days=45),
    "1 month": Duration(months=1),
    "3 months": Duration(months=3),
    "6 months": Duration(months=6),
    "1 year": Duration(months=12),
    "18 months": Duration(months=18),
    "2 years": Duration(months=24),
    "lifetime": Duration(lifetime=True),
}
NAMES = {
    "1 day": ("Day pass", "24 hours", "Доступ на сутки", "1 день", "24 часа"),
    "7 days": ("Weekly", "one week", "Доступ на неделю", "7 дней", "Недельный", "1 нед."),
    "14 days": ("Two weeks", "a fortnight", "двухнедельный интенсив", "14-дневный марафон"),
    "45 days": ("45 days", "Forty-five days", "сорок пять дней", "45d"),
    "1 month": (
        "Pro — 1 month",
        "Monthly",
        "30 days",
        "Месяц",
        "на месяц",
        "одного месяца",
        "1 мес",
    ),
    "3 months": (
        *("Pro — 3 months", "THREE MONTHS", "3-month plan", "Pro 3mo", "90 days", "a quarter"),
        *("Клуб на 3 месяца", "Трёхмесячный доступ", "3-х месячный", "три месяца", "Квартал"),
        *("３ months", "3\N{NO-BREAK SPACE}месяца", "💎 3 мес. 💎", "3 (three) months"),
    ),
    "6 months": ("half a year", "Half-year", "полгода", "шестимесячная", "полугодовой", "180 дней"),
    "1 year": (
        *("Annual", "1 yr", "one year", "12 months", "Двенадцать месяцев", "365 дней", "Годовая"),
        *("год", "1 г.", "52 weeks", "1 year + 1 month free"),
    ),
    "18 months": ("a year and a half", "полтора года", "1,5 года", "1.5 years", "18 месяцев"),
    "2 years": ("2 years", "двухлетний", "два года", "24 months"),
    "lifetime": (
        "Lifetime",
        "forever",
        "For life",
        "Навсегда",
        "Пожизненный",
        "бессрочно",
        "вечный",
    ),
}
CASES = [(length, name) for length, names in NAMES.items() for name in names]


@pytest.mark.parametrize(("length", "name"), CASES)
def test_a_name_agrees_with_its_own_duration(length: str, name: str) -> None:
    assert named_durations(name) != []
    assert contradicting(name, DURATIONS[length]) == []


@pytest.mark.parametrize(("length", "name"), CASES)
def test_a_name_is_noticed_with_every_other_duration(length: str, name: str) -> None:
    also = {"1 year + 1 month free": {"1 month"}}.get(name, set())
    silent = {other for other, one in DURATIONS.items() if not contradicting(name, one)}
    assert silent == {length} | also


@pytest.mark.parametrize("chosen", DURATIONS.values(), ids=DURATIONS)
@pytest.mark.parametrize(
    "name",
    [
        *("", "Book Club & Library", "Life coaching", "Word of the day", "Product of the year"),
        *("New Year party", "Новый год: марафон", "Year 2026", "2026 год", "Week 3: practice"),
        *("Летний лагерь", "Дневник успеха", "Вечер музыки", "Чат 24/7", "500 рублей", "10 GB"),
        *("1 час консультации", "Day trading", "Pro 3", "🧑🏽‍💻", "Ⱥİ 123"),
    ],
)
def test_a_name_without_a_duration_agrees_with_all(name: str, chosen: Duration) -> None:
    assert contradicting(name, chosen) == []


def test_the_words_are_those_of_the_name() -> None:
    named = contradicting("Клуб «Сова»: Трёхмесячный доступ", Duration(days=45))
    assert [one.words for one in named] == ["Трёхмесячный"]


def test_a_range_agrees_with_both_of_its_ends() -> None:
    assert contradicting("2–3 months", Duration(months=3)) == []
    assert contradicting("2–3 months", Duration(months=2)) == []
    assert contradicting("2–3 months", Duration(months=12)) != []
