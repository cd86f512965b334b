"""`/readyz` follows what the writer did last and could do now, whatever the size of a sale."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from bot.sandbox.world import World
from storage.engine.database import Database
from tests.bodies import purchase
from tests.handlers.http.conftest import HttpClient

ENOUGH = 1_000_000
Limit = Callable[[int | None], Awaitable[None]]


@pytest.fixture
def db(world: World) -> Database:
    assert world.app is not None
    return world.app.deps.readiness.db


@pytest.fixture
async def limit(db: Database) -> Limit:
    """Let the file grow by so many pages only; None for as many as it likes.

    No page in it is free: the migrations leave some, which a sale would fill first.
    """
    await db.read(lambda tx: tx.execute("VACUUM"))

    async def limit(pages: int | None) -> None:
        now = await db.read(lambda tx: tx.scalar("PRAGMA page_count"))
        most = ENOUGH if pages is None else now + pages
        await db.read(lambda tx: tx.scalar(f"PRAGMA max_page_count = {most}"))

    return limit


async def _status(client: HttpClient) -> int:
    return (await client.get("/readyz"))[0]


async def _once(client: HttpClient, status: int) -> None:
    """Wait until the bot answers so; its probe is a second old at most."""
    async with asyncio.timeout(15):
        while await _status(client) != status:
            await asyncio.sleep(0.05)


@pytest.mark.parametrize("pages", [0, 1, 10])
async def test_the_bot_is_not_ready_where_a_sale_would_not_fit_though_none_was_tried(
    client: HttpClient, limit: Limit, pages: int
) -> None:
    """A few bytes fit into a page that is there already, and prove nothing."""
    await limit(pages)
    assert await _status(client) == 503
    await limit(None)
    await _once(client, 200)


@pytest.mark.fault("S13", "space for the pages of the probe, not for those of a sale")
@pytest.mark.parametrize("characters", [30_000, 60_000])
async def test_a_sale_that_was_not_stored_makes_the_bot_unready_until_one_of_its_size_fits(
    client: HttpClient, limit: Limit, characters: int
) -> None:
    assert await _status(client) == 200
    large = purchase(1, product_name="x" * characters)
    await limit(characters // 4096)
    assert (await client.post(large))[0] == 503
    assert await _status(client) == 503  # although it was ready less than a second ago
    await limit(None)
    await _once(client, 200)
    assert (await client.post(large))[0] == 200


async def test_a_small_sale_that_fits_does_not_make_up_for_a_large_one_that_did_not(
    client: HttpClient, limit: Limit
) -> None:
    await limit(26)
    large = purchase(1, product_name="x" * 60_000)
    assert (await client.post(large))[0] == 503
    assert (await client.post(purchase(2)))[0] == 200
    assert await _status(client) == 503
    await limit(None)
    assert (await client.post(large))[0] == 200
    await _once(client, 200)


async def test_a_write_that_failed_for_another_reason_is_noticed_at_once(
    client: HttpClient, db: Database
) -> None:
    assert await _status(client) == 200
    await db.read(lambda tx: tx.scalar("PRAGMA query_only = ON"))
    assert (await client.post(purchase(1)))[0] == 503
    assert await _status(client) == 503
    await db.read(lambda tx: tx.scalar("PRAGMA query_only = OFF"))
    await _once(client, 200)


async def test_a_hundred_who_ask_at_once_cost_one_write(client: HttpClient, db: Database) -> None:
    statements: list[str] = []
    await db.read(lambda tx: tx._connection.set_trace_callback(statements.append))
    async with asyncio.TaskGroup() as tasks:
        asked = [tasks.create_task(_status(client)) for _ in range(100)]
    assert {one.result() for one in asked} == {200}
    assert sum("pulse" in one for one in statements) < 6


async def test_the_probe_leaves_nothing_behind(client: HttpClient, db: Database) -> None:
    before = await db.read(lambda tx: tx.scalar("PRAGMA page_count"))
    assert await _status(client) == 200
    assert await db.read(lambda tx: tx.scalar("PRAGMA page_count")) == before
    sizes = await db.read(lambda tx: [row[0] for row in tx.all("SELECT length(value) FROM facts")])
    assert max(sizes) < 100
