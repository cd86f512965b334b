"""Tests for the mark `matrix`, which leaves the later cases of a rule to the long tests."""

import pytest


@pytest.mark.matrix
@pytest.mark.parametrize("row", ["first", "second"])
@pytest.mark.parametrize("column", ["first", "second"])
def test_all_cases_but_the_first_are_long(
    request: pytest.FixtureRequest, row: str, column: str
) -> None:
    is_long = request.node.get_closest_marker("long") is not None
    assert is_long == ((row, column) != ("first", "first"))


@pytest.mark.parametrize("row", ["first", "second"])
def test_without_the_mark_no_case_is_long(request: pytest.FixtureRequest, row: str) -> None:
    assert request.node.get_closest_marker("long") is None
