"""Grants, and the subscriptions folded from them."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.models import CurrentSubscription, Grant, PersonId, PurchaseRow, Subscription
from bot.domain.periods import Duration
from storage.tx import Row, Tx, marks


@dataclass(frozen=True, slots=True)
class NewPurchaseGrant:
    telegram_user_id: PersonId
    purchase_row: PurchaseRow
    tariff_id: int
    duration: Duration
    granted_at: int


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What a purchase gave was ended by an admin; the purchase itself stands."""

    at: int
    admin_id: int
    reason: str | None


def insert_for_purchase(tx: Tx, new: NewPurchaseGrant) -> None:
    """The UNIQUE purchase_row makes a second grant for one purchase impossible."""
    tx.insert(
        """INSERT INTO grants (telegram_user_id, source, purchase_row, tariff_id, months, days,
            lifetime, granted_at)
        VALUES (?, 'purchase', ?, ?, ?, ?, ?, ?)""",
        (
            new.telegram_user_id,
            new.purchase_row,
            new.tariff_id,
            new.duration.months,
            new.duration.days,
            int(new.duration.lifetime),
            new.granted_at,
        ),
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


def live(tx: Tx, telegram_user_id: int) -> list[Grant]:
    rows = tx.all(
        """SELECT id, granted_at, months, days, lifetime, fixed_end_at FROM grants
        WHERE telegram_user_id = ? AND revoked_at IS NULL""",
        (telegram_user_id,),
    )
    return [_grant(row) for row in rows]


def live_without(tx: Tx, telegram_user_id: int, purchase_row: PurchaseRow) -> list[Grant]:
    """What would be left if this purchase's grant were taken back."""
    rows = tx.all(
        """SELECT id, granted_at, months, days, lifetime, fixed_end_at FROM grants
        WHERE telegram_user_id = ? AND revoked_at IS NULL AND purchase_row IS NOT ?""",
        (telegram_user_id, purchase_row),
    )
    return [_grant(row) for row in rows]


def save_subscription(
    tx: Tx, telegram_user_id: PersonId, subscription: Subscription | None, now: int
) -> None:
    """Write the fold, or remove it where nothing is left. A change is for the clock to look at."""
    if subscription is None:
        tx.execute("DELETE FROM subscriptions WHERE telegram_user_id = ?", (telegram_user_id,))
        return
    tx.execute(
        """INSERT INTO subscriptions (telegram_user_id, started_at, expires_at, changed_at,
            check_at)
        VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (telegram_user_id) DO UPDATE SET
            started_at = excluded.started_at, expires_at = excluded.expires_at,
            changed_at = excluded.changed_at, check_at = excluded.check_at
        WHERE started_at <> excluded.started_at OR expires_at IS NOT excluded.expires_at""",
        (telegram_user_id, subscription.started_at, subscription.expires_at, now, now),
    )


def subscription(tx: Tx, telegram_user_id: int) -> Subscription | None:
    row = tx.one(
        """SELECT telegram_user_id, started_at, expires_at FROM subscriptions
        WHERE telegram_user_id = ?""",
        (telegram_user_id,),
    )
    return _subscription(row) if row else None


def current(tx: Tx, telegram_user_id: int) -> CurrentSubscription | None:
    """The subscription with the tariff bought last of those it is made of."""
    row = tx.one(
        """SELECT s.started_at, s.expires_at, t.id AS tariff_id, t.months, t.days, t.lifetime
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
    return CurrentSubscription(person, row["started_at"], row["expires_at"], tariff)


def as_told(tx: Tx, telegram_user_id: int, now: int) -> tuple[Subscription | None, bool]:
    """The subscription, and whether it is active as far as anybody was told: an end that has
    passed, but at which the clock has not looked yet, is still to come for those who listen."""
    row = tx.one(
        """SELECT telegram_user_id, started_at, expires_at, check_at FROM subscriptions
        WHERE telegram_user_id = ?""",
        (telegram_user_id,),
    )
    if row is None:
        return None, False
    ends_at, check_at = row["expires_at"], row["check_at"]
    active = ends_at is None or now < ends_at or (check_at is not None and check_at <= ends_at)
    return _subscription(row), active


def subscriptions(tx: Tx, people: Sequence[int]) -> list[Subscription]:
    """Of those who have one; as many people as SQLite takes values, which are 32,766."""
    rows = tx.all(
        f"""SELECT telegram_user_id, started_at, expires_at FROM subscriptions
        WHERE telegram_user_id IN ({marks(people)})""",
        tuple(people),
    )
    return [_subscription(row) for row in rows]


def people_with_access_rows(tx: Tx) -> list[PersonId]:
    """Everyone who has a grant or a subscription: whom the ledger check must look at."""
    rows = tx.all(
        "SELECT telegram_user_id FROM grants UNION SELECT telegram_user_id FROM subscriptions"
    )
    return [row["telegram_user_id"] for row in rows]


def _subscription(row: Row) -> Subscription:
    return Subscription(row["telegram_user_id"], row["started_at"], row["expires_at"])


def _grant(row: Row) -> Grant:
    if row["fixed_end_at"] is not None:
        return Grant(row["id"], row["granted_at"], fixed_end_at=row["fixed_end_at"])
    duration = Duration(row["months"], row["days"], lifetime=bool(row["lifetime"]))
    return Grant(row["id"], row["granted_at"], duration)
