"""Grants, and the subscriptions folded from them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.domain.durations import Duration
from bot.domain.models import CurrentSubscription, Grant, PersonId, PurchaseRow, Subscription
from storage.engine.tx import Row, Tx, marks

_LIVE = """SELECT g.id, g.granted_at, g.months, g.days, g.lifetime, g.fixed_end_at,
    g.recurring_event IS NOT NULL AND EXISTS (
        SELECT 1 FROM recurring_events e
        JOIN recurring_plans p ON p.subscription_id = e.subscription_id
        WHERE e.id = g.recurring_event AND e.what <> 'cancelled' AND e.type IS NOT 'gift'
            AND p.state = 'bound'
            AND NOT EXISTS (
                SELECT 1 FROM recurring_events c
                WHERE c.telegram_user_id = e.telegram_user_id
                    AND c.subscription_id = e.subscription_id
                    AND c.what = 'cancelled' AND c.status = 'applied'
                    AND c.occurred_at >= e.occurred_at)) AS renews, g.telegram_user_id
    FROM grants g WHERE g.revoked_at IS NULL AND g.telegram_user_id"""
# Renews by itself: paid for by the person, not cancelled since, and still counting as access.


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


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What a purchase gave was ended by an admin; the purchase itself stands."""

    at: int
    admin_id: int
    reason: str | None


def insert_for_purchases(tx: Tx, new: Sequence[NewPurchaseGrant]) -> None:
    """The UNIQUE purchase_row makes a second grant for one purchase impossible."""
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
    """The grant's id. Who gave it and why is in the audit."""
    return tx.insert(
        """INSERT INTO grants (telegram_user_id, source, months, days, lifetime, granted_at)
        VALUES (?, 'admin', ?, ?, ?, ?)""",
        (telegram_user_id, duration.months, duration.days, int(duration.lifetime), now),
    )


def given_by_admin(tx: Tx, grant_id: int) -> Duration | None:
    """How much time this grant gives; None where it was taken back."""
    row = tx.one(
        "SELECT months, days, lifetime FROM grants WHERE id = ? AND revoked_at IS NULL",
        (grant_id,),
    )
    return Duration(row["months"], row["days"], lifetime=bool(row["lifetime"])) if row else None


def revoke_since(tx: Tx, telegram_user_id: PersonId, since: int, by: TakenBack) -> None:
    """End the live grants that began at `since` or later, in an admin's name."""
    tx.execute(
        """UPDATE grants SET revoked_at = ?, revoked_by = ?, revoked_reason = ?
        WHERE telegram_user_id = ? AND granted_at >= ? AND revoked_at IS NULL""",
        (by.at, by.admin_id, by.reason, telegram_user_id, since),
    )


def taken_back(tx: Tx, purchase_row: PurchaseRow) -> TakenBack | None:
    row = tx.one(
        """SELECT revoked_at, revoked_by, revoked_reason FROM grants
        WHERE purchase_row = ? AND revoked_by IS NOT NULL""",
        (purchase_row,),
    )
    return TakenBack(row["revoked_at"], row["revoked_by"], row["revoked_reason"]) if row else None


def revoke_for_purchase(tx: Tx, purchase_row: PurchaseRow, now: int) -> bool:
    """Take the purchase's grant back; False when there was none or it was back already."""
    changed = tx.execute(
        "UPDATE grants SET revoked_at = ? WHERE purchase_row = ? AND revoked_at IS NULL",
        (now, purchase_row),
    )
    return changed == 1


def duration_of_purchase(tx: Tx, purchase_row: PurchaseRow) -> Duration | None:
    row = tx.one(
        "SELECT months, days, lifetime FROM grants WHERE purchase_row = ?", (purchase_row,)
    )
    return Duration(row["months"], row["days"], lifetime=bool(row["lifetime"])) if row else None


def insert_recurring(tx: Tx, new: NewRecurringGrant) -> None:
    """The UNIQUE recurring_event makes a second grant for one event impossible."""
    tx.insert(
        """INSERT INTO grants (telegram_user_id, source, recurring_event, months, days, lifetime,
            fixed_end_at, granted_at)
        VALUES (?, 'tribute_subscription', ?, 0, 0, 0, ?, ?)""",
        (new.telegram_user_id, new.recurring_event, new.fixed_end_at, new.granted_at),
    )


def live(tx: Tx, telegram_user_id: int) -> list[Grant]:
    return live_of(tx, [telegram_user_id]).get(telegram_user_id, [])


