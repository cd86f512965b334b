"""Ways back in a real browser: a list is found as long as it was, at the same place, with the focus
on the row that was opened."""

import re
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, Route, expect

from bot.sandbox.cast import ADMIN
from bot.sandbox.world import World
from tests.console.opened import DESKTOP, PHONE, console, context
from tests.console.test_mini_app import launch
from tests.handlers.http.console.client import init_data
from tests.handlers.telegram.payments import deliver
from tests.handlers.telegram.talk import ask

pytestmark = [
    pytest.mark.long,
    pytest.mark.timeout(120),
    pytest.mark.asyncio(loop_scope="session"),
]

SALES = 36
ROWS_A_PAGE = 6
OPENED = "purchase-14"
"""Newest first, it is the 23rd row: on the fourth page of the list."""

# Whether a row is there; if not, ask for more of them.
_READ_ON = """testid => {
    if (document.querySelector(`[data-testid="${testid}"]`)) return true;
    const list = document.querySelector("[data-testid=list]:not([aria-busy])");
    list?.querySelector("[data-testid=list-more]:not([hidden])")?.click();
    return false;
}"""

# Whether a row is as far from the upper edge of the screen as it was.
_IS_AT = """([testid, top]) => Math.abs(
    document.querySelector(`[data-testid="${testid}"]`)?.getBoundingClientRect().top - top) < 3"""


@pytest_asyncio.fixture(loop_scope="session")
async def sold(world: World) -> World:
    """A shop with more sales, each of somebody else, than a screen shows."""
    await ask(world, ADMIN.id, "/start")
    for number in range(1, SALES + 1):
        await _sell(world, number)
    return world


async def _sell(world: World, number: int, product: int = 456) -> None:
    person = 800_000 + number
    await deliver(world, product_id=product, purchase_id=number, telegram_user_id=person)


async def _in_short_pages(page: Page) -> None:
    """Let the lists have few rows a page, so that few sales make many pages."""

    async def shorten(route: Route) -> None:
        sign = "&" if "?" in route.request.url else "?"
        await route.continue_(url=f"{route.request.url}{sign}limit={ROWS_A_PAGE}")

    await page.route(re.compile(r"/api/(purchases|people)(\?(?!.*limit=).*)?$"), shorten)


async def _scroll_to(page: Page, testid: str) -> float:
    """Read on until the row is there, and scroll to it; return how far from the edge it is then."""
    await page.wait_for_function(_READ_ON, arg=testid)
    row = page.get_by_test_id(testid)
    await row.evaluate("row => window.scrollTo(0, row.getBoundingClientRect().top + scrollY - 200)")
    box = await row.bounding_box()
    assert box is not None
    assert await page.evaluate("() => scrollY") > 300
    return box["y"]


async def _is_back(page: Page, testid: str, top: float) -> None:
    """Wait until the row is where it was, with the focus on it."""
    await expect(page.get_by_test_id(testid)).to_be_focused()
    await page.wait_for_function(_IS_AT, arg=[testid, top])


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
async def test_going_back_from_a_purchase_finds_the_list_as_it_was_left(
    browser: Browser, sold: World, viewport: Any
) -> None:
    async with console(browser, sold, viewport=viewport) as page:
        await _in_short_pages(page)
        await page.evaluate("() => { location.hash = '#/purchases?kind=tribute'; }")
        top = await _scroll_to(page, OPENED)
        for way_back in (page.get_by_test_id("back").click, page.go_back):
            await page.get_by_test_id(OPENED).click()
            await expect(page.get_by_test_id("summary")).to_be_visible()
            await way_back()
            await _is_back(page, OPENED, top)
            await expect(page).to_have_url(re.compile(r"#/purchases\?kind=tribute$"))
        await page.go_forward()
        await expect(page.get_by_test_id("summary")).to_be_visible()
        await page.go_back()
        await _is_back(page, OPENED, top)


async def test_news_that_came_meanwhile_move_nobody_from_their_row(
    browser: Browser, sold: World
) -> None:
    """So many that the row isn't on the pages that had been read."""
    async with console(browser, sold, viewport=PHONE) as page:
        await _in_short_pages(page)
        await page.evaluate("() => { location.hash = '#/people'; }")
        top = await _scroll_to(page, "person-800014")
        await page.get_by_test_id("person-800014").click()
        await expect(page.get_by_test_id("about")).to_be_visible()
        for number in range(SALES + 1, SALES + 9):
            await _sell(sold, number)
        await page.go_back()
        await _is_back(page, "person-800014", top)


