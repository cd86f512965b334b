"""Opens the console in a real browser, as an admin does who has tapped the one-time link."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, ConsoleMessage, Page, expect

from bot.domain.models import PersonId
from bot.sandbox.cast import ADMIN
from bot.sandbox.world import World
from bot.usecases.people.people import Profile

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1440, "height": 900}
_SCRIPT = Path(__file__).parents[2] / "bot" / "console" / "pages.js"
MENU = re.findall(r'path: "(\w*)"', _SCRIPT.read_text())
"""The pages of the menu, by their address; the overview's is empty."""
_WAIT_MILLISECONDS = 20_000
_REFUSED = "Failed to load resource"
"""The browser's word for any answer that is no success; what the page makes of it is tested."""


async def link(world: World, person_id: int = ADMIN.id) -> str:
    """Return the address of a new one-time link."""
    assert world.app is not None
    token = await world.app.deps.console.make_link(PersonId(person_id))
    return f"{world.app_url}/console/#{token}"


async def speaks(world: World, language: str, name: str = "Anna", person: int = ADMIN.id) -> None:
    """Let an admin have a name, and read this language."""
    assert world.app is not None
    await world.app.deps.people.meet(Profile(PersonId(person), name, None, language))


@asynccontextmanager
async def context(browser: Browser, **options: Any) -> AsyncIterator[Page]:
    """Yield a page in a new context of the browser; at the end assert no script error and nothing
    that the page's policy refused."""
    problems: list[str] = []

    def note(entry: ConsoleMessage) -> None:
        if entry.type == "error" and not entry.text.startswith(_REFUSED):
            problems.append(entry.text)

    made = await browser.new_context(**{"viewport": DESKTOP, **options})
    try:
        page = await made.new_page()
        page.set_default_timeout(_WAIT_MILLISECONDS)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", note)
        yield page
    finally:
        await made.close()
    assert problems == []


@asynccontextmanager
async def console(
    browser: Browser, world: World, page_name: str = "overview", **options: Any
) -> AsyncIterator[Page]:
    """Yield the console, logged in by a one-time link, at one of its pages."""
    async with context(browser, **options) as page:
        await page.goto(await link(world))
        await expect(page.get_by_test_id("page-overview")).to_be_visible()
        if page_name != "overview":
            await page.evaluate("name => { location.hash = `#/${name}`; }", page_name)
            name, *_ = re.split("[/?]", page_name)
            await expect(page.get_by_test_id(f"page-{name or 'overview'}")).to_be_visible()
        yield page


async def expect_rows(page: Page, kind: str, *numbers: int) -> None:
    """Wait until exactly these rows of a kind are listed, in this order."""
    rows = page.locator(f"[data-testid^='{kind}-']")
    await expect(rows).to_have_count(len(numbers))
    for at, number in enumerate(numbers):
        await expect(rows.nth(at)).to_have_attribute("data-testid", f"{kind}-{number}")


async def settled(page: Page) -> None:
    """Wait until the page has drawn what came."""
    await page.evaluate("() => new Promise((done) => setTimeout(done))")
    await page.evaluate("() => new Promise(requestAnimationFrame)")
