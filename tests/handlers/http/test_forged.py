"""Tests that a flood of strangers is logged as one line, with the address that really sent most."""

import asyncio

import aiohttp
import pytest
import structlog.testing

from bot.sandbox.cast import ADMINS
from bot.sandbox.world import World
from handlers.http.forged import Forged

_LINE = "webhook signature missing or wrong"


async def _forge(world: World, forwarded: str | list[str]) -> None:
    values = [forwarded] if isinstance(forwarded, str) else forwarded
    headers = [("trbt-signature", "a" * 64), *(("X-Forwarded-For", one) for one in values)]
    async with aiohttp.ClientSession() as session:
        url = world.app_url + "/webhook/tribute"
        async with session.post(url, data=b"{}", headers=headers) as answer:
            assert answer.status == 401


async def _logged_address(world: World, forwarded: str | list[str]) -> str:
    """Send a forged webhook with this X-Forwarded-For and return the address that is logged."""
    with structlog.testing.capture_logs() as lines:
        await _forge(world, forwarded)
    [line] = [line for line in lines if line["event"] == _LINE]
    return str(line["busiest"])


async def _rows(world: World) -> dict[str, int]:
    """Return the number of rows of each table."""
    db = world.app.deps.readiness.db
    tables = await db.read(lambda tx: tx.all("SELECT name FROM sqlite_master WHERE type = 'table'"))
    return {
        row["name"]: await db.read(lambda tx: tx.scalar(f"SELECT COUNT(*) FROM {row['name']}"))  # noqa: B023
        for row in tables
    }


async def test_a_flood_of_forged_webhooks_stores_nothing_but_one_alert_to_the_admins(world):
    before = await _rows(world)
    with structlog.testing.capture_logs() as lines:
        await asyncio.gather(*(_forge(world, "203.0.113.9") for _ in range(100)))
    grown = {table: rows for table, rows in (await _rows(world)).items() if rows != before[table]}
    assert grown.items() <= {"incidents": 1, "outbox": len(ADMINS)}.items()
    assert [line["event"] for line in lines if line["log_level"] != "info"] == [_LINE]


async def test_x_forwarded_for_is_ignored_unless_the_proxy_is_trusted(world):
    assert await _logged_address(world, "203.0.113.9") == "127.0.0.1"


@pytest.mark.parametrize(
    ("forwarded", "logged"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8::9", "2001:db8::9"),
        ("198.51.100.1, 203.0.113.9", "203.0.113.9"),
        ("198.51.100.1, 203.0.113.9, 10.1.2.3", "203.0.113.9"),
        (["198.51.100.1", "203.0.113.9"], "203.0.113.9"),
        ("203.0.113.9, ::ffff:10.1.2.3", "203.0.113.9"),
        ("10.1.2.3", "10.1.2.3"),
        ("203.0.113.9, not an address", "127.0.0.1"),
        ("<script>", "127.0.0.1"),
        ("", "127.0.0.1"),
    ],
)
@pytest.mark.long
async def test_behind_trusted_proxies_the_nearest_untrusted_address_is_logged(
    clock, forwarded, logged
):
    async with World.open(clock=clock, trusted_proxies="127.0.0.1, 10.0.0.0/8") as world:
        assert await _logged_address(world, forwarded) == logged


@pytest.mark.fault("P15", "a flood from one sender")
async def test_a_flood_is_logged_as_one_line_at_once_and_one_summary():
    forged = Forged(_LINE, "deliveries", quiet_seconds=0.2)
    with structlog.testing.capture_logs() as lines:
        for number in range(3000):
            forged.count("203.0.113.9" if number % 2 else f"198.51.{number % 250}.{number // 250}")
        assert [line["deliveries"] for line in lines] == [1]
        await asyncio.sleep(0.3)
        await asyncio.sleep(0.3)
    assert [line["deliveries"] for line in lines] == [1, 2999]
    assert lines[1]["busiest"] == "203.0.113.9"


async def test_after_a_quiet_minute_the_next_forged_webhook_is_logged_at_once():
    forged = Forged(_LINE, "deliveries", quiet_seconds=0.05)
    with structlog.testing.capture_logs() as lines:
        forged.count("203.0.113.9")
        await asyncio.sleep(0.1)
        forged.count("203.0.113.10")
    assert [line["busiest"] for line in lines] == ["203.0.113.9", "203.0.113.10"]


async def test_no_more_than_1000_addresses_of_a_flood_are_remembered():
    forged = Forged(_LINE, "deliveries", quiet_seconds=0.05)
    with structlog.testing.capture_logs() as lines:
        for number in range(5000):
            forged.count(str(number))
        await asyncio.sleep(0.1)
    assert (lines[1]["deliveries"], lines[1]["addresses"]) == (4999, 1000)


async def test_the_line_names_the_most_common_reason():
    forged = Forged("console login refused", "logins", quiet_seconds=0.05)
    with structlog.testing.capture_logs() as lines:
        for reason in ("login-old", "login-old", "login-wrong", "login-wrong"):
            forged.count("203.0.113.9", reason)
        await asyncio.sleep(0.1)
    assert [(line["logins"], line["reason"]) for line in lines] == [
        (1, "login-old"),
        (3, "login-wrong"),
    ]
