"""The fold makes one subscription of a person's grants, in whatever order they arrive."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.durations import END_OF_CALENDAR, Duration
from bot.domain.models import RENEWAL_GRACE_SECONDS, Grant, PersonId, Subscription
from tests.plans import fold_first

BUYER = PersonId(101)
DAY = 86400
MONTH = Duration(months=1)
LIFETIME = Duration(lifetime=True)


def at(year: int, month: int, day: int) -> int:
    return int(datetime(year, month, day, 12, tzinfo=UTC).timestamp())


def end_of(*grants: Grant) -> int | None:
    subscription = fold_first(BUYER, grants)
    assert subscription is not None
    return subscription.expires_at


def test_without_grants_there_is_no_subscription() -> None:
    assert fold_first(BUYER, []) is None


def test_one_month_is_one_calendar_month() -> None:
    assert fold_first(BUYER, [Grant(1, at(2026, 1, 31), MONTH)]) == Subscription(
        BUYER, at(2026, 1, 31), at(2026, 2, 28)
    )


def test_31_january_and_two_months_is_31_march() -> None:
    bought = [Grant(1, at(2026, 1, 31), MONTH), Grant(2, at(2026, 2, 15), MONTH)]
    assert end_of(*bought) == at(2026, 3, 31)


def test_time_bought_before_the_end_is_added_to_the_end() -> None:
    bought = [Grant(1, at(2026, 5, 1), MONTH), Grant(2, at(2026, 5, 2), Duration(days=10))]
    assert fold_first(BUYER, bought) == Subscription(BUYER, at(2026, 5, 1), at(2026, 6, 11))


def test_time_bought_in_the_second_of_the_end_continues_access() -> None:
    bought = [Grant(1, at(2026, 5, 1), MONTH), Grant(2, at(2026, 6, 1), MONTH)]
    assert fold_first(BUYER, bought) == Subscription(BUYER, at(2026, 5, 1), at(2026, 7, 1))


def test_time_bought_after_the_end_starts_again() -> None:
    bought = [Grant(1, at(2026, 1, 1), MONTH), Grant(2, at(2026, 5, 1), MONTH)]
    assert fold_first(BUYER, bought) == Subscription(BUYER, at(2026, 5, 1), at(2026, 6, 1))


def test_time_bought_a_second_after_a_month_of_28_days_starts_again() -> None:
    late = at(2026, 3, 1) + 1
    bought = [Grant(1, at(2026, 2, 1), MONTH), Grant(2, late, MONTH)]
    assert fold_first(BUYER, bought) == Subscription(BUYER, late, at(2026, 4, 1) + 1)


def test_time_bought_a_second_after_the_end_starts_again() -> None:
    late = at(2026, 6, 1) + 1
    bought = [Grant(1, at(2026, 5, 1), MONTH), Grant(2, late, MONTH)]
    assert fold_first(BUYER, bought) == Subscription(BUYER, late, at(2026, 7, 1) + 1)


def test_a_lifetime_outlasts_everything_bought_later() -> None:
    bought = [Grant(1, at(2026, 1, 1), LIFETIME), Grant(2, at(2090, 1, 1), MONTH)]
    assert fold_first(BUYER, bought) == Subscription(BUYER, at(2026, 1, 1), None)


def test_a_revoked_lifetime_leaves_the_other_purchases() -> None:
    month = Grant(1, at(2026, 1, 1), MONTH)
    assert end_of(month, Grant(2, at(2026, 1, 2), LIFETIME)) is None
    assert end_of(month) == at(2026, 2, 1)


def until(number: int, granted_at: int, fixed_end_at: int, *, renews: bool = False) -> Grant:
    """Build a grant with a fixed end, as Tribute's recurring subscriptions give it."""
    return Grant(number, granted_at, fixed_end_at=fixed_end_at, renews=renews)


def test_a_fixed_end_alone_is_the_end() -> None:
    assert fold_first(BUYER, [until(1, at(2026, 4, 20), at(2026, 5, 20))]) == Subscription(
        BUYER, at(2026, 4, 20), at(2026, 5, 20)
    )


def test_a_fixed_end_that_has_passed_shortens_nothing() -> None:
    month = Grant(1, at(2026, 1, 1), MONTH)
    assert end_of(month, until(2, at(2026, 1, 2), 1)) == at(2026, 2, 1)


def test_a_renewal_ends_at_the_later_end_in_any_order() -> None:
    first, second = (
        until(1, at(2026, 4, 20), at(2026, 5, 20)),
        until(2, at(2026, 5, 20), at(2026, 6, 20)),
    )
    assert end_of(first, second) == end_of(second, first) == at(2026, 6, 20)


