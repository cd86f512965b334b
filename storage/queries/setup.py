"""Questions about how far a shop is set up; each answer reads a row or two."""

from bot.domain.models import PlanId
from storage.engine.tx import Tx


def has_sold(tx: Tx) -> bool:
    """Return whether anybody has ever paid, also where it gives no access yet."""
    return bool(
        tx.scalar(
            """SELECT EXISTS (SELECT 1 FROM purchases)
                OR EXISTS (SELECT 1 FROM recurring_events)"""
        )
    )


def plans_by_subscription(tx: Tx) -> frozenset[PlanId]:
    """Return the plans that one of Tribute's recurring subscriptions opens."""
    rows = tx.all("SELECT DISTINCT plan_id FROM recurring_plans WHERE plan_id IS NOT NULL")
    return frozenset(PlanId(row["plan_id"]) for row in rows)
