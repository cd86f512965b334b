"""Slow and missing answers in a real browser: only what is asked for now is shown."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Browser, Page, Route, expect

from bot.domain.shop_face.texts import Content, Place, Slot
from bot.sandbox.cast import BUYER, REGRETS, SECOND_ADMIN
from bot.sandbox.world import World
from tests.console.opened import console, settled
from tests.handlers.telegram.payments import deliver, deps

pytestmark = [
    pytest.mark.timeout(120),
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.long,
]


@asynccontextmanager
async def kept_back(page: Page, address: str) -> AsyncIterator[asyncio.Event]:
    """Keep the answers of an address back until the end; the event says that one was asked for."""
    asked, released = asyncio.Event(), asyncio.Event()

    async def keep(route: Route) -> None:
        asked.set()
        await released.wait()
        await route.continue_()

    await page.route(address, keep)
    try:
        yield asked
        async with page.expect_event("requestfinished", lambda one: "/console/api/" in one.url):
            released.set()
    finally:
        released.set()
        await page.unroute(address)


async def test_the_numbers_are_those_of_the_days_that_were_chosen_last(
    browser: Browser, shop: World
) -> None:
    async with console(browser, shop) as page:
        async with kept_back(page, "**/overview?days=365") as asked:
            await page.get_by_test_id("days-365").click()
            await asked.wait()
            await page.get_by_test_id("days-7").click()
            await expect(page.get_by_test_id("period")).to_contain_text("6 – 12 May 2026")
        await settled(page)
        await expect(page.get_by_test_id("period")).to_contain_text("6 – 12 May 2026")


async def test_words_of_another_language_never_stand_in_the_chosen_one(
    browser: Browser, shop: World
) -> None:
    face = deps(shop).shop_face
    await face.save(Place(Slot.GREETING, "ru"), Content("Привет"), 0, SECOND_ADMIN.id)
    async with console(browser, shop, "shop/greeting") as page:
        words = page.get_by_test_id("field-words")
        await expect(words).to_contain_text("Hello")
        async with kept_back(page, "**/shop/place?*locale=ru*") as asked:
            await page.get_by_test_id("language-ru").click()
            await asked.wait()
            await page.get_by_test_id("language-en").click()
            await expect(page.get_by_test_id("language-en")).to_have_attribute(
                "aria-pressed", "true"
            )
        await settled(page)
        await expect(words).to_contain_text("Hello")


async def test_a_page_that_is_left_while_it_loads_says_nothing(
    browser: Browser, shop: World
) -> None:
    async with console(browser, shop, "shop/profile") as page:
        asked = asyncio.Event()
        await page.route("**/shop/profile?language=ru", lambda _: asked.set())
        await page.get_by_test_id("language-ru").click()
        await asked.wait()
        await page.evaluate("() => { location.hash = '#/people'; }")
        await expect(page.get_by_test_id("page-people")).to_be_visible()
        await settled(page)
        assert await page.get_by_test_id("toast").count() == 0


async def test_products_can_be_sold_while_the_page_reads_its_plans_again(
    browser: Browser, shop: World
) -> None:
    async with console(browser, shop, "plans") as page:
        await expect(page.get_by_test_id("tariff-1")).to_be_visible()
        async with kept_back(page, "**/api/plans") as asked:
            await page.get_by_test_id("tariff-1").get_by_test_id("menu").click()
            await page.get_by_role("menuitem", name="Hide it from buyers").click()
            await asked.wait()
            await page.get_by_test_id("catalogue").click()
            await page.get_by_test_id("sell-512").click()
            await expect(page.get_by_test_id("field-length")).to_be_visible()


async def test_who_cannot_log_out_without_a_connection_reads_so(
    browser: Browser, shop: World
) -> None:
    async with console(browser, shop) as page:
        await page.route("**/logout", lambda route: route.abort())
        await page.get_by_test_id("leave").first.click()
        await expect(page.get_by_test_id("toast")).to_contain_text("be reached")


async def test_a_question_that_cannot_be_asked_is_said_once(browser: Browser, shop: World) -> None:
    async with console(browser, shop, "purchases/1") as page:
        await page.route("**/purchases/1/refund", lambda route: route.abort())
        await page.get_by_test_id("refund").click()
        await expect(page.get_by_test_id("toast").first).to_be_visible()
        await settled(page)
        assert await page.get_by_test_id("toast").count() == 1


async def test_two_presses_of_a_button_act_once(browser: Browser, shop: World) -> None:
    """The second one would else be refused, with the admin's own name as that of somebody else."""
    async with console(browser, shop, "shop/contact") as page:
        await page.get_by_test_id("field-address").fill("@alice")
        await page.get_by_test_id("submit").click()
        await expect(page.get_by_test_id("undo")).to_be_visible()
        async with kept_back(page, "**/shop/undo") as asked:
            await page.get_by_test_id("undo").click()
            await asked.wait()
            await page.get_by_test_id("undo").click()
            await expect(page.get_by_test_id("undo")).to_be_focused()
        await expect(page.get_by_test_id("toast").last).to_contain_text("is back")
        await expect(page.locator(".toast.bad")).to_have_count(0)


