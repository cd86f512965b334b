"""One person's whole history: payments, claims, events and audit actions."""

from bot.domain.listing.people import HistoryPlace
from bot.domain.records import HistoryEntry, HistoryKind
from storage.engine.tx import Row, Tx

_WITHOUT_WORDS = "📎"
"""Stands for a picture or a file without words."""
_LONGEST_WORDS = 200
_WORDS = (*HistoryKind, _WITHOUT_WORDS, _LONGEST_WORDS)
"""The values `?2` to `?8` of the entries; `?1` is the person."""

_ENTRIES = """SELECT COALESCE(purchased_at, received_at) AS at, ?2 AS what, id AS purchase_row,
    NULL AS actor, NULL AS detail, 0 AS place, id AS number
FROM purchases WHERE telegram_user_id = ?1
UNION ALL
SELECT refunded_at, ?3, id, NULL, NULL, 3, id
FROM purchases WHERE telegram_user_id = ?1 AND refunded_at IS NOT NULL
UNION ALL
SELECT created_at, ?4, NULL, NULL, text, 1, id FROM claims WHERE telegram_user_id = ?1
UNION ALL
SELECT occurred_at, ?5, NULL, NULL, CAST(id AS TEXT), 1, id
FROM recurring_events WHERE telegram_user_id = ?1 AND status = 'applied'
UNION ALL
SELECT at, action, NULL, actor, detail, 2, id FROM audit WHERE subject = 'person:' || ?1
UNION ALL
SELECT a.at, a.action, p.id, a.actor, a.detail, 2, a.id
FROM purchases p JOIN audit a ON a.subject = 'purchase:' || p.id
WHERE p.telegram_user_id = ?1 AND a.action <> 'refunded'
UNION ALL
SELECT created_at, CASE WHEN answers = id THEN 'support_first' ELSE ?6 END, NULL,
    CASE WHEN admin_id IS NULL THEN NULL ELSE 'admin:' || admin_id END,
    CASE WHEN text = '' THEN ?7 ELSE substr(text, 1, ?8) END, 1, id
FROM support_messages WHERE telegram_user_id = ?1"""


def of_person(tx: Tx, telegram_user_id: int, limit: int, offset: int = 0) -> list[HistoryEntry]:
    """Return entries newest first, with the audit actions on the person's purchases."""
    rows = tx.all(
        f"{_ENTRIES} ORDER BY at DESC, place DESC, number DESC LIMIT ?9 OFFSET ?10",
        (telegram_user_id, *_WORDS, limit, offset),
    )
    return [_entry(row) for row in rows]


def after(
    tx: Tx, telegram_user_id: int, place: HistoryPlace | None, limit: int
) -> list[tuple[HistoryEntry, HistoryPlace]]:
    """Return the entries before this one in time, newest first, each with its place."""
    rows = tx.all(
        f"""SELECT * FROM ({_ENTRIES}) WHERE (at, place, number, what) < (?9, ?10, ?11, ?12)
        ORDER BY at DESC, place DESC, number DESC, what DESC LIMIT ?13""",
        (telegram_user_id, *_WORDS, *(place or _LATEST), limit),
    )
    return [
        (_entry(row), HistoryPlace(*(row[name] for name in HistoryPlace._fields))) for row in rows
    ]


_LATEST = HistoryPlace(1 << 62, 0, 0, "")


def count_of_person(tx: Tx, telegram_user_id: int) -> int:
    """Return the number of entries that `of_person` returns without a limit."""
    return int(tx.scalar(f"SELECT COUNT(*) FROM ({_ENTRIES})", (telegram_user_id, *_WORDS)))


def _entry(row: Row) -> HistoryEntry:
    return HistoryEntry(row["at"], row["what"], row["purchase_row"], row["actor"], row["detail"])
