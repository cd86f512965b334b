"""Every text is said somewhere, and the code asks for no text that isn't there."""

import ast
from collections.abc import Iterator
from pathlib import Path

import bot
import handlers
from tests.texts.ftl import messages

# Keys put together at run time; each prefix with the place that does it.
BUILT = (
    "command-",  # handlers/telegram/ui/menu.py, by command
    "duration-",  # bot/texts/catalog.py, by unit
    "held-",  # bot/usecases/outbox/wording.py, by reason
    "doctor-",  # bot/usecases/doctor_*.py, by finding; tests/usecases/test_doctor.py asks for all
    "incident-",  # bot/usecases/operations/incidents.py, by kind
)
SOURCES = [Path(package.__file__ or "").parent for package in (bot, handlers)]


def trees() -> Iterator[tuple[Path, ast.AST]]:
    for folder in SOURCES:
        for path in sorted(folder.rglob("*.py")):
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def literals() -> set[str]:
    return {
        node.value
        for _, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def asked_for() -> Iterator[tuple[str, str]]:
    """(key, where) of every literal given to render() or plain(), or named a text_key."""
    for path, tree in trees():
        for node in ast.walk(tree):
            for value in _keys_in(node):
                if isinstance(value, ast.Constant) and isinstance(value.value, str):
                    yield value.value, f"{path.name}:{value.lineno}"


def _keys_in(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.Call):
        named = [word.value for word in node.keywords if word.arg == "text_key"]
        method = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        return [*named, *(node.args[:1] if method in {"render", "plain"} else [])]
    if isinstance(node, ast.Assign):
        names = {target.id for target in node.targets if isinstance(target, ast.Name)}
        return [node.value] if "text_key" in names else []
    return []


def test_every_text_is_used() -> None:
    inside_others = {name for uses in messages("en").values() for name in uses.messages}
    used = literals() | inside_others
    unused = {key for key in messages("en") if key not in used and not key.startswith(BUILT)}
    assert unused == set()


def test_every_text_asked_for_is_there() -> None:
    absent = {where: key for key, where in asked_for() if key not in messages("en")}
    assert absent == {}
