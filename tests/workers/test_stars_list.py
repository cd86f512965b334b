"""The worker of Telegram's list: it reads at the start, hourly and when woken, and else sleeps."""

import asyncio

import pytest

from bot.domain.incidents import IncidentKind
from bot.domain.stars_list.entries import EVERY_SECONDS
from bot.domain.stars_list.faults import ListFault, StarsListError
from bot.domain.stars_renewals.renewal import LATE_SECONDS, PERIOD_SECONDS
from bot.usecases.operations.incidents import Incidents
from bot.workers.stars_list import StarsListWorker
from storage.engine.tx import Tx
from storage.stars import listed
from storage.stars.prices import PRICES_SIGNAL
from tests.conftest import NOW
from tests.handlers.telegram.talk import until
from tests.statements import heard_statements
from tests.usecases.conftest import ADMINS, Shop, shop
from tests.usecases.stars.subscriber import subscriber
from tests.usecases.stars.telegram_list import TelegramList, reconciliation
from tests.usecases.stars.till import Till, open_till
from tests.workers.test_quiet_workers import SOON, running

__all__ = ["shop"]


@pytest.fixture
def till(shop: Shop) -> Till:
    return open_till(shop)


@pytest.fixture
def telegram() -> TelegramList:
    return TelegramList()


def _worker(till: Till, telegram: TelegramList, every_seconds: float = SOON) -> StarsListWorker:
    shop = till.shop
    incidents = Incidents(shop.db, shop.clock, ADMINS)
    worker = StarsListWorker(reconciliation(till, telegram), incidents, every_seconds)
    shop.db.on(listed.SIGNAL, worker.wake)
    shop.db.on(PRICES_SIGNAL, worker.look_around)
    return worker


def _nothing(_tx: Tx) -> None:
    """Write, and change nothing."""


async def test_without_a_price_it_asks_nothing_and_sleeps_whatever_is_written(
    till: Till, telegram: TelegramList
) -> None:
    worker = _worker(till, telegram)
    async with running(worker.run):
        await until(lambda: worker._sleep._timer is not None)
        with heard_statements(till.shop.db) as statements:
            for _ in range(4):
                await till.shop.db.write(_nothing)
                till.shop.clock.move(3600)
                await asyncio.sleep(2 * SOON)
        assert not [one for one in statements if "stars_prices" in one]
        assert telegram.asked == []
        await till.price()
        await until(lambda: telegram.asked == [0])


async def test_it_reads_at_the_start_hourly_and_when_it_is_woken(
    till: Till, telegram: TelegramList
) -> None:
    await till.price()
    async with running(_worker(till, telegram).run):
        await until(lambda: len(telegram.asked) == 1)
        till.shop.clock.move(3599)
        await till.shop.db.write(_nothing)
        await asyncio.sleep(4 * SOON)
        assert len(telegram.asked) == 1
        till.shop.clock.move(1)
        await till.shop.db.write(_nothing)
        await until(lambda: len(telegram.asked) == 2)
        assert await till.payments.refunded("unknown", None)
        await until(lambda: len(telegram.asked) == 3)


async def test_it_reads_when_a_renewal_is_late(till: Till, telegram: TelegramList) -> None:
    anna, clock = await subscriber(till), till.shop.clock
    await anna.begins()
    clock.move(PERIOD_SECONDS - EVERY_SECONDS // 2)
    async with running(_worker(till, telegram).run):
        await until(lambda: len(telegram.asked) == 1)
        clock.move(EVERY_SECONDS // 2 + LATE_SECONDS - 1)
        await till.shop.db.write(_nothing)
        await asyncio.sleep(4 * SOON)
        assert len(telegram.asked) == 1
        telegram.pays(anna.order, "renewal")["date"] = NOW + PERIOD_SECONDS
        clock.move(1)
        await till.shop.db.write(_nothing)
        await until(lambda: len(telegram.asked) == 3)
    assert (await anna.access()).expires_at == NOW + 2 * PERIOD_SECONDS


async def test_it_reads_again_where_its_clock_was_ahead(till: Till, telegram: TelegramList) -> None:
    await till.price()
    till.shop.clock.move(30 * 86_400)
    async with running(_worker(till, telegram).run):
        await until(lambda: len(telegram.asked) == 1)
        till.shop.clock.move(-30 * 86_400)
        await till.shop.db.write(_nothing)
        await until(lambda: len(telegram.asked) == 2)


async def test_a_list_that_cannot_be_read_for_long_is_told_once_until_it_can(
    till: Till, telegram: TelegramList
) -> None:
    await till.price()
    telegram.faults = [ListFault.SILENT] * 5
    worker = _worker(till, telegram)
    for _ in range(5):
        assert await worker.step() is not None
    assert await till.shop.notices("admin-incident") == []
    telegram.faults = [ListFault.UNREADABLE] * 3
    for _ in range(3):
        assert await worker.step() is not None
    assert await till.shop.notices("admin-incident") == list(ADMINS)
    assert await worker.step() is None
    incidents = Incidents(till.shop.db, till.shop.clock, ADMINS)
    assert IncidentKind.STARS not in [one.kind for one in await incidents.all_open()]


async def test_it_tries_again_and_waits_as_long_as_telegram_asks(
    till: Till, telegram: TelegramList
) -> None:
    await till.price()
    telegram.faults = [ListFault.SILENT, ListFault.SILENT]
    async with running(_worker(till, telegram).run):
        await until(lambda: len(telegram.asked) == 3)

    class Asks(TelegramList):
        async def transactions(self, offset: int, limit: int) -> list[dict[str, object]]:
            raise StarsListError(ListFault.LATER, "wait", 7000)

    assert await _worker(till, Asks()).step() == 7000


async def test_pauses_grow_up_to_an_hour(till: Till, telegram: TelegramList) -> None:
    await till.price()
    telegram.faults = [ListFault.SILENT] * 9
    worker = _worker(till, telegram, 60)
    pauses = [await worker.step() for _ in range(9)]
    assert pauses == [60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]


async def test_a_database_that_cannot_be_written_is_waited_for(
    till: Till, telegram: TelegramList
) -> None:
    await till.price()
    order = await till.order()
    telegram.pays(order)
    await till.shop.db.read(lambda tx: tx.execute("PRAGMA query_only = ON"))
    async with running(_worker(till, telegram).run):
        await until(lambda: len(telegram.asked) >= 2)
        await till.shop.db.read(lambda tx: tx.execute("PRAGMA query_only = OFF"))
        async with asyncio.timeout(15):
            while not await till.shop.purchases():
                await asyncio.sleep(SOON)
