"""The private channel on the page: ask to join, get in, be removed, change the bot's rights."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, BUYER, CHANNEL_TITLE, REGRETS
from tests.journeys.channel import open_channel
from tests.sandbox.browser import DESKTOP, PHONE, browsing
from tests.sandbox.page.test_page import last_from_bot, start
from tests.sandbox.world_fixtures import Site, serving

pytestmark = [pytest.mark.timeout(120), pytest.mark.asyncio(loop_scope="session")]


@pytest_asyncio.fixture(loop_scope="session")
async def site(clock: FixedClock) -> AsyncIterator[Site]:
    async with open_channel(clock) as world, serving(world) as served:
        yield served


async def test_a_buyer_taps_the_button_of_the_channel_and_is_inside(
    browser: Browser, site: Site
) -> None:
    async with browsing(browser, site) as page:
        await start(page, BUYER.id)
        await page.get_by_test_id("pay-stars").click()
        await expect(last_from_bot(page)).to_contain_text("Thank you")
        await last_from_bot(page).get_by_text("🚪 Book Club").click()
        await expect(page.get_by_test_id(f"inside-{BUYER.id}")).to_be_visible()
        await expect(page.get_by_test_id("channel-join")).to_be_disabled()
        await page.get_by_test_id("refund").click()
        await expect(page.get_by_test_id(f"inside-{BUYER.id}")).to_be_hidden()
        await expect(page.get_by_test_id("messages")).to_contain_text("you are no longer in")


async def test_a_person_who_asks_to_join_without_paying_reads_how_to_buy(
    browser: Browser, site: Site
) -> None:
    async with browsing(browser, site) as page:
        await page.get_by_test_id(f"person-{REGRETS.id}").click()
        await page.get_by_test_id("channel-join").click()
        await expect(last_from_bot(page)).to_contain_text("It is for subscribers")
        await expect(page.get_by_test_id("channel-asking")).to_contain_text("Olga Weber")
        await page.get_by_test_id("pay-stars").click()
        await expect(page.get_by_test_id(f"inside-{REGRETS.id}")).to_be_visible()
        await page.get_by_test_id("channel-leave").click()
        await expect(page.get_by_test_id(f"inside-{REGRETS.id}")).to_be_hidden()


async def test_the_bots_right_can_be_taken_away_and_given_back(
    browser: Browser, site: Site
) -> None:
    async with browsing(browser, site) as page:
        await start(page, ADMIN.id)
        await page.get_by_test_id("bot-remove").click()
        await expect(page.get_by_test_id("bot-remove")).to_have_attribute("aria-pressed", "false")
        await expect(last_from_bot(page)).to_contain_text("Ban users")
        await page.get_by_test_id("bot-remove").click()
        await expect(last_from_bot(page)).to_contain_text("All is well again")
        await page.get_by_test_id("bot-present").click()
        await expect(last_from_bot(page)).to_contain_text("The bot isn't in")
        await expect(page.get_by_test_id("bot-remove")).to_be_disabled()


async def test_an_admin_adds_the_bot_to_a_new_channel_and_is_asked_about_it(
    browser: Browser, site: Site
) -> None:
    async with browsing(browser, site) as page:
        await expect(page.get_by_test_id("channel-choice")).to_be_hidden()
        await start(page, ADMIN.id)
        await page.get_by_test_id("channel-new").click()
        await expect(last_from_bot(page)).to_contain_text("Do subscribers get into “Channel 2”?")
        await expect(page.get_by_test_id(f"inside-{ADMIN.id}")).to_be_visible()
        await last_from_bot(page).get_by_text("Yes, subscribers get in").click()
        await expect(last_from_bot(page)).to_contain_text("opens to everyone with access")
        await page.get_by_test_id(f"person-{BUYER.id}").click()
        await start(page, BUYER.id)
        await page.get_by_test_id("pay-stars").click()
        await last_from_bot(page).get_by_text("🚪 Channel 2").click()
        await expect(page.get_by_test_id(f"inside-{BUYER.id}")).to_be_visible()
        await page.get_by_test_id("channel-choice").select_option(CHANNEL_TITLE)
        await expect(page.get_by_test_id(f"inside-{BUYER.id}")).to_be_hidden()


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE])
async def test_the_channel_fits_on_the_screen(
    browser: Browser, site: Site, viewport: dict[str, int]
) -> None:
    async with browsing(browser, site, viewport=viewport) as page:
        if viewport is PHONE:
            await page.get_by_test_id("tab-panel").click()
        box = page.get_by_test_id("channel")
        await box.scroll_into_view_if_needed()
        await expect(page.get_by_test_id("channel-join")).to_be_visible()
        assert await _overflow(page) == 0


async def _overflow(page: Page) -> int:
    wide: int = await page.evaluate(
        """() => [...document.querySelectorAll('[data-testid=channel], [data-testid=channel] *')]
        .filter((node) => node.scrollWidth > node.clientWidth + 1
            && getComputedStyle(node).display !== 'inline').length"""
    )
    return wide


async def test_controls_of_chats_refuse_impossible_requests(site: Site) -> None:
    chat = (await site.state())["chats"][0]["id"]
    for path in ("chats/5/join", "chats/x/leave", "chats/-1/bot"):
        assert (await site.ask(path, person_id=BUYER.id))[0] == 400
    assert (await site.ask(f"chats/{chat}/leave", person_id=BUYER.id))[0] == 400
    assert (await site.ask(f"chats/{chat}/join", person_id=ADMIN.id))[0] == 400
    assert (await site.ask(f"chats/{chat}/join", person_id=5))[0] == 400
    assert (await site.ask("chats", person_id=5))[0] == 400
