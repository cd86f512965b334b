"""Checks of the file as a whole, for the start and for the ledger check."""

from collections.abc import Callable, Collection, Iterator

from bot.errors import StorageError
from storage.engine.tx import Tx, marks

_LARGEST_CHECKED_BYTES = 32 * 1024 * 1024
"""Checking 32 MB takes a second at most; payments must not wait longer for a larger file, and the
log not longer for its checkpoint."""


def refuse_damaged(tx: Tx) -> None:
    """Raise StorageError if the file is damaged: data written to a damaged page may be lost.

    A larger file isn't checked here, but by `python -m bot check` beside the running bot.
    """
    if _is_large(tx):
        return
    found = str(tx.scalar("PRAGMA quick_check(1)"))
    if found != "ok":
        raise StorageError(f"The database is damaged ({found.splitlines()[-1]}); restore a backup.")


def damage(tx: Tx, rest: Callable[[], None] | None) -> Iterator[str]:
    """Yield SQLite's own findings about the file, one sentence each.

    With `rest` a large file is looked at table by table, each with its indexes, and `rest` is
    called after each: a look at the whole would hold the log for seconds. SQLite then leaves out
    pages that belong to two tables or to none; the list of free pages goes with `sqlite_schema`
    (https://sqlite.org/pragma.html#pragma_integrity_check). Each copy, and `python -m bot check`,
    look at the whole.
    """
    if rest is None or not _is_large(tx):
        yield from _damage(tx, "PRAGMA integrity_check")
        return
    for row in tx.all("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"):
        yield from _damage(tx, f"PRAGMA integrity_check({_quoted(row['name'])})")
        rest()
    yield from _damage(tx, "PRAGMA integrity_check(sqlite_schema)")


def _is_large(tx: Tx) -> bool:
    size: int = tx.scalar("PRAGMA page_count") * tx.scalar("PRAGMA page_size")
    return size > _LARGEST_CHECKED_BYTES


def _damage(tx: Tx, check: str) -> list[str]:
    return [f"The file is damaged: {row[0]}." for row in tx.all(check) if row[0] != "ok"]


def _quoted(name: str) -> str:
    doubled = name.replace('"', '""')
    return f'"{doubled}"'


def dangling(tx: Tx) -> list[str]:
    """Return a sentence for each row that refers to a missing one."""
    return [
        f"Row {row[1]} of table {row[0]} refers to a missing row of {row[2]}."
        for row in tx.all("PRAGMA foreign_key_check")
    ]


def unknown_values(
    tx: Tx, table: str, column: str, known: Collection[str | int]
) -> list[str | int]:
    """Return the values of a column that are none of these, each once."""
    rows = tx.all(
        f"""SELECT DISTINCT {column} AS value FROM {table}
        WHERE {column} NOT IN ({marks(known)}) ORDER BY 1""",
        list(known),
    )
    return [row["value"] for row in rows]


def ungranted(tx: Tx) -> list[int]:
    """Return applied purchases without a live grant."""
    rows = tx.all(
        """SELECT p.id FROM purchases p
        LEFT JOIN grants g ON g.purchase_row = p.id AND g.revoked_at IS NULL
        WHERE p.status = 'applied' AND g.id IS NULL"""
    )
    return [row["id"] for row in rows]


def wrongly_granted(tx: Tx) -> list[tuple[int, str]]:
    """Return purchases that are not applied, yet have a live grant, with their status."""
    rows = tx.all(
        """SELECT p.id, p.status FROM purchases p
        JOIN grants g ON g.purchase_row = p.id AND g.revoked_at IS NULL
        WHERE p.status <> 'applied'"""
    )
    return [(row["id"], row["status"]) for row in rows]


def wrongly_granted_recurring(tx: Tx) -> list[int]:
    """Return recurring events that don't match their grant.

    An applied payment must have a live grant of the same person with the same end; no other event
    may have one.
    """
    rows = tx.all(
        """SELECT e.id FROM recurring_events e
        LEFT JOIN grants g ON g.recurring_event = e.id
            AND g.telegram_user_id = e.telegram_user_id AND g.fixed_end_at = e.expires_at
            AND g.revoked_at IS NULL
        WHERE e.status = 'applied' AND e.what <> 'cancelled' AND g.id IS NULL
        UNION
        SELECT e.id FROM grants g JOIN recurring_events e ON e.id = g.recurring_event
        WHERE e.status <> 'applied' OR g.telegram_user_id <> e.telegram_user_id
            OR g.fixed_end_at <> e.expires_at"""
    )
    return [row["id"] for row in rows]


