"""Buyers pay in Stars what renews: a link, renewals as time passes, and both ways to stop it."""

from typing import Any, Literal

import pytest

from bot.clock import FixedClock
from bot.domain.stars import ORDER_SECONDS
from bot.domain.stars_renewals.renewal import PERIOD_SECONDS, Asked
from bot.sandbox.cast import ADMIN, BUYER, REGRETS, SECOND_ADMIN
from bot.sandbox.telegram import Message
from bot.sandbox.telegram.renewals import STOPPED_BY_BOT
from bot.sandbox.world import World
from handlers.telegram.callbacks.stars import AskEditRenewal, EditRenewal, SubscribeInStars
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import deps, has_access
from tests.handlers.telegram.stars_talk import (
    PRICE,
    address_of,
    offered_link,
    set_price,
    subscribe,
)
from tests.handlers.telegram.talk import ask, hear, labels, open_world, press, until, words


async def status(world: World, person: int = BUYER.id) -> Message:
    return await ask(world, person, "/status")


async def test_a_price_that_renews_is_read_as_thirty_days(world: World) -> None:
    await set_price(world, renews=True)
    shop = await ask(world, BUYER.id, "/buy")
    assert "499 ⭐ at Tribute · 250 ⭐ every 30 days" in words(shop)
    assert "🔁 250 ⭐ / 30 days" in labels(shop)
    assert not any("Pay — 1 month · 250" in one for one in labels(shop))


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("en", "A price “every 30 days” is charged again by Telegram, in Stars, until you stop it"),
        ("ru", "Цену «каждые 30 дней» Telegram списывает снова, звёздами, пока вы не остановите"),
    ],
)
async def test_help_and_terms_say_that_a_price_renews_and_where_to_stop_it_while_one_is_sold(
    world: World, locale: str, said: str
) -> None:
    await ask(world, BUYER.id, "/start")
    await deps(world).people.choose_locale(BUYER.id, locale)
    for price, renews in ((PRICE, True), (PRICE, False), (None, False)):
        await set_price(world, price, renews=renews)
        for command in ("/help", "/terms"):
            answer = words(await ask(world, BUYER.id, command))
            assert (said in answer) is renews
            assert ("Telegram → " in answer) is renews


async def test_a_link_is_paid_and_everybody_reads_that_it_renews(world: World) -> None:
    await set_price(world, renews=True)
    for admin in (ADMIN, SECOND_ADMIN):
        await ask(world, admin.id, "/help")
    link = await offered_link(world)
    [made] = world.telegram.calls_of("createInvoiceLink")
    assert int(made.params["subscription_period"]) == PERIOD_SECONDS
    assert world.telegram.calls_of("sendInvoice") == []
    assert labels(link) == ["Pay 250 ⭐ / 30 days"]
    assert "until you stop it" in words(link)
    paid = await world.telegram.pay_link(BUYER.id, address_of(link))
    assert paid.charge is not None
    thanks = await hear(world, BUYER.id, "Thank you")
    assert "Then Telegram renews it, in Stars." in words(thanks)
    assert "It renews every 30 days for 250 ⭐." in words(thanks)
    assert await has_access(world)
    for admin in (ADMIN, SECOND_ADMIN):
        assert "250" in words(await hear(world, admin.id, "💰"))
    await until(lambda: link not in world.telegram.chat(BUYER.id))
    again = await world.telegram.pay_link(BUYER.id, address_of(link))
    assert "paid already" in str(again.refused)
    said = words(await status(world))
    assert "“1 month”, 250 ⭐\nrenews on" in said
    assert "Tribute renews" not in said


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_it_renews_as_time_passes_without_a_reminder_or_a_gap(
    clock: FixedClock, mode: Literal["polling", "webhook"]
) -> None:
    async with open_world(clock, mode=mode) as world:
        one = await subscribe(world)
        for number in (1, 2):
            await world.pass_time(days=31)
            await until(lambda number=number: len(world.telegram.charges) == number + 1)
            await _heard(world, "It is renewed", number)
        assert one.until == world.clock.now() - 62 * 86_400 + 3 * PERIOD_SECONDS
        assert await has_access(world)
        said = [words(each) for each in world.telegram.messages_to(BUYER.id)]
        assert not any("reminder" in each or "has ended" in each for each in said)
        assert sum("Thank you! It is renewed" in each for each in said) == 2
        assert "You pay in Stars every 30 days" in words(await status(world))