def test_a_month_bought_while_a_subscription_runs_begins_after_it() -> None:
    paid = until(1, at(2026, 4, 20), at(2026, 5, 20))
    assert end_of(paid, Grant(2, at(2026, 5, 10), MONTH)) == at(2026, 6, 20)


@pytest.mark.parametrize("late", [0, 1, RENEWAL_GRACE_SECONDS])
def test_a_month_bought_meanwhile_waits_while_the_subscription_is_renewed(late: int) -> None:
    paid = until(1, at(2026, 4, 20), at(2026, 5, 20))
    month = Grant(2, at(2026, 5, 10), MONTH)
    renewed = until(3, at(2026, 5, 20) + late, at(2026, 6, 20))
    assert end_of(paid, month, renewed) == at(2026, 7, 20)


def test_a_running_month_stands_still_while_a_subscription_covers_it() -> None:
    """On 10 May, 22 days are left of a month from 1 May; as many are left on 10 June."""
    month = Grant(1, at(2026, 5, 1), MONTH)
    assert end_of(month, until(2, at(2026, 5, 10), at(2026, 6, 10))) == at(2026, 7, 2)


def test_a_month_stands_still_as_often_as_a_subscription_covers_it() -> None:
    month = Grant(1, at(2026, 5, 1), MONTH)
    first = until(2, at(2026, 5, 5), at(2026, 5, 10))
    second = until(3, at(2026, 5, 15), at(2026, 5, 20))
    assert end_of(month, first, second) == at(2026, 6, 11)


def test_a_subscription_that_is_over_as_it_begins_covers_nothing() -> None:
    month = Grant(1, at(2026, 5, 1), MONTH)
    empty = until(2, at(2026, 5, 10), at(2026, 5, 10))
    paid = until(3, at(2026, 5, 10) + 300, at(2026, 5, 20))
    assert end_of(month, empty, paid) == at(2026, 6, 11) - 300


def test_of_two_grants_in_one_second_it_does_not_matter_which_was_stored_first() -> None:
    paid = until(1, at(2026, 4, 20), at(2026, 5, 20))
    late = at(2026, 5, 20) + 120
    one, other = (
        fold_first(BUYER, [paid, until(renewal, late, at(2026, 6, 20)), Grant(month, late, MONTH)])
        for renewal, month in ((2, 3), (3, 2))
    )
    assert one == other == Subscription(BUYER, late, at(2026, 7, 20))


def test_time_that_two_subscriptions_cover_counts_once() -> None:
    one = until(1, at(2026, 4, 20), at(2026, 5, 20))
    other = until(2, at(2026, 5, 1), at(2026, 6, 1))
    month = Grant(3, at(2026, 5, 2), MONTH)
    assert end_of(one, other) == at(2026, 6, 1)
    assert end_of(one, other, month) == at(2026, 7, 1)


@pytest.mark.parametrize("late", [1, 60, RENEWAL_GRACE_SECONDS])
def test_a_renewal_that_comes_a_little_late_leaves_no_gap(late: int) -> None:
    end = at(2026, 5, 20)
    renewed = until(2, end + late, at(2026, 6, 20))
    assert fold_first(BUYER, [until(1, at(2026, 4, 20), end), renewed]) == Subscription(
        BUYER, at(2026, 4, 20), at(2026, 6, 20)
    )
    month = Grant(3, at(2026, 4, 20), MONTH)
    assert end_of(month, until(4, end + late, at(2026, 6, 20))) == at(2026, 6, 20)


def test_a_renewal_that_comes_much_later_starts_again() -> None:
    end = at(2026, 5, 20)
    renewed = until(2, end + RENEWAL_GRACE_SECONDS + 1, at(2026, 6, 20))
    found = fold_first(BUYER, [until(1, at(2026, 4, 20), end), renewed])
    assert found is not None
    assert found.started_at == renewed.granted_at


def test_the_next_renewal_is_at_the_latest_end_that_renews() -> None:
    found = fold_first(
        BUYER,
        [
            until(1, at(2026, 4, 20), at(2026, 5, 20), renews=True),
            until(2, at(2026, 5, 20), at(2026, 6, 20), renews=True),
            until(3, at(2026, 5, 21), at(2026, 7, 1)),
        ],
    )
    assert found is not None
    assert found.renews_at == at(2026, 6, 20)
    assert found.expires_at == at(2026, 7, 1)


def test_an_end_beyond_the_calendar_becomes_the_end_of_the_calendar() -> None:
    far = Grant(1, at(2026, 1, 1), Duration(months=1200))
    centuries = [Grant(n, at(2026, 1, 1), Duration(months=1200)) for n in range(90)]
    paid = until(99, at(2026, 2, 1), at(2099, 1, 1))
    assert end_of(far, *centuries, paid) == END_OF_CALENDAR


