"""The console as a Mini App in the phone: opened by the menu button, closed, in another theme."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from playwright.async_api import Browser, FrameLocator, Page, expect

from bot.sandbox.cast import ADMIN, BUYER, SECOND_ADMIN
from bot.sandbox.world import World
from tests.handlers.telegram.talk import ask, until
from tests.sandbox.browser import DESKTOP, browsing
from tests.sandbox.world_fixtures import Site, serving

pytestmark = [pytest.mark.timeout(180), pytest.mark.asyncio(loop_scope="session")]


@asynccontextmanager
async def admins_phone(
    browser: Browser, clock: Any, person: int = ADMIN.id, **options: Any
) -> AsyncIterator[tuple[Page, World, Site]]:
    """Yield the sandbox's page with the phone of an admin who has pressed Start."""
    async with World.open("webhook", clock=clock) as world:
        for one in (person, BUYER.id):
            await ask(world, one, "/start")
        await until(lambda: world.telegram.menu_button(person)["type"] == "web_app")
        async with serving(world) as site, browsing(browser, site, **options) as page:
            await page.get_by_test_id(f"person-{person}").click()
            yield page, world, site


async def open_console(page: Page) -> FrameLocator:
    await page.get_by_test_id("web-app-button").click()
    frame = page.frame_locator('[data-testid="web-app-frame"]')
    await expect(frame.get_by_test_id("page-overview")).to_be_visible()
    return frame


async def test_an_admin_taps_the_menu_button_and_sees_the_shop(browser: Browser, clock) -> None:
    async with admins_phone(browser, clock) as (page, world, _):
        await world.tribute.pay(456, telegram_user_id=BUYER.id)
        frame = await open_console(page)
        await expect(frame.get_by_test_id("number-active")).to_contain_text("1")
        await expect(page.get_by_test_id("guide").locator("li.done").last).to_contain_text(
            "console"
        )
        await expect(frame.get_by_test_id("leave").first).to_be_hidden()
        await page.get_by_test_id("web-app-close").click()
        await expect(page.get_by_test_id("web-app")).to_be_hidden()
        await expect(page.get_by_test_id("web-app-button")).to_be_focused()
        await open_console(page)  # each opening is signed once more


async def test_telegram_s_back_button_leads_back(browser: Browser, clock) -> None:
    async with admins_phone(browser, clock) as (page, _, _site):
        frame = await open_console(page)
        await expect(page.get_by_test_id("web-app-back")).to_be_hidden()
        await frame.locator("[data-testid=nav-people]:visible").click()
        await expect(page.get_by_test_id("web-app-back")).to_be_visible()
        await page.get_by_test_id("web-app-back").click()
        await expect(frame.get_by_test_id("page-overview")).to_be_visible()
        await expect(page.get_by_test_id("web-app-back")).to_be_hidden()


async def test_the_console_follows_telegram_s_theme(browser: Browser, clock) -> None:
    async with admins_phone(browser, clock, color_scheme="dark") as (page, _, _site):
        frame = await open_console(page)
        await expect(frame.locator("html")).to_have_attribute("data-theme", "dark")
        await page.emulate_media(color_scheme="light")
        await expect(frame.locator("html")).to_have_attribute("data-theme", "light")


async def test_the_console_speaks_the_admin_s_language(browser: Browser, clock) -> None:
    async with admins_phone(browser, clock, SECOND_ADMIN.id) as (page, _, _site):
        frame = await open_console(page)
        await expect(frame.locator("h1")).to_have_text("Обзор")


async def test_a_buyer_has_no_such_button(browser: Browser, clock) -> None:
    async with admins_phone(browser, clock) as (page, _, site):
        await page.get_by_test_id(f"person-{BUYER.id}").click()
        await expect(page.get_by_test_id("web-app-button")).to_be_hidden()
        await expect(page.get_by_test_id("console-open")).to_be_disabled()
        await expect(page.get_by_test_id("console-hint")).to_contain_text("For admins")
        status, answer = await site.ask(f"people/{BUYER.id}/web-app")
        assert (status, answer["error"]) == (400, "This button opens no Mini App any more.")


async def test_a_link_opens_the_console_in_a_tab(browser: Browser, clock) -> None:
    async with admins_phone(browser, clock, viewport=DESKTOP) as (page, _, _site):
        await page.get_by_test_id("console-link").click()
        link = page.locator('.inline-button[href*="/console/#"]').last
        await expect(link).to_be_visible()
        async with page.context.expect_page() as opened:
            await link.click()
        tab = await opened.value
        await expect(tab.get_by_test_id("page-overview")).to_be_visible()
        assert "#/" in tab.url


async def test_the_console_opens_from_the_controls_and_escape_closes_it(
    browser: Browser, clock
) -> None:
    async with admins_phone(browser, clock) as (page, _, _site):
        await page.get_by_test_id("console-open").click()
        await expect(page.get_by_test_id("web-app")).to_be_visible()
        await page.get_by_test_id("web-app-close").focus()
        await page.keyboard.press("Escape")
        await expect(page.get_by_test_id("web-app")).to_be_hidden()
        await expect(page.get_by_test_id("console-open")).to_be_focused()


async def test_a_button_below_a_message_opens_a_mini_app_too(browser: Browser, clock) -> None:
    async with admins_phone(browser, clock) as (page, world, _):
        await ask(world, ADMIN.id, "/console")
        before = world.telegram.messages_to(ADMIN.id)[-1]
        web_app = next(one for one in before.buttons if one.web_app is not None)
        await page.locator(".inline-button", has_text=web_app.text).last.click()
        frame = page.frame_locator('[data-testid="web-app-frame"]')
        await expect(frame.get_by_test_id("page-overview")).to_be_visible()
