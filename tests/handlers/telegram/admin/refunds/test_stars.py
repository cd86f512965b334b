"""Refunds of payments in Stars: asked once more, one call to Telegram, each refusal explained."""

import pytest

from bot.sandbox.cast import ADMIN, BUYER, REGRETS, SECOND_ADMIN
from bot.sandbox.telegram import Message
from bot.sandbox.telegram.stars import StarsCharge
from bot.sandbox.world import World
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import command, deps, has_access
from tests.handlers.telegram.stars_talk import PRICE, invoice, set_price
from tests.handlers.telegram.talk import ask, hear, labels, until, words

YES = "Yes, refund 250"


async def paid(world: World, person: int = BUYER.id) -> StarsCharge:
    await set_price(world)
    bill = await invoice(world, person)
    found = await world.telegram.pay(person, bill.message_id)
    assert found.charge is not None
    await hear(world, person, "Thank you")
    return found.charge


async def question(world: World, typed: str = "#1") -> Message:
    return await command(world, ADMIN.id, f"/refund {typed}")


async def test_a_refund_gives_the_stars_back_and_withdraws_the_time(world: World) -> None:
    charge = await paid(world)
    await ask(world, SECOND_ADMIN.id, "/help")
    card = await question(world)
    assert "no way to take that back" in words(card)
    assert "Tribute" not in words(card)
    await tap(world, card, YES)
    await until(lambda: "Telegram has given the Stars back" in words(card))
    assert world.telegram.balance(BUYER.id) == 5000
    await hear(world, BUYER.id, "has been refunded")
    await hear(world, SECOND_ADMIN.id, "Возврат")
    assert not await has_access(world)
    [call] = world.telegram.calls_of("refundStarPayment")
    assert call.params["telegram_payment_charge_id"] == charge.charge_id
    again = await question(world)
    assert "Nothing was sent to Telegram now" in words(again)


@pytest.mark.parametrize("typed", ["#1", "charge"])
async def test_a_payment_is_found_by_our_number_and_by_its_charge(world: World, typed: str) -> None:
    charge = await paid(world)
    card = await question(world, charge.charge_id if typed == "charge" else typed)
    assert f"{YES} ⭐" in labels(card)
    assert "made of digits" in words(await question(world, "stx-unknown"))
    assert any("250" in one for one in labels(await command(world, ADMIN.id, "/refund")))


async def test_a_refund_after_the_buyer_blocked_the_bot_works(world: World) -> None:
    await paid(world)
    world.telegram.block(BUYER.id)
    card = await question(world)
    await tap(world, card, YES)
    await until(lambda: "Telegram has given the Stars back" in words(card))
    assert not await has_access(world)


async def test_a_refund_from_outside_is_applied_and_makes_no_person_of_the_bot(
    world: World,
) -> None:
    charge = await paid(world)
    world.telegram.refund_from_outside(charge)
    await hear(world, BUYER.id, "has been refunded")
    assert not await has_access(world)
    assert await deps(world).people.get(1) is None
    card = await question(world)
    assert "through Telegram" in words(card)


async def test_stars_that_were_given_back_already_count_as_refunded(world: World) -> None:
    charge = await paid(world)
    world.telegram.refund_from_outside(charge, lose_update=True)
    card = await question(world)
    await tap(world, card, YES)
    await until(lambda: "Telegram has given the Stars back" in words(card))
    assert not await has_access(world)


@pytest.mark.matrix
@pytest.mark.parametrize(
    ("fault", "says"),
    [
        ({"status": 400, "description": "Bad Request: CHARGE_NOT_FOUND"}, "doesn't know this"),
        ({"status": 400, "description": "Bad Request: CHARGE_ID_INVALID"}, "doesn't know this"),
        ({"status": 400, "description": "Bad Request: USER_ID_INVALID"}, "somebody else has paid"),
        ({"status": 400, "description": "Bad Request: BALANCE_TOO_LOW"}, "too few Stars"),
        ({"status": 400, "description": "Bad Request: SOMETHING_NEW"}, "refused this refund"),
        ({"status": 429, "retry_after": 5}, "asks the bot to wait"),
        ({"status": 401, "description": "Unauthorized"}, "doesn't accept the bot's token"),
    ],
)
async def test_a_refusal_changes_nothing_and_names_the_next_step(
    world: World, fault: dict[str, object], says: str
) -> None:
    await paid(world)
    card = await question(world)
    world.telegram.fail("refundStarPayment", **fault)  # type: ignore[arg-type]
    await tap(world, card, YES)
    await until(lambda: says in words(card))
    assert await has_access(world)
    assert world.telegram.balance(BUYER.id) == 5000 - PRICE


@pytest.mark.matrix
@pytest.mark.parametrize("mode", ["html", "drop", "drop_after"])
async def test_without_a_clear_answer_it_stays_unknown_and_is_never_sent_again(
    world: World, mode: str
) -> None:
    await paid(world)
    card = await question(world)
    world.telegram.fail("refundStarPayment", mode=mode)  # type: ignore[arg-type]
    await tap(world, card, YES)
    if mode == "drop_after":  # Telegram reports it by its own update
        await hear(world, BUYER.id, "has been refunded")
        assert world.telegram.balance(BUYER.id) == 5000
        assert not await has_access(world)
    else:
        await until(lambda: "no clear answer came from Telegram" in words(card))
        assert await has_access(world)
        again = await question(world)
        assert f"{YES} ⭐" not in labels(again)
        await tap(world, again, "It was not refunded")
        await tap(world, again, "It was not refunded")
        assert await has_access(world)
    assert len(world.telegram.calls_of("refundStarPayment")) == 1


async def test_one_of_two_payments_of_an_invoice_is_refunded(world: World) -> None:
    await ask(world, ADMIN.id, "/help")
    await set_price(world)
    bill = await invoice(world)
    await world.telegram.pay_twice(BUYER.id, bill.message_id)
    await until(lambda: len(world.telegram.charges) == 2)
    await hear(world, ADMIN.id, "One invoice was paid twice")
    await hear(world, BUYER.id, "2 months")
    card = await question(world, "#2")
    await tap(world, card, YES)
    await until(lambda: "Telegram has given the Stars back" in words(card))
    assert await has_access(world)
    assert world.telegram.balance(BUYER.id) == 5000 - PRICE


async def test_the_payer_of_somebody_elses_invoice_gets_the_stars_back(world: World) -> None:
    await set_price(world)
    bill = await invoice(world)
    await ask(world, REGRETS.id, "/start")
    await world.telegram.pay(REGRETS.id, bill.message_id, chat_id=BUYER.id)
    await hear(world, REGRETS.id, "Thank you")
    card = await question(world)
    await tap(world, card, YES)
    await until(lambda: "Telegram has given the Stars back" in words(card))
    assert world.telegram.balance(REGRETS.id) == 5000
    assert not await has_access(world, REGRETS.id)
