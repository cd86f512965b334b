"""The matrix of docs/architecture.md, and the modules of the project as it places them."""

import re
from dataclasses import dataclass
from pathlib import Path

from tests.docs.pages import ROOT, read

SHARED = "shared"
_SECTION = re.compile(r"^## The matrix\n(.*?)^## ", re.DOTALL | re.MULTILINE)
_CODE = re.compile(r"`([^`]+)`")


@dataclass(frozen=True)
class Claim:
    """One entry of the matrix: `row` says that the file or folder at `path` is its own."""

    row: str
    path: str

    def covers(self, file: str) -> bool:
        return file.startswith(self.path) if self.path.endswith("/") else file == self.path


def rows(page: str) -> dict[str, list[Claim]]:
    """Return the claims of each row; a `*` in a column's path stands for every language."""
    head, _, *lines = [line for line in _table(page) if line.startswith("|")]
    bases = [_CODE.findall(cell)[:1] for cell in _cells(head)]
    found = {}
    for line in lines:
        cells = _cells(line)
        name = cells[0].strip("*` /")
        claims = [] if name == SHARED else [Claim(name, f"{bases[0][0]}{name}/")]
        for base, cell in zip(bases[1:], cells[1:], strict=True):
            for path in _CODE.findall(cell) if base else ():
                claims += [Claim(name, one + path) for one in _both(base[0])]
        found[name] = claims
    return found


def owners(claims: list[Claim], file: str) -> list[str]:
    """Return the rows that own a file: the most precise claim counts, a file before a folder."""
    covering = [claim for claim in claims if claim.covers(file)]
    longest = max((len(claim.path) for claim in covering), default=0)
    return [claim.row for claim in covering if len(claim.path) == longest]


def modules() -> list[str]:
    """Return every module, migration and text file that the matrix has to place.

    A package's `__init__.py` belongs to its folder and has no place of its own. The sandbox
    simulates the other side and is no part of a capability.
    """
    files = [
        *(ROOT / "bot").rglob("*.py"),
        *(ROOT / "handlers").rglob("*.py"),
        *(ROOT / "storage").rglob("*.py"),
        *(ROOT / "storage").rglob("*.sql"),
        *(ROOT / "bot" / "texts").rglob("*.ftl"),
    ]
    names = sorted(_name(file) for file in files if file.name != "__init__.py")
    return [name for name in names if not name.startswith("bot/sandbox/")]


def capabilities() -> list[str]:
    """Return the folders of use cases that hold a module."""
    folder = ROOT / "bot" / "usecases"
    return sorted(one.name for one in folder.iterdir() if list(one.glob("[!_]*.py")))


def layers() -> list[str]:
    """Return the capabilities in the order of the import contract, the highest first."""
    contract = re.search(
        r'containers = \["bot\.usecases"\]\nlayers = \[(.*?)\]', read("pyproject.toml"), re.DOTALL
    )
    assert contract is not None
    return re.findall(r'"(\w+)"', contract[1])


def _name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def _table(page: str) -> list[str]:
    found = _SECTION.search(page)
    assert found is not None, "the page has no section “The matrix”"
    return found[1].splitlines()


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _both(base: str) -> list[str]:
    """Return the folders that a column stands for: `bot/texts/*/` is one for each language."""
    if "*" not in base:
        return [base]
    return [f"{_name(one)}/" for one in sorted(ROOT.glob(base)) if one.name[0] != "_"]
