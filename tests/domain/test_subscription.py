"""The fold: what a person's grants come to, in whatever order they are told."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.models import Grant, PersonId, Subscription
from bot.domain.periods import Duration
from bot.domain.subscription import fold

BUYER = PersonId(101)
DAY = 86400
MONTH = Duration(months=1)
LIFETIME = Duration(lifetime=True)


def at(year: int, month: int, day: int) -> int:
    return int(datetime(year, month, day, 12, tzinfo=UTC).timestamp())


def end_of(*grants: Grant) -> int | None:
    subscription = fold(BUYER, grants)
    assert subscription is not None
    return subscription.expires_at


def test_without_grants_there_is_no_subscription() -> None:
    assert fold(BUYER, []) is None


def test_one_month_is_one_calendar_month() -> None:
    assert fold(BUYER, [Grant(1, at(2026, 1, 31), MONTH)]) == Subscription(
        BUYER, at(2026, 1, 31), at(2026, 2, 28)
    )


def test_31_january_and_two_months_is_31_march() -> None:
    bought = [Grant(1, at(2026, 1, 31), MONTH), Grant(2, at(2026, 2, 15), MONTH)]
    assert end_of(*bought) == at(2026, 3, 31)


def test_bought_again_before_the_end_is_added_to_the_end() -> None:
    bought = [Grant(1, at(2026, 5, 1), MONTH), Grant(2, at(2026, 5, 2), Duration(days=10))]
    assert fold(BUYER, bought) == Subscription(BUYER, at(2026, 5, 1), at(2026, 6, 11))


def test_bought_in_the_very_second_of_the_end_continues() -> None:
    bought = [Grant(1, at(2026, 5, 1), MONTH), Grant(2, at(2026, 6, 1), MONTH)]
    assert fold(BUYER, bought) == Subscription(BUYER, at(2026, 5, 1), at(2026, 7, 1))


def test_bought_after_the_end_starts_anew() -> None:
    bought = [Grant(1, at(2026, 1, 1), MONTH), Grant(2, at(2026, 5, 1), MONTH)]
    assert fold(BUYER, bought) == Subscription(BUYER, at(2026, 5, 1), at(2026, 6, 1))


def test_a_lifetime_outlasts_everything_bought_later() -> None:
    bought = [Grant(1, at(2026, 1, 1), LIFETIME), Grant(2, at(2090, 1, 1), MONTH)]
    assert fold(BUYER, bought) == Subscription(BUYER, at(2026, 1, 1), None)


def test_a_lifetime_taken_back_leaves_what_was_bought_besides() -> None:
    month = Grant(1, at(2026, 1, 1), MONTH)
    assert end_of(month, Grant(2, at(2026, 1, 2), LIFETIME)) is None
    assert end_of(month) == at(2026, 2, 1)


@pytest.mark.parametrize(
    ("fixed_end_at", "expected"), [(at(2026, 3, 1), at(2026, 3, 1)), (1, at(2026, 2, 1))]
)
def test_a_fixed_end_lengthens_but_never_shortens(fixed_end_at: int, expected: int) -> None:
    month = Grant(1, at(2026, 1, 1), MONTH)
    assert end_of(month, Grant(2, at(2026, 1, 2), fixed_end_at=fixed_end_at)) == expected


def test_a_fixed_end_does_not_end_a_lifetime() -> None:
    forever = Grant(1, at(2026, 1, 1), LIFETIME)
    assert end_of(forever, Grant(2, at(2026, 1, 2), fixed_end_at=at(2026, 2, 1))) is None


def test_what_follows_a_fixed_end_is_counted_from_it() -> None:
    fixed = Grant(1, at(2026, 1, 1), fixed_end_at=at(2026, 1, 31))
    assert end_of(fixed, Grant(2, at(2026, 1, 2), MONTH), Grant(3, at(2026, 1, 3), MONTH)) == at(
        2026, 3, 31
    )


def test_a_grant_of_nothing_gives_nothing() -> None:
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
def test_the_order_of_arrival_does_not_matter(told: tuple[list[Grant], list[Grant]]) -> None:
    first, second = told
    renumbered = [Grant(n, g.granted_at, g.duration, g.fixed_end_at) for n, g in enumerate(second)]
    assert fold(BUYER, first) == fold(BUYER, renumbered)


@given(st.lists(ANY_GRANT, max_size=6), ANY_GRANT, st.data())
def test_a_grant_taken_back_was_never_there(
    rest: list[Grant], taken: Grant, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(rest)))
    before = [*rest[:place], taken, *rest[place:]]
    fold(BUYER, before)
    before.remove(taken)
    assert fold(BUYER, before) == fold(BUYER, rest)


@given(st.lists(st.integers(1, 90), min_size=2, max_size=8), st.data())
def test_taking_one_back_from_an_unbroken_chain_takes_exactly_its_days(
    lengths: list[int], data: st.DataObject
) -> None:
    grants = [Grant(n, START, Duration(days=days)) for n, days in enumerate(lengths)]
    taken = data.draw(st.sampled_from(grants))
    rest = [grant for grant in grants if grant is not taken]
    whole, left = end_of(*grants), end_of(*rest)
    assert whole is not None
    assert left is not None
    assert whole - left == lengths[taken.id] * DAY


@given(st.lists(DAYS_OR_FIXED, min_size=1, max_size=8))
def test_counted_in_days_the_fold_is_plain_addition(grants: list[Grant]) -> None:
    end = None
    for grant in sorted(grants, key=lambda g: (g.granted_at, g.fixed_end_at or 0)):
        end = grant.granted_at if end is None or grant.granted_at > end else end
        if grant.duration:
            end += grant.duration.days * DAY
        else:
            end = max(end, grant.fixed_end_at or 0)
    assert end_of(*grants) == end


@given(st.lists(DAYS_OR_FIXED, min_size=1, max_size=6), DAYS_OR_FIXED)
def test_one_more_grant_never_shortens_access(grants: list[Grant], more: Grant) -> None:
    before, after = end_of(*grants), end_of(*grants, more)
    assert before is not None
    assert after is not None
    assert after >= before
