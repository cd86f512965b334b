"""The tree stays easy to search: small folders, described modules, imports from the definition."""

import ast
import functools
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "handlers", "storage")
MOST_MODULES_IN_A_FOLDER = 25
FACADES = {"bot.texts", "bot.sandbox.telegram", "bot.sandbox.tribute"}
"""Packages whose `__init__` is their public face; other names come from their own modules."""


def modules() -> Iterator[Path]:
    for package in PACKAGES:
        yield from sorted((ROOT / package).rglob("*.py"))


MODULES = list(modules())


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@functools.cache
def trees() -> dict[str, ast.Module]:
    """Return the syntax tree of each module by its name."""
    return {name_of(path): ast.parse(path.read_text(encoding="utf-8")) for path in MODULES}


def test_no_folder_is_crowded() -> None:
    sizes = Counter(path.parent for path in MODULES if path.name != "__init__.py")
    assert {f: n for f, n in sizes.items() if n > MOST_MODULES_IN_A_FOLDER} == {}


def _opens_with_a_sentence(tree: ast.Module) -> bool:
    docstring = ast.get_docstring(tree) or ""
    return " ".join(docstring.split("\n\n")[0].split()).endswith((".", ":", "`"))


def test_each_module_opens_with_a_sentence() -> None:
    silent = [
        name for name, tree in trees().items() if tree.body and not _opens_with_a_sentence(tree)
    ]
    assert silent == []


def _defined(tree: ast.Module) -> set[str]:
    """Return the names that a module defines itself."""
    names = {
        node.name
        for node in tree.body
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
    }
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign | ast.If | ast.Try):
            names |= {
                name.id
                for name in ast.walk(node)
                if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store)
            }
    return names


def _second_hand(trees: dict[str, ast.Module]) -> Iterator[str]:
    """Yield every import of a name from a module that has itself only imported it."""
    defined = {name: _defined(tree) for name, tree in trees.items()}
    for name, tree in trees.items():
        for node in ast.walk(tree):
            if not isinstance(node, ast.ImportFrom) or node.module not in trees:
                continue
            if node.module in FACADES:
                continue
            for one in node.names:
                is_module = f"{node.module}.{one.name}" in trees
                if not is_module and one.name not in defined[node.module]:
                    yield f"{name} takes {one.name} from {node.module}"


def test_each_name_is_imported_from_where_it_is_defined() -> None:
    assert list(_second_hand(trees())) == []


def test_an_import_at_second_hand_is_found() -> None:
    home, shop, buyer = (
        ast.parse(text)
        for text in (
            "class Purchase: ...",
            "from home import Purchase",
            "from shop import Purchase",
        )
    )
    trees = {"home": home, "shop": shop, "buyer": buyer}
    assert list(_second_hand(trees)) == ["buyer takes Purchase from shop"]
