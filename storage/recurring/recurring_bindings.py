"""The decisions whether a recurring subscription counts as access. Rows are only ever added, and
a time later than now, which a wrong clock has set, is corrected."""

from typing import NamedTuple

from bot.domain.bindings import held_at
from bot.domain.models import PlanId
from bot.domain.recurring import RecurringBinding
from storage.engine.tx import Tx


class RecurringDecision(NamedTuple):
    """Whether a recurring subscription counts from `bound_at` on, and which plan it opens."""

    bound_at: int
    state: RecurringBinding
    plan_id: PlanId | None
    """The plan; None where it doesn't count."""


def add(
    tx: Tx, subscription_id: int, state: RecurringBinding, plan_id: PlanId | None, now: int
) -> None:
    tx.execute(
        """INSERT INTO recurring_bindings (subscription_id, state, plan_id, bound_at)
        VALUES (?, ?, ?, ?)""",
        (subscription_id, state, plan_id, now),
    )


def bound_at_the_latest(tx: Tx, now: int) -> None:
    """Let every decision hold from now on at the latest: a clock that was ahead has dated some."""
    tx.execute("UPDATE recurring_bindings SET bound_at = ?1 WHERE bound_at > ?1", (now,))


def of_payment(tx: Tx, subscription_id: int, paid_at: int) -> RecurringDecision | None:
    """Return the decision that counts for a payment of that moment; None before the first."""
    rows = tx.all(
        """SELECT bound_at, state, plan_id FROM recurring_bindings WHERE subscription_id = ?
        ORDER BY bound_at, id""",
        (subscription_id,),
    )
    decisions = [
        RecurringDecision(row["bound_at"], RecurringBinding(row["state"]), row["plan_id"])
        for row in rows
    ]
    return held_at(decisions, paid_at)


def plan_of_payment(tx: Tx, subscription_id: int, paid_at: int) -> PlanId:
    """Return the plan that a payment of that moment opens.

    Where it was foreign then and counts since, that is today's plan. Raises LookupError where it
    never counted.
    """
    held = of_payment(tx, subscription_id, paid_at)
    if held is not None and held.plan_id is not None:
        return held.plan_id
    found = tx.scalar(
        "SELECT plan_id FROM recurring_plans WHERE subscription_id = ?", (subscription_id,)
    )
    if found is None:
        raise LookupError(f"recurring subscription {subscription_id} opens no plan")
    return PlanId(found)
