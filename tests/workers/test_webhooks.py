"""The worker of outgoing webhooks between a real file and a real service."""

import asyncio
import json
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest
from standardwebhooks import Webhook

from bot.usecases.webhooks_out.deliver import DELAYS_SECONDS, Webhooks
from bot.workers.webhooks import WebhooksWorker
from storage import webhooks_out
from storage.engine.database import open_database
from tests.bodies import ANNA, BORIS, purchase, refund
from tests.handlers.telegram.talk import until
from tests.usecases.conftest import ADMINS, build_shop
from tests.webhooks.target import KEY, Target, asking_for_rest, hang, redirect, serving


class Line:
    """The shop, the owner's service, and the worker between them."""

    def __init__(self, shop, target: Target) -> None:
        self.shop = shop
        self.target = target
        self.webhooks = Webhooks(shop.db, shop.clock, ADMINS)
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

    def told(self) -> list[str]:
        events = [json.loads(body) for body in self.target.bodies]
        return [f"{one['type']} {one['data']['telegram_user_id']}" for one in events]

    async def errors(self) -> list[tuple[str, int | None]]:
        rows = await self.shop.db.read(
            lambda tx: tx.all("SELECT error, error_status FROM webhooks_out ORDER BY id")
        )
        return [(row["error"], row["error_status"]) for row in rows]


@pytest.fixture
async def line(tmp_path, clock):
    async with serving() as target, open_database(tmp_path / "shop.db") as db:
        shop = build_shop(db, clock)
        await shop.tariffs.seed([("1 month", 456)])
        line = Line(shop, target)
        await line.webhooks.switch(on=True)
        db.on(webhooks_out.SIGNAL, line.wake)
        yield line


async def test_what_is_queued_goes_out_in_order_and_at_once(line):
    async with line.running():
        await line.shop.receive(purchase(1))
        await line.shop.receive(refund(1))
        await line.shop.receive(purchase(2, telegram_user_id=BORIS))
        await until(lambda: len(line.target.bodies) == 3)
    assert line.told() == [
        f"subscription.started {ANNA}",
        f"subscription.refunded {ANNA}",
        f"subscription.started {BORIS}",
    ]


async def test_each_try_has_the_same_id_and_a_signature_of_its_own_moment(line):
    await line.shop.receive(purchase())
    line.target.answers = [500]
    assert await line.step() is False
    line.shop.clock.move(DELAYS_SECONDS[0])
    assert await line.step() is True
    assert await line.step() is None
    first, second = line.target.headers
    assert first["webhook-id"] == second["webhook-id"]
    assert int(second["webhook-timestamp"]) - int(first["webhook-timestamp"]) == DELAYS_SECONDS[0]
    for sent, body in zip(line.target.headers, line.target.bodies, strict=True):
        moment = datetime.fromtimestamp(int(sent["webhook-timestamp"]), UTC)
        right = Webhook(KEY).sign(sent["webhook-id"], moment, body.decode())
        assert sent["webhook-signature"] == right


async def test_every_trouble_is_noted_and_tried_again(line):
    await line.shop.receive(purchase())
    line.target.answers = [500, redirect("/elsewhere"), asking_for_rest("60")]
    noted = []
    for _ in range(3):
        assert await line.step() is False
        noted += await line.errors()
        line.shop.clock.move(2 * DELAYS_SECONDS[-1])
    assert noted == [("status", 500), ("redirect", 307), ("status", 503)]
    assert await line.step() is True
    assert await line.errors() == [(None, None)]


async def test_a_slow_service_is_given_up_for_now(line):
    await line.shop.receive(purchase())
    line.target.answers = [hang]
    assert await line.step(timeout_seconds=0.2) is False
    assert await line.errors() == [("timeout", None)]


async def test_a_private_service_is_refused_and_admins_are_told_at_once(line):
    await line.shop.receive(purchase())
    assert await line.step(allow_private=False) is False
    assert line.target.bodies == []
    assert await line.errors() == [("private", None)]
    assert await line.shop.notices("admin-webhooks-fail") == list(ADMINS)


async def test_410_ends_it_for_this_one_alone(line):
    await line.shop.receive(purchase(1))
    await line.shop.receive(purchase(2, telegram_user_id=BORIS))
    line.target.answers = [410]
    assert await line.step() is False
    assert await line.step() is True
    assert (await line.webhooks.lost()).count == 1


async def test_the_worker_goes_on_after_a_failure(line):
    line.target.answers = [400]
    async with line.running():
        await line.shop.receive(purchase(1))
        await line.shop.receive(purchase(2, telegram_user_id=BORIS))
        await until(lambda: len(line.target.bodies) == 2)


async def test_after_an_outage_everything_goes_at_once(line):
    url, line.target.url = line.target.url, "http://127.0.0.1:9/"
    for number, person in enumerate((ANNA, BORIS), start=1):
        await line.shop.receive(purchase(number, telegram_user_id=person))
    assert [await line.step(), await line.step(), await line.step()] == [False, False, None]
    await line.shop.receive(purchase(3, telegram_user_id=1004))
    line.target.url = url
    line.worker = line.new_worker()
    async with line.running():
        await until(lambda: len(line.target.bodies) == 3)
    assert line.told()[0] == "subscription.started 1004"


async def test_stopping_waits_for_the_try_under_way(line):
    await line.shop.receive(purchase())
    asked = asyncio.Event()

    async def slow(_request):
        asked.set()
        await asyncio.sleep(0.2)
        raise RuntimeError("answered 500 by the server")

    line.target.answers = [slow]
    async with line.running():
        await asked.wait()
    assert await line.errors() == [("status", 500)]
