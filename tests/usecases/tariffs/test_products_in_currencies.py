"""Products of one tariff in several currencies: what replaces what, as the admin was shown."""

import pytest

from bot.domain.durations import Duration
from bot.domain.models import Product
from bot.domain.money import Money
from bot.usecases.plans.plans import Plans
from bot.usecases.tariffs.products import Products, SellPreview, SellResult
from bot.usecases.tariffs.tariffs import Place
from tests.plans import of_first
from tests.usecases.conftest import ADMINS
from tests.usecases.rows import column
from tests.usecases.tariffs.shop_window import catalog_of, row, says, sold

ADMIN = ADMINS[0]
MONTH = Duration(months=1)


def in_euros(number: int) -> Product:
    return sold(number, price=Money(999, "EUR"))


@pytest.fixture
async def window(shop):
    """Sell a month in dollars and in euros."""
    async with catalog_of(shop) as (catalog, upstream):
        await shop.tariffs.sell_as(sold(456), of_first(MONTH), ADMIN)
        await shop.tariffs.sell_as(in_euros(500), of_first(MONTH), ADMIN)
        upstream.plan(says(row(999)))
        yield Products(catalog, shop.tariffs)


async def on_offer(shop):
    return [one.product_id for one in await shop.tariffs.all_bound() if one.is_on_offer]


async def test_a_preview_parts_what_is_replaced_from_what_stays(window):
    preview = await window.preview(999, of_first(MONTH))
    assert [one.product for one in preview.instead_of] == [sold(456)]
    assert [one.product for one in preview.beside] == [in_euros(500)]
    assert preview.also_replaced(456) == ()
    assert preview.also_replaced(456 + 500) == (500,)


@pytest.mark.parametrize(
    ("shown", "beside", "stay"),
    [
        (456, False, {500, 999}),
        (456, True, {456, 500, 999}),
        (956, False, {999}),  # the version before replaced all of the tariff's products
        (956, True, {456, 999}),
    ],
)
async def test_selling_replaces_only_what_the_admin_was_shown(shop, window, shown, beside, stay):
    others = set(await on_offer(shop)) - {456, 500}
    found = await window.sell(999, of_first(MONTH), shown, ADMIN, beside=beside)
    assert isinstance(found, SellResult)
    assert set(await on_offer(shop)) - others == stay


@pytest.mark.parametrize("shown", [0, 500, 455, 999])
async def test_nothing_is_sold_where_something_else_would_be_replaced(shop, window, shown):
    before = await on_offer(shop)
    found = await window.sell(999, of_first(MONTH), shown, ADMIN)
    assert isinstance(found, SellPreview)
    assert await on_offer(shop) == before


@pytest.mark.parametrize(
    ("beside", "stay"), [(False, {457, 459, 500, 456}), (True, {457, 459, 456, 500, 999})]
)
async def test_an_old_product_comes_back_instead_of_its_currency_or_beside_it(
    shop, window, beside, stay
):
    assert await shop.tariffs.bind(999, of_first(MONTH), ADMIN)
    await shop.tariffs.save_snapshots([sold(456), in_euros(500), sold(999)])
    await shop.tariffs.offer(999, ADMIN)
    assert set(await on_offer(shop)) == {457, 459, 500, 999}
    await shop.tariffs.stop_offering(999, ADMIN)
    await shop.tariffs.offer(456, ADMIN)
    found = await window.sell(999, of_first(MONTH), 456, ADMIN, beside=beside)
    assert isinstance(found, SellResult)
    assert set(await on_offer(shop)) == ({457, 459, 500, 999} if not beside else stay)


async def test_the_audit_names_the_plan_where_there_are_several(shop, window):
    plans = Plans(shop.db, shop.clock)
    await plans.on_start()
    details = "SELECT detail FROM audit WHERE action IN ('make_current', 'stop_selling')"
    await shop.tariffs.stop_offering(456, ADMIN)
    assert await column(shop, details) == [None]
    await plans.add("Pro", "en", ADMIN)
    await shop.tariffs.offer(456, ADMIN)
    await shop.tariffs.stop_offering(457, ADMIN)
    assert not await shop.tariffs.stop_offering(77, ADMIN)  # bound to nothing
    assert await column(shop, details) == [None, "access / 1 month", "access / 3 months"]


async def test_a_button_holds_any_number_of_products(shop, window):
    """The sum of the numbers that Tribute gives fits 64 bits with a sign."""
    five = of_first(Duration(months=5))
    for number in (2**63 - 1, 2**63 - 2):
        product = sold(999, id=number, link="https://t.me/a", web_link="https://a.example")
        await shop.tariffs.sell_as(product, five, ADMIN, Place(beside=True))
    preview = await window.preview(999, five)
    assert len(preview.instead_of) == 2
    assert preview.instead_of_id == 2**63 - 3
