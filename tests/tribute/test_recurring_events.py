"""Events of Tribute's recurring subscriptions are read in full, with every problem they have."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.models import PersonId
from bot.tribute import events, keys
from tests.bodies import ABSENT, recurring, resent
from tests.bodies import event as event_body
from tests.tribute.bodies import sample
from tests.tribute.test_events_properties import is_storable, values


def test_a_new_subscription_is_read_with_everything_tribute_documents():
    assert events.read(sample("new_subscription")) == events.RecurringEvent(
        key="new_subscription:2025-03-20T01:15:58.33246Z:12321321:1644:1547:1745111757",
        name="new_subscription",
        created_at=1742433358,
        facts_digest="b335971d6970f7a6b45daf777802aae5",
        subscription_id=1644,
        subscription_name="Support creativity 🌟",
        channel_name="lbs",
        type="regular",
        period_id=1547,
        period="monthly",
        price_minor=1000,
        amount_minor=700,
        currency="EUR",
        telegram_user_id=PersonId(12321321),
        telegram_username="durov",
        trb_user_id="T-31326",
        expires_at=1745111757,
    )


@pytest.mark.parametrize(("number", "known"), [(1, 1), (0, None), (-1, None)])
def test_a_period_without_a_number_is_not_known(number, known):
    event = events.read(recurring(until=1781301540, period_id=number))
    assert isinstance(event, events.RecurringEvent)
    assert (event.period_id, event.problems) == (known, ())


def test_a_subscription_without_payload_or_time_is_identified_by_all_its_content():
    body = json.dumps({"name": "new_subscription", "payload": "x"}).encode()
    event = events.read(body)
    assert event.key == f"new_subscription:::None:None:{keys.digest('x')}:None"
    assert event.problems == ("created_at is missing", "payload is missing or not an object")


@pytest.mark.parametrize(
    ("name", "created_at", "expires_at"),
    [
        ("new_subscription", 1742433358, 1745111757),
        ("renewed_subscription", 1745111758, 1747703757),
        ("cancelled_subscription", 1745580044, 1747703757),
    ],
)
def test_a_documented_subscription_is_read_in_full(name, created_at, expires_at):
    event = events.read(sample(name))
    assert isinstance(event, events.RecurringEvent)
    assert (event.name, event.problems) == (name, ())
    assert (event.created_at, event.expires_at) == (created_at, expires_at)
    assert (event.subscription_id, event.telegram_user_id) == (1644, 12321321)
    assert (event.price_minor, event.amount_minor, event.currency) == (1000, 700, "EUR")
    assert (event.type, event.period, event.cancel_reason) == ("regular", "monthly", None)
    assert (event.subscription_name, event.channel_name) == ("Support creativity 🌟", "lbs")


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"subscription_id": ABSENT}, "subscription_id is missing"),
        ({"subscription_id": True}, "subscription_id is wrong"),
        ({"subscription_id": 0}, "subscription_id is wrong"),
        ({"expires_at": ABSENT}, "expires_at is missing"),
        ({"expires_at": None}, "expires_at is missing"),
        ({"expires_at": "soon"}, "expires_at is wrong"),
        ({"expires_at": "2026-06-12T21:59:00"}, "expires_at is wrong"),
        ({"expires_at": 1745111757}, "expires_at is wrong"),
        ({"expires_at": "0001-01-01T00:00:00Z"}, "expires_at is wrong"),
    ],
)
def test_a_subscription_without_its_id_or_end_has_a_problem(changes, problem):
    event = events.read(recurring(until=1781301540, **changes))
    assert isinstance(event, events.RecurringEvent)
    assert event.problems == (problem,)


def test_members_of_a_subscription_that_are_only_shown_may_have_any_type():
    odd = {name: [] for name in ("price", "amount", "currency", "type", "period", "period_id")}
    event = events.read(recurring(until=1781301540, **odd))
    assert isinstance(event, events.RecurringEvent)
    assert event.problems == ()
    assert (event.price_minor, event.currency, event.type) == (None, None, None)


@pytest.mark.parametrize("payload", [None, [], "x", 5])
def test_a_subscription_without_a_payload_has_problems(payload):
    event = events.read(event_body("new_subscription", payload))
    assert event.problems == ("payload is missing or not an object",)


def test_a_subscription_without_its_time_has_a_problem():
    body = json.loads(recurring(until=1781301540))
    del body["created_at"]
    assert events.read(json.dumps(body).encode()).problems == ("created_at is missing",)


@pytest.mark.parametrize(
    "changes",
    [
        {"telegram_user_id": 5},
        {"subscription_id": 5},
        {"period_id": 5},
        {"expires_at": "2027-01-01T00:00:00Z"},
    ],
)
def test_another_subscription_is_another_event(changes):
    one, other = recurring(until=1781301540), recurring(until=1781301540, **changes)
    assert events.read(one).key != events.read(other).key
    assert events.read(one).key != events.read(recurring("renewed", until=1781301540)).key


def test_a_subscriber_without_a_telegram_id_is_another_one_by_tributes_own():
    web = {"telegram_user_id": ABSENT, "period_id": 9}
    event = events.read(recurring(until=1781301540, **web, trb_user_id="W-90210"))
    assert isinstance(event, events.RecurringEvent)
    assert event.key.endswith(f":W-90210:{event.subscription_id}:9:1781301540")


def test_subscriptions_with_problems_are_distinguished_by_all_their_members():
    one, other = (recurring(until=1781301540, expires_at=ABSENT, price=price) for price in (1, 2))
    assert events.read(one).key != events.read(other).key
    assert events.read(one).key == events.read(resent(one)).key


@given(
    st.sampled_from(events.RECURRING),
    values,
    st.dictionaries(st.sampled_from(["subscription_id", "expires_at", "price", "type"]), values),
)
def test_any_recurring_event_can_be_granted_or_has_problems(name, created_at, payload):
    body = json.dumps({"name": name, "created_at": created_at, "payload": payload}).encode()
    event = events.read(body)
    assert isinstance(event, events.RecurringEvent)
    assert is_storable(event)
    if not event.problems:
        assert None not in (event.subscription_id, event.expires_at, event.created_at)
