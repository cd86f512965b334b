"""Grants: rights to plans, from purchases, from admins and from recurring subscriptions."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.domain.durations import Duration
from bot.domain.models import Grant, GrantSource, PersonId, PlanId, PurchaseRow
from bot.domain.records import Tariff
from bot.domain.stars import PERIOD_DAYS
from storage import sums
from storage.engine.tx import Row, Tx, marks
from storage.queries.recurring_periods import may_concern
from storage.sums import Fact

_LIVE = f"""SELECT g.id, g.granted_at, g.months, g.days, g.lifetime, g.fixed_end_at,
    g.plan_id, g.fixed_end_at IS NOT NULL AND g.purchase_row IS NOT NULL AS in_stars,
    CASE WHEN g.recurring_event IS NULL THEN g.fixed_end_at IS NOT NULL AND EXISTS (
        SELECT 1 FROM stars_payments y
        JOIN stars_renewals n ON n.id = y.renewal_id
        WHERE y.purchase_row = g.purchase_row AND n.state = 'active')
    ELSE EXISTS (
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
                    AND c.occurred_at >= e.occurred_at)) END AS renews, g.telegram_user_id, (
        SELECT MIN(k.at) FROM access_cuts k
        WHERE k.telegram_user_id = g.telegram_user_id AND k.plan_id = g.plan_id
            AND k.last_grant >= g.id) AS cut_at
    FROM grants g WHERE g.revoked_at IS NULL AND g.telegram_user_id"""
# `renews`: it was paid for, its period was not cancelled since, and it still counts as access. Of
# a payment in Stars: Telegram renews it. Such a one with a fixed end is `in_stars`.


RENEWED_TIME = Duration(days=PERIOD_DAYS)
"""The time that a renewing payment in Stars pays for, as people read it."""


class NewPurchaseGrant(NamedTuple):
    telegram_user_id: PersonId
    purchase_row: PurchaseRow
    tariff: Tariff
    granted_at: int
    sold: "Sold | None" = None
    """Its part in the numbers, if the purchase is known to be stored so."""
    fixed_end_at: int | None = None
    """The end of the time that a renewing payment in Stars has paid, instead of the tariff's."""


class Sold(NamedTuple):
    """A sale in the shop's numbers."""

    at: int
    amount_minor: int | None
    currency: str | None


class PurchaseGrant(NamedTuple):
    """The plan and the time that a purchase gave."""

    plan_id: PlanId
    duration: Duration


@dataclass(frozen=True, slots=True)
class NewRecurringGrant:
    telegram_user_id: PersonId
    plan_id: PlanId
    recurring_event: int
    fixed_end_at: int
    granted_at: int


def insert_for_purchases(tx: Tx, new: Sequence[NewPurchaseGrant]) -> None:
    """Insert a grant for each purchase of different people; the UNIQUE purchase_row makes a second
    one impossible."""
    first_at = _first_at(tx, [one.telegram_user_id for one in new])
    earlier = [
        one.telegram_user_id
        for one in new
        if first_at and one.granted_at < first_at.get(one.telegram_user_id, one.granted_at)
    ]
    sums.count(tx, "counted_newcomers", "person", earlier, -1)
    ids = tx.insert_rows_numbered(
        """INSERT INTO grants (telegram_user_id, plan_id, source, purchase_row, tariff_id, months,
            days, lifetime, fixed_end_at, granted_at)
        VALUES ?""",
        [
            (
                one.telegram_user_id,
                one.tariff.plan_id,
                GrantSource.PURCHASE,
                one.purchase_row,
                one.tariff.id,
                *_time(one),
                one.fixed_end_at,
                one.granted_at,
            )
            for one in new
        ],
    )
    facts = [
        Fact("again" if one.telegram_user_id in first_at else "first", one.granted_at, row=grant_id)
        for one, grant_id in zip(new, ids, strict=True)
        if one.telegram_user_id not in earlier
    ]
    sums.add(tx, facts + [_sale(one, one.sold) for one in new if one.sold is not None])
    sums.count(tx, "counted_newcomers", "person", earlier)
    unknown = [one.purchase_row for one in new if one.sold is None]
    sums.count(tx, "counted_sales", "row", unknown)


def insert_by_admin(
    tx: Tx, telegram_user_id: PersonId, plan_id: PlanId, duration: Duration, now: int
) -> int:
    """Insert a manual grant and return its id; the audit has the admin and the reason."""
    return tx.insert(
        """INSERT INTO grants (telegram_user_id, plan_id, source, months, days, lifetime,
            granted_at)
        VALUES (?, ?, ?, ?, ?, ?, ?)""",
        (
            telegram_user_id,
            plan_id,
            GrantSource.ADMIN,
            duration.months,
            duration.days,
            int(duration.lifetime),
            now,
        ),
    )


