"""What is due in a subscription's life, and when to look again."""

import pytest

from bot.domain.durations import Duration
from bot.domain.lifecycle import End, Reminder, due, next_moment
from bot.domain.models import RENEWAL_GRACE_SECONDS, PersonId, Subscription

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


RENEWING = Subscription(PersonId(1), 0, END, renews_at=END)
BESIDES = Subscription(PersonId(1), 0, END, renews_at=END - 2 * DAY)
OVER = END + RENEWAL_GRACE_SECONDS


@pytest.mark.parametrize("now", [END - 3 * DAY, END - 1, END, OVER - 1])
def test_who_is_renewed_by_itself_is_not_told_of_an_end(now):
    assert due(RENEWING, RULES, now) is None
    assert next_moment(RENEWING, RULES, now) == OVER
    assert RENEWING.active_at(now)


def test_no_renewal_came_so_it_ended_when_it_was_paid_until():
    assert due(RENEWING, RULES, OVER) == End(END)
    assert next_moment(RENEWING, RULES, OVER) is None
    assert not RENEWING.active_at(OVER)


def test_what_lasts_beyond_an_end_that_was_not_renewed_is_reminded_of():
    assert due(BESIDES, RULES, END - 2 * DAY) is None
    assert next_moment(BESIDES, RULES, 0) == END - 1 * DAY
    assert due(BESIDES, RULES, END - 1 * DAY) == Reminder(END, ONE)
    assert due(BESIDES, RULES, END) == End(END)


def test_a_lifetime_beside_a_renewal_is_quiet():
    forever = Subscription(PersonId(1), 0, None, renews_at=END)
    assert due(forever, RULES, OVER) is None
    assert forever.active_at(OVER)
