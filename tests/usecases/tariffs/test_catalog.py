"""The catalogue asks Tribute once for many buyers, and a failure of Tribute costs no offer."""

import asyncio
import contextlib
from dataclasses import replace

import pytest

from bot.tribute.errors import TributeBadRequest, TributeTimeout
from bot.usecases.tariffs.tariffs import Offers
from tests.conftest import NOW
from tests.tribute.upstream import refuses
from tests.usecases.tariffs.shop_window import catalog_of, listing, page, row, says, sold


@pytest.fixture
async def window(shop):
    async with catalog_of(shop) as (catalog, upstream):
        upstream.plan(says(listing(456, 500)))
        yield catalog, upstream


async def test_many_at_once_cost_one_request(window):
    catalog, upstream = window
    found = await asyncio.gather(*(catalog.products() for _ in range(9)))
    assert found == [(sold(456), sold(500))] * 9
    assert len(upstream.requests) == 1


@pytest.mark.parametrize(
    ("moved", "asked", "requests"),
    [(2, {}, 1), (3, {}, 2), (3, {"max_age_seconds": 4}, 1), (0, {"max_age_seconds": 0}, 2)],
)
async def test_an_answer_is_kept_for_its_time(shop, window, moved, asked, requests):
    catalog, upstream = window
    await catalog.products()
    shop.clock.move(moved)
    assert await catalog.products(**asked) == (sold(456), sold(500))
    assert len(upstream.requests) == requests


async def test_a_clock_that_was_put_back_makes_no_answer_fresh(shop, window):
    catalog, upstream = window
    await catalog.products()
    shop.clock.move(-1)
    await catalog.products()
    assert len(upstream.requests) == 2


async def test_a_failure_is_remembered_for_ten_seconds(shop, window):
    catalog, upstream = window
    upstream.plan(refuses(400), says(listing(456)))
    for seconds in (0, 9):
        shop.clock.move(seconds)
        with pytest.raises(TributeBadRequest):
            await catalog.products(0)
    assert len(upstream.requests) == 1
    shop.clock.move(1)
    assert await catalog.products() == (sold(456),)
    assert await catalog.products() == (sold(456),)
    assert len(upstream.requests) == 2


async def test_an_answer_that_nobody_waited_for_is_no_empty_list(shop, window):
    catalog, upstream = window
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(None) as limit:

            async def hangs(request):
                limit.reschedule(0)
                await asyncio.sleep(60)

            upstream.plan(hangs)
            await catalog.products()
    with pytest.raises(TributeTimeout, match=r"^the list took longer than a buyer waits$"):
        await catalog.products()
    assert len(upstream.requests) == 1


async def test_each_list_updates_the_bound_products(shop, window):
    catalog, _ = window
    assert (await catalog.offers()).items[0].product == sold(456)
    products = {one.product_id: one.product for one in await shop.tariffs.all_bound()}
    assert products == {456: sold(456), 457: None, 459: None}
    assert (await shop.tariffs.bound(456)).fetched_at == NOW
    assert (await shop.tariffs.bound(457)).fetched_at == NOW
    assert catalog.skipped == 0


async def test_products_that_cannot_be_read_are_counted_and_end_no_offer(shop, window):
    catalog, upstream = window
    await catalog.products()
    upstream.plan(says(page({"id": "?"}, {"id": 456}, row(500))))
    shop.clock.move(3)
    assert await catalog.products() == (sold(500),)
    assert catalog.skipped == 2
    assert (await shop.tariffs.bound(456)).product == sold(456)


async def test_offers_stay_as_last_seen_while_tribute_fails(shop, window):
    catalog, upstream = window
    offered = await catalog.offers()
    upstream.plan(refuses(400))
    shop.clock.move(3)
    assert await catalog.offers() == offered
    assert offered != Offers((), unread=True)


async def test_one_product_is_asked_for_by_its_number(window):
    catalog, upstream = window
    upstream.plan(says(row(500)))
    assert await catalog.product(500) == sold(500)
    assert upstream.requests[0].path.endswith("/products/500")


async def test_a_buyer_whose_patience_ends_sees_the_offers_as_last_seen(shop, window):
    catalog, upstream = window
    offered = await catalog.offers()
    upstream.plan(says(page(row(456, amount=1))))
    shop.clock.move(3)
    assert await replace(catalog, patience_seconds=0).offers() == offered
    shop.clock.move(10)
    assert await catalog.offers() != offered
