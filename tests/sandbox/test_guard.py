"""Tests that a foreign web page can't call the simulators through its reader's browser."""

import aiohttp
import pytest

from bot.sandbox.world import PLAY_KEY, PLAY_TOKEN, World

FOREIGN = (
    {"Host": "evil.example"},
    {"Host": "127.0.0.1.evil.example"},
    {"Origin": "http://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://127.0.0.1:1"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
)


@pytest.fixture
async def servers(clock):
    """Yield the addresses of the three simulators, each with a call that succeeds."""
    async with World.open(clock=clock, with_service=True) as world:
        tribute = world.tribute.url
        code = next(iter(world.tribute.products.values()))["webLink"].rpartition("/")[2]
        yield {
            f"{world.telegram.url}/bot{PLAY_TOKEN}/getMe": {},
            f"{tribute}/products": {"Api-Key": PLAY_KEY},
            tribute.replace("/api/v1", "") + f"/checkout/{code}": {},
            world.service.url: {},
        }


async def test_a_foreign_page_reaches_none_of_the_simulators(servers):
    async with aiohttp.ClientSession() as http:
        for url, headers in servers.items():
            for foreign in FOREIGN:
                async with http.get(url, headers={**headers, **foreign}) as refused:
                    assert refused.status == 403, (url, foreign)
                async with http.post(url, headers={**headers, **foreign}, data=b"") as refused:
                    assert refused.status == 403, (url, foreign)


async def test_programs_and_the_simulators_own_pages_get_through(servers):
    async with aiohttp.ClientSession() as http:
        for url, headers in servers.items():
            own = {"Origin": "/".join(url.split("/")[:3]), "Sec-Fetch-Site": "same-origin"}
            for more in ({}, own, {"Sec-Fetch-Site": "none"}):
                async with http.get(url, headers={**headers, **more}) as answer:
                    assert answer.status != 403, (url, more)
