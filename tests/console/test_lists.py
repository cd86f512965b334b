"""Lists without an end in a real browser: no click is lost, whatever is read meanwhile."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, Route, expect

from bot.sandbox.cast import BUYER
from bot.sandbox.world import World
from storage.queries.listing import purchases as listed_purchases
from tests.console.opened import console
from tests.handlers.telegram.talk import ask

pytestmark = [
    pytest.mark.long,
    pytest.mark.timeout(120),
    pytest.mark.asyncio(loop_scope="session"),
]

SEARCH = "purchases?q=3%20months"
FURTHER = r"/api/purchases\?.*cursor="


@pytest_asyncio.fixture(loop_scope="session")
async def sold(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """Four purchases, the oldest but one is what is searched for; each page looks through one."""
    monkeypatch.setattr(listed_purchases, "MOST_ROWS_JOINED", 1)
    for product in (456, 457, 456, 456):
        await world.tribute.pay(product, telegram_user_id=BUYER.id)
    return world


@asynccontextmanager
async def _held(page: Page, pattern: str) -> AsyncIterator[asyncio.Event]:
    """Let the answers to these wait until the end; the event says that one waits."""
    waits, released = asyncio.Event(), asyncio.Event()

    async def hold(route: Route) -> None:
        waits.set()
        await released.wait()
        await route.continue_()

    await page.route(re.compile(pattern), hold)
    yield waits
    released.set()


async def test_a_click_counts_while_the_next_rows_are_on_their_way(
    browser: Browser, sold: World
) -> None:
    """The list itself asks for the second page as soon as its end is seen."""
    async with console(browser, sold) as page:
        async with _held(page, FURTHER) as waits:
            await page.evaluate("place => { location.hash = `#/${place}`; }", SEARCH)
            await waits.wait()
            await page.get_by_test_id("list-more").click()
        await expect(page.get_by_test_id("purchase-2")).to_be_visible()


async def test_news_dont_end_the_reading_of_more_rows(browser: Browser, sold: World) -> None:
    async with console(browser, sold, SEARCH) as page:
        await expect(page.get_by_test_id("list")).not_to_have_attribute("aria-busy", "true")
        async with _held(page, FURTHER) as waits:
            await page.get_by_test_id("list-more").click()
            await waits.wait()
            await ask(sold, BUYER.id, "/paysupport")
            await ask(sold, BUYER.id, "Where is my key?")
            await expect(page.get_by_test_id("nav-attention").first).to_contain_text("1")
        await expect(page.get_by_test_id("purchase-2")).to_be_visible()


async def test_the_button_repeats_what_failed(browser: Browser, sold: World) -> None:
    """Here the page hears of one change only, and can't read the list after it."""
    news = asyncio.Event()

    async def live(route: Route) -> None:
        if news.is_set():
            await route.abort()
            return
        await news.wait()
        await route.fulfill(body='{"changed": true}\n')

    async with console(browser, sold, "purchases") as page:
        await page.route("**/live*", live)
        await page.reload()
        await expect(page.get_by_test_id("purchase-4")).to_be_visible()
        await page.route(re.compile(r"/api/purchases$"), lambda route: route.abort())
        news.set()
        await expect(page.locator(".list-error")).to_be_visible()
        await page.unroute(re.compile(r"/api/purchases$"))
        await page.get_by_test_id("list-more").click()
        await expect(page.locator(".list-error")).to_be_hidden()
        await expect(page.get_by_test_id("list-more")).to_be_hidden()


async def test_a_list_that_is_empty_without_a_filter_names_none(
    browser: Browser, world: World
) -> None:
    async with console(browser, world, "purchases/recurring") as page:
        await expect(page.get_by_test_id("recurring-empty")).to_have_text(
            "No payment for them yet."
        )
        await page.evaluate("location.hash = '#/purchases/recurring?status=renewed'")
        await expect(page.get_by_test_id("recurring-empty")).to_contain_text("Take a filter away")