async def test_the_last_row_of_a_list_is_found_below_what_has_come_since(
    browser: Browser, sold: World
) -> None:
    async with console(browser, sold) as page:
        await _in_short_pages(page)
        await page.evaluate("() => { location.hash = '#/purchases'; }")
        await _scroll_to(page, "purchase-1")
        await page.get_by_test_id("purchase-1").click()
        await expect(page.get_by_test_id("summary")).to_be_visible()
        for number in range(SALES + 1, SALES + 3):
            await _sell(sold, number)
        await page.go_back()
        await expect(page.get_by_test_id("purchase-1")).to_be_focused()
        await expect(page.get_by_test_id("purchase-1")).to_be_in_viewport()


async def test_what_is_decided_leads_back_to_the_next_that_waits(
    browser: Browser, sold: World
) -> None:
    """The row that was opened is gone: the next one stands in its place, and has the focus."""
    for number in range(1, 19):
        await _sell(sold, 900 + number, product=999)
    opened = f"waits-held-{SALES + 10}"
    async with console(browser, sold, "attention", viewport=PHONE) as page:
        await expect(page.get_by_test_id(opened)).to_be_visible()
        order = await page.locator("[data-testid^=waits-held-]").evaluate_all(
            "rows => rows.map((row) => row.dataset.testid)"
        )
        following = order[order.index(opened) + 1]
        await _scroll_to(page, opened)
        box = await page.get_by_test_id(following).bounding_box()
        assert box is not None
        await page.get_by_test_id(opened).click()
        await page.get_by_test_id("step-dismiss").click()
        await page.get_by_test_id("field-reason").fill("a test")
        await page.get_by_test_id("submit").click()
        await _is_back(page, following, box["y"])
        await page.go_back()
        await expect(page.get_by_test_id("page-overview")).to_be_visible()


async def test_telegrams_back_button_leads_to_the_row_too(browser: Browser, sold: World) -> None:
    async with context(browser, viewport=PHONE) as page:
        await _in_short_pages(page)
        await launch(page, sold, init_data(ADMIN.id, sold.clock.now()))
        await page.get_by_test_id("nav-purchases").last.click()
        top = await _scroll_to(page, OPENED)
        await page.get_by_test_id(OPENED).click()
        await expect(page.get_by_test_id("summary")).to_be_visible()
        await page.evaluate("() => window.seen.goBack()")
        await _is_back(page, OPENED, top)


async def test_a_number_of_the_overview_is_where_it_was(browser: Browser, sold: World) -> None:
    async with console(browser, sold, viewport=PHONE) as page:
        top = await _scroll_to(page, "number-refunded")
        await page.get_by_test_id("number-refunded").click()
        await expect(page.get_by_test_id("page-purchases")).to_be_visible()
        await page.go_back()
        await _is_back(page, "number-refunded", top)


async def test_a_list_that_is_opened_by_the_menu_begins_at_its_top(
    browser: Browser, sold: World
) -> None:
    async with console(browser, sold, viewport=PHONE) as page:
        await _in_short_pages(page)
        await page.evaluate("() => { location.hash = '#/purchases'; }")
        await _scroll_to(page, OPENED)
        await page.get_by_test_id(OPENED).click()
        await expect(page.get_by_test_id("summary")).to_be_visible()
        await page.get_by_test_id("nav-purchases").last.click()
        await expect(page.get_by_test_id(f"purchase-{SALES}")).to_be_in_viewport()
        await expect(page.get_by_test_id(OPENED)).to_have_count(0)


async def test_a_card_that_no_list_has_opened_leads_to_the_whole_list(
    browser: Browser, sold: World
) -> None:
    async with console(browser, sold, "purchases?q=nobody") as page:
        await page.evaluate("() => { location.hash = '#/shop'; }")
        await expect(page.get_by_test_id("shop-greeting")).to_be_visible()
        await page.evaluate("() => { location.hash = '#/purchases/3'; }")
        await page.get_by_test_id("back").click()
        await expect(page).to_have_url(re.compile("#/purchases$"))
        await expect(page.get_by_test_id(f"purchase-{SALES}")).to_be_visible()
