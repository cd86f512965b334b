"""docs/faults.md agrees with the tests, and the tests leave no fault out."""

import functools

from tests.faults.table import DOCUMENT, Cause, causes, render, rows

PAGE = DOCUMENT.read_text(encoding="utf-8")


@functools.cache
def found() -> list[Cause]:
    return causes()


def test_each_fault_is_caused_by_a_test() -> None:
    assert {cause.row for cause in found()} == set(rows(PAGE))


def test_the_table_is_current() -> None:
    assert render(PAGE, found()) == PAGE, "run: python -m tests.faults.table"


def test_only_marked_tests_are_in_the_table() -> None:
    """A line that somebody wrote into the table themselves is removed."""
    forged = PAGE.replace("\n| P2 |", "\n| | | by magic | | `tests/no_such.py::test` |\n| P2 |")
    assert "by magic" not in render(forged, found())
