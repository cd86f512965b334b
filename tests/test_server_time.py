"""The time of servers is read from their answers, and never from what a cache has kept."""

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.clock import CheckedClock, FixedClock
from bot.server_time import date_of, listening


@pytest.mark.parametrize(
    "date",
    [
        "Tue, 12 May 2026 21:59:00 GMT",
        "Tue, 12 May 2026 21:59:00 -0000",
        "Wed, 13 May 2026 00:59:00 +0300",
    ],
)
def test_a_date_is_read_in_each_of_its_spellings(date: str) -> None:
    assert date_of({"Date": date}) == 1_778_623_140
    assert date_of({"Date": date, "Age": "0"}) == 1_778_623_140


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Date": ""},
        {"Date": "yesterday"},
        {"Date": "Tue, 99 May 2026 21:59:00 GMT"},
        {"Date": "Tue, 12 May 2026 21:59:00 GMT", "Age": "3600"},
    ],
)
def test_a_date_that_says_nothing_is_left_out(headers: dict[str, str]) -> None:
    assert date_of(headers) is None


@pytest.mark.parametrize("under_way_seconds", [0, 31 * 86400])
async def test_an_answer_during_which_the_machine_slept_says_nothing(
    clock: FixedClock, under_way_seconds: int
) -> None:
    checked = CheckedClock(clock)

    async def answer(_request: web.Request) -> web.Response:
        clock.move(under_way_seconds)
        return web.Response(headers={"Date": "Tue, 12 May 2026 21:59:00 GMT"})

    app = web.Application()
    app.router.add_get("/", answer)
    trace = listening(lambda: checked.asking("telegram"))
    async with TestServer(app) as server, aiohttp.ClientSession(trace_configs=[trace]) as session:
        await session.get(server.make_url("/"))
    assert checked.is_sure() == (under_way_seconds == 0)
    assert checked.now() == 1_778_623_140 + under_way_seconds
