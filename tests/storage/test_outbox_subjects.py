"""The messages about a subject are found by their keys, without a look at any others."""

from pathlib import Path

import pytest

from bot.usecases.outbox.kinds import NoticeKind
from storage import outbox, outbox_subjects
from storage.engine.database import open_database, open_read_only
from storage.engine.tx import Tx, marks
from storage.outbox import NewMessage
from tests.upgrade.restored import load

NOW = 1_778_600_000
CANCELLED = [
    *(NoticeKind.PAID, NoticeKind.WAITING, NoticeKind.REFUNDED, NoticeKind.ADMIN_SALE),
    *(NoticeKind.ADMIN_SETTLED, NoticeKind.ADMIN_HELD, NoticeKind.ADMIN_REFUND),
    *(NoticeKind.ADMIN_REFUNDED_FIRST, NoticeKind.ADMIN_UNMATCHED),
    *(NoticeKind.ADMIN_BROADCAST_MISSED, "chat-access"),
]
"""The kinds whose messages are looked for by their subject."""


def _key(kind: str, row: int, reader: int | None = None) -> NewMessage:
    key = f"{kind}:{row}" if reader is None else f"{kind}:{row}:{reader}"
    return NewMessage(key, kind, reader or 5, row)


def _waiting(tx: Tx) -> list[str]:
    rows = tx.all("SELECT dedupe_key FROM outbox WHERE state = 'queued' ORDER BY id")
    return [row["dedupe_key"] for row in rows]


async def test_only_messages_of_the_kind_and_the_subject_are_cancelled(tmp_path: Path) -> None:
    others = [
        *(_key("paid", row) for row in (1, 13, 120, 121)),
        *(_key("paid", row, 7) for row in (1, 120)),
        _key("paid-again", 12),
        NewMessage("paid:12:of-no-subject", "paid", 5),
        NewMessage("paid:12:of-another", "waiting", 5, 12),
    ]
    about = [_key("paid", 12), _key("paid", 12, 7), _key("paid", 12, 999_999_999_999)]
    async with open_database(tmp_path / "shop.db") as db:
        await db.write(lambda tx: outbox.enqueue_all(tx, [*others, *about], NOW))
        await db.write(lambda tx: outbox_subjects.cancel(tx, "paid", 12, NOW))
        assert await db.read(_waiting) == [one.dedupe_key for one in others]


async def test_messages_that_are_forgotten_may_be_queued_again(tmp_path: Path) -> None:
    async with open_database(tmp_path / "shop.db") as db:
        for _ in range(3):
            added = await db.write(
                lambda tx: outbox.enqueue_all(tx, [_key("paid", 1), _key("paid", 1, 7)], NOW)
            )
            assert added == 2
            await db.write(lambda tx: outbox_subjects.forget(tx, "paid", 1, NOW))
        assert await db.read(lambda tx: tx.scalar("SELECT COUNT(*) FROM outbox")) == 6


async def test_they_are_found_by_the_index_of_keys(tmp_path: Path) -> None:
    asked: list[tuple[str, tuple[object, ...]]] = []

    class Watched:
        def execute(self, sql: str, parameters: tuple[object, ...]) -> None:
            asked.append((sql, tuple(parameters)))

    outbox_subjects.forget(Watched(), "paid", 12, NOW)  # type: ignore[arg-type]
    async with open_database(tmp_path / "shop.db") as db:
        for sql, values in asked:
            steps = await db.read(
                lambda tx, sql=sql, values=values: tx.all(f"EXPLAIN QUERY PLAN {sql}", values)
            )
            found = [row["detail"] for row in steps if "outbox" in row["detail"]]
            assert len(found) == 2
            assert all("sqlite_autoindex_outbox_1" in step for step in found)
    assert len(asked) == 2


@pytest.mark.parametrize("version", ["before_redesign", "before_plans"])
async def test_the_keys_of_older_versions_begin_with_the_subject_too(
    tmp_path: Path, version: str
) -> None:
    load(tmp_path / "old.db", version)
    async with open_database(tmp_path / "old.db"):
        pass
    with open_read_only(tmp_path / "old.db") as tx:
        rows = tx.all(
            f"""SELECT dedupe_key || ':' AS key, kind || ':' || subject_id || ':' AS beginning
            FROM outbox WHERE subject_id IS NOT NULL AND kind IN ({marks(CANCELLED)})""",
            CANCELLED,
        )
    assert len(rows) > 50
    assert [row["key"] for row in rows if not row["key"].startswith(row["beginning"])] == []