async def test_words_are_saved_in_the_language_in_which_they_stand(
    browser: Browser, shop: World
) -> None:
    face = deps(shop).shop_face
    async with console(browser, shop, "shop/greeting") as page:
        await expect(page.get_by_test_id("field-words")).to_contain_text("Hello")
        async with kept_back(page, "**/shop/place?*locale=ru*") as asked:
            await page.get_by_test_id("language-ru").click()
            await asked.wait()
            await page.get_by_test_id("field-words").click()
            await page.keyboard.type("Welcome")
            await page.get_by_test_id("submit").click()
            await expect(page.get_by_test_id("toast")).to_contain_text("Saved.")
        assert face.saved(Place(Slot.GREETING, "ru")) is None
        assert face.saved(Place(Slot.GREETING, "en")) is not None


async def test_what_happens_between_two_streams_of_news_is_shown(
    browser: Browser, shop: World
) -> None:
    """Streams end, and connections break: the page asks for what it has missed."""
    drawn = asyncio.Event()

    async def broken(route: Route) -> None:
        await drawn.wait()
        await shop.tribute.pay(457, telegram_user_id=REGRETS.id)
        await route.abort()

    async with console(browser, shop) as page:
        await page.route("**/live*", broken, times=1)
        await page.reload()
        new = page.get_by_test_id("number-new").locator(".value")
        await expect(new).to_have_text("1")
        drawn.set()
        await expect(new).to_have_text("2")


async def test_a_page_that_could_not_be_shown_stays_until_somebody_leaves_it(
    browser: Browser, shop: World
) -> None:
    async with console(browser, shop, "people") as page:
        await page.evaluate("() => { location.hash = '#/attention/held/99'; }")
        await expect(page.get_by_test_id("page-failed")).to_be_visible()
        await deliver(shop, product_id=512, purchase_id=6, telegram_user_id=BUYER.id, amount=500)
        count = page.locator("nav a[data-path=attention] .nav-count").first
        await expect(count).to_have_text("1")
        await settled(page)
        assert page.url.endswith("#/attention/held/99")
        await expect(page.get_by_test_id("page-failed")).to_be_visible()


async def test_the_focus_stays_on_a_row_when_news_come(browser: Browser, shop: World) -> None:
    async with console(browser, shop, "purchases") as page:
        await page.get_by_test_id("purchase-1").focus()
        await shop.tribute.pay(457, telegram_user_id=REGRETS.id)
        await expect(page.get_by_test_id("purchase-2")).to_be_visible()
        await expect(page.get_by_test_id("purchase-1")).to_be_focused()


async def test_half_a_date_is_not_looked_for(browser: Browser, shop: World) -> None:
    """Browsers tell of each year that is typed on the way: 0002, 0020, 0202."""
    typed = """(field, day) => {
        field.value = day;
        field.dispatchEvent(new Event("change"));
    }"""
    async with console(browser, shop, "purchases") as page:
        from_ = page.get_by_test_id("field-from")
        await from_.evaluate(typed, "0202-05-01")
        assert page.url.endswith("#/purchases")
        await from_.evaluate(typed, "2026-05-01")
        assert page.url.endswith("#/purchases?from=2026-05-01")


async def test_typing_that_is_left_changes_no_other_page(browser: Browser, shop: World) -> None:
    async with console(browser, shop, "people") as page:
        await page.evaluate(
            """() => {
                const field = document.querySelector("[data-testid=search]");
                field.value = "alice";
                field.dispatchEvent(new Event("input", { bubbles: true }));
                location.hash = "#/purchases";
            }"""
        )
        await expect(page.get_by_test_id("purchase-1")).to_be_visible()
        await page.evaluate("() => new Promise((done) => setTimeout(done, 300))")
        assert page.url.endswith("#/purchases")


async def test_how_far_a_search_has_looked_is_said_of_that_search_alone(
    browser: Browser, shop: World
) -> None:
    asked, released = asyncio.Event(), asyncio.Event()

    async def late(route: Route) -> None:
        answer = await route.fetch()
        found = {**await answer.json(), "searched": "Looked back to the beginning."}
        asked.set()
        await released.wait()
        await route.fulfill(response=answer, json=found)

    async with console(browser, shop, "purchases") as page:
        await page.route("**/purchases?q=nothing*", late)
        await page.get_by_test_id("search").fill("nothing")
        await asked.wait()
        await page.get_by_test_id("search").fill("#1")
        await expect(page).to_have_url(re.compile("q=%231$"))
        await expect(page.get_by_test_id("purchase-1")).to_be_visible()
        async with page.expect_event("requestfinished", lambda one: "q=nothing" in one.url):
            released.set()
        await settled(page)
        assert await page.get_by_test_id("searched").is_hidden()
