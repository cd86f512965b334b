"""axe-core finds nothing on the pages of what waits, of plans and prices, and of the doctor, nor on
their dialogs."""

import pytest
from playwright.async_api import Browser, expect

from bot.domain.incidents import IncidentKind
from bot.sandbox.cast import ADMIN, BUYER
from bot.sandbox.world import World
from tests.console.opened import DESKTOP, PHONE, console
from tests.handlers.telegram.payments import deliver, deps
from tests.handlers.telegram.talk import ask
from tests.sandbox.page.test_accessibility import findings

TALL = {**PHONE, "height": 3000}
"""A phone on which nothing lies over anything else: there axe can't tell the colours."""
pytestmark = [
    pytest.mark.long,
    pytest.mark.timeout(180),
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.parametrize("viewport", [TALL, DESKTOP], ids=["phone", "desktop"]),
    pytest.mark.parametrize("scheme", ["light", "dark"]),
]


async def test_what_waits_is_without_a_violation(
    browser: Browser, world: World, scheme: str, viewport: dict[str, int]
) -> None:
    await deliver(world, product_id=456, purchase_id=5, trb_user_id="W-1", amount=999)
    await ask(world, BUYER.id, "/claim it is 5")
    [claim] = await deps(world).claims.open_of(BUYER.id)
    options = {"viewport": viewport, "color_scheme": scheme, "reduced_motion": "reduce"}
    async with console(browser, world, "attention", **options) as page:
        await expect(page.get_by_test_id("group-held")).to_be_visible()
        assert await findings(page) == []
        await page.evaluate(f"location.hash = '#/attention/claim/{claim.id}'")
        await expect(page.get_by_test_id("choice-1")).to_be_visible()
        assert await findings(page) == []
        await page.evaluate("location.hash = '#/attention/held/1'")
        await page.get_by_test_id("step-dismiss").click()
        await expect(page.get_by_test_id("field-reason")).to_be_visible()
        assert await findings(page) == []


async def test_plans_and_prices_are_without_a_violation(
    browser: Browser, world: World, scheme: str, viewport: dict[str, int]
) -> None:
    await deps(world).plans.add("Pro", "en", ADMIN.id)
    options = {"viewport": viewport, "color_scheme": scheme, "reduced_motion": "reduce"}
    async with console(browser, world, "plans", **options) as page:
        await expect(page.get_by_test_id("plan-1")).to_contain_text("has it now")
        assert await findings(page) == []
        await page.get_by_test_id("plan-1").get_by_test_id("menu").first.click()
        await page.get_by_role("menuitem").first.click()
        await expect(page.get_by_test_id("field-description")).to_be_visible()
        if viewport is TALL:  # else the panel lies over the cards
            assert await findings(page) == []
        await page.keyboard.press("Escape")
        await page.get_by_test_id("catalogue").click()
        await page.get_by_test_id("sell-512").click()
        await expect(page.get_by_test_id("field-length")).to_be_visible()
        assert await findings(page) == []


async def test_the_doctor_is_without_a_violation(
    browser: Browser, world: World, scheme: str, viewport: dict[str, int]
) -> None:
    await world.tribute.pay(456, telegram_user_id=BUYER.id)
    await deps(world).incidents.begin(IncidentKind.DISK)
    options = {"viewport": viewport, "color_scheme": scheme, "reduced_motion": "reduce"}
    async with console(browser, world, "doctor", **options) as page:
        await page.get_by_test_id("examine").click()
        await expect(page.get_by_test_id("looks")).to_be_visible()
        assert await findings(page) == []
