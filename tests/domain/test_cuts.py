"""A cut ends access at its moment: time used until then stays, later grants count in full."""

import sys
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.access.subscription import extended, shortened, spans
from bot.domain.durations import Duration, add_calendar
from bot.domain.models import BoughtTime, Grant, PersonId, Subscription
from tests.plans import fold_first

BUYER = PersonId(101)
DAY = 86400
MONTH = Duration(months=1)
LIFETIME = Duration(lifetime=True)


def at(month: int, day: int) -> int:
    return int(datetime(2026, month, day, 12, tzinfo=UTC).timestamp())


def cut(moment: int, *grants: Grant) -> list[Grant]:
    return [replace(one, cut_at=moment) for one in grants]


THREE = tuple(Grant(n, at(5, 1) + n * 28 * DAY, MONTH) for n in range(3))
"""Three months, each bought 28 days after the one before."""
CUT = at(5, 1) + 66 * DAY
"""Ten days after the third: the first two are used up."""


def test_a_cut_ends_the_chain_at_its_moment_and_keeps_what_was_used() -> None:
    assert fold_first(BUYER, cut(CUT, *THREE)) == Subscription(BUYER, at(5, 1), CUT)
    assert spans(cut(CUT, *THREE)) == [(at(5, 1), CUT)]


def test_a_cut_of_a_lifetime_ends_it() -> None:
    forever = Grant(0, at(5, 1), LIFETIME)
    assert fold_first(BUYER, cut(CUT, forever)) == Subscription(BUYER, at(5, 1), CUT)
    assert shortened(cut(CUT, forever)) == {0: CUT}


def test_a_cut_of_a_renewing_subscription_ends_it_and_it_no_longer_renews() -> None:
    paid = Grant(0, at(5, 1), fixed_end_at=at(6, 1), renews=True)
    assert fold_first(BUYER, cut(at(5, 10), paid)) == Subscription(BUYER, at(5, 1), at(5, 10))
    renewed = Grant(1, at(6, 1), fixed_end_at=at(7, 1), renews=True)
    found = fold_first(BUYER, [*cut(at(5, 10), paid), renewed])
    assert found == Subscription(BUYER, at(6, 1), at(7, 1), renews_at=at(7, 1))


def test_a_month_that_waits_behind_a_subscription_is_used_only_after_it() -> None:
    """On 10 June the month of 10 May has run since 1 June only: it isn't used up."""
    paid = Grant(0, at(5, 1), fixed_end_at=at(6, 1))
    month = Grant(1, at(5, 10), MONTH)
    assert shortened(cut(at(6, 10), paid, month)) == {1: at(6, 10)}
    assert fold_first(BUYER, cut(at(6, 10), paid, month)) == Subscription(
        BUYER, at(5, 1), at(6, 10)
    )


def test_the_grants_of_an_earlier_cut_come_first_however_early_the_others_begin() -> None:
    late = Grant(1, at(5, 5), Duration(days=10))
    both = [*cut(at(5, 10), Grant(0, at(5, 8), MONTH)), *cut(at(5, 25), late)]
    assert spans(both) == [(at(5, 8), at(5, 20))]
    assert shortened(both) == {0: at(5, 10)}


def test_a_cut_in_the_second_of_the_end_ends_nothing_so_a_late_renewal_leaves_no_gap() -> None:
    paid = Grant(0, at(5, 1), fixed_end_at=at(6, 1))
    late = Grant(1, at(6, 1) + 120, fixed_end_at=at(7, 1))
    assert spans([*cut(at(6, 1), paid), late]) == [(at(5, 1), at(7, 1))]


def test_a_renewal_some_minutes_after_a_cut_leaves_the_gap() -> None:
    paid = Grant(0, at(5, 1), fixed_end_at=at(6, 1))
    late = Grant(1, at(6, 1) + 120, fixed_end_at=at(7, 1))
    found = spans([*cut(at(6, 1) - 60, paid), late])
    assert found == [(at(5, 1), at(6, 1) - 60), (at(6, 1) + 120, at(7, 1))]