def live_of(tx: Tx, people: Sequence[int]) -> dict[int, list[Grant]]:
    """The live grants of those of these people who have any."""
    found: dict[int, list[Grant]] = {}
    for row in tx.all(f"{_LIVE} IN ({marks(people)})", people):
        found.setdefault(row["telegram_user_id"], []).append(_grant(row))
    return found


def live_without(tx: Tx, telegram_user_id: int, purchase_row: PurchaseRow) -> list[Grant]:
    """What would be left if this purchase's grant were taken back."""
    rows = tx.all(
        f"{_LIVE} = ? AND g.purchase_row IS NOT ?",
        (telegram_user_id, purchase_row),
    )
    return [_grant(row) for row in rows]


def save_subscriptions(
    tx: Tx,
    folded: Mapping[PersonId, Subscription | None],
    next_looks: Mapping[PersonId, int | None],
    now: int,
) -> None:
    """Write the folds, or remove them where nothing is left, and when the clock must look next."""
    for telegram_user_id, subscription in folded.items():
        if subscription is None:
            tx.execute("DELETE FROM subscriptions WHERE telegram_user_id = ?", (telegram_user_id,))
    tx.insert_rows(
        """INSERT INTO subscriptions (telegram_user_id, started_at, expires_at, changed_at,
            check_at, renews_at)
        VALUES ?
        ON CONFLICT (telegram_user_id) DO UPDATE SET
            started_at = excluded.started_at, expires_at = excluded.expires_at,
            changed_at = excluded.changed_at, check_at = excluded.check_at,
            renews_at = excluded.renews_at
        WHERE started_at <> excluded.started_at OR expires_at IS NOT excluded.expires_at
            OR renews_at IS NOT excluded.renews_at""",
        [
            (person, one.started_at, one.expires_at, now, next_looks[person], one.renews_at)
            for person, one in folded.items()
            if one is not None
        ],
    )


def subscription(tx: Tx, telegram_user_id: int) -> Subscription | None:
    row = tx.one(
        """SELECT telegram_user_id, started_at, expires_at, renews_at FROM subscriptions
        WHERE telegram_user_id = ?""",
        (telegram_user_id,),
    )
    return subscription_of(row) if row else None


def current(tx: Tx, telegram_user_id: int) -> CurrentSubscription | None:
    """The subscription with the tariff bought last of those it is made of."""
    row = tx.one(
        """SELECT s.started_at, s.expires_at, s.renews_at,
            t.id AS tariff_id, t.months, t.days, t.lifetime
        FROM subscriptions s
        LEFT JOIN grants g ON g.id = (
            SELECT id FROM grants
            WHERE telegram_user_id = s.telegram_user_id AND revoked_at IS NULL
                AND tariff_id IS NOT NULL AND granted_at >= s.started_at
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


def as_told(tx: Tx, people: Sequence[int], now: int) -> dict[int, tuple[Subscription, bool]]:
    """The subscriptions of those who have one, and whether they are active as far as anybody was
    told: an end that has passed, but at which the clock has not looked yet, is still to come for
    those who listen."""
    rows = tx.all(
        f"""SELECT telegram_user_id, started_at, expires_at, renews_at, check_at
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
    """Of those who have one; as many people as SQLite takes values, which are 32,766."""
    rows = tx.all(
        f"""SELECT telegram_user_id, started_at, expires_at, renews_at FROM subscriptions
        WHERE telegram_user_id IN ({marks(people)})""",
        tuple(people),
    )
    return [subscription_of(row) for row in rows]


def people_with_access_rows(tx: Tx) -> list[PersonId]:
    """Everyone who has a grant or a subscription: whom the ledger check must look at."""
    rows = tx.all(
        "SELECT telegram_user_id FROM grants UNION SELECT telegram_user_id FROM subscriptions"
    )
    return [row["telegram_user_id"] for row in rows]


def subscription_of(row: Row) -> Subscription:
    return Subscription(
        row["telegram_user_id"],
        row["started_at"],
        row["expires_at"],
        renews_at=row["renews_at"],
    )


def _grant(row: Row) -> Grant:
    if row["fixed_end_at"] is not None:
        return Grant(
            row["id"],
            row["granted_at"],
            fixed_end_at=row["fixed_end_at"],
            renews=bool(row["renews"]),
        )
    duration = Duration(row["months"], row["days"], lifetime=bool(row["lifetime"]))
    return Grant(row["id"], row["granted_at"], duration)
