"""The frame of the console in a real browser: signing in, the menu, the theme, the back button."""

import re

import pytest
from playwright.async_api import Browser, expect

from bot.sandbox.cast import ADMIN, BUYER, SECOND_ADMIN
from bot.sandbox.world import World
from bot.usecases.people.people import Profile
from tests.console.opened import PHONE, console, context, link, speaks

pytestmark = [pytest.mark.timeout(120), pytest.mark.asyncio(loop_scope="session")]


async def test_the_link_opens_the_console_once_and_leaves_the_address(
    browser: Browser, world: World
) -> None:
    async with context(browser) as page:
        opened = await link(world)
        await page.goto(opened)
        await expect(page.get_by_test_id("page-overview")).to_be_visible()
        assert page.url.endswith("/console/#/")
        assert await page.evaluate("history.length") <= 2
        await page.reload()
        await expect(page.get_by_test_id("page-overview")).to_be_visible()
        async with context(browser) as another:
            await another.goto(opened)
            await expect(another.get_by_test_id("login")).to_contain_text("/console")
            await expect(another.get_by_role("alert")).to_be_visible()


@pytest.mark.long
@pytest.mark.parametrize("is_logged_in", [True, False])
async def test_a_link_that_is_opened_in_a_window_of_the_console_logs_in_there(
    browser: Browser, world: World, is_logged_in: bool
) -> None:
    """Only the fragment differs, so that the browser loads nothing."""
    await speaks(world, "en", "Boris", SECOND_ADMIN.id)
    async with console(browser, world, "people") as page:
        if not is_logged_in:
            await page.get_by_test_id("leave").first.click()
            await expect(page.get_by_test_id("login")).to_be_visible()
        opened = await link(world, SECOND_ADMIN.id)
        await page.goto(opened)
        await expect(page.locator(".who").first).to_contain_text("Boris")
        await expect(page).to_have_url(re.compile("/console/#/$"))
        await page.go_back()
        await expect(page.get_by_test_id("page-people")).to_be_visible()
        assert opened not in page.url


async def test_without_a_session_the_page_says_how_to_open_it(
    browser: Browser, world: World
) -> None:
    async with context(browser, locale="ru-RU") as page:
        await page.goto(f"{world.app_url}/console/")
        await expect(page.get_by_test_id("login")).to_contain_text("Отправьте боту /console")
        assert await page.locator("html").get_attribute("lang") == "ru"


@pytest.mark.long
async def test_a_session_that_ends_while_the_page_is_open_is_said(
    browser: Browser, world: World
) -> None:
    async with console(browser, world) as page:
        world.clock.move(9 * 3600)
        await page.evaluate("location.hash = '#/people'")  # the page may have heard of it already
        await expect(page.get_by_test_id("login")).to_contain_text("/console")


@pytest.mark.long
async def test_a_page_that_lacked_a_connection_says_so_and_comes_with_it(
    browser: Browser, world: World
) -> None:
    async with console(browser, world, "people") as page:
        await page.get_by_test_id("nav-overview").first.click()
        await expect(page.get_by_test_id("page-overview")).to_be_visible()
        await page.context.set_offline(True)
        await page.get_by_test_id("nav-people").first.click()
        await expect(page.get_by_test_id("page-failed")).to_contain_text("connection")
        await page.context.set_offline(False)
        await expect(page.get_by_test_id("page-people")).to_be_visible()


@pytest.mark.long
async def test_signing_out_ends_the_session(browser: Browser, world: World) -> None:
    async with console(browser, world) as page:
        await page.get_by_test_id("leave").first.click()
        await expect(page.get_by_test_id("login")).to_be_visible()
        await page.reload()
        await expect(page.get_by_test_id("login")).to_be_visible()


@pytest.mark.long
async def test_the_page_is_in_the_admins_language_whatever_the_browsers(
    browser: Browser, world: World
) -> None:
    await speaks(world, "ru", "Анна")
    async with console(browser, world, locale="en-GB") as page:
        await expect(page.locator("h1")).to_have_text("Обзор")
        await expect(page.locator(".who")).to_contain_text("Анна")
        assert await page.locator("html").get_attribute("lang") == "ru"
        assert await page.title() == "Обзор · Tributary"


