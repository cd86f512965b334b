"""The doctor's page in a real browser: an examination, incidents, files."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from bot.domain.incidents import IncidentKind
from bot.sandbox.cast import BUYER
from bot.sandbox.world import World
from bot.usecases.people.people import Profile
from tests.console.opened import PHONE, console, context, speaks
from tests.handlers.http.console.attention.things import UNBOUND, held
from tests.handlers.telegram.payments import deps
from tests.invariants import assert_ledger_is_sound

pytestmark = [pytest.mark.timeout(120), pytest.mark.asyncio(loop_scope="session")]


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_an_examination_shows_problems_with_their_steps(
    browser: Browser, world: World, language: str
) -> None:
    await speaks(world, language)
    await deps(world).incidents.begin(IncidentKind.WORKER, "<b>outbox</b>")
    async with console(browser, world, "doctor", viewport=PHONE) as page:
        await expect(page.get_by_test_id("incidents")).to_contain_text("<b>outbox</b>")
        await page.get_by_test_id("examine").press("Enter")
        await expect(page.get_by_test_id("looks")).to_be_visible()
        assert await page.get_by_test_id("looks").locator("li").count() > 5
        width = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert await page.evaluate(width) == 0


async def test_a_finding_leads_to_the_page_of_its_next_step(browser: Browser, world: World) -> None:
    await held(world, **UNBOUND)
    async with console(browser, world, "doctor", viewport=PHONE) as page:
        await page.get_by_test_id("examine").click()
        await page.get_by_test_id("looks").get_by_test_id("to-attention").click()
        await expect(page.get_by_test_id("page-attention")).to_be_visible()


@pytest.mark.long
async def test_the_findings_are_there_when_somebody_comes_back_from_settling_one(
    browser: Browser, world: World
) -> None:
    await held(world, **UNBOUND)
    async with console(browser, world, "doctor", viewport=PHONE) as page:
        await page.get_by_test_id("examine").click()
        looks = page.get_by_test_id("looks")
        await expect(looks).to_contain_text("Examined: 12 May 2026")
        before = await looks.inner_text()
        await looks.get_by_test_id("to-attention").click()
        await expect(page.get_by_test_id("page-attention")).to_be_visible()
        world.move(seconds=120)
        await page.go_back()
        await expect(looks.get_by_test_id("to-attention")).to_be_focused()
        assert await looks.inner_text() == before


@pytest.mark.long
async def test_a_table_and_a_copy_are_saved_by_the_browser(
    browser: Browser, world: World, tmp_path: Path
) -> None:
    await world.tribute.pay(456, telegram_user_id=BUYER.id)
    async with console(browser, world, "doctor") as page:
        async with page.expect_download() as begun:
            await page.get_by_test_id("table-purchases").click()
        table = await begun.value
        assert table.suggested_filename == "purchases-2026-05-12.csv"
        assert (await table.path()).read_bytes().startswith(b"\xef\xbb\xbfnumber,")
        async with page.expect_download() as begun:
            await page.get_by_test_id("backup").click()
        copy = await begun.value
        await copy.save_as(tmp_path / "copy.db")
        assert_ledger_is_sound(tmp_path / "copy.db")


@pytest.mark.long
@pytest.mark.parametrize("download", ["table-purchases", "backup"])
async def test_a_download_after_the_session_says_how_the_console_is_opened_again(
    browser: Browser, world: World, download: str
) -> None:
    await world.tribute.pay(456, telegram_user_id=BUYER.id)
    async with console(browser, world, "doctor") as page:
        link = page.get_by_test_id(download)
        address = await link.get_attribute("href")
        assert address is not None
        await page.context.clear_cookies()
        await link.click()
        await expect(page.get_by_test_id("login")).to_contain_text("/console")
        answer = await page.goto(address)
        assert answer is not None
        assert answer.status == 401
        assert answer.headers["content-type"] == "text/plain; charset=utf-8"
        await expect(page.locator("body")).to_contain_text("Open the console again")


@pytest.mark.long
async def test_a_download_that_is_refused_is_said_in_words(browser: Browser, world: World) -> None:
    async with console(browser, world, "doctor") as page:
        await page.route("**/api/me", lambda route: route.abort())
        await page.get_by_test_id("backup").click()
        await expect(page.get_by_test_id("toast")).to_contain_text("be reached")
        answer = await page.goto(f"{world.app_url}/console/api/exports/none")
        assert answer is not None
        assert answer.status == 404
        assert not (await page.locator("body").inner_text()).startswith("{")


@pytest.mark.long
async def test_an_admin_who_is_no_owner_sees_no_copy_to_take(
    browser: Browser, world: World
) -> None:
    helper = Profile(BUYER.id, "Alice", None, "en")
    assert world.app is not None
    await world.app.deps.people.meet(helper)
    await world.app.deps.admins.add(helper, world.settings.admin_ids[0])
    token = await world.app.deps.console.make_link(BUYER.id)
    async with context(browser) as page:
        await page.goto(f"{world.app_url}/console/#{token}")
        await expect(page.get_by_test_id("page-overview")).to_be_visible()
        await page.evaluate("location.hash = '#/doctor'")
        await expect(page.get_by_test_id("backups")).to_be_visible()
        await expect(page.get_by_test_id("backup")).to_have_count(0)
