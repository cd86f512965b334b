"""Read the .ftl files, for the tests that compare, render and count their messages."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

import bot.texts

FOLDER = Path(bot.texts.__file__).parent
PLURALS = {"zero", "one", "two", "few", "many", "other"}


class Uses(Visitor):
    """The parts of a message: its variables, the variants of each, and the messages inside it."""

    def __init__(self) -> None:
        self.variables: set[str] = set()
        self.numbers: set[str] = set()
        self.variants: defaultdict[str, set[str]] = defaultdict(set)
        self.messages: set[str] = set()

    def visit_VariableReference(self, node: Any) -> None:  # noqa: N802  (named by the library)
        self.variables.add(node.id.name)

    def visit_MessageReference(self, node: Any) -> None:  # noqa: N802
        self.messages.add(node.id.name)
        self.generic_visit(node)

    def visit_FunctionReference(self, node: Any) -> None:  # noqa: N802
        positional = node.arguments.positional
        self.numbers |= {
            arg.id.name for arg in positional if isinstance(arg, ast.VariableReference)
        }
        self.generic_visit(node)

    def visit_SelectExpression(self, node: Any) -> None:  # noqa: N802
        if isinstance(node.selector, ast.VariableReference):
            keys = {getattr(v.key, "name", None) or v.key.value for v in node.variants}
            self.variants[node.selector.id.name] |= keys
        self.generic_visit(node)

    def samples(self, stranger: str) -> Iterator[dict[str, object]]:
        """Yield values that select each variant once, with `stranger` as every free text."""
        values = {name: self._values(name, stranger) for name in sorted(self.variables)}
        usual: dict[str, object] = {name: choice[0] for name, choice in values.items()}
        yield usual
        for name, choice in values.items():
            for value in choice[1:]:
                yield {**usual, name: value}

    def _values(self, name: str, stranger: str) -> list[object]:
        keys = self.variants.get(name, set())
        if name in self.numbers or (keys and all(k in PLURALS or k.isdecimal() for k in keys)):
            return [1, 0, 2, 5, 11, 21, 1000000, *(int(k) for k in keys if k.isdecimal())]
        return [*sorted(keys), "none of these"] if keys else [stranger]


@cache
def messages(locale: str) -> dict[str, Uses]:
    """Return the parts of every message of the locale, those of the messages inside it included."""
    found: dict[str, Uses] = {}
    for path in sorted((FOLDER / locale).glob("*.ftl")):
        for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ast.Junk), f"{path}: {entry.content}"
            if isinstance(entry, ast.Message):
                assert not entry.attributes, f"{entry.id.name}: attributes are not rendered"
                found[entry.id.name] = Uses()
                found[entry.id.name].visit(entry)
    for uses in found.values():
        for name in uses.messages & found.keys():
            uses.variables |= found[name].variables
            uses.numbers |= found[name].numbers
            for variable, keys in found[name].variants.items():
                uses.variants[variable] |= keys
    return found
