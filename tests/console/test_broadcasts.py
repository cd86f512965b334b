"""Broadcasts in a real browser: written with formatting, seen first, sent once, planned."""

import re
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from bot.sandbox.cast import ADMIN, BUYER, REGRETS
from bot.sandbox.world import World
from tests.console.opened import PHONE, console, speaks
from tests.handlers.telegram.admin.shop_face.face import png
from tests.handlers.telegram.talk import ask, hear

pytestmark = [pytest.mark.timeout(120), pytest.mark.asyncio(loop_scope="session")]


@pytest_asyncio.fixture(loop_scope="session")
async def shop(world: World) -> World:
    for person in (ADMIN.id, BUYER.id, REGRETS.id):
        await ask(world, person, "/start")
    return world


async def write(page: Page, text: str) -> None:
    """Type a message; `|` ends a line."""
    await page.get_by_test_id("field-words").click()
    for number, line in enumerate(text.split("|")):
        if number:
            await page.keyboard.press("Enter")
        await page.keyboard.type(line)


async def choose(page: Page, letters: int) -> None:
    """Choose the first letters of the message."""
    await page.keyboard.press("Control+Home")
    for _ in range(letters):
        await page.keyboard.press("Shift+ArrowRight")


def bubble(page: Page) -> str:
    return "[data-testid=phone] .bubble-text"


async def to_draft(page: Page, text: str = "Big news") -> None:
    await page.evaluate("() => { location.hash = '#/broadcasts/new'; }")
    await write(page, text)
    await page.get_by_test_id("submit").click()
    await expect(page.get_by_test_id("send")).to_be_visible()


def got(world: World, person: int, text: str = "Big news") -> int:
    return sum(one.text == text for one in world.telegram.messages_to(person))


async def test_a_message_is_written_seen_in_the_chat_sent_and_reported(
    browser: Browser, shop: World
) -> None:
    async with console(browser, shop, "broadcasts") as page:
        await page.get_by_test_id("broadcast-new").click()
        await expect(page.get_by_test_id("count")).to_contain_text("3 people get it")
        await write(page, "Big news|come at eight")
        await choose(page, 3)
        await page.keyboard.press("Control+b")
        await expect(page.locator(bubble(page)).locator("strong")).to_have_text("Big")
        await expect(page.get_by_test_id("counter")).to_contain_text("22 of 4,096")
        await page.get_by_test_id("submit").click()
        await expect(page.get_by_test_id("reached")).to_contain_text("3 people get it")
        seen = await hear(shop, ADMIN.id, "Big news")
        assert seen.html == "<b>Big</b> news\ncome at eight"
        assert got(shop, BUYER.id, "Big news\ncome at eight") == 0
        await page.get_by_test_id("send").click()
        await page.get_by_test_id("ask-yes").click()
        await expect(page.locator(".badge")).to_have_text("sent")
        await expect(page.get_by_test_id("page-broadcasts")).to_contain_text("Sent: 3")
        assert got(shop, BUYER.id, "Big news\ncome at eight") == 1
        await page.get_by_role("link", name="All broadcasts").click()
        await expect(page.locator(".rows")).to_contain_text("3 got it")


async def test_every_formatting_has_a_button_and_a_shortcut_and_can_be_undone(
    browser: Browser, shop: World
) -> None:
    async with console(browser, shop, "broadcasts/new") as page:
        await write(page, "abcdef|second")
        shown = page.locator(bubble(page))
        tags = {
            "italic": ("Control+i", "em"),
            "underline": ("Control+u", "u"),
            "strike": ("Control+Shift+x", "s"),
            "code": ("Control+Shift+m", "code"),
            "spoiler": ("Control+Shift+p", ".spoiler"),
            "quote": ("Control+Shift+Period", "blockquote"),
        }
        for mark, (keys, tag) in tags.items():
            await choose(page, 3)
            await page.keyboard.press(keys)
            await expect(shown.locator(tag)).to_have_count(1)
            await expect(page.get_by_test_id(f"tool-{mark}")).to_have_attribute(
                "aria-pressed", "true"
            )
            await page.get_by_test_id(f"tool-{mark}").click()
            await expect(shown.locator(tag)).to_have_count(0)
            await page.keyboard.press("Control+z")
            await expect(shown.locator(tag)).to_have_count(1)
            await page.keyboard.press("Control+Shift+z")
            await expect(shown.locator(tag)).to_have_count(0)


