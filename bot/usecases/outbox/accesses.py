"""Reads a person's access to each plan, for the texts about it."""

from bot.domain.plan_access import PlanAccess, coverings, plan_accesses
from storage import grants, plans, subscriptions
from storage.engine.tx import Tx


def accesses_of(tx: Tx, telegram_user_id: int, now: int) -> tuple[PlanAccess, ...]:
    """Return the person's access to each plan that they have or had."""
    by_plan, inclusions = subscriptions.of_person(tx, telegram_user_id), plans.inclusions(tx)
    covered = coverings(by_plan, inclusions, now)
    live = grants.live(tx, telegram_user_id) if covered else ()
    return plan_accesses(by_plan, live, inclusions, now)
