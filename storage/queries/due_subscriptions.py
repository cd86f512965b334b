"""Subscriptions at which the clock must look: found by index, whatever their number."""

from bot.domain.models import Subscription
from storage.engine.tx import Row, Tx
from storage.grants import subscription_of


def to_check(tx: Tx, now: int, limit: int) -> list[tuple[Subscription, int | None]]:
    """Subscriptions to look at, longest waiting first; with `changed_at` where it is the first
    look since the change, else None."""
    rows = tx.all(
        """SELECT telegram_user_id, started_at, expires_at, renews_at, changed_at, check_at
        FROM subscriptions WHERE check_at <= ? ORDER BY check_at LIMIT ?""",
        (now, limit),
    )
    return [(subscription_of(row), _first_look(row)) for row in rows]


def check_again_at(tx: Tx, telegram_user_id: int, check_at: int | None) -> None:
    tx.execute(
        "UPDATE subscriptions SET check_at = ? WHERE telegram_user_id = ?",
        (check_at, telegram_user_id),
    )


def look_at_all_anew(tx: Tx) -> None:
    """The rules have changed: every subscription with an end is looked at as if just changed."""
    tx.execute("UPDATE subscriptions SET check_at = changed_at WHERE expires_at IS NOT NULL")


def look_at_what_a_wrong_clock_left(tx: Tx, now: int) -> None:
    """While the clock was ahead, some were taken for over, and others put off beyond their end:
    these are looked at now. Reads every subscription."""
    tx.execute(
        """UPDATE subscriptions SET check_at = ?
        WHERE (check_at IS NULL AND expires_at > ?) OR (check_at > ? AND check_at > expires_at)""",
        (now, now, now),
    )


def _first_look(row: Row) -> int | None:
    changed_at: int = row["changed_at"]
    return changed_at if row["check_at"] == changed_at else None
