"""The console for everybody: axe-core finds nothing on the frame and the overview."""

import pytest
from playwright.async_api import Browser, expect

from bot.sandbox.cast import BUYER
from bot.sandbox.world import World
from tests.console.opened import DESKTOP, MENU, PHONE, console, context
from tests.sandbox.page.test_accessibility import findings

pytestmark = [
    pytest.mark.long,
    pytest.mark.timeout(180),
    pytest.mark.asyncio(loop_scope="session"),
]


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_the_overview_is_without_a_violation(
    browser: Browser, world: World, scheme: str, viewport: dict[str, int]
) -> None:
    await world.tribute.pay(456, telegram_user_id=BUYER.id)
    world.tribute.add_product("Unknown", id=999)
    await world.tribute.pay(999, telegram_user_id=BUYER.id)
    world.clock.move(27 * 86400)
    options = {"viewport": viewport, "color_scheme": scheme, "reduced_motion": "reduce"}
    async with console(browser, world, **options) as page:
        await expect(page.locator(".chart canvas")).to_be_visible()
        assert await findings(page) == []
        await page.get_by_test_id("as-table").click()
        await page.get_by_test_id("dates").click()
        await expect(page.get_by_test_id("field-from")).to_be_visible()
        assert await findings(page) == []


@pytest.mark.parametrize("page_name", [one or "overview" for one in MENU])
async def test_a_page_with_nothing_on_it_is_without_a_violation(
    browser: Browser, world: World, page_name: str
) -> None:
    async with console(browser, world, page_name, reduced_motion="reduce") as page:
        await expect(page.locator("#main")).not_to_have_attribute("aria-busy", "true")
        assert await findings(page) == []


async def test_an_overview_without_anything_that_waits_is_without_a_violation(
    browser: Browser, world: World
) -> None:
    """Its numbers are the first that stands below the title."""
    await world.tribute.pay(456, telegram_user_id=BUYER.id)
    async with console(browser, world, reduced_motion="reduce") as page:
        await expect(page.locator(".chart canvas")).to_be_visible()
        assert await findings(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_the_sign_in_screen_is_without_a_violation(
    browser: Browser, world: World, scheme: str
) -> None:
    async with context(browser, color_scheme=scheme) as page:
        await page.goto(f"{world.app_url}/console/#{'A' * 22}")
        await expect(page.get_by_role("alert")).to_be_visible()
        assert await findings(page) == []
