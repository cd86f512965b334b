"""The first view on a slow line: the order of its files, their number, and what is kept of them."""

import asyncio
import re

import pytest
from playwright.async_api import Browser, Page, Request, Route, expect

from bot.sandbox.cast import ADMIN, BUYER
from bot.sandbox.world import World
from tests.console.opened import PHONE, console, context, link
from tests.console.test_mini_app import launch
from tests.handlers.http.console.client import init_data
from tests.sandbox.browser import held_back

pytestmark = [pytest.mark.timeout(120), pytest.mark.asyncio(loop_scope="session")]

_TRANSFERRED = """['navigation', 'resource'].flatMap(kind => performance.getEntriesByType(kind))
    .map(one => [one.name, one.transferSize])"""


async def _transferred(page: Page) -> dict[str, int]:
    """Return the bytes of each file that isn't the chart's, which comes after the numbers."""
    await expect(page.locator(".chart canvas")).to_be_visible()
    found = dict(await page.evaluate(_TRANSFERRED))
    assert len([one for one in found if "/vendor/uplot." in one]) == 2
    return {name: size for name, size in found.items() if "/vendor/uplot." not in name}


async def test_the_first_view_is_small_and_in_few_files(browser: Browser, world: World) -> None:
    await world.tribute.pay(456, telegram_user_id=BUYER.id)
    async with console(browser, world) as page:
        found = await _transferred(page)
        assert 30_000 < sum(found.values()) < 50_000
        assert all(name.startswith(world.app_url) for name in found)
        files = {re.sub(r".*/edition-\w+/", "", one) for one in found if "/edition-" in one}
        assert files == {"first.css", "early.js", "main.js", "page_parts/icon.svg", "words/en.ftl"}


async def test_a_second_opening_loads_nothing_but_the_page_and_its_numbers(
    browser: Browser, world: World
) -> None:
    await world.tribute.pay(456, telegram_user_id=BUYER.id)
    async with console(browser, world) as page:
        await _transferred(page)
        await page.goto("about:blank")
        await page.goto(f"{world.app_url}/console/")
        found = await _transferred(page)
        loaded = {name for name, size in found.items() if size and "/api/" not in name}
        assert loaded == {f"{world.app_url}/console/"}


@pytest.mark.parametrize("way", ["link", "telegram"])
async def test_login_and_numbers_are_asked_for_while_the_other_scripts_are_on_their_way(
    browser: Browser, world: World, way: str
) -> None:
    async with context(browser, viewport=PHONE) as page, held_back(page, r"/main\.js$") as released:
        async with page.expect_response(re.compile(r"/api/overview\?days=30")) as answered:
            if way == "link":
                await page.goto(await link(world), wait_until="commit")
            else:
                await launch(page, world, init_data(ADMIN.id, world.clock.now()), "commit")
        assert (await answered.value).status == 200
        await expect(page.get_by_test_id("opening")).to_be_visible()
        released.set()
        await expect(page.get_by_test_id("no-sales")).to_be_visible()


async def test_an_open_session_asks_who_it_is_and_for_its_numbers_at_once(
    browser: Browser, world: World
) -> None:
    async with console(browser, world) as page, held_back(page, r"/api/me$|/main\.js$") as released:
        async with page.expect_response(re.compile(r"/api/overview\?days=30")) as answered:
            await page.goto(f"{world.app_url}/console/#/", wait_until="commit")
            await page.reload(wait_until="commit")
        assert (await answered.value).status == 200
        released.set()
        await expect(page.get_by_test_id("no-sales")).to_be_visible()


async def test_each_answer_is_asked_for_once(browser: Browser, world: World) -> None:
    asked: list[str] = []

    def note(request: Request) -> None:
        if "/api/" in request.url:
            asked.append(request.url.partition("/api/")[2])

    async with context(browser, viewport=PHONE) as page:
        page.on("request", note)
        await page.goto(await link(world))
        await expect(page.get_by_test_id("no-sales")).to_be_visible()
        await expect(page.locator("#main")).not_to_have_attribute("aria-busy", "true")
        assert [one for one in asked if not one.startswith("live")] == ["login", "overview?days=30"]


async def test_numbers_that_fail_once_are_asked_for_again(browser: Browser, world: World) -> None:
    tries: list[str] = []

    async def fail(route: Route) -> None:
        tries.append(route.request.url)
        await (route.abort() if len(tries) == 1 else route.continue_())

    async with context(browser, viewport=PHONE) as page:
        await page.route(re.compile(r"/api/overview"), fail)
        await page.goto(await link(world))
        await expect(page.get_by_test_id("no-sales")).to_be_visible()
        assert len(tries) == 2


@pytest.mark.long
async def test_the_console_opens_in_telegram_before_telegrams_script_comes_and_without_it(
    browser: Browser, world: World
) -> None:
    """It comes from another host, which isn't reached from everywhere."""
    async with context(browser, viewport=PHONE) as page:
        gone = asyncio.Event()

        async def script(route: Route) -> None:
            await gone.wait()
            await route.abort()

        await page.route(re.compile(r"/telegram-web-app\.js"), script)
        theme = '{"bg_color":"#101820","secondary_bg_color":"#182028","section_bg_color":"red"}'
        told = await page.evaluate(
            "told => String(new URLSearchParams(told))",
            {
                "tgWebAppData": init_data(ADMIN.id, world.clock.now()),
                "tgWebAppVersion": "9.0",
                "tgWebAppThemeParams": theme,
            },
        )
        await page.goto(f"{world.app_url}/console/#{told}", wait_until="commit")
        await expect(page.get_by_test_id("no-sales")).to_be_visible()
        await expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        background = "getComputedStyle(document.body).backgroundColor"
        assert await page.evaluate(background) == "rgb(24, 32, 40)"
        await expect(page.get_by_test_id("leave")).to_have_count(0)
        gone.set()
        await expect(page).to_have_url(f"{world.app_url}/console/#/")
        await page.get_by_test_id("nav-people").last.click()
        await expect(page.get_by_test_id("page-people")).to_be_visible()


@pytest.mark.long
async def test_a_page_that_an_upgrade_has_replaced_is_loaded_with_the_whole_console(
    browser: Browser, world: World
) -> None:
    async def replaced(route: Route) -> None:
        await route.fulfill(status=404, body="")

    async with console(browser, world, viewport=PHONE) as page:
        pattern = re.compile(r"/pages/people\.js$")
        await page.route(pattern, replaced)
        await page.get_by_test_id("nav-people").last.click()
        await expect(page.get_by_test_id("page-failed")).to_contain_text("upgraded")
        await page.unroute(pattern)
        await page.get_by_test_id("page-failed").get_by_role("button").click()
        await expect(page.get_by_test_id("page-people")).to_be_visible()
