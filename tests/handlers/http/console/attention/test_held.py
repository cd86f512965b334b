"""Held payments in the console: the same facts, steps and effects as in the chat, and never
twice."""

import asyncio

import pytest

from bot.domain.models import PurchaseStatus
from bot.sandbox.cast import ADMIN, BUYER, SECOND_ADMIN
from bot.sandbox.world import World
from handlers.telegram.callbacks.attention import Accept, GiveDuration, NameBuyer
from tests.handlers.http.console.attention.things import (
    BROWSER,
    UNBOUND,
    group,
    held,
    history,
    status,
)
from tests.handlers.http.console.client import Browsers, Visitor
from tests.handlers.telegram.held_payments import second_admin_presses
from tests.handlers.telegram.payments import has_access
from tests.handlers.telegram.talk import ask, hear

ANNA = f"admin:{ADMIN.id}"
XSS = "<img src=x onerror=alert(1)>"


async def test_a_held_payment_is_listed_and_has_a_card_with_its_steps(
    world: World, console: Visitor
) -> None:
    row = await held(world, **BROWSER, currency="usd", product_name=XSS)
    [item] = await group(console, "held")
    assert (item["id"], item["kind"]) == (row, "held")
    assert item["title"] == f"“{XSS}”, $9.99"
    assert "Tribute buyer W-1" in item["detail"]
    card = (await console.get(f"attention/held/{row}")).body
    assert card["title"] == "This payment gives no access yet"
    assert card["steps"] == ["name-buyer", "dismiss"]
    assert card["lines"][:2] == [f"“{XSS}”, $9.99", "Tribute buyer W-1 (no Telegram id)"]
    assert card["notes"][0].startswith("The buyer: Tribute sent no Telegram account")
    assert '"trb_user_id": "W-1"' in card["body"]
    assert card["plans"] == []  # a shop with one plan never reads of plans


async def test_a_named_buyer_gets_access_once_and_the_history_names_the_admin(
    world: World, console: Visitor
) -> None:
    await ask(world, BUYER.id, "/start")
    row = await held(world, **BROWSER)
    path = f"attention/held/{row}/buyer"
    found = (await console.post(f"{path}/find", {"typed": " @alice_brown "})).body
    assert (found["id"], found["is_new"]) == (BUYER.id, False)
    assert found["label"].startswith("Alice Brown @alice_brown")
    done = await console.post(path, {"person": found["id"]})
    assert (done.status, done.body["text"], done.body["card"]) == (200, "The buyer is named.", None)
    assert await has_access(world)
    assert await history(world, row) == [(ANNA, "named_buyer")]
    await hear(world, BUYER.id, "Your payment has arrived")
    again = await console.post(path, {"person": BUYER.id})
    assert again.refusal == (409, "changed")
    assert "Somebody was quicker" in again.body["error"]["text"]


@pytest.mark.parametrize(
    ("typed", "code"), [("@nobody", "not-found"), ("0", "not-found"), ("'; DROP", "not-found")]
)
async def test_a_buyer_whom_nobody_knows_is_answered_in_words(
    world: World, console: Visitor, typed: str, code: str
) -> None:
    row = await held(world, **BROWSER)
    answer = await console.post(f"attention/held/{row}/buyer/find", {"typed": typed})
    assert answer.refusal == (400, code)
    assert answer.body["error"]["fields"] == ["typed"]


async def test_somebody_new_is_found_by_id_and_marked(world: World, console: Visitor) -> None:
    row = await held(world, **BROWSER)
    found = await console.post(f"attention/held/{row}/buyer/find", {"typed": "123456"})
    assert (found.body["id"], found.body["is_new"]) == (123456, True)


@pytest.mark.parametrize("person", [2**52, 2**63 - 1])
async def test_a_forged_buyer_changes_nothing(world: World, console: Visitor, person: int) -> None:
    row = await held(world, **BROWSER)
    answer = await console.post(f"attention/held/{row}/buyer", {"person": person})
    assert answer.refusal == (400, "bad-request")
    assert await status(world, row) is PurchaseStatus.HELD


async def test_giving_a_duration_is_asked_first_and_settles_all_payments_of_the_product(
    world: World, console: Visitor
) -> None:
    row = await held(world, **UNBOUND, product_name="Tea, 3 months")
    path = f"attention/held/{row}/give"
    asked = (await console.get(path, months=1)).body
    assert asked["title"] == "Product 512 gives access: 1 month. Right?"
    assert any("3 months" in one for one in asked["warnings"])
    done = await console.post(path, {"months": 1})
    assert done.body["text"] == "The product is bound, and 1 payment is resolved."
    assert any("until" in one.lower() for one in done.body["lines"])
    assert await status(world, row) is PurchaseStatus.APPLIED
    assert (await console.post(path, {"months": 1})).refusal == (409, "changed")


_NO_DURATIONS = (
    {},
    {"months": 0, "days": 0},
    {"months": 1, "lifetime": True},
    {"months": -1},
    {"months": 1201},
    {"months": "1"},
    {"months": 1, "more": 1},
    {"plan": 0, "months": 1},
    {"lifetime": "yes"},
    [],
)


