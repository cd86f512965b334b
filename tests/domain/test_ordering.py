"""Tests for one step up or down in an order, of which only some are listed."""

import pytest

from bot.domain.ordering import Step, stepped


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
