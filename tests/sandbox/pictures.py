"""Take the README's pictures: real screenshots of short scenes in the sandbox (`make pictures`).

The clock stands still, so the dates are the same each time. The scenes tap buttons and send
commands, so they work with any texts. The fonts are those of the machine: the README's
pictures are taken with the Debian package `fonts-noto-core`.
"""

import asyncio
import io
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from itertools import count, islice
from pathlib import Path

import pytest
from PIL import Image
from playwright.async_api import Locator, Page, expect

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, ADMINS, BUYER, CHANNEL_ID, NEVER_STARTED, SECOND_ADMIN
from bot.sandbox.world import World
from storage.engine.database import open_read_only
from tests.handlers.telegram.talk import ask, until
from tests.sandbox.browser import DESKTOP, browsing, chromium, open_checkout
from tests.sandbox.world_fixtures import serving

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
PHONE_HEIGHT = 860
"""In points of the page; a picture has twice as many pixels."""

NOW = 1_778_581_440
"""12 May 2026, 10:24 UTC."""
_SALES_BY_DAY = "10120112021312213231342335243"
"""How many sales each of the last days had, oldest first: one digit a day."""
_DAY = 86_400
MONTH_OF_SALES = len(_SALES_BY_DAY) * _DAY
"""How long `sell_for_a_month` lasts, in seconds."""
_RUSSIAN_CHANNEL = "Клуб «Сова»: читальный зал"

# The points that the phone lacks in height to show the chat from this message to its end.
_MISSING = """(first) => {
    const box = first.parentElement;
    const end = box.lastElementChild.getBoundingClientRect().bottom + 14;
    const needed = end - first.getBoundingClientRect().top + 10;
    return Math.ceil(Math.max(0, needed - box.clientHeight));
}"""
# Earlier messages are scrolled away; a filler below lets even a short chat be scrolled so far.
_SHOW_FROM = """(first) => {
    const box = first.parentElement;
    const filler = document.createElement("div");
    filler.style.height = `${box.clientHeight}px`;
    box.append(filler);
    box.scrollTop += first.getBoundingClientRect().top - box.getBoundingClientRect().top - 10;
    for (let one = first.previousElementSibling; one; one = one.previousElementSibling) {
        one.style.visibility = "hidden";
    }
    document.activeElement.blur();
    document.body.style.background = "transparent";
}"""


async def buyer_in_english(folder: Path) -> None:
    """Alice sees the shop, pays, and reads when her access ends. Then the whole page."""
    async with _shop("1 month=456, 1 year=458") as (world, page):
        for person in ADMINS:
            await ask(world, person, "/start")
        await _start(page, BUYER.id)
        world.clock.move(120)  # not world.move: the page would tick off “Move the time”
        await _pay(page)
        for person in ADMINS:
            await expect(page.get_by_test_id(f"unread-{person}")).to_have_text("2")
        await _save_page(page, folder / "sandbox.png")
        await save_phone(page, page.get_by_test_id("message-out").last, folder / "buyer-en.png")


async def buyer_in_russian(folder: Path) -> None:
    """Pyotr's Telegram is in Russian, and so are the bot's messages to him."""
    async with _shop("1 month=512, 1 year=514") as (world, page):
        world.telegram.groups[CHANNEL_ID].title = _RUSSIAN_CHANNEL
        await world.restart_app()
        await _start(page, NEVER_STARTED.id)
        world.move(seconds=120)
        await _pay(page)
        await save_phone(page, page.get_by_test_id("message-out").last, folder / "buyer-ru.png")


async def admin(folder: Path) -> None:
    """Anna looks at her month; a sale comes in; then she looks at /attention."""
    days = len(_SALES_BY_DAY)
    async with _shop("1 month=456, 3 months=457", NOW - days * _DAY) as (world, page):
        await sell_for_a_month(world)
        await _start(page, ADMIN.id)
        await ask(world, BUYER.id, "/start")
        answers = page.get_by_test_id("message-in")
        await world.tribute.pay(456, telegram_user_id=None)  # it is held: the buyer is unknown
        await expect(answers).to_have_count(2)
        await _send(page, "/stats")
        chart = page.locator(".message:has(.photo)")
        await expect(chart).to_be_visible()
        world.move(seconds=300)
        await world.tribute.pay(456, telegram_user_id=BUYER.id)
        await expect(answers).to_have_count(5)
        world.move(seconds=60)
        await _send(page, "/attention")
        await expect(answers).to_have_count(6)
        await save_phone(page, chart, folder / "admin.png")