async def test_a_link_is_asked_for_and_only_links_are_taken(browser: Browser, shop: World) -> None:
    async with console(browser, shop, "broadcasts/new") as page:
        await write(page, "Look here")
        await choose(page, 4)
        await page.keyboard.press("Control+k")
        field = page.get_by_test_id("field-link")
        await field.fill("javascript:alert(1)")
        await page.get_by_test_id("link-done").click()
        await expect(field).to_have_attribute("aria-invalid", "true")
        await field.fill("example.com/x")
        await page.keyboard.press("Enter")
        link = page.locator(bubble(page)).locator("a")
        await expect(link).to_have_attribute("href", "https://example.com/x")
        await page.get_by_test_id("submit").click()
        await expect(page.get_by_test_id("send")).to_be_visible()
        assert (
            '<a href="https://example.com/x">Look</a>'
            in (await hear(shop, ADMIN.id, "Look here")).html
        )


async def test_pasted_markup_and_names_stay_words(browser: Browser, shop: World) -> None:
    evil = "<img src=x onerror=alert(1)><b>bold</b>"
    await speaks(shop, "en", '"><script>alert(1)</script>')
    async with console(browser, shop, "broadcasts/new") as page:
        await page.get_by_test_id("field-words").click()
        await page.evaluate(
            """text => {
                const data = new DataTransfer();
                data.setData("text/plain", text);
                data.setData("text/html", text);
                const area = document.activeElement;
                area.dispatchEvent(new InputEvent("beforeinput", {
                    inputType: "insertFromPaste", dataTransfer: data,
                    bubbles: true, cancelable: true,
                }));
            }""",
            evil,
        )
        await expect(page.locator(bubble(page))).to_have_text(evil)
        await page.get_by_test_id("submit").click()
        await expect(page.locator(bubble(page))).to_have_text(evil)
        await expect(page.locator(".facts")).to_contain_text("<script>")


async def test_a_picture_and_a_button_go_along(
    browser: Browser, shop: World, tmp_path: Path
) -> None:
    picture, words = tmp_path / "owl.png", tmp_path / "owl.txt"
    picture.write_bytes(png())
    words.write_text("no picture")
    async with console(browser, shop, "broadcasts/new") as page:
        await page.get_by_test_id("field-picture").set_input_files(words)
        await expect(page.locator("[data-field=picture]")).to_contain_text("as a picture")
        await page.get_by_test_id("field-picture").set_input_files(picture)
        await expect(page.locator("[data-testid=phone] img")).to_be_visible()
        await write(page, "With an owl")
        await page.get_by_test_id("field-leads").select_option("link")
        await page.get_by_test_id("submit").click()
        await expect(page.locator("[data-field=label] .field-error")).to_be_visible()
        await page.get_by_test_id("field-url").fill("example.com")
        await page.get_by_test_id("field-label").fill("To the owls")
        await expect(page.locator(".bubble-button").first).to_have_text("To the owls")
        await page.get_by_test_id("submit").click()
        await expect(page.get_by_test_id("send")).to_be_visible()
        await expect(page.locator("[data-testid=phone] img")).to_be_visible()
        seen = await shop.telegram.wait_for(ADMIN.id, lambda one: "With an owl" in one.text)
        assert seen.document is not None
        assert seen.buttons[0].url == "https://example.com"


async def test_a_broadcast_is_planned_by_the_shop_s_clock_moved_and_cancelled(
    browser: Browser, shop: World
) -> None:
    async with console(browser, shop) as page:
        await to_draft(page)
        await page.get_by_test_id("later").click()
        await page.get_by_test_id("field-day").fill("2026-05-10")
        await page.get_by_test_id("when").get_by_test_id("submit").click()
        await expect(page.get_by_test_id("when")).to_contain_text("past already")
        await page.get_by_test_id("field-day").fill("2026-05-20")
        await page.get_by_test_id("field-time").fill("18:30")
        await page.get_by_test_id("when").get_by_test_id("submit").click()
        await expect(page.get_by_test_id("when-said")).to_contain_text("20 May 2026, 18:30 UTC")
        await page.get_by_test_id("when-yes").click()
        await expect(page.locator(".facts")).to_contain_text("20 May 2026, 18:30 UTC")
        await page.get_by_test_id("cancel").click()
        await expect(page.locator(".badge")).to_have_text("dropped")
        assert got(shop, BUYER.id) == 0


