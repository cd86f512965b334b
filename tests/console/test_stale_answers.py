"""Answers that were asked for before an act, in a real browser: none is drawn over its outcome."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Browser, Page, Route, expect

from bot.sandbox.cast import ADMIN, BUYER
from bot.sandbox.world import World
from tests.console.opened import console, settled
from tests.handlers.telegram.payments import deps
from tests.handlers.telegram.talk import ask

pytestmark = [
    pytest.mark.timeout(120),
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.long,
]


# Note the first of these elements from now on, as often as the page is drawn.
_NOTE_FIRST = """selector => {
    const note = () => window.noted.push(document.querySelector(selector).outerHTML);
    window.noted = [];
    const main = document.querySelector("main");
    new MutationObserver(note).observe(main, { childList: true, subtree: true });
    note();
}"""


@asynccontextmanager
async def _answered_late(page: Page, address: str) -> AsyncIterator[asyncio.Event]:
    """Let one answer of now come only at the end; the event says that the server has given it."""
    answered, released, sent = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def late(route: Route) -> None:
        answer = await route.fetch()
        answered.set()
        await released.wait()
        await route.fulfill(response=answer)
        sent.set()

    await page.route(address, late, times=1)
    yield answered
    released.set()
    await sent.wait()
    await settled(page)


async def test_an_answer_of_before_a_move_never_shows_the_old_order(
    browser: Browser, shop: World
) -> None:
    await deps(shop).plans.add("Pro", "en", ADMIN.id)
    async with console(browser, shop, "plans") as page:
        await expect(page.get_by_test_id("plan-1")).to_contain_text("has it now")
        async with _answered_late(page, "**/api/plans") as answered:
            await ask(shop, BUYER.id, "/start")
            await answered.wait()
            await page.get_by_test_id("handle-plan-2").focus()
            await page.keyboard.press("ArrowUp")
            await expect(page.get_by_test_id("restore-order")).to_be_visible()
            await page.evaluate(_NOTE_FIRST, "[data-testid^=handle-plan-]")
        noted = await page.evaluate("() => window.noted")
        assert noted
        assert all("handle-plan-2" in one for one in noted)


async def test_an_answer_of_before_an_act_is_not_drawn_over_what_the_act_has_answered(
    browser: Browser, shop: World
) -> None:
    async with console(browser, shop, "shop/terms") as page:
        switch = page.get_by_test_id("consent-switch")
        await page.get_by_test_id("field-address").fill("https://shop.example/terms")
        await page.get_by_test_id("submit").click()
        await expect(switch).to_contain_text("Switch it on")
        async with _answered_late(page, "**/api/shop") as answered:
            await ask(shop, BUYER.id, "/start")
            await answered.wait()
            said = await page.get_by_test_id("consent-said").inner_text()
            await switch.click()
            await expect(page.get_by_test_id("consent-said")).not_to_have_text(said)
            await page.evaluate(_NOTE_FIRST, "[data-testid=consent-said]")
        noted = await page.evaluate("() => window.noted")
        assert noted
        assert not any(said in one for one in noted)
