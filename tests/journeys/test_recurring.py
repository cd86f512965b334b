"""Tribute's recurring subscriptions as access: begun, renewed month by month, cancelled, over."""

import csv
import io
from collections.abc import AsyncIterator

import pytest

from bot.clock import FixedClock
from bot.domain.models import FIRST_PLAN
from bot.sandbox.cast import ADMIN, BUYER, CHANNEL_TITLE, NEVER_STARTED, REGRETS
from bot.sandbox.telegram import Message
from bot.sandbox.world import World
from bot.usecases.access.lifecycle import Lifecycle
from tests.bodies import recurring
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import command, deps
from tests.handlers.telegram.talk import ask, hear, labels, until, words
from tests.journeys.channel import (
    ask_to_join,
    is_inside,
    open_channel,
    scalar,
    until_idle,
    until_inside,
    until_removed,
)

NAME = "Book Club: the circle"
CHAT_BUTTON = f"🚪 {CHANNEL_TITLE}"
MINUTE = 60


@pytest.fixture
async def world(clock: FixedClock) -> AsyncIterator[World]:
    """Yield a world with a channel, the owner's service, and a subscription bound as access."""
    async with open_channel(clock, with_service=True) as world:
        await ask(world, BUYER.id, "/start")
        await deps(world).recurring.bind(
            world.tribute.subscriptions.product.id, FIRST_PLAN, ADMIN.id
        )
        yield world


async def answer(world: World, person_id: int = BUYER.id) -> tuple[bool, str]:
    """Return what the API says: whether the person has access, and until when."""
    assert world.service is not None
    found = (await world.service.ask(world.app_url, [person_id])).answer
    return found["active"], found["expires_at"]


async def service_events(world: World, count: int) -> list[str]:
    """Wait for so many webhooks to the owner's service; return the changes in them."""
    service = world.service
    assert service is not None
    await until(lambda: len(service.received) >= count)
    return [one.event["type"].partition(".")[2] for one in service.received]


async def run_lifecycle(world: World) -> None:
    """Run the lifecycle for all that is due by now, as its worker does every few seconds."""
    rules = world.settings.remind_before
    lifecycle = Lifecycle(deps(world).people.db, world.clock, rules)
    while await lifecycle.tick():
        pass


async def pass_time(world: World, **how: int) -> None:
    await world.pass_time(**how)
    await run_lifecycle(world)


async def status(world: World, person_id: int = BUYER.id) -> str:
    return words(await ask(world, person_id, "/status"))


async def test_a_subscription_renews_month_by_month_and_its_buyer_stays_in_the_channel(
    world: World,
) -> None:
    await world.tribute.subscriptions.subscribe(BUYER.id, BUYER.username)
    begun = await hear(world, BUYER.id, "Your payment for the subscription")
    assert "until 12 June 2026, 21:59 UTC (1 month left). Then Tribute renews it" in words(begun)
    assert labels(begun) == [CHAT_BUTTON, "My access"]
    ask_to_join(world, BUYER.id)
    await until_inside(world, BUYER.id)
    await pass_time(world, days=29)
    await pass_time(world, days=3)
    renewed = await hear(world, BUYER.id, "Your subscription goes on", after=begun.message_id)
    assert "until 12 July 2026" in renewed.text
    await pass_time(world, months=2)
    await hear(world, BUYER.id, "until 12 September 2026", after=renewed.message_id)
    await until_idle(world)
    assert is_inside(world, BUYER.id)
    assert await answer(world) == (True, "2026-09-12T21:59:00Z")
    assert await service_events(world, 4) == ["started", "extended", "extended", "extended"]
    said = [message.text for message in world.telegram.messages_to(BUYER.id)]
    assert not any("reminder" in text or "ended" in text for text in said)


