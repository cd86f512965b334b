"""The parts of the page in a real browser: the guide, the tabs of a phone, names of controls."""

import pytest
from playwright.async_api import Browser, expect

from bot.sandbox.cast import BUYER
from tests.sandbox.browser import PHONE, browsing
from tests.sandbox.page.test_page import start
from tests.sandbox.world_fixtures import Site

pytestmark = [pytest.mark.timeout(120), pytest.mark.asyncio(loop_scope="session")]


async def test_the_hint_ticks_off_each_step_and_can_be_closed(browser: Browser, site: Site) -> None:
    async with browsing(browser, site) as page:
        guide = page.get_by_test_id("guide")
        await expect(guide.locator("li.next")).to_contain_text("Start")
        await start(page, BUYER.id)
        await expect(guide.locator("li.next")).to_contain_text("Pay")
        await page.get_by_test_id("guide-close").click()
        await page.reload()
        await expect(guide).to_be_hidden()
        await page.get_by_test_id("help").click()
        await expect(guide).to_be_visible()


async def test_on_a_phone_the_parts_are_tabs_and_nothing_is_wider_than_the_screen(
    browser: Browser,
    site: Site,
) -> None:
    async with browsing(browser, site, viewport=PHONE) as page:
        await page.get_by_test_id("tab-people").wait_for()
        for tab, shown in (
            ("people", "people"),
            ("panel", "panel"),
            ("log", "log"),
            ("chat", "messages"),
        ):
            await page.get_by_test_id(f"tab-{tab}").click()
            await expect(page.get_by_test_id(shown)).to_be_visible()
            assert await page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
        await page.get_by_test_id("tab-people").click()
        await page.get_by_test_id(f"person-{BUYER.id}").click()
        await expect(page.get_by_test_id("start")).to_be_visible()


@pytest.mark.parametrize("width", [390, 1280])
async def test_every_control_has_a_name_and_a_test_id(
    browser: Browser, site: Site, width: int
) -> None:
    viewport = {"width": width, "height": 844}
    async with browsing(browser, site, viewport=viewport) as page:
        unnamed = await page.evaluate(
            """() => [...document.querySelectorAll("button, input, select, summary, iframe")]
                .filter((node) => !node.closest("#messages, #log, #people-list"))
                .filter((node) => !node.dataset.testid || !(node.innerText?.trim()
                    || node.textContent.trim() || node.getAttribute("aria-label") || node.title
                    || node.labels?.length))
                .map((node) => node.outerHTML)"""
        )
        assert unnamed == []
