"""Plans and prices in a real browser: dragged and moved by keys, worded, sold."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from bot.clock import FixedClock
from bot.domain.models import PlanId
from bot.sandbox.cast import SECOND_ADMIN
from bot.sandbox.world import World
from tests.console.opened import PHONE, console, speaks
from tests.handlers.telegram.payments import deps
from tests.invariants import assert_ledger_is_sound
from tests.plans import TWO_PLANS
from tests.sandbox.browser import box_of

pytestmark = [pytest.mark.timeout(120), pytest.mark.asyncio(loop_scope="session")]

XSS = "<img src=x onerror=a()>"


@pytest_asyncio.fixture(loop_scope="session")
async def shop(clock: FixedClock) -> AsyncIterator[World]:
    async with World.open(clock=clock, tariffs=TWO_PLANS) as world:
        yield world
        assert_ledger_is_sound(world.settings.database_path)


def order(world: World) -> list[int]:
    return [one.id for one in deps(world).plans.known]


async def _begins_with(page: Page, *test_ids: str) -> None:
    """Wait for these plans or tariffs one after the other."""
    [what, _] = test_ids[0].split("-")
    for place, one in enumerate(test_ids):
        row = page.locator(f'[data-testid^="{what}-"]').nth(place)
        await expect(row).to_have_attribute("data-testid", one)


async def _drag(page: Page, from_: str, to: str) -> None:
    """Drag a row by its handle above another one, as a finger or a mouse does."""
    await expect(page.get_by_test_id("plan-1")).to_contain_text("has it now")  # all is drawn
    start = await box_of(page.get_by_test_id(from_))
    end = await box_of(page.get_by_test_id(to))
    await page.mouse.move(start["x"] + 22, start["y"] + 22)
    await page.mouse.down()
    await page.mouse.move(end["x"] + 22, end["y"] - 10, steps=5)
    await page.mouse.up()


async def test_plans_are_dragged_into_an_order_that_buyers_see(
    browser: Browser, shop: World
) -> None:
    """The path of this page that each run of the tests walks."""
    async with console(browser, shop, "plans") as page:
        await _begins_with(page, "plan-1", "plan-2")
        await _drag(page, "handle-plan-2", "handle-plan-1")
        await expect(page.get_by_test_id("toast")).to_contain_text("Buyers see the new order.")
        await expect(page.get_by_test_id("restore-order")).to_be_visible()
        await _begins_with(page, "plan-2", "plan-1")
        assert order(shop) == [2, 1]
        await page.get_by_test_id("restore-order").click()
        await expect(page.get_by_test_id("restore-order")).to_have_count(0)
        assert order(shop) == [1, 2]


@pytest.mark.long
async def test_a_row_that_is_held_at_the_border_of_a_phone_scrolls_the_page(
    browser: Browser, shop: World
) -> None:
    """A plan may be taller than the screen, so that no other one could be reached else."""
    low = {**PHONE, "height": 400}
    async with console(browser, shop, "plans", viewport=low) as page:
        await expect(page.get_by_test_id("plan-1")).to_contain_text("has it now")
        await page.get_by_test_id("handle-plan-1").scroll_into_view_if_needed()
        start, height = await box_of(page.get_by_test_id("handle-plan-1")), low["height"]
        assert (await box_of(page.get_by_test_id("plan-2")))["y"] > height
        await page.mouse.move(start["x"] + 22, start["y"] + 22)
        await page.mouse.down()
        await page.mouse.move(start["x"] + 22, height - 70, steps=5)
        await _begins_with(page, "plan-2", "plan-1")
        await page.mouse.up()
        await expect(page.get_by_test_id("toast")).to_contain_text("Buyers see the new order.")
        assert order(shop) == [2, 1]


@pytest.mark.long
async def test_prices_are_moved_by_keys_and_the_focus_stays(browser: Browser, shop: World) -> None:
    async with console(browser, shop, "plans", viewport=PHONE) as page:
        await page.get_by_test_id("handle-tariff-1").focus()
        await page.keyboard.press("ArrowDown")
        await expect(page.get_by_test_id("toast")).to_contain_text("Buyers see the new order.")
        await expect(page.get_by_test_id("handle-tariff-1")).to_be_focused()
        await _begins_with(page, "tariff-2", "tariff-1")
        found = await deps(shop).arrangement.of_plan(PlanId(1))
        assert [one.tariff.id for one in found.tariffs] == [2, 1]
        await page.keyboard.press("ArrowDown")  # it is the last one: nothing happens
        await _begins_with(page, "tariff-2", "tariff-1")


@pytest.mark.long
async def test_an_order_that_somebody_else_has_changed_is_shown_and_not_overruled(
    browser: Browser, shop: World
) -> None:
    async with console(browser, shop, "plans") as page:
        await page.route("**/live*", lambda route: route.abort())  # the page hasn't heard of it
        await page.reload()
        await expect(page.get_by_test_id("plan-1")).to_contain_text("has it now")
        await deps(shop).plans.add("Third", "en", SECOND_ADMIN.id)
        await _drag(page, "handle-plan-2", "handle-plan-1")
        await expect(page.locator(".toast.bad")).to_contain_text("has changed in the meantime")
        await expect(page.get_by_test_id("plan-3")).to_be_visible()
        await _begins_with(page, "plan-1", "plan-2", "plan-3")
        assert order(shop) == [1, 2, 3]


@pytest.mark.long
@pytest.mark.parametrize("language", ["en", "ru"])
async def test_a_plan_is_added_named_and_described(
    browser: Browser, shop: World, language: str
) -> None:
    await speaks(shop, language)
    async with console(browser, shop, "plans", viewport=PHONE) as page:
        await page.get_by_test_id("add-plan").click()
        await page.get_by_test_id("field-name").fill("Basic")
        await page.get_by_test_id("submit").click()
        await expect(page.locator(".field-error:visible")).to_be_visible()
        await page.get_by_test_id("field-name").fill(XSS)
        await page.get_by_test_id("submit").click()
        await expect(page.get_by_test_id("plan-3")).to_contain_text(XSS)
        await page.get_by_test_id("plan-3").get_by_test_id("menu").click()
        await page.get_by_role("menuitem").first.click()
        await page.get_by_test_id("field-description").fill("All books & more")
        await page.get_by_test_id("submit").click()
        await expect(page.locator("dialog.panel")).to_have_count(0)
        assert deps(shop).plans.known[2].descriptions == {language: "All books & more"}
        width = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert await page.evaluate(width) == 0


@pytest.mark.long
async def test_a_product_is_sold_from_the_catalogue_and_its_price_in_stars_set(
    browser: Browser, world: World
) -> None:
    async with console(browser, world, "plans") as page:
        assert await page.locator("h1").inner_text() == "Prices"
        await expect(page.locator(".handle").first).to_be_visible()
        await expect(page.get_by_test_id("handle-plan-1")).to_have_count(0)
        await page.get_by_test_id("catalogue").click()
        await page.get_by_test_id("sell-512").click()
        await page.get_by_test_id("field-length").select_option("6")
        await page.get_by_test_id("submit").click()
        await expect(page.get_by_test_id("ask")).to_contain_text("6 months")
        await page.get_by_test_id("ask-yes").click()
        await expect(page.get_by_test_id("product-512")).to_be_visible()
        bound = await deps(world).tariffs.bound(512)
        assert bound is not None
        tariff = page.get_by_test_id(f"tariff-{bound.tariff.id}")
        await tariff.get_by_test_id("menu").click()
        await page.get_by_role("menuitem").nth(1).click()
        await page.get_by_test_id("field-stars").fill("0")
        await page.get_by_test_id("submit").click()
        await expect(page.locator(".field-error:visible")).to_be_visible()
        await page.get_by_test_id("field-stars").fill("900")
        await page.get_by_test_id("submit").click()
        await expect(tariff).to_contain_text("900 ⭐")
        await page.get_by_test_id("stop-512").click()
        await page.get_by_test_id("ask-yes").click()
        await expect(page.get_by_test_id("stop-512")).to_have_count(0)


@pytest.mark.long
async def test_a_menu_closes_when_the_tab_key_leaves_it(browser: Browser, shop: World) -> None:
    async with console(browser, shop, "plans") as page:
        await page.get_by_test_id("plan-1").get_by_test_id("menu").first.click()
        shown = page.locator("[role=menu]:visible")
        await expect(shown).to_have_count(1)
        for _ in range(await shown.get_by_role("menuitem").count()):
            await page.keyboard.press("Tab")
        await expect(shown).to_have_count(0)


@pytest.mark.long
async def test_a_tap_beside_a_menu_closes_it_and_presses_nothing_below(
    browser: Browser, shop: World
) -> None:
    async with console(browser, shop, "plans", viewport=PHONE) as page:
        await page.get_by_test_id("plan-2").get_by_test_id("menu").first.click()
        shown = page.locator("[role=menu]:visible")
        seen = await box_of(shown)
        assert 0 <= seen["y"] <= PHONE["height"] - seen["height"]
        await page.evaluate("window.scrollTo(0, 0)")
        below = await box_of(page.get_by_test_id("add-plan"))
        await page.mouse.click(below["x"] + 8, below["y"] + 8)
        await expect(shown).to_have_count(0)
        await expect(page.locator("dialog[open]")).to_have_count(0)
        await page.mouse.click(below["x"] + 8, below["y"] + 8)
        await expect(page.locator("dialog[open]")).to_have_count(1)


@pytest.mark.long
async def test_the_focus_returns_to_the_menu_that_was_opened(browser: Browser, shop: World) -> None:
    """Also where the page was drawn again meanwhile."""
    async with console(browser, shop, "plans") as page:
        await expect(page.get_by_test_id("plan-1")).to_contain_text("has it now")
        menu = page.get_by_test_id("tariff-2").get_by_test_id("menu")
        for saved in (False, True):
            await menu.click()
            await page.get_by_role("menuitem").first.click()
            await page.get_by_test_id("field-name").fill("Three moons")
            await page.get_by_test_id("submit" if saved else "field-name").press(
                "Enter" if saved else "Escape"
            )
            await expect(page.locator("dialog[open]")).to_have_count(0)
            await expect(menu).to_be_focused()
        await expect(page.get_by_test_id("tariff-2")).to_contain_text("Three moons")
        await expect(menu).to_be_focused()


@pytest.mark.long
async def test_a_product_that_is_sold_so_already_is_said_and_not_asked_about(
    browser: Browser, world: World
) -> None:
    async with console(browser, world, "plans") as page:
        await page.get_by_test_id("catalogue").click()
        await page.get_by_test_id("sell-456").click()
        await page.get_by_test_id("field-length").select_option("1")
        await page.get_by_test_id("submit").click()
        await expect(page.get_by_test_id("told")).to_be_visible()
        await expect(page.get_by_test_id("ask-yes")).to_have_count(0)


@pytest.mark.long
async def test_news_that_come_while_a_menu_is_open_are_shown_once_it_is_closed(
    browser: Browser, shop: World
) -> None:
    async with console(browser, shop, "plans") as page:
        await expect(page.get_by_test_id("plan-1")).to_contain_text("has it now")
        await page.get_by_test_id("plan-1").get_by_test_id("menu").first.click()
        async with page.expect_response("**/api/attention"):  # it has heard of the change
            await deps(shop).plans.add("Third", "en", SECOND_ADMIN.id)
        await page.evaluate("() => new Promise((done) => setTimeout(done))")
        assert await page.locator("[role=menu]:visible").count() == 1
        await page.keyboard.press("Escape")
        await expect(page.get_by_test_id("plan-3")).to_be_visible()
