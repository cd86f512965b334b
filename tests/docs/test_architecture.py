"""The matrix of docs/architecture.md is the tree: each module has one place, under its name."""

from pathlib import PurePath

import pytest

from tests.docs.pages import ROOT, read
from tests.docs.tree import SHARED, Claim, capabilities, layers, modules, owners, rows

ROWS = rows(read("docs/architecture.md"))
CLAIMS = [claim for claims in ROWS.values() for claim in claims]


def test_the_rows_are_the_capabilities_from_the_highest_layer_to_the_lowest():
    assert sorted(layers()) == capabilities()
    assert list(ROWS) == [*layers(), SHARED]


def test_every_path_of_the_matrix_exists():
    assert [claim.path for claim in CLAIMS if not (ROOT / claim.path).exists()] == []
    folders = [claim.path for claim in CLAIMS if (ROOT / claim.path).is_dir()]
    assert [path for path in folders if not path.endswith("/")] == []


def test_every_module_is_in_one_row():
    placed = {module: owners(CLAIMS, module) for module in modules()}
    assert {module: found for module, found in placed.items() if len(found) != 1} == {}


def test_every_entry_of_the_matrix_owns_a_module():
    """An entry owns at least one module that no more precise entry claims."""
    owned = {(row, module) for module in modules() for row in owners(CLAIMS, module)}
    idle = [
        claim
        for claim in CLAIMS
        if not any(row == claim.row and claim.covers(module) for row, module in owned)
    ]
    assert idle == []


def test_modules_named_after_a_capability_are_in_its_row():
    """One capability, one name: a file or folder called `refunds` is part of `refunds`."""
    strangers = [
        (module, row)
        for module in modules()
        for row in owners(CLAIMS, module)
        if _capability(module) not in {None, row}
    ]
    assert strangers == []


def _capability(module: str) -> str | None:
    """Return the capability that a module is called after: the last of the names in its path.

    Inside a capability's own folder of use cases the files are free in their names.
    """
    path = PurePath(module)
    own = () if module.startswith("bot/usecases/") else (path.stem,)
    named = [name for name in (*path.parent.parts[1:], *own) if name in ROWS]
    return named[-1] if named else None


@pytest.mark.parametrize(
    ("file", "row"),
    [("a/b/c.py", "one"), ("a/b/d.py", "two"), ("a/e.py", None), ("a/b.py", None)],
)
def test_the_most_precise_entry_counts(file: str, row: str | None):
    found = owners([Claim("one", "a/b/"), Claim("two", "a/b/d.py")], file)
    assert found == ([row] if row else [])
