"""A new shop is set up on the page of a phone: only by tapping what the bot shows."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, ADMINS, SECOND_ADMIN
from tests.handlers.telegram.admin.checklist.new_shop import open_new_shop
from tests.handlers.telegram.talk import ask
from tests.sandbox.browser import browsing
from tests.sandbox.page.test_page import last_from_bot
from tests.sandbox.screens import LOOK
from tests.sandbox.world_fixtures import Site, serving

pytestmark = [pytest.mark.timeout(120), pytest.mark.asyncio(loop_scope="session")]

_STEPS = {
    ADMIN.id: ("It works", "✅ Private channel"),
    SECOND_ADMIN.id: ("Всё работает", "✅ Закрытый канал"),
}


@pytest_asyncio.fixture(loop_scope="session")
async def site(clock: FixedClock) -> AsyncIterator[Site]:
    async with open_new_shop(clock) as world, serving(world) as served:
        for admin in ADMINS:
            await ask(world, admin, "/setup")
        yield served


async def tap(page: Page, label: str) -> None:
    """Tap a button of the last message, and wait for what comes of it: the next screen may have a
    button with the same sign."""
    message = last_from_bot(page)
    before = await message.text_content()
    await message.get_by_role("button", name=label).first.click()
    await expect(message).not_to_have_text(before or "")


@pytest.mark.parametrize("admin", _STEPS)
async def test_from_nothing_to_a_rehearsed_sale(browser: Browser, site: Site, admin: int) -> None:
    works, channel = _STEPS[admin]
    async with browsing(browser, site, **LOOK) as page:
        await page.get_by_test_id("tab-people").click()
        await page.get_by_test_id(f"person-{admin}").click()
        await tap(page, "📦")
        await expect(last_from_bot(page)).not_to_contain_text("🎬")  # a button of the list
        await tap(page, "📦")
        await tap(page, "✅")
        await expect(last_from_bot(page)).not_to_contain_text("👉")
        await tap(page, "‹")
        await expect(last_from_bot(page)).to_contain_text("🧭")
        await tap(page, "🎬")
        await expect(last_from_bot(page)).to_contain_text("/stats")
        await tap(page, "🎬")
        await expect(last_from_bot(page)).to_contain_text(works)
        await tap(page, "‹")
        await expect(last_from_bot(page)).to_contain_text("🧭")
        await tap(page, "🔒")
        await tap(page, "📢")
        await expect(last_from_bot(page)).to_contain_text("🔑")
        await last_from_bot(page).get_by_role("button").first.click()
        await expect(last_from_bot(page)).to_contain_text("✅")
        await tap(page, "🧭")
        await expect(last_from_bot(page)).to_contain_text(channel)