def test_a_fixed_end_does_not_end_a_lifetime() -> None:
    forever = Grant(1, at(2026, 1, 1), LIFETIME)
    assert end_of(forever, Grant(2, at(2026, 1, 2), fixed_end_at=at(2026, 2, 1))) is None


def test_months_that_follow_a_fixed_end_are_counted_from_it() -> None:
    fixed = Grant(1, at(2026, 1, 1), fixed_end_at=at(2026, 1, 31))
    assert end_of(fixed, Grant(2, at(2026, 1, 2), MONTH), Grant(3, at(2026, 1, 3), MONTH)) == at(
        2026, 3, 31
    )


def test_a_grant_without_a_length_adds_no_time() -> None:
    assert end_of(Grant(1, at(2026, 1, 1))) == at(2026, 1, 1)


START = at(2026, 1, 1)
MOMENTS = st.integers(START, START + 400 * DAY)
LASTING_DAYS = st.builds(Duration, days=st.integers(1, 90))
LASTING = LASTING_DAYS | st.builds(Duration, months=st.integers(1, 14)) | st.just(LIFETIME)
NO_ID = st.just(0)
ANY_GRANT = st.builds(Grant, NO_ID, MOMENTS, LASTING) | st.builds(
    Grant, NO_ID, MOMENTS, st.none(), MOMENTS
)
DAYS_OR_FIXED = st.builds(Grant, NO_ID, MOMENTS, LASTING_DAYS) | st.builds(
    Grant, NO_ID, MOMENTS, st.none(), MOMENTS
)


@given(st.lists(ANY_GRANT, max_size=8).flatmap(lambda g: st.tuples(st.just(g), st.permutations(g))))
def test_the_order_of_arrival_does_not_matter(orders: tuple[list[Grant], list[Grant]]) -> None:
    first, second = orders
    renumbered = [Grant(n, g.granted_at, g.duration, g.fixed_end_at) for n, g in enumerate(second)]
    assert fold_first(BUYER, first) == fold_first(BUYER, renumbered)


@given(st.lists(ANY_GRANT, max_size=6), ANY_GRANT, st.data())
def test_a_revoked_grant_counts_as_if_it_had_never_been_there(
    rest: list[Grant], revoked: Grant, data: st.DataObject
) -> None:
    position = data.draw(st.integers(0, len(rest)))
    before = [*rest[:position], revoked, *rest[position:]]
    fold_first(BUYER, before)
    before.remove(revoked)
    assert fold_first(BUYER, before) == fold_first(BUYER, rest)


@given(st.lists(st.integers(1, 90), min_size=2, max_size=8), st.data())
def test_revoking_one_grant_of_an_unbroken_chain_takes_exactly_its_days(
    lengths: list[int], data: st.DataObject
) -> None:
    grants = [Grant(n, START, Duration(days=days)) for n, days in enumerate(lengths)]
    revoked = data.draw(st.sampled_from(grants))
    rest = [grant for grant in grants if grant is not revoked]
    whole, left = end_of(*grants), end_of(*rest)
    assert whole is not None
    assert left is not None
    assert whole - left == lengths[revoked.id] * DAY


@given(st.lists(DAYS_OR_FIXED, min_size=1, max_size=8))
def test_a_fold_of_days_is_plain_addition(grants: list[Grant]) -> None:
    end, covered = None, 0
    for grant in sorted(grants, key=lambda g: (g.granted_at, g.fixed_end_at or 0)):
        grace = 0 if grant.duration else RENEWAL_GRACE_SECONDS
        if end is None or grant.granted_at > end + grace:
            end = covered = grant.granted_at
        if grant.duration:
            end += grant.duration.days * DAY
        else:
            late = grant.granted_at - covered
            begins = covered if late <= RENEWAL_GRACE_SECONDS else min(grant.granted_at, end)
            covered = max(covered, grant.fixed_end_at or 0)
            end += max((grant.fixed_end_at or 0) - begins, 0)
    assert end_of(*grants) == end


@given(st.lists(DAYS_OR_FIXED, min_size=1, max_size=6), DAYS_OR_FIXED)
def test_one_more_grant_never_shortens_access(grants: list[Grant], more: Grant) -> None:
    before, after = end_of(*grants), end_of(*grants, more)
    assert before is not None
    assert after is not None
    assert after >= before


@given(st.lists(ANY_GRANT, min_size=1, max_size=7))
def test_an_end_that_tribute_named_is_never_shortened(grants: list[Grant]) -> None:
    end = end_of(*grants)
    assert end is None or all(end >= (grant.fixed_end_at or 0) for grant in grants)
