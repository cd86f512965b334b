"""Subscriptions with a reminder or an end due, for the lifecycle worker; found by index."""

from collections.abc import Collection
from typing import NamedTuple

from bot.domain.models import RENEWAL_GRACE_SECONDS, PlanId, Subscription
from storage.engine.tx import Row, Tx
from storage.subscriptions import COLUMNS, subscription_of


class Due(NamedTuple):
    """A subscription to look at."""

    plan_id: PlanId
    subscription: Subscription
    changed_at: int | None
    """When it was changed, if this is the first look since then; else None."""


def to_check(tx: Tx, now: int, limit: int) -> list[Due]:
    """Return subscriptions to look at, longest waiting first."""
    rows = tx.all(
        f"""SELECT {COLUMNS}, changed_at, check_at
        FROM subscriptions WHERE check_at <= ? ORDER BY check_at LIMIT ?""",
        (now, limit),
    )
    return [Due(PlanId(row["plan_id"]), subscription_of(row), _first_look(row)) for row in rows]


def next_at(tx: Tx, since: int) -> int | None:
    """Return the earliest time after `since` of a look at a subscription; None without any."""
    found: int | None = tx.scalar(
        "SELECT MIN(check_at) FROM subscriptions WHERE check_at > ?", (since,)
    )
    return found


def check_again_at(tx: Tx, telegram_user_id: int, plan_id: PlanId, check_at: int | None) -> None:
    tx.execute(
        "UPDATE subscriptions SET check_at = ? WHERE telegram_user_id = ? AND plan_id = ?",
        (check_at, telegram_user_id, plan_id),
    )


def changed_at(tx: Tx, telegram_user_id: int, plan_id: PlanId) -> int:
    """Return when the subscription was changed last; 0 without one."""
    found = tx.scalar(
        "SELECT changed_at FROM subscriptions WHERE telegram_user_id = ? AND plan_id = ?",
        (telegram_user_id, plan_id),
    )
    return int(found or 0)


def check_all_again(tx: Tx) -> None:
    """Schedule a look at every subscription with an end as if just changed, for new rules."""
    tx.execute("UPDATE subscriptions SET check_at = changed_at WHERE expires_at IS NOT NULL")


def check_again_after_set_back(tx: Tx, now: int, people: Collection[int]) -> None:
    """Schedule a look at subscriptions that a clock that was ahead has ended or put off too far.

    These are the ones of these people, and all that were changed later than now, or that still run
    and wait for no look. They count as just changed, so a moment that had passed before the change
    is skipped again. Reads every subscription.
    """
    tx.execute(
        f"""UPDATE subscriptions
        SET changed_at = MIN(changed_at, ?1), check_at = MIN(changed_at, ?1)
        WHERE expires_at > ?1 - {RENEWAL_GRACE_SECONDS}
            AND (check_at IS NULL OR changed_at > ?1
                OR check_at > expires_at + {RENEWAL_GRACE_SECONDS})""",
        (now,),
    )
    for person in people:
        tx.execute(
            """UPDATE subscriptions
            SET changed_at = MIN(changed_at, ?1), check_at = MIN(changed_at, ?1)
            WHERE telegram_user_id = ?2 AND check_at > ?1""",
            (now, person),
        )


def _first_look(row: Row) -> int | None:
    changed_at: int = row["changed_at"]
    return changed_at if row["check_at"] == changed_at else None