async def test_the_time_is_said_in_the_admins_language_whatever_the_browsers(
    browser: Browser, shop: World
) -> None:
    await speaks(shop, "ru", "Анна")
    async with console(browser, shop, locale="en-GB") as page:
        await to_draft(page)
        await page.get_by_test_id("later").click()
        await expect(page.get_by_test_id("when")).to_contain_text("12 мая 2026")


@pytest.mark.long
async def test_a_button_to_a_page_of_the_shop_stays_when_the_message_is_written_again(
    browser: Browser, shop: World
) -> None:
    async with console(browser, shop) as page:
        await page.evaluate("() => { location.hash = '#/broadcasts/new'; }")
        await write(page, "Big news")
        await page.get_by_test_id("field-leads").select_option(label="To the reader's own access")
        await page.get_by_test_id("field-label").fill("Until when?")
        await page.get_by_test_id("submit").click()
        await expect(page.locator(".bubble-button").first).to_have_text("Until when?")
        await page.get_by_test_id("again").click()
        await expect(page.get_by_test_id("field-label")).to_have_value("Until when?")
        await expect(page.locator(".bubble-button").first).to_have_text("Until when?")


async def test_two_tabs_send_a_message_once(browser: Browser, shop: World) -> None:
    async with console(browser, shop) as page, console(browser, shop) as other:
        await to_draft(page)
        place = await page.evaluate("() => location.hash")
        await other.evaluate("place => { location.hash = place; }", place)
        await other.get_by_test_id("send").click()
        await page.get_by_test_id("send").click()
        await page.get_by_test_id("ask-yes").click()
        await expect(page.locator(".badge")).to_have_text("sent")
        await other.get_by_test_id("ask-yes").click()
        await expect(other.get_by_test_id("toast").last).to_contain_text(
            re.compile("Nobody gets it twice|over already")
        )
        await expect(other.locator(".badge")).to_have_text("sent")
        assert got(shop, BUYER.id) == 1


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_on_a_phone_nothing_is_cut_and_targets_are_large(
    browser: Browser, shop: World, language: str
) -> None:
    await speaks(shop, language)
    async with console(browser, shop, viewport=PHONE) as page:
        await to_draft(page, "Довольно длинное сообщение " * 3)
        for place in ("broadcasts", "broadcasts/new", None):
            if place is None:
                await to_draft(page)
            else:
                await page.evaluate("place => { location.hash = `#/${place}`; }", place)
                await expect(page.get_by_test_id("page-broadcasts")).to_be_visible()
            await expect(page.locator("main")).not_to_have_attribute("aria-busy", "true")
            assert await page.evaluate("document.documentElement.scrollWidth") <= 360
            small = await page.evaluate(
                """() => [...document.querySelectorAll("main :is(button, select, input, a.button)")]
                    .filter((one) => one.checkVisibility())
                    .filter((one) => !["checkbox", "file"].includes(one.type))
                    .filter((one) => one.getBoundingClientRect().height < 44)
                    .map((one) => one.outerHTML.slice(0, 80))"""
            )
            assert small == []


async def test_the_keyboard_alone_writes_and_sends(browser: Browser, shop: World) -> None:
    async with console(browser, shop, "broadcasts/new") as page:
        await page.get_by_test_id("field-audience").focus()
        await page.keyboard.press("Tab")  # the toolbar is one stop, arrows walk in it
        await expect(page.get_by_test_id("tool-bold")).to_be_focused()
        await page.keyboard.press("ArrowRight")
        await expect(page.get_by_test_id("tool-italic")).to_be_focused()
        await page.keyboard.press("Tab")
        await expect(page.get_by_test_id("field-words")).to_be_focused()
        await page.keyboard.type("Big news")
        submit = page.get_by_test_id("submit")
        for _ in range(12):
            if await submit.evaluate("node => node === document.activeElement"):
                break
            await page.keyboard.press("Tab")
        await expect(submit).to_be_focused()
        await page.keyboard.press("Enter")
        await expect(page.get_by_test_id("send")).to_be_visible()
        await page.get_by_test_id("send").focus()
        await page.keyboard.press("Enter")
        await expect(page.get_by_test_id("ask")).to_be_visible()
        await page.get_by_test_id("ask-yes").focus()
        await page.keyboard.press("Enter")
        await expect(page.locator(".badge")).to_have_text("sent")
        assert got(shop, BUYER.id) == 1
