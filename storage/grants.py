"""Grants, and the subscriptions that are folded from them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.domain.durations import Duration
from bot.domain.models import (
    BoughtTime,
    CurrentSubscription,
    Grant,
    PersonId,
    PurchaseRow,
    Subscription,
)
from storage.engine.tx import Row, Tx, marks
from storage.recurring_periods import may_concern

_LIVE = f"""SELECT g.id, g.granted_at, g.months, g.days, g.lifetime, g.fixed_end_at,
    g.recurring_event IS NOT NULL AND EXISTS (
        SELECT 1 FROM recurring_events e
        JOIN recurring_plans p ON p.subscription_id = e.subscription_id
        WHERE e.id = g.recurring_event AND e.what <> 'cancelled' AND e.type IS NOT 'gift'
            AND p.state = 'bound'
            AND NOT EXISTS (
                SELECT 1 FROM recurring_events c
                WHERE c.telegram_user_id = e.telegram_user_id
                    AND c.subscription_id = e.subscription_id
                    AND {may_concern("c", "e")}
                    AND c.what = 'cancelled' AND c.status = 'applied'
                    AND c.occurred_at >= e.occurred_at)) AS renews, g.telegram_user_id, (
        SELECT MIN(k.at) FROM access_cuts k
        WHERE k.telegram_user_id = g.telegram_user_id AND k.last_grant >= g.id) AS cut_at
    FROM grants g WHERE g.revoked_at IS NULL AND g.telegram_user_id"""
# `renews`: it was paid for, its period was not cancelled since, and it still counts as access.

SUBSCRIPTION = "telegram_user_id, started_at, expires_at, renews_at, bought_months, bought_days"
"""The columns of `subscription_of`."""


class NewPurchaseGrant(NamedTuple):
    telegram_user_id: PersonId
    purchase_row: PurchaseRow
    tariff_id: int
    duration: Duration
    granted_at: int


@dataclass(frozen=True, slots=True)
class NewRecurringGrant:
    telegram_user_id: PersonId
    recurring_event: int
    fixed_end_at: int
    granted_at: int


def insert_for_purchases(tx: Tx, new: Sequence[NewPurchaseGrant]) -> None:
    """Insert a grant for each purchase; the UNIQUE purchase_row makes a second one impossible."""
    tx.insert_rows(
        """INSERT INTO grants (telegram_user_id, source, purchase_row, tariff_id, months, days,
            lifetime, granted_at)
        VALUES ?""",
        [
            (
                one.telegram_user_id,
                "purchase",
                one.purchase_row,
                one.tariff_id,
                one.duration.months,
                one.duration.days,
                int(one.duration.lifetime),
                one.granted_at,
            )
            for one in new
        ],
    )


def insert_by_admin(tx: Tx, telegram_user_id: PersonId, duration: Duration, now: int) -> int:
    """Insert a manual grant and return its id; the audit has the admin and the reason."""
    return tx.insert(
        """INSERT INTO grants (telegram_user_id, source, months, days, lifetime, granted_at)
        VALUES (?, 'admin', ?, ?, ?, ?)""",
        (telegram_user_id, duration.months, duration.days, int(duration.lifetime), now),
    )


def given_by_admin(tx: Tx, grant_id: int) -> Duration | None:
    """Return the time that this grant gives; None if it was revoked or cut."""
    row = tx.one(
        """SELECT months, days, lifetime FROM grants g
        WHERE id = ? AND revoked_at IS NULL AND NOT EXISTS (
            SELECT 1 FROM access_cuts c
            WHERE c.telegram_user_id = g.telegram_user_id AND c.last_grant >= g.id)""",
        (grant_id,),
    )
    return Duration(row["months"], row["days"], lifetime=bool(row["lifetime"])) if row else None


def revoke_for_purchase(tx: Tx, purchase_row: PurchaseRow, now: int) -> bool:
    """Revoke the purchase's grant; return False if there was none, or it was revoked already."""
    changed = tx.execute(
        "UPDATE grants SET revoked_at = ? WHERE purchase_row = ? AND revoked_at IS NULL",
        (now, purchase_row),
    )
    return changed == 1


