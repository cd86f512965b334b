"""Access to a plan is named by the plan that opens it now, and by when its own time goes on."""

import pytest

from bot.domain.access.plan_access import PlanAccess, plan_accesses
from bot.domain.access.subscription import fold
from bot.domain.durations import Duration
from bot.domain.models import Grant, PersonId, PlanId
from bot.domain.plans import NO_INCLUSIONS, Inclusions

BUYER = PersonId(101)
BASIC, PRO, ULTRA, COURSE = map(PlanId, (1, 2, 3, 4))
DAY = 86400
NOW = 1_778_000_000
LIFE = Duration(lifetime=True)
PRO_INCLUDES = Inclusions(frozenset({(PRO, BASIC)}))
BOTH_INCLUDE = Inclusions(frozenset({(PRO, BASIC), (ULTRA, BASIC)}))
AT_SECOND_HAND = Inclusions(frozenset({(ULTRA, PRO), (PRO, BASIC)}))


def given(plan: PlanId, days: int | Duration, ago: int = 0) -> Grant:
    """Return a grant of so many days of a plan, so many days ago."""
    duration = Duration(days=days) if isinstance(days, int) else days
    return Grant(plan * 100 + ago, NOW - ago * DAY, duration, plan_id=plan)


def found(
    *grants: Grant, inclusions: Inclusions = PRO_INCLUDES, now: int = NOW
) -> dict[PlanId, tuple[PlanId | None, bool, int | None]]:
    """Return for each plan by which other it is open, whether it ends with that, and when its own
    time goes on, in days from now."""
    accesses = plan_accesses(fold(BUYER, grants, inclusions), grants, inclusions, now)
    return {
        one.plan_id: (
            one.comes_with,
            one.ends_with_it,
            None if one.resumes_at is None else (one.resumes_at - NOW) // DAY,
        )
        for one in accesses
    }


OWN = (None, False, None)


@pytest.mark.parametrize(
    ("grants", "inclusions", "expected"),
    [
        ([given(BASIC, 9), given(PRO, 9)], NO_INCLUSIONS, {BASIC: OWN, PRO: OWN}),
        (
            [given(PRO, 9), given(ULTRA, 3)],
            BOTH_INCLUDE,
            {BASIC: (PRO, True, None), PRO: OWN, ULTRA: OWN},
        ),
        (
            [given(PRO, 3), given(ULTRA, 9)],
            BOTH_INCLUDE,
            {BASIC: (ULTRA, True, None), PRO: OWN, ULTRA: OWN},
        ),
        (
            [given(PRO, 9), given(ULTRA, 9)],
            BOTH_INCLUDE,
            {BASIC: (PRO, True, None), PRO: OWN, ULTRA: OWN},
        ),
        ([given(ULTRA, 9)], BOTH_INCLUDE, {BASIC: (ULTRA, True, None), ULTRA: OWN}),
        ([given(BASIC, 9)], PRO_INCLUDES, {BASIC: OWN}),
        ([given(PRO, 9)], PRO_INCLUDES, {BASIC: (PRO, True, None), PRO: OWN}),
        (
            [given(BASIC, 9, ago=2), given(PRO, 5)],
            PRO_INCLUDES,
            {BASIC: (PRO, False, 5), PRO: OWN},
        ),
        ([given(PRO, 5), given(BASIC, 9)], PRO_INCLUDES, {BASIC: (PRO, False, 5), PRO: OWN}),
        ([given(PRO, 5, ago=7), given(BASIC, 9, ago=9)], PRO_INCLUDES, {BASIC: OWN, PRO: OWN}),
        ([given(PRO, 5), given(BASIC, LIFE)], PRO_INCLUDES, {BASIC: (PRO, False, None), PRO: OWN}),
        ([given(PRO, LIFE), given(BASIC, 9)], PRO_INCLUDES, {BASIC: (PRO, True, None), PRO: OWN}),
        (
            [given(PRO, 5), given(ULTRA, 7), given(BASIC, 9)],
            BOTH_INCLUDE,
            {BASIC: (ULTRA, False, 7), PRO: OWN, ULTRA: OWN},
        ),
        (
            [given(ULTRA, 7), given(BASIC, 9)],
            AT_SECOND_HAND,
            {BASIC: (PRO, False, 7), PRO: (ULTRA, True, None), ULTRA: OWN},
        ),
        (
            [given(COURSE, 3), given(PRO, 5)],
            PRO_INCLUDES,
            {BASIC: (PRO, True, None), PRO: OWN, COURSE: OWN},
        ),
    ],
)
def test_each_plan_is_named_by_what_opens_it_now(
    grants: list[Grant],
    inclusions: Inclusions,
    expected: dict[PlanId, tuple[PlanId | None, bool, int | None]],
) -> None:
    assert found(*grants, inclusions=inclusions) == expected


def test_own_time_is_paused_only_while_the_including_plan_runs() -> None:
    grants = [given(BASIC, 9, ago=2), given(PRO, 5)]
    assert found(*grants, now=NOW + 5 * DAY - 1)[BASIC] == (PRO, False, 5)
    assert found(*grants, now=NOW + 5 * DAY)[BASIC] == OWN


def test_a_fixed_end_of_its_own_that_lasts_longer_is_no_pause() -> None:
    """A recurring subscription to Basic covers more than Pro does: nothing waits for anything."""
    renewed = Grant(1, NOW, fixed_end_at=NOW + 20 * DAY, plan_id=BASIC)
    assert found(renewed, given(PRO, 5))[BASIC] == (PRO, False, None)


def test_a_person_who_is_yet_to_be_folded_again_has_what_was_folded_last() -> None:
    """Ultra includes Pro no longer; everybody is folded again in portions."""
    grants = [given(ULTRA, 9)]
    before = fold(BUYER, grants, AT_SECOND_HAND)
    assert plan_accesses(before, grants, PRO_INCLUDES, NOW) == (
        PlanAccess(BASIC, before[BASIC], PRO, ends_with_it=True),
        PlanAccess(PRO, before[PRO]),
        PlanAccess(ULTRA, before[ULTRA]),
    )


def test_ended_plans_stay_in_the_list() -> None:
    grants = [given(PRO, 5, ago=9)]
    subscriptions = fold(BUYER, grants, PRO_INCLUDES)
    assert plan_accesses(subscriptions, grants, PRO_INCLUDES, NOW) == (
        PlanAccess(BASIC, subscriptions[BASIC]),
        PlanAccess(PRO, subscriptions[PRO]),
    )
