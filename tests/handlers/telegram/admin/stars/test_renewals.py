"""Admins see what renews in Stars, stop it from a person's card, and refund it after a stop."""

from typing import Any

import pytest

from bot.domain.stars_renewals.renewal import Asked
from bot.sandbox.cast import ADMIN, BUYER, SECOND_ADMIN
from bot.sandbox.telegram import Message
from bot.sandbox.world import World
from handlers.telegram.callbacks.stars import AskEditTheirRenewal, EditTheirRenewal
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import command, has_access
from tests.handlers.telegram.stars_talk import set_price, subscribe
from tests.handlers.telegram.talk import ask, hear, labels, press, until, words


async def card(world: World, admin: int = ADMIN.id) -> Message:
    return await command(world, admin, f"/user {BUYER.id}")


async def test_an_admin_stops_it_and_it_stands_in_the_history(world: World) -> None:
    await ask(world, SECOND_ADMIN.id, "/help")
    one = await subscribe(world)
    shown = await card(world)
    assert "🔁 “1 month”, 250 ⭐: renews on" in words(shown)
    assert "Telegram renews it, in Stars" in words(shown)
    await tap(world, shown, "Stop renewing: 1 month")
    assert "Nothing is refunded" in words(shown)
    await tap(world, shown, "Yes, stop the renewal")
    assert words(shown).startswith("✅ The renewal is stopped.")
    assert one.bot_canceled
    await hear(world, BUYER.id, "The shop has stopped the renewal")
    assert "остановил админ" in words(await hear(world, SECOND_ADMIN.id, "🏁")).lower()
    await tap(world, shown, "Their card")
    assert "stopped by an admin" in words(shown)
    assert "stopped what renews in Stars" in words(shown)
    buyers = await ask(world, BUYER.id, "/status")
    assert "the shop has stopped the renewal" in words(buyers)
    assert not any("Renew again" in one for one in labels(buyers))


async def test_an_admin_takes_a_stop_back(world: World) -> None:
    await subscribe(world)
    shown = await card(world)
    await tap(world, shown, "Stop renewing")
    await tap(world, shown, "Yes, stop")
    await tap(world, shown, "Their card")
    await tap(world, shown, "Renew again: 1 month")
    await tap(world, shown, "Yes, let it renew again")
    assert "they have to switch it on in Telegram" in words(shown)
    await hear(world, BUYER.id, "The shop lets your “1 month” renew again")


@pytest.mark.matrix
@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ({"mode": "drop"}, "No clear answer came"),
        ({"status": 400, "description": "CHARGE_ID_INVALID"}, "Telegram refused"),
        ({"status": 429, "retry_after": 900}, "Telegram asks the bot to wait"),
    ],
)
async def test_every_answer_of_telegrams_is_told_honestly(
    world: World, fault: dict[str, Any], said: str
) -> None:
    await subscribe(world)
    shown = await card(world)
    await tap(world, shown, "Stop renewing")
    world.telegram.fail("editUserStarSubscription", **fault)
    await tap(world, shown, "Yes, stop")
    assert said in words(shown)


async def test_a_stale_button_says_so_and_buyers_have_no_such_button(world: World) -> None:
    await subscribe(world)
    shown = await card(world)
    for forged in (
        AskEditTheirRenewal(id=99, asked=Asked.STOP),
        EditTheirRenewal(id=99, asked=Asked.STOP),
    ):
        assert await press(world, ADMIN.id, shown.message_id, forged) != ""
    theirs = await ask(world, BUYER.id, "/status")
    await world.telegram.press(
        BUYER.id, theirs.message_id, EditTheirRenewal(id=1, asked=Asked.STOP).pack()
    )
    assert world.telegram.calls_of("editUserStarSubscription") == []


async def _refund(world: World) -> Message:
    question = await command(world, ADMIN.id, "/refund #1")
    assert "If it still renews, that is stopped first." in words(question)
    await tap(world, question, "Yes, refund 250")
    return question


async def test_a_refund_stops_the_renewal_first(world: World) -> None:
    one = await subscribe(world)
    answer = await _refund(world)
    await until(lambda: "Telegram has given the Stars back" in words(answer))
    assert one.bot_canceled
    methods = [call.method for call in world.telegram.calls]
    assert methods.index("editUserStarSubscription") < methods.index("refundStarPayment")
    await hear(world, BUYER.id, "has been refunded")
    assert not await has_access(world)
    await world.pass_time(days=31)
    assert len(world.telegram.charges) == 1


@pytest.mark.matrix
@pytest.mark.parametrize("fault", [{"mode": "drop"}, {"status": 400}, {"status": 429}])
async def test_nothing_is_refunded_where_the_renewal_is_not_surely_stopped(
    world: World, fault: dict[str, Any]
) -> None:
    await subscribe(world)
    world.telegram.fail("editUserStarSubscription", **fault)
    answer = await _refund(world)
    await until(lambda: "Its renewal has to stop first" in words(answer))
    assert world.telegram.calls_of("refundStarPayment") == []
    assert await has_access(world)


async def test_what_its_payer_has_stopped_is_refunded_without_another_call(world: World) -> None:
    one = await subscribe(world)
    assert world.telegram.cancel_subscription(one) is None
    await hear(world, BUYER.id, "you have stopped it in Telegram")
    answer = await _refund(world)
    await until(lambda: "Telegram has given the Stars back" in words(answer))
    assert world.telegram.calls_of("editUserStarSubscription") == []


async def test_what_renews_is_in_the_numbers_apart_from_money(world: World) -> None:
    await set_price(world)
    assert "Renewing in Stars" not in words(await command(world, ADMIN.id, "/stats"))
    await subscribe(world)
    assert "🔁 Renewing in Stars: 1 × · 250 ⭐ every 30 days" in words(
        await command(world, ADMIN.id, "/stats")
    )


async def test_a_revocation_says_that_it_goes_on_renewing(world: World) -> None:
    await subscribe(world)
    question = await command(world, ADMIN.id, f"/revoke {BUYER.id}")
    assert "stop the renewal from their card" in words(question)
