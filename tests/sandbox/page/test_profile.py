"""The bot's own profile on the page: name and picture above the chat, the description in it."""

import pytest
from playwright.async_api import Browser, expect

from bot.sandbox.cast import BUYER, NEVER_STARTED
from tests.handlers.telegram.admin.shop_face.face import png
from tests.sandbox.browser import PHONE, browsing
from tests.sandbox.page.test_page import start
from tests.sandbox.world_fixtures import Site

pytestmark = [pytest.mark.timeout(120), pytest.mark.asyncio(loop_scope="session")]


async def test_people_see_the_profile_in_their_language(browser: Browser, site: Site) -> None:
    telegram = site.world.telegram
    telegram.set_profile_text("description", "Books\nevery month")
    telegram.set_profile_text("description", "Книги каждый месяц", "ru")
    async with browsing(browser, site, viewport=PHONE) as page:
        await page.get_by_test_id("tab-people").click()
        await page.get_by_test_id(f"person-{NEVER_STARTED.id}").click()
        await expect(page.get_by_test_id("bot-description")).to_contain_text("Книги каждый месяц")
        await page.get_by_test_id("tab-people").click()
        await page.get_by_test_id(f"person-{BUYER.id}").click()
        description = page.get_by_test_id("bot-description")
        await expect(description).to_contain_text("Books\nevery month")
        assert await page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


async def test_the_name_and_the_picture_change_above_the_chat(browser: Browser, site: Site) -> None:
    async with browsing(browser, site) as page:
        await start(page, BUYER.id)
        await expect(page.get_by_test_id("bot-name")).to_have_text("Tributary")
        site.world.telegram.set_profile_text("short_description", "To read together")
        site.world.telegram.set_profile_text("name", "Book club")
        site.world.telegram.set_profile_photo(png())
        await expect(page.get_by_test_id("bot-name")).to_have_text("Book club")
        await page.get_by_test_id("bot-name").click()
        about = page.get_by_test_id("alert-text")
        await expect(about).to_contain_text("Book club\n\nTo read together\n\n@tributary_bot")
        await page.get_by_test_id("alert-ok").click()
        drawn = "document.querySelector('#bot-picture').naturalWidth"
        await page.wait_for_function(f"{drawn} === 640")
        site.world.telegram.set_profile_text("name", "Tributary")
