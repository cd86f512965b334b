"""A product's name is read for how long it opens access; what may mean something else is unsure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.durations import Duration
from bot.domain.models import PlanId
from bot.domain.plans import Plan
from bot.domain.product_names.reading import plans_named_in, read_name

DAY, WEEK, FORTNIGHT = Duration(days=1), Duration(days=7), Duration(days=14)
MONTH, QUARTER, HALF = Duration(months=1), Duration(months=3), Duration(months=6)
YEAR, TWO_YEARS, LIFE = Duration(months=12), Duration(months=24), Duration(lifetime=True)

SURE = [
    ("AI Assistant – 3 months", QUARTER, "AI Assistant"),
    ("Book Club & Library — 1 year", YEAR, "Book Club & Library"),
    ("Pro, 1 month", MONTH, "Pro"),
    ("1 month", MONTH, ""),
    ("Lifetime", LIFE, ""),
    ("Lifetime access", LIFE, ""),
    ("Access for a week", WEEK, ""),
    ("Monthly subscription", MONTH, ""),
    ("Pro (annual)", YEAR, "Pro"),
    ("Pro monthly", MONTH, "Pro"),
    ("VPN Access - 1 Month", MONTH, "VPN"),
    ("Premium membership: half a year", HALF, "Premium"),
    ("Pro 30 days", Duration(days=30), "Pro"),
    ("Pro 30d", Duration(days=30), "Pro"),
    ("Pro 1m", MONTH, "Pro"),
    ("Pro 12m", YEAR, "Pro"),
    ("Pro 1y", YEAR, "Pro"),
    ("Pro | 6 mos", HALF, "Pro"),
    ("Basic · 2 wks", FORTNIGHT, "Basic"),
    ("Two weeks of access", FORTNIGHT, ""),
    ("Signals [forever]", LIFE, "Signals"),
    ("1 month VIP", MONTH, "VIP"),
    ("1 month (30 days)", MONTH, ""),
    ("Pro 1 month 500₽", MONTH, "Pro"),
    ("Pro – 1 month – $9.99", MONTH, "Pro"),
    ("Day pass", DAY, ""),
    ("Club for life", LIFE, "Club"),
    ("Club, 18 months", Duration(months=18), "Club"),
    ("Club: a year and a half", Duration(months=18), "Club"),
    ("🔥 Pro — 1 month 🔥", MONTH, "🔥 Pro 🔥"),
    ("Клуб, 24 часа", DAY, "Клуб"),
    ("доступ на год", YEAR, ""),
    ("навсегда", LIFE, ""),
    ("12 мес.", YEAR, ""),
    ("полгода", HALF, ""),
    ("неделя", WEEK, ""),
    ("30 дней", Duration(days=30), ""),
    ("Доступ на 3 месяца", QUARTER, ""),
    ("Подписка Pro на 3 месяца", QUARTER, "Pro"),
    ("Книжный клуб «Сова» — 1 месяц", MONTH, "Книжный клуб «Сова»"),
    ("Годовой доступ", YEAR, ""),
    ("Трёхмесячный доступ", QUARTER, ""),
    ("Двенадцать месяцев", YEAR, ""),
    ("Клуб: полтора года", Duration(months=18), "Клуб"),
    ("Базовый, 1 мес", MONTH, "Базовый"),
    ("1 месяц VIP", MONTH, "VIP"),
    ("Бессрочная подписка", LIFE, ""),
    ("Курс, две недели", FORTNIGHT, "Курс"),
    ("Доступ к боту на сутки", DAY, "боту"),
    ("VPN на 2 года", TWO_YEARS, "VPN"),
    ("Квартал", QUARTER, ""),
    ("3м Про", QUARTER, "Про"),
    ("Клуб, 1 г.", YEAR, "Клуб"),
    ("Тариф Месяц", MONTH, "Тариф"),
    ("VIP-месяц", MONTH, "VIP"),
    ("Pro year", YEAR, "Pro"),
    ("VIP for a month", MONTH, "VIP"),
    ("100 GB 1 month", MONTH, "100 GB"),
    ("Club 24: 1 month", MONTH, "Club 24"),
    ("Pro Max | 12 months | best price", YEAR, "Pro Max | best price"),
]
UNSURE = [
    ("7 days to success", WEEK),
    ("30-day challenge", Duration(days=30)),
    ("Winter marathon — 6 weeks", Duration(days=42)),
    ("Free trial, 7 days", WEEK),
    ("Lose weight in 3 months", QUARTER),
    ("30 days money-back guarantee", Duration(days=30)),
    ("1 year + 1 month free", YEAR),
    ("1 month, then 1 year", MONTH),
    ("2–3 months", Duration(months=2)),
    ("Pro $5/month", MONTH),
    ("$5 per month", MONTH),
    ("Annual report template", YEAR),
    ("Forever young", LIFE),
    ("Monthly call", MONTH),
    ("3D", Duration(days=3)),
    ("Pro 1M", MONTH),
    ("Models 3D", Duration(days=3)),
    ("10 years of experience", Duration(months=120)),
    ("Lifetime of stories", LIFE),
    ("1 месяц в подарок", MONTH),
    ("План питания на неделю", WEEK),
    ("Гороскоп на месяц", MONTH),
    ("Для детей 5 лет", Duration(months=60)),
    ("Скидка: год", YEAR),
    ("Раз в год", YEAR),
    ("Без ограничений, но не навсегда", LIFE),
    ("Английский за 3 месяца", QUARTER),
    ("bi-monthly", MONTH),
    ("Bi weekly", WEEK),
    ("multi-year", YEAR),
    ("year-round", YEAR),
    ("12 for 10 months", Duration(months=10)),
    ("3 x month", MONTH),
    ("2 х 6 мес", HALF),
    ("1/2 year", YEAR),
    ("6, 12 months", YEAR),
    ("6 или 12 месяцев", YEAR),
    ("1st month", MONTH),
    ("1-й месяц", MONTH),
    ("up to 1 year", YEAR),
    ("at least 3 months", QUARTER),
    ("минимум 3 месяца", QUARTER),
    ("4 calls a month", MONTH),
    ("2 lessons a week", WEEK),
    ("7 days a week", WEEK),
    ("365 days a year", Duration(days=365)),
    ("1 y.o.", YEAR),
    ("Fashion week", WEEK),
    ("Страстная неделя", WEEK),
    ("School year", YEAR),
    ("return 14 days", FORTNIGHT),
    ("Pro-1 month", MONTH),
]
NOTHING = [
    *(
        "",
        "100 prompts",
        "2025 course",
        "Top 3 tips",
        "1 on 1 call",
        "Book Club & Library",
        "🧑🏽‍💻",
    ),
    *("Reading list “100 short novels”", "Word of the day", "Год 2026", "2025 год", "1 hour call"),
    *("1.5 months", "36 hours", "Чат 24/7", "500 рублей", "Новый год", "100m run", "7m", "Ⱥİ 123"),
    *("Конспект «Мастер и Маргарита»", "Закладки & обои", "Часть 2", "1000 years", "0 days"),
]


@pytest.mark.parametrize(("name", "duration", "rest"), SURE)
def test_a_plain_duration_is_read_and_taken_out(name: str, duration: Duration, rest: str) -> None:
    read = read_name(name)
    assert (read.duration, read.is_sure, read.rest) == (duration, True, rest)


@pytest.mark.parametrize(("name", "duration"), UNSURE)
def test_a_duration_that_may_mean_something_else_is_to_be_looked_at(
    name: str, duration: Duration
) -> None:
    read = read_name(name)
    assert (read.duration, read.is_sure) == (duration, False)


@pytest.mark.parametrize("name", NOTHING)
def test_a_name_without_a_duration_proposes_none(name: str) -> None:
    read = read_name(name)
    assert (read.duration, read.is_sure) == (None, False)


def test_brackets_of_which_one_went_with_the_duration_go_too() -> None:
    assert read_name("Club (Pro, 1 month").rest == "Club Pro"


_UNITS = {
    "month": (1, 0, ("month", "months", "mo", "месяц", "месяца", "месяцев", "мес.")),
    "day": (0, 1, ("days", "day", "дней", "дня", "день")),
    "week": (0, 7, ("weeks", "week", "недель", "недели", "нед.")),
    "year": (12, 0, ("years", "year", "yr", "лет", "года")),
}
_SPELLED = [(months, days, word) for months, days, words in _UNITS.values() for word in words]
_NAMES = st.text("bcfgjkqzБЖЗФЩ", min_size=3, max_size=12)
_JOINTS = st.sampled_from([" – ", ", ", ": ", " | ", " - ", " (", " — "])


@given(_NAMES, _JOINTS, st.integers(1, 36), st.sampled_from(_SPELLED), st.booleans())
def test_any_name_with_a_plain_duration_reads_back(
    name: str, joint: str, count: int, spelled: tuple[int, int, str], loud: bool
) -> None:
    months, days, word = spelled
    typed = f"{name}{joint}{count} {word}{')' if '(' in joint else ''}"
    read = read_name(typed.upper() if loud else typed)
    assert read.duration == Duration(count * months, count * days)
    assert read.is_sure
    assert read.rest == (name.upper() if loud else name)


@given(st.text(max_size=60) | st.text("1237 –,(/mdмгдонябье", max_size=30))
def test_any_text_has_a_reading_and_without_a_duration_it_is_never_sure(text: str) -> None:
    read = read_name(text)
    assert read.duration is not None or not read.is_sure
    assert read.rest == read.rest.strip()


@given(st.text("01359 месяцгодднейmonthdaysyearweek-–/+(),.", max_size=24))
def test_words_in_front_that_lead_elsewhere_are_never_sure(text: str) -> None:
    assert not read_name(f"{text} challenge").is_sure


def test_a_plan_is_found_by_its_whole_name_in_any_language() -> None:
    plans = [
        Plan(PlanId(1), "pro", 1, {"en": "Pro", "ru": "Про"}, {}, None),
        Plan(PlanId(2), "pro-max", 2, {"en": "Pro Max"}, {}, None),
    ]
    assert plans_named_in("PRO  max, 1 month", plans) == [2]
    assert plans_named_in("Про и Pro Max", plans) == [2, 1]
    assert plans_named_in("Про, pro", plans) == [1]
    assert plans_named_in("Profit", plans) == []
