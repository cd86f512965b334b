"""The offers are read once until they change, and never kept older than the last change."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import cast

import pytest

from bot.domain.durations import Duration
from bot.domain.models import FIRST_PLAN, PlanId, ProductId, TariffId
from bot.domain.plans import Inclusions
from bot.domain.records import NO_WORDS, TariffWords
from bot.usecases.tariffs.words import TariffTexts
from storage import plans, tariffs
from storage.engine.database import Database
from storage.engine.tx import Tx
from tests.conftest import NOW
from tests.plans import of_first
from tests.usecases.conftest import ADMINS, Shop
from tests.usecases.tariffs.shop_window import sold

MONTH = Duration(months=1)
PRO = PlanId(2)


async def test_offers_are_read_once(shop: Shop) -> None:
    await shop.tariffs.save_snapshots([sold(456)])
    offers = await shop.tariffs.offers()
    assert [one.product for one in offers.items] == [sold(456)]
    assert await shop.tariffs.offers() is offers


@pytest.mark.parametrize(
    "change",
    [
        lambda tx: tariffs.bind(tx, 500, 1, NOW),
        lambda tx: tariffs.offer(tx, 457),
        lambda tx: tariffs.stop_offering(tx, 456),
        lambda tx: tariffs.save_snapshot(tx, sold(456), NOW),
        lambda tx: tariffs.set_gone(tx, 456, NOW),
        lambda tx: tariffs.set_order(tx, [TariffId(2), TariffId(1)]),
        lambda tx: tariffs.forget_order(tx, FIRST_PLAN),
        lambda tx: tariffs.set_hidden(tx, TariffId(1), NOW),
        lambda tx: plans.set_order(tx, [PRO, FIRST_PLAN]),
        lambda tx: plans.set_retired(tx, FIRST_PLAN, NOW),
        lambda tx: plans.set_inclusions(tx, Inclusions(frozenset({(PRO, FIRST_PLAN)}))),
    ],
)
async def test_every_change_of_what_is_on_offer_is_read(
    shop: Shop, change: Callable[[Tx], None]
) -> None:
    await shop.db.write(lambda tx: plans.insert(tx, "pro"))
    before = await shop.tariffs.offers()
    await shop.db.write(change)
    now = await shop.tariffs.offers()
    assert now is not before
    assert now.inclusions == await shop.db.read(plans.inclusions)


class _Late:
    """A database whose answers come late: after the test has let them."""

    def __init__(self, db: Database) -> None:
        self.on = db.on
        self._db = db
        self.read_at = asyncio.Event()
        self.let = asyncio.Event()

    async def read(self, work: Callable[[Tx], object]) -> object:
        found = await self._db.read(work)
        self.read_at.set()
        await self.let.wait()
        return found


async def test_offers_that_changed_while_they_were_read_are_not_kept(shop: Shop) -> None:
    await shop.tariffs.sell_as(sold(999), of_first(MONTH), ADMINS[0])
    late = _Late(shop.db)
    read_late = replace(shop.tariffs, db=cast(Database, late))
    async with asyncio.TaskGroup() as tasks:
        reading = tasks.create_task(read_late.offers())
        await late.read_at.wait()
        await shop.tariffs.stop_offering(ProductId(999), ADMINS[0])
        late.let.set()
    assert len(reading.result().items) == 1
    assert (await shop.tariffs.offers()).items == ()


async def test_readers_get_the_own_words_of_their_language_and_no_other(shop: Shop) -> None:
    words = TariffWords("Trial", "All of it")
    await TariffTexts(shop.db, shop.clock).save(TariffId(1), "en", words, NO_WORDS, ADMINS[0])
    await shop.tariffs.save_snapshots([sold(456), sold(457)])
    month, quarter = (await shop.tariffs.offers()).items
    assert [month.own(one) for one in ("en", "ru")] == [words, NO_WORDS]
    assert quarter.own("en") == NO_WORDS
