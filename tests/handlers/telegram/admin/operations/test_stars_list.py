"""Telegram's list of Stars in the whole app: payments and refunds whose updates were lost, refunds
that nobody was sure of, and the button in /doctor."""

import pytest

from bot.clock import FixedClock
from bot.domain.stars_list.entries import SETTLES_SECONDS
from bot.sandbox.cast import ADMIN, BUYER
from bot.sandbox.telegram import Message
from bot.sandbox.telegram.stars import Invoice, StarsCharge
from bot.sandbox.world import World
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import command, deps, has_access
from tests.handlers.telegram.stars_talk import invoice, set_price
from tests.handlers.telegram.talk import ask, hear, labels, until, words

LOOK = "⭐ Compare Stars now"


async def lost_payment(world: World) -> StarsCharge:
    await set_price(world)
    await world.telegram.wait_for_calls("getStarTransactions", 1)
    bill = await invoice(world)
    paid = await world.telegram.pay(BUYER.id, bill.message_id, lose_update=True)
    assert paid.charge is not None
    return paid.charge


async def doctor(world: World) -> Message:
    asked = await world.telegram.send(ADMIN.id, "/doctor")
    return await hear(world, ADMIN.id, "🩺", after=asked.message_id)


async def look(world: World) -> str:
    answer = await doctor(world)
    await tap(world, answer, LOOK)
    found = await hear(world, ADMIN.id, "Telegram's list", after=answer.message_id)
    return words(found)


async def test_a_lost_payment_is_granted_by_the_button(world: World) -> None:
    await ask(world, ADMIN.id, "/start")
    await lost_payment(world)
    said = await look(world)
    assert "granted: 1" in said
    assert "refunded: 0" in said
    await hear(world, BUYER.id, "Thank you")
    assert await has_access(world)
    assert "knew everything already" in await look(world)
    answer = words(await doctor(world))
    assert "Telegram's list was compared" in answer
    assert "so far: 1 granted, 0 held, 0 refunded" in answer


async def test_a_refund_from_outside_whose_update_was_lost_is_applied(world: World) -> None:
    await ask(world, ADMIN.id, "/start")
    charge = await lost_payment(world)
    await look(world)
    world.telegram.refund_from_outside(charge, lose_update=True)
    assert "refunded: 1" in await look(world)
    await hear(world, BUYER.id, "has been refunded")
    assert not await has_access(world)


async def test_a_refund_that_comes_before_its_payment_leads_to_it(world: World) -> None:
    charge = await lost_payment(world)
    world.telegram.refund_from_outside(charge)
    await hear(world, BUYER.id, "has been refunded")
    assert not await has_access(world)
    assert not any("Thank you" in one.text for one in world.telegram.messages_to(BUYER.id))


@pytest.mark.parametrize("happened", [True, False])
async def test_an_unknown_refund_is_settled_by_the_list(
    world: World, clock: FixedClock, happened: bool
) -> None:
    await ask(world, ADMIN.id, "/start")
    charge = await lost_payment(world)
    await look(world)
    card = await command(world, ADMIN.id, "/refund #1")
    world.telegram.fail("refundStarPayment", mode="drop")
    if happened:
        world.telegram.refund_from_outside(charge, lose_update=True)
    await tap(world, card, "Yes, refund 250")
    if happened:
        await hear(world, BUYER.id, "has been refunded")
        return
    await until(lambda: "isn't known yet" in words(card))
    clock.move(SETTLES_SECONDS)
    assert "refunds that did not happen: 1" in await look(world)
    await hear(world, ADMIN.id, "That refund did not happen")
    assert await has_access(world)
    assert len(world.telegram.calls_of("refundStarPayment")) == 1


@pytest.mark.matrix
@pytest.mark.parametrize(
    ("fault", "says"),
    [
        ({"status": 500}, "gives no answer"),
        ({"mode": "drop"}, "gives no answer"),
        ({"status": 401}, "doesn't accept the bot's token"),
        ({"status": 400, "description": "Bad Request: BOT_INVALID"}, "refuses to show it"),
        ({"mode": "html", "status": 502}, "can't be read; the log"),
        ({"retry_after": 9}, "asks the bot to wait"),
    ],
)
async def test_the_button_says_why_the_list_cannot_be_read(
    world: World, fault: dict[str, object], says: str
) -> None:
    await ask(world, ADMIN.id, "/start")
    await set_price(world)
    await world.telegram.wait_for_calls("getStarTransactions", 1)
    world.telegram.fail("getStarTransactions", times=9, **fault)  # type: ignore[arg-type]
    said = await look(world)
    assert says in said
    assert "Nothing is lost" in said


async def test_a_shop_that_never_sold_in_stars_asks_telegram_nothing(
    world: World, clock: FixedClock
) -> None:
    await ask(world, ADMIN.id, "/start")
    answer = await doctor(world)
    assert LOOK not in labels(answer)
    assert "Stars" not in words(answer)
    world.move(days=2)
    await ask(world, BUYER.id, "/buy")
    assert not deps(world).stars_reconciliation.only_ours
    assert not [one for one in world.telegram.calls if "Star" in one.method]


async def test_invoices_of_somebody_else_are_only_held(world: World) -> None:
    await set_price(world)
    await world.telegram.wait_for_calls("getStarTransactions", 1)
    await ask(world, ADMIN.id, "/start")
    foreign = Invoice("x", "y", "not the shop's", "XTR", 7)
    world.telegram.take_stars(BUYER.id, foreign, lose_update=True)
    assert "waiting for you: 1" in await look(world)
