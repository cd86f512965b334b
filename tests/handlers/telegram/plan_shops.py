"""Shops with several plans for tests: Basic, and Pro that may include it."""

from bot.domain.models import PlanId
from bot.sandbox.cast import ADMIN
from bot.sandbox.world import World
from bot.usecases.plans.inclusions import InclusionChange, Touched
from tests.handlers.telegram.payments import deps

BASIC, PRO = PlanId(1), PlanId(2)
TWO_PLANS = "Basic / 1 month=456, Basic / 3 months=457, Pro / 1 month=530, Pro / 1 year=531"


async def let_pro_include_basic(world: World) -> None:
    change = InclusionChange(PRO, BASIC, include=True)
    assert await deps(world).inclusions.change(change, Touched(0, 0), ADMIN.id)
    while await deps(world).inclusions.step():
        pass
