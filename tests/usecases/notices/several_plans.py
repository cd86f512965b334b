"""Shops with several plans, which scenes share: Basic, Pro and a course, or Basic and Pro."""

from bot.domain.durations import Duration
from bot.domain.models import PlanId
from bot.domain.plans import Inclusions
from bot.domain.records import NewTariff
from storage import plans, subscriptions
from tests.bodies import ANNA, purchase
from tests.usecases.conftest import ADMINS
from tests.usecases.notices.stage import Stage

BASIC, PRO, COURSE = PlanId(1), PlanId(2), PlanId(3)
PRO_MONTH, PRO_LIFE, COURSE_MONTH = 901, 902, 903


async def open_three(stage: Stage, *, included: bool = True) -> None:
    """Sell Basic, Pro and a course; Pro includes Basic, if it should."""

    def work(tx):
        plans.set_name(tx, BASIC, "en", "Basic")
        for key, name in (("pro", "Pro"), ("course", "Course <A>")):
            plans.set_name(tx, plans.insert(tx, key), "en", name)
        plans.set_inclusions(tx, Inclusions(frozenset({(PRO, BASIC)} if included else set())))
        plans.set_refolded_up_to(tx, None)

    await stage.shop.db.write(work)
    for product, plan, duration in (
        (PRO_MONTH, PRO, Duration(months=1)),
        (PRO_LIFE, PRO, Duration(lifetime=True)),
        (COURSE_MONTH, COURSE, Duration(months=1)),
    ):
        await stage.shop.tariffs.bind(product, NewTariff(plan, duration), ADMINS[0])


async def open_two(stage: Stage) -> None:
    """Sell Basic and Pro, which doesn't include it."""

    def work(tx):
        plans.set_name(tx, BASIC, "en", "Basic")
        plans.set_name(tx, plans.insert(tx, "pro"), "en", "Pro")

    await stage.shop.db.write(work)
    await stage.shop.tariffs.bind(PRO_MONTH, NewTariff(PRO, Duration(months=1)), ADMINS[0])


async def buy(stage: Stage, number: int, product: int) -> None:
    await stage.receive(purchase(number, product_id=product, at=stage.shop.clock.now()))


async def end_of_plan(stage: Stage, plan: PlanId) -> int:
    found = await stage.shop.db.read(lambda tx: subscriptions.get(tx, ANNA, plan))
    assert found is not None
    assert found.expires_at is not None
    return found.expires_at
