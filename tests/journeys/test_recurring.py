"""Stories of Tribute's own subscriptions: begun, renewed month by month, cancelled, over."""

import csv
import io
from collections.abc import AsyncIterator

import pytest

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, BUYER, NEVER_STARTED, REGRETS
from bot.sandbox.telegram import Message
from bot.sandbox.world import World
from bot.usecases.access.lifecycle import Lifecycle
from bot.usecases.access.reminders import thresholds
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import command, deps
from tests.handlers.telegram.talk import ask, hear, labels, until, words
from tests.journeys.channel import (
    comes_in,
    goes_out,
    is_inside,
    knock,
    open_channel,
    scalar,
    settled,
)

NAME = "Book Club: the circle"
DOOR = "🚪 Book Club: the reading room"
MINUTE = 60


@pytest.fixture
async def world(clock: FixedClock) -> AsyncIterator[World]:
    """A channel, the owner's service, and a subscription at Tribute that counts as access."""
    async with open_channel(clock, with_service=True) as world:
        await ask(world, BUYER.id, "/start")
        await deps(world).recurring.bind(world.tribute.subscriptions.plan.id, ADMIN.id)
        yield world


async def answer(world: World, person_id: int = BUYER.id) -> tuple[bool, str]:
    """What the API says: whether, and until when."""
    assert world.service is not None
    found = (await world.service.ask(world.app_url, [person_id])).answer
    return found["active"], found["expires_at"]


async def heard(world: World, count: int) -> list[str]:
    """What the owner's service was told, once it is so much."""
    service = world.service
    assert service is not None
    await until(lambda: len(service.received) >= count)
    return [one.event["type"].partition(".")[2] for one in service.received]


async def looked_at(world: World) -> None:
    """The clock has looked at all that is due by now; its own worker does every few seconds."""
    rules = thresholds(world.settings.remind_before)
    lifecycle = Lifecycle(deps(world).people.db, world.clock, rules)
    while await lifecycle.tick():
        pass


async def pass_time(world: World, **how: int) -> None:
    await world.pass_time(**how)
    await looked_at(world)


async def status(world: World, person_id: int = BUYER.id) -> str:
    return words(await ask(world, person_id, "/status"))


async def test_it_renews_month_by_month_and_nobody_leaves_the_channel(world: World) -> None:
    await world.tribute.subscriptions.subscribe(BUYER.id, BUYER.username)
    begun = await hear(world, BUYER.id, "received your payment for the subscription")
    assert "until 12 June 2026, 21:59 UTC (1 month left). Then Tribute renews it" in words(begun)
    assert labels(begun) == [DOOR, "My access"]
    knock(world, BUYER.id)
    await comes_in(world, BUYER.id)
    await pass_time(world, days=29)
    await pass_time(world, days=3)
    renewed = await hear(world, BUYER.id, "Your subscription goes on", after=begun.message_id)
    assert "until 12 July 2026" in renewed.text
    await pass_time(world, months=2)
    await hear(world, BUYER.id, "until 12 September 2026", after=renewed.message_id)
    await settled(world)
    assert is_inside(world, BUYER.id)
    assert await answer(world) == (True, "2026-09-12T21:59:00Z")
    assert await heard(world, 4) == ["started", "extended", "extended", "extended"]
    said = [message.text for message in world.telegram.messages_to(BUYER.id)]
    assert not any("reminder" in text or "ended" in text for text in said)


async def test_cancelled_it_lasts_as_paid_is_reminded_of_and_ends(world: World) -> None:
    await world.tribute.subscriptions.subscribe(BUYER.id)
    knock(world, BUYER.id)
    await comes_in(world, BUYER.id)
    await world.tribute.subscriptions.cancel(BUYER.id)
    told = await hear(world, BUYER.id, "won't be renewed. What is paid for stays yours.")
    assert "until 12 June 2026" in told.text
    assert f"✖️ «{NAME}»\nwon't be renewed, paid until 12 June 2026" in await status(world)
    await pass_time(world, days=29)
    await hear(world, BUYER.id, "A friendly reminder")
    await pass_time(world, months=1)
    await hear(world, BUYER.id, "Your access ended on 12 June 2026")
    await goes_out(world, BUYER.id)
    assert (await answer(world))[0] is False
    assert await heard(world, 2) == ["started", "ended"]
    assert f"✖️ «{NAME}»\nended on 12 June 2026" in await status(world)


async def test_a_cancellation_minutes_after_the_end_is_the_end(world: World) -> None:
    """As it was seen live: the charge failed, and Tribute said so four minutes later."""
    await world.tribute.subscriptions.subscribe(BUYER.id)
    knock(world, BUYER.id)
    await comes_in(world, BUYER.id)
    world.move(months=1)
    world.move(seconds=4 * MINUTE)
    await looked_at(world)
    assert "Tribute is renewing it right now" in await status(world)
    assert (await answer(world))[0] is True
    await world.tribute.subscriptions.cancel(BUYER.id)
    told = await hear(world, BUYER.id, "wasn't renewed. Your access ended on 12 June 2026")
    assert labels(told) == ["See the tariffs"]
    await goes_out(world, BUYER.id)
    assert await heard(world, 2) == ["started", "ended"]


async def test_a_renewal_whose_webhook_got_lost_comes_in_time(world: World) -> None:
    await world.tribute.subscriptions.subscribe(BUYER.id)
    knock(world, BUYER.id)
    await comes_in(world, BUYER.id)
    world.move(months=1)
    world.tribute.plan.lose_next = 1
    await world.tribute.subscriptions.renew(BUYER.id)
    await looked_at(world)
    world.move(seconds=5 * MINUTE)
    await hear(world, BUYER.id, "Your subscription goes on")
    await settled(world)
    assert is_inside(world, BUYER.id)
    assert await heard(world, 2) == ["started", "extended"]


