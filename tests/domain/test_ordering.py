"""Tests for one step up or down in an order, of which only some are listed, and for all at once."""

import pytest

from bot.domain.decisions.ordering import Step, reordered, stepped


@pytest.mark.parametrize(
    ("listed", "moved", "step", "expected"),
    [
        ("abcd", "b", Step.UP, "bacd"),
        ("abcd", "b", Step.DOWN, "acbd"),
        ("ad", "d", Step.UP, "dabc"),
        ("ad", "a", Step.DOWN, "bcda"),
        ("abcd", "a", Step.UP, None),
        ("abcd", "d", Step.DOWN, None),
        ("acd", "b", Step.UP, None),
        ("", "a", Step.DOWN, None),
    ],
)
def test_a_step_passes_the_neighbour_that_is_listed(
    listed: str, moved: str, step: Step, expected: str | None
) -> None:
    found = stepped("abcd", listed, moved, step)
    assert (found and "".join(found)) == expected


@pytest.mark.parametrize(
    ("listed", "wanted", "expected"),
    [
        ("abcd", "dcba", "dcba"),
        ("acd", "dac", "dbac"),
        ("", "", "abcd"),
        ("abc", "ab", None),
        ("abc", "abb", None),
        ("abc", "abca", None),
        ("abc", "abx", None),
    ],
)
def test_what_is_listed_comes_into_the_wanted_order_and_the_others_stay(
    listed: str, wanted: str, expected: str | None
) -> None:
    found = reordered("abcd", listed, wanted)
    assert (found and "".join(found)) == expected
