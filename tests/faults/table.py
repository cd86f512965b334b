"""Write into docs/faults.md which test causes which fault, from the markers of the tests.

The document itself keeps the rows (number, fault, what holds). The columns “how it is caused” and
“test” come from `@pytest.mark.fault("P5", "how it is caused")`.

python -m tests.faults.table
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "docs" / "faults.md"
_ROW = re.compile(r"\| *([A-Z]\d+) *\|")
_CONTINUED = re.compile(r"\| *\| *\|")


@dataclass(frozen=True, slots=True, order=True)
class Cause:
    """One test that causes a fault."""

    row: str
    test: str
    how: str


def causes(folder: Path = ROOT / "tests") -> list[Cause]:
    """Return the markers of all tests, in the order of their files."""
    return [cause for path in sorted(folder.rglob("test_*.py")) for cause in _in_file(path)]


def rows(document: str) -> list[str]:
    """Return the numbers of the faults in the document."""
    return [match[1] for line in document.splitlines() if (match := _ROW.match(line))]


def render(document: str, found: list[Cause]) -> str:
    """Return the document with new columns of causes and tests."""
    lines: list[str] = []
    for line in document.splitlines():
        match = _ROW.match(line)
        if match:
            lines += _lines(line, [cause for cause in found if cause.row == match[1]])
        elif not _CONTINUED.match(line):
            lines.append(line)
    return "\n".join(lines) + "\n"


def _lines(line: str, found: list[Cause]) -> Iterator[str]:
    """Yield a fault's line, and one more for each further test."""
    row, fault, _, holds, _ = (cell.strip() for cell in line.strip("|").split("|"))
    first, *others = [(cause.how, f"`{cause.test}`") for cause in found] or [("–", "–")]
    yield f"| {row} | {fault} | {first[0]} | {holds} | {first[1]} |"
    for how, test in others:
        yield f"| | | {how} | | {test} |"


def _in_file(path: Path) -> Iterator[Cause]:
    name = path.relative_to(ROOT).as_posix()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            for row, how in _markers(node):
                yield Cause(row, f"{name}::{node.name}", how)


def _markers(test: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[tuple[str, str]]:
    for decorator in test.decorator_list:
        if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "pytest.mark.fault":
            row, how = (ast.literal_eval(argument) for argument in decorator.args)
            yield row, how


if __name__ == "__main__":
    DOCUMENT.write_text(render(DOCUMENT.read_text(encoding="utf-8"), causes()), encoding="utf-8")
