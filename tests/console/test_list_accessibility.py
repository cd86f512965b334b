"""Purchases and people have no violation of accessibility, in either theme, wide and narrow."""

import pytest
from playwright.async_api import Browser, expect

from bot.sandbox.cast import BUYER
from bot.sandbox.world import World
from tests.console.opened import console
from tests.handlers.telegram.talk import ask
from tests.sandbox.page.test_accessibility import findings

pytestmark = [
    pytest.mark.long,
    pytest.mark.timeout(120),
    pytest.mark.asyncio(loop_scope="session"),
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
async def test_lists_and_cards_are_without_a_violation(
    browser: Browser, world: World, scheme: str, width: int
) -> None:
    await ask(world, BUYER.id, "/start")
    paid = await world.tribute.pay(456, telegram_user_id=BUYER.id)
    await world.tribute.pay(457, telegram_user_id=BUYER.id)
    await world.tribute.refund_by_buyer(paid.id)
    world.tribute.add_product("Unknown", id=999)
    await world.tribute.pay(999, telegram_user_id=BUYER.id)
    # So high that the menu of a phone covers nothing, below which axe can't tell a colour.
    options = {"color_scheme": scheme, "viewport": {"width": width, "height": 3000}}
    async with console(browser, world, "purchases?currency=USD", **options) as page:
        await expect(page.get_by_test_id("purchase-3")).to_be_visible()
        assert await findings(page) == []
        await page.get_by_test_id("purchase-2").click()
        await expect(page.get_by_test_id("life")).to_be_visible()
        assert await findings(page) == []
        await page.get_by_test_id("refund").click()
        await expect(page.get_by_test_id("ask")).to_be_visible()
        assert await findings(page) == []
        await page.keyboard.press("Escape")
        await page.get_by_test_id("buyer").click()
        await expect(page.get_by_test_id("history").locator("li").first).to_be_visible()
        assert await findings(page) == []
        await page.get_by_test_id("grant").click()
        await expect(page.get_by_test_id("field-length")).to_be_visible()
        assert await findings(page) == []
        await page.keyboard.press("Escape")
        await page.get_by_test_id("back").click()
        await expect(page.get_by_test_id(f"person-{BUYER.id}")).to_be_visible()
        assert await findings(page) == []