def given_by_admin(tx: Tx, grant_id: int) -> Grant | None:
    """Return this grant with a duration; None if it was revoked or cut."""
    row = tx.one(
        f"{_LIVE} = (SELECT telegram_user_id FROM grants WHERE id = ?1) AND g.id = ?1",
        (grant_id,),
    )
    found = _grant(row) if row else None
    return found if found is not None and found.cut_at is None else None


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


def of_purchase(tx: Tx, purchase_row: PurchaseRow) -> PurchaseGrant | None:
    """Return the plan and the time that a purchase gave, also if it was revoked since."""
    row = tx.one(
        "SELECT plan_id, months, days, lifetime, fixed_end_at FROM grants WHERE purchase_row = ?",
        (purchase_row,),
    )
    if row is None:
        return None
    if row["fixed_end_at"] is not None:
        return PurchaseGrant(PlanId(row["plan_id"]), RENEWED_TIME)
    duration = Duration(row["months"], row["days"], lifetime=bool(row["lifetime"]))
    return PurchaseGrant(PlanId(row["plan_id"]), duration)


def set_fixed_end(tx: Tx, purchase_row: PurchaseRow, fixed_end_at: int) -> None:
    """Correct the end of the time that a renewing payment in Stars has paid."""
    tx.execute(
        "UPDATE grants SET fixed_end_at = ? WHERE purchase_row = ? AND fixed_end_at IS NOT NULL",
        (fixed_end_at, purchase_row),
    )


def insert_recurring(tx: Tx, new: NewRecurringGrant) -> None:
    """Insert a grant for an event; the UNIQUE recurring_event makes a second one impossible."""
    sums.count(tx, "counted_newcomers", "person", [new.telegram_user_id], -1)
    tx.insert(
        """INSERT INTO grants (telegram_user_id, plan_id, source, recurring_event, months, days,
            lifetime, fixed_end_at, granted_at)
        VALUES (?, ?, ?, ?, 0, 0, 0, ?, ?)""",
        (
            new.telegram_user_id,
            new.plan_id,
            GrantSource.RECURRING,
            new.recurring_event,
            new.fixed_end_at,
            new.granted_at,
        ),
    )
    sums.count(tx, "counted_newcomers", "person", [new.telegram_user_id])


def live(tx: Tx, telegram_user_id: int) -> list[Grant]:
    return live_of(tx, [telegram_user_id]).get(telegram_user_id, [])


def plan_of(tx: Tx, grant_id: int) -> PlanId:
    """Return the plan of a grant; LookupError if there is no such grant."""
    found = tx.scalar("SELECT plan_id FROM grants WHERE id = ?", (grant_id,))
    if found is None:
        raise LookupError(f"no grant {grant_id}")
    return PlanId(found)


def plan_of_recurring(tx: Tx, telegram_user_id: int, subscription_id: int) -> PlanId | None:
    """Return the plan that a recurring subscription has opened last for the person; None if it
    never did."""
    found = tx.scalar(
        """SELECT g.plan_id FROM grants g
        JOIN recurring_events e ON e.id = g.recurring_event
        WHERE g.telegram_user_id = ? AND g.source = 'tribute_subscription'
            AND e.subscription_id = ?
        ORDER BY g.granted_at DESC, g.id DESC LIMIT 1""",
        (telegram_user_id, subscription_id),
    )
    return PlanId(found) if found is not None else None


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


def _first_at(tx: Tx, people: Sequence[int]) -> dict[int, int]:
    """Return when people got their first live grant that no admin gave; new buyers are left out."""
    rows = tx.all(
        f"""SELECT telegram_user_id, MIN(granted_at) AS at FROM grants
        WHERE telegram_user_id IN ({marks(people)}) AND revoked_at IS NULL AND source <> 'admin'
        GROUP BY telegram_user_id""",
        people,
    )
    return {row["telegram_user_id"]: row["at"] for row in rows}


def _time(new: NewPurchaseGrant) -> tuple[int, int, int]:
    """Return the months and days, and whether it is for life: none of them beside a fixed end."""
    if new.fixed_end_at is not None:
        return 0, 0, 0
    duration = new.tariff.duration
    return duration.months, duration.days, int(duration.lifetime)


def _sale(new: NewPurchaseGrant, sold: Sold) -> Fact:
    currency, amount = sold.currency or "", sold.amount_minor
    return Fact("sold", sold.at, new.tariff.id, currency, amount, new.purchase_row)


def _grant(row: Row) -> Grant:
    id_, granted_at, cut_at, plan = row["id"], row["granted_at"], row["cut_at"], row["plan_id"]
    if row["fixed_end_at"] is not None:
        end, renews = row["fixed_end_at"], bool(row["renews"])
        return Grant(id_, granted_at, None, end, renews, cut_at, plan, bool(row["in_stars"]))
    duration = Duration(row["months"], row["days"], lifetime=bool(row["lifetime"]))
    return Grant(id_, granted_at, duration, cut_at=cut_at, plan_id=plan)
