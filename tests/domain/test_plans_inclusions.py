"""Which plans include which: rows and diamonds, and no circles."""

import pytest
from hypothesis import strategies as st

from bot.domain.models import PlanId
from bot.domain.plans import NO_INCLUSIONS, Inclusions
from tests.domain.plan_histories import INCLUSIONS, PLANS, for_any

ONE, TWO, THREE, FOUR, FIVE = (PlanId(n) for n in (1, 2, 3, 4, 5))
DIAMOND = Inclusions(frozenset({(FOUR, THREE), (FOUR, TWO), (THREE, ONE), (TWO, ONE)}))
TREE = Inclusions(frozenset({(ONE, TWO), (ONE, THREE), (TWO, FOUR), (THREE, FIVE)}))
ROW = Inclusions(frozenset({(ONE, TWO), (TWO, THREE), (THREE, FOUR)}))


def test_a_plan_includes_others_at_second_hand_too() -> None:
    assert DIAMOND.included(FOUR) == {ONE, TWO, THREE}
    assert DIAMOND.included(TWO) == {ONE}
    assert ROW.included(ONE) == {TWO, THREE, FOUR}
    assert TREE.included(ONE) == {TWO, THREE, FOUR, FIVE}
    assert ROW.included(FOUR) == NO_INCLUSIONS.included(ONE) == set()


def test_innermost_are_the_plans_that_include_none_of_the_others() -> None:
    assert ROW.innermost([ONE, TWO, THREE]) == [THREE]
    assert ROW.innermost([FOUR, ONE]) == [FOUR]
    assert DIAMOND.innermost([TWO, THREE]) == [TWO, THREE]
    assert DIAMOND.innermost([FOUR, TWO]) == [TWO]
    assert NO_INCLUSIONS.innermost([]) == []


def test_including_are_the_plans_that_name_it() -> None:
    assert DIAMOND.including(ONE) == [TWO, THREE]
    assert ROW.including(FOUR) == [THREE]
    assert DIAMOND.including(FOUR) == []
    assert DIAMOND.includes_any(FOUR)
    assert not DIAMOND.includes_any(ONE)


def test_plans_come_after_those_that_include_them() -> None:
    assert DIAMOND.ordered([FOUR]) == [FOUR, TWO, THREE, ONE]
    assert DIAMOND.ordered([ONE, THREE]) == [THREE, ONE]
    assert ROW.ordered([FOUR, TWO]) == [TWO, THREE, FOUR]
    assert NO_INCLUSIONS.ordered([THREE, ONE]) == [ONE, THREE]
    assert ROW.ordered([]) == []


def test_a_circle_cannot_be_ordered() -> None:
    circle = Inclusions(ROW.pairs | {(FOUR, TWO)})
    with pytest.raises(ValueError, match=r"^plans include each other in a circle$"):
        circle.ordered([ONE])


def test_a_plan_cannot_include_itself_nor_one_that_includes_it() -> None:
    assert ROW.would_be_a_circle(ONE, ONE)
    assert ROW.would_be_a_circle(FOUR, ONE)
    assert DIAMOND.would_be_a_circle(ONE, FOUR)
    assert not ROW.would_be_a_circle(ONE, FOUR)
    assert not DIAMOND.would_be_a_circle(THREE, TWO)


@for_any(INCLUSIONS, st.sets(PLANS, min_size=1))
def test_any_plans_are_ordered_once_each_with_all_they_include(
    inclusions: Inclusions, plans: set[PlanId]
) -> None:
    found = inclusions.ordered(plans)
    assert len(found) == len(set(found))
    assert set(found) == plans.union(*(inclusions.included(one) for one in plans))
    for above, below in inclusions.pairs:
        if above in found:
            assert found.index(above) < found.index(below)


@for_any(INCLUSIONS, PLANS, PLANS)
def test_one_more_inclusion_is_a_circle_only_where_it_is_named_one(
    inclusions: Inclusions, plan: PlanId, included: PlanId
) -> None:
    more = Inclusions(inclusions.pairs | {(plan, included)})
    if inclusions.would_be_a_circle(plan, included):
        with pytest.raises(ValueError, match="circle"):
            more.ordered([plan])
    else:
        assert included in more.included(plan)
        assert set(more.ordered([plan])) == {plan, *more.included(plan)}
