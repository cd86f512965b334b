"""The fold opens what a clock opens that walks from day to day: bought time runs while nothing
covers it, and none of it is lost."""

from bot.domain.access.subscription import fold
from tests.domain.plan_clock import walk
from tests.domain.plan_histories import (
    BUYER,
    DAY,
    DAYS,
    LIFETIME,
    History,
    access,
    for_any,
    histories,
    joined,
    lost,
    months_of,
    seconds_of,
    tolerance,
)


@for_any(histories(DAYS | DAYS.map(lambda _: LIFETIME)))
def test_days_are_used_as_a_clock_uses_them(history: History) -> None:
    by_clock = {plan: one.open for plan, one in walk(history).items() if one.open}
    by_fold = {plan: one for plan, one in access(history.grants, history.inclusions).items() if one}
    assert by_fold == by_clock


@for_any(histories())
def test_months_are_used_as_a_clock_uses_them_that_takes_each_for_30_days(history: History) -> None:
    by_fold = access(history.grants, history.inclusions)
    for plan, one in walk(history).items():
        found = by_fold.get(plan, [])
        assert lost(found, one.open) <= 3 * DAY * months_of(history.grants)
        assert lost(one.open, found) <= 3 * DAY * months_of(history.grants)


@for_any(histories(DAYS, recurring=False))
def test_days_used_and_days_cut_are_the_days_bought(history: History) -> None:
    by_fold = access(history.grants, history.inclusions)
    for plan, one in walk(history).items():
        covers = joined(
            stretch
            for above in history.inclusions.including(plan)
            for stretch in by_fold.get(above, [])
        )
        assert one.left == 0
        assert one.used + one.cut == one.bought
        assert lost(by_fold.get(plan, []), covers) == one.used * DAY


@for_any(histories(late=True, seconds=True))
def test_a_plan_is_open_whenever_one_is_that_includes_it(history: History) -> None:
    by_fold = access(history.grants, history.inclusions)
    for plan, open_ in by_fold.items():
        for included in history.inclusions.included(plan):
            assert lost(open_, by_fold.get(included, [])) == 0


@for_any(histories(late=True, seconds=True))
def test_a_subscription_is_the_last_stretch_of_its_plan(history: History) -> None:
    by_fold = access(history.grants, history.inclusions)
    folded = fold(BUYER, history.grants, history.inclusions)
    assert set(folded) == set(by_fold)
    for plan, one in folded.items():
        if one.expires_at is not None and one.started_at < one.expires_at:
            assert by_fold[plan][-1][1] == one.expires_at
            assert one.started_at >= by_fold[plan][-1][0]


@for_any(histories(recurring=False, late=True))
def test_bought_time_that_nobody_cut_is_given_in_full(history: History) -> None:
    """Also where it became known late: all of it runs, besides what other plans cover."""
    uncut = [one for one in history.stored if one.duration != LIFETIME]
    by_fold = access(uncut, history.inclusions)
    for plan, open_ in by_fold.items():
        own = [one for one in uncut if one.plan_id == plan]
        bought = sum(one.duration.months * 30 + one.duration.days for one in own if one.duration)
        covers = joined(
            stretch
            for above in history.inclusions.including(plan)
            for stretch in by_fold.get(above, [])
        )
        assert abs(lost(open_, covers) - bought * DAY) <= tolerance(own)
        assert seconds_of(open_) >= seconds_of(covers)
