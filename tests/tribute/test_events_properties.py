"""Every body becomes an event, whose key is the same for each delivery of it."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.foreign import ForeignFamily
from bot.tribute import events, plain_purchase, strict_json
from tests.tribute.bodies import envelope, purchase, sample

SAMPLES = (
    "new_digital_product",
    "new_digital_product.minimal",
    "renewed_subscription",
    "new_donation",
)
FIELDS = (
    "subscription_id",
    "expires_at",
    "type",
    "name",
    "created_at",
    "sent_at",
    "payload",
    "test_event",
    "product_id",
    "amount",
    "currency",
    "telegram_user_id",
    "purchase_id",
    "purchase_created_at",
)
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(-1, 5)
    | st.floats()
    | st.text(st.characters(exclude_categories=()))
    | st.sampled_from(
        [events.PURCHASE, events.REFUND, *events.RECURRING, "usd", "2025-03-20T01:15:58.33246Z"]
    ),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(FIELDS) | st.text(max_size=5), inner, max_size=5)
    ),
)
payments = st.fixed_dictionaries(
    {"name": st.sampled_from([events.PURCHASE, events.REFUND])},
    optional={
        "created_at": values,
        "payload": st.dictionaries(st.sampled_from(FIELDS), values) | values,
    },
)


def is_storable(event):
    """Check that SQLite can store the event: UTF-8 text without NUL, integers of 64 bits."""
    for name in event.__dataclass_fields__:
        value = getattr(event, name)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, str):
                assert "\x00" not in one
                one.encode()
            elif one is not None and not isinstance(one, ForeignFamily):
                assert type(one) is int
                assert -(2**63) <= one < 2**63
    return True


@given(st.binary())
def test_any_bytes_become_an_event(body):
    assert is_storable(events.read(body))


@given(values)
def test_any_json_becomes_an_event(value):
    assert is_storable(events.read(json.dumps(value).encode()))


@given(payments)
def test_any_payment_can_be_granted_or_has_problems(value):
    event = events.read(json.dumps(value).encode())
    assert isinstance(event, events.PurchaseEvent | events.RefundEvent)
    assert is_storable(event)
    assert event.problems or event.product_id is not None
    assert event.telegram_user_id is None or event.telegram_user_id > 0


odd_facts = st.dictionaries(
    st.sampled_from(sorted(json.loads(sample("new_digital_product"))["payload"])),
    values | st.sampled_from(["", "Usd", "xtr", "Stars", " usd", "⭐", "5", 0, -1, 2**63 - 1, 1.0]),
    max_size=3,
)
times_of_events = st.sampled_from(["2025-03-20T01:15:58.33246Z", "soon", "x" * 64]) | values


@example({}, "x" * 65, set())
@example({}, "", set())
@given(odd_facts, times_of_events, st.sets(st.sampled_from(FIELDS), max_size=2))
def test_the_reader_of_the_plain_purchase_reads_what_the_careful_one_does(odd, created_at, without):
    event = json.loads(sample("new_digital_product"))
    facts = {**event["payload"], **odd}
    event["payload"] = {name: facts[name] for name in facts if name not in without}
    body = json.dumps({**event, "created_at": created_at}).encode()
    assert events.read(body) == events.read_carefully(body, strict_json.read_object(body))


@pytest.mark.parametrize("odd", [{}, {"currency": "EUR", "amount": 0}, {"transaction_id": None}])
def test_the_documented_purchase_is_plain(odd):
    """Without its reader every purchase would be read as well, and only slower."""
    body = purchase(**odd)
    found = strict_json.read_object(body)
    facts = plain_purchase.facts_of(events.PURCHASE, found.value)
    assert facts is not None
    assert events.PurchaseEvent(**facts) == events.read_carefully(body, found)


@given(st.text() | st.none() | st.integers())
def test_the_time_of_sending_changes_nothing(sent_at):
    for name in SAMPLES:
        event = json.loads(sample(name))
        again = json.dumps({**event, "sent_at": sent_at}).encode()
        assert events.read(again).key == events.read(sample(name)).key
        assert events.read(again).facts_digest == events.read(sample(name)).facts_digest


@given(st.randoms(use_true_random=False))
def test_the_order_of_members_changes_nothing(random):
    for name in SAMPLES:
        event = json.loads(sample(name))
        payload = list(event["payload"].items())
        random.shuffle(payload)
        members = list({**event, "payload": dict(payload)}.items())
        random.shuffle(members)
        assert events.read(json.dumps(dict(members)).encode()) == events.read(sample(name))


@given(st.integers(1, 2**63 - 1), st.integers(1, 2**63 - 1))
def test_purchases_are_distinguished_by_their_numbers_alone(one, other):
    first, second = (events.read(purchase(purchase_id=number)) for number in (one, other))
    assert (first.key == second.key) == (one == other)


@pytest.mark.parametrize(
    "changed",
    [{"amount": 501}, {"telegram_user_id": 5}, {"product_id": 457}, {"currency": "eur"}],
)
def test_other_facts_under_the_same_number_have_another_digest(changed):
    first, second = events.read(purchase()), events.read(purchase(**changed))
    assert first.key == second.key
    assert first.facts_digest != second.facts_digest


@pytest.mark.parametrize(
    "changed", [{"telegram_username": "other"}, {"transaction_id": 1}, {"product_name": "New"}]
)
def test_a_new_name_is_not_another_fact(changed):
    assert events.read(purchase()).facts_digest == events.read(purchase(**changed)).facts_digest


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"", "the body is not JSON"),
        (b"not json", "the body is not JSON"),
        (b'{"name": "x"} {}', "the body is not JSON"),
        (b'\xef\xbb\xbf{"name": "x"}', "the body is not JSON"),
        ('{"name": "x"}'.encode("utf-16"), "the body is not UTF-8"),
        ('{"name": "x"}'.encode("utf-16-le"), "the body is not JSON"),
        (b'{"name": "\xff"}', "the body is not UTF-8"),
        (b'{"name": "\xed\xa0\x80"}', "the body is not UTF-8"),
        (b"[]", "the body is not a JSON object"),
        (b"null", "the body is not a JSON object"),
        (b'"text"', "the body is not a JSON object"),
        (b"{}", "the event has no name"),
        (b'{"name": 5}', "the event has no name"),
        (b'{"name": ""}', "the event has no name"),
        (envelope(name="x" * 101), "the event has no name"),
        (b"[" * 10_000 + b"]" * 10_000, "the body is nested too deeply"),
        (b'{"a":' * 10_000 + b"1" + b"}" * 10_000, "the body is nested too deeply"),
        (b'{"a":' * 65 + b"1" + b"}" * 65, "the body is nested too deeply"),
        (b'{"a":' + b"[" * 64 + b"]" * 64 + b"}", "the body is nested too deeply"),
    ],
)
def test_an_unreadable_body_has_the_problem_that_made_it_so(body, problem):
    event = events.read(body)
    assert isinstance(event, events.Unreadable)
    assert (event.name, event.problems) == ("unreadable", (problem,))
    assert events.read(body).key == event.key
    assert events.read(body + b" ").key != event.key


def test_a_name_given_twice_is_no_name():
    event = events.read(b'{"name": "a", "name": "b"}')
    assert event.problems == ("the event has no name", "name occurs twice")


def test_nesting_just_below_the_limit_is_read():
    depth = strict_json.MAX_DEPTH - 1
    body = b'{"name": "x", "payload":' + b"[" * depth + b"]" * depth + b"}"
    assert isinstance(events.read(body), events.OtherEvent)


def test_the_name_of_a_member_is_only_repeated_when_it_is_plain():
    found = strict_json.read_object('{"Иван Петров": 1, "Иван Петров": 2}'.encode())
    assert found.problems == ("a member occurs twice",)
    assert found.value == {}


def test_a_member_whose_name_cannot_be_stored_is_left_out():
    found = strict_json.read_object(b'{"a\\u0000": 1, "b": 2}')
    assert found.value == {"b": 2}
    assert found.problems == ("a name has characters that can't be stored",)
