"""Subscriptions: each person's access to each plan, folded from their live grants."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from bot.domain.durations import Duration
from bot.domain.models import (
    RENEWAL_GRACE_SECONDS,
    BoughtTime,
    CurrentSubscription,
    PersonId,
    PlanId,
    Subscription,
)
from bot.domain.plans import any_of
from storage import plans, sums
from storage.access.counted import changed, changed_overlaps
from storage.engine.tx import Row, Tx, marks
from storage.sums import Fact

COLUMNS = """telegram_user_id, plan_id, started_at, expires_at, renews_at, renews_in_stars,
    bought_months, bought_days"""
"""The columns of `subscription_of`."""

Folded = Mapping[PlanId, Subscription | None]
"""A person's subscriptions as they become, by plan; None where nothing is left."""
Standings = Mapping[PlanId, tuple[Subscription, bool]]
"""A person's subscriptions by plan, and whether each counts as active."""
NO_STANDINGS: Standings = MappingProxyType({})


def save(
    tx: Tx,
    folded: Mapping[PersonId, Folded],
    before: Mapping[PersonId, Standings],
    next_looks: Mapping[tuple[PersonId, PlanId], int | None],
    now: int,
) -> None:
    """Write the folds, and delete them where nothing is left.

    `before` has all subscriptions that these people have so far, as `with_activity` returns them;
    `next_looks` has the moment of the lifecycle worker's next look at each subscription. A row that
    only lacks its bought time isn't touched: what is due of it would count as seen.
    """
    rows = []
    facts: list[Fact] = []
    for person, by_plan in folded.items():
        had = before.get(person, NO_STANDINGS)
        facts += _changed(had, by_plan)
        for plan, one in by_plan.items():
            if one is None:
                remove(tx, person, plan)
                continue
            look, bought = next_looks[person, plan], one.bought or (None, None)
            renewal = one.renews_at, int(one.renews_in_stars)
            span = one.started_at, one.expires_at
            rows.append((person, plan, *span, now, look, *renewal, *bought))
    tx.insert_rows(
        """INSERT INTO subscriptions (telegram_user_id, plan_id, started_at, expires_at,
            changed_at, check_at, renews_at, renews_in_stars, bought_months, bought_days)
        VALUES ?
        ON CONFLICT (telegram_user_id, plan_id) DO UPDATE SET
            started_at = excluded.started_at, expires_at = excluded.expires_at,
            changed_at = excluded.changed_at, check_at = excluded.check_at,
            renews_at = excluded.renews_at, renews_in_stars = excluded.renews_in_stars,
            bought_months = excluded.bought_months, bought_days = excluded.bought_days
        WHERE started_at <> excluded.started_at OR expires_at IS NOT excluded.expires_at
            OR renews_at IS NOT excluded.renews_at
            OR renews_in_stars <> excluded.renews_in_stars OR (bought_months IS NOT NULL
                AND (bought_months IS NOT excluded.bought_months
                    OR bought_days IS NOT excluded.bought_days))""",
        rows,
    )
    sums.add(tx, facts)


def _changed(had: Standings, by_plan: Folded) -> list[Fact]:
    """Return what is counted otherwise of a person who had this, and has these changes now."""
    facts: list[Fact] = []
    for plan, one in by_plan.items():
        facts += changed(had[plan][0] if plan in had else None, one, plan)
    if facts and (len(by_plan) > 1 or any(plan not in by_plan for plan in had)):
        was = {plan: one for plan, (one, _) in had.items()}
        has = {plan: one for plan, one in {**was, **by_plan}.items() if one is not None}
        facts += changed_overlaps(was, has)
    return facts


def remove(tx: Tx, telegram_user_id: PersonId, plan_id: PlanId) -> None:
    """Remove the row of somebody who has nothing left of a plan; the caller counts that."""
    tx.execute(
        "DELETE FROM subscriptions WHERE telegram_user_id = ? AND plan_id = ?",
        (telegram_user_id, plan_id),
    )


def of_person(tx: Tx, telegram_user_id: int) -> dict[PlanId, Subscription]:
    """Return the person's subscriptions by plan, ended ones too."""
    return of_people(tx, [telegram_user_id]).get(PersonId(telegram_user_id), {})


def of_people(tx: Tx, people: Sequence[int]) -> dict[PersonId, dict[PlanId, Subscription]]:
    """Return the subscriptions of up to 32,766 people, which is as many values as SQLite takes."""
    rows = tx.all(
        f"SELECT {COLUMNS} FROM subscriptions WHERE telegram_user_id IN ({marks(people)})",
        tuple(people),
    )
    found: dict[PersonId, dict[PlanId, Subscription]] = {}
    for row in rows:
        found.setdefault(row["telegram_user_id"], {})[row["plan_id"]] = subscription_of(row)
    return found


def get(tx: Tx, telegram_user_id: int, plan_id: int) -> Subscription | None:
    row = tx.one(
        f"SELECT {COLUMNS} FROM subscriptions WHERE telegram_user_id = ? AND plan_id = ?",
        (telegram_user_id, plan_id),
    )
    return subscription_of(row) if row else None


def opening(tx: Tx, telegram_user_id: int, access_chat: int) -> list[Subscription]:
    """Return the person's subscriptions to the plans that open this chat."""
    rows = tx.all(
        f"""SELECT {COLUMNS} FROM subscriptions
        WHERE telegram_user_id = ?
            AND plan_id IN (SELECT c.plan_id FROM plan_chats c WHERE c.access_chat = ?)""",
        (telegram_user_id, access_chat),
    )
    return [subscription_of(row) for row in rows]


def of_any_plan(tx: Tx, telegram_user_id: int) -> Subscription | None:
    """Return the one of the person's subscriptions that ends last."""
    return any_of(of_person(tx, telegram_user_id).values())


