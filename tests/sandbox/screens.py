"""Take twelve screens of a phone that is 360 points wide: `python -m tests.sandbox.screens`.

A buyer and an admin in each language, three screens each, into `docs/screens/after`; `before` there
has the same scenes as they were in November 2026.
"""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Page, expect

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, ADMINS, BUYER, CHANNEL_ID, NEVER_STARTED, SECOND_ADMIN
from bot.sandbox.world import World
from tests.handlers.telegram.talk import ask
from tests.journeys.channel import until_nothing_is_due
from tests.sandbox.browser import browsing, chromium
from tests.sandbox.pictures import NOW, save_phone
from tests.sandbox.world_fixtures import serving

FOLDER = Path(__file__).parents[2] / "docs" / "screens" / "after"
WIDTH = 360
LOOK = {
    "viewport": {"width": WIDTH, "height": 780},
    "device_scale_factor": 2,
    "color_scheme": "light",
    "reduced_motion": "reduce",
}
_NOT_SOLD = 457
_PEOPLE = {"en": (BUYER.id, ADMIN.id), "ru": (NEVER_STARTED.id, SECOND_ADMIN.id)}


@dataclass(frozen=True, slots=True)
class Phone:
    """One person's chat in the page; a screen shows what has been added to it in its scene."""

    world: World
    page: Page
    person: int
    name: str

    @asynccontextmanager
    async def screen(self, folder: Path, name: str) -> AsyncIterator[None]:
        shown = len(self.world.telegram.chat(self.person))
        yield
        await until_nothing_is_due(self.world)
        await self.page.get_by_test_id("tab-people").click()
        await self.page.get_by_test_id(f"person-{self.person}").click()
        messages = self.page.locator(".message")
        await expect(messages).to_have_count(len(self.world.telegram.chat(self.person)))
        await save_phone(self.page, messages.nth(shown), folder / f"{self.name}-{name}.png")

    async def say(self, text: str) -> None:
        await ask(self.world, self.person, text)


async def take(folder: Path) -> None:
    """Write the twelve pictures to the folder."""
    options = {"tariffs": "1 month=456, 1 year=458", "access_chat_ids": (CHANNEL_ID,)}
    async with (
        World.open(clock=FixedClock(NOW), with_service=True, **options) as world,
        serving(world) as site,
        chromium() as browser,
    ):
        for person in ADMINS:
            await ask(world, person, "/help")
        for language, (buyer, admin) in _PEOPLE.items():
            async with browsing(browser, site, **LOOK) as page:
                await _buy(Phone(world, page, buyer, f"buyer-{language}"), folder)
            async with browsing(browser, site, **LOOK) as page:
                await _look_after(Phone(world, page, admin, f"admin-{language}"), folder)


async def _buy(phone: Phone, folder: Path) -> None:
    pay = phone.world.tribute.pay
    async with phone.screen(folder, "1-start"):
        await phone.say("/start")
    async with phone.screen(folder, "2-paid"):
        await pay(456, telegram_user_id=phone.person)
        await until_nothing_is_due(phone.world)
        await phone.say("/status")
    async with phone.screen(folder, "3-waiting"):
        await pay(_NOT_SOLD, telegram_user_id=phone.person)
        await until_nothing_is_due(phone.world)
        await phone.say("/start")
        await phone.say("Can you help me?")


async def _look_after(phone: Phone, folder: Path) -> None:
    async with phone.screen(folder, "1-start"):
        await phone.say("/start")
    async with phone.screen(folder, "2-attention"):
        await phone.say("/attention")
        await phone.say("/doctor")
    async with phone.screen(folder, "3-products"):
        await phone.say("/products")
        await phone.say("/user 700001")


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    target.mkdir(parents=True, exist_ok=True)
    asyncio.run(take(target))
