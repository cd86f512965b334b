"""The shop's own words in a real browser: previewed, saved, undone, in each language."""

import re
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from bot.domain.shop_face.texts import Content, Place, Slot
from bot.sandbox.cast import ADMIN, BUYER, SECOND_ADMIN
from bot.sandbox.world import World
from tests.console.opened import PHONE, console, speaks
from tests.handlers.telegram.admin.shop_face.face import png
from tests.handlers.telegram.payments import deps
from tests.handlers.telegram.talk import ask, hear

pytestmark = [pytest.mark.timeout(120), pytest.mark.asyncio(loop_scope="session")]
BUBBLE = "[data-testid=phone] .bubble-text"


@pytest_asyncio.fixture(loop_scope="session")
async def shop(world: World) -> World:
    await ask(world, ADMIN.id, "/start")
    return world


async def write(page: Page, text: str) -> None:
    """Type words in the place of those that are there."""
    await page.get_by_test_id("field-words").click()
    await page.keyboard.press("Control+a")
    await page.keyboard.type(text)


async def save(page: Page) -> None:
    await page.get_by_test_id("submit").click()
    await expect(page.get_by_test_id("undo-note")).to_be_visible()


async def test_a_greeting_is_written_seen_saved_undone_and_restored(
    browser: Browser, shop: World
) -> None:
    async with console(browser, shop, "shop") as page:
        await page.get_by_test_id("shop-greeting").click()
        await expect(page.locator(BUBBLE)).to_contain_text("Hello")
        await write(page, "Welcome, ")
        await page.get_by_test_id("tool-insert").click()
        await page.keyboard.type("!")
        await expect(page.locator(BUBBLE)).to_contain_text("Welcome, Anna!")
        await save(page)
        await hear(shop, ADMIN.id, "Welcome, Anna!")
        assert "Welcome, Alice!" in (await ask(shop, BUYER.id, "/start")).text
        await expect(page.get_by_test_id("saved-by")).to_contain_text("Anna")
        await page.get_by_test_id("undo").click()
        await expect(page.locator(BUBBLE)).to_contain_text("Hello")
        await write(page, "Again")
        await save(page)
        await page.get_by_test_id("restore").click()
        await page.get_by_test_id("ask-yes").click()
        await expect(page.get_by_test_id("restore")).to_have_count(0)
        await page.get_by_test_id("history").locator("summary").click()
        await expect(page.get_by_test_id("history").locator("li")).to_have_count(4)


async def test_words_that_nobody_touched_stay_the_bot_s_own(browser: Browser, shop: World) -> None:
    async with console(browser, shop, "shop/reminder") as page:
        await expect(page.locator(BUBBLE)).to_be_visible()
        await page.get_by_test_id("submit").click()
        await expect(page.get_by_test_id("toast").last).to_be_visible()
        assert shop.app is not None
        assert shop.app.deps.shop_face.shown(Place(Slot.REMINDER, "en")).content == Content()


async def test_each_language_has_its_own_and_unsaved_words_are_not_lost_by_a_slip(
    browser: Browser, shop: World
) -> None:
    async with console(browser, shop, "shop/greeting") as page:
        await write(page, "English words")
        await page.get_by_test_id("language-ru").click()
        await page.get_by_test_id("ask-no").click()
        await expect(page.get_by_test_id("field-words")).to_contain_text("English words")
        await expect(page.get_by_test_id("language-en")).to_have_attribute("aria-pressed", "true")
        await save(page)
        await page.get_by_test_id("language-ru").click()
        await expect(page.locator(BUBBLE)).to_contain_text("Здравствуйте")
        await write(page, "Русские слова")
        await save(page)
        await page.get_by_role("link", name="All of the shop").click()
        await expect(page.get_by_test_id("shop-greeting")).to_contain_text("English, Русский")


async def test_another_admin_who_was_quicker_is_named_and_nothing_is_overwritten(
    browser: Browser, shop: World
) -> None:
    assert shop.app is not None
    await speaks(shop, "ru", "Борис", SECOND_ADMIN.id)
    face, place = shop.app.deps.shop_face, Place(Slot.GREETING, "en")
    async with console(browser, shop, "shop/greeting") as page:
        await write(page, "Mine")
        await face.save(place, Content("Theirs"), 0, SECOND_ADMIN.id)
        await page.get_by_test_id("submit").click()
        await expect(page.get_by_test_id("quicker")).to_contain_text("Борис")
        assert face.shown(place).content.html == "Theirs"
        await expect(page.get_by_test_id("field-words")).to_have_text("Mine")
        await page.get_by_test_id("take-theirs").click()
        await expect(page.get_by_test_id("field-words")).to_have_text("Theirs")


