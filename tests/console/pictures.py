"""Take the pictures of the console for its page: a month of a shop, on a large screen and a phone.

`make pictures` takes them together with the README's, into `docs/screens/console`.
"""

import asyncio
import io
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.async_api import Browser, Page, expect

from bot.clock import FixedClock
from bot.domain.models import PersonId
from bot.domain.shop_face.texts import Content, Place, Slot
from bot.sandbox.cast import ADMIN, BUYER
from bot.sandbox.world import World
from bot.usecases.people.people import Profile
from tests.console.opened import PHONE, context, link
from tests.handlers.telegram.payments import deps
from tests.handlers.telegram.talk import ask
from tests.journeys.channel import until_nothing_is_due
from tests.sandbox.browser import chromium
from tests.sandbox.pictures import MONTH_OF_SALES, NOW, sell_for_a_month

FOLDER = Path(__file__).parents[2] / "docs" / "screens" / "console"
_LARGE: dict[str, Any] = {"viewport": {"width": 1280, "height": 860}, "color_scheme": "light"}
_TALL: dict[str, Any] = {**_LARGE, "viewport": {"width": 1280, "height": 1010}}
_SMALL: dict[str, Any] = {"viewport": PHONE, "color_scheme": "dark", "device_scale_factor": 2}
_NAMES = ("Nora Lind", "Tom Hale", "Ines Costa", "Marek Dvořák", "Юлия Орлова", "Sam Okafor")
PICTURES = {
    "overview": (_TALL, "", ".chart canvas"),
    "overview-phone": (_SMALL, "", ".chart canvas"),
    "purchases": (_LARGE, "purchases", "[data-testid^=purchase-]"),
    "people-phone": (_SMALL, "people", "[data-testid^=person-]"),
    "attention-phone": (_SMALL, "attention", "[data-testid^=waits-]"),
    "plans": (_LARGE, "plans", "[data-testid^=tariff-]"),
    "shop": (_LARGE, "shop/greeting", ".bubble-text"),
    "broadcast": (_LARGE, "broadcasts/new", "[data-testid=count]"),
}
"""Each picture with the look of the browser, the address, and a part that comes last."""
_TARIFFS = "1 month=456, 3 months=457, 1 year=458"
_GREETING = "<b>Welcome to the Book Club!</b>\nA new book every Monday."


@asynccontextmanager
async def _shop() -> AsyncIterator[World]:
    clock = FixedClock(NOW - MONTH_OF_SALES)
    async with World.open(clock=clock, tariffs=_TARIFFS) as world:
        await sell_for_a_month(world)
        for admin in (ADMIN.id, BUYER.id):
            await ask(world, admin, "/help")
        for number, name in enumerate(_NAMES * 10):
            person = Profile(PersonId(710_001 + number), name, None, "en")
            await deps(world).people.meet(person)
        await world.tribute.pay(456, telegram_user_id=None)
        await ask(world, BUYER.id, "/claim I paid yesterday, from the browser")
        await world.tribute.pay(458, telegram_user_id=BUYER.id)
        greeting = Content(_GREETING)
        await deps(world).shop_face.save(Place(Slot.GREETING, "en"), greeting, 0, ADMIN.id)
        await until_nothing_is_due(world)
        yield world


async def take(folder: Path) -> None:
    """Write every picture to the folder."""
    async with _shop() as world, chromium() as browser:
        for name in PICTURES:
            await _take_one(browser, world, name, folder)


async def _take_one(browser: Browser, world: World, name: str, folder: Path) -> None:
    look, address, last = PICTURES[name]
    async with context(browser, reduced_motion="reduce", **look) as page:
        await page.goto(await link(world))
        await expect(page.get_by_test_id("page-overview")).to_be_visible()
        await page.evaluate("address => { location.hash = `#/${address}`; }", address)
        await expect(page.locator(last).first).to_be_visible()
        if name == "broadcast":
            await _write(page)
        await expect(page.locator("main")).not_to_have_attribute("aria-busy", "true")
        await page.evaluate("document.activeElement.blur()")
        picture = Image.open(io.BytesIO(await page.screenshot())).convert("RGB")
        fewer = picture.quantize(255, Image.Quantize.MAXCOVERAGE, kmeans=1)
        fewer.save(folder / f"{name}.png", optimize=True)


async def _write(page: Page) -> None:
    await page.get_by_test_id("field-words").click()
    await page.keyboard.type("On Friday at eight, we read together. Bring a friend!")
    await expect(page.locator(".bubble-text")).to_contain_text("Bring a friend!")


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    target.mkdir(parents=True, exist_ok=True)
    asyncio.run(take(target))
