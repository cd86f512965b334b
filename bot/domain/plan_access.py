"""A person's access to each of several plans, as people read of it: also by which other plan."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.domain.models import Grant, PlanId, Subscription
from bot.domain.plans import NO_INCLUSIONS, Inclusions, any_of
from bot.domain.subscription import chains_by_plan


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


def plan_accesses(
    subscriptions: Mapping[PlanId, Subscription],
    grants: Iterable[Grant],
    inclusions: Inclusions,
    now: int,
) -> tuple[PlanAccess, ...]:
    """Return the access to each plan, in the order of their ids; ended ones too."""
    if inclusions == NO_INCLUSIONS:
        return tuple(PlanAccess(plan, subscriptions[plan]) for plan in sorted(subscriptions))
    chains = chains_by_plan(grants, inclusions)
    found = []
    for plan in sorted(subscriptions):
        one = subscriptions[plan]
        covering = _covering(plan, subscriptions, inclusions, now)
        if covering is None:
            found.append(PlanAccess(plan, one))
            continue
        ends_with_it = one.expires_at == subscriptions[covering].expires_at
        last = chains[plan][-1] if plan in chains and not ends_with_it else None
        resumes_at = last.stands_still_until(now) if last is not None else None
        found.append(PlanAccess(plan, one, covering, ends_with_it, resumes_at))
    return tuple(found)


def _covering(
    plan: PlanId, subscriptions: Mapping[PlanId, Subscription], inclusions: Inclusions, now: int
) -> PlanId | None:
    """Return the plan that includes this one, is open now and ends last; None where none is."""
    running = {
        one: subscriptions[one]
        for one in inclusions.including(plan)
        if one in subscriptions and subscriptions[one].active_at(now)
    }
    last = any_of(running.values())
    return next((one for one, each in running.items() if each is last), None)
