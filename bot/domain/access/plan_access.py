"""A person's access to each of several plans, as people read of it: also by which other plan."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.domain.access.subscription import chains_by_plan
from bot.domain.models import Grant, PlanId, Subscription
from bot.domain.plans import Inclusions, lasting


@dataclass(frozen=True, slots=True)
class PlanAccess:
    """A subscription to a plan, and a plan that includes it and is open now."""

    plan_id: PlanId
    subscription: Subscription
    comes_with: PlanId | None = None
    """The plan through which it is open now, the one that ends last of several."""
    ends_with_it: bool = False
    """Whether nothing of its own is left after that plan."""
    resumes_at: int | None = None
    """When its own time, which stands still now, begins to run or goes on."""


def coverings(
    subscriptions: Mapping[PlanId, Subscription], inclusions: Inclusions, now: int
) -> dict[PlanId, PlanId]:
    """Return the plans that are open through another one now, each with the one that ends last."""
    running = {plan: one for plan, one in subscriptions.items() if one.active_at(now)}
    found: dict[PlanId, PlanId] = {}
    for above, plan in sorted(inclusions.pairs):
        if above not in running or plan not in subscriptions:
            continue
        before = found.get(plan)
        if before is None or lasting(running[above]) > lasting(running[before]):
            found[plan] = above
    return found


def plan_accesses(
    subscriptions: Mapping[PlanId, Subscription],
    grants: Iterable[Grant],
    inclusions: Inclusions,
    now: int,
) -> tuple[PlanAccess, ...]:
    """Return the access to each plan, in the order of their ids; ended ones too. The grants only
    matter where there are `coverings`."""
    covering = coverings(subscriptions, inclusions, now)
    if not covering:
        return tuple(PlanAccess(plan, subscriptions[plan]) for plan in sorted(subscriptions))
    chains = chains_by_plan(grants, inclusions)
    found = []
    for plan in sorted(subscriptions):
        one, above = subscriptions[plan], covering.get(plan)
        if above is None:
            found.append(PlanAccess(plan, one))
            continue
        ends_with_it = one.expires_at == subscriptions[above].expires_at
        last = chains[plan][-1] if plan in chains else None
        resumes_at = last.stands_still_until(now) if last is not None else None
        found.append(PlanAccess(plan, one, above, ends_with_it, resumes_at))
    return tuple(found)
