"""The owner's service gets one webhook for each change of access, queued with the change."""

import json
from dataclasses import replace

import pytest

from bot.domain.durations import Duration
from bot.domain.models import PersonId
from bot.usecases.access import grants
from bot.usecases.access.lifecycle import Lifecycle
from bot.usecases.webhooks_out.deliver import WebhooksOut
from storage import sums, webhooks_out
from tests.bodies import ANNA, MOMENT, purchase, refund, resent
from tests.plans import of_first
from tests.usecases.conftest import ADMINS

DAY = 86400


@pytest.fixture
async def webhooks(shop) -> WebhooksOut:
    found = WebhooksOut(shop.db, shop.clock, ADMINS)
    await replace(found, enabled=True).on_start()
    return found


@pytest.fixture
def lifecycle(shop) -> Lifecycle:
    return Lifecycle(shop.db, shop.clock, (Duration(days=3), Duration(days=1)))


async def queued(shop) -> list[dict[str, object]]:
    rows = await shop.db.read(lambda tx: tx.all("SELECT * FROM webhooks_out ORDER BY id"))
    events = [json.loads(row["body"]) for row in rows]
    assert [row["type"] for row in rows] == [event["type"] for event in events]
    assert len({row["webhook_id"] for row in rows}) == len(rows)
    return events


async def kinds(shop) -> list[str]:
    return [str(event["type"]).removeprefix("subscription.") for event in await queued(shop)]


def with_plan(state: dict[str, object], **others: object) -> dict[str, object]:
    """Return a webhook's data about the only plan: what it says of any plan, it says of this."""
    return {**state, "plan": "access", "plan_state": state, **others}


async def tick(lifecycle) -> None:
    while await lifecycle.tick():
        pass


async def refold(shop) -> None:
    now = shop.clock.now()
    await shop.db.write(lambda tx: grants.refold(tx, PersonId(ANNA), now))


async def test_the_first_purchase_queues_a_started_webhook(shop, webhooks):
    await shop.receive(purchase())
    assert await queued(shop) == [
        {
            "type": "subscription.started",
            "timestamp": "2026-05-12T21:59:00Z",
            "data": with_plan(
                {"active": True, "lifetime": False, "expires_at": "2026-06-12T15:33:20Z"},
                telegram_user_id=ANNA,
                tariff="1 month",
            ),
        }
    ]


async def test_further_purchases_queue_extended_webhooks_up_to_a_lifetime(shop, webhooks):
    for number, product in enumerate([456, 457, 459, 459], start=1):
        await shop.receive(purchase(number, product_id=product))
    assert await kinds(shop) == ["started", "extended", "extended"]
    assert (await queued(shop))[-1]["data"] == with_plan(
        {"active": True, "lifetime": True, "expires_at": None},
        telegram_user_id=ANNA,
        tariff="lifetime",
    )


async def test_a_repeated_delivery_queues_no_second_webhook(shop, webhooks):
    for body in (purchase(), purchase(), resent(purchase())):
        await shop.receive(body)
    assert await kinds(shop) == ["started"]


async def test_a_refunded_webhook_says_how_much_access_is_left(shop, webhooks):
    await shop.receive(purchase(1))
    await shop.receive(purchase(2, product_id=457))
    await shop.receive(refund(2, product_id=457))
    await shop.receive(refund(1))
    await shop.receive(refund(1))
    assert await kinds(shop) == ["started", "extended", "refunded", "refunded"]
    first, last = [event["data"] for event in (await queued(shop))[2:]]
    assert first == with_plan(
        {"active": True, "lifetime": False, "expires_at": "2026-06-12T15:33:20Z"},
        telegram_user_id=ANNA,
        tariff="3 months",
    )
    assert (last["active"], last["expires_at"], last["tariff"]) == (False, None, "1 month")


async def test_an_event_that_gives_no_access_queues_no_webhook(shop, webhooks):
    await shop.receive(refund(1))
    await shop.receive(purchase(1))
    await shop.receive(purchase(2, product_id=999))
    await shop.receive(purchase(3, telegram_user_id=None))
    assert await queued(shop) == []


async def test_settling_a_held_payment_queues_a_started_webhook(shop, webhooks, one_month):
    await shop.receive(purchase(1, product_id=999))
    await shop.tariffs.bind(999, of_first(one_month), ADMINS[0])
    assert await kinds(shop) == ["started"]


