"""Long lists are made in turns, so that no payment waits until a page of them is whole."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.runtime.rests import Rests
from bot.sandbox.cast import BUYER
from bot.sandbox.world import World
from handlers.http.console.site import Site
from handlers.http.telegram_web import TELEGRAM_WEB
from tests.handlers.http.console.client import Visitor
from tests.handlers.http.console.test_live import deps_of
from tests.handlers.telegram.payments import buy
from tests.handlers.telegram.talk import ask


class Noted(Rests):
    """Rests that note how many rows were made in turns."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = 0

    async def one_by_one(self, work: Callable[[Any], Any], items: Iterable[Any]) -> list[Any]:
        done = await super().one_by_one(work, items)
        self.rows += len(done)
        return done


@pytest.mark.matrix
@pytest.mark.parametrize("path", ["purchases", "people", "attention"])
async def test_each_row_of_a_long_list_is_made_in_turns(
    world: World, console: Visitor, path: str
) -> None:
    await ask(world, BUYER.id, "/start")
    await buy(world)
    await buy(world, BUYER.id, 512)  # which isn't sold, so it is held
    noted = Noted()
    site = Site(replace(deps_of(world), rests=noted), TELEGRAM_WEB)
    app = web.Application()
    app.router.add_route("*", "/console/{path:.*}", site.handle)
    async with TestServer(app) as server:
        page = replace(console, url=str(server.make_url("/")).rstrip("/"))
        answer = await page.get(path)
    assert answer.status == 200, answer.body
    groups = answer.body.get("groups", [answer.body])
    assert 0 < noted.rows == sum(len(one["items"]) for one in groups)
