"""A cut of one plan ends what somebody has of that plan: not what others open, nor what waits."""

from dataclasses import replace

import pytest

from bot.domain.access.subscription import chains_by_plan, extended, fold, shortened
from bot.domain.durations import Duration
from bot.domain.models import Grant
from tests.domain.plan_clock import walk
from tests.domain.plan_histories import (
    DAY,
    DAYS,
    LIFETIME,
    START,
    History,
    access,
    for_any,
    histories,
)
from tests.domain.test_plans import (
    A_ROW,
    BASIC,
    BASIC_30,
    BUYER,
    MONTH,
    PRO,
    PRO_HAS_BASIC,
    PRO_MONTH,
    ULTRA,
    at,
    ends,
)

CUT = at(5, 20)
BASIC_CUT, PRO_CUT = replace(BASIC_30, cut_at=CUT), replace(PRO_MONTH, cut_at=CUT)


def test_after_a_cut_of_basic_pro_still_opens_it() -> None:
    assert ends(BASIC_CUT, PRO_MONTH) == {PRO: at(6, 11), BASIC: at(6, 11)}
    assert access([BASIC_CUT, PRO_MONTH], PRO_HAS_BASIC)[BASIC] == [(at(5, 1), at(6, 11))]
    assert shortened([BASIC_CUT, PRO_MONTH], PRO_HAS_BASIC) == {1: CUT}


def test_basic_bought_after_its_cut_runs_after_pro() -> None:
    again = Grant(3, at(5, 25), Duration(days=10), plan_id=BASIC)
    assert ends(BASIC_CUT, PRO_MONTH, again) == {PRO: at(6, 11), BASIC: at(6, 21)}


def test_basic_bought_before_its_cut_and_known_after_it_runs_after_pro() -> None:
    late = Grant(3, at(5, 19), Duration(days=10), plan_id=BASIC)
    assert ends(BASIC_CUT, PRO_MONTH, late) == {PRO: at(6, 11), BASIC: at(6, 21)}


def test_after_a_cut_of_pro_the_paused_time_of_basic_runs_on() -> None:
    assert ends(BASIC_30, PRO_CUT) == {PRO: CUT, BASIC: at(6, 9)}
    assert shortened([BASIC_30, PRO_CUT], PRO_HAS_BASIC) == {2: CUT}


def test_after_a_cut_of_both_nothing_is_open() -> None:
    assert ends(BASIC_CUT, PRO_CUT) == {PRO: CUT, BASIC: CUT}
    assert shortened([BASIC_CUT, PRO_CUT], PRO_HAS_BASIC) == {1: CUT, 2: CUT}


def test_a_cut_of_a_lifetime_of_pro_lets_basic_run_on() -> None:
    forever = replace(PRO_CUT, duration=LIFETIME)
    assert ends(BASIC_30, forever) == {PRO: CUT, BASIC: at(6, 9)}
    assert shortened([BASIC_30, forever], PRO_HAS_BASIC) == {2: CUT}


def test_a_cut_of_basic_leaves_it_open_while_a_lifetime_of_pro_is_there() -> None:
    forever = replace(PRO_MONTH, duration=LIFETIME)
    assert ends(BASIC_CUT, forever) == {PRO: None, BASIC: None}
    assert shortened([BASIC_CUT, forever], PRO_HAS_BASIC) == {1: CUT}


def test_time_used_up_before_pro_is_not_shortened_and_time_that_waits_is() -> None:
    first = Grant(1, at(5, 1), Duration(days=9), plan_id=BASIC, cut_at=CUT)
    second = Grant(3, at(5, 5), Duration(days=9), plan_id=BASIC, cut_at=CUT)
    assert shortened([first, PRO_MONTH, second], PRO_HAS_BASIC) == {3: CUT}
    assert shortened([first, PRO_MONTH], PRO_HAS_BASIC) == {}


def test_the_middle_plan_of_a_row_is_cut_alone() -> None:
    ultra = Grant(3, at(5, 15), Duration(days=10), plan_id=ULTRA)
    found = ends(BASIC_30, PRO_CUT, ultra, inclusions=A_ROW)
    assert found == {ULTRA: at(5, 25), PRO: at(5, 25), BASIC: at(6, 14)}
    assert shortened([BASIC_30, PRO_CUT, ultra], A_ROW) == {2: CUT}