async def test_an_end_by_the_clock_queues_one_webhook(shop, webhooks, lifecycle):
    await shop.receive(purchase())
    for _ in range(40):
        await tick(lifecycle)
        shop.clock.move(DAY)
    assert await kinds(shop) == ["started", "ended"]
    data = (await queued(shop))[-1]["data"]
    assert data == with_plan(
        {"active": False, "lifetime": False, "expires_at": "2026-06-12T15:33:20Z"},
        telegram_user_id=ANNA,
    )


async def test_new_reminder_thresholds_announce_no_old_end(shop, webhooks, lifecycle):
    await replace(webhooks, enabled=False).on_start()
    await shop.receive(purchase())
    await tick(lifecycle)
    shop.clock.move(60 * DAY)
    await lifecycle.on_start()
    await tick(lifecycle)
    await replace(webhooks, enabled=True).on_start()
    others = Lifecycle(shop.db, shop.clock, (Duration(days=7),))
    await others.on_start()
    await tick(others)
    assert await queued(shop) == []


async def test_a_purchase_after_the_end_queues_a_started_webhook_again(shop, webhooks, lifecycle):
    await shop.receive(purchase(1))
    await tick(lifecycle)
    shop.clock.move(60 * DAY)
    await tick(lifecycle)
    await shop.receive(purchase(2, at=shop.clock.now()))
    assert await kinds(shop) == ["started", "ended", "started"]


async def test_a_purchase_after_an_unannounced_end_extends_and_does_not_start_twice(
    shop, webhooks, lifecycle
):
    """The lifecycle worker checks every few seconds; a purchase may come in between."""
    await shop.receive(purchase(1))
    await tick(lifecycle)
    ends_at = (await shop.subscription(ANNA)).expires_at
    shop.clock.move(ends_at - shop.clock.now() + 2)
    await shop.receive(purchase(2, at=ends_at - 1))
    await tick(lifecycle)
    assert await kinds(shop) == ["started", "extended"]


async def test_a_purchase_that_is_over_when_it_arrives_queues_no_webhook(shop, webhooks, lifecycle):
    await shop.receive(purchase(1, at=MOMENT - 90 * DAY))
    await tick(lifecycle)
    assert await queued(shop) == []


async def test_revoking_queues_a_shortened_or_ended_webhook(shop, webhooks):
    await shop.receive(purchase(1))
    await shop.receive(purchase(2))
    for number in (2, 1):
        purchase_row = (await shop.purchase(number)).id
        await shop.db.write(
            lambda tx, row=purchase_row: tx.execute(
                "UPDATE grants SET revoked_at = 1 WHERE purchase_row = ?", (row,)
            )
        )
        await refold(shop)
    assert await kinds(shop) == ["started", "extended", "shortened", "ended"]
    for number in (1, 2):
        await shop.receive(refund(number))  # their grants are revoked already
    assert len(await queued(shop)) == 4


async def test_a_fold_that_changes_nothing_queues_no_webhook(shop, webhooks):
    await shop.receive(purchase())
    await refold(shop)
    assert await kinds(shop) == ["started"]


async def test_a_fold_that_changes_nothing_does_not_wake_the_worker(shop, webhooks):
    def woken(tx):
        grants.refold(tx, PersonId(ANNA), shop.clock.now())
        return webhooks_out.SIGNAL in tx.signals

    await shop.receive(purchase())
    assert await shop.db.write(woken) is False


async def test_without_a_service_no_webhook_is_queued(shop, webhooks, lifecycle):
    await replace(webhooks, enabled=False).on_start()
    await shop.receive(purchase())
    shop.clock.move(60 * DAY)
    await tick(lifecycle)
    assert await queued(shop) == []


async def test_a_webhook_is_queued_with_its_change_or_not_at_all(shop, webhooks):
    """A webhook is rolled back together with the change it reports."""

    def work(tx):
        grants.refold(tx, PersonId(ANNA), shop.clock.now())
        raise RuntimeError("afterwards")

    await shop.receive(purchase())
    await shop.db.write(lambda tx: tx.execute("DELETE FROM webhooks_out"))

    def end(tx):
        tx.execute("UPDATE subscriptions SET expires_at = 1, check_at = NULL")
        sums.fill(tx)

    await shop.db.write(end)
    with pytest.raises(RuntimeError):
        await shop.db.write(work)
    assert await queued(shop) == []
    await refold(shop)
    assert await kinds(shop) == ["started"]
