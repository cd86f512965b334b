"""Traps that the code once had, each found by its shape before it bites again."""

import ast
import re
from collections.abc import Iterator

from bot.deps import Deps
from bot.usecases.notices.compose import COMPOSERS
from bot.usecases.outbox.kinds import NoticeKind
from tests.layout.test_tree import MODULES, ROOT, trees

Function = ast.FunctionDef | ast.AsyncFunctionDef


def test_there_is_one_scene() -> None:
    """Five protocols of that name described the same thing, each a little differently."""
    homes = [
        name
        for name, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and node.name.strip("_") == "Scene"
    ]
    assert homes == ["bot.usecases.outbox.scene"]


def test_each_composer_is_registered_by_a_kind_and_not_by_a_string() -> None:
    assert [kind for kind in COMPOSERS if not isinstance(kind, NoticeKind)] == []


def _modules_imported(tree: ast.Module) -> set[str]:
    """The project's own modules that a module imports, by their local names."""
    return {
        one.asname or one.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        for one in node.names
        if f"{node.module}.{one.name}" in trees()
    }


def _locals(function: Function) -> set[str]:
    arguments = {one.arg for one in ast.walk(function.args) if isinstance(one, ast.arg)}
    return arguments | {
        node.id
        for node in ast.walk(function)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }


def _hidden_modules(tree: ast.Module) -> Iterator[str]:
    imported = _modules_imported(tree)
    for node in ast.walk(tree):
        if isinstance(node, Function):
            yield from (f"{name} in {node.name}" for name in sorted(imported & _locals(node)))


def test_no_local_hides_an_imported_module() -> None:
    assert {name: list(_hidden_modules(tree)) for name, tree in trees().items()} == {
        name: [] for name in trees()
    }


def test_a_local_that_hides_a_module_is_found() -> None:
    text = "from storage import people\ndef of(people: list) -> int:\n    return len(people)"
    assert list(_hidden_modules(ast.parse(text))) == ["people in of"]


def _changed_after_it_was_built(tree: ast.Module) -> Iterator[str]:
    """Assignments to an attribute of `deps`, or of something inside it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            target = ast.unparse(node)
            if "deps" in target.split("."):
                yield target


def test_nothing_in_deps_is_changed_after_it_was_built() -> None:
    assert [found for tree in trees().values() for found in _changed_after_it_was_built(tree)] == []


def test_a_change_through_deps_is_found() -> None:
    tree = ast.parse("deps.signature_alarm.on_alarm = monitor.wake\nself.deps = deps.clock")
    assert list(_changed_after_it_was_built(tree)) == [
        "deps.signature_alarm.on_alarm",
        "self.deps",
    ]


def test_each_use_case_that_starts_up_is_started() -> None:
    """Starting up has one name, `on_start`, and `Deps` calls it on all that have it."""
    tree = trees()["bot.deps"]
    called = {
        node.value.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr == "on_start"
        and isinstance(node.value, ast.Attribute)
    }
    annotations = Deps.__dataclass_fields__
    starting = {name for name, field in annotations.items() if hasattr(field.type, "on_start")}
    assert starting
    assert called == starting


def test_each_page_and_test_that_code_cites_is_there() -> None:
    cited = {
        (path.relative_to(ROOT).as_posix(), one)
        for path in MODULES
        for one in re.findall(r"\b((?:docs|tests)/[\w./-]+\w)", path.read_text(encoding="utf-8"))
    }
    assert cited
    assert {(path, one) for path, one in cited if not (ROOT / one).exists()} == set()
