"""docs/glossary.md agrees with the code: its names exist, and no word is explained twice."""

import ast
import re
from collections import Counter

import pytest

from tests.docs.pages import ROOT, read

_CODE = re.compile(r"`([^`]+)`")
_WORD_IN_SQL = re.compile(r"\w+")
_MARKS = "*` "


def _rows() -> list[list[str]]:
    """Return the cells of every row: word, Russian, names in the code, meaning, elsewhere."""
    lines = [line for line in read("docs/glossary.md").splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    return [row for row in cells if row[0] != "word"]


ROWS = _rows()
CODE_NAMES = [name for row in ROWS for name in _CODE.findall(row[2])]


def _names_in(tree: ast.AST) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        for field in ("name", "id", "attr", "arg", "asname"):
            value = getattr(node, field, None)
            if isinstance(value, str):
                found.update(value.split("."))
    return found


def _all_names() -> set[str]:
    """Return every identifier of the product, and every word of its schema."""
    found: set[str] = set()
    for package in ("bot", "handlers", "storage"):
        for path in (ROOT / package).rglob("*.py"):
            if "sandbox" not in path.parts:
                found |= _names_in(ast.parse(path.read_text(encoding="utf-8")))
    for path in (ROOT / "storage" / "migrations").glob("*.sql"):
        found |= set(_WORD_IN_SQL.findall(path.read_text(encoding="utf-8")))
    return found


def test_every_name_in_the_code_exists():
    assert len(CODE_NAMES) > 40
    assert set(CODE_NAMES) - _all_names() == set()


@pytest.mark.parametrize("column", [0, 1], ids=["English", "Russian"])
def test_no_word_is_explained_twice(column: int):
    words = Counter(row[column].strip(_MARKS).lower() for row in ROWS)
    assert [word for word, times in words.items() if times > 1] == []


def test_every_row_has_a_word_in_both_languages_and_a_meaning():
    assert [row for row in ROWS if len(row) != 5 or not all((row[0], row[1], row[3]))] == []
    russian = "".join(row[1] for row in ROWS)
    assert not re.search(r"[a-z]", russian.replace("Tribute", ""))


@pytest.mark.parametrize(
    "word", ["held", "settle", "fold", "lane", "plan", "tariff", "grant", "revoke", "say(…)"]
)
def test_each_word_that_the_project_keeps_is_explained(word: str):
    assert word in {row[0].strip(_MARKS) for row in ROWS}
