"""Reads a person's access to each plan, for the texts about it."""

from bot.domain.access.plan_access import PlanAccess, coverings, plan_accesses
from bot.domain.plans import NO_INCLUSIONS
from storage import grants, plans, subscriptions
from storage.engine.tx import Tx


def accesses_of(tx: Tx, telegram_user_id: int, now: int) -> tuple[PlanAccess, ...]:
    """Return the person's access to each plan that they have or had."""
    by_plan = subscriptions.of_person(tx, telegram_user_id)
    if not any(one.active_at(now) for one in by_plan.values()):  # then nothing opens another plan
        return plan_accesses(by_plan, (), NO_INCLUSIONS, now)
    inclusions = plans.inclusions(tx)
    covered = coverings(by_plan, inclusions, now)
    live = grants.live(tx, telegram_user_id) if covered else ()
    return plan_accesses(by_plan, live, inclusions, now)
