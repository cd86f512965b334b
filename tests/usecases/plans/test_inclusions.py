"""Inclusions change as the admin has seen it, and everybody is folded again in portions."""

from collections.abc import Callable
from dataclasses import replace
from typing import cast

import pytest

from bot.domain.durations import Duration
from bot.domain.models import FIRST_PLAN, PersonId, PlanId
from bot.domain.plans import Inclusions
from bot.usecases.access.manual import GrantOrder, ManualGrants, end_of
from bot.usecases.plans.inclusions import SIGNAL, InclusionChange, PlanInclusions, Touched
from bot.usecases.plans.plans import Plans
from storage import plans, subscriptions
from storage.engine.database import Database
from storage.engine.tx import Tx
from tests.bodies import purchase, refund
from tests.usecases.conftest import ADMINS, Shop

ADMIN = ADMINS[0]
BASIC, PRO, TOP = FIRST_PLAN, PlanId(2), PlanId(3)
INCLUDE = InclusionChange(PRO, BASIC, include=True)
EXCLUDE = InclusionChange(PRO, BASIC, include=False)
LIFETIME = Duration(lifetime=True)
NOBODY = Touched(0, 0)


@pytest.fixture
async def inclusions(shop: Shop) -> PlanInclusions:
    names = Plans(shop.db, shop.clock)
    await names.on_start()
    for name in ("Pro", "Top"):
        await names.add(name, "en", ADMIN)
    return PlanInclusions(shop.db, shop.clock)


async def give(shop: Shop, person: int, plan_id: PlanId, duration: Duration) -> None:
    manual = ManualGrants(shop.db, shop.clock)
    shown = await manual.preview_grant(PersonId(person), plan_id, duration)
    order = GrantOrder(PersonId(person), plan_id, duration, end_of(shown.after))
    assert await manual.grant(order, ADMIN)


async def include(inclusions: PlanInclusions) -> None:
    assert await inclusions.change(INCLUDE, NOBODY, ADMIN)
    while await inclusions.step():
        pass


async def ends(shop: Shop, plan_id: PlanId) -> dict[int, int | None]:
    """Return when each person's access to the plan ends."""
    sql = "SELECT telegram_user_id, expires_at FROM subscriptions WHERE plan_id = ?"
    return dict(await shop.db.read(lambda tx: [tuple(one) for one in tx.all(sql, (plan_id,))]))


@pytest.mark.parametrize(
    ("own", "by_inclusion", "shortened"),
    [
        (None, Duration(days=10), 1),
        (Duration(days=20), Duration(days=10), 1),  # Basic's days wait behind Pro's
        (None, LIFETIME, 1),
        (Duration(days=10), LIFETIME, 1),
        (LIFETIME, Duration(days=10), 0),
        (LIFETIME, LIFETIME, 0),
    ],
)
async def test_only_who_loses_time_is_counted_as_shortened(
    shop: Shop,
    inclusions: PlanInclusions,
    own: Duration | None,
    by_inclusion: Duration,
    shortened: int,
) -> None:
    if own is not None:
        await give(shop, 1, BASIC, own)
    await give(shop, 1, PRO, by_inclusion)
    await include(inclusions)
    assert await inclusions.touched(EXCLUDE) == Touched(1, shortened)


async def test_an_end_that_has_passed_is_not_shortened(
    shop: Shop, inclusions: PlanInclusions
) -> None:
    await give(shop, 1, PRO, Duration(days=10))
    await include(inclusions)
    shop.clock.move(10 * 86400 - 1)
    assert await inclusions.touched(EXCLUDE) == Touched(1, 1)
    shop.clock.move(1)
    assert await inclusions.touched(EXCLUDE) == Touched(1, 0)


