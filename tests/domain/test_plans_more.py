"""One more grant, or one more inclusion, never takes access away: neither a moment of it nor its
end, but for what calendar months differ in length."""

from dataclasses import replace

from hypothesis import strategies as st

from bot.domain.durations import Duration, add_calendar
from bot.domain.models import Grant, PlanId
from bot.domain.plans import NO_INCLUSIONS, Inclusions
from tests.domain.plan_histories import (
    BUYER,
    DAY,
    DAYS,
    LIFETIME,
    START,
    History,
    access,
    for_any,
    histories,
    lost,
    tolerance,
)
from tests.plans import fold_first

BASIC, PRO = PlanId(1), PlanId(2)
DAYS_1 = Duration(days=1)


def assert_nothing_is_lost(before: History, after: History, *, moments: bool = True) -> None:
    """Check the end of each plan and, if `moments`, every moment before it too."""
    had, has = (access(one.grants, one.inclusions) for one in (before, after))
    allowed = tolerance(after.grants)
    for plan, open_ in had.items():
        now_open = has.get(plan, [])
        if open_:
            assert now_open[-1][1] >= open_[-1][1] - allowed
        if moments:
            assert lost(open_, now_open) <= allowed


def assert_each_grant_adds(history: History, *, moments: bool = True) -> None:
    for index in range(len(history.stored)):
        assert_nothing_is_lost(history.without(index), history, moments=moments)


@for_any(histories(DAYS | st.just(LIFETIME), recurring=False, seconds=True))
def test_days_or_a_lifetime_more_take_nothing_away(history: History) -> None:
    assert_each_grant_adds(history)


@for_any(histories(seconds=True))
def test_any_grant_more_takes_away_what_months_differ_in_length_at_most(history: History) -> None:
    assert_each_grant_adds(history)


@for_any(histories(recurring=False, late=True, seconds=True))
def test_an_end_never_comes_earlier_also_where_purchases_become_known_late(
    history: History,
) -> None:
    """A purchase from before a cut that becomes known after it runs after whatever there was by
    then: one more grant may move it to a later time. Where another plan includes this one, its time
    moves as well then, and covers other days."""
    alone = replace(history, inclusions=NO_INCLUSIONS)
    assert_each_grant_adds(alone, moments=False)


def test_a_recurring_payment_known_after_a_cut_has_its_own_days_and_no_others() -> None:
    """So it was with one plan too. The days that it paid for are past when the lifetime is cut.
    Without the lifetime there is nothing to cut on that day, and they make the month end later."""
    month = Grant(2, START + 26 * DAY, Duration(months=1))
    known_late = Grant(3, START + 27 * DAY, fixed_end_at=START + 31 * DAY)
    cut_at = add_calendar(month.granted_at, 1, 0)
    for_life = Grant(1, START, LIFETIME, cut_at=cut_at)
    cut_month = replace(month, cut_at=cut_at)
    ends = [
        (one.expires_at or 0) - cut_at
        for some in ([for_life, cut_month, known_late], [cut_month, known_late])
        if (one := fold_first(BUYER, some)) is not None
    ]
    assert ends == [0, 4 * DAY]


@for_any(histories(late=True, seconds=True))
def test_without_a_cut_it_does_not_matter_how_late_they_become_known(history: History) -> None:
    assert_each_grant_adds(replace(history, cuts=()))


@for_any(histories(seconds=True), st.data())
def test_an_inclusion_more_takes_nothing_away(history: History, data: st.DataObject) -> None:
    pairs = history.inclusions.pairs
    if pairs:
        added = data.draw(st.sampled_from(sorted(pairs)))
        before = replace(history, inclusions=Inclusions(pairs - {added}))
        assert_nothing_is_lost(before, history)


def test_seconds_that_a_plan_waits_to_be_covered_are_used() -> None:
    """Bought time runs until the very second in which a plan that includes it begins: only a
    renewal may come a little late."""
    begins = START + DAY - 100
    bought = (
        Grant(1, START, DAYS_1),
        Grant(2, begins, DAYS_1),
        Grant(3, begins + 300, DAYS_1, plan_id=PRO),
    )
    both = Inclusions(frozenset({(PRO, BASIC)}))
    assert access(bought, both)[BASIC] == [(START, START + 3 * DAY)]
    assert access(bought[1:], both)[BASIC] == [(begins, begins + 2 * DAY)]
    assert_each_grant_adds(History(both, bought, ()))
