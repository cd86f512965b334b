"""Tests that a refund is requested once under double taps, two admins, crashes and webhooks."""

import asyncio

import pytest

from bot.domain.models import PurchaseStatus
from bot.sandbox.cast import ADMIN, BUYER, SECOND_ADMIN
from bot.sandbox.telegram import Message
from bot.sandbox.tribute import FaultKind, Purchase
from bot.sandbox.world import World
from handlers.telegram.admin.refunds.screens import yes as said_yes
from handlers.telegram.callbacks.refunds import AskWhatHappened, DoRefund, SayWhatHappened
from handlers.telegram.callbacks.shared import ShowRefund
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import buy, card, command, deps, has_access, refund_calls
from tests.handlers.telegram.talk import ask, hear, labels, press, words

YES = "Yes, refund"
UNKNOWN: list[FaultKind] = [500, 503, "drop", "bad_json", "success_false", "other_id"]


async def asked(world: World, purchase: Purchase, admin: int = ADMIN.id) -> Message:
    return await command(world, admin, f"/refund {purchase.id}")


async def unclear(world: World, fault: FaultKind = "drop") -> tuple[Purchase, Message]:
    """Make a refund whose result is unclear; return the purchase and the card of the refund."""
    purchase = await buy(world)
    message = await asked(world, purchase)
    world.tribute.faults.add(fault, only="cancel")
    await tap(world, message, YES)
    return purchase, await hear(world, ADMIN.id, "It isn't known yet whether the refund happened")


@pytest.mark.fault("A6", "two taps during the call")
async def test_a_double_tap_is_one_request(world: World) -> None:
    purchase = await buy(world)
    message = await asked(world, purchase)
    yes = said_yes(await card(world, purchase))
    async with asyncio.TaskGroup() as taps:
        for _ in range(5):
            taps.create_task(press(world, ADMIN.id, message.message_id, yes))
    await world.telegram.wait_for(
        ADMIN.id, lambda one: one is message and one.text.startswith(("✅", "↩️ This payment was"))
    )
    assert refund_calls(world) == 1
    assert not await has_access(world)


async def test_a_tap_during_the_call_is_answered_and_the_outcome_shown_later(
    world: World,
) -> None:
    purchase = await buy(world)
    message = await asked(world, purchase)
    yes = said_yes(await card(world, purchase))
    world.tribute.faults.add("timeout", only="cancel")
    await press(world, ADMIN.id, message.message_id, yes)
    await hear(world, ADMIN.id, "Asking Tribute…")
    assert "changed in the meantime" in await press(world, ADMIN.id, message.message_id, yes)
    assert "is on its way already" in message.text
    assert labels(message) == ["Look again"]
    world.tribute.api.stopping.set()  # which ends what hangs
    message = await hear(world, ADMIN.id, "It isn't known yet")
    assert refund_calls(world) == 1


async def test_yes_without_a_question_shown_before_refunds_nothing(world: World) -> None:
    """A forged press of “yes” once returned the money, because it was its own confirmation."""
    purchase = await buy(world)
    message = await command(world, ADMIN.id, "/purchases")
    forged = DoRefund(id=(await card(world, purchase)).purchase.id, attempts=0, until=0)
    assert "changed in the meantime" in await press(world, ADMIN.id, message.message_id, forged)
    assert "Refund this payment?" in message.text
    assert refund_calls(world) == 0
    await tap(world, message, YES)
    await hear(world, ADMIN.id, "✅ Refunded.")


async def test_yes_to_outdated_dates_is_asked_again(world: World) -> None:
    message = await asked(world, await buy(world))
    await buy(world)
    assert "changed in the meantime" in await tap(world, message, YES)
    assert "After the refund: until 12 June 2026" in words(message)
    assert refund_calls(world) == 0


