"""Products are found by what an admin pastes, and sold only as the admin was shown."""

import pytest

from bot.domain.durations import Duration
from bot.domain.models import TariffId
from bot.domain.records import Tariff
from bot.tribute.errors import TributeBadRequest, TributeNotFound
from bot.usecases.tariffs.product_list import Binding, Listed
from bot.usecases.tariffs.products import (
    ProductCard,
    Products,
    SellPreview,
    SellResult,
    TariffProducts,
)
from storage import tariffs
from tests.bodies import purchase
from tests.conftest import NOW
from tests.plans import of_first
from tests.tribute.upstream import refuses
from tests.usecases.conftest import ADMINS
from tests.usecases.rows import column
from tests.usecases.tariffs.shop_window import catalog_of, listing, page, row, says, sold

ADMIN = ADMINS[0]
MONTH, QUARTER, LIFETIME = Duration(months=1), Duration(months=3), Duration(lifetime=True)
BINDINGS = {
    456: Binding(Tariff(TariffId(1), MONTH), is_on_offer=True),
    457: Binding(Tariff(TariffId(2), QUARTER), is_on_offer=True),
    459: Binding(Tariff(TariffId(3), LIFETIME), is_on_offer=True),
}
OLD = Binding(Tariff(TariffId(1), MONTH), is_on_offer=False)
ACTIONS = "SELECT action FROM audit ORDER BY id"


@pytest.fixture
async def window(shop):
    async with catalog_of(shop) as (catalog, upstream):
        yield Products(catalog, shop.tariffs), upstream


async def test_the_list_has_each_product_with_its_tariff(window):
    products, upstream = window
    upstream.plan(says(page(row(500), row(456), {"id": 0})))
    assert await products.listed() == [
        Listed(sold(500), None),
        Listed(sold(456), BINDINGS[456]),
    ]
    assert products.skipped == 1


async def test_tariffs_have_their_current_product_and_those_with_old_links(shop, window):
    products, _ = window
    await shop.tariffs.sell_as(sold(500), of_first(MONTH), ADMIN)
    await shop.tariffs.stop_offering(459, ADMIN)
    now_sold = Binding(Tariff(TariffId(1), MONTH), is_on_offer=True)
    unsold = Binding(Tariff(TariffId(3), LIFETIME), is_on_offer=False)
    assert await products.by_tariff() == [
        TariffProducts(
            OLD.tariff, (ProductCard(500, sold(500), now_sold),), (ProductCard(456, None, OLD),)
        ),
        TariffProducts(BINDINGS[457].tariff, (ProductCard(457, None, BINDINGS[457]),), ()),
        TariffProducts(unsold.tariff, (), (ProductCard(459, None, unsold),)),
    ]


@pytest.mark.parametrize("text", ["456", " #456\n", "7m", "p7m", "https://web.tribute.tg/p/7m"])
async def test_a_product_is_found_by_number_link_or_code(window, text):
    products, upstream = window
    answers = [says(row(456))] if "456" in text else [says(listing(500, 456)), says(row(456))]
    upstream.plan(*answers)
    assert await products.find(text) == ProductCard(456, sold(456), BINDINGS[456])
    assert len(upstream.requests) == len(answers)


@pytest.mark.parametrize("text", ["", "the club", "#", "1" * 19, "two words"])
async def test_another_text_is_no_product(window, text):
    products, upstream = window
    upstream.plan(says(listing(456)))
    assert await products.find(text) is None
    assert upstream.requests == []


@pytest.mark.parametrize("text", ["zzz", "https://example.org/p/7m"])
async def test_a_code_or_link_that_no_product_has_is_no_product(window, text):
    products, upstream = window
    upstream.plan(says(listing(456)))
    assert await products.find(text) is None


async def test_a_link_that_is_not_listed_is_read_as_a_number_and_checked(window):
    products, upstream = window
    upstream.plan(says(listing(456)), says(row(500)))
    assert await products.find("https://web.tribute.tg/p/84") == ProductCard(500, sold(500), None)
    links = {"link": row(456)["link"], "webLink": row(456)["webLink"]}
    upstream.plan(says(row(500, **links)))
    with pytest.raises(TributeNotFound, match=r"^no product has the pasted link$"):
        await products.find("https://web.tribute.tg/p/84")