def current(tx: Tx, telegram_user_id: int) -> dict[PlanId, CurrentSubscription]:
    """Return the subscriptions by plan, each with the tariff that was bought last of its grants
    that no admin has cut; a plan comes before those that it includes."""
    rows = tx.all(
        """SELECT s.plan_id, s.started_at, s.expires_at, s.renews_at, s.renews_in_stars,
            l.key AS plan_key, t.id AS tariff_id, t.months, t.days, t.lifetime
        FROM subscriptions s
        JOIN plans l ON l.id = s.plan_id
        LEFT JOIN grants g ON g.id = (
            SELECT id FROM grants
            WHERE telegram_user_id = s.telegram_user_id AND plan_id = s.plan_id
                AND revoked_at IS NULL AND tariff_id IS NOT NULL AND granted_at >= s.started_at
                AND id > COALESCE((
                    SELECT MAX(last_grant) FROM access_cuts
                    WHERE telegram_user_id = s.telegram_user_id AND plan_id = s.plan_id), 0)
            ORDER BY granted_at DESC, id DESC LIMIT 1)
        LEFT JOIN tariffs t ON t.id = g.tariff_id
        WHERE s.telegram_user_id = ?""",
        (telegram_user_id,),
    )
    found = {row["plan_id"]: _current(PersonId(telegram_user_id), row) for row in rows}
    if len(found) <= 1:
        return found
    inclusions = plans.inclusions(tx)
    if not any(outer in found and inner in found for outer, inner in inclusions.pairs):
        return found
    return {plan: found[plan] for plan in inclusions.ordered(found) if plan in found}


def with_activity(
    tx: Tx, people: Sequence[int], now: int
) -> dict[PersonId, dict[PlanId, tuple[Subscription, bool]]]:
    """Return the subscriptions of these people by plan, and whether each counts as active.

    An end that has passed counts only once the lifecycle worker has looked at it: until then nobody
    was notified of it, neither the person nor the owner's service.
    """
    rows = tx.all(
        f"""SELECT {COLUMNS}, check_at
        FROM subscriptions WHERE telegram_user_id IN ({marks(people)})""",
        people,
    )
    found: dict[PersonId, dict[PlanId, tuple[Subscription, bool]]] = {}
    for row in rows:
        one, check_at = subscription_of(row), row["check_at"]
        over_at = one.over_at
        active = over_at is None or now < over_at or (check_at is not None and check_at <= over_at)
        found.setdefault(row["telegram_user_id"], {})[row["plan_id"]] = one, active
    return found


def people_of_plans(
    tx: Tx, plan_ids: Sequence[PlanId], after: PersonId, limit: int
) -> list[PersonId]:
    """Return the next people, by Telegram id, who have or had one of these plans."""
    rows = tx.all(
        f"""SELECT DISTINCT telegram_user_id FROM subscriptions
        WHERE telegram_user_id > ? AND plan_id IN ({marks(plan_ids)})
        ORDER BY telegram_user_id LIMIT ?""",
        (after, *plan_ids, limit),
    )
    return [PersonId(row["telegram_user_id"]) for row in rows]


def count_of_plans(tx: Tx, plan_ids: Sequence[PlanId], after: PersonId) -> int:
    """Return how many people after this one have or had one of these plans."""
    return int(
        tx.scalar(
            f"""SELECT COUNT(DISTINCT telegram_user_id) FROM subscriptions
            WHERE telegram_user_id > ? AND plan_id IN ({marks(plan_ids)})""",
            (after, *plan_ids),
        )
    )


def count_active(tx: Tx, now: int) -> dict[PlanId, int]:
    """Return how many people have each plan now; plans that nobody has are left out."""
    rows = tx.all(
        """SELECT plan_id, COUNT(*) AS people FROM subscriptions
        WHERE expires_at IS NULL OR expires_at > ?1 OR (expires_at = renews_at AND expires_at > ?2)
        GROUP BY plan_id""",
        (now, now - RENEWAL_GRACE_SECONDS),
    )
    return {PlanId(row["plan_id"]): row["people"] for row in rows}


def people_with_access(tx: Tx, after: int, at_most: int) -> list[PersonId]:
    """Return the next people after this one who have a subscription or a live grant, by their ids,
    for the ledger check."""
    rows = tx.all(
        """SELECT telegram_user_id FROM (
            SELECT DISTINCT telegram_user_id FROM grants
            WHERE telegram_user_id > ?1 AND revoked_at IS NULL ORDER BY 1 LIMIT ?2)
        UNION
        SELECT telegram_user_id FROM (
            SELECT DISTINCT telegram_user_id FROM subscriptions
            WHERE telegram_user_id > ?1 ORDER BY 1 LIMIT ?2)
        ORDER BY 1 LIMIT ?2""",
        (after, at_most),
    )
    return [row["telegram_user_id"] for row in rows]


def subscription_of(row: Row) -> Subscription:
    months, days = row["bought_months"], row["bought_days"]
    return Subscription(
        row["telegram_user_id"],
        row["started_at"],
        row["expires_at"],
        renews_at=row["renews_at"],
        renews_in_stars=bool(row["renews_in_stars"]),
        bought=None if months is None else BoughtTime(months, days),
    )


def _current(person: PersonId, row: Row) -> CurrentSubscription:
    tariff = None
    if row["tariff_id"] is not None:
        tariff = Duration(row["months"], row["days"], lifetime=bool(row["lifetime"]))
    return CurrentSubscription(
        person,
        row["started_at"],
        row["expires_at"],
        row["plan_key"],
        tariff,
        renews_at=row["renews_at"],
        renews_in_stars=bool(row["renews_in_stars"]),
    )
