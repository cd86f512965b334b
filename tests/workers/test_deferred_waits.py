"""The worker of messages put off looks when one may be answered, and else waits to be woken."""

import asyncio

import pytest
from aiogram import Bot

from bot.telegram.waits import Waits
from bot.usecases.outbox.deferred import DeferredUpdates
from bot.workers import deferred as module
from bot.workers.deferred import DeferredWorker
from bot.workers.supervisor import sleep_unless
from storage.inbox import deferred_updates
from tests.bodies import ANNA, BORIS
from tests.handlers.telegram.talk import until
from tests.statements import heard_statements
from tests.usecases.conftest import Shop, shop
from tests.workers.test_quiet_workers import NEVER, SOON, Replay, running, until_quiet

__all__ = ["shop"]

_LOOK_SECONDS = 1.0


class Desk:
    """A worker with what it handled, and in which order with timers of its own."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        self.deferred = DeferredUpdates(shop.db, shop.clock)
        self.waits, self.replay = Waits(), Replay()
        self.worker = DeferredWorker(self.deferred, self.replay, Bot("1:play"), self.waits)
        shop.db.on(deferred_updates.SIGNAL, self.worker.wake)

    async def keep(self, person: int, key: str = "start") -> None:
        await self.deferred.keep(person, key, {"person": person, "key": key})

    def handled(self) -> list[tuple[int, str]]:
        return [(one["person"], one["key"]) for one in self.replay.updates]


@pytest.fixture
def desk(shop: Shop) -> Desk:
    return Desk(shop)


async def test_with_nothing_put_off_it_looks_once_and_then_only_when_woken(desk: Desk) -> None:
    with heard_statements(desk.shop.db) as statements:
        async with running(desk.worker.run):
            for looks in (1, 2):
                await until(lambda looks=looks: len(statements) == looks)
                await asyncio.sleep(1.2 * _LOOK_SECONDS)
                assert len(statements) == looks
                desk.worker.wake()


async def test_all_that_a_person_had_put_off_is_handled_without_another_sign(desk: Desk) -> None:
    for key in ("start", "status"):
        await desk.keep(ANNA, key)
    async with running(desk.worker.run):
        await until(lambda: desk.handled() == [(ANNA, "start"), (ANNA, "status")])
        await until_quiet(desk.shop)


async def test_it_reads_nothing_while_all_must_wait_and_looks_when_one_need_not(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []

    async def noting(event: asyncio.Event, seconds: float) -> None:
        pauses.append(seconds)
        await sleep_unless(event, seconds)

    monkeypatch.setattr(module, "sleep_unless", noting)
    desk.waits.begin("sendMessage", ANNA, 500)
    desk.waits.begin("sendMessage", BORIS, 2.5)
    for person in (ANNA, BORIS):
        await desk.keep(person)
    with heard_statements(desk.shop.db) as statements:
        async with running(desk.worker.run):
            await until(lambda: desk.handled() == [(BORIS, "start")])
            assert len([one for one in statements if one.startswith("SELECT")]) <= 2
            assert sum(pauses[:2]) <= 2.5, "that person's wait was over before"


async def test_a_sign_ends_a_long_wait_but_brings_no_two_looks_within_a_second(desk: Desk) -> None:
    desk.waits.begin("sendMessage", ANNA, 500)
    await desk.keep(ANNA)
    async with running(desk.worker.run):
        with heard_statements(desk.shop.db) as statements:
            desk.worker.wake()
            await until(lambda: bool(statements))
            looked_at = asyncio.get_running_loop().time()
            for _ in range(5):
                desk.worker.wake()
                await asyncio.sleep(SOON)
            passed = asyncio.get_running_loop().time() - looked_at
            assert len(statements) <= 1 + passed / _LOOK_SECONDS
        await desk.keep(BORIS)
        await until(lambda: desk.handled() == [(BORIS, "start")])


@pytest.mark.parametrize("look_seconds", [0.0, NEVER])
async def test_a_stop_ends_each_wait(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, look_seconds: float
) -> None:
    monkeypatch.setattr(module, "_LOOK_SECONDS", look_seconds)
    desk.waits.begin("sendMessage", ANNA, NEVER)
    await desk.keep(ANNA)
    with heard_statements(desk.shop.db) as statements:
        async with asyncio.timeout(15), running(desk.worker.run):
            await until(lambda: bool(statements))
            await asyncio.sleep(SOON)


async def test_a_stop_ends_the_wait_for_a_sign(desk: Desk) -> None:
    with heard_statements(desk.shop.db) as statements:
        async with asyncio.timeout(15), running(desk.worker.run):
            await until(lambda: bool(statements))
            await asyncio.sleep(SOON)
