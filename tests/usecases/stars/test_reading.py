"""Telegram's updates about payments are read whatever they look like."""

from typing import Any

import pytest

from bot.usecases.stars.reading import charge_of, checkout_of, language_of, refunded_charge
from tests.bodies import ANNA
from tests.conftest import NOW
from tests.usecases.stars.till import report

SENDER = {"id": ANNA, "is_bot": False, "first_name": "Anna", "language_code": "ru"}
QUERY = {
    "id": "1",
    "from": SENDER,
    "currency": "XTR",
    "total_amount": 250,
    "invoice_payload": "payload",
}


def test_a_question_is_read() -> None:
    asked = checkout_of(QUERY)
    assert asked is not None
    assert (asked.payer, asked.payload, asked.amount, asked.currency) == (
        ANNA,
        "payload",
        250,
        "XTR",
    )


@pytest.mark.parametrize(
    "sender", [None, 5, {}, {"id": "1"}, {"id": 0}, {"id": -1}, {"id": 2**63}, {"id": True}]
)
def test_a_question_of_nobody_is_none(sender: object) -> None:
    assert checkout_of({**QUERY, "from": sender}) is None


def test_a_question_with_odd_values_is_read_all_the_same() -> None:
    asked = checkout_of({"from": SENDER, "total_amount": 2.5, "invoice_payload": ["x"]})
    assert asked is not None
    assert (asked.payload, asked.amount, asked.currency) == ("", None, None)


@pytest.mark.parametrize(
    "update",
    [
        {},
        {"message": None},
        {"message": {"text": "successful_payment"}},
        {"message": {"successful_payment": None}},
        {"message": {"successful_payment": []}},
        {"callback_query": {"successful_payment": {}}},
    ],
)
def test_an_update_without_a_payment_carries_none(update: dict[str, Any]) -> None:
    assert charge_of(update) is None
    assert refunded_charge(update) is None


def test_a_payment_with_nothing_in_it_is_still_one() -> None:
    charge = charge_of({"message": {"successful_payment": {}}})
    assert charge is not None
    assert charge.payer is None
    assert charge.problems is not None


def test_a_refund_names_its_charge() -> None:
    message = report("payload")["message"]
    message["refunded_payment"] = message.pop("successful_payment")
    assert refunded_charge({"message": message}) == ("charge-1", NOW)
    del message["refunded_payment"]["telegram_payment_charge_id"]
    assert refunded_charge({"message": message}) is None


def test_the_language_of_a_sender_is_read() -> None:
    assert language_of(SENDER) == "ru"
    assert language_of({"language_code": 5}) is None
    assert language_of(None) is None
