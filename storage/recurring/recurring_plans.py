"""Tribute's recurring subscriptions as products, and whether each counts as access."""

from bot.domain.models import PlanId
from bot.domain.recurring import RecurringBinding, RecurringProduct
from storage.engine.tx import Row, Tx
from storage.recurring import recurring_bindings


def remember(
    tx: Tx, subscription_id: int, name: str | None, channel_name: str | None, now: int
) -> RecurringBinding:
    """Record a recurring product and its present names; return whether it counts."""
    tx.execute(
        """INSERT INTO recurring_plans (subscription_id, name, channel_name, state, created_at)
        VALUES (?, ?, ?, 'unbound', ?)
        ON CONFLICT (subscription_id) DO UPDATE SET
            name = COALESCE(excluded.name, name),
            channel_name = COALESCE(excluded.channel_name, channel_name)""",
        (subscription_id, name, channel_name, now),
    )
    return RecurringBinding(
        tx.scalar("SELECT state FROM recurring_plans WHERE subscription_id = ?", (subscription_id,))
    )


def set_state(
    tx: Tx, subscription_id: int, state: RecurringBinding, plan_id: PlanId | None, now: int
) -> None:
    """Decide whether it counts from now on, and which plan it opens; payments made before keep what
    was decided then."""
    recurring_bindings.add(tx, subscription_id, state, plan_id, now)
    tx.execute(
        "UPDATE recurring_plans SET state = ?, plan_id = ? WHERE subscription_id = ?",
        (state, plan_id, subscription_id),
    )


def get(tx: Tx, subscription_id: int, now: int) -> RecurringProduct | None:
    row = tx.one(f"{_SELECT} WHERE p.subscription_id = ?", (now, subscription_id))
    return _product(row) if row else None


def plan_of(tx: Tx, subscription_id: int) -> PlanId | None:
    """Return the plan that it opens; None if it doesn't count."""
    plan_id: PlanId | None = tx.scalar(
        "SELECT plan_id FROM recurring_plans WHERE subscription_id = ?", (subscription_id,)
    )
    return plan_id


def every(tx: Tx, now: int) -> list[RecurringProduct]:
    """Return those that count as access, then the undecided ones, then the rest."""
    rows = tx.all(
        f"""{_SELECT} ORDER BY
            CASE p.state WHEN 'bound' THEN 0 WHEN 'unbound' THEN 1 ELSE 2 END, p.created_at""",
        (now,),
    )
    return [_product(row) for row in rows]


def any_counts(tx: Tx) -> bool:
    return bool(tx.scalar("SELECT EXISTS (SELECT 1 FROM recurring_plans WHERE state = 'bound')"))


def undecided(tx: Tx, now: int) -> list[RecurringProduct]:
    """Return those that somebody subscribed to and that no admin has decided about."""
    rows = tx.all(
        f"""{_SELECT} WHERE p.state = 'unbound' AND EXISTS (
            SELECT 1 FROM recurring_events e
            WHERE e.subscription_id = p.subscription_id AND e.status = 'held')
        ORDER BY p.created_at""",
        (now,),
    )
    return [_product(row) for row in rows]


_SELECT = """SELECT p.subscription_id, p.name, p.channel_name, p.state, p.plan_id, (
        SELECT COUNT(DISTINCT telegram_user_id) FROM recurring_events e
        WHERE e.subscription_id = p.subscription_id AND e.expires_at > ?) AS people
    FROM recurring_plans p"""


def _product(row: Row) -> RecurringProduct:
    columns = dict(row)
    columns["state"] = RecurringBinding(columns["state"])
    return RecurringProduct(**columns)
