"""Claims and questions to the owner in the console, decided once, also beside the chat."""

import asyncio

import pytest

from bot.domain.records import ClaimState
from bot.sandbox.cast import ADMIN, BUYER, REGRETS, SECOND_ADMIN
from bot.sandbox.world import World
from handlers.telegram.callbacks.claims import Approve
from tests.handlers.http.console.attention.things import BROWSER, asked, group, held, history
from tests.handlers.http.console.client import Visitor
from tests.handlers.telegram.held_payments import second_admin_presses
from tests.handlers.telegram.payments import deps, has_access
from tests.handlers.telegram.talk import ask, hear


async def claimed(world: World, text: str, person_id: int = BUYER.id) -> int:
    await ask(world, person_id, f"/claim {text}")
    [claim] = await deps(world).claims.open_of(person_id)
    return claim.id


async def test_a_claim_has_a_card_with_its_payments_and_is_approved(
    world: World, console: Visitor
) -> None:
    row = await held(world, **BROWSER)
    claim = await claimed(world, "5 <b>x</b>")
    [item] = await group(console, "claim")
    assert (item["title"], item["detail"]) == ("Alice Brown", "5 <b>x</b>")
    path = f"attention/claims/{claim}"
    card = (await console.get(path)).body
    assert card["quote"] == "5 <b>x</b>"
    assert card["steps"] == ["approve", "deny"]
    assert card["choices_title"] == "They may mean this:"
    assert [one["id"] for one in card["choices"]] == [row]
    assert (card["seen"], card["person"], card["is_open"]) == (1, BUYER.id, True)
    done = await console.post(f"{path}/approve", {"row": row})
    assert done.body["text"] == "Approved. The payment is theirs."
    assert done.body["lines"] == ["They have access, and are being notified."]
    assert await has_access(world)
    assert (await console.post(f"{path}/approve", {"row": row})).refusal == (409, "changed")
    after = (await console.get(path)).body
    assert (after["is_open"], after["steps"], after["purchase"]) == (False, [], row)


async def test_a_denial_isnt_carried_out_over_a_payment_that_has_come_since(
    world: World, console: Visitor
) -> None:
    claim = await claimed(world, "5")
    path = f"attention/claims/{claim}"
    card = (await console.get(path)).body
    assert card["choices_title"].startswith("No payment waits for its buyer.")
    assert (card["steps"], card["seen"]) == (["deny"], 0)
    await held(world, **BROWSER)
    refused = await console.post(f"{path}/deny", {"unmatched": True})
    assert refused.refusal == (409, "changed")
    assert "has changed in the meantime" in refused.body["error"]["text"]
    done = await console.post(f"{path}/deny", {"unmatched": False})
    assert done.body["text"] == "Denied. They are being notified."
    await hear(world, BUYER.id, "could not find your payment")


@pytest.mark.fault("P23", "the chat and the console approve a claim for two payments at once")
async def test_of_two_approvals_at_once_in_chat_and_console_one_counts(
    world: World, console: Visitor
) -> None:
    await ask(world, SECOND_ADMIN.id, "/help")
    first = await held(world, **BROWSER)
    second = await held(world, **{**BROWSER, "purchase_id": 6})
    claim = await claimed(world, "5 or 6")
    _, posted = await asyncio.gather(
        second_admin_presses(world, Approve(id=claim, row=first)),
        console.post(f"attention/claims/{claim}/approve", {"row": second}),
    )
    noted = [await history(world, one) for one in (first, second)]
    assert sorted(map(len, noted)) == [0, 1]
    assert (posted.status == 200) is bool(noted[1])
    view = await deps(world).claims.view(claim)
    assert view is not None
    assert view.claim.state is ClaimState.APPROVED


async def test_a_payment_that_the_claim_cant_mean_is_not_given(
    world: World, console: Visitor
) -> None:
    await held(world, **BROWSER)
    taken = await held(world, **{**BROWSER, "purchase_id": 6, "product_id": 512})
    await deps(world).attention.name_buyer(taken, REGRETS.id, ADMIN.id)
    claim = await claimed(world, "6")
    for row in (taken, 99):
        answer = await console.post(f"attention/claims/{claim}/approve", {"row": row})
        assert answer.refusal == (409, "changed")
    assert not await has_access(world)


async def test_a_question_is_shown_sent_to_the_chat_and_closed_only_as_it_was_seen(
    world: World, console: Visitor
) -> None:
    await ask(world, BUYER.id, "/start")
    await asked(world, "<script>Where is my access?", 1)
    [item] = await group(console, "support")
    assert (item["id"], item["detail"]) == (BUYER.id, "<script>Where is my access?")
    path = f"attention/support/{BUYER.id}"
    card = (await console.get(path)).body
    assert card["quote"] == "<script>Where is my access?"
    assert card["steps"] == ["send-again", "close"]
    sent = await console.post(f"{path}/send-again")
    assert sent.status == 200
    await asked(world, "Hello?", 2)
    stale = await console.post(f"{path}/close", {"up_to": card["seen"]})
    assert stale.refusal == (409, "changed")
    seen = (await console.get(path)).body["seen"]
    assert (await console.post(f"{path}/close", {"up_to": seen})).status == 200
    assert (await console.post(f"{path}/close", {"up_to": seen})).refusal == (409, "changed")
    assert (await console.post(f"{path}/send-again")).refusal == (409, "changed")
    assert (await console.get(path)).refusal == (404, "not-found")
