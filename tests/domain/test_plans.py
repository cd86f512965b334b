"""Basic and Pro, which includes it: Basic's bought time stands still while Pro runs."""

from datetime import UTC, datetime

import pytest

from bot.domain.access.subscription import chains_by_plan, fold, spans
from bot.domain.durations import Duration
from bot.domain.models import RENEWAL_GRACE_SECONDS, Grant, PersonId, PlanId, Subscription
from bot.domain.plans import Inclusions, any_of

BUYER = PersonId(101)
BASIC, PRO, ULTRA = PlanId(1), PlanId(2), PlanId(3)
PRO_HAS_BASIC = Inclusions(frozenset({(PRO, BASIC)}))
A_ROW = Inclusions(frozenset({(ULTRA, PRO), (PRO, BASIC)}))
DAY = 86400
MONTH = Duration(months=1)


def at(month: int, day: int) -> int:
    return int(datetime(2026, month, day, 12, tzinfo=UTC).timestamp())


BASIC_30 = Grant(1, at(5, 1), Duration(days=30), plan_id=BASIC)
PRO_MONTH = Grant(2, at(5, 11), MONTH, plan_id=PRO)


def ends(*grants: Grant, inclusions: Inclusions = PRO_HAS_BASIC) -> dict[PlanId, int | None]:
    return {plan: one.expires_at for plan, one in fold(BUYER, grants, inclusions).items()}


def test_basic_has_its_other_20_days_after_pro() -> None:
    assert ends(BASIC_30, PRO_MONTH) == {PRO: at(6, 11), BASIC: at(7, 1)}
    assert ends(PRO_MONTH, BASIC_30) == {PRO: at(6, 11), BASIC: at(7, 1)}
    assert spans([BASIC_30, PRO_MONTH], PRO_HAS_BASIC) == [(at(5, 1), at(7, 1))]


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        ([BASIC_30], {BASIC: at(5, 31)}),
        ([PRO_MONTH], {PRO: at(6, 11), BASIC: at(6, 11)}),
        ([], {}),
    ],
)
def test_after_a_refund_of_either_or_both_it_was_never_there(
    left: list[Grant], expected: dict[PlanId, int | None]
) -> None:
    assert ends(*left) == expected


@pytest.mark.parametrize("basic", [at(5, 11), at(5, 20), at(6, 11)])
def test_basic_bought_while_pro_runs_begins_after_it(basic: int) -> None:
    bought = Grant(1, basic, Duration(days=30), plan_id=BASIC)
    assert ends(bought, PRO_MONTH) == {PRO: at(6, 11), BASIC: at(7, 11)}


def test_pro_bought_after_basic_has_ended_opens_basic_again() -> None:
    later = Grant(2, at(6, 11), MONTH, plan_id=PRO)
    assert ends(BASIC_30, later) == {PRO: at(7, 11), BASIC: at(7, 11)}
    found = fold(BUYER, [BASIC_30, later], PRO_HAS_BASIC)[BASIC]
    assert found.started_at == at(6, 11)
    assert spans([BASIC_30, later], PRO_HAS_BASIC) == [
        (at(5, 1), at(5, 31)),
        (at(6, 11), at(7, 11)),
    ]


def test_pro_bought_a_minute_after_the_end_of_basic_starts_it_again() -> None:
    later = Grant(2, at(5, 31) + 60, MONTH, plan_id=PRO)
    assert fold(BUYER, [BASIC_30, later], PRO_HAS_BASIC)[BASIC].started_at == at(5, 31) + 60


def test_a_lifetime_of_pro_is_one_of_basic_until_it_is_refunded() -> None:
    forever = Grant(3, at(5, 20), Duration(lifetime=True), plan_id=PRO)
    assert ends(BASIC_30, forever) == {PRO: None, BASIC: None}
    assert ends(BASIC_30) == {BASIC: at(5, 31)}
    assert spans([BASIC_30, forever], PRO_HAS_BASIC) == [(at(5, 1), None)]


def test_a_lifetime_of_basic_stays_when_pro_ends() -> None:
    forever = Grant(3, at(5, 20), Duration(lifetime=True), plan_id=BASIC)
    assert ends(PRO_MONTH, forever) == {PRO: at(6, 11), BASIC: None}


def test_a_plan_at_second_hand_is_open_too() -> None:
    ultra = Grant(3, at(5, 11), Duration(days=10), plan_id=ULTRA)
    assert ends(ultra, inclusions=A_ROW) == dict.fromkeys((ULTRA, PRO, BASIC), at(5, 21))
    assert ends(ultra, BASIC_30, inclusions=A_ROW)[BASIC] == at(6, 10)
    both = ends(ultra, BASIC_30, PRO_MONTH, inclusions=A_ROW)
    assert both == {ULTRA: at(5, 21), PRO: at(6, 21), BASIC: at(7, 11)}


def test_time_that_two_plans_cover_counts_once() -> None:
    two = Inclusions(frozenset({(ULTRA, BASIC), (PRO, BASIC)}))
    ultra = Grant(3, at(5, 21), MONTH, plan_id=ULTRA)
    assert ends(BASIC_30, PRO_MONTH, ultra, inclusions=two)[BASIC] == at(7, 11)


def test_plans_that_do_not_include_each_other_run_side_by_side() -> None:
    assert ends(BASIC_30, PRO_MONTH, inclusions=Inclusions()) == {PRO: at(6, 11), BASIC: at(5, 31)}