async def test_a_picture_stands_above_the_prices(
    browser: Browser, shop: World, tmp_path: Path
) -> None:
    picture = tmp_path / "owl.png"
    picture.write_bytes(png())
    async with console(browser, shop, "shop/greeting") as page:
        await page.get_by_test_id("field-picture").set_input_files(picture)
        await expect(page.locator("[data-testid=phone] img")).to_be_visible()
        await expect(page.get_by_test_id("counter")).to_contain_text("1,024")
        await write(page, "With an owl")
        await save(page)
        await page.reload()
        await expect(page.locator("[data-testid=phone] img")).to_be_visible()
        await shop.telegram.send(BUYER.id, "/start")
        await shop.telegram.wait_for(BUYER.id, lambda one: one.document is not None)


async def test_terms_and_consent_go_together(browser: Browser, shop: World) -> None:
    async with console(browser, shop, "shop/terms") as page:
        await expect(page.get_by_test_id("consent-switch")).to_have_count(0)
        await page.get_by_test_id("field-address").fill("no address")
        await page.get_by_test_id("submit").click()
        await expect(page.locator("[data-field=address] .field-error")).to_be_visible()
        await page.get_by_test_id("field-address").fill("example.com/terms")
        await save(page)
        await page.get_by_test_id("consent-switch").click()
        await expect(page.get_by_test_id("consent-said")).to_contain_text("It is on")
        assert shop.app is not None
        assert shop.app.deps.consent.is_on


async def test_too_much_and_markup_are_said_beside_the_words(browser: Browser, shop: World) -> None:
    async with console(browser, shop, "shop/ended") as page:
        await write(page, "<b>x</b><img src=x onerror=alert(1)>")
        await expect(page.locator(BUBBLE)).to_contain_text("<img src=x onerror=alert(1)>")
        await expect(page.get_by_test_id("page-shop")).to_contain_text(
            "Tags are shown as you typed"
        )
        await page.evaluate(
            """() => {
                const area = document.querySelector("[data-testid=field-words]");
                area.focus();
                const data = new DataTransfer();
                data.setData("text/plain", "x".repeat(3100));
                area.dispatchEvent(new InputEvent("beforeinput", {
                    inputType: "insertFromPaste", dataTransfer: data,
                    bubbles: true, cancelable: true,
                }));
            }"""
        )
        await expect(page.locator("[data-field=words] .field-error")).to_be_visible()
        await page.get_by_test_id("submit").click()
        await expect(page.locator("[data-field=words] .field-error")).to_be_visible()
        assert shop.app is not None
        assert shop.app.deps.shop_face.saved(Place(Slot.ENDED, "en")) is None


async def test_the_bot_s_name_is_set_in_telegram(browser: Browser, shop: World) -> None:
    async with console(browser, shop, "shop/profile") as page:
        part = page.get_by_test_id("part-name")
        await part.get_by_test_id("field-words").fill("Owl Club")
        await expect(page.locator(".profile-name")).to_have_text("Owl Club")
        await part.get_by_test_id("submit").click()
        await expect(page.get_by_test_id("restore-name")).to_be_visible()
        assert shop.telegram.bot_name == "Owl Club"
        await page.get_by_test_id("restore-name").click()
        await expect(page.locator(".profile-name")).to_have_text("Tributary")
        assert shop.telegram.bot_name == "Tributary"


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_on_a_phone_nothing_is_cut_and_targets_are_large(
    browser: Browser, shop: World, language: str
) -> None:
    await speaks(shop, language)
    async with console(browser, shop, "shop", viewport=PHONE) as page:
        for place in ("", "/greeting", "/what_now", "/terms", "/contact", "/profile"):
            await page.evaluate("place => { location.hash = `#/shop${place}`; }", place)
            await expect(page.locator("main")).not_to_have_attribute("aria-busy", "true")
            await expect(page.locator("main .card").first).to_be_visible()
            assert await page.evaluate("document.documentElement.scrollWidth") <= 360
            small = await page.evaluate(
                """() => [...document.querySelectorAll("main :is(button, select, input, a.button)")]
                    .filter((one) => one.checkVisibility() && !one.closest(".phone"))
                    .filter((one) => !["checkbox", "file"].includes(one.type))
                    .filter((one) => one.getBoundingClientRect().height < 44)
                    .map((one) => one.outerHTML.slice(0, 80))"""
            )
            assert small == []


@pytest.mark.long
async def test_a_shop_with_one_plan_reads_nothing_of_plans(browser: Browser, world: World) -> None:
    async with console(browser, world, "shop") as page:
        shop = page.get_by_test_id("page-shop")
        await expect(shop).to_contain_text("Before access ends; the date is added")
        await expect(shop).not_to_contain_text(re.compile("plan", re.IGNORECASE))
        await deps(world).plans.add("Pro", "en", ADMIN.id)
        await page.reload()
        await expect(shop).to_contain_text("plan and date are added")