@pytest.mark.long
async def test_a_name_is_text_whatever_it_holds(browser: Browser, world: World) -> None:
    await speaks(world, "en", "<img src=x onerror=alert(1)>")
    async with console(browser, world) as page:
        await expect(page.locator(".who")).to_contain_text("<img src=x onerror=alert(1)>")
        assert await page.locator(".who img").count() == 0


@pytest.mark.long
async def test_a_page_looks_the_same_whatever_was_shown_before(
    browser: Browser, world: World
) -> None:
    counted = """[...document.styleSheets].filter((one) => !one.disabled)
        .map((one) => one.href.split("/pages/")[1]).filter(Boolean)"""
    async with console(browser, world, "purchases") as page:
        for name, sheet in (("attention", "attention.css"), ("people", "lists.css")):
            await page.evaluate("name => { location.hash = `#/${name}`; }", name)
            await expect(page.get_by_test_id(f"page-{name}")).to_be_visible()
            assert await page.evaluate(counted) == [sheet]


@pytest.mark.long
async def test_an_unknown_address_leads_to_the_overview(browser: Browser, world: World) -> None:
    async with console(browser, world) as page:
        await page.evaluate("location.hash = '#/nothing/%E0%A4%A?x=%'")
        await expect(page.get_by_test_id("page-overview")).to_be_visible()
        await expect(page).to_have_url(f"{world.app_url}/console/#/")


@pytest.mark.long
async def test_on_a_phone_the_menu_is_below_and_more_opens_the_rest(
    browser: Browser, world: World
) -> None:
    async with console(browser, world, viewport=PHONE) as page:
        await expect(page.locator(".side")).to_be_hidden()
        await page.get_by_test_id("more").click()
        await expect(page.get_by_test_id("more-sheet")).to_be_visible()
        await page.keyboard.press("Escape")
        await expect(page.get_by_test_id("more-sheet")).to_be_hidden()
        await expect(page.get_by_test_id("more")).to_be_focused()


@pytest.mark.long
@pytest.mark.parametrize("width", [360, 1440])
async def test_every_control_is_large_enough_to_be_touched(
    browser: Browser, world: World, width: int
) -> None:
    async with console(browser, world, viewport={"width": width, "height": 800}) as page:
        small = await page.evaluate(
            """() => [...document.querySelectorAll("a, button, input, select")]
                .filter((node) => node.checkVisibility() && !node.classList.contains("skip"))
                .filter((node) => {
                  const box = node.getBoundingClientRect();
                  return box.height < 43.5 || box.width < 43.5;
                }).map((node) => node.outerHTML.slice(0, 120))"""
        )
        assert small == []


async def test_the_keyboard_alone_reaches_the_page_past_the_menu(
    browser: Browser, world: World
) -> None:
    async with console(browser, world) as page:
        await page.keyboard.press("Tab")
        await expect(page.get_by_test_id("skip")).to_be_focused()
        await page.keyboard.press("Enter")
        await expect(page.locator("#main")).to_be_focused()
        assert page.url.endswith("#/")
        await page.keyboard.press("Tab")
        await expect(page.get_by_test_id("days-1")).to_be_focused()


@pytest.mark.long
async def test_somebody_who_is_no_admin_any_more_is_out(browser: Browser, world: World) -> None:
    assert world.app is not None
    admins = world.app.deps.admins
    await admins.add(Profile(BUYER.id, "Alice Brown", None, "en"), ADMIN.id)
    async with context(browser) as page:
        await page.goto(await link(world, BUYER.id))
        await expect(page.locator(".who")).to_contain_text("Admin")
        await admins.remove(BUYER.id, ADMIN.id)
        await page.evaluate("location.hash = '#/?days=7'")
        await expect(page.get_by_test_id("login")).to_be_visible()