async def _heard(world: World, text: str, times: int) -> None:
    await until(
        lambda: sum(text in one.text for one in world.telegram.messages_to(BUYER.id)) == times
    )


async def test_what_cannot_be_charged_ends_and_says_what_to_do(world: World) -> None:
    await ask(world, ADMIN.id, "/help")
    one = await subscribe(world)
    world.telegram.set_balance(BUYER.id, PRICE - 1)
    await world.pass_time(days=30, seconds=2)
    assert one.failed
    said = words(await hear(world, BUYER.id, "couldn't renew"))
    assert "Do you have enough Stars?" in said
    assert "Couldn't be renewed" in words(await hear(world, ADMIN.id, "⚠️"))
    await hear(world, BUYER.id, "Your access ended")
    assert not await has_access(world)
    assert "ended on" in words(await status(world))


async def test_what_its_payer_stops_in_telegram_ends_with_reminders_and_may_be_resumed(
    world: World,
) -> None:
    await ask(world, ADMIN.id, "/help")
    one = await subscribe(world)
    assert world.telegram.cancel_subscription(one) is None
    await hear(world, BUYER.id, "you have stopped it in Telegram")
    assert "They have stopped it in Telegram." in words(await hear(world, ADMIN.id, "🏁"))
    said = await status(world)
    assert "ends on" in words(said)
    assert "Settings → Stars" in words(said)
    assert not any("renew" in label.lower() for label in labels(said))
    await world.pass_time(days=28)
    await hear(world, BUYER.id, "reminder")
    assert world.telegram.resume_subscription(one) is None
    await hear(world, BUYER.id, "renews again")
    assert "renews on" in words(await status(world))
    await world.pass_time(days=3)
    await hear(world, BUYER.id, "It is renewed")


async def test_its_payer_stops_it_with_the_button_and_takes_that_back(world: World) -> None:
    await ask(world, ADMIN.id, "/help")
    one = await subscribe(world)
    said = await status(world)
    await tap(world, said, "Stop renewing: 1 month", BUYER.id)
    assert words(said).startswith("Stop the renewal of “1 month”?")
    assert not world.telegram.calls_of("editUserStarSubscription")
    await tap(world, said, "Yes, stop the renewal", BUYER.id)
    assert words(said).startswith("✅ The renewal is stopped.")
    [call] = world.telegram.calls_of("editUserStarSubscription")
    assert call.params["telegram_payment_charge_id"] == one.charge_id
    assert one.bot_canceled
    assert world.telegram.resume_subscription(one) == STOPPED_BY_BOT
    assert "with the bot's button" in words(await hear(world, ADMIN.id, "🏁"))
    said = await status(world)
    assert "you have stopped the renewal" in words(said)
    await tap(world, said, "Renew again: 1 month", BUYER.id)
    await tap(world, said, "Yes, let it renew again", BUYER.id)
    assert "switch it on in Telegram → Settings → Stars" in words(said)
    assert "It may renew again: switch it on" in words(await status(world))
    assert world.telegram.resume_subscription(one) is None
    await hear(world, BUYER.id, "renews again")
    assert "renews on" in words(await status(world))


@pytest.mark.matrix
@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ({"mode": "drop"}, "No clear answer came from Telegram."),
        ({"mode": "drop_after"}, "No clear answer came from Telegram."),
        ({"status": 400, "description": "CHARGE_ID_INVALID"}, "You can stop it yourself"),
        ({"status": 429, "retry_after": 900}, "Telegram asks the bot to wait"),
    ],
)
async def test_every_answer_of_telegrams_is_told_honestly(
    world: World, fault: dict[str, Any], said: str
) -> None:
    await subscribe(world)
    screen = await status(world)
    await tap(world, screen, "Stop renewing", BUYER.id)
    for _ in range(3):
        world.telegram.fail("editUserStarSubscription", **fault)
    await tap(world, screen, "Yes, stop", BUYER.id)
    assert said in words(screen)
    unclear = "It isn't known yet whether Telegram has stopped it" in words(await status(world))
    assert unclear == ("No clear answer" in said)