def wrong_cuts(tx: Tx) -> list[int]:
    """Return cuts whose last grant is another person's or another plan's."""
    rows = tx.all(
        """SELECT c.id FROM access_cuts c JOIN grants g ON g.id = c.last_grant
        WHERE g.telegram_user_id <> c.telegram_user_id OR g.plan_id <> c.plan_id"""
    )
    return [row["id"] for row in rows]


def recurring_without_trace(tx: Tx) -> list[int]:
    """Return deliveries about recurring subscriptions without a row: each is a lost payment."""
    rows = tx.all(
        """SELECT e.id FROM webhook_events e
        WHERE e.name IN ('new_subscription', 'renewed_subscription') AND e.outcome <> 'ignored'
            AND NOT EXISTS (SELECT 1 FROM recurring_events r WHERE r.event_id = e.id)
            AND NOT EXISTS (SELECT 1 FROM purchases p WHERE p.event_id = e.id)
        UNION
        SELECT r.event_id FROM recurring_events r
        WHERE r.status = 'settling'
            AND NOT EXISTS (SELECT 1 FROM purchases p WHERE p.event_id = r.event_id)"""
    )
    return [row["id"] for row in rows]


def wrongly_bound(tx: Tx) -> list[str]:
    """Return products and recurring subscriptions whose binding isn't the last one recorded."""
    rows = tx.all(
        """SELECT 'product ' || p.product_id AS what FROM tariff_products p
        WHERE p.tariff_id IS NOT (SELECT b.tariff_id FROM product_bindings b
            WHERE b.product_id = p.product_id ORDER BY b.id DESC LIMIT 1)
        UNION ALL
        SELECT 'recurring subscription ' || p.subscription_id FROM recurring_plans p
        WHERE p.state <> 'unbound' AND p.state IS NOT (SELECT b.state FROM recurring_bindings b
            WHERE b.subscription_id = p.subscription_id ORDER BY b.id DESC LIMIT 1)
        UNION ALL
        SELECT 'recurring subscription ' || p.subscription_id FROM recurring_plans p
        WHERE p.state = 'bound' AND p.plan_id IS NOT (
            SELECT b.plan_id FROM recurring_bindings b
            WHERE b.subscription_id = p.subscription_id ORDER BY b.id DESC LIMIT 1)"""
    )
    return [row["what"] for row in rows]


def wrongly_approved_claims(tx: Tx) -> list[int]:
    """Return approved claims whose purchase isn't the claimant's."""
    rows = tx.all(
        """SELECT c.id FROM claims c JOIN purchases p ON p.id = c.purchase_row
        WHERE c.state = 'approved' AND p.telegram_user_id IS NOT c.telegram_user_id"""
    )
    return [row["id"] for row in rows]


def events_without_trace(tx: Tx) -> list[int]:
    """Return deliveries about purchases that are not in `purchases`: each is a lost payment."""
    rows = tx.all(
        """SELECT e.id FROM webhook_events e
        WHERE e.name = 'new_digital_product'
            AND e.event_key LIKE 'new_digital_product:purchase:%'
            AND NOT EXISTS (
                SELECT 1 FROM purchases p
                WHERE p.purchase_id = CAST(substr(e.event_key, 30) AS INTEGER))"""
    )
    return [row["id"] for row in rows]


def outdated_usernames(tx: Tx) -> list[int]:
    """Return people who share their username with somebody who was seen with it later."""
    rows = tx.all(
        """SELECT DISTINCT people.telegram_user_id AS id FROM people
        JOIN people AS other ON other.username = people.username COLLATE NOCASE
            AND other.telegram_user_id != people.telegram_user_id
        ORDER BY id"""
    )
    return [row["id"] for row in rows]
