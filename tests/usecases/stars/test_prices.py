"""Prices in Stars: set, changed, undone and removed, by several admins, with a history."""

import pytest

from bot.domain.durations import Duration
from bot.domain.models import FIRST_PLAN, TariffId
from bot.domain.stars import InStars, OrderState
from storage.stars import orders, prices
from tests.bodies import BORIS
from tests.usecases.conftest import ADMINS, Shop
from tests.usecases.rows import rows
from tests.usecases.stars.till import MONTH, Till, open_till


@pytest.fixture
def till(shop: Shop) -> Till:
    return open_till(shop)


async def state_of(till: Till, order_id: int) -> OrderState:
    found = await till.shop.db.read(lambda tx: orders.get(tx, order_id))
    assert found is not None
    return found.state


async def test_a_shop_without_a_price_has_none_on_offer(till: Till) -> None:
    assert not await till.prices.any_ever()
    assert [one.price for one in await till.prices.every()] == [None, None, None]
    assert not (await till.shop.tariffs.offers()).any_in_stars


async def test_a_price_is_offered_without_a_product_that_sells(till: Till) -> None:
    """Tribute hasn't described any product in this shop yet."""
    await till.price()
    offers = await till.shop.tariffs.offers()
    assert [(one.tariff.id, one.product, one.stars) for one in offers.items] == [(MONTH, None, 250)]
    assert await till.prices.any_ever()


async def test_a_removed_price_is_offered_no_more_and_stays_in_the_history(till: Till) -> None:
    await till.price()
    await till.price(None)
    assert (await till.shop.tariffs.offers()).items == ()
    assert await till.prices.any_ever()
    assert await rows(
        till.shop, "SELECT actor, action, subject, detail FROM audit ORDER BY id"
    ) == [
        (f"admin:{ADMINS[0]}", "stars_price_set", "tariff:1", "250"),
        (f"admin:{ADMINS[0]}", "stars_price_removed", "tariff:1", None),
    ]


async def test_an_admin_who_saw_an_older_price_changes_nothing(till: Till) -> None:
    assert await till.prices.set(MONTH, InStars(250), seen=0, admin_id=ADMINS[0])
    assert not await till.prices.set(MONTH, InStars(300), seen=0, admin_id=ADMINS[1])
    found = await till.prices.of(MONTH)
    assert found is not None
    assert found.price == InStars(250)


async def test_of_two_admins_who_want_the_same_the_second_hears_that_it_is_so(till: Till) -> None:
    """A second press of the first one's own is no change, and no conflict."""
    for admin_id, decided in ((ADMINS[0], True), (ADMINS[0], True), (ADMINS[1], False)):
        found = await till.prices.set(MONTH, InStars(250), seen=0, admin_id=admin_id)
        assert found == decided
    assert await rows(till.shop, "SELECT stars FROM stars_prices") == [(250,)]


async def test_the_price_before_is_known_so_that_it_can_be_restored(till: Till) -> None:
    for stars in (250, 300, None):
        await till.price(stars)
    found = await till.prices.of(MONTH)
    assert found is not None
    assert found.before is not None
    assert (found.price, found.before.price) == (None, InStars(300))


async def test_a_tariff_that_is_not_there_has_no_price(till: Till) -> None:
    assert await till.prices.of(99) is None
    assert not await till.prices.set(TariffId(99), InStars(250), seen=0, admin_id=ADMINS[0])


async def test_a_new_price_closes_unpaid_orders_with_another_one(till: Till) -> None:
    await till.price()
    order = await till.order()
    await till.price(300)
    other = await till.order(BORIS, stars=300)
    assert await state_of(till, order.id) is OrderState.REPRICED
    await till.price(None)
    assert await state_of(till, other.id) is OrderState.REPRICED


async def test_a_price_of_another_tariff_closes_none(till: Till) -> None:
    await till.price()
    order = await till.order()
    await till.price(900, TariffId(2))
    assert await state_of(till, order.id) is OrderState.OPEN


async def test_hidden_tariffs_and_retired_plans_are_not_sold_in_stars(till: Till) -> None:
    await till.price()
    assert await till.shop.db.read(prices.on_sale) == {MONTH: InStars(250)}
    await till.shop.db.write(lambda tx: tx.execute("UPDATE tariffs SET hidden_at = 1"))
    assert await till.shop.db.read(prices.on_sale) == {}
    await till.shop.db.write(lambda tx: tx.execute("UPDATE tariffs SET hidden_at = NULL"))
    await till.shop.db.write(lambda tx: tx.execute("UPDATE plans SET retired_at = 1"))
    assert await till.shop.db.read(prices.on_sale) == {}


async def test_the_offers_keep_the_order_of_the_shop(till: Till) -> None:
    await till.price(900, TariffId(2))
    await till.price(250)
    offers = await till.shop.tariffs.offers()
    assert [one.tariff.duration for one in offers.items] == [Duration(months=1), Duration(months=3)]
    assert {one.tariff.plan_id for one in offers.items} == {FIRST_PLAN}