def restore_for_purchase(tx: Tx, purchase_row: PurchaseRow) -> bool:
    """Let the purchase's grant count again from its own time; return False if there is none."""
    changed = tx.execute(
        "UPDATE grants SET revoked_at = NULL WHERE purchase_row = ? AND revoked_at IS NOT NULL",
        (purchase_row,),
    )
    return changed == 1


def duration_of_purchase(tx: Tx, purchase_row: PurchaseRow) -> Duration | None:
    row = tx.one(
        "SELECT months, days, lifetime FROM grants WHERE purchase_row = ?", (purchase_row,)
    )
    return Duration(row["months"], row["days"], lifetime=bool(row["lifetime"])) if row else None


def insert_recurring(tx: Tx, new: NewRecurringGrant) -> None:
    """Insert a grant for an event; the UNIQUE recurring_event makes a second one impossible."""
    tx.insert(
        """INSERT INTO grants (telegram_user_id, source, recurring_event, months, days, lifetime,
            fixed_end_at, granted_at)
        VALUES (?, 'tribute_subscription', ?, 0, 0, 0, ?, ?)""",
        (new.telegram_user_id, new.recurring_event, new.fixed_end_at, new.granted_at),
    )


def live(tx: Tx, telegram_user_id: int) -> list[Grant]:
    return live_of(tx, [telegram_user_id]).get(telegram_user_id, [])


def live_of(tx: Tx, people: Sequence[int]) -> dict[int, list[Grant]]:
    """Return the live grants by person; people without any are left out."""
    found: dict[int, list[Grant]] = {}
    for row in tx.all(f"{_LIVE} IN ({marks(people)})", people):
        found.setdefault(row["telegram_user_id"], []).append(_grant(row))
    return found


def live_without(tx: Tx, telegram_user_id: int, purchase_row: PurchaseRow) -> list[Grant]:
    """Return the live grants that would remain if this purchase's grant were revoked."""
    rows = tx.all(
        f"{_LIVE} = ? AND g.purchase_row IS NOT ?",
        (telegram_user_id, purchase_row),
    )
    return [_grant(row) for row in rows]


def ids_of_purchases(tx: Tx, telegram_user_id: int) -> dict[int, PurchaseRow]:
    """Return the purchases of the person's live grants, by the grant's id."""
    rows = tx.all(
        """SELECT id, purchase_row FROM grants
        WHERE telegram_user_id = ? AND revoked_at IS NULL AND purchase_row IS NOT NULL""",
        (telegram_user_id,),
    )
    return {row["id"]: row["purchase_row"] for row in rows}


def save_subscriptions(
    tx: Tx,
    folded: Mapping[PersonId, Subscription | None],
    next_looks: Mapping[PersonId, int | None],
    now: int,
) -> None:
    """Write the folds, and delete them where nothing is left.

    `next_looks` has the moment of the lifecycle worker's next look at each subscription. A row that
    only lacks its bought time isn't touched: what is due of it would count as seen.
    """
    for telegram_user_id, subscription in folded.items():
        if subscription is None:
            tx.execute("DELETE FROM subscriptions WHERE telegram_user_id = ?", (telegram_user_id,))
    tx.insert_rows(
        """INSERT INTO subscriptions (telegram_user_id, started_at, expires_at, changed_at,
            check_at, renews_at, bought_months, bought_days)
        VALUES ?
        ON CONFLICT (telegram_user_id) DO UPDATE SET
            started_at = excluded.started_at, expires_at = excluded.expires_at,
            changed_at = excluded.changed_at, check_at = excluded.check_at,
            renews_at = excluded.renews_at, bought_months = excluded.bought_months,
            bought_days = excluded.bought_days
        WHERE started_at <> excluded.started_at OR expires_at IS NOT excluded.expires_at
            OR renews_at IS NOT excluded.renews_at OR (bought_months IS NOT NULL
                AND (bought_months IS NOT excluded.bought_months
                    OR bought_days IS NOT excluded.bought_days))""",
        [
            (
                person,
                one.started_at,
                one.expires_at,
                now,
                next_looks[person],
                one.renews_at,
                *(one.bought or (None, None)),
            )
            for person, one in folded.items()
            if one is not None
        ],
    )


