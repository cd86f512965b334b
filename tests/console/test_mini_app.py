"""The console as a Mini App: Telegram's signed launch, its theme, its back button."""

import json
import re
from typing import Literal

import pytest
from playwright.async_api import Browser, Page, Route, expect

from bot.sandbox.cast import ADMIN, BUYER
from bot.sandbox.world import World
from tests.console.opened import PHONE, context
from tests.handlers.http.console.client import init_data

pytestmark = [pytest.mark.timeout(120), pytest.mark.asyncio(loop_scope="session")]

# The part of Telegram's script that the page uses (core.telegram.org/bots/webapps), and what a test
# has to see of it.
_SCRIPT = """
window.seen = { ready: 0, expanded: 0, handlers: {} };
window.Telegram = { WebApp: {
  initData: new URLSearchParams(location.hash.slice(1)).get("tgWebAppData"),
  colorScheme: "dark",
  themeParams: { secondary_bg_color: "#101820", section_bg_color: "#203040", text_color: "red" },
  ready() { seen.ready += 1; },
  expand() { seen.expanded += 1; },
  close() { seen.closed = true; },
  onEvent(name, act) { seen.handlers[name] = act; },
  BackButton: {
    show() { document.documentElement.dataset.back = "shown"; },
    hide() { document.documentElement.dataset.back = "hidden"; },
    onClick(act) { seen.goBack = act; },
  },
} };
"""


async def launch(
    page: Page, world: World, opened: str, wait_until: Literal["commit", "load"] = "load"
) -> None:
    """Open the page as Telegram does: with the launch data in the fragment."""

    async def script(route: Route) -> None:
        await route.fulfill(content_type="text/javascript", body=_SCRIPT)

    await page.route(re.compile(r"/telegram-web-app\.js"), script)
    await page.goto("about:blank")
    data = await page.evaluate("data => encodeURIComponent(data)", opened)
    address = f"{world.app_url}/console/#tgWebAppData={data}&tgWebAppVersion=9.0"
    await page.goto(address, wait_until=wait_until)


@pytest.mark.long
async def test_telegrams_launch_opens_the_console_without_a_cookie(
    browser: Browser, world: World
) -> None:
    await world.tribute.pay(456, telegram_user_id=BUYER.id)
    async with context(browser, viewport=PHONE) as page:
        await launch(page, world, init_data(ADMIN.id, world.clock.now()))
        await expect(page.get_by_test_id("number-active")).to_be_visible()
        assert page.url.endswith("/console/#/")
        assert await page.context.cookies() == []
        assert await page.evaluate("Object.keys(localStorage).length") == 0
        seen = await page.evaluate("({ready: seen.ready, expanded: seen.expanded})")
        assert seen == {"ready": 1, "expanded": 1}
        await page.get_by_test_id("more").click()
        await expect(page.get_by_test_id("more-sheet").get_by_test_id("leave")).to_have_count(0)


@pytest.mark.long
async def test_the_theme_is_telegrams_and_follows_it(browser: Browser, world: World) -> None:
    colour = "getComputedStyle(document.body).backgroundColor"
    async with context(browser, viewport=PHONE, color_scheme="light") as page:
        await launch(page, world, init_data(ADMIN.id, world.clock.now()))
        await expect(page.get_by_test_id("page-overview")).to_be_visible()
        assert await page.evaluate(colour) == "rgb(16, 24, 32)"
        await expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        await page.evaluate(
            """() => { Object.assign(Telegram.WebApp, { colorScheme: "light", themeParams: {} });
                seen.handlers.themeChanged(); }"""
        )
        await expect(page.locator("html")).to_have_attribute("data-theme", "light")
        assert await page.evaluate(colour) == "rgb(243, 246, 247)"


@pytest.mark.long
async def test_telegrams_back_button_goes_back_and_is_gone_at_the_overview(
    browser: Browser, world: World
) -> None:
    async with context(browser, viewport=PHONE) as page:
        await launch(page, world, init_data(ADMIN.id, world.clock.now()))
        await expect(page.get_by_test_id("page-overview")).to_be_visible()
        root = page.locator("html")
        await expect(root).to_have_attribute("data-back", "hidden")
        await page.evaluate("location.hash = '#/attention'")
        await expect(root).to_have_attribute("data-back", "shown")
        await page.evaluate("seen.goBack()")
        await expect(page.get_by_test_id("page-overview")).to_be_visible()
        await expect(root).to_have_attribute("data-back", "hidden")


@pytest.mark.long
async def test_a_launch_that_was_used_says_how_to_open_it_again(
    browser: Browser, world: World
) -> None:
    opened = init_data(ADMIN.id, world.clock.now())
    async with context(browser, viewport=PHONE) as page:
        await launch(page, world, opened)
        await expect(page.get_by_test_id("page-overview")).to_be_visible()
        await launch(page, world, opened)
        await expect(page.get_by_test_id("login")).to_contain_text("menu button")
        await expect(page.get_by_role("alert")).to_be_visible()
        await page.get_by_role("button", name="Close").click()
        assert await page.evaluate("seen.closed") is True


@pytest.mark.long
async def test_a_reload_says_how_to_open_it_again_in_telegram(
    browser: Browser, world: World
) -> None:
    async with context(browser, viewport=PHONE) as page:
        await launch(page, world, init_data(ADMIN.id, world.clock.now()))
        await expect(page.get_by_test_id("page-overview")).to_be_visible()
        await page.reload()
        await expect(page.get_by_test_id("login")).to_contain_text("menu button")
        await expect(page.get_by_role("alert")).to_have_count(0)


@pytest.mark.long
@pytest.mark.parametrize("opened", ["", "user=%7B%7D&hash=00", json.dumps({"user": 1})])
async def test_a_forged_launch_is_refused_in_words(
    browser: Browser, world: World, opened: str
) -> None:
    async with context(browser, viewport=PHONE) as page:
        await launch(page, world, opened)
        await expect(page.get_by_test_id("login")).to_contain_text("menu button")
