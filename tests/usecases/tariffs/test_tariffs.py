"""Admins' changes of tariffs are stored whole, recorded in the audit, and settle what waited."""

from dataclasses import replace

import pytest

from bot.domain.durations import Duration
from bot.domain.models import ProductId, TariffId
from bot.domain.plans import SeedTariff
from bot.domain.records import BoundProduct, Tariff
from bot.usecases.tariffs.tariffs import BindResult, Offer, Offers
from storage import facts, plans
from tests.bodies import ABSENT, BORIS, purchase
from tests.conftest import NOW
from tests.plans import of_first
from tests.usecases.conftest import ADMINS, Shop, seed
from tests.usecases.rows import AUDIT, rows
from tests.usecases.tariffs.shop_window import sold

ADMIN = ADMINS[0]
MONTH, QUARTER, LIFETIME = Duration(months=1), Duration(months=3), Duration(lifetime=True)
TARIFFS = {
    456: Tariff(TariffId(1), MONTH),
    457: Tariff(TariffId(2), QUARTER),
    459: Tariff(TariffId(3), LIFETIME),
}
LATER = NOW + 100
BINDINGS = "SELECT product_id, tariff_id, bound_at FROM product_bindings ORDER BY id"


def _bound(number: int, *, current: bool = True, **changes: object) -> BoundProduct:
    facts_of = {"tariff": TARIFFS.get(number, TARIFFS[456]), "product": None, "fetched_at": None}
    return BoundProduct(ProductId(number), is_on_offer=current, **(facts_of | changes))  # type: ignore[arg-type]


async def _current(shop: Shop) -> dict[int, bool]:
    return {one.product_id: one.is_on_offer for one in await shop.tariffs.all_bound()}


async def test_the_seed_is_bound_and_offered_and_remembered(shop):
    assert await shop.tariffs.all_bound() == [_bound(456), _bound(457), _bound(459)]
    assert await rows(shop, BINDINGS) == [(456, 1, NOW), (457, 2, NOW), (459, 3, NOW)]
    assert await shop.db.read(lambda tx: facts.get(tx, "tariffs_seeded_at")) == str(NOW)
    shop.clock.move(100)
    await seed(shop, ("1 month", 500))
    assert len(await shop.tariffs.all_bound()) == 3


async def test_the_seed_s_plans_have_its_names_in_the_owner_s_language(shop):
    await shop.db.write(lambda tx: facts.remove(tx, "tariffs_seeded_at"))
    sold_first = (SeedTariff(MONTH, 500, "Курс"), SeedTariff(QUARTER, 999, "Клуб"))
    await replace(shop.tariffs, seed=sold_first, locale="ru").on_start()
    known = await shop.db.read(plans.every)
    assert [(one.key, one.names) for one in known] == [
        ("kurs", {"ru": "Курс"}),
        ("klub", {"ru": "Клуб"}),
    ]
    bound = [await shop.tariffs.bound(number) for number in (500, 999)]
    assert [one.tariff.plan_id for one in bound] == [one.id for one in known]


async def test_a_product_is_sold_as_tribute_describes_it_and_settles_what_waits(shop):
    await shop.receive(purchase(1, product_id=999))
    await shop.receive(purchase(2, product_id=999, telegram_user_id=ABSENT))
    await shop.receive(purchase(3, product_id=998))
    shop.clock.move(100)
    found = await shop.tariffs.sell_as(sold(999), of_first(MONTH), ADMIN)
    assert found == BindResult(TARIFFS[456], 1)
    assert await shop.tariffs.bound(999) == _bound(999, product=sold(999), fetched_at=LATER)
    assert await shop.tariffs.bound(456) == _bound(456, current=False)
    assert (await rows(shop, BINDINGS))[3:] == [(999, 1, LATER)]
    assert await rows(shop, AUDIT) == [(LATER, "admin:9001", "bound", "product:999", "1 month")]
    assert (await shop.purchase(1)).settled_at == LATER


async def test_a_product_bound_unseen_is_offered_only_where_nothing_else_is(shop):
    """That leaves the product's present tariff as it is, if it has one."""
    shop.clock.move(100)
    assert await shop.tariffs.bind(500, of_first(MONTH), ADMIN) == BindResult(TARIFFS[456], 0)
    week = Duration(days=7)
    assert await shop.tariffs.bind(999, of_first(week), ADMIN) == BindResult(
        Tariff(TariffId(4), week), 0
    )
    assert await shop.tariffs.bind(999, of_first(MONTH), ADMIN) is None
    assert await _current(shop) == {999: True, 456: True, 500: False, 457: True, 459: True}
    assert await rows(shop, AUDIT) == [
        (LATER, "admin:9001", "bound", "product:500", "1 month"),
        (LATER, "admin:9001", "bound", "product:999", "7 days"),
    ]


async def test_a_product_can_leave_the_offers_and_come_back(shop):
    shop.clock.move(100)
    await shop.tariffs.stop_offering(456, ADMINS[1])
    assert not (await _current(shop))[456]
    await shop.tariffs.offer(456, ADMIN)
    assert (await _current(shop))[456]
    assert await rows(shop, AUDIT) == [
        (LATER, "admin:9002", "stop_selling", "product:456", None),
        (LATER, "admin:9001", "make_current", "product:456", None),
    ]


async def test_offers_are_the_current_products_that_tribute_would_sell(shop):
    assert await shop.tariffs.offers() == Offers((), unread=True)
    await shop.tariffs.save_snapshots([sold(456), sold(457, status="pending")])
    assert await shop.tariffs.offers() == Offers((Offer(TARIFFS[456], sold(456)),), unread=False)
    await shop.tariffs.bind(999, of_first(Duration(days=7)), ADMIN)
    assert (await shop.tariffs.offers()).unread
    await shop.tariffs.stop_offering(999, ADMIN)
    await shop.tariffs.stop_offering(456, ADMIN)
    assert await shop.tariffs.offers() == Offers((), unread=False)


@pytest.mark.parametrize("complete", [True, False, None])
async def test_products_that_are_listed_no_longer_are_gone_if_the_list_is_complete(shop, complete):
    whole = {} if complete is None else {"complete": complete}
    await shop.tariffs.save_snapshots([sold(456), sold(457)], **whole)
    shop.clock.move(100)
    await shop.tariffs.save_snapshots(iter([sold(457, name="New"), sold(999)]), **whole)
    renewed = _bound(457, product=sold(457, name="New"), fetched_at=LATER)
    kept = _bound(456, product=sold(456), fetched_at=NOW)
    gone = _bound(456, product=sold(456, status="gone"), fetched_at=LATER)
    found = await shop.tariffs.all_bound()
    assert found[:2] == [kept if complete is False else gone, renewed]


async def test_an_empty_list_ends_no_offer(shop):
    await shop.tariffs.save_snapshots([sold(456), sold(457), sold(459)])
    before = await shop.tariffs.all_bound()
    shop.clock.move(100)
    await shop.tariffs.save_snapshots([])
    assert await shop.tariffs.all_bound() == before


async def test_only_payments_for_unbound_products_wait_for_a_binding(shop):
    assert await shop.tariffs.waiting() == 0
    await shop.receive(purchase(1, product_id=999))
    await shop.receive(purchase(2, product_id=998, telegram_user_id=BORIS))
    await shop.receive(purchase(3, telegram_user_id=ABSENT))
    assert await shop.tariffs.waiting() == 2