def test_an_earlier_chain_that_had_ended_keeps_its_end() -> None:
    earlier = Grant(0, at(1, 1), MONTH)
    now = Grant(1, at(5, 1), MONTH)
    assert fold_first(BUYER, cut(at(5, 10), earlier, now)) == Subscription(
        BUYER, at(5, 1), at(5, 10)
    )
    assert spans(cut(at(5, 10), earlier, now)) == [(at(1, 1), at(2, 1)), (at(5, 1), at(5, 10))]
    assert shortened(cut(at(5, 10), earlier, now)) == {1: at(5, 10)}


def test_a_late_webhook_of_a_purchase_before_the_cut_is_honoured_from_the_cut_on() -> None:
    running = cut(at(5, 10), Grant(0, at(5, 1), MONTH))
    late = Grant(1, at(5, 9), MONTH)
    found = fold_first(BUYER, [*running, late])
    assert found == Subscription(BUYER, at(5, 1), at(6, 10))


def test_a_late_webhook_runs_from_its_own_time_where_no_other_access_is_left() -> None:
    """The cut purchase was refunded, so it counts as if it had never been."""
    assert fold_first(BUYER, [Grant(1, at(5, 9), MONTH)]) == Subscription(BUYER, at(5, 9), at(6, 9))


def test_a_purchase_after_the_cut_starts_again() -> None:
    found = fold_first(
        BUYER, [*cut(at(5, 10), Grant(0, at(5, 1), LIFETIME)), Grant(1, at(5, 20), MONTH)]
    )
    assert found == Subscription(BUYER, at(5, 20), at(6, 20))


def test_each_of_several_cuts_ends_what_was_there_then() -> None:
    grants = [
        *cut(at(5, 10), Grant(0, at(5, 1), MONTH)),
        *cut(at(5, 20), Grant(1, at(5, 10), LIFETIME)),
        Grant(2, at(5, 25), MONTH),
    ]
    assert spans(grants) == [(at(5, 1), at(5, 20)), (at(5, 25), at(6, 25))]
    assert shortened(grants) == {0: at(5, 10), 1: at(5, 20)}


def test_a_grant_that_a_wrong_clock_put_after_its_cut_gives_nothing() -> None:
    ahead = cut(at(5, 10), Grant(0, at(5, 20), MONTH))
    assert fold_first(BUYER, ahead) == Subscription(BUYER, at(5, 10), at(5, 10))
    assert shortened(ahead) == {0: at(5, 10)}


START = at(1, 1)
MOMENTS = st.integers(START, START + 300 * DAY)
LASTING = st.builds(Duration, days=st.integers(1, 60)) | st.builds(
    Duration, months=st.integers(1, 3)
)
DURATIONS = st.builds(Grant, st.just(0), MOMENTS, LASTING | st.just(LIFETIME))
FIXED = st.builds(Grant, st.just(0), MOMENTS, st.none(), MOMENTS, st.booleans())


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Grant], list[tuple[int, int]]]:
    """Draw grants as they were stored, and cuts: when, and how many grants were there."""
    grants = draw(st.lists(DURATIONS | FIXED, min_size=1, max_size=8))
    stored = [replace(one, id=number) for number, one in enumerate(grants)]
    cuts = draw(st.lists(st.tuples(MOMENTS, st.integers(1, len(stored))), max_size=3))
    return stored, cuts


def after_cuts(grants: list[Grant], cuts: list[tuple[int, int]]) -> list[Grant]:
    """Return the grants as storage reads them: each with the earliest cut that came after it."""
    return [
        replace(one, cut_at=min((at for at, there in cuts if one.id < there), default=None))
        for one in grants
    ]


def has_access(grants: list[Grant], moment: int) -> bool:
    return any(
        one.started_at <= moment and (one.expires_at is None or moment < one.expires_at)
        for one in spans(grants)
    )


@given(histories(), st.randoms(use_true_random=False))
def test_with_cuts_too_the_order_of_arrival_does_not_matter(history, shuffled) -> None:
    grants = after_cuts(*history)
    other = grants[:]
    shuffled.shuffle(other)
    assert fold_first(BUYER, other) == fold_first(BUYER, grants)
    assert spans(other) == spans(grants)
    assert sorted(shortened(other)) == sorted(shortened(grants))


@given(histories(), st.data())
def test_refunding_a_cut_purchase_equals_never_having_bought_it(history, data) -> None:
    stored, cuts = history
    refunded = data.draw(st.sampled_from(stored))
    left = [one for one in after_cuts(stored, cuts) if one.id != refunded.id]
    never_bought = [one for one in stored if one.id != refunded.id]
    renumbered = [replace(one, id=number) for number, one in enumerate(never_bought)]
    shifted = [(at, there - (refunded.id < there)) for at, there in cuts]
    assert spans(left) == spans(after_cuts(renumbered, shifted))