async def test_an_old_yes_does_not_repeat_a_refund_that_was_rejected(world: World) -> None:
    purchase = await buy(world)
    old, new = await asked(world, purchase), await asked(world, purchase)
    world.tribute.faults.add(404, only="cancel")
    await tap(world, new, YES)
    await hear(world, ADMIN.id, "❌ Not refunded.")
    assert "changed in the meantime" in await tap(world, old, YES)
    assert refund_calls(world) == 1


@pytest.mark.fault("A6", "two admins tap during the call")
async def test_two_admins_at_once_are_one_request(world: World) -> None:
    purchase = await buy(world)
    first, second = (
        await asked(world, purchase),
        await asked(world, purchase, SECOND_ADMIN.id),
    )
    yes = said_yes(await card(world, purchase))
    async with asyncio.TaskGroup() as taps:
        taps.create_task(press(world, ADMIN.id, first.message_id, yes))
        taps.create_task(press(world, SECOND_ADMIN.id, second.message_id, yes))
    ends = (
        "✅",
        "↩️ This payment was",
        "↩️ Деньги за эту покупку возвращены",
        "⏳ A refund",
        "⏳ Воз",
    )
    for admin, message in ((ADMIN, first), (SECOND_ADMIN, second)):
        await world.telegram.wait_for(
            admin.id, lambda one, message=message: one is message and one.text.startswith(ends)
        )
    async with asyncio.timeout(15):
        while (await card(world, purchase)).purchase.status is not PurchaseStatus.REFUNDED:
            await asyncio.sleep(0.01)
    assert refund_calls(world) == 1
    assert not await has_access(world)


@pytest.mark.fault("A1", "the webhook before the answer, after it, and never")
@pytest.mark.parametrize("webhook", ["before", "after", "never"])
async def test_the_webhook_may_come_before_or_after_the_answer_or_never(
    world: World, webhook: str
) -> None:
    await ask(world, BUYER.id, "/start")
    world.tribute.refunds.webhook = webhook  # type: ignore[assignment]
    purchase = await buy(world)
    message = await asked(world, purchase)
    await tap(world, message, YES)
    await hear(world, ADMIN.id, "✅ Refunded.")
    await hear(world, BUYER.id, "has been refunded")
    if webhook == "after":
        await world.tribute.send(world.tribute.refund_event(purchase.id))
    notices = [one for one in world.telegram.messages_to(BUYER.id) if "been refunded" in one.text]
    assert len(notices) == 1
    assert not await has_access(world)


@pytest.mark.matrix
@pytest.mark.fault("A4", "500, cut, no JSON, `success:false`, another id")
@pytest.mark.parametrize("fault", UNKNOWN)
async def test_an_unusable_answer_leaves_the_refund_unclear(world: World, fault: FaultKind) -> None:
    world.tribute.refunds.webhook = "never"  # it would close the question during the test
    purchase, message = await unclear(world, fault)
    assert "❔ It isn't clear whether this payment was refunded." in message.text
    assert "Tribute's webhook closes this automatically" in message.text
    assert labels(message) == ["It was refunded", "It was not refunded", "Show the purchase"]
    assert await has_access(world)
    assert (await card(world, purchase)).purchase.status is PurchaseStatus.APPLIED
    assert refund_calls(world) == 1
    again = await asked(world, purchase)
    assert labels(again) == ["It was refunded", "It was not refunded", "Show the purchase"]
    await press(world, ADMIN.id, again.message_id, DoRefund(id=1, attempts=0, until=0))
    assert refund_calls(world) == 1


@pytest.mark.fault("A4", "no answer in time")
async def test_a_timeout_leaves_the_refund_unclear(impatient_world: World) -> None:
    await unclear(impatient_world, "timeout")
    assert await has_access(impatient_world)
    assert refund_calls(impatient_world) == 1


@pytest.mark.fault("A4", "no answer, though it happened")
async def test_a_refund_that_timed_out_but_happened_is_closed_by_the_webhook(
    impatient_world: World,
) -> None:
    world = impatient_world
    world.tribute.refunds.webhook = "never"
    purchase, message = await unclear(world, "timeout_but_done")
    assert await has_access(world)
    await world.tribute.send(world.tribute.refund_event(purchase.id))
    assert not await has_access(world)
    assert "changed in the meantime" in await tap(world, message, "It was refunded")
    assert "was refunded on" in message.text
    assert refund_calls(world) == 1


