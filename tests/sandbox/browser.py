"""A real headless Chromium on the sandbox's page; without one the test is skipped or fails."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from playwright.async_api import (
    Browser,
    FloatRect,
    FrameLocator,
    Locator,
    Page,
    Route,
    async_playwright,
    expect,
)

from tests.needed import program
from tests.sandbox.world_fixtures import Site

_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
# Long enough for a busy machine; not a bound on speed.
_WAIT_MILLISECONDS = 20_000
expect.set_options(timeout=_WAIT_MILLISECONDS)
_PAINTED_TWICE = "new Promise(then => requestAnimationFrame(() => requestAnimationFrame(then)))"
_IS_STILL = "node => Promise.all(node.getAnimations().map(one => one.finished)).then(() => true)"
DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    executable = program("chromium", "chromium", "chromium-browser")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=executable, args=list(_ARGUMENTS)
        )
        try:
            yield browser
        finally:
            await browser.close()


@asynccontextmanager
async def browsing(browser: Browser, site: Site, **options: Any) -> AsyncIterator[Page]:
    """Yield the site's page in a new context of the browser, as if nobody had used that before; at
    the end assert no script error and no refused load."""
    problems: list[str] = []
    context = await browser.new_context(**{"viewport": DESKTOP, **options})
    try:
        page = await context.new_page()
        page.set_default_timeout(_WAIT_MILLISECONDS)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on(
            "console",
            lambda entry: problems.append(entry.text) if entry.type == "error" else None,
        )
        await page.goto(site.url)
        await page.locator("[data-testid^=person-]").first.wait_for(state="attached")
        yield page
    finally:
        await context.close()
    assert problems == []


@asynccontextmanager
async def held_back(page: Page, pattern: str) -> AsyncIterator[asyncio.Event]:
    """Let whatever the page asks for at these addresses wait until the event that is yielded."""
    released = asyncio.Event()

    async def hold(route: Route) -> None:
        await released.wait()
        await route.continue_()

    await page.route(re.compile(pattern), hold)
    try:
        yield released
    finally:
        released.set()


async def box_of(node: Locator) -> FloatRect:
    """Return where a node is; it is nowhere for a moment while its part of the page is redrawn."""
    async with asyncio.timeout(_WAIT_MILLISECONDS / 1000):
        while (box := await node.bounding_box()) is None:
            await asyncio.sleep(0.02)
    return box


async def open_checkout(page: Page, pay_button: Locator) -> FrameLocator:
    """Press a Pay button, and return the frame of Tribute's checkout once it has loaded.

    Chromium may drop a click into a frame that it hasn't painted yet, and a click on a button
    misses it while the checkout around its frame still slides in.
    """
    await pay_button.click()
    checkout = page.frame_locator('[data-testid="checkout-frame"]')
    await expect(checkout.get_by_test_id("product-name")).to_be_visible()
    frame = page.frame(url=lambda url: "/checkout/" in url)
    assert frame is not None
    await frame.wait_for_load_state("load")
    await frame.evaluate(_PAINTED_TWICE)
    await page.get_by_test_id("checkout").evaluate(_IS_STILL)
    return checkout
