"""Admins who are none any more, in the middle of each page, and openings that aren't Telegram's for
this bot: a clear screen, with nothing of the shop on it."""

import pytest
from playwright.async_api import Browser, expect

from bot.domain.models import PersonId
from bot.sandbox.cast import ADMIN, REGRETS
from bot.sandbox.world import World
from bot.usecases.people.people import Profile
from tests.console.matrix.full_shop import HOSTILE
from tests.console.matrix.views import VIEWS, View, go
from tests.console.opened import PHONE, context, link
from tests.console.test_mini_app import launch
from tests.handlers.http.console.client import init_data
from tests.handlers.telegram.payments import deps

pytestmark = [
    pytest.mark.timeout(180),
    pytest.mark.asyncio(loop_scope="session"),
]

_OLGA = Profile(PersonId(REGRETS.id), "Olga", None, "en")
_PLACES = [view for view in VIEWS if view.dialog or not view.steps]


@pytest.mark.parametrize("view", _PLACES, ids=lambda view: view.name)
async def test_an_admin_removed_in_the_middle_reads_so_and_sees_nothing_more(
    browser: Browser, full_shop: World, view: View
) -> None:
    """Nobody has to press anything; an open dialog goes, too."""
    admins = deps(full_shop).admins
    await admins.add(_OLGA, ADMIN.id)
    async with context(browser, viewport=PHONE) as page:
        await page.goto(await link(full_shop, REGRETS.id))
        await expect(page.get_by_test_id("page-overview")).to_be_visible()
        await go(page, view)
        await admins.remove(REGRETS.id, ADMIN.id)
        await expect(page.get_by_test_id("login")).to_contain_text("/console")
        await expect(page.locator("dialog")).to_have_count(0)
        await expect(page.locator("body")).not_to_contain_text(HOSTILE)
        await page.evaluate("location.hash = '#/doctor'")
        await page.reload()
        await expect(page.get_by_test_id("login")).to_contain_text("/console")


@pytest.mark.parametrize("how", ["foreign", "old", "of no admin"])
async def test_an_opening_that_opens_nothing_says_how_to_do_it(
    browser: Browser, full_shop: World, how: str
) -> None:
    now = full_shop.clock.now()
    opened = {
        "foreign": init_data(ADMIN.id, now, token="7:another-bots"),
        "old": init_data(ADMIN.id, now - 301),
        "of no admin": init_data(REGRETS.id, now),
    }[how]
    async with context(browser, viewport=PHONE) as page:
        await launch(page, full_shop, opened)
        await expect(page.get_by_test_id("login")).to_contain_text("menu button")
        await expect(page.get_by_role("alert")).to_be_visible()
        await expect(page.locator("body")).not_to_contain_text(HOSTILE)
