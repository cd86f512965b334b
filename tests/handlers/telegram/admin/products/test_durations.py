"""Tests for durations, which are chosen by a button or typed in either language."""

import pytest

from bot.domain.durations import Duration
from bot.texts import Texts
from bot.usecases.outbox.wording import Wording
from handlers.telegram.callbacks.shared import ShowStatus
from handlers.telegram.ui.durations import OTHER, decode, duration_rows, encode, read_duration

LIFE = Duration(lifetime=True)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("10 days", Duration(days=10)),
        ("1 day", Duration(days=1)),
        ("2 weeks", Duration(days=14)),
        ("6 months", Duration(months=6)),
        ("  6   MONTHS ", Duration(months=6)),
        ("6months", Duration(months=6)),
        ("a month", Duration(months=1)),
        ("month", Duration(months=1)),
        ("one year", Duration(months=12)),
        ("half a year", Duration(months=6)),
        ("lifetime", LIFE),
        ("forever", LIFE),
        ("10 дней", Duration(days=10)),
        ("1 день", Duration(days=1)),
        ("2 дня", Duration(days=2)),
        ("неделя", Duration(days=7)),
        ("2 недели", Duration(days=14)),
        ("5 недель", Duration(days=35)),
        ("одну неделю", Duration(days=7)),
        ("1 месяц", Duration(months=1)),
        ("3 месяца", Duration(months=3)),
        ("6 месяцев", Duration(months=6)),
        ("6 мес.", Duration(months=6)),
        ("полгода", Duration(months=6)),
        ("год", Duration(months=12)),
        ("2 года", Duration(months=24)),
        ("5 лет", Duration(months=60)),
        ("«навсегда»", LIFE),
        ("Пожизненно", LIFE),
        ("100 years", Duration(months=1200)),
    ],
)
def test_a_typed_duration_is_read_in_both_languages(typed: str, meant: Duration) -> None:
    assert read_duration(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "soon",
        "0 days",
        "-3 days",
        "1.5 months",
        "101 years",
        "999999 лет",
        "9" * 5000 + " days",
        "10",
        "10 days or so",
        "десять дней",
        "٣ days",
        "<b>1 month</b>",
    ],
)
def test_an_unreadable_duration_is_not_guessed_at(typed: str) -> None:
    assert read_duration(typed) is None


@pytest.mark.parametrize(
    "duration", [Duration(months=1), Duration(days=10), Duration(1200, 36600), LIFE]
)
def test_the_code_of_a_duration_is_short_and_reads_back(duration: Duration) -> None:
    code = encode(duration)
    assert decode(code) == duration
    assert len(code.encode()) <= 11
    assert ":" not in code


@pytest.mark.parametrize("code", [OTHER, "", "0m0d", "9999m0d", "m", "1m1d1", "-1m0d", "LIFE"])
def test_a_forged_code_is_no_duration(code: str) -> None:
    assert decode(code) is None


@pytest.mark.parametrize(
    ("locale", "labels"),
    [
        ("en", [["1 month", "3 months"], ["1 year", "for life"], ["Other…"]]),
        ("ru", [["1 месяц", "3 месяца"], ["1 год", "навсегда"], ["Другой срок…"]]),
    ],
)
def test_the_usual_durations_are_buttons(locale: str, labels: list[list[str]]) -> None:
    said: list[str] = []

    def choose(code: str) -> ShowStatus:
        said.append(code)
        return ShowStatus(id=len(said))

    rows = duration_rows(Wording(Texts(), locale), choose)
    assert [[button.text for button in row] for row in rows] == labels
    assert [decode(code) for code in said] == [
        Duration(months=1),
        Duration(months=3),
        Duration(months=12),
        LIFE,
        None,
    ]