@pytest.mark.fault("A4", "an admin closes it after a look at Tribute's dashboard")
async def test_an_admin_can_confirm_that_an_unclear_refund_happened(world: World) -> None:
    await ask(world, BUYER.id, "/start")
    purchase, message = await unclear(world)
    await tap(world, message, "It was refunded")
    assert "Does Tribute's dashboard show that the money went back?" in message.text
    assert await has_access(world)
    await tap(world, message, "It was refunded")
    assert "✅ Refunded." in message.text
    assert not await has_access(world)
    await hear(world, BUYER.id, "has been refunded")
    history = [one.entry.action for one in (await card(world, purchase)).history]
    assert history[:2] == ["refunded", "refund_succeeded"]


async def test_an_admin_can_say_that_an_unclear_refund_did_not_happen_and_retry(
    world: World,
) -> None:
    _, message = await unclear(world)
    await tap(world, message, "It was not refunded")
    assert "Does Tribute's dashboard show that the money did not go back?" in message.text
    await tap(world, message, "It was not refunded")
    assert "Noted: this payment was not refunded." in message.text
    assert await has_access(world)
    await tap(world, message, "Try the refund again")
    await tap(world, message, YES)
    await hear(world, ADMIN.id, "✅ Refunded.")
    assert refund_calls(world) == 2


async def test_the_confirmation_can_be_left(world: World) -> None:
    _, message = await unclear(world)
    await tap(world, message, "It was not refunded")
    await tap(world, message, "Back")
    assert "It isn't clear" in message.text


async def test_of_two_admins_closing_an_unclear_refund_the_first_one_counts(world: World) -> None:
    purchase, message = await unclear(world)
    other = await asked(world, purchase, SECOND_ADMIN.id)
    attempt = (await card(world, purchase)).open_attempt
    assert attempt is not None
    row = attempt.purchase_row
    happened = SayWhatHappened(id=row, attempt=attempt.id, happened=True)
    await press(world, SECOND_ADMIN.id, other.message_id, happened)
    not_happened = SayWhatHappened(id=row, attempt=attempt.id, happened=False)
    assert "changed in the meantime" in await press(
        world, ADMIN.id, message.message_id, not_happened
    )
    assert "was refunded on" in message.text
    assert not await has_access(world)


@pytest.mark.fault("T7", "buttons of purchases that do not exist")
async def test_buttons_of_unknown_purchases_are_answered_and_do_nothing(world: World) -> None:
    message = await asked(world, await buy(world))
    for says in (
        DoRefund(id=99, attempts=0, until=0),
        AskWhatHappened(id=99, attempt=7, happened=True),
        SayWhatHappened(id=99, attempt=7, happened=True),
        ShowRefund(id=99),
    ):
        await press(world, ADMIN.id, message.message_id, says)
        assert "no such purchase" in message.text
    assert refund_calls(world) == 0
    assert await has_access(world)


async def test_a_crash_during_the_call_leaves_the_refund_unclear_and_notifies_admins(
    world: World,
) -> None:
    purchase = await buy(world)
    await command(world, ADMIN.id, "/purchases")
    row = (await card(world, purchase)).purchase.id
    await deps(world).refunds.db.write(
        lambda tx: tx.insert(
            """INSERT INTO refund_attempts (purchase_row, actor_id, state, created_at)
            VALUES (?, ?, 'calling', ?)""",
            (row, ADMIN.id, world.clock.now()),
        )
    )
    await world.restart_app()
    notice = await hear(world, ADMIN.id, "It isn't known whether a refund happened")
    await tap(world, notice, "Show")
    assert "It isn't clear whether this payment was refunded" in notice.text
    assert refund_calls(world) == 0