def test_a_plan_that_ended_before_the_cut_of_another_is_covered_once() -> None:
    """Pro ran before Basic's lifetime and its cut: the fold takes what came first, first."""
    pro = Grant(1, at(5, 1), Duration(days=10), plan_id=PRO)
    forever = Grant(2, at(5, 6), LIFETIME, plan_id=BASIC, cut_at=CUT)
    assert access([pro, forever], PRO_HAS_BASIC)[BASIC] == [(at(5, 1), CUT)]


def test_a_renewal_of_pro_after_its_cut_pauses_basic_again() -> None:
    paid = Grant(2, at(5, 11), fixed_end_at=at(6, 11), renews=True, plan_id=PRO, cut_at=CUT)
    renewed = Grant(3, at(6, 1), fixed_end_at=at(7, 1), renews=True, plan_id=PRO)
    found = fold(BUYER, [BASIC_30, paid], PRO_HAS_BASIC)
    assert (found[BASIC].renews_at, found[BASIC].expires_at) == (None, at(6, 9))
    assert ends(BASIC_30, paid, renewed) == {PRO: at(7, 1), BASIC: at(7, 9)}


def test_bought_time_ran_before_the_cut_and_stands_still_after_it() -> None:
    late = Grant(3, at(5, 19), Duration(days=10), plan_id=BASIC)
    pro = replace(PRO_MONTH, granted_at=at(5, 15))
    basic = chains_by_plan([BASIC_CUT, pro, late], PRO_HAS_BASIC)[BASIC][-1]
    assert basic.stands_still_until(at(5, 10)) is None
    assert basic.stands_still_until(CUT) == at(6, 15)


@for_any(histories(DAYS, recurring=False))
def test_a_cut_shortens_what_was_not_used_up(history: History) -> None:
    """All that a clock says is cut belongs to the grants that are named, and to each of them."""
    found = shortened(history.grants, history.inclusions)
    for plan, one in walk(history).items():
        named = [grant for grant in history.grants if grant.plan_id == plan and grant.id in found]
        lengths = [grant.duration.days for grant in named if grant.duration is not None]
        assert bool(lengths) == bool(one.cut)
        assert sum(lengths) >= one.cut
        assert sum(lengths) - one.cut <= sum(
            max(grant.duration.days - 1 for grant in named if grant.cut_at == at and grant.duration)
            for at in {grant.cut_at for grant in named}
        )


SALES = histories(late=True, seconds=True)


@for_any(SALES, DAYS.map(lambda days: Grant(99, START + 90 * DAY, days)))
def test_a_sale_added_to_a_row_is_the_fold_of_everything(history: History, sold: Grant) -> None:
    """Also of a plan that others include, which hold its time up."""
    before = fold(BUYER, history.grants, history.inclusions)
    for plan in (*before, *map(type(BASIC), range(1, 5))):
        new = replace(sold, plan_id=plan)
        for one in (
            new,
            replace(new, duration=LIFETIME),
            replace(new, granted_at=START + 40 * DAY),
        ):
            quickly = extended(BUYER, before.get(plan), one)
            slowly = fold(BUYER, [*history.grants, one], history.inclusions)[plan]
            assert quickly is None or (quickly, quickly.bought) == (slowly, slowly.bought)


@pytest.mark.parametrize("bought_at", [at(5, 20), at(6, 20), at(7, 1)])
def test_a_sale_of_a_plan_whose_time_stood_still_needs_the_other_grants(bought_at: int) -> None:
    before = fold(BUYER, [BASIC_30, PRO_MONTH], PRO_HAS_BASIC)
    sold = Grant(3, bought_at, MONTH, plan_id=BASIC)
    assert extended(BUYER, before[BASIC], sold) is None
    later = replace(sold, granted_at=at(7, 1) + 1)
    found = fold(BUYER, [BASIC_30, PRO_MONTH, later], PRO_HAS_BASIC)[BASIC]
    assert extended(BUYER, before[BASIC], later) == found
