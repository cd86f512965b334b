"""docs/faults.md says the truth about the suite, and the suite leaves no fault out."""

from tests.faults.table import DOCUMENT, causes, render, rows

PAGE = DOCUMENT.read_text(encoding="utf-8")
FOUND = causes()


def test_each_fault_is_caused_by_a_test() -> None:
    assert {cause.row for cause in FOUND} == set(rows(PAGE))


def test_the_table_is_current() -> None:
    assert render(PAGE, FOUND) == PAGE, "run: python -m tests.faults.table"


def test_only_a_marked_test_has_a_line() -> None:
    """What happens without the above: a line that somebody wrote by hand would stay."""
    forged = PAGE.replace("\n| P2 |", "\n| | | by magic | | `tests/no_such.py::test` |\n| P2 |")
    assert "by magic" not in render(forged, FOUND)