@pytest.mark.long
async def test_a_cancelled_subscription_lasts_as_paid_with_a_reminder_before_its_end(
    world: World,
) -> None:
    await world.tribute.subscriptions.subscribe(BUYER.id)
    ask_to_join(world, BUYER.id)
    await until_inside(world, BUYER.id)
    await world.tribute.subscriptions.cancel(BUYER.id)
    notice = await hear(world, BUYER.id, "won't be renewed. The time that is paid for stays yours.")
    assert "until 12 June 2026" in notice.text
    assert f"✖️ “{NAME}”\nwon't be renewed, paid until 12 June 2026" in await status(world)
    await pass_time(world, days=29)
    await hear(world, BUYER.id, "A friendly reminder")
    await pass_time(world, months=1)
    await hear(world, BUYER.id, "Your access ended on 12 June 2026")
    await until_removed(world, BUYER.id)
    assert (await answer(world))[0] is False
    assert await service_events(world, 2) == ["started", "ended"]
    assert f"✖️ “{NAME}”\nended on 12 June 2026" in await status(world)


async def test_a_cancellation_minutes_after_the_end_ends_access(world: World) -> None:
    """Seen live: the charge failed, and Tribute sent the cancellation four minutes later."""
    await world.tribute.subscriptions.subscribe(BUYER.id)
    ask_to_join(world, BUYER.id)
    await until_inside(world, BUYER.id)
    world.move(months=1)
    world.move(seconds=4 * MINUTE)
    await run_lifecycle(world)
    assert "Tribute is renewing it right now" in await status(world)
    assert (await answer(world))[0] is True
    await world.tribute.subscriptions.cancel(BUYER.id)
    notice = await hear(world, BUYER.id, "wasn't renewed. Your access ended on 12 June 2026")
    assert labels(notice) == ["See the prices"]
    await until_removed(world, BUYER.id)
    assert await service_events(world, 2) == ["started", "ended"]


async def test_a_renewal_whose_webhook_was_lost_is_delivered_again_in_time(world: World) -> None:
    await world.tribute.subscriptions.subscribe(BUYER.id)
    ask_to_join(world, BUYER.id)
    await until_inside(world, BUYER.id)
    world.move(months=1)
    world.tribute.webhook_faults.lose_next = 1
    await world.tribute.subscriptions.renew(BUYER.id)
    await run_lifecycle(world)
    world.move(seconds=5 * MINUTE)
    await hear(world, BUYER.id, "Your subscription goes on")
    await until_idle(world)
    assert is_inside(world, BUYER.id)
    assert await service_events(world, 2) == ["started", "extended"]


async def test_without_any_webhook_access_ends_too(world: World) -> None:
    await world.tribute.subscriptions.subscribe(BUYER.id)
    world.move(months=1)
    world.move(seconds=10 * MINUTE)
    await run_lifecycle(world)
    await hear(world, BUYER.id, "Your access ended on 12 June 2026")
    assert (await answer(world))[0] is False


async def test_trials_and_subscriptions_paid_by_somebody_else_are_named_as_such(
    world: World,
) -> None:
    await ask(world, NEVER_STARTED.id, "/start")
    await ask(world, ADMIN.id, "/help")
    await world.tribute.subscriptions.subscribe(BUYER.id, kind="trial")
    await world.tribute.subscriptions.subscribe(NEVER_STARTED.id, kind="gift")
    trial = await hear(world, BUYER.id, f"Your trial of “{NAME}” has begun.")
    assert "until 19 May 2026, 21:59 UTC (7 days left). Then Tribute renews it" in words(trial)
    notice = await hear(world, NEVER_STARTED.id, f"Вам подарок: подписка «{NAME}».")
    assert "Tribute" not in notice.text
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


