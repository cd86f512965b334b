"""What is due in a subscription's life, and when to look again."""

import pytest

from bot.domain.lifecycle import End, Reminder, due, next_moment
from bot.domain.models import PersonId, Subscription
from bot.domain.periods import Duration

DAY = 86400
END = 100 * DAY
THREE, ONE = Duration(days=3), Duration(days=1)
RULES = (THREE, ONE)
ENDING = Subscription(PersonId(1), 0, END)
LIFETIME = Subscription(PersonId(1), 0, None)


@pytest.mark.parametrize(
    ("now", "what"),
    [
        (0, None),
        (END - 3 * DAY - 1, None),
        (END - 3 * DAY, Reminder(END, THREE)),
        (END - 1 * DAY, Reminder(END, ONE)),
        (END - 1, Reminder(END, ONE)),
        (END, End(END)),
        (END + 500 * DAY, End(END)),
    ],
)
def test_only_the_latest_thing_is_due(now, what):
    assert due(ENDING, RULES, now) == what


@pytest.mark.parametrize(
    ("now", "moment"),
    [
        (0, END - 3 * DAY),
        (END - 3 * DAY, END - 1 * DAY),
        (END - 1 * DAY, END),
        (END, None),
    ],
)
def test_the_next_look_is_at_the_next_moment(now, moment):
    assert next_moment(ENDING, RULES, now) == moment


def test_a_lifetime_is_quiet():
    assert due(LIFETIME, RULES, END) is None
    assert next_moment(LIFETIME, RULES, 0) is None


def test_nobody_is_looked_at_who_has_nothing():
    assert next_moment(None, RULES, 0) is None


def test_without_thresholds_only_the_end_is_told():
    assert next_moment(ENDING, (), 0) == END
    assert due(ENDING, (), END - 1) is None


def test_months_before_the_end_are_calendar_months():
    rules = (Duration(months=1),)
    moment = next_moment(ENDING, rules, 0)
    assert due(ENDING, rules, moment) == Reminder(END, Duration(months=1))
    assert due(ENDING, rules, moment - 1) is None
