"""Subscriptions with a reminder or an end due, for the lifecycle worker; found by index."""

from bot.domain.models import Subscription
from storage.engine.tx import Row, Tx
from storage.grants import subscription_of


def to_check(tx: Tx, now: int, limit: int) -> list[tuple[Subscription, int | None]]:
    """Return subscriptions to look at, longest waiting first.

    Each comes with `changed_at` if this is the first look since the change, else with None.
    """
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


def check_all_again(tx: Tx) -> None:
    """Schedule a look at every subscription with an end as if just changed, for new rules."""
    tx.execute("UPDATE subscriptions SET check_at = changed_at WHERE expires_at IS NOT NULL")


def check_again_after_wrong_clock(tx: Tx, now: int) -> None:
    """Schedule a look now at subscriptions that a clock that was ahead ended or put off too far.

    Reads every subscription.
    """
    tx.execute(
        """UPDATE subscriptions SET check_at = ?
        WHERE (check_at IS NULL AND expires_at > ?) OR (check_at > ? AND check_at > expires_at)""",
        (now, now, now),
    )


def _first_look(row: Row) -> int | None:
    changed_at: int = row["changed_at"]
    return changed_at if row["check_at"] == changed_at else None
