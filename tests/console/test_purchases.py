"""Purchases in a real browser: the list, its filters, the life of one, and a refund."""

import re

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from bot.sandbox.cast import BUYER, NEVER_STARTED, REGRETS
from bot.sandbox.world import World
from bot.usecases.people.people import Profile
from storage.queries.listing import purchases as listed_purchases
from tests.console.opened import PHONE, console, expect_rows, speaks

pytestmark = [pytest.mark.timeout(120), pytest.mark.asyncio(loop_scope="session")]

HOSTILE = "<img src=x onerror=alert(1)>"


@pytest_asyncio.fixture(loop_scope="session")
async def sold(world: World) -> World:
    """A shop with two sales, a refund, and a payment for a product that nobody knows."""
    for product, buyer in ((456, BUYER), (457, REGRETS)):
        await world.tribute.pay(product, telegram_user_id=buyer.id)
    refunded = await world.tribute.pay(456, telegram_user_id=NEVER_STARTED.id)
    await world.tribute.refund_by_buyer(refunded.id)
    world.tribute.add_product(HOSTILE, id=999)
    await world.tribute.pay(999, telegram_user_id=BUYER.id)
    return world


async def test_a_purchase_is_found_and_refunded(browser: Browser, sold: World) -> None:
    """The path of this page that each run of the tests walks."""
    async with console(browser, sold, "purchases") as page:
        await expect(page.get_by_test_id("purchase-4")).to_contain_text("Waiting for you")
        await page.get_by_test_id("search").fill(str(REGRETS.id))
        await expect_rows(page, "purchase", 2)
        assert page.url.endswith(f"#/purchases?q={REGRETS.id}")
        await page.get_by_test_id("purchase-2").click()
        await expect(page.get_by_test_id("summary")).to_contain_text("Access given")
        await expect(page.get_by_test_id("life")).to_contain_text("new_digital_product")
        await page.get_by_test_id("refund").click()
        await expect(page.get_by_test_id("ask")).to_contain_text("After the refund: none")
        await page.get_by_test_id("ask-yes").click()
        await expect(page.get_by_test_id("toast")).to_have_text("Refunded.")
        await expect(page.get_by_test_id("summary")).to_contain_text("Refunded")
        await expect(page.get_by_test_id("refund")).to_have_count(0)
    assert sold.tribute.purchases[max(sold.tribute.purchases) - 2].refunded


@pytest.mark.long
async def test_filters_stand_in_the_address_and_can_be_cleared(
    browser: Browser, sold: World
) -> None:
    async with console(browser, sold, "purchases", viewport=PHONE) as page:
        await page.get_by_test_id("filters").click()
        await page.get_by_test_id("field-status").select_option("refunded")
        await expect_rows(page, "purchase", 3)
        assert page.url.endswith("#/purchases?status=refunded")
        await page.get_by_test_id("field-from").fill("2026-05-14")
        await expect(page.get_by_test_id("purchases-empty")).to_contain_text("Nothing matches")
        await page.reload()
        await expect(page.get_by_test_id("field-status")).to_have_value("refunded")
        await page.get_by_test_id("filters-clear").click()
        await expect(page.get_by_test_id("purchase-4")).to_be_visible()
        assert page.url.endswith("#/purchases")


@pytest.mark.long
async def test_numbers_of_the_overview_lead_to_their_rows(browser: Browser, sold: World) -> None:
    async with console(browser, sold) as page:
        await page.get_by_test_id("number-refunded").click()
        await expect(page.get_by_test_id("purchase-3")).to_contain_text("refunded Tue, 12 May")
        await expect_rows(page, "purchase", 3)
        await page.go_back()
        await page.get_by_test_id("number-income-USD").click()
        await expect_rows(page, "purchase", 2, 1)


@pytest.mark.long
async def test_a_stale_question_refunds_nothing_and_shows_what_is_true(
    browser: Browser, sold: World
) -> None:
    async with console(browser, sold, "purchases/1") as page:
        await page.get_by_test_id("refund").click()
        await expect(page.get_by_test_id("ask")).to_be_visible()
        [first, *_] = sold.tribute.purchases
        await sold.tribute.refund_by_buyer(first)
        await page.get_by_test_id("ask-yes").click()
        await expect(page.get_by_test_id("toast")).to_contain_text("nothing was done")
        await expect(page.get_by_test_id("summary")).to_contain_text("Refunded")


@pytest.mark.long
async def test_an_unknown_result_is_settled(browser: Browser, sold: World) -> None:
    sold.tribute.faults.add("drop", only="cancel")
    async with console(browser, sold, "purchases/1") as page:
        await page.get_by_test_id("refund").click()
        await page.get_by_test_id("ask-yes").click()
        await expect(page.get_by_test_id("told")).to_contain_text("known yet")
        await page.keyboard.press("Escape")
        await expect(page.locator("[data-testid=refund]:not([aria-busy])")).to_be_visible()
        await page.get_by_test_id("refund").click()
        await page.get_by_test_id("not-happened").click()
        await expect(page.get_by_test_id("toast")).to_have_text("Noted.")
        await expect(page.get_by_test_id("life")).to_contain_text("An admin found")


