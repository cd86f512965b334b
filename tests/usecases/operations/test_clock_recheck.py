"""Work that a clock that was ahead has put off is due in time once the clock is right."""

from collections.abc import Callable

import pytest

from benchmarks.plans import plans_of
from bot.clock import CheckedClock
from bot.domain.durations import Duration
from bot.domain.models import FIRST_PLAN, Grant, PersonId, TariffId
from bot.usecases.claims.claims import MOST_A_DAY, ClaimOutcome, Claims
from bot.usecases.operations import watch
from bot.usecases.operations.clock_recheck import ClockRecheck
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.outbox.outbox import Outbox
from bot.usecases.outbox.pause import PAUSED_SINCE, paused_since
from bot.usecases.webhooks_out.deliver import DELAYS_SECONDS, Failure, WebhooksOut
from bot.workers.clock_recheck import ClockRecheckWorker
from storage import access_chats, facts, grants, outbox, people, tariffs, webhooks_out
from storage.engine.tx import Tx
from storage.outbox import NewMessage
from storage.queries import health
from storage.webhooks_out import NewWebhook
from tests.bodies import ANNA, purchase
from tests.usecases.conftest import ADMINS, Shop, nobody_asked

DAY = 86400
_AHEAD = pytest.mark.parametrize("ahead", [1, 300, 1800, 5 * 3600, 40 * DAY])
_ACTS = {
    *("product_bindings", "recurring_bindings"),
    *("audit", "people", "purchases", "grants", "recurring_events", "refund_attempts"),
}
"""Tables of acts and payments, which are read whole only when the clock went back."""
_ANY_MESSAGE = NewMessage("a", NoticeKind.ADMIN_HELD, ADMINS[0], 1)


@pytest.fixture
def recheck(shop: Shop) -> ClockRecheck:
    return ClockRecheck(shop.db, CheckedClock(shop.clock))


async def _write(shop: Shop, work: Callable[[Tx, int], object]) -> None:
    now = shop.clock.now()
    await shop.db.write(lambda tx: work(tx, now))


async def _scalar(shop: Shop, sql: str) -> int:
    return int(await shop.db.read(lambda tx: tx.scalar(sql)))