async def test_nobody_stops_what_somebody_else_pays(world: World) -> None:
    await subscribe(world)
    theirs = await ask(world, REGRETS.id, "/status")
    for forged in (AskEditRenewal(id=1, asked=Asked.STOP), EditRenewal(id=1, asked=Asked.STOP)):
        assert await press(world, REGRETS.id, theirs.message_id, forged) != ""
    assert world.telegram.calls_of("editUserStarSubscription") == []


async def test_a_link_goes_when_its_day_is_over_or_its_price_changes(world: World) -> None:
    await set_price(world, renews=True)
    first = await offered_link(world)
    await set_price(world, 300, renews=True)
    await until(lambda: first not in world.telegram.chat(BUYER.id))
    assert "price has changed" in str(
        (await world.telegram.pay_link(BUYER.id, address_of(first))).refused
    )
    second = await offered_link(world, stars=300)
    world.move(seconds=ORDER_SECONDS)
    refused = await world.telegram.pay_link(BUYER.id, address_of(second))
    assert "too old" in str(refused.refused)
    assert world.telegram.charges == []


async def test_a_newer_link_replaces_the_one_before(world: World) -> None:
    await set_price(world, renews=True)
    first = await offered_link(world)
    await offered_link(world)
    await until(lambda: first not in world.telegram.chat(BUYER.id))
    refused = await world.telegram.pay_link(BUYER.id, address_of(first))
    assert "newer invoice" in str(refused.refused)


@pytest.mark.matrix
@pytest.mark.parametrize("fault", [{"mode": "drop"}, {"status": 500}, {"status": 400}])
async def test_without_a_link_the_buyer_hears_that_nothing_was_charged(
    world: World, fault: dict[str, Any]
) -> None:
    await set_price(world, renews=True)
    shop = await ask(world, BUYER.id, "/buy")
    for _ in range(3):
        world.telegram.fail("createInvoiceLink", **fault)
    toast = await press(world, BUYER.id, shop.message_id, SubscribeInStars(id=1, stars=PRICE))
    assert "nothing was charged" in toast
    world.telegram.clear_failures()
    await offered_link(world)


async def test_a_button_for_another_way_of_paying_is_not_sold(world: World) -> None:
    await set_price(world)
    shop = await ask(world, BUYER.id, "/buy")
    toast = await press(world, BUYER.id, shop.message_id, SubscribeInStars(id=1, stars=PRICE))
    assert "for that price any more" in toast
    assert world.telegram.calls_of("createInvoiceLink") == []


async def test_a_forwarded_link_gives_access_to_whoever_pays_it(world: World) -> None:
    await set_price(world, renews=True)
    await ask(world, REGRETS.id, "/start")
    link = await offered_link(world)
    paid = await world.telegram.pay_link(REGRETS.id, address_of(link))
    assert paid.charge is not None
    assert "yours" in words(await hear(world, REGRETS.id, "Thank you"))
    await hear(world, BUYER.id, "Somebody else has paid")
    assert await has_access(world, REGRETS.id)
    assert not await has_access(world)


async def test_a_link_paid_from_two_devices_renews_twice_and_admins_hear_of_it(
    world: World,
) -> None:
    await ask(world, ADMIN.id, "/help")
    await set_price(world, renews=True)
    link = await offered_link(world)
    both = await world.telegram.pay_link_twice(BUYER.id, address_of(link))
    assert all(one.charge is not None for one in both)
    await hear(world, ADMIN.id, "One link was paid twice")
    assert len(await deps(world).stars_renewals.of_person(BUYER.id)) == 2
    await world.pass_time(days=30, seconds=5)
    await _heard(world, "It is renewed", 2)


async def test_a_shop_without_one_makes_no_link_and_says_no_word_of_it(world: World) -> None:
    await set_price(world)
    for text in ("/start", "/buy", "/status", "/help"):
        message = await ask(world, BUYER.id, text)
        assert "30 days" not in words(message)
        assert "renew" not in words(message).lower()
    for method in ("createInvoiceLink", "editUserStarSubscription"):
        assert world.telegram.calls_of(method) == []
