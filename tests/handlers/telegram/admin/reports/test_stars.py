"""Stars in /stats and /export: apart from money, with what Telegram keeps, and its charge."""

import pytest

from bot.sandbox.cast import ADMIN, BUYER, REGRETS, SECOND_ADMIN
from bot.sandbox.telegram.stars import Movement, StarsCharge
from bot.sandbox.world import World
from tests.handlers.telegram.admin.reports.test_export import files
from tests.handlers.telegram.admin.reports.test_stats import stats
from tests.handlers.telegram.payments import buy, command
from tests.handlers.telegram.stars_talk import invoice, set_price
from tests.handlers.telegram.talk import hear


async def _pay(world: World, person: int = BUYER.id) -> StarsCharge:
    bill = await invoice(world, person)
    paid = await world.telegram.pay(person, bill.message_id)
    assert paid.charge is not None
    await hear(world, person, "Thank you")
    return paid.charge


async def test_a_shop_without_a_price_has_no_line_of_stars_and_asks_for_no_balance(
    world: World,
) -> None:
    await buy(world)
    assert "⭐" not in await stats(world)
    assert world.telegram.calls_of("getMyStarBalance") == []


async def test_stars_stand_apart_from_money_and_a_refund_is_taken_off(world: World) -> None:
    await set_price(world)
    await buy(world, REGRETS.id)
    await _pay(world)
    given_back = await _pay(world, REGRETS.id)
    said = await stats(world)
    today = said.partition("Today")[2].split("The last ")[0]
    assert "💰 $9.99" in today
    assert "⭐ In Stars: 500 ⭐" in today
    world.telegram.refund_from_outside(given_back)
    await hear(world, REGRETS.id, "has been refunded")
    today = (await stats(world)).partition("Today")[2].split("The last ")[0]
    assert "⭐ In Stars: 250 ⭐" in today
    assert "refunded 1" in today


async def test_the_balance_and_what_telegram_holds_back_are_named(world: World) -> None:
    await set_price(world)
    other = {"type": "telegram_ads"}
    world.telegram.move_stars(Movement("earlier", 1_000, 1, partner=other))
    said = await stats(world)
    assert "Telegram keeps for you: 1,000 ⭐" in said
    assert "last 21 days" not in said
    await _pay(world)
    assert "Telegram keeps for you: 1,250 ⭐. Paid here in the last 21 days: 250 ⭐" in (
        await stats(world)
    )
    russian = await stats(world, SECOND_ADMIN.id)
    assert "Telegram хранит для вас" in russian
    assert "за последние 21 дн." in russian


@pytest.mark.matrix
@pytest.mark.parametrize(
    "fault", [{"status": 500}, {"mode": "drop"}, {"status": 401}, {"retry_after": 60}]
)
async def test_numbers_come_also_where_telegram_does_not_say_the_balance(
    world: World, fault: dict[str, object]
) -> None:
    await set_price(world)
    await buy(world)
    world.telegram.fail("getMyStarBalance", times=9, **fault)  # type: ignore[arg-type]
    said = await stats(world)
    assert "Telegram couldn't be asked just now" in said
    assert "With access now: 1" in said


async def test_the_table_of_purchases_has_the_charge_once_somebody_has_paid_in_stars(
    world: World,
) -> None:
    await command(world, ADMIN.id, "/start")
    await set_price(world)
    await buy(world, REGRETS.id)
    charge = await _pay(world)
    rows, _ = (await files(world)).values()
    assert [row["telegram_charge_id"] for row in rows] == ["", charge.charge_id]
    assert [(row["amount"], row["currency"]) for row in rows] == [("9.99", "USD"), ("250", "XTR")]
