"""A page whose bot is started again, or says nothing: it says so, and goes on afterwards.

And what a page asks for while nothing happens.
"""

import asyncio
import re
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Browser, Page, Route, expect

from bot.sandbox.cast import BUYER, REGRETS
from bot.sandbox.world import World
from handlers.http.console.api import live
from handlers.http.console.api.live import Rhythm
from tests.console.opened import PHONE, console, context, link
from tests.handlers.telegram.payments import deps
from tests.handlers.telegram.talk import nothing_due

pytestmark = [
    pytest.mark.long,
    pytest.mark.timeout(120),
    pytest.mark.asyncio(loop_scope="session"),
]

TEN_MINUTES = 7
"""So many streams begin in ten minutes: each lasts ninety seconds."""


def _at_its_address(world: World) -> None:
    """Let the next start of the app listen where this one does."""
    port = urlsplit(world.app_url).port
    world.settings = world.settings.model_copy(update={"port": port})


async def test_a_page_says_that_the_bot_is_away_and_goes_on_when_it_is_back(
    browser: Browser, world: World
) -> None:
    await world.tribute.pay(456, telegram_user_id=BUYER.id)
    _at_its_address(world)
    async with console(browser, world, "purchases", viewport=PHONE) as page:
        await expect(page.get_by_test_id("purchase-1")).to_be_visible()
        await world.stop_app()
        await expect(page.get_by_test_id("unreached")).to_contain_text("doesn't answer")
        await page.get_by_test_id("nav-people").last.click()
        await expect(page.get_by_test_id("page-failed")).to_be_visible()
        await world.start_app()
        await world.tribute.pay(457, telegram_user_id=REGRETS.id)
        await expect(page.get_by_test_id("unreached")).to_have_count(0)
        await expect(page.get_by_test_id(f"person-{REGRETS.id}")).to_be_visible()
        await page.get_by_test_id("nav-purchases").last.click()
        await expect(page.get_by_test_id("purchase-2")).to_be_visible()


async def test_a_menu_that_was_open_acts_after_a_restart(browser: Browser, world: World) -> None:
    _at_its_address(world)
    async with console(browser, world, "plans") as page:
        await page.get_by_test_id("tariff-1").get_by_test_id("menu").click()
        hide = page.get_by_role("menuitem", name="Hide it from buyers")
        await expect(hide).to_be_visible()
        await world.stop_app()
        await expect(page.get_by_test_id("unreached")).to_be_visible()
        await world.start_app()
        await expect(page.get_by_test_id("unreached")).to_have_count(0)
        await hide.click()
        await expect(page.locator(".toast:not(.bad)")).to_be_visible()
        found = await deps(world).arrangement.tariff(1)
        assert found is not None
        assert found.tariff.is_hidden


async def test_a_page_with_an_open_menu_asks_for_nothing(browser: Browser, world: World) -> None:
    """News that came meanwhile are read once it is closed."""
    async with console(browser, world, "plans") as page:
        await expect(page.get_by_test_id("tariff-1")).to_be_visible()
        await page.clock.install()
        await page.get_by_test_id("tariff-1").get_by_test_id("menu").click()
        asked = _asked(page)
        await world.tribute.pay(456, telegram_user_id=BUYER.id)
        await expect(page.get_by_test_id("nav-attention").first).to_be_visible()
        await page.clock.run_for(10_000)
        assert "/plans" not in asked
        await page.keyboard.press("Escape")
        async with page.expect_response("**/api/plans"):
            await page.clock.run_for(2_000)


async def test_a_connection_that_says_nothing_is_given_up(browser: Browser, world: World) -> None:
    """A machine that is gone closes no connection: the browser would wait for minutes."""
    asked = asyncio.Event()
    await world.tribute.pay(456, telegram_user_id=BUYER.id)
    async with console(browser, world) as page:
        await page.clock.install()
        await page.route("**/live*", lambda _: asked.set())
        await page.reload()
        await asked.wait()
        await expect(page.get_by_test_id("number-active")).to_be_visible()
        await page.clock.run_for(41_000)
        await expect(page.get_by_test_id("unreached")).to_be_visible()
        await page.unroute("**/live*")
        await page.clock.run_for(10_000)
        await expect(page.get_by_test_id("unreached")).to_have_count(0)


def _asked(page: Page) -> list[str]:
    """Note what the page asks for from now on."""
    found: list[str] = []

    def note(address: str) -> None:
        if "/console/api/" in address:
            found.append(re.sub(r".*/console/api|\?.*", "", address))

    page.on("request", lambda request: note(request.url))
    return found


async def _streams(page: Page, number: int) -> None:
    """Wait until so many streams of news have begun."""
    for _ in range(number):
        async with page.expect_event("request", lambda one: "/api/live" in one.url):
            pass


@pytest.mark.parametrize("name", ["overview", "purchases", "plans"])
async def test_a_page_asks_for_nothing_while_nothing_happens(
    browser: Browser, world: World, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    short = Rhythm(lasts=0.05, heartbeat=0.02, tick=0.01)
    monkeypatch.setattr(live.routes, "__defaults__", (short,))
    await world.tribute.pay(456, telegram_user_id=BUYER.id)
    await nothing_due(world)
    async with console(browser, world, name) as page:
        await expect(page.locator("main")).not_to_have_attribute("aria-busy", "true")
        await _streams(page, 2)
        asked = _asked(page)
        await _streams(page, TEN_MINUTES)
        assert [one for one in asked if one != "/live"] == []


async def test_what_happens_between_the_first_answer_and_the_stream_is_shown(
    browser: Browser, world: World
) -> None:
    """A slow phone asks for its numbers long before it follows the news."""
    await world.tribute.pay(456, telegram_user_id=BUYER.id)
    released = asyncio.Event()

    async def hold(route: Route) -> None:
        await released.wait()
        await route.continue_()

    async with context(browser, viewport=PHONE) as page:
        await page.route("**/api/live*", hold)
        await page.goto(await link(world))
        new = page.get_by_test_id("number-new").locator(".value")
        await expect(new).to_have_text("1")
        await world.tribute.pay(456, telegram_user_id=REGRETS.id)
        await nothing_due(world)
        released.set()
        await expect(new).to_have_text("2")