def subscription(tx: Tx, telegram_user_id: int) -> Subscription | None:
    row = tx.one(
        f"SELECT {SUBSCRIPTION} FROM subscriptions WHERE telegram_user_id = ?", (telegram_user_id,)
    )
    return subscription_of(row) if row else None


def current(tx: Tx, telegram_user_id: int) -> CurrentSubscription | None:
    """Return the subscription with the tariff bought last of its grants that no admin has cut."""
    row = tx.one(
        """SELECT s.started_at, s.expires_at, s.renews_at,
            t.id AS tariff_id, t.months, t.days, t.lifetime
        FROM subscriptions s
        LEFT JOIN grants g ON g.id = (
            SELECT id FROM grants
            WHERE telegram_user_id = s.telegram_user_id AND revoked_at IS NULL
                AND tariff_id IS NOT NULL AND granted_at >= s.started_at
                AND id > COALESCE((
                    SELECT MAX(last_grant) FROM access_cuts
                    WHERE telegram_user_id = s.telegram_user_id), 0)
            ORDER BY granted_at DESC, id DESC LIMIT 1)
        LEFT JOIN tariffs t ON t.id = g.tariff_id
        WHERE s.telegram_user_id = ?""",
        (telegram_user_id,),
    )
    if row is None:
        return None
    tariff = None
    if row["tariff_id"] is not None:
        tariff = Duration(row["months"], row["days"], lifetime=bool(row["lifetime"]))
    person = PersonId(telegram_user_id)
    return CurrentSubscription(
        person, row["started_at"], row["expires_at"], tariff, renews_at=row["renews_at"]
    )


def with_activity(tx: Tx, people: Sequence[int], now: int) -> dict[int, tuple[Subscription, bool]]:
    """Return the subscriptions of these people, and whether each counts as active.

    An end that has passed counts only once the lifecycle worker has looked at it: until then nobody
    was notified of it, neither the person nor the owner's service.
    """
    rows = tx.all(
        f"""SELECT {SUBSCRIPTION}, check_at
        FROM subscriptions WHERE telegram_user_id IN ({marks(people)})""",
        people,
    )
    found = {}
    for row in rows:
        one, check_at = subscription_of(row), row["check_at"]
        over_at = one.over_at
        active = over_at is None or now < over_at or (check_at is not None and check_at <= over_at)
        found[row["telegram_user_id"]] = one, active
    return found


def subscriptions(tx: Tx, people: Sequence[int]) -> list[Subscription]:
    """Return the subscriptions of up to 32,766 people, which is as many values as SQLite takes."""
    rows = tx.all(
        f"""SELECT {SUBSCRIPTION} FROM subscriptions
        WHERE telegram_user_id IN ({marks(people)})""",
        tuple(people),
    )
    return [subscription_of(row) for row in rows]


def people_with_access_rows(tx: Tx) -> list[PersonId]:
    """Return everyone with a grant or a subscription, for the ledger check."""
    rows = tx.all(
        "SELECT telegram_user_id FROM grants UNION SELECT telegram_user_id FROM subscriptions"
    )
    return [row["telegram_user_id"] for row in rows]


def subscription_of(row: Row) -> Subscription:
    months, days = row["bought_months"], row["bought_days"]
    return Subscription(
        row["telegram_user_id"],
        row["started_at"],
        row["expires_at"],
        renews_at=row["renews_at"],
        bought=None if months is None else BoughtTime(months, days),
    )


def _grant(row: Row) -> Grant:
    id_, granted_at, cut_at = row["id"], row["granted_at"], row["cut_at"]
    if row["fixed_end_at"] is not None:
        end, renews = row["fixed_end_at"], bool(row["renews"])
        return Grant(id_, granted_at, fixed_end_at=end, renews=renews, cut_at=cut_at)
    duration = Duration(row["months"], row["days"], lifetime=bool(row["lifetime"]))
    return Grant(id_, granted_at, duration, cut_at=cut_at)