async def test_a_link_of_a_bound_product_that_tribute_cannot_confirm_raises_its_error(window):
    products, upstream = window
    upstream.plan(says(listing(500)), refuses(400))
    with pytest.raises(TributeBadRequest):
        await products.find("https://web.tribute.tg/p/7n")


async def test_a_bound_product_is_shown_as_last_seen_while_tribute_fails(shop, window):
    products, upstream = window
    await shop.tariffs.save_snapshots([sold(456)])
    upstream.plan(refuses(400))
    card = await products.card(456)
    assert (card.product_id, card.product, card.binding) == (456, sold(456), BINDINGS[456])
    assert isinstance(card.error, TributeBadRequest)
    with pytest.raises(TributeBadRequest):
        await products.card(500)


async def test_a_preview_names_the_product_that_would_be_replaced(shop, window):
    products, upstream = window
    await shop.tariffs.bind(999, of_first(MONTH), ADMIN)
    upstream.plan(says(row(457)))
    replaced = ProductCard(456, None, BINDINGS[456])
    preview = await products.preview(457, of_first(MONTH))
    assert preview == SellPreview(sold(457), of_first(MONTH), BINDINGS[457], (replaced,))
    assert (preview.is_done, preview.instead_of_id) == (False, 456)
    fresh = await products.preview(457, of_first(Duration(days=7)))
    assert fresh == SellPreview(sold(457), of_first(Duration(days=7)), BINDINGS[457], ())
    assert fresh.instead_of_id == 0
    done = await products.preview(457, of_first(QUARTER))
    assert done == SellPreview(sold(457), of_first(QUARTER), BINDINGS[457], ())
    assert done.is_done


async def test_a_product_without_a_tariff_is_sold_and_settles_its_payments(shop, window):
    products, upstream = window
    await shop.receive(purchase(1, product_id=500))
    upstream.plan(says(row(500)))
    replaced = ProductCard(456, None, BINDINGS[456])
    preview = SellPreview(sold(500), of_first(MONTH), None, (replaced,))
    assert await products.sell(500, of_first(MONTH), 0, ADMIN) == preview
    assert await column(shop, ACTIONS) == []
    assert await products.sell(500, of_first(MONTH), 456, ADMIN) == SellResult(preview, 1)
    bound = await shop.tariffs.bound(500)
    assert (bound.tariff, bound.product) == (Tariff(TariffId(1), MONTH), sold(500))
    assert bound.is_on_offer
    assert await column(shop, ACTIONS) == ["bound"]
    again = await products.sell(500, of_first(MONTH), 0, ADMIN)
    assert again == SellPreview(
        sold(500), of_first(MONTH), Binding(Tariff(TariffId(1), MONTH), is_on_offer=True), ()
    )


async def test_an_old_product_of_the_same_tariff_only_becomes_current_again(shop, window):
    products, upstream = window
    await shop.tariffs.sell_as(sold(500), of_first(MONTH), ADMIN)
    upstream.plan(says(row(456)))
    current = ProductCard(500, sold(500), Binding(Tariff(TariffId(1), MONTH), is_on_offer=True))
    preview = SellPreview(sold(456), of_first(MONTH), OLD, (current,))
    assert await products.sell(456, of_first(MONTH), 500, ADMINS[1]) == SellResult(preview, 0)
    assert (await shop.tariffs.bound(456)).is_on_offer
    assert await column(shop, "SELECT actor FROM audit ORDER BY id") == ["admin:9001", "admin:9002"]
    assert await column(shop, ACTIONS) == ["bound", "make_current"]


async def test_a_product_of_another_tariff_moves_to_the_new_one(shop, window):
    products, upstream = window
    upstream.plan(says(row(457)))
    assert isinstance(await products.sell(457, of_first(MONTH), 456, ADMINS[1]), SellResult)
    assert (await shop.tariffs.bound(457)).tariff.duration == MONTH
    assert await column(shop, "SELECT actor FROM audit") == ["admin:9002"]


async def test_a_preview_says_whether_buyers_would_see_the_product(shop, window):
    products, upstream = window
    await shop.db.write(lambda tx: tariffs.set_hidden(tx, TariffId(1), NOW))
    upstream.plan(says(row(500)))
    shown = [await products.preview(500, of_first(one)) for one in (MONTH, QUARTER)]
    assert [one.is_hidden for one in shown] == [True, False]
