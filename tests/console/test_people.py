"""People in a real browser: the list, a card, and what admins do for somebody."""

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from bot.sandbox.cast import ADMIN, BUYER, REGRETS
from bot.sandbox.world import World
from bot.usecases.people.people import Profile
from tests.console.opened import PHONE, console, expect_rows, speaks
from tests.handlers.telegram.payments import has_access
from tests.handlers.telegram.stars_talk import subscribe
from tests.handlers.telegram.talk import ask, hear

pytestmark = [pytest.mark.timeout(120), pytest.mark.asyncio(loop_scope="session")]

HOSTILE = "<script>alert(1)</script> \u202eevil"


@pytest_asyncio.fixture(loop_scope="session")
async def sold(world: World) -> World:
    """A shop with two buyers; Alice has pressed Start."""
    await ask(world, BUYER.id, "/start")
    for product, buyer in ((456, BUYER), (459, REGRETS)):
        await world.tribute.pay(product, telegram_user_id=buyer.id)
    return world


async def test_a_person_is_found_and_gets_access(browser: Browser, sold: World) -> None:
    """The path of this page that each run of the tests walks."""
    async with console(browser, sold, "people") as page:
        await page.get_by_test_id("search").fill("ALICE")
        await expect(page.get_by_test_id(f"person-{REGRETS.id}")).to_have_count(0)
        await page.get_by_test_id(f"person-{BUYER.id}").click()
        await expect(page.get_by_test_id("access")).to_contain_text("until 12 June 2026")
        await page.get_by_test_id("grant").click()
        await page.get_by_test_id("field-length").select_option("other")
        await page.get_by_test_id("field-months").fill("2")
        await page.get_by_test_id("field-note").fill("for the delay")
        await page.get_by_test_id("submit").last.click()
        await expect(page.get_by_test_id("ask")).to_contain_text("Give this access: 2 months?")
        await page.get_by_test_id("ask-yes").click()
        await expect(page.get_by_test_id("access")).to_contain_text("until 12 August 2026")
        await expect(page.get_by_test_id("history")).to_contain_text("for the delay")
    await hear(sold, BUYER.id, "12 August 2026")


@pytest.mark.long
async def test_access_is_ended_as_shown(browser: Browser, sold: World) -> None:
    async with console(browser, sold, f"people/{BUYER.id}", viewport=PHONE) as page:
        await page.get_by_test_id("revoke").click()
        await page.get_by_test_id("submit").last.click()
        await expect(page.get_by_test_id("ask")).to_contain_text("12 June 2026")
        await page.get_by_test_id("ask-yes").click()
        await expect(page.get_by_test_id("revoke")).to_have_count(0)
        await expect(page.get_by_test_id("history")).to_contain_text("ended the access")
    assert not await has_access(sold)


@pytest.mark.long
async def test_filters_of_access_and_of_ends(browser: Browser, sold: World) -> None:
    async with console(browser, sold, "people?status=life") as page:
        await expect_rows(page, "person", REGRETS.id)
        await page.get_by_test_id("field-status").select_option("active")
        await expect_rows(page, "person", BUYER.id, REGRETS.id)
        await page.get_by_test_id("field-ends_to").fill("2026-06-12")
        await expect(page.get_by_test_id(f"person-{REGRETS.id}")).to_have_count(0)
        assert page.url.endswith("#/people?status=active&ends_to=2026-06-12")


@pytest.mark.long
async def test_numbers_of_the_overview_lead_to_their_people(browser: Browser, sold: World) -> None:
    async with console(browser, sold) as page:
        for number, people in (("active", [BUYER, REGRETS]), ("new", [REGRETS, BUYER])):
            await page.get_by_test_id(f"number-{number}").click()
            await expect_rows(page, "person", *[one.id for one in people])
            await page.go_back()
            await expect(page.get_by_test_id("page-overview")).to_be_visible()


@pytest.mark.long
async def test_access_is_given_to_an_id_that_nobody_knows(browser: Browser, sold: World) -> None:
    async with console(browser, sold, "people?q=123456") as page:
        await page.get_by_test_id("give-to").click()
        await page.get_by_test_id("field-length").select_option("lifetime")
        await page.get_by_test_id("submit").last.click()
        await expect(page.get_by_test_id("ask")).to_contain_text("never met anybody")
        await page.get_by_test_id("ask-yes").click()
        await expect(page.get_by_test_id("toast")).to_have_text("Access given.")
    assert await has_access(sold, 123456)