SCENES: dict[Callable[[Path], Awaitable[None]], tuple[str, ...]] = {
    buyer_in_english: ("buyer-en.png", "sandbox.png"),
    buyer_in_russian: ("buyer-ru.png",),
    admin: ("admin.png",),
}
"""Each scene with the pictures that it takes."""


async def take(folder: Path) -> None:
    """Write every picture to the folder."""
    for scene in SCENES:
        await scene(folder)


@asynccontextmanager
async def _shop(tariffs: str, now: int = NOW) -> AsyncIterator[tuple[World, Page]]:
    """Open a shop and its page in a browser. It takes Stars only, so its screens are short."""
    clock = FixedClock(now)
    options = {"tariffs": tariffs, "access_chat_ids": (CHANNEL_ID,)}
    look = {"device_scale_factor": 2, "color_scheme": "light", "reduced_motion": "reduce"}
    async with World.open(clock=clock, with_service=True, **options) as world:
        for product in world.tribute.shop.products.values():
            product["acceptCards"] = False
        async with (
            serving(world) as site,
            chromium() as browser,
            browsing(browser, site, **look) as page,
        ):
            yield world, page


async def _start(page: Page, person_id: int) -> None:
    await page.get_by_test_id(f"person-{person_id}").click()
    await page.get_by_test_id("start").click()
    await expect(page.get_by_test_id("message-in")).to_have_count(1)


async def _pay(page: Page) -> None:
    """Tap the first Pay button, pay in Tribute's checkout, and wait for the bot's thanks."""
    checkout = await open_checkout(page, page.locator(".inline-button.url").first)
    await checkout.get_by_test_id("pay-stars").click()
    await checkout.get_by_test_id("pay-done").click()
    await expect(page.get_by_test_id("message-in")).to_have_count(2)


async def _send(page: Page, text: str) -> None:
    await page.get_by_test_id("message-input").fill(text)
    await page.get_by_test_id("send").click()


async def sell_for_a_month(world: World) -> None:
    """Sell more by the day, to people who never start the bot; Anna becomes an admin afterwards.

    Otherwise she would be sent a notice of each sale, one a second.
    """
    settings = world.settings
    world.settings = settings.model_copy(update={"admin_ids": (SECOND_ADMIN.id,)})
    await world.restart_app()
    buyers = count(710_001)
    for sales in map(int, _SALES_BY_DAY):
        for buyer in islice(buyers, sales):
            await world.tribute.pay(456 + buyer % 2, telegram_user_id=buyer)
        world.move(days=1)
    await until(lambda: _queued(world.settings.database_path) == 0)
    world.settings = settings
    await world.restart_app()


def _queued(database: Path) -> int:
    with open_read_only(database) as tx:
        found: int = tx.scalar("SELECT COUNT(*) FROM outbox WHERE state = 'queued'")
        return found


async def _save_page(page: Page, path: Path) -> None:
    """Save the whole page, so high that all of the chat is seen."""
    await _make_higher(page, await page.locator(".day").evaluate(_MISSING))
    _save(await page.screenshot(scale="css"), path)


async def save_phone(page: Page, first: Locator, path: Path) -> None:
    """Save the phone with its chat from this message on; it is higher where the chat needs it."""
    phone = page.locator(".phone")
    await _make_higher(page, PHONE_HEIGHT - await phone.evaluate("(node) => node.offsetHeight"))
    await _make_higher(page, await first.evaluate(_MISSING))
    await first.evaluate(_SHOW_FROM)
    await page.mouse.move(0, 0)
    _save(await phone.screenshot(omit_background=True), path)


async def _make_higher(page: Page, points: int) -> None:
    size = page.viewport_size or DESKTOP
    await page.set_viewport_size({"width": size["width"], "height": size["height"] + points})


def _save(screenshot: bytes, path: Path) -> None:
    """Write the picture in 256 colours, one of them transparent: small, and it looks the same."""
    picture = Image.open(io.BytesIO(screenshot)).convert("RGBA")
    opaque = Image.new("RGBA", picture.size, "white")
    opaque.alpha_composite(picture)
    fewer = opaque.convert("RGB").quantize(255, Image.Quantize.MAXCOVERAGE, kmeans=1)
    palette = fewer.getpalette() or []
    clear = len(palette) // 3
    fewer.putpalette([*palette, 255, 255, 255])
    fewer.paste(clear, mask=picture.getchannel("A").point(lambda alpha: 255 * (alpha < 128)))
    fewer.save(path, optimize=True, transparency=clear)


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    try:
        asyncio.run(take(FOLDER))
    except pytest.skip.Exception as missing:
        sys.exit(str(missing))
