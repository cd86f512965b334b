"""Memberships with a step due are found by an index, whatever the number of people."""

from pathlib import Path

from storage.engine.database import open_database

_PLANS = {
    "SELECT id FROM memberships WHERE state = 'asking' AND decline_at <= 5 ORDER BY decline_at": (
        "requests_to_decline"
    ),
    "SELECT id FROM memberships WHERE telegram_user_id = 5 AND state <> 'out'": (
        "memberships_by_person"
    ),
}


async def test_due_memberships_are_found_by_their_index(tmp_path: Path) -> None:
    async with open_database(tmp_path / "shop.db") as db:
        for query, index in _PLANS.items():
            plan = await db.read(lambda tx, query=query: tx.all(f"EXPLAIN QUERY PLAN {query}"))
            (row,) = plan
            assert row["detail"].startswith("SEARCH memberships")
            assert index in row["detail"]