async def test_no_word_at_all_is_an_end_too(world: World) -> None:
    await world.tribute.subscriptions.subscribe(BUYER.id)
    world.move(months=1)
    world.move(seconds=10 * MINUTE)
    await looked_at(world)
    await hear(world, BUYER.id, "Your access ended on 12 June 2026")
    assert (await answer(world))[0] is False


async def test_gifts_and_trials_are_told_as_such(world: World) -> None:
    await ask(world, NEVER_STARTED.id, "/start")
    await ask(world, ADMIN.id, "/help")
    await world.tribute.subscriptions.subscribe(BUYER.id, kind="trial")
    await world.tribute.subscriptions.subscribe(NEVER_STARTED.id, kind="gift")
    trial = await hear(world, BUYER.id, f"Your trial of «{NAME}» has begun.")
    assert "until 19 May 2026, 21:59 UTC (7 days left). Then Tribute renews it" in words(trial)
    gift = await hear(world, NEVER_STARTED.id, f"Вам подарок: подписка «{NAME}».")
    assert "Tribute" not in gift.text
    assert "on trial until 19 May 2026, 21:59 UTC, then it renews" in await status(world)
    assert f"🎁 «{NAME}»\nподарок, до 12 июня 2026" in await status(world, NEVER_STARTED.id)
    await hear(world, ADMIN.id, "🌱 Trial begun")
    await hear(world, ADMIN.id, "🎁 Subscribed, as a gift")
    await pass_time(world, days=8)
    await hear(world, BUYER.id, "Your subscription goes on")
    await pass_time(world, days=22)
    await hear(world, NEVER_STARTED.id, "Небольшое напоминание")
    await pass_time(world, days=3)
    await hear(world, NEVER_STARTED.id, "Доступ закончился 12 июня 2026")


async def test_a_month_bought_besides_comes_after_it(world: World) -> None:
    await world.tribute.subscriptions.subscribe(BUYER.id)
    bought = await world.tribute.pay(456, telegram_user_id=BUYER.id)
    assert await answer(world) == (True, "2026-07-12T21:59:00Z")
    said = await status(world)
    assert "until 12 July 2026, 21:59 UTC (2 months left). Your Tribute subscription" in said
    assert "renews by itself on 12 June 2026" in said
    await pass_time(world, months=1, days=1)
    assert await answer(world) == (True, "2026-08-12T21:59:00Z")
    await world.tribute.refund_by_buyer(bought.id)
    assert await answer(world) == (True, "2026-07-12T21:59:00Z")
    await world.tribute.subscriptions.cancel(BUYER.id)
    assert await answer(world) == (True, "2026-07-12T21:59:00Z")


async def test_whose_access_was_ended_by_hand_has_it_again_when_they_pay_again(
    world: World,
) -> None:
    await world.tribute.subscriptions.subscribe(BUYER.id)
    message = await command(world, ADMIN.id, f"/revoke {BUYER.id}")
    assert "renewed on 12 June 2026, 21:59 UTC, it gives access again" in words(message)
    await tap(world, message, "Yes, end it now")
    await hear(world, BUYER.id, "The owner has ended your access.")
    assert (await answer(world))[0] is False
    await pass_time(world, months=1, days=1)
    assert await answer(world) == (True, "2026-07-12T21:59:00Z")


async def test_the_numbers_and_tables_count_what_was_paid(world: World) -> None:
    await world.tribute.subscriptions.subscribe(BUYER.id)
    await world.tribute.subscriptions.subscribe(REGRETS.id, kind="trial")
    await pass_time(world, days=8)
    said = words(await command(world, ADMIN.id, "/stats"))
    week = said.partition("The last 30 days")[2]
    assert week.startswith(
        f"\n💰 €20.00\n• 🔁 «{NAME}»: 2 × · €20.00\n• 🔁 «{NAME}»: 1 × · free\n"
        "🆕 new 2 · 🔁 renewed 1 · 🏁 ended 0"
    )
    sent = await world.telegram.send(ADMIN.id, "/export")
    table = await world.telegram.wait_for(ADMIN.id, _is_recurring_table, after=sent.message_id)
    assert table.document is not None
    rows = list(csv.DictReader(io.StringIO(table.document.content.decode("utf-8-sig"))))
    assert [row["event"] for row in rows] == ["new", "new", "renewed"]
    assert [row["type"] for row in rows] == ["regular", "trial", "regular"]
    first = rows[0]
    assert (first["price"], first["after_commission"], first["currency"]) == (
        "10.00",
        "9.00",
        "EUR",
    )
    assert first["paid_until"] == "2026-06-12T21:59:00Z"


def _is_recurring_table(message: Message) -> bool:
    return message.document is not None and message.document.file_name.startswith("recurring-")


@pytest.mark.fault("P7", "renewals and cancellations lost and doubled")
async def test_everything_twice_and_lost_ends_the_same(world: World) -> None:
    for _ in range(2):
        world.tribute.plan.duplicate_next = 1
        await world.tribute.subscriptions.subscribe(BUYER.id)
        world.tribute.plan.duplicate_next = 1
        await world.tribute.subscriptions.cancel(BUYER.id)
    assert await answer(world) == (True, "2026-07-12T21:59:00Z")
    assert await scalar(world, "SELECT COUNT(*) FROM recurring_events") == 4
    await world.restart_app()
    for delivery in list(world.tribute.deliveries):
        assert await world.tribute.deliver(delivery.event) == 200
    assert await scalar(world, "SELECT COUNT(*) FROM recurring_events") == 4
    assert await answer(world) == (True, "2026-07-12T21:59:00Z")