@pytest.mark.fault("C9", "ahead by a second to forty days while a message is queued or tried")
@_AHEAD
@pytest.mark.parametrize("tries", [0, 1, 3, 20])
async def test_a_message_waits_no_longer_than_after_its_last_try(
    shop: Shop, recheck: ClockRecheck, ahead: int, tries: int
) -> None:
    shop.clock.move(ahead)
    await _write(shop, lambda tx, now: outbox.enqueue(tx, _ANY_MESSAGE, now))
    queue = Outbox(shop.db, shop.clock, ())
    for _ in range(tries):
        message = await shop.db.read(lambda tx: outbox.get(tx, 1))
        assert message is not None
        await queue.failed(message, "silent")
    shop.clock.move(-ahead)
    await recheck.recheck()
    waits = await _scalar(shop, "SELECT not_before FROM outbox") - shop.clock.now()
    assert waits <= (Outbox.delay_seconds(tries - 1, 0) * 5 // 4 if tries else 0)


@pytest.mark.fault("C9", "ahead by a second to forty days while a webhook is queued or tried")
@_AHEAD
@pytest.mark.parametrize("tries", [0, 1, 5])
async def test_a_webhook_waits_no_longer_than_its_timetable_says(
    shop: Shop, recheck: ClockRecheck, ahead: int, tries: int
) -> None:
    shop.clock.move(ahead)
    new = NewWebhook("msg_1", "subscription.started", PersonId(ANNA), "{}")

    def queue(tx: Tx, now: int) -> None:
        people.ensure(tx, ANNA, None, now)
        webhooks_out.enqueue(tx, [new], now)

    await _write(shop, queue)
    service = WebhooksOut(shop.db, shop.clock, ADMINS)
    for number in range(tries):
        shop.clock.move(2 * DELAYS_SECONDS[number])
        webhook = await service.next_due()
        assert webhook is not None
        await service.failed(webhook, Failure("unreachable"))
    shop.clock.move(-ahead)
    await recheck.recheck()
    waits = await _scalar(shop, "SELECT not_before FROM webhooks_out") - shop.clock.now()
    assert waits <= (DELAYS_SECONDS[tries - 1] * 11 // 10 if tries else 0)


@pytest.mark.fault("C9", "a true notice queued while the clock was ahead")
async def test_notices_that_are_true_are_sent_all_the_same(
    shop: Shop, recheck: ClockRecheck
) -> None:
    shop.clock.move(40 * DAY)
    await shop.receive(b'{"test_event": "hello"}')
    shop.clock.move(-40 * DAY)
    await recheck.recheck()
    queued = "SELECT COUNT(*) FROM outbox WHERE kind = 'admin-test' AND state = 'queued'"
    assert await _scalar(shop, queued) == len(ADMINS)
    shop.clock.move(40 * DAY)
    await shop.receive(b'{"test_event": "once more"}')
    assert await _scalar(shop, queued) == 2 * len(ADMINS)


@pytest.mark.fault("C9", "five claims while the clock was ahead")
async def test_claims_made_while_the_clock_was_ahead_use_up_no_later_day(shop: Shop) -> None:
    claims = Claims(shop.db, shop.clock, ADMINS)
    await shop.db.write(lambda tx: people.ensure(tx, ANNA, None, 1))
    shop.clock.move(40 * DAY)
    for number in range(MOST_A_DAY):
        await claims.make(PersonId(ANNA), f"receipt {number}")
        for one in await claims.open_of(PersonId(ANNA)):
            await claims.deny(one.id, ADMINS[0])
    assert await claims.make(PersonId(ANNA), "one more") is ClaimOutcome.TOO_MANY_TODAY
    shop.clock.move(-40 * DAY)
    assert await claims.make(PersonId(ANNA), "one more") is ClaimOutcome.TAKEN


@pytest.mark.fault("C9", "deliveries while the clock was ahead, then none for weeks")
async def test_silence_is_still_noticed_after_the_clock_was_ahead(
    shop: Shop, recheck: ClockRecheck
) -> None:
    for number in range(1, 30):
        await shop.receive(purchase(number, at=shop.clock.now(), telegram_user_id=500 + number))
        shop.clock.move(DAY // 2)
    shop.clock.move(400 * DAY)
    await shop.receive(purchase(99, at=shop.clock.now() - 400 * DAY))
    shop.clock.move(-400 * DAY)
    await recheck.recheck()
    last = await shop.db.read(health.last_delivery)
    assert last is not None
    assert last.at == shop.clock.now()
    later = shop.clock.now() + 20 * DAY
    assert await shop.db.read(lambda tx: watch.is_silent(tx, later))


@pytest.mark.fault("C9", "a restore while the clock was ahead")
async def test_a_pause_does_not_begin_in_the_future(shop: Shop, recheck: ClockRecheck) -> None:
    later = str(shop.clock.now() + 40 * DAY)
    await shop.db.write(lambda tx: facts.put(tx, PAUSED_SINCE, later))
    await recheck.on_start()
    assert await shop.db.read(paused_since) == shop.clock.now()


@pytest.mark.fault("C9", "back and forth ten times without a restart")
async def test_each_set_back_is_looked_at_once(shop: Shop, recheck: ClockRecheck) -> None:
    worker = ClockRecheckWorker(recheck, nobody_asked)
    await shop.receive(purchase(1, at=shop.clock.now()))
    before = await shop.subscription(ANNA)
    for _ in range(10):
        shop.clock.move(300)
        await worker.step()
        await _write(shop, lambda tx, now: tx.execute("UPDATE outbox SET not_before = ?", (now,)))
        shop.clock.move(-300)
        await worker.step()
        latest = await _scalar(shop, "SELECT MAX(not_before) FROM outbox")
        assert latest <= shop.clock.now()
    assert await shop.subscription(ANNA) == before


@pytest.mark.fault("C9", "a look at a chat without rights, put off by a clock that was ahead")
@pytest.mark.parametrize(("waits", "wanted"), [(600, 600), (3600, 3600), (40 * DAY, 0)])
async def test_a_look_at_a_chat_is_planned_no_later_than_in_an_hour(
    shop: Shop, recheck: ClockRecheck, waits: int, wanted: int
) -> None:
    now = shop.clock.now()

    def plan(tx: Tx) -> None:
        access_chats.list_of_settings(tx, [-100])
        access_chats.set_look_at(tx, 1, now + waits)

    await shop.db.write(plan)
    await recheck.recheck()
    assert await _scalar(shop, "SELECT look_at FROM access_chats") == now + wanted


@pytest.mark.fault("C9", "a product bound while the clock was ahead, and bound again since")
async def test_a_binding_made_ahead_holds_at_once_and_not_again_later(
    shop: Shop, recheck: ClockRecheck
) -> None:
    week = await _find(shop, Duration(days=7))
    month = await _find(shop, Duration(months=1))
    shop.clock.move(40 * DAY)
    await _write(shop, lambda tx, now: tariffs.bind(tx, 456, week, now))
    shop.clock.move(-40 * DAY)
    recheck.clock.hear("telegram", shop.clock.now())
    await recheck.recheck()
    shop.clock.move(60)
    await shop.receive(purchase(1, at=shop.clock.now(), telegram_user_id=501))
    await _write(shop, lambda tx, now: tariffs.bind(tx, 456, month, now))
    shop.clock.move(60 * DAY)
    await shop.receive(purchase(2, at=shop.clock.now(), telegram_user_id=502))
    days = [one.duration for one in await shop.db.read(_granted)]
    assert days == [Duration(days=7), Duration(months=1)]


async def _find(shop: Shop, duration: Duration) -> TariffId:
    tariff = await shop.db.write(lambda tx: tariffs.find_or_create(tx, FIRST_PLAN, duration, 1))
    return tariff.id


def _granted(tx: Tx) -> list[Grant]:
    return [*grants.live(tx, 501), *grants.live(tx, 502)]


async def test_early_notices_and_webhooks_are_found_by_their_indexes(
    shop: Shop, recheck: ClockRecheck
) -> None:
    found = await plans_of(shop.db, recheck.recheck)
    steps = [step for some in found.values() for step in some]
    assert any("outbox_by_clock" in step for step in steps)
    assert any("webhooks_out_by_time" in step for step in steps)
    whole = {step.split()[1] for step in steps if step.startswith("SCAN") and "USING" not in step}
    assert whole <= {"subscriptions", "memberships", "m", "access_chats", "telegram_waits"} | _ACTS


@pytest.mark.parametrize(("behind", "arrived"), [(0, 0), (60, 60)])
async def test_a_payment_has_come_in_by_now_or_when_tribute_says_it_was_made(
    shop: Shop, recheck: ClockRecheck, behind: int, arrived: int
) -> None:
    """Tribute's clock may truly be a minute later than this one."""
    now = shop.clock.now()
    await shop.receive(purchase(1, at=now + behind, product_id=512))
    await shop.db.write(lambda tx: tx.execute("UPDATE purchases SET received_at = ?", (now + DAY,)))
    recheck.clock.hear("telegram", now)
    await recheck.recheck()
    assert await _scalar(shop, "SELECT received_at FROM purchases") == now + arrived
