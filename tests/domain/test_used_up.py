"""A cut takes only time that is left: a grant whose time was used up before isn't shortened."""

from bot.domain.access.subscription import shortened
from bot.domain.durations import Duration
from bot.domain.models import Grant
from tests.domain.test_cuts import CUT, MONTH, THREE, at, cut


def test_only_grants_with_time_left_are_shortened() -> None:
    assert shortened(cut(CUT, *THREE)) == {2: CUT}
    assert shortened(cut(at(5, 10), *THREE[:1])) == {0: at(5, 10)}
    assert shortened(THREE) == {}


def test_an_unused_month_after_the_running_one_is_shortened_too() -> None:
    both = cut(at(5, 10), Grant(0, at(5, 1), MONTH), Grant(1, at(5, 2), MONTH))
    assert shortened(both) == {0: at(5, 10), 1: at(5, 10)}


def test_a_month_used_up_before_a_pause_of_the_next_one_is_not_shortened() -> None:
    """The second month began on 1 June and has stood still from 10 June on."""
    months = (Grant(0, at(5, 1), MONTH), Grant(1, at(5, 20), MONTH))
    paid = Grant(2, at(6, 10), fixed_end_at=at(7, 10))
    assert shortened(cut(at(6, 15), *months, paid)) == {1: at(6, 15), 2: at(6, 15)}


def test_a_running_month_that_stands_still_at_the_cut_is_shortened() -> None:
    """Of the month from 1 May nine days are used; it has stood still since 10 May."""
    month, paid = Grant(0, at(5, 1), MONTH), Grant(1, at(5, 10), fixed_end_at=at(6, 10))
    assert shortened(cut(at(6, 5), month, paid)) == {0: at(6, 5), 1: at(6, 5)}


def test_time_used_before_and_after_a_pause_is_used_up_at_the_cut() -> None:
    """On 5 June 25 days are used: the 15 of the first grant, and ten of the month."""
    bought = (Grant(0, at(5, 1), Duration(days=15)), Grant(1, at(5, 2), MONTH))
    paid = Grant(2, at(5, 10), fixed_end_at=at(5, 20))
    assert shortened(cut(at(6, 5), *bought, paid)) == {1: at(6, 5)}


def test_a_cut_in_the_second_in_which_time_is_used_up_takes_none_of_it() -> None:
    months = (Grant(0, at(5, 1), MONTH), Grant(1, at(5, 2), MONTH))
    assert shortened(cut(at(6, 1), *months)) == {1: at(6, 1)}
    paid = Grant(0, at(5, 1), fixed_end_at=at(6, 1))
    assert shortened(cut(at(6, 1), paid, months[1])) == {1: at(6, 1)}
