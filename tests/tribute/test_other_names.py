"""Events under other names: a payment is known by its look, other business by its name."""

import json

import pytest

from bot.domain.foreign import ForeignFacts, ForeignFamily
from bot.domain.models import PersonId
from bot.domain.money import Money
from bot.tribute import events, keys
from bot.tribute.other_names import Look, facts_of, family_of, foreign_facts, look_of

BOUGHT: dict[str, object] = {"product_id": 456}


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("new_donation", ForeignFamily.DONATIONS),
        ("donation_cancelled", ForeignFamily.DONATIONS),
        ("Recurrent_Donation", ForeignFamily.DONATIONS),
        ("physical_order_created", ForeignFamily.PHYSICAL_ORDERS),
        ("shop_order_paid", ForeignFamily.SHOP),
        ("shop_token_issued", ForeignFamily.SHOP),
        ("NewDonation", ForeignFamily.DONATIONS),
        ("physicalOrderCreated", ForeignFamily.PHYSICAL_ORDERS),
        ("shop-order.paid", ForeignFamily.SHOP),
        ("-physical-order-created", ForeignFamily.PHYSICAL_ORDERS),
        ("redonation", None),
        ("XDonation", None),
        ("new_physical_order", None),
        ("shop_opened", None),
    ],
)
def test_other_business_is_known_by_the_words_of_its_name(
    name: str, family: ForeignFamily | None
) -> None:
    assert family_of(name) is family


@pytest.mark.parametrize(
    ("name", "facts", "look"),
    [
        ("x_paid", BOUGHT, Look.SALE),
        ("x_paid", {"purchase_id": 1}, Look.SALE),
        ("x_paid", {"transaction_id": 1}, Look.SALE),
        ("x_paid", {"amount": 5, "telegram_user_id": 7}, Look.SALE),
        ("x_paid", {"price": 5, "trb_user_id": "W-1"}, Look.SALE),
        ("x_paid", {"amount": 5, "user_id": 7}, Look.SALE),
        ("x_paid", {"amount": 5, "telegram_username": "anna"}, Look.SALE),
        ("x_paid", {"amount": 5}, Look.NEITHER),
        ("x_paid", {"telegram_user_id": 7}, Look.NEITHER),
        ("x_paid", {"product_id": 0, "amount": "", "user_id": 7}, Look.NEITHER),
        ("x_paid", {}, Look.NEITHER),
        ("x_Refunded", BOUGHT, Look.REFUND),
        ("x_chargeback", BOUGHT, Look.REFUND),
        ("x_paid", {**BOUGHT, "refund_reason": "asked"}, Look.REFUND),
        ("x_paid", {**BOUGHT, "refunded_at": "2026-05-12T15:33:20Z"}, Look.REFUND),
        ("x_refunded", {"amount": 5, "user_id": 7}, Look.NEITHER),
        ("x_refund_failed", BOUGHT, Look.REFUND),
        ("x_expired", BOUGHT, Look.NEITHER),
        ("trialEnded", BOUGHT, Look.NEITHER),
        ("x-reminder", BOUGHT, Look.NEITHER),
        ("weekend_pass_sold", BOUGHT, Look.SALE),
        ("recommendation_bought", BOUGHT, Look.SALE),
        ("extendedLicensePurchased", BOUGHT, Look.SALE),
        ("nonstop_pass_sold", BOUGHT, Look.SALE),
        ("event_attended_and_paid", BOUGHT, Look.SALE),
        ("returning_customer_paid", BOUGHT, Look.SALE),
        ("productReturned", BOUGHT, Look.REFUND),
        ("x_paid", {"total": 5, "telegram_user_id": 7}, Look.SALE),
        ("x_paid", {"total_amount": 5, "buyer_id": 7}, Look.SALE),
        ("x_paid", {"sum": 5, "customer_id": "c-7"}, Look.SALE),
        ("x_payment_failed", {"amount": 5, "user_id": 7}, Look.NEITHER),
    ],
)
def test_an_unknown_name_is_a_sale_or_a_refund_by_the_members_beside_it(
    name: str, facts: dict[str, object], look: Look
) -> None:
    assert look_of(name, facts) is look


