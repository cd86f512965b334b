"""The lifecycle of a subscription: which reminder or end is due, and when the next one is."""

import pytest

from bot.domain.access.lifecycle import End, Reminder, due, next_moment
from bot.domain.durations import Duration
from bot.domain.models import RENEWAL_GRACE_SECONDS, PersonId, Subscription

DAY = 86400
END = 100 * DAY
THREE, ONE = Duration(days=3), Duration(days=1)
RULES = (THREE, ONE)
LIMITED = Subscription(PersonId(1), 0, END)
LIFETIME = Subscription(PersonId(1), 0, None)


@pytest.mark.parametrize(
    ("now", "expected"),
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
def test_only_the_latest_reminder_or_end_is_due(now, expected):
    assert due(LIMITED, RULES, now) == expected


@pytest.mark.parametrize(
    ("now", "moment"),
    [
        (0, END - 3 * DAY),
        (END - 3 * DAY, END - 1 * DAY),
        (END - 1 * DAY, END),
        (END, None),
    ],
)
def test_the_next_moment_is_that_of_the_next_reminder_or_end(now, moment):
    assert next_moment(LIMITED, RULES, now) == moment


def test_a_lifetime_has_no_reminder_and_no_end():
    assert due(LIFETIME, RULES, END) is None
    assert next_moment(LIFETIME, RULES, 0) is None


def test_people_without_a_subscription_have_no_next_moment():
    assert next_moment(None, RULES, 0) is None


def test_without_reminders_only_the_end_is_due():
    assert next_moment(LIMITED, (), 0) == END
    assert due(LIMITED, (), END - 1) is None


def test_months_before_the_end_are_calendar_months():
    rules = (Duration(months=1),)
    moment = next_moment(LIMITED, rules, 0)
    assert due(LIMITED, rules, moment) == Reminder(END, Duration(months=1))
    assert due(LIMITED, rules, moment - 1) is None


RENEWING = Subscription(PersonId(1), 0, END, renews_at=END)
OUTLASTS_RENEWAL = Subscription(PersonId(1), 0, END, renews_at=END - 2 * DAY)
GRACE_ENDS = END + RENEWAL_GRACE_SECONDS


@pytest.mark.parametrize("now", [END - 3 * DAY, END - 1, END, GRACE_ENDS - 1])
def test_people_on_automatic_renewal_get_no_reminder_and_no_end(now):
    assert due(RENEWING, RULES, now) is None
    assert next_moment(RENEWING, RULES, now) == GRACE_ENDS
    assert RENEWING.active_at(now)


def test_without_a_renewal_access_ended_at_the_end_of_the_paid_time():
    assert due(RENEWING, RULES, GRACE_ENDS) == End(END)
    assert next_moment(RENEWING, RULES, GRACE_ENDS) is None
    assert not RENEWING.active_at(GRACE_ENDS)


def test_time_that_outlasts_a_missed_renewal_gets_its_reminders():
    assert due(OUTLASTS_RENEWAL, RULES, END - 2 * DAY) is None
    assert next_moment(OUTLASTS_RENEWAL, RULES, 0) == END - 1 * DAY
    assert due(OUTLASTS_RENEWAL, RULES, END - 1 * DAY) == Reminder(END, ONE)
    assert due(OUTLASTS_RENEWAL, RULES, END) == End(END)


def test_a_lifetime_beside_a_renewal_has_no_reminder_and_no_end():
    forever = Subscription(PersonId(1), 0, None, renews_at=END)
    assert due(forever, RULES, GRACE_ENDS) is None
    assert forever.active_at(GRACE_ENDS)
