"""Questions of the tests to the page, and to the history."""

from typing import Any

from bot.sandbox.world import World
from storage.engine.database import open_read_only
from tests.handlers.http.console.client import Visitor

BASIC, PRO = 1, 2
MONTH, FOREVER = 1, 2
"""The tariffs of Basic."""
XSS = "<img src=x onerror=alert(1)>"


async def plans(visitor: Visitor) -> list[dict[str, Any]]:
    """Return the plans as the page has them."""
    answer = await visitor.get("plans")
    assert answer.status == 200, answer.body
    found: list[dict[str, Any]] = answer.body["plans"]
    return found


async def plan(visitor: Visitor, plan_id: int = BASIC) -> dict[str, Any]:
    return next(one for one in await plans(visitor) if one["id"] == plan_id)


async def tariff(visitor: Visitor, tariff_id: int = MONTH) -> dict[str, Any]:
    found = [one for each in await plans(visitor) for one in each["tariffs"]]
    return next(one for one in found if one["id"] == tariff_id)


def acts(world: World, subject: str) -> list[tuple[str, str]]:
    """Return who did what to a subject of the history, oldest first."""
    with open_read_only(world.settings.database_path) as tx:
        rows = tx.all("SELECT actor, action FROM audit WHERE subject = ? ORDER BY id", (subject,))
    return [(row["actor"], row["action"]) for row in rows]