@pytest.mark.parametrize(
    ("event", "facts"),
    [
        ({"name": "x", "payload": {"a": 1}}, {"a": 1}),
        ({"name": "x", "a": 1}, {"name": "x", "a": 1}),
        ({"payload": {"a": 1, "of": {"a": 2, "b": 3}}}, {"a": 1, "of": {"a": 2, "b": 3}, "b": 3}),
        (
            {"payload": {"one": {"b": 1}, "two": {"b": 2, "c": 3}}},
            {"one": {"b": 1}, "two": {"b": 2, "c": 3}, "b": 1, "c": 3},
        ),
    ],
)
def test_members_inside_an_object_count_where_none_outside_has_their_name(
    event: dict[str, object], facts: dict[str, object]
) -> None:
    assert facts_of(event) == facts


def test_the_facts_of_a_donation_are_read_for_the_notice() -> None:
    payload = {
        "donation_name": "Coffee",
        "product_name": "Not this",
        "amount": 300,
        "total": 400,
        "currency": "eur",
        "telegram_user_id": 12321321,
        "telegram_username": "durov",
        "trb_user_id": "T-31326",
        "anonymously": True,
    }
    body = json.dumps({"name": "new_donation", "payload": payload}).encode()
    assert foreign_facts(body) == ForeignFacts(
        name="new_donation",
        title="Coffee",
        paid=Money(300, "EUR"),
        telegram_user_id=PersonId(12321321),
        telegram_username="durov",
        trb_user_id="T-31326",
        anonymous=True,
    )


@pytest.mark.parametrize(
    ("payload", "facts"),
    [
        ({"order_name": "Mug", "total": 900}, ForeignFacts(name="x", title="Mug")),
        (
            {"product_name": "Cup", "order_name": "Mug", "total": 9, "price": 5, "currency": "usd"},
            ForeignFacts(name="x", title="Cup", paid=Money(9, "USD")),
        ),
        ({"price": 0, "currency": "usd"}, ForeignFacts(name="x", paid=Money(0, "USD"))),
        ({"currency": "usd", "donation_name": ""}, ForeignFacts(name="x")),
    ],
)
def test_the_first_title_and_the_first_sum_of_an_order_count(
    payload: dict[str, object], facts: ForeignFacts
) -> None:
    assert foreign_facts(json.dumps({"name": "x", "payload": payload}).encode()) == facts


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"name": 5}'])
def test_a_body_that_cannot_be_read_has_no_facts(body: bytes) -> None:
    assert foreign_facts(body) == ForeignFacts(name="")


def test_a_sale_under_an_unknown_name_is_read_in_full_and_identified_by_its_number() -> None:
    members = {"purchase_id": 7, "product_id": 456, "price": 500, "currency": "usd"}
    body = json.dumps({"name": "x_paid", **members}).encode()
    found = events.read(body)
    assert isinstance(found, events.PurchaseEvent)
    assert (found.key, found.name, found.problems) == (
        "x_paid:purchase:7",
        "x_paid",
        (events.UNKNOWN_NAME,),
    )
    assert (found.product_id, found.amount_minor, found.currency) == (456, 500, "USD")
    assert events.has_unknown_name(found)


@pytest.mark.parametrize("dated", [{"created_at": "2026-05-12T15:33:20.5+00:00"}, {}])
def test_a_sale_without_a_number_under_an_unknown_name_is_identified_by_its_content(
    dated: dict[str, str],
) -> None:
    payload = {"product_id": 456, "amount": 5, "price": 7, "total": 8, "seat": "A1"}
    found = events.read(json.dumps({"name": "x_paid", **dated, "payload": payload}).encode())
    assert isinstance(found, events.PurchaseEvent)
    assert found.amount_minor == 5
    at = "2026-05-12T15:33:20.5Z" if dated else ""
    assert found.key == f"x_paid:{at}:{keys.digest(payload)}"


def test_a_refund_under_an_unknown_name_is_a_refund() -> None:
    body = json.dumps({"name": "x_returned", "payload": {**BOUGHT, "a": 1}}).encode()
    assert isinstance(events.read(body), events.RefundEvent)


@pytest.mark.parametrize(("name", "unknown"), [("x_expired", True), ("new_donation", False)])
def test_a_name_is_unknown_unless_it_is_known_to_be_other_business(
    name: str, unknown: bool
) -> None:
    found = events.read(json.dumps({"name": name, "payload": BOUGHT}).encode())
    assert isinstance(found, events.OtherEvent)
    assert events.has_unknown_name(found) is unknown
