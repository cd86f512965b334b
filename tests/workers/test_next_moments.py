"""The moment that the ledger names for each kind of due thing: not a second late, nor early."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from aiogram import Bot

from bot.clock import FixedClock
from bot.domain.broadcasts import Audience, AudienceGroup
from bot.domain.durations import Duration
from bot.domain.incidents import IncidentKind
from bot.domain.models import PersonId
from bot.domain.shop_face.profile import NOTHING, Part, Spot, Wish, WishState
from bot.telegram.profile import ProfileClient
from bot.usecases.access.lifecycle import Lifecycle
from bot.usecases.admins.digest import following
from bot.usecases.broadcasts.broadcasts import Broadcasts
from bot.usecases.broadcasts.planned import PlannedBroadcasts
from bot.usecases.chats.requests import LOOK_AGAIN_SECONDS
from bot.usecases.outbox.outbox import Outbox
from bot.usecases.outbox.pause import PAUSED_SINCE
from bot.usecases.shop_face.profile import BotProfile
from bot.usecases.webhooks_out.deliver import Failure, WebhooksOut
from bot.workers.sleep import NextAt
from storage import facts
from storage.queries.due_messages import PassedOver
from storage.shop_face import profile_wishes
from tests.bodies import ANNA, BORIS, purchase
from tests.usecases.admins.test_digest import Desk, desk
from tests.usecases.chats.conftest import Scene, scene
from tests.usecases.conftest import ADMINS, Shop, shop
from tests.workers.test_watch import DAY, MonitorHarness, _sell, harness

__all__ = ["desk", "harness", "scene", "shop"]

Look = Callable[[], Awaitable[object]]


async def assert_exact(clock: FixedClock, next_at: NextAt, look: Look) -> int:
    """Check that nothing is due until the moment that the ledger names, and something then.

    Return how many seconds off it was.
    """
    assert not await look()
    now = clock.now()
    at = await next_at(now)
    assert at is not None
    clock.move(at - 1 - now)
    assert not await look(), "the look finds something before that moment"
    assert await next_at(clock.now()) == at
    clock.move(1)
    assert await look(), "the look finds nothing at that moment"
    return at - now


async def test_each_reminder_and_the_end(shop: Shop) -> None:
    lifecycle = Lifecycle(shop.db, shop.clock, (Duration(days=3), Duration(days=1)))
    await shop.receive(purchase())
    await shop.receive(purchase(2, telegram_user_id=BORIS, product_id=457))
    off = []
    for _ in range(3):
        while await lifecycle.tick():
            pass
        off.append(await assert_exact(shop.clock, lifecycle.next_at, lifecycle.tick))
    assert off[1:] == [2 * DAY, DAY]


async def test_nothing_is_due_where_nobody_has_an_end(shop: Shop) -> None:
    lifecycle = Lifecycle(shop.db, shop.clock, (Duration(days=3),))
    await shop.receive(purchase(product_id=459))
    while await lifecycle.tick():
        pass
    assert await lifecycle.next_at(shop.clock.now()) is None


async def test_a_request_to_join_that_nobody_paid_for(scene: Scene) -> None:
    await scene.ask()
    await assert_exact(scene.shop.clock, scene.chats.next_at, scene.chats.tick)
    assert await scene.chats.next_at(scene.shop.clock.now()) is None


async def test_a_look_at_a_chat_without_rights(scene: Scene) -> None:
    await scene.chats.rights_changed(-100, may_invite=False, may_remove=True, is_gone=False)
    off = await assert_exact(scene.shop.clock, scene.chats.next_at, scene.chats.tick)
    assert off == LOOK_AGAIN_SECONDS


async def test_the_earlier_of_a_request_and_a_look(scene: Scene) -> None:
    await scene.chats.rights_changed(-100, may_invite=False, may_remove=True, is_gone=False)
    await scene.put("asking", decline_at=scene.shop.clock.now() + 5)
    assert await assert_exact(scene.shop.clock, scene.chats.next_at, scene.chats.tick) == 5


async def _outbox(shop: Shop, *failing: int) -> Outbox:
    """Send what is due, but for these people, to whom nothing gets through."""
    found = Outbox(shop.db, shop.clock, ADMINS)
    while (message := await found.next_due(PassedOver())) is not None:
        if message.chat_id in failing:
            await found.failed(message, "Bad Gateway")
        else:
            await found.sent(message, retry_others=False)
    return found


async def test_a_message_that_was_put_off(shop: Shop) -> None:
    await shop.receive(purchase(1))
    found = await _outbox(shop, ANNA)

    async def look() -> object:
        return await found.next_due(PassedOver())

    await assert_exact(shop.clock, found.next_at, look)
    await _outbox(shop)
    assert await found.next_at(shop.clock.now()) is None


async def test_a_message_behind_one_of_the_same_person_that_was_put_off(shop: Shop) -> None:
    await shop.receive(purchase(1))
    await _outbox(shop, ANNA)
    await shop.receive(purchase(2, at=shop.clock.now()))
    found = await _outbox(shop)

    async def look() -> object:
        return await found.next_due(PassedOver())

    await assert_exact(shop.clock, found.next_at, look)


async def test_a_webhook_that_was_put_off(shop: Shop) -> None:
    webhooks = WebhooksOut(shop.db, shop.clock, ADMINS, enabled=True)
    await webhooks.on_start()
    await shop.receive(purchase(1))
    await shop.receive(purchase(2, at=shop.clock.now()))
    first = await webhooks.next_due()
    assert first is not None
    for _ in range(3):
        await webhooks.failed(first, Failure("timeout"))
        await assert_exact(shop.clock, webhooks.next_at, webhooks.next_due)
        found = await webhooks.next_due()
        assert found is not None
        first = found


async def test_a_planned_broadcast(shop: Shop) -> None:
    planned, drafts = (
        PlannedBroadcasts(shop.db, shop.clock, ADMINS),
        Broadcasts(shop.db, shop.clock),
    )
    for hours in (5, 2):
        draft = await drafts.draft(ADMINS[0], Audience(AudienceGroup.ALL), f"News {hours}")
        at = shop.clock.now() + hours * 3600
        await planned.plan(draft.broadcast.id, ADMINS[0], at)

    async def look() -> bool:
        return (await planned.start_due()).started

    off = [
        await assert_exact(shop.clock, planned.next_at, look) for _ in range(2) if not await look()
    ]
    assert off == [2 * 3600, 3 * 3600]
    assert await planned.next_at(shop.clock.now()) is None


async def test_a_digest(desk: Desk) -> None:
    digests, clock = desk.digests, desk.shop.clock
    assert await digests.next_at(clock.now()) is None
    await desk.shop.receive(purchase(1))
    await desk.set_all_aside()
    await assert_exact(clock, digests.next_at, digests.queue_due)


@pytest.mark.parametrize(
    ("now", "minute", "zone", "expected"),
    [
        ("2026-05-12 08:59", 540, "UTC", "2026-05-12 09:00"),
        ("2026-05-12 09:00", 540, "UTC", "2026-05-13 09:00"),
        ("2026-12-31 23:59", 1439, "UTC", "2027-01-01 23:59"),
        ("2026-05-12 23:30", 0, "Europe/Moscow", "2026-05-13 00:00"),
        ("2026-03-29 01:59", 150, "Europe/Berlin", "2026-03-29 03:30"),
        ("2026-10-25 01:00", 540, "Europe/Berlin", "2026-10-25 09:00"),
    ],
)
def test_the_next_time_of_a_day(now: str, minute: int, zone: str, expected: str) -> None:
    place = ZoneInfo(zone)

    def at(text: str) -> int:
        return int(datetime.fromisoformat(text).replace(tzinfo=place).timestamp())

    assert following(at(now), minute, place) == at(expected)


async def _wish(shop: Shop, language: str, seconds: int) -> BotProfile:
    """Want something in the bot's profile that Telegram takes only later."""
    now, spot = shop.clock.now(), Spot(Part.NAME, language)
    wish = Wish(
        id=0,
        bot_id=1,
        spot=spot,
        content=NOTHING,
        is_original=False,
        asked_at=now,
        admin_id=PersonId(ADMINS[0]),
        state=WishState.WAITING,
        tried_at=now,
    )
    number = await shop.db.write(lambda tx: profile_wishes.insert(tx, wish))
    await shop.db.write(lambda tx: profile_wishes.put_off(tx, number, seconds, "flood", now))
    profile = BotProfile(shop.db, shop.clock, ProfileClient(Bot("1:play")), ADMINS)
    await profile.on_start()
    return profile