@given(histories(), MOMENTS)
def test_access_before_a_cut_stays_and_nothing_is_left_after_it(history, moment) -> None:
    """An admin cuts everything that is there: the spans are the same until then, and end there.

    Cuts of one second are one: what was stored between them counts as stored before.
    """
    before = after_cuts(*history)
    after = [replace(one, cut_at=min(one.cut_at or moment, moment)) for one in before]
    if all(one.granted_at <= moment and (one.cut_at or 0) < moment for one in before):
        for probe in (moment - 90 * DAY, moment - 40 * DAY, moment - DAY, moment - 1):
            assert has_access(after, probe) == has_access(before, probe)
    assert not any(has_access(after, moment + beyond) for beyond in (0, 1, DAY, 400 * DAY))


@given(histories(), st.builds(Duration, days=st.integers(1, 60)))
def test_time_bought_after_a_cut_is_given_in_full(history, duration) -> None:
    cut_off = [replace(one, cut_at=START + 100 * DAY) for one in after_cuts(*history)]
    found = fold_first(BUYER, [*cut_off, Grant(99, START + 90 * DAY, duration)])
    assert found is not None
    assert found.expires_at is not None
    begins = {START + 90 * DAY, START + 100 * DAY} | {
        one.expires_at for one in spans(cut_off) if one.expires_at is not None
    }
    assert found.expires_at in {add_calendar(b, duration.months, duration.days) for b in begins}


@given(st.lists(DURATIONS | FIXED, max_size=6), DURATIONS)
def test_a_sale_added_to_the_subscription_is_the_fold_of_everything(grants, sold) -> None:
    before = fold_first(BUYER, grants)
    quickly = extended(BUYER, before, sold)
    slowly = fold_first(BUYER, [*grants, sold])
    if quickly is not None:
        assert slowly is not None
        assert (quickly, quickly.bought) == (slowly, slowly.bought)


@given(st.lists(st.builds(Grant, st.just(0), MOMENTS, LASTING), min_size=1, max_size=8), DURATIONS)
def test_a_sale_in_a_chain_of_sales_never_needs_the_other_grants(grants, sold) -> None:
    before = fold_first(BUYER, grants)
    assert before is not None
    assert (extended(BUYER, before, sold) is None) == (sold.granted_at < before.started_at)


@given(histories(), DURATIONS)
def test_a_sale_after_cuts_is_added_as_the_fold_adds_it(history, sold) -> None:
    grants = after_cuts(*history)
    before = fold_first(BUYER, grants)
    assert before is not None
    quickly = extended(BUYER, before, sold)
    slowly = fold_first(BUYER, [*grants, sold])
    if quickly is not None:
        assert slowly is not None
        assert (quickly, quickly.bought) == (slowly, slowly.bought)


@pytest.mark.parametrize("duration", [MONTH, LIFETIME])
def test_a_sale_within_a_subscription_of_unknown_sums_needs_the_other_grants(duration) -> None:
    unknown = Subscription(BUYER, at(5, 1), at(6, 1))
    assert extended(BUYER, unknown, Grant(1, at(5, 10), duration)) is None
    later = extended(BUYER, unknown, Grant(1, at(6, 2), MONTH))
    assert later == Subscription(BUYER, at(6, 2), at(7, 2))
    assert later.bought == BoughtTime(1, 0)


def test_a_sale_in_the_second_of_a_lifetime_changes_nothing() -> None:
    forever = Subscription(BUYER, at(5, 1), None)
    assert extended(BUYER, forever, Grant(1, at(5, 1), MONTH)) == forever


def calls_of(number: int) -> int:
    """Count the functions that are called for the spans of so many grants, bought one by one."""
    grants = [Grant(n, START + n, Duration(days=1)) for n in range(number)]
    calls = 0

    def count(_frame: object, event: str, _arg: object) -> None:
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        spans(grants)
    finally:
        sys.setprofile(None)
    return calls


def test_twice_as_many_grants_cost_twice_as_much() -> None:
    assert calls_of(400) < 2.1 * calls_of(200)