async def test_more_than_one_portion_of_people_is_counted_and_folded_again(
    shop: Shop, inclusions: PlanInclusions
) -> None:
    for person in range(1, 204):
        await give(shop, person, PRO, Duration(days=10))
    await give(shop, 900, BASIC, Duration(days=10))
    assert await inclusions.touched(INCLUDE) == Touched(203, 0)
    assert await inclusions.refolded() is None
    assert await inclusions.change(INCLUDE, NOBODY, ADMIN)
    assert await inclusions.refolded() == 203
    assert set(await ends(shop, BASIC)) == {900}
    assert await inclusions.step()
    assert await inclusions.refolded() == 103
    assert len(await ends(shop, BASIC)) == 101
    assert await inclusions.step()
    assert await inclusions.refolded() == 3
    assert await inclusions.step()
    assert await inclusions.refolded() == 0
    assert not await inclusions.step()
    assert await inclusions.refolded() is None
    assert not await inclusions.step()
    assert len(await ends(shop, BASIC)) == 204
    assert await inclusions.touched(EXCLUDE) == Touched(203, 203)


async def test_other_inclusions_stay_where_one_is_taken_away(
    shop: Shop, inclusions: PlanInclusions
) -> None:
    await give(shop, 1, BASIC, LIFETIME)
    await give(shop, 1, TOP, LIFETIME)
    await include(inclusions)
    assert await inclusions.change(InclusionChange(TOP, PRO, include=True), NOBODY, ADMIN)
    while await inclusions.step():
        pass
    assert await inclusions.touched(EXCLUDE) == Touched(1, 0)


class _Refunded:
    """A database in which somebody's only purchase is refunded after the first query."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._queries = 0

    async def read(self, work: Callable[[Tx], object]) -> object:
        self._queries += 1
        if self._queries == 2:
            await self._shop.receive(refund())
        return await self._shop.db.read(work)


async def test_somebody_who_is_refunded_while_people_are_counted_loses_nothing_more(
    shop: Shop, inclusions: PlanInclusions
) -> None:
    await shop.receive(purchase())
    counting = replace(inclusions, db=cast(Database, _Refunded(shop)))
    change = InclusionChange(BASIC, PRO, include=True)
    assert await counting.touched(change) == Touched(1, 0)


async def test_a_change_waits_until_the_one_before_it_is_done(
    shop: Shop, inclusions: PlanInclusions
) -> None:
    await give(shop, 1, PRO, Duration(days=10))
    assert await inclusions.change(INCLUDE, NOBODY, ADMIN)
    other = InclusionChange(TOP, PRO, include=True)
    assert not await inclusions.change(other, NOBODY, ADMIN)
    while await inclusions.step():
        pass
    assert not await inclusions.change(INCLUDE, NOBODY, ADMIN)  # it is so already
    assert await inclusions.change(other, NOBODY, ADMIN)
    assert await inclusions.get() == Inclusions(frozenset({(PRO, BASIC), (TOP, PRO)}))


async def test_a_change_wakes_the_worker(shop: Shop, inclusions: PlanInclusions) -> None:
    woken: list[bool] = []
    shop.db.on(SIGNAL, lambda: woken.append(True))
    assert await inclusions.change(INCLUDE, NOBODY, ADMIN)
    assert woken == [True]


async def test_a_plan_never_includes_itself(shop: Shop, inclusions: PlanInclusions) -> None:
    await include(inclusions)
    for circle in (
        InclusionChange(BASIC, PRO, include=True),
        InclusionChange(PRO, PRO, include=True),
    ):
        assert not await inclusions.change(circle, NOBODY, ADMIN)
    assert await inclusions.get() == Inclusions(frozenset({(PRO, BASIC)}))


async def test_nobody_s_access_shrinks_whom_the_admin_has_not_seen(
    shop: Shop, inclusions: PlanInclusions
) -> None:
    for person in (1, 2):
        await give(shop, person, PRO, Duration(days=10))
    await include(inclusions)
    assert not await inclusions.change(EXCLUDE, Touched(2, 1), ADMIN)
    assert await shop.db.read(plans.inclusions) == Inclusions(frozenset({(PRO, BASIC)}))
    assert await inclusions.change(EXCLUDE, Touched(2, 2), ADMIN)
    while await inclusions.step():
        pass
    assert await ends(shop, BASIC) == {}
    assert await shop.db.read(lambda tx: subscriptions.get(tx, 1, PRO)) is not None