async def test_a_month_bought_beside_a_subscription_comes_after_it(world: World) -> None:
    await world.tribute.subscriptions.subscribe(BUYER.id)
    bought = await world.tribute.pay(456, telegram_user_id=BUYER.id)
    assert await answer(world) == (True, "2026-07-12T21:59:00Z")
    said = await status(world)
    assert "until 12 July 2026, 21:59 UTC (2 months left). Your Tribute subscription" in said
    assert "renews automatically on 12 June 2026" in said
    await pass_time(world, months=1, days=1)
    assert await answer(world) == (True, "2026-08-12T21:59:00Z")
    await world.tribute.refund_by_buyer(bought.id)
    assert await answer(world) == (True, "2026-07-12T21:59:00Z")
    await world.tribute.subscriptions.cancel(BUYER.id)
    assert await answer(world) == (True, "2026-07-12T21:59:00Z")


async def test_a_person_whose_access_was_revoked_has_it_again_with_the_next_renewal(
    world: World,
) -> None:
    await world.tribute.subscriptions.subscribe(BUYER.id)
    message = await command(world, ADMIN.id, f"/revoke {BUYER.id}")
    assert "renews on 12 June 2026, 21:59 UTC, it gives access again" in words(message)
    await tap(world, message, "Yes, end it now")
    await hear(world, BUYER.id, "Your access has been closed.")
    assert (await answer(world))[0] is False
    await pass_time(world, months=1, days=1)
    assert await answer(world) == (True, "2026-07-12T21:59:00Z")


async def test_the_statistics_and_tables_count_the_payments(world: World) -> None:
    await world.tribute.subscriptions.subscribe(BUYER.id)
    await world.tribute.subscriptions.subscribe(REGRETS.id, kind="trial")
    await pass_time(world, days=8)
    said = words(await command(world, ADMIN.id, "/stats"))
    week = said.partition("The last 30 days")[2]
    assert week.startswith(
        f"\n💰 €20\n• 🔁 “{NAME}”: 2 × · €20\n• 🔁 “{NAME}”: 1 × · free\n"
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
async def test_lost_and_doubled_webhooks_end_in_the_same_state(world: World) -> None:
    for _ in range(2):
        world.tribute.webhook_faults.duplicate_next = 1
        await world.tribute.subscriptions.subscribe(BUYER.id)
        world.tribute.webhook_faults.duplicate_next = 1
        await world.tribute.subscriptions.cancel(BUYER.id)
    assert await answer(world) == (True, "2026-07-12T21:59:00Z")
    assert await scalar(world, "SELECT COUNT(*) FROM recurring_events") == 4
    await world.restart_app()
    for delivery in list(world.tribute.deliveries):
        assert await world.tribute.deliver(delivery.event) == 200
    assert await scalar(world, "SELECT COUNT(*) FROM recurring_events") == 4
    assert await answer(world) == (True, "2026-07-12T21:59:00Z")


async def test_a_cancellation_after_a_revoke_blames_no_missing_renewal(world: World) -> None:
    await world.tribute.subscriptions.subscribe(BUYER.id)
    await hear(world, BUYER.id, "has arrived")
    message = await command(world, ADMIN.id, "/revoke 700001")
    await tap(world, message, "Yes, end it now")
    ended = await hear(world, BUYER.id, "Your access has been closed")
    await world.tribute.subscriptions.cancel(BUYER.id)
    notice = await hear(world, BUYER.id, NAME, after=ended.message_id)
    assert "won't be renewed. Your access ended on 12 May 2026" in words(notice)


async def test_the_owner_reads_that_only_one_period_ends(world: World) -> None:
    await ask(world, ADMIN.id, "/start")
    now, bound = world.clock.now(), world.tribute.subscriptions.product.id
    until = {1547: now + 30 * 86400, 1600: now + 365 * 86400}
    for place, (kind, period) in enumerate((("new", 1547), ("new", 1600), ("cancelled", 1547))):
        body = recurring(
            kind,
            at=now + place,
            until=until[period],
            period_id=period,
            subscription_id=bound,
            telegram_user_id=BUYER.id,
        )
        assert await world.tribute.deliver(world.tribute.raw_event(body)) == 200
    notice = await hear(world, ADMIN.id, "Subscription cancelled")
    assert "The same subscription goes on with another period." in notice.text
