"""Webhook bodies are read into events, with every problem that they have."""

import json

import pytest

from bot.tribute import events
from tests.tribute.bodies import BUYER_ID, envelope, purchase, replaced, sample


def test_a_purchase_is_read_with_everything_tribute_documents():
    assert events.read(sample("new_digital_product")) == events.PurchaseEvent(
        key="new_digital_product:purchase:78901",
        name="new_digital_product",
        created_at=1742433358,
        dated="2025-03-20T01:15:58.33246Z",
        facts_digest=events.read(sample("new_digital_product")).facts_digest,
        product_id=456,
        product_name="VPN Access - 1 Month",
        amount_minor=500,
        currency="USD",
        telegram_user_id=BUYER_ID,
        telegram_username="durov",
        trb_user_id="T-31326",
        purchase_id=78901,
        transaction_id=234567,
        purchased_at=1742433358,
    )


def test_a_purchase_without_a_number_is_identified_by_time_buyer_product_and_amount():
    event = events.read(sample("new_digital_product.minimal"))
    assert isinstance(event, events.PurchaseEvent)
    assert event.key == f"new_digital_product:2025-03-20T01:15:58.332Z:{BUYER_ID}:456:500"
    assert (event.purchase_id, event.problems) == (None, ())


def test_a_buyer_signed_in_by_email_has_no_telegram_id():
    event = events.read(sample("new_digital_product.web_buyer"))
    assert isinstance(event, events.PurchaseEvent)
    assert (event.telegram_user_id, event.trb_user_id, event.problems) == (None, "W-90210", ())


def test_a_refund_names_its_purchase_and_its_reason():
    event = events.read(sample("digital_product_refunded"))
    assert isinstance(event, events.RefundEvent)
    assert event.key == "digital_product_refunded:purchase:78901"
    assert event.purchase_id == 78901
    assert (event.refund_reason, event.refunded_at) == ("telegram_refund", 1742437800)


def test_events_about_other_business_are_only_named():
    event = events.read(sample("new_donation"))
    assert isinstance(event, events.OtherEvent)
    assert (event.name, event.problems) == ("new_donation", ())
    assert event.created_at is not None
    assert events.read(b'{"name": "new_donation", "a": 1, "a": 2}').problems == ("a occurs twice",)


def test_the_test_button_of_the_dashboard_sends_a_test_ping_with_any_content():
    assert isinstance(events.read(sample("test_event")), events.TestPing)
    odd = events.read(b'{"test_event": null, "a": 1, "a": 2}')
    assert isinstance(odd, events.TestPing)
    assert (odd.name, odd.problems) == ("test_event", ("a occurs twice",))


def test_a_named_event_stays_itself_beside_a_test_event_member():
    assert isinstance(events.read(envelope(test_event="x")), events.PurchaseEvent)


def test_new_members_are_ignored():
    event = events.read(purchase(coupon={"code": "SPRING"}))
    assert event == events.read(sample("new_digital_product"))


def test_html_in_names_is_kept_as_it_is():
    event = events.read(purchase(product_name="<b>&"))
    assert isinstance(event, events.PurchaseEvent)
    assert (event.product_name, event.problems) == ("<b>&", ())


@pytest.mark.parametrize(
    "buyer", [None, 0, -5, "", "0", "-5", "W-90210", "1e3", True, 1.5, 2.0**53, [1], {}]
)
def test_an_unusable_telegram_id_means_no_known_buyer_and_is_no_problem(buyer):
    event = events.read(purchase(telegram_user_id=buyer))
    assert isinstance(event, events.PurchaseEvent)
    assert (event.telegram_user_id, event.problems) == (None, ())


def test_an_absent_telegram_id_means_no_known_buyer_and_is_no_problem():
    event = events.read(purchase(without="telegram_user_id"))
    assert isinstance(event, events.PurchaseEvent)
    assert (event.telegram_user_id, event.problems) == (None, ())


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("product_id", None),
        ("product_id", 0),
        ("product_id", -1),
        ("product_id", "456x"),
        ("product_id", "4 5 6"),
        ("product_id", "٤٥٦"),
        ("product_id", True),
        ("product_id", 456.5),
        ("product_id", 2.0**53),
        ("purchase_id", -1),
        ("purchase_id", "-78901"),
        ("purchase_id", "78901.5"),
        ("purchase_id", True),
        ("purchase_id", False),
        ("purchase_id", []),
        ("amount", -1),
        ("amount", 5.5),
        ("amount", "5.00"),
        ("amount", 1e300),
        ("amount", "9" * 19),
        ("amount", True),
        ("currency", "us"),
        ("currency", "usd\n"),
        ("currency", "рубли"),
        ("currency", 840),
    ],
)
def test_a_wrong_value_that_decides_about_money_is_a_problem(field, value):
    event = events.read(purchase(**{field: value}))
    assert isinstance(event, events.PurchaseEvent)
    assert event.problems == (f"{field} is {'missing' if value is None else 'wrong'}",)
    assert getattr(event, {"amount": "amount_minor"}.get(field, field)) is None


