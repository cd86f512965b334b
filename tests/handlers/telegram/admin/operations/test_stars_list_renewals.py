"""Renewals in the whole app of which Telegram never tells: its list brings them, in time."""

from bot.domain.models import RENEWAL_GRACE_SECONDS
from bot.domain.stars_renewals.renewal import LATE_SECONDS, PERIOD_SECONDS
from bot.sandbox.cast import ADMIN, BUYER
from bot.sandbox.telegram.stars import StarsCharge, StarsSubscription
from bot.sandbox.world import World
from storage.engine.database import open_read_only
from tests.handlers.telegram.admin.operations.test_stars_list import look
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import command, has_access
from tests.handlers.telegram.stars_talk import address_of, offered_link, set_price, subscribe
from tests.handlers.telegram.talk import ask, hear, labels, nothing_due, until, words


async def lost_renewal(world: World) -> tuple[StarsSubscription, StarsCharge]:
    """Let a payment be renewed of which the bot never hears."""
    await ask(world, ADMIN.id, "/help")
    one = await subscribe(world)
    world.move(seconds=PERIOD_SECONDS + 1)
    [charge] = world.telegram.renew_stars_due(lose_updates=True)
    return one, charge


async def found_renewal(world: World) -> tuple[StarsSubscription, StarsCharge]:
    one, charge = await lost_renewal(world)
    await look(world)
    await hear(world, BUYER.id, "It is renewed")
    await hear(world, ADMIN.id, "🔁 Renewed")
    return one, charge


def said(world: World, person: int, text: str) -> int:
    return sum(text in one.text for one in world.telegram.messages_to(person))


def ends_at(world: World) -> int:
    with open_read_only(world.settings.database_path) as tx:
        return int(tx.scalar("SELECT expires_at FROM subscriptions"))


async def test_a_lost_renewal_is_found_in_time_and_alarms_nobody(world: World) -> None:
    one, charge = await lost_renewal(world)
    world.move(seconds=LATE_SECONDS)
    assert await has_access(world)
    await look(world)
    await hear(world, BUYER.id, "It is renewed")
    await hear(world, ADMIN.id, "🔁 Renewed")
    assert ends_at(world) == charge.at + PERIOD_SECONDS == one.until + 1
    world.telegram.report(charge, subscription_expiration_date=one.until, is_recurring=True)
    await until(lambda: ends_at(world) == one.until)
    assert "renews on" in words(await ask(world, BUYER.id, "/status"))
    world.move(days=1)
    await nothing_due(world)
    assert said(world, BUYER.id, "It is renewed") == 1
    assert said(world, BUYER.id, "has ended") == said(world, BUYER.id, "reminder") == 0
    for alarm in ("paid twice", "in two ways", "an end that can't be"):
        assert said(world, ADMIN.id, alarm) == 0


async def test_a_lost_first_payment_begins_what_renews_and_can_be_stopped(world: World) -> None:
    await ask(world, ADMIN.id, "/help")
    await set_price(world, renews=True)
    link = await offered_link(world)
    paid = await world.telegram.pay_link(BUYER.id, address_of(link), lose_update=True)
    assert paid.charge is not None
    await look(world)
    assert "It renews every 30 days for 250 ⭐." in words(await hear(world, BUYER.id, "Thank you"))
    await hear(world, ADMIN.id, "Sale that renews")
    await until(lambda: link not in world.telegram.chat(BUYER.id))
    status = await ask(world, BUYER.id, "/status")
    assert "renews on" in words(status)
    await tap(world, status, "Stop renewing: 1 month", BUYER.id)
    await tap(world, status, "Yes, stop the renewal", BUYER.id)
    [call] = world.telegram.calls_of("editUserStarSubscription")
    assert call.params["telegram_payment_charge_id"] == paid.charge.charge_id
    assert said(world, ADMIN.id, "paid twice") == 0


async def test_a_refund_of_a_found_renewal_stops_it_first_and_takes_only_its_time(
    world: World,
) -> None:
    one, charge = await found_renewal(world)
    card = await command(world, ADMIN.id, "/refund #2")
    await tap(world, card, "Yes, refund 250")
    await until(lambda: "Telegram has given the Stars back" in words(card))
    [stopped] = world.telegram.calls_of("editUserStarSubscription")
    [refunded] = world.telegram.calls_of("refundStarPayment")
    assert stopped.params["telegram_payment_charge_id"] == one.charge_id
    assert refunded.params["telegram_payment_charge_id"] == charge.charge_id
    assert one.bot_canceled
    await hear(world, BUYER.id, "has been refunded")
    assert not await has_access(world)
    assert "knew everything already" in await look(world)
    assert not await has_access(world)


async def test_a_found_renewal_that_was_given_back_from_outside_ends(world: World) -> None:
    _, charge = await found_renewal(world)
    world.telegram.refund_from_outside(charge, lose_update=True)
    await look(world)
    await hear(world, BUYER.id, "has been refunded")
    world.move(seconds=RENEWAL_GRACE_SECONDS)
    assert not await has_access(world)


async def test_a_found_renewal_may_be_stopped_in_telegram_afterwards(world: World) -> None:
    one, _ = await found_renewal(world)
    assert world.telegram.cancel_subscription(one) is None
    await hear(world, BUYER.id, "you have stopped it in Telegram")
    await hear(world, ADMIN.id, "Won't renew")
    status = await ask(world, BUYER.id, "/status")
    assert "ends on" in words(status)
    assert not any("renew" in label.lower() for label in labels(status))
    assert "knew everything already" in await look(world)
    assert "ends on" in words(await ask(world, BUYER.id, "/status"))
    await world.pass_time(days=31)
    await hear(world, BUYER.id, "Your access ended")


async def test_a_found_renewal_that_can_t_be_charged_again_says_what_to_do(world: World) -> None:
    one, _ = await found_renewal(world)
    world.telegram.set_balance(BUYER.id, 0)
    await world.pass_time(days=30, seconds=2)
    assert one.failed
    await hear(world, BUYER.id, "couldn't renew")
    await hear(world, ADMIN.id, "Couldn't be renewed")
    await hear(world, BUYER.id, "Your access ended")
