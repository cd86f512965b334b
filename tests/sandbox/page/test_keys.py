"""The bot's keyboard on the page: an owner chooses a person there, who becomes an admin."""

import pytest
from playwright.async_api import Browser, expect

from bot.sandbox.cast import ADMIN, BUYER
from tests.sandbox.browser import browsing
from tests.sandbox.page.test_page import last_from_bot, say, start
from tests.sandbox.world_fixtures import Site

pytestmark = pytest.mark.asyncio(loop_scope="session")

NARROW = {"width": 360, "height": 780}


async def test_an_owner_chooses_an_admin_from_the_people(browser: Browser, site: Site) -> None:
    async with browsing(browser, site, viewport=NARROW) as page:
        for one in (BUYER, ADMIN):
            await page.get_by_test_id("tab-people").click()
            await start(page, one.id)
        await page.get_by_test_id("message-input").fill("/doctor")
        await page.keyboard.press("Enter")
        await page.get_by_role("button", name="👥 Admins").last.click()
        await page.get_by_role("button", name="＋ Add an admin").last.click()
        keys = page.get_by_test_id("key")
        await expect(keys).to_have_text(["👤 Choose a person", "✖️ Cancel"])
        await keys.first.click()
        await expect(page.get_by_test_id("sharing")).to_be_visible()
        await page.get_by_test_id(f"share-{BUYER.id}").click()
        await expect(last_from_bot(page)).to_contain_text("Alice Brown")
        await expect(page.get_by_test_id("keys")).to_be_hidden()
        await page.get_by_role("button", name="Yes, make them an admin").click()
        await expect(last_from_bot(page)).to_contain_text("New admin:")
        assert await page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]
        await page.get_by_test_id("tab-people").click()
        row = page.get_by_test_id(f"person-{BUYER.id}")
        await expect(row).to_contain_text("admin")


async def test_a_key_without_a_request_sends_its_text(browser: Browser, site: Site) -> None:
    async with browsing(browser, site) as page:
        await start(page, ADMIN.id)
        await say(site, ADMIN.id, "Really?", reply_markup={"keyboard": [["Yes", "No"]]})
        await page.get_by_test_id("key").filter(has_text="No").click()
        await expect(page.get_by_test_id("message-out").last).to_contain_text("No")
