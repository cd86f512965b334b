"""Access depends on what was bought and when: not on arrival, nor on refunds."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from hypothesis import strategies as st

from bot.domain.access.subscription import fold, shortened
from bot.domain.models import Grant, PlanId
from bot.domain.plans import Inclusions
from tests.domain.plan_histories import BUYER, History, access, for_any, histories

LATE = histories(late=True, seconds=True)


@for_any(LATE, st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(history: History, chance: Random) -> None:
    """Ids decide only which of two grants of one second counts as used first."""
    grants = history.grants
    numbers = list(range(1, len(grants) + 1))
    chance.shuffle(numbers)
    other = [replace(one, id=number) for one, number in zip(grants, numbers, strict=True)]
    chance.shuffle(other)
    first, second = (fold(BUYER, some, history.inclusions) for some in (grants, other))
    assert first == second
    assert list(first) == list(second)
    assert [one.bought for one in first.values()] == [one.bought for one in second.values()]
    assert access(grants, history.inclusions) == access(other, history.inclusions)
    begun = {(one.plan_id, one.granted_at) for one in grants}
    if len(begun) == len(grants):
        assert _cut_short(grants, history.inclusions) == _cut_short(other, history.inclusions)


def _cut_short(grants: Sequence[Grant], inclusions: Inclusions) -> set[tuple[PlanId, int, int]]:
    """Return the grants of which a cut took time by plan and beginning, with that cut."""
    found = shortened(grants, inclusions)
    return {(one.plan_id, one.granted_at, found[one.id]) for one in grants if one.id in found}


@for_any(LATE, st.data())
def test_refunding_a_purchase_equals_never_having_bought_it(
    history: History, data: st.DataObject
) -> None:
    """Also one that was cut, and one of a plan that includes others."""
    if not history.stored:
        return
    refunded = data.draw(st.integers(0, len(history.stored) - 1))
    left = [one for n, one in enumerate(history.grants) if n != refunded]
    never = history.without(refunded).grants
    assert fold(BUYER, left, history.inclusions) == fold(BUYER, never, history.inclusions)
    assert access(left, history.inclusions) == access(never, history.inclusions)


@for_any(LATE)
def test_a_plan_that_nothing_includes_counts_as_if_it_were_the_only_one(history: History) -> None:
    found = fold(BUYER, history.grants, history.inclusions)
    for plan, one in found.items():
        if not history.inclusions.including(plan):
            alone = [grant for grant in history.grants if grant.plan_id == plan]
            assert fold(BUYER, alone) == {plan: one}
            assert fold(BUYER, alone)[plan].bought == one.bought
