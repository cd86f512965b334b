"""Short ways to say what belongs to the plan that every shop begins with, and to have two."""

import asyncio
from collections.abc import Iterable

from bot.domain.access.subscription import fold
from bot.domain.durations import Duration
from bot.domain.models import FIRST_PLAN, Grant, PersonId, PlanId, Subscription
from bot.domain.records import NewTariff
from bot.sandbox.cast import ADMIN
from bot.sandbox.world import World
from bot.usecases.plans.inclusions import InclusionChange

BASIC, PRO = FIRST_PLAN, PlanId(2)
TWO_PLANS = "Basic / 1 month=456, Basic / lifetime=459, Pro / 1 month=457, Pro / lifetime=458"
"""TARIFFS with two plans: `BASIC`, the first, and `PRO`."""


def of_first(duration: Duration) -> NewTariff:
    """Return the first plan for this time."""
    return NewTariff(FIRST_PLAN, duration)


def fold_first(person: PersonId, grants: Iterable[Grant]) -> Subscription | None:
    """Return the subscription to the first plan that these grants of it make."""
    return fold(person, grants).get(FIRST_PLAN)


async def include(
    world: World, plan: PlanId = PRO, included: PlanId = BASIC, *, is_included: bool = True
) -> None:
    """Let one plan include another, or no longer, and wait until everybody is folded again."""
    assert world.app is not None
    inclusions = world.app.deps.inclusions
    change = InclusionChange(plan, included, is_included)
    assert await inclusions.change(change, await inclusions.touched(change), ADMIN.id)
    async with asyncio.timeout(15):
        while await inclusions.refolded() is not None:
            await asyncio.sleep(0.01)