@pytest.mark.long
async def test_a_time_that_cannot_be_is_said_beside_its_field(
    browser: Browser, sold: World
) -> None:
    async with console(browser, sold, f"people/{BUYER.id}") as page:
        await page.get_by_test_id("grant").click()
        await page.get_by_test_id("field-length").select_option("other")
        await page.get_by_test_id("field-months").fill("0")
        await page.get_by_test_id("submit").last.click()
        await expect(page.locator(".field-error:visible")).to_contain_text("can't be read")
        await expect(page.get_by_test_id("field-months")).to_be_focused()


@pytest.mark.long
async def test_a_question_is_answered(browser: Browser, sold: World) -> None:
    await ask(sold, ADMIN.id, "/help")
    await ask(sold, BUYER.id, "/paysupport")
    await sold.telegram.send(BUYER.id, HOSTILE)
    await hear(sold, ADMIN.id, "A buyer writes to you")
    async with console(browser, sold, f"people/{BUYER.id}", viewport=PHONE) as page:
        talk = page.get_by_test_id("messages")
        await expect(talk).to_contain_text("<script>alert(1)</script>")
        await expect(talk).to_contain_text("Waits for an answer")
        await page.get_by_test_id("field-text").fill("All is well & <b>good</b>")
        await talk.get_by_test_id("submit").click()
        await expect(page.get_by_test_id("toast")).to_contain_text("Your message is on its way.")
        await expect(talk).not_to_contain_text("Waits for an answer")
        await expect(page.get_by_test_id("field-text")).to_have_value("")
    await hear(sold, BUYER.id, "All is well & <b>good</b>")


@pytest.mark.long
async def test_what_is_being_typed_stays_while_the_page_changes(
    browser: Browser, sold: World
) -> None:
    await ask(sold, ADMIN.id, "/help")
    await ask(sold, BUYER.id, "/paysupport")
    await sold.telegram.send(BUYER.id, "Hello?")
    await hear(sold, ADMIN.id, "A buyer writes to you")
    async with console(browser, sold, f"people/{BUYER.id}") as page:
        await page.get_by_test_id("field-text").fill("Half an ans")
        await sold.tribute.pay(457, telegram_user_id=BUYER.id)
        await expect(page.get_by_test_id("access")).to_contain_text("12 September 2026")
        await expect(page.get_by_test_id("field-text")).to_have_value("Half an ans")
        await expect(page.get_by_test_id("field-text")).to_be_focused()


@pytest.mark.long
async def test_a_renewal_is_asked_about_before_it_stops(browser: Browser, world: World) -> None:
    await ask(world, BUYER.id, "/start")
    await subscribe(world)
    async with console(browser, world, f"people/{BUYER.id}") as page:
        stop = page.get_by_test_id("renewal-stop")
        await expect(stop).to_have_text("Stop renewing…")
        await stop.click()
        await expect(page.get_by_test_id("ask-yes")).to_have_text("Yes, stop the renewal")
        await page.get_by_test_id("ask-yes").click()
        await expect(page.get_by_test_id("renewal-allow")).to_have_text("Renew again…")


@pytest.mark.long
async def test_names_are_text(browser: Browser, sold: World) -> None:
    assert sold.app is not None
    await sold.app.deps.people.meet(Profile(BUYER.id, HOSTILE, None, "en"))
    async with console(browser, sold, "people", viewport=PHONE) as page:
        row = page.get_by_test_id(f"person-{BUYER.id}")
        await expect(row).to_contain_text("<script>alert(1)</script>")
        await row.click()
        await expect(page.locator("h1")).to_contain_text("<script>alert(1)</script>")
        about = await page.get_by_test_id("about").inner_text()
        assert "evil" in about
        assert "\u202e" not in about  # it would turn the letters behind it around


@pytest.mark.long
@pytest.mark.parametrize("width", [360, 768, 1440])
@pytest.mark.parametrize("language", ["en", "ru"])
async def test_nothing_is_wider_than_the_screen(
    browser: Browser, sold: World, width: int, language: str
) -> None:
    await speaks(sold, language)
    viewport = {"width": width, "height": 740}
    async with console(browser, sold, "people", viewport=viewport) as page:
        await expect(page.get_by_test_id(f"person-{BUYER.id}")).to_be_visible()
        assert await page.evaluate("document.documentElement.scrollWidth") == width
        await page.get_by_test_id(f"person-{BUYER.id}").click()
        await expect(page.get_by_test_id("history").locator("li").first).to_be_visible()
        assert await page.evaluate("document.documentElement.scrollWidth") == width
