"""Take the screens of an owner who words the shop, 360 points wide, in each language:
`python -m tests.sandbox.owner_screens`, into `docs/screens/shop`."""

import asyncio
import sys
from functools import partial
from pathlib import Path

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, ADMINS, BUYER, NEVER_STARTED, SECOND_ADMIN
from bot.sandbox.world import World
from tests.handlers.telegram.talk import ask
from tests.journeys.channel import until_nothing_is_due
from tests.sandbox.browser import browsing, chromium
from tests.sandbox.owner import ENGLISH, PLANS, RUSSIAN, Owner
from tests.sandbox.pictures import NOW
from tests.sandbox.screens import LOOK, Phone
from tests.sandbox.world_fixtures import serving

FOLDER = Path(__file__).parents[2] / "docs" / "screens" / "shop"
_SHOPS = (
    (ENGLISH, ADMIN.id, BUYER.id, "en", "Pro"),
    (RUSSIAN, SECOND_ADMIN.id, NEVER_STARTED.id, "ru", "Pro"),
)


async def take(folder: Path) -> None:
    """Write the pictures of each step, and of what a buyer then sees."""
    for own, admin, buyer, language, plan in _SHOPS:
        async with (
            World.open(clock=FixedClock(NOW), tariffs=PLANS) as world,
            serving(world) as site,
            chromium() as browser,
        ):
            for person in ADMINS:
                await ask(world, person, "/help")
            async with browsing(browser, site, **LOOK) as page:
                phone = Phone(world, page, admin, language)
                owner = Owner(world, admin, partial(phone.screen, folder))
                await owner.greet(own)
                await owner.say_what_now(own)
                await owner.name_plan(plan, own)
                await owner.see()
            async with browsing(browser, site, **LOOK) as page:
                phone = Phone(world, page, buyer, language)
                async with phone.screen(folder, "7-buyer"):
                    await phone.say("/start")
                    await world.tribute.pay(456, telegram_user_id=buyer)
                    await until_nothing_is_due(world)


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    target.mkdir(parents=True, exist_ok=True)
    asyncio.run(take(target))
