"""The order of all plans and their formatted descriptions: stored whole, and in the audit once."""

import asyncio

import pytest

from bot.domain.decisions.ordering import Step
from bot.domain.models import FIRST_PLAN, PlanId
from bot.domain.plan_names import NameProblem
from bot.domain.records import HistoryEntry
from bot.usecases.people.history import Line
from bot.usecases.plans.overview import PlanOverview
from bot.usecases.plans.plans import Plans, Seen
from storage import plans as storage_plans
from tests.conftest import NOW
from tests.usecases.conftest import ADMINS, Shop
from tests.usecases.rows import AUDIT, rows

ADMIN, OTHER = ADMINS
PRO, TOP = PlanId(2), PlanId(3)
AS_ADDED = [FIRST_PLAN, PRO, TOP]
LATER = NOW + 100


@pytest.fixture
async def plans(shop: Shop) -> Plans:
    """Return three plans, some time after the shop's start."""
    await shop.db.write(lambda tx: [storage_plans.insert(tx, key) for key in ("pro", "top")])
    shop.clock.move(100)
    found = Plans(shop.db, shop.clock)
    await found.on_start()
    return found


def order(plans: Plans) -> list[PlanId]:
    return [one.id for one in plans.known]


async def test_each_move_passes_one_plan_and_is_in_the_audit(shop: Shop, plans: Plans) -> None:
    assert not plans.is_ordered
    assert await plans.move(FIRST_PLAN, Step.DOWN, ADMIN)
    assert order(plans) == [PRO, FIRST_PLAN, TOP]
    assert plans.is_ordered
    assert await plans.move(TOP, Step.UP, OTHER)
    assert order(plans) == [PRO, TOP, FIRST_PLAN]
    await plans.move_up(TOP, OTHER)
    assert order(plans) == [TOP, PRO, FIRST_PLAN]
    assert await rows(shop, AUDIT) == [
        (LATER, "admin:9001", "plan_moved_down", "plan:1", None),
        (LATER, "admin:9002", "plan_moved", "plan:3", None),
        (LATER, "admin:9002", "plan_moved", "plan:3", None),
    ]


@pytest.mark.parametrize(
    ("plan_id", "step"), [(FIRST_PLAN, Step.UP), (TOP, Step.DOWN), (PlanId(99), Step.UP)]
)
async def test_nothing_moves_at_an_end_nor_what_is_no_plan(
    shop: Shop, plans: Plans, plan_id: PlanId, step: Step
) -> None:
    assert await plans.move(plan_id, step, ADMIN) is False
    assert order(plans) == AS_ADDED
    assert await rows(shop, AUDIT) == []


async def test_the_order_of_the_first_days_comes_back_once_for_two_admins(
    shop: Shop, plans: Plans
) -> None:
    assert await plans.restore_order(ADMIN) is False
    assert await plans.move(TOP, Step.UP, ADMIN)
    shop.clock.move(1)
    done = await asyncio.gather(*(plans.restore_order(one) for one in (OTHER, OTHER)))
    assert sorted(done) == [False, True]
    assert order(plans) == AS_ADDED
    assert not plans.is_ordered
    assert (await rows(shop, AUDIT))[1:] == [
        (LATER + 1, "admin:9002", "plans_order_restored", "plans", None)
    ]


async def test_the_history_of_the_order_is_who_brought_it_back_newest_first(
    shop: Shop, plans: Plans
) -> None:
    for admin in ADMINS:
        await plans.move_up(TOP, admin)
        assert await plans.restore_order(admin)
        shop.clock.move(1)
    overview = PlanOverview(shop.db, shop.clock)
    first, second = (
        Line(HistoryEntry(at, "plans_order_restored", None, actor, None), None, number, None)
        for at, actor, number in ((LATER, "admin:9001", ADMIN), (LATER + 1, "admin:9002", OTHER))
    )
    assert await overview.history_of_order(9) == [second, first]
    assert await overview.history_of_order(1) == [second]


@pytest.mark.parametrize(
    ("html", "formatted"),
    [
        (None, {}),
        ("Tea &amp; <b>more</b>", {"en": "Tea &amp; <b>more</b>"}),
        ("<blockquote>Tea &amp; <i>more</i></blockquote>", {"en": "Tea &amp; <i>more</i>"}),
        ("<blockquote>Tea &amp; more</blockquote>", {}),
    ],
)
async def test_a_description_is_stored_with_its_format_if_it_has_some(
    shop: Shop, plans: Plans, html: str | None, formatted: dict[str, str]
) -> None:
    assert await plans.describe(PRO, " Tea & more ", "en", ADMIN, html)
    found = plans.get(PRO)
    assert found is not None
    assert (found.descriptions, found.formatted) == ({"en": "Tea & more"}, formatted)
    assert await plans.describe(PRO, None, "en", OTHER)
    found = plans.get(PRO)
    assert found is not None
    assert (found.descriptions, found.formatted) == ({}, {})
    assert await rows(shop, AUDIT) == [
        (LATER, "admin:9001", "plan_described", "plan:2", "Tea & more"),
        (LATER, "admin:9002", "plan_described", "plan:2", None),
    ]


async def test_a_dragged_order_counts_once_and_is_in_the_audit(shop: Shop, plans: Plans) -> None:
    wanted = [TOP, FIRST_PLAN, PRO]
    assert await plans.reorder(wanted, AS_ADDED, ADMIN)
    assert order(plans) == wanted
    assert await plans.reorder(wanted, wanted, OTHER)
    assert await rows(shop, AUDIT) == [(LATER, "admin:9001", "plans_ordered", "plans", None)]


@pytest.mark.parametrize(
    ("wanted", "seen"),
    [
        ([TOP, FIRST_PLAN, PRO], [PRO, FIRST_PLAN, TOP]),
        ([TOP, FIRST_PLAN], AS_ADDED),
        ([TOP, TOP, PRO], AS_ADDED),
        ([TOP, FIRST_PLAN, PRO, PlanId(99)], AS_ADDED),
        ([], []),
    ],
)
async def test_an_order_of_other_plans_or_over_another_order_changes_nothing(
    shop: Shop, plans: Plans, wanted: list[PlanId], seen: list[PlanId]
) -> None:
    assert not await plans.reorder(wanted, seen, ADMIN)
    assert order(plans) == AS_ADDED
    assert await rows(shop, AUDIT) == []


async def test_of_two_orders_that_are_dragged_at_once_one_counts(shop: Shop, plans: Plans) -> None:
    both = (
        plans.reorder([TOP, PRO, FIRST_PLAN], AS_ADDED, ADMIN),
        plans.reorder([PRO, TOP, FIRST_PLAN], AS_ADDED, OTHER),
    )
    assert sorted(await asyncio.gather(*both)) == [False, True]
    assert len(await rows(shop, AUDIT)) == 1


async def test_words_over_those_that_another_admin_wrote_meanwhile_dont_count(
    shop: Shop, plans: Plans
) -> None:
    assert await plans.rename(PRO, "Pro", "en", ADMIN, Seen(None)) is None
    changed = NameProblem.CHANGED
    assert await plans.rename(PRO, "Professional", "en", OTHER, Seen(None)) is changed
    assert await plans.rename(PRO, "Professional", "en", OTHER, Seen("Pro")) is None
    assert await plans.describe(PRO, "More tea", "en", ADMIN, seen=Seen(None))
    assert not await plans.describe(PRO, "Less tea", "en", OTHER, seen=Seen(None))
    found = plans.get(PRO)
    assert found is not None
    assert (found.names, found.descriptions) == ({"en": "Professional"}, {"en": "More tea"})