@pytest.mark.parametrize("field", ["purchase_id", "amount", "currency"])
def test_members_that_tribute_may_omit_are_no_problem_when_absent_or_null(field):
    for body in (purchase(without=field), purchase(**{field: None})):
        assert events.read(body).problems == ()


@pytest.mark.parametrize("empty", [0, 0.0, "0", "", " ", None])
def test_a_purchase_number_that_is_empty_is_a_missing_one(empty):
    event = events.read(purchase(purchase_id=empty))
    assert isinstance(event, events.PurchaseEvent)
    assert (event.purchase_id, event.problems) == (None, ())
    assert event.key == events.read(purchase(without="purchase_id")).key


@pytest.mark.parametrize(
    ("field", "empty"),
    [("currency", ""), ("currency", "  "), ("currency", 0), ("amount", ""), ("amount", " ")],
)
def test_an_empty_optional_value_counts_as_missing(field, empty):
    event = events.read(purchase(**{field: empty}))
    assert event.problems == ()
    assert event.facts_digest == events.read(purchase(without=field)).facts_digest


@pytest.mark.parametrize(
    "field", ["product_name", "telegram_username", "trb_user_id", "transaction_id"]
)
@pytest.mark.parametrize("value", [[], {}, 1.5, True, None, ""])
def test_members_that_are_only_shown_may_have_any_type(field, value):
    event = events.read(purchase(**{field: value}))
    assert (getattr(event, field), event.problems) == (None, ())


@pytest.mark.parametrize("payload", [None, [], "text", 5])
def test_a_purchase_without_a_payload_object_is_a_problem(payload):
    event = events.read(envelope(payload=payload))
    assert isinstance(event, events.PurchaseEvent)
    assert event.problems == ("payload is missing or not an object",)
    assert event.product_id is None


def test_a_purchase_without_any_identity_has_a_problem_and_a_key_of_its_own():
    one = json.loads(sample("new_digital_product.minimal"))
    for created_at in (None, 5, "", "x" * 65, "0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z"):
        event = events.read(json.dumps({**one, "created_at": created_at}).encode())
        assert event.problems == ("nothing tells this purchase from another",)
        assert event.key.startswith("unreadable:")


def test_an_odd_created_at_identifies_a_purchase_too():
    one = json.loads(sample("new_digital_product.minimal"))
    event = events.read(json.dumps({**one, "created_at": "week 12, #31"}).encode())
    assert event.key == f"new_digital_product:week 12, #31:{BUYER_ID}:456:500"
    assert (event.problems, event.created_at) == ((), None)


def test_an_unknown_event_without_payload_is_identified_by_the_rest():
    one, other = (events.read(b'{"name": "x", "order": %d}' % n) for n in (1, 2))
    assert one.key != other.key


def test_each_problem_of_a_body_is_listed_once():
    body = replaced('"amount": 500', '"amount": 9e999, "a": 9e999, "b": NaN')
    assert events.read(body).problems == (
        "a number is infinite or not a number",
        "amount is wrong",
    )


def test_a_body_with_a_stray_character_keeps_its_key_and_loses_only_that():
    event = events.read(replaced("VPN Access", "VPN\\u0000 \\ud800Access"))
    assert isinstance(event, events.PurchaseEvent)
    assert event.key == "new_digital_product:purchase:78901"
    assert event.product_name == "VPN Access - 1 Month"
    assert event.problems == ("a text has characters that can't be stored",)


def test_a_repeated_member_counts_as_missing():
    event = events.read(replaced('"amount": 500', '"amount": 500, "amount": 5'))
    assert isinstance(event, events.PurchaseEvent)
    assert event.amount_minor is None
    assert event.problems == ("amount occurs twice",)


@pytest.mark.parametrize("number", ["9223372036854775808", "-9223372036854775809", "9" * 5000])
def test_an_integer_beyond_64_bits_counts_as_missing_anywhere(number):
    event = events.read(replaced('"user_id": 31326', f'"user_id": [{number}]'))
    assert event.key == "new_digital_product:purchase:78901"
    assert event.problems == ("an integer is beyond 64 bits",)


def test_the_largest_integer_that_can_be_stored_is_kept():
    event = events.read(purchase(amount=2**63 - 1))
    assert isinstance(event, events.PurchaseEvent)
    assert (event.amount_minor, event.problems) == (2**63 - 1, ())
