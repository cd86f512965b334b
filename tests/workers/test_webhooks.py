"""The worker of webhooks out, between a real database and a real HTTP service."""

import asyncio
import json
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from standardwebhooks import Webhook

from bot.usecases.webhooks_out.deliver import DELAYS_SECONDS, WebhooksOut
from bot.workers.webhooks import WebhooksWorker
from storage import webhooks_out
from storage.engine.database import open_database
from tests.bodies import ANNA, BORIS, purchase, refund
from tests.handlers.telegram.talk import until
from tests.usecases.conftest import ADMINS, build_shop, seed
from tests.webhooks.target import KEY, Target, asking_to_wait, hang, redirect, serving
from tests.workers.test_quiet_workers import NEVER, SOON, until_quiet


class WebhookHarness:
    """A shop, the owner's service, and the webhook worker between them."""

    def __init__(self, shop, target: Target) -> None:
        self.shop = shop
        self.target = target
        self.webhooks = WebhooksOut(shop.db, shop.clock, ADMINS)
        self.worker = self.new_worker()

    def new_worker(self) -> WebhooksWorker:
        return WebhooksWorker(self.webhooks, self.target.client())

    def wake(self) -> None:
        self.worker.wake()

    async def step(self, **options) -> bool | None:
        async with self.target.client(**options) as client:
            return await WebhooksWorker(self.webhooks, client).step()

    @asynccontextmanager
    async def running(self):
        stop = asyncio.Event()
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self.worker.run(stop))
            try:
                yield
            finally:
                stop.set()
                self.worker.wake()

    def received(self) -> list[str]:
        events = [json.loads(body) for body in self.target.bodies]
        return [f"{one['type']} {one['data']['telegram_user_id']}" for one in events]

    async def errors(self) -> list[tuple[str, int | None]]:
        rows = await self.shop.db.read(
            lambda tx: tx.all("SELECT error, error_status FROM webhooks_out ORDER BY id")
        )
        return [(row["error"], row["error_status"]) for row in rows]


@pytest.fixture
async def harness(tmp_path, clock):
    async with serving() as target, open_database(tmp_path / "shop.db") as db:
        shop = build_shop(db, clock)
        await seed(shop, ("1 month", 456))
        harness = WebhookHarness(shop, target)
        await replace(harness.webhooks, enabled=True).on_start()
        db.on(webhooks_out.SIGNAL, harness.wake)
        yield harness


async def test_queued_webhooks_are_sent_in_order_and_at_once(harness):
    async with harness.running():
        await harness.shop.receive(purchase(1))
        await harness.shop.receive(refund(1))
        await harness.shop.receive(purchase(2, telegram_user_id=BORIS))
        await until(lambda: len(harness.target.bodies) == 3)
    assert harness.received() == [
        f"subscription.started {ANNA}",
        f"subscription.refunded {ANNA}",
        f"subscription.started {BORIS}",
    ]


async def test_a_webhook_that_was_put_off_is_sent_at_its_moment_and_nothing_is_read_before(harness):
    sleep = harness.worker._sleep
    sleep.every_seconds = SOON
    harness.target.answers = [500, 500]
    await harness.shop.receive(purchase(1))
    async with harness.running():
        for tries in (1, 2):
            await until(lambda tries=tries: len(harness.target.bodies) == tries)
            await until_quiet(harness.shop)
            await until(lambda: sleep._asked and sleep._timer is not None)
            at = await harness.webhooks.next_at(harness.shop.clock.now())
            harness.shop.clock.move(at - harness.shop.clock.now())
        await until(lambda: len(harness.target.bodies) == 3)
        await until_quiet(harness.shop)


async def test_a_webhook_that_is_queued_waits_for_no_later_look(harness):
    sleep = harness.worker._sleep
    sleep.every_seconds = NEVER
    async with harness.running():
        await until(lambda: sleep._timer is not None)
        await harness.shop.receive(purchase(1))
        await until(lambda: len(harness.target.bodies) == 1)


async def test_each_attempt_has_the_same_id_and_a_signature_of_its_own_time(harness):
    await harness.shop.receive(purchase())
    harness.target.answers = [500]
    assert await harness.step() is False
    harness.shop.clock.move(DELAYS_SECONDS[0])
    assert await harness.step() is True
    assert await harness.step() is None
    first, second = harness.target.headers
    assert first["webhook-id"] == second["webhook-id"]
    assert int(second["webhook-timestamp"]) - int(first["webhook-timestamp"]) == DELAYS_SECONDS[0]
    for sent, body in zip(harness.target.headers, harness.target.bodies, strict=True):
        moment = datetime.fromtimestamp(int(sent["webhook-timestamp"]), UTC)
        right = Webhook(KEY).sign(sent["webhook-id"], moment, body.decode())
        assert sent["webhook-signature"] == right


async def test_every_error_is_recorded_and_retried(harness):
    await harness.shop.receive(purchase())
    harness.target.answers = [500, redirect("/elsewhere"), asking_to_wait("60")]
    recorded = []
    for _ in range(3):
        assert await harness.step() is False
        recorded += await harness.errors()
        harness.shop.clock.move(2 * DELAYS_SECONDS[-1])
    assert recorded == [("status", 500), ("redirect", 307), ("status", 503)]
    assert await harness.step() is True
    assert await harness.errors() == [(None, None)]


async def test_an_attempt_at_a_slow_service_ends_with_a_timeout(harness):
    await harness.shop.receive(purchase())
    harness.target.answers = [hang]
    assert await harness.step(timeout_seconds=0.2) is False
    assert await harness.errors() == [("timeout", None)]


async def test_a_service_at_a_private_address_is_refused_and_admins_notified_at_once(harness):
    await harness.shop.receive(purchase())
    assert await harness.step(allow_private=False) is False
    assert harness.target.bodies == []
    assert await harness.errors() == [("private", None)]
    assert await harness.shop.notices("admin-webhooks-fail") == list(ADMINS)


async def test_an_answer_410_abandons_only_that_webhook(harness):
    await harness.shop.receive(purchase(1))
    await harness.shop.receive(purchase(2, telegram_user_id=BORIS))
    harness.target.answers = [410]
    assert await harness.step() is False
    assert await harness.step() is True
    assert (await harness.webhooks.lost()).count == 1


async def test_the_worker_goes_on_after_a_failure(harness):
    harness.target.answers = [400]
    async with harness.running():
        await harness.shop.receive(purchase(1))
        await harness.shop.receive(purchase(2, telegram_user_id=BORIS))
        await until(lambda: len(harness.target.bodies) == 2)


async def test_after_an_outage_all_webhooks_are_sent_at_once(harness):
    url, harness.target.url = harness.target.url, "http://127.0.0.1:9/"
    for number, person in enumerate((ANNA, BORIS), start=1):
        await harness.shop.receive(purchase(number, telegram_user_id=person))
    assert [await harness.step(), await harness.step(), await harness.step()] == [
        False,
        False,
        None,
    ]
    await harness.shop.receive(purchase(3, telegram_user_id=1004))
    harness.target.url = url
    harness.worker = harness.new_worker()
    async with harness.running():
        await until(lambda: len(harness.target.bodies) == 3)
    assert harness.received()[0] == "subscription.started 1004"


async def test_stopping_waits_for_the_attempt_in_flight(harness):
    await harness.shop.receive(purchase())
    asked = asyncio.Event()

    async def slow(_request):
        asked.set()
        await asyncio.sleep(0.2)
        raise RuntimeError("answered 500 by the server")

    harness.target.answers = [slow]
    async with harness.running():
        await asked.wait()
    assert await harness.errors() == [("status", 500)]
