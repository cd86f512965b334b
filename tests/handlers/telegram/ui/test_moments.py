"""Times as admins type them, in English and Russian, on Saturday, 28 November 2026, 21:40 MSK."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.planning.moments import Calendar, NoMoment
from handlers.telegram.ui.moments import read_moment

MOSCOW = ZoneInfo("Europe/Moscow")
NOW = Calendar(int(datetime(2026, 11, 28, 21, 40, tzinfo=MOSCOW).timestamp()), MOSCOW)


def read(text: str) -> str:
    """Return the moment on the shop's clock, or why there is none."""
    found = read_moment(text, NOW)
    if isinstance(found, NoMoment):
        return str(found.problem)
    return datetime.fromtimestamp(found.at, MOSCOW).strftime("%d.%m.%Y %H:%M")


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("Friday 9:00", "04.12.2026 09:00"),
        ("friday, 9", "04.12.2026 09:00"),
        ("on Friday at 9am", "04.12.2026 09:00"),
        ("FRI 9 p.m.", "04.12.2026 21:00"),
        ("next Saturday 9:00", "05.12.2026 09:00"),
        ("this sat 21:41", "28.11.2026 21:41"),
        ("saturday 21:40", "05.12.2026 21:40"),
        ("tomorrow 18:30", "29.11.2026 18:30"),
        ("18:30 tomorrow", "29.11.2026 18:30"),
        ("day after tomorrow at noon", "30.11.2026 12:00"),
        ("12am tomorrow", "29.11.2026 00:00"),
        ("today 23:00", "28.11.2026 23:00"),
        ("18:30", "29.11.2026 18:30"),
        ("22.00", "28.11.2026 22:00"),
        ("2026-12-31 10:00", "31.12.2026 10:00"),
        ("2026-12-31T10:00", "31.12.2026 10:00"),
        ("2026/12/31 10:00:00", "31.12.2026 10:00"),
        ("31/12/2026 10:00", "31.12.2026 10:00"),
        ("12/31 10:00", "31.12.2026 10:00"),
        ("31.12.26 10:00", "31.12.2026 10:00"),
        ("Dec 31 10:00", "31.12.2026 10:00"),
        ("December 31st, 2026 at 10 am", "31.12.2026 10:00"),
        ("31st of December 10pm", "31.12.2026 22:00"),
        ("5 May 10:00", "05.05.2027 10:00"),
        ("in 2 hours", "28.11.2026 23:40"),
        ("in half an hour", "28.11.2026 22:10"),
        ("in 3 days at 9:00", "01.12.2026 09:00"),
        ("in a week", "05.12.2026 21:40"),
        ("Friday, 4 December 2026, 09:00 MSK", "04.12.2026 09:00"),
        ("«Завтра в 18:30»", "29.11.2026 18:30"),
        ("завтра 18.30", "29.11.2026 18:30"),
        ("завтра в 9 утра", "29.11.2026 09:00"),
        ("завтра в 3 ночи", "29.11.2026 03:00"),
        ("завтра в 11 ночи", "29.11.2026 23:00"),
        ("послезавтра в полдень", "30.11.2026 12:00"),
        ("в пятницу в 9:00", "04.12.2026 09:00"),
        ("Пт. 9", "04.12.2026 09:00"),
        ("в следующее воскресенье в 10", "06.12.2026 10:00"),
        ("во вторник в 9 часов", "01.12.2026 09:00"),
        ("9 вечера в среду", "02.12.2026 21:00"),
        ("31.12 10.00", "31.12.2026 10:00"),
        ("9.00 10.12", "10.12.2026 09:00"),
        ("31 декабря 2026 года в 10:00", "31.12.2026 10:00"),
        ("31 дек. 10", "31.12.2026 10:00"),
        ("15 января — 10:00", "15.01.2027 10:00"),
        ("через час", "28.11.2026 22:40"),
        ("через полчаса", "28.11.2026 22:10"),
        ("через 3 дня в 9:00", "01.12.2026 09:00"),
        ("через неделю 9:00", "05.12.2026 09:00"),
    ],
)
def test_a_time_is_read(typed: str, moment: str) -> None:
    assert read(typed) == moment


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("today 9:00", "past"),
        ("28.11 9:00", "past"),
        ("2025-12-31 10:00", "past"),
        ("через 0 минут", "past"),
        ("2099-01-01 10:00", "too-far"),
        ("Friday", "no-time"),
        ("2026-12-31", "no-time"),
        ("31 декабря", "no-time"),
        ("10.12", "no-time"),
        ("30.02 10:00", "no-such-day"),
        ("2026-02-29 10:00", "no-such-day"),
        ("31.11", "no-such-day"),
        ("Thursday, 4 December 9:00", "no-such-day"),
        ("25:00 tomorrow", "no-such-time"),
        ("24:00", "no-such-time"),
        ("tomorrow 9:60", "no-such-time"),
        ("13:00 pm tomorrow", "no-such-time"),
        ("9", "unreadable"),
        ("5/6 10:00", "unreadable"),
        ("Friday 9:00 PST", "unreadable"),
        ("٣:٠٠ tomorrow", "unreadable"),
        ("soon", "unreadable"),
        ("", "unreadable"),
        ("9:00 " + "tomorrow " * 20, "unreadable"),
    ],
)
def test_what_is_no_moment_says_why(typed: str, why: str) -> None:
    assert read(typed) == why