def recurring(number: int, begins: int, until: int, *, renews: bool, plan: PlanId = PRO) -> Grant:
    return Grant(number, begins, fixed_end_at=until, renews=renews, plan_id=plan)


def test_an_included_plan_renews_when_the_including_one_does() -> None:
    paid = recurring(2, at(5, 11), at(6, 11), renews=True)
    found = fold(BUYER, [BASIC_30, paid], PRO_HAS_BASIC)
    assert (found[PRO].renews_at, found[BASIC].renews_at) == (at(6, 11), at(6, 11))
    assert found[PRO].over_at == at(6, 11) + RENEWAL_GRACE_SECONDS
    assert found[BASIC].over_at == at(7, 1)
    alone = fold(BUYER, [paid], PRO_HAS_BASIC)
    assert alone[BASIC].over_at == at(6, 11) + RENEWAL_GRACE_SECONDS


def test_the_later_renewal_counts_for_an_included_plan_only() -> None:
    paid = recurring(2, at(5, 11), at(6, 11), renews=True)
    basic = recurring(3, at(5, 20), at(6, 20), renews=True, plan=BASIC)
    found = fold(BUYER, [paid, basic], PRO_HAS_BASIC)
    assert (found[PRO].renews_at, found[BASIC].renews_at) == (at(6, 11), at(6, 20))
    cancelled = recurring(2, at(5, 11), at(6, 11), renews=False)
    assert fold(BUYER, [cancelled], PRO_HAS_BASIC)[BASIC].renews_at is None


def test_a_renewal_of_pro_that_was_over_as_it_began_is_none_of_basic() -> None:
    """Basic has no subscription by it either: one more sale starts from nothing."""
    over = recurring(2, at(4, 1), at(4, 1), renews=True)
    assert set(fold(BUYER, [over], PRO_HAS_BASIC)) == {PRO}
    assert fold(BUYER, [over, BASIC_30], PRO_HAS_BASIC)[BASIC].renews_at is None


def test_basic_stays_paused_while_pro_is_renewed_a_little_late() -> None:
    paid = recurring(2, at(5, 11), at(6, 11), renews=True)
    renewed = recurring(3, at(6, 11) + 240, at(7, 11), renews=True)
    assert ends(BASIC_30, paid, renewed) == {PRO: at(7, 11), BASIC: at(7, 31)}


def test_stretches_of_different_plans_are_one_where_they_touch() -> None:
    other = Grant(3, at(5, 31), MONTH, plan_id=ULTRA)
    within = Grant(4, at(6, 5), Duration(days=2), plan_id=PRO)
    assert spans([BASIC_30, other, within]) == [(at(5, 1), at(6, 30))]
    forever = Grant(5, at(5, 1), Duration(lifetime=True), plan_id=PRO)
    assert spans([BASIC_30, forever]) == [(at(5, 1), None)]


@pytest.mark.parametrize("moment", [at(5, 11), at(5, 20), at(6, 11) - 1])
def test_bought_time_stands_still_until_pro_ends(moment: int) -> None:
    basic = chains_by_plan([BASIC_30, PRO_MONTH], PRO_HAS_BASIC)[BASIC][-1]
    assert basic.stands_still_until(moment) == at(6, 11)


@pytest.mark.parametrize("moment", [at(5, 1), at(5, 11) - 1, at(6, 11), at(6, 20), at(7, 2)])
def test_bought_time_runs_before_pro_and_after_it(moment: int) -> None:
    basic = chains_by_plan([BASIC_30, PRO_MONTH], PRO_HAS_BASIC)[BASIC][-1]
    assert basic.stands_still_until(moment) is None


def test_bought_time_stands_still_through_stretches_that_follow_each_other() -> None:
    first = recurring(2, at(5, 11), at(5, 21), renews=False, plan=BASIC)
    pro = Grant(3, at(5, 21), Duration(days=5), plan_id=PRO)
    basic = chains_by_plan([BASIC_30, first, pro], PRO_HAS_BASIC)[BASIC][-1]
    assert basic.stands_still_until(at(5, 12)) == at(5, 26)


def test_only_time_that_is_left_stands_still() -> None:
    used_up = Grant(1, at(5, 1), Duration(days=10), plan_id=BASIC)
    forever = Grant(3, at(5, 1), Duration(lifetime=True), plan_id=BASIC)
    for bought in ([used_up, PRO_MONTH], [PRO_MONTH], [forever, PRO_MONTH]):
        basic = chains_by_plan(bought, PRO_HAS_BASIC)[BASIC][-1]
        assert basic.stands_still_until(at(5, 20)) is None


def test_any_of_is_the_subscription_that_ends_last() -> None:
    short, long_ = (Subscription(BUYER, at(5, 1), at(6, day)) for day in (1, 2))
    forever = Subscription(BUYER, at(5, 1), None)
    assert any_of([]) is None
    assert any_of([long_, short]) is any_of([short, long_]) is long_
    assert any_of([forever, long_]) is any_of([long_, forever]) is forever


def test_of_equal_ends_the_one_that_renews_counts_then_the_earlier() -> None:
    early, late = (Subscription(BUYER, at(5, day), at(6, 1)) for day in (1, 2))
    renewing = Subscription(BUYER, at(5, 3), at(6, 1), renews_at=at(5, 5))
    assert any_of([late, early]) is early
    assert any_of([early, renewing]) is renewing