async def test_a_duration_that_is_none_is_refused_and_changes_nothing(
    world: World, console: Visitor
) -> None:
    row = await held(world, **UNBOUND)
    for body in _NO_DURATIONS:
        answer = await console.post(f"attention/held/{row}/give", body)
        assert answer.refusal == (400, "bad-request"), body
        assert await status(world, row) is PurchaseStatus.HELD, body


async def test_a_plan_that_isnt_there_is_refused(world: World, console: Visitor) -> None:
    row = await held(world, **UNBOUND)
    answer = await console.post(f"attention/held/{row}/give", {"plan": 99, "months": 1})
    assert answer.refusal == (409, "changed")
    assert await status(world, row) is PurchaseStatus.HELD


async def test_an_unreadable_payment_is_accepted_as_shown(world: World, console: Visitor) -> None:
    row = await held(world, **{**UNBOUND, "product_id": 456, "amount": -5})
    card = (await console.get(f"attention/held/{row}")).body
    assert card["steps"] == ["accept", "dismiss"]
    assert "Accept this payment as it is shown here?" in card["asks"]["accept"]
    done = await console.post(f"attention/held/{row}/accept")
    assert done.body["text"] == "Accepted."
    assert await has_access(world)
    assert await history(world, row) == [(ANNA, "accepted")]


async def test_a_dismissal_keeps_its_reason(world: World, console: Visitor) -> None:
    row = await held(world, **UNBOUND)
    path = f"attention/held/{row}/dismiss"
    for empty in (" \u200b ", "x" * 201):
        refused = await console.post(path, {"reason": empty})
        assert refused.refusal == (400, "bad-request")
        assert refused.body["error"]["fields"] == ["reason"]
    done = await console.post(path, {"reason": f"a test {XSS}"})
    assert done.body["text"] == "Dismissed. Nobody's access has changed."
    assert await status(world, row) is PurchaseStatus.DISMISSED
    assert (await console.post(path, {"reason": "again"})).refusal == (409, "changed")
    assert await history(world, row) == [(ANNA, "dismissed")]


@pytest.mark.fault("P23", "the chat and the console name two buyers of a payment at once")
async def test_of_two_buyers_named_at_once_in_chat_and_console_one_counts(
    world: World, console: Visitor
) -> None:
    await ask(world, BUYER.id, "/start")
    await ask(world, SECOND_ADMIN.id, "/help")
    row = await held(world, **BROWSER)
    tapped, posted = await asyncio.gather(
        second_admin_presses(world, NameBuyer(id=row, person=SECOND_ADMIN.id)),
        console.post(f"attention/held/{row}/buyer", {"person": BUYER.id}),
    )
    assert len(await history(world, row)) == 1
    has = [await has_access(world, one) for one in (BUYER.id, SECOND_ADMIN.id)]
    assert sorted(has) == [False, True]
    assert (posted.status == 200) is has[0]
    if not has[0]:
        assert posted.refusal == (409, "changed")
    assert tapped is not None


@pytest.mark.fault("P23", "a payment is settled in the chat, then in a console that still shows it")
async def test_what_the_chat_has_settled_the_console_leaves_alone_and_the_other_way_round(
    world: World, console: Visitor
) -> None:
    row = await held(world, **UNBOUND)
    await ask(world, SECOND_ADMIN.id, "/help")
    await second_admin_presses(world, GiveDuration(id=row, code="1m0d"))
    assert await status(world, row) is PurchaseStatus.APPLIED
    late = await console.post(f"attention/held/{row}/give", {"lifetime": True})
    assert late.refusal == (409, "changed")
    assert (await console.get(f"attention/held/{row}")).refusal == (404, "not-found")

    unreadable = {**UNBOUND, "product_id": 456, "purchase_id": 8, "amount": -5}
    second = await held(world, **unreadable)
    assert (await console.post(f"attention/held/{second}/accept")).status == 200
    await second_admin_presses(world, Accept(id=second))
    assert [one[1] for one in await history(world, second)] == ["accepted"]


async def test_two_tabs_settle_a_payment_once(world: World, browsers: Browsers) -> None:
    row = await held(world, **UNBOUND)
    tabs = [await browsers.by_link(one) for one in (ADMIN.id, SECOND_ADMIN.id)]
    path = f"attention/held/{row}/give"
    answers = await asyncio.gather(*(one.post(path, {"months": 1}) for one in tabs))
    assert sorted(one.status for one in answers) == [200, 409]
    assert await status(world, row) is PurchaseStatus.APPLIED


@pytest.mark.matrix
@pytest.mark.parametrize("list_", ["held", "claims", "refunds", "undeliverable"])
async def test_a_number_that_is_none_is_not_found(console: Visitor, list_: str) -> None:
    for number in ("0", "-1", "1e3", "9" * 19, "9" * 400, "%00", "a", "１"):
        answer = await console.get(f"attention/{list_}/{number}")
        assert answer.refusal == (404, "not-found"), number


async def test_what_doesnt_wait_is_not_found(console: Visitor) -> None:
    for path in ("held/99", "claims/99", "refunds/99", "undeliverable/99", "support/99"):
        assert (await console.get(f"attention/{path}")).refusal == (404, "not-found")
    assert (await console.post("attention/held/99/accept")).refusal == (404, "not-found")
