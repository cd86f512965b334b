"""The console is imported at the first request below /console, in turns with payments."""

import aiohttp

from bot.sandbox.world import World
from tests.handlers.telegram.payments import deps


async def test_the_first_request_lets_the_import_take_turns_with_payments(world: World) -> None:
    made = []
    rests = deps(world).rests
    before = rests.in_turns

    async def noted(work):
        made.append(work)
        return await before(work)

    rests.in_turns = noted
    async with aiohttp.ClientSession() as session:
        for _ in range(2):
            async with session.get(f"{world.app_url}/console/") as answer:
                assert answer.status == 200
    imported = [one.args for one in made if hasattr(one, "args")]
    assert imported == [("handlers.http.console.site",)]