async def test_a_wish_for_the_bots_profile(shop: Shop) -> None:
    await _wish(shop, "de", 900)
    profile = await _wish(shop, "", 600)

    async def look() -> bool:
        return not (await profile.state(Spot(Part.NAME, ""))).seconds_left

    assert await assert_exact(shop.clock, profile.next_at, look) == 600


async def test_a_wish_that_waits_for_an_admin_has_no_time(shop: Shop) -> None:
    profile = await _wish(shop, "", 600)
    later = shop.clock.now() + 1
    await shop.db.write(lambda tx: facts.put(tx, PAUSED_SINCE, str(later)))
    assert await profile.next_at(shop.clock.now()) is None


async def _open(harness: MonitorHarness, kind: IncidentKind) -> bool:
    return kind in await harness.round()


async def test_the_silence_of_a_shop_that_sold(harness: MonitorHarness) -> None:
    await _sell(harness, 84, DAY // 3)
    await harness.serve()
    clock = harness.shop.clock
    await assert_exact(clock, harness.monitor.next_at, lambda: _open(harness, IncidentKind.SILENCE))


async def test_messages_that_are_long_overdue(harness: MonitorHarness) -> None:
    harness.served = False
    await harness.shop.receive(purchase(1))
    await assert_exact(
        harness.shop.clock, harness.monitor.next_at, lambda: _open(harness, IncidentKind.OUTBOX)
    )


async def test_the_end_of_a_wait_that_telegram_asked_for(harness: MonitorHarness) -> None:
    await harness.monitor.telegram_waits.keep("sendMessage", ANNA, 300)
    await harness.serve()

    async def look() -> bool:
        return not await _open(harness, IncidentKind.SLOWED)

    assert await assert_exact(harness.shop.clock, harness.monitor.next_at, look) == 300
    assert await harness.monitor.next_at(harness.shop.clock.now()) is None


@pytest.mark.parametrize("sign", ["alarming", "calm", "space", "failing", "is_wrong"])
async def test_each_sign_outside_the_ledger_changes_the_signs(
    harness: MonitorHarness, sign: str
) -> None:
    monitor, clock = harness.monitor, harness.shop.clock
    if sign == "calm":
        monitor.signature_alarm.wrong(clock.now())
    before = await monitor.signs()
    assert before == await monitor.signs()
    match sign:
        case "alarming":
            for _ in range(5):
                monitor.signature_alarm.wrong(clock.now())
        case "calm":
            clock.move(900)
        case "space":
            harness.free = 0
        case "failing":
            harness.failing = {"outbox"}
        case _:
            object.__setattr__(monitor, "seconds_ahead", lambda: -300)
    assert getattr(await monitor.signs(), sign) != getattr(before, sign)
