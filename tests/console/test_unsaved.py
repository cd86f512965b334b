"""Words that were written and not saved, in a real browser: nobody loses them unasked."""

import re

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Dialog, Page, expect

from bot.sandbox.cast import ADMIN, BUYER
from bot.sandbox.world import World
from tests.console.opened import PHONE, console
from tests.console.test_shop import save, write
from tests.handlers.telegram.talk import ask

pytestmark = [
    pytest.mark.long,
    pytest.mark.timeout(120),
    pytest.mark.asyncio(loop_scope="session"),
]

WORDS = "[data-testid=field-words]"


@pytest_asyncio.fixture(loop_scope="session")
async def shop(world: World) -> World:
    """A shop whose admin has begun with the bot, so that it can send the admin what is tried."""
    await ask(world, ADMIN.id, "/start")
    return world


async def _goes_to_purchases(page: Page) -> None:
    await page.get_by_test_id("nav-purchases").first.click()
    await expect(page.get_by_test_id("page-purchases")).to_be_visible()


async def test_another_page_is_shown_only_once_the_admin_has_said_so(
    browser: Browser, shop: World
) -> None:
    async with console(browser, shop, "shop/greeting") as page:
        await write(page, "Welcome")
        await page.go_back()
        await expect(page.get_by_test_id("ask")).to_contain_text("isn't saved")
        await page.get_by_test_id("ask-no").click()
        await expect(page).to_have_url(re.compile("#/shop/greeting$"))
        await page.get_by_test_id("nav-purchases").first.click()
        await page.get_by_test_id("ask-no").click()
        await expect(page.locator(WORDS)).to_have_text("Welcome")
        await expect(page).to_have_url(re.compile("#/shop/greeting$"))
        await page.get_by_test_id("nav-purchases").first.click()
        await page.get_by_test_id("ask-yes").click()
        await expect(page.get_by_test_id("page-purchases")).to_be_visible()
        await expect(page).to_have_url(re.compile("#/purchases$"))


async def test_going_back_after_a_refused_leave_takes_one_press(
    browser: Browser, shop: World
) -> None:
    """Refusing adds nothing to the history of the browser, and takes nothing out, whether a link or
    the way back was pressed."""
    async with console(browser, shop, "shop") as page:
        await page.get_by_test_id("shop-greeting").click()
        await write(page, "Welcome")
        for leave in (page.get_by_test_id("nav-people").first.click, page.go_back):
            await leave()
            await page.get_by_test_id("ask-no").click()
            await expect(page).to_have_url(re.compile("#/shop/greeting$"))
            await expect(page.locator(WORDS)).to_have_text("Welcome")
        await page.go_back()
        await page.get_by_test_id("ask-yes").click()
        await expect(page.get_by_test_id("shop-greeting")).to_be_visible()
        await expect(page).to_have_url(re.compile("#/shop$"))
        await page.go_forward()
        await expect(page).to_have_url(re.compile("#/shop/greeting$"))
        await page.go_back()
        await page.go_back()
        await expect(page.get_by_test_id("page-overview")).to_be_visible()


async def test_nobody_is_asked_about_what_is_saved_or_was_removed(
    browser: Browser, shop: World
) -> None:
    async with console(browser, shop, "shop/greeting") as page:
        await write(page, "Welcome")
        await save(page)
        await _goes_to_purchases(page)
        await ask(shop, BUYER.id, "/start")
        await page.evaluate(f"() => {{ location.hash = '#/people/{BUYER.id}'; }}")
        answer = page.get_by_test_id("messages").get_by_role("textbox")
        await answer.fill("Half an ans")
        await page.get_by_test_id("nav-purchases").first.click()
        await page.get_by_test_id("ask-no").click()
        await expect(answer).to_have_value("Half an ans")
        await answer.fill("")
        await _goes_to_purchases(page)


async def test_another_language_of_the_bots_profile_is_asked_about_too(
    browser: Browser, shop: World
) -> None:
    async with console(browser, shop, "shop/profile", viewport=PHONE) as page:
        name = page.get_by_test_id("part-name").get_by_role("textbox")
        await name.fill("The Club")
        await page.get_by_test_id("language-ru").click()
        await page.get_by_test_id("ask-no").click()
        await expect(name).to_have_value("The Club")
        await expect(page.get_by_test_id("language-")).to_have_attribute("aria-pressed", "true")
        await page.get_by_test_id("language-ru").click()
        await page.get_by_test_id("ask-yes").click()
        await expect(name).not_to_have_value("The Club")


async def test_the_browser_asks_before_it_closes_the_page(browser: Browser, shop: World) -> None:
    asked: list[str] = []

    async def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        await dialog.dismiss()

    async with console(browser, shop, "broadcasts/new") as page:
        page.on("dialog", stay)
        await expect(page.locator(WORDS)).to_be_visible()
        await page.reload()
        await write(page, "News")
        await page.close(run_before_unload=True)
        await expect(page.locator(WORDS)).to_have_text("News")
    assert asked == ["beforeunload"]
