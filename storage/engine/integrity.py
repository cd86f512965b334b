"""Questions about the file as a whole, for the start and for the ledger check."""

from bot.errors import StorageError
from storage.engine.tx import Tx

_LARGEST_CHECKED_BYTES = 32 * 1024 * 1024
"""Checking so much takes about a second; a larger file must not keep payments waiting for that."""


def refuse_damaged(tx: Tx) -> None:
    """At the start: what is built upon a damaged page may be lost with it, so nothing is.

    A larger file is checked by `python -m bot check`, beside the running bot.
    """
    if tx.scalar("PRAGMA page_count") * tx.scalar("PRAGMA page_size") > _LARGEST_CHECKED_BYTES:
        return
    found = str(tx.scalar("PRAGMA quick_check(1)"))
    if found != "ok":
        raise StorageError(f"The database is damaged ({found.splitlines()[-1]}); restore a backup.")


def file_problems(tx: Tx) -> list[str]:
    """What SQLite itself finds wrong with the file and its references."""
    damaged = [
        f"The file is damaged: {row[0]}."
        for row in tx.all("PRAGMA integrity_check")
        if row[0] != "ok"
    ]
    dangling = [
        f"Row {row[1]} of table {row[0]} refers to a missing row of {row[2]}."
        for row in tx.all("PRAGMA foreign_key_check")
    ]
    return damaged + dangling


def ungranted(tx: Tx) -> list[int]:
    """Applied purchases without exactly the one live grant they stand for; unless a named admin
    has ended it by hand."""
    rows = tx.all(
        """SELECT p.id FROM purchases p
        LEFT JOIN grants g ON g.purchase_row = p.id
            AND (g.revoked_at IS NULL OR g.revoked_by IS NOT NULL)
        WHERE p.status = 'applied' AND g.id IS NULL"""
    )
    return [row["id"] for row in rows]


def wrongly_granted(tx: Tx) -> list[tuple[int, str]]:
    """Purchases that are not applied, yet have a live grant."""
    rows = tx.all(
        """SELECT p.id, p.status FROM purchases p
        JOIN grants g ON g.purchase_row = p.id AND g.revoked_at IS NULL
        WHERE p.status <> 'applied'"""
    )
    return [(row["id"], row["status"]) for row in rows]


def recurring_astray(tx: Tx) -> list[int]:
    """Paid times of recurring subscriptions that were applied, but did not give exactly this person
    exactly that end; revoked ones only where a named admin has ended them."""
    rows = tx.all(
        """SELECT e.id FROM recurring_events e
        LEFT JOIN grants g ON g.recurring_event = e.id
            AND g.telegram_user_id = e.telegram_user_id AND g.fixed_end_at = e.expires_at
            AND (g.revoked_at IS NULL OR g.revoked_by IS NOT NULL)
        WHERE e.status = 'applied' AND e.what <> 'cancelled' AND g.id IS NULL
        UNION
        SELECT e.id FROM grants g JOIN recurring_events e ON e.id = g.recurring_event
        WHERE e.status <> 'applied' OR g.telegram_user_id <> e.telegram_user_id
            OR g.fixed_end_at <> e.expires_at"""
    )
    return [row["id"] for row in rows]


def recurring_without_trace(tx: Tx) -> list[int]:
    """What Tribute told of subscribers and left no row: a lost payment."""
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


def claims_astray(tx: Tx) -> list[int]:
    """Approved claims whose purchase isn't the claimant's."""
    rows = tx.all(
        """SELECT c.id FROM claims c JOIN purchases p ON p.id = c.purchase_row
        WHERE p.telegram_user_id IS NOT c.telegram_user_id"""
    )
    return [row["id"] for row in rows]


def events_without_trace(tx: Tx) -> list[int]:
    """Purchases Tribute told us of that are not in `purchases`: a lost payment."""
    rows = tx.all(
        """SELECT e.id FROM webhook_events e
        WHERE e.name = 'new_digital_product'
            AND e.event_key LIKE 'new_digital_product:purchase:%'
            AND NOT EXISTS (
                SELECT 1 FROM purchases p
                WHERE p.purchase_id = CAST(substr(e.event_key, 30) AS INTEGER))"""
    )
    return [row["id"] for row in rows]
