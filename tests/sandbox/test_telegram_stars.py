"""The simulated Telegram is as strict with invoices and questions before payments as the real."""

import json
from typing import Any

import aiohttp
import pytest

from bot.sandbox.cast import BUYER
from bot.sandbox.telegram.stars import FIRST_BALANCE
from bot.sandbox.world import World
from tests.handlers.telegram.stars_talk import invoice, set_price
from tests.handlers.telegram.talk import ask

INVOICE = {
    "chat_id": BUYER.id,
    "title": "1 month",
    "description": "Access",
    "payload": "payload",
    "currency": "XTR",
    "provider_token": "",
    "prices": [{"label": "1 month", "amount": 250}],
}


async def call(world: World, method: str, **params: Any) -> dict[str, Any]:
    url = f"{world.telegram.url}/bot{world.telegram.token}/{method}"
    async with aiohttp.ClientSession() as session, session.post(url, json=params) as answer:
        found: dict[str, Any] = await answer.json()
        return found


async def test_an_invoice_is_a_message_without_text(world: World) -> None:
    await ask(world, BUYER.id, "/start")
    sent = (await call(world, "sendInvoice", **INVOICE))["result"]
    assert sent["invoice"] == {
        "title": "1 month",
        "description": "Access",
        "start_parameter": "",
        "currency": "XTR",
        "total_amount": 250,
    }
    assert "text" not in sent
    assert "payload" not in json.dumps(sent)


_WRONG: tuple[tuple[dict[str, Any], str], ...] = (
    ({"title": ""}, 'parameter "title" is required'),
    ({"description": ""}, 'parameter "description" is required'),
    ({"payload": ""}, 'parameter "payload" is required'),
    ({"title": "x" * 33}, "MEDIA_INVALID"),
    ({"description": "x" * 256}, "MEDIA_INVALID"),
    ({"payload": "я" * 65}, "INVOICE_PAYLOAD_INVALID"),
    ({"currency": "USD"}, "PAYMENT_PROVIDER_INVALID"),
    ({"provider_token": "1:TEST"}, "STARS_INVOICE_INVALID"),
    ({"prices": [{"label": "a", "amount": 1}] * 2}, "STARS_INVOICE_INVALID"),
    ({"prices": []}, "there must be at least one price"),
    ({"prices": {}}, "expected an Array of labeled prices"),
    ({"prices": [{"label": "a"}]}, "can't parse labeled price"),
    ({"prices": [{"label": "a", "amount": 0}]}, "CURRENCY_TOTAL_AMOUNT_INVALID"),
    ({"prices": [{"label": "a", "amount": 100_001}]}, "CURRENCY_TOTAL_AMOUNT_INVALID"),
    ({"reply_markup": {"inline_keyboard": [[{"text": "x", "url": "https://a.b"}]]}}, "BUTTON"),
    ({"chat_id": 5}, "chat not found"),
)


async def test_a_wrong_invoice_is_refused(world: World) -> None:
    await ask(world, BUYER.id, "/start")
    for changes, error in _WRONG:
        answer = await call(world, "sendInvoice", **{**INVOICE, **changes})
        assert not answer["ok"], changes
        assert error in answer["description"], changes


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ({"pre_checkout_query_id": "1", "ok": True}, "query is too old"),
        ({"pre_checkout_query_id": "1", "ok": False}, 'parameter "error_message" is required'),
    ],
)
async def test_a_wrong_answer_before_a_payment_is_refused(
    world: World, answer: dict[str, Any], error: str
) -> None:
    found = await call(world, "answerPreCheckoutQuery", **answer)
    assert error in found["description"]


async def test_a_question_is_answered_once(world: World) -> None:
    await set_price(world)
    bill = await invoice(world)
    assert (await world.telegram.pay(BUYER.id, bill.message_id)).charge is not None
    [made] = world.telegram.calls_of("answerPreCheckoutQuery")
    again = await call(world, "answerPreCheckoutQuery", **made.params)
    assert "query is too old" in again["description"]


async def test_balances_fall_by_what_was_paid(world: World) -> None:
    await set_price(world)
    bill = await invoice(world)
    assert world.telegram.balance(BUYER.id) == FIRST_BALANCE
    await world.telegram.pay(BUYER.id, bill.message_id)
    assert world.telegram.balance(BUYER.id) == FIRST_BALANCE - 250
    [charge] = world.telegram.charges
    assert (charge.person_id, charge.amount) == (BUYER.id, 250)
