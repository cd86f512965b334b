"""Questions about how far a shop is set up; each answer reads a row or two."""

from bot.domain.models import PlanId
from storage import facts, tariffs
from storage.engine.tx import Tx

LIST_OPENED = "setup_opened_at"
"""The fact that an admin has asked for the list of /setup, with the time."""
LIST_CLOSED = "setup_closed"
"""The fact that an admin has ended the list of /setup before all of it was done."""


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


def goes_on(tx: Tx) -> bool:
    """Return whether a shop is still being set up: nobody has paid, and no admin has ended it."""
    return not has_sold(tx) and facts.get(tx, LIST_CLOSED) is None


def leads_to_list(tx: Tx) -> bool:
    """Return whether a notice about the set-up should lead to its list: not in a shop that was
    ready without it."""
    opened = facts.get(tx, LIST_OPENED) is not None
    return goes_on(tx) and (opened or not tariffs.on_sale(tx))