@pytest.mark.long
async def test_names_of_products_and_people_are_text(browser: Browser, sold: World) -> None:
    assert sold.app is not None
    await sold.app.deps.people.meet(Profile(BUYER.id, HOSTILE, None, "en"))
    async with console(browser, sold, "purchases", viewport=PHONE) as page:
        await expect(page.get_by_test_id("purchase-4")).to_contain_text(HOSTILE)
        await page.get_by_test_id("purchase-4").click()
        await expect(page.get_by_test_id("summary").locator("h2")).to_contain_text(HOSTILE)
        await expect(page.get_by_test_id("buyer")).to_have_text(HOSTILE)
        await expect(page.locator("img[src='x']")).to_have_count(0)


@pytest.mark.long
async def test_a_search_that_has_looked_far_says_so_and_goes_on(
    browser: Browser, sold: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listed_purchases, "MOST_ROWS_JOINED", 1)
    async with console(browser, sold, "purchases?q=3%20months") as page:
        await expect(page.get_by_test_id("searched")).to_contain_text("Looked back to")
        await expect(page.get_by_test_id("list-more")).to_have_text("Look further back")
        await page.get_by_test_id("list-more").click()
        await expect(page.get_by_test_id("purchase-2")).to_be_visible()


@pytest.mark.long
async def test_a_search_that_fails_shows_no_rows_of_another_and_goes_on_from_its_own_beginning(
    browser: Browser, sold: World
) -> None:
    for _ in range(60):
        await sold.tribute.pay(456, telegram_user_id=REGRETS.id)
    async with console(browser, sold, "purchases") as page:
        await expect(page.get_by_test_id("purchase-64")).to_be_visible()
        await page.route("**/api/purchases?q=*", lambda route: route.abort())
        await page.get_by_test_id("search").fill(str(BUYER.id))
        await expect(page.locator(".list-error")).to_be_visible()
        await expect_rows(page, "purchase")
        await page.unroute("**/api/purchases?q=*")
        await page.get_by_test_id("list-more").click()
        await expect_rows(page, "purchase", 4, 1)


@pytest.mark.long
async def test_a_new_purchase_appears_without_reloading(browser: Browser, sold: World) -> None:
    async with console(browser, sold, "purchases") as page:
        await expect(page.get_by_test_id("purchase-4")).to_be_visible()
        await sold.tribute.pay(456, telegram_user_id=BUYER.id)
        await expect(page.get_by_test_id("purchase-5")).to_be_visible()


@pytest.mark.long
async def test_the_keyboard_alone_opens_and_refunds(browser: Browser, sold: World) -> None:
    async with console(browser, sold, "purchases") as page:
        row = page.get_by_test_id("purchase-1")
        await row.focus()
        await page.keyboard.press("Enter")
        await expect(page.get_by_test_id("summary")).to_be_visible()
        await page.get_by_test_id("refund").focus()
        await page.keyboard.press("Enter")
        await expect(page.get_by_test_id("ask")).to_be_visible()
        await page.keyboard.press("Escape")
        await expect(page.get_by_test_id("ask")).to_have_count(0)
        await expect(page.get_by_test_id("refund")).to_be_focused()


@pytest.mark.long
@pytest.mark.parametrize("width", [360, 768, 1440])
@pytest.mark.parametrize("language", ["en", "ru"])
async def test_nothing_is_wider_than_the_screen(
    browser: Browser, sold: World, width: int, language: str
) -> None:
    await speaks(sold, language)
    viewport = {"width": width, "height": 740}
    async with console(browser, sold, "purchases", viewport=viewport) as page:
        await expect(page.get_by_test_id("purchase-4")).to_be_visible()
        assert await page.evaluate("document.documentElement.scrollWidth") == width
        await page.get_by_test_id("purchase-1").click()
        await expect(page.get_by_test_id("life")).to_be_visible()
        assert await page.evaluate("document.documentElement.scrollWidth") == width
        title = await page.locator("h1").inner_text()
        assert re.match("Purchase #1" if language == "en" else "Покупка #1", title)


@pytest.mark.long
async def test_an_unknown_purchase_is_said(browser: Browser, sold: World) -> None:
    async with console(browser, sold, "purchases") as page:
        await page.evaluate("location.hash = '#/purchases/99'")
        await expect(page.get_by_test_id("page-failed")).to_contain_text("here any more")


@pytest.mark.long
async def test_on_a_phone_a_line_says_what_is_filtered_and_the_rows_come_first(
    browser: Browser, sold: World
) -> None:
    async with console(
        browser, sold, "purchases?status=refunded&from=2026-01-02", viewport=PHONE
    ) as page:
        await expect(page.get_by_test_id("filter-summary")).to_have_text(
            "Status: RefundedFrom: 2 Jan 2026"
        )
        await expect(page.get_by_test_id("field-status")).to_be_hidden()
        await page.get_by_test_id("filters").click()
        await expect(page.get_by_test_id("field-status")).to_be_visible()
        await expect(page.get_by_test_id("filter-summary")).to_be_hidden()


@pytest.mark.long
async def test_a_purchase_that_is_not_there_leads_back_to_the_list(
    browser: Browser, sold: World
) -> None:
    async with console(browser, sold, "purchases") as page:
        await page.evaluate("location.hash = '#/purchases/999'")
        await page.get_by_test_id("page-failed").get_by_role("link", name="Purchases").click()
        await expect(page.get_by_test_id("purchase-4")).to_be_visible()
