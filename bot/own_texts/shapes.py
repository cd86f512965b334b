"""The shape of a text: its variables, its choices, and what it refers to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from fluent.syntax import ast
from fluent.syntax.visitor import Visitor

from bot.texts.bundles import Entry

PLURALS = frozenset({"zero", "one", "two", "few", "many", "other"})
"""CLDR's names for the forms of counting."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice between variants; `variable` is None where something else decides."""

    variable: str | None
    keys: Mapping[str, int]
    """The names of the variants with their offsets."""
    default: str
    at: int

    @property
    def names(self) -> set[str]:
        return {key for key in self.keys if not key.lstrip("-").isdecimal()}

    @property
    def counts(self) -> bool:
        """Whether it is made by the form of counting, as `[one]` is."""
        return self.names <= PLURALS and self.names != {"other"}

    @property
    def is_by_number(self) -> bool:
        """Whether a number decides: by its form of counting, or itself, as in `[0]`."""
        return self.names <= PLURALS and (self.counts or len(self.keys) > len(self.names))


@dataclass(slots=True)
class Shape(Visitor):
    """The parts of a pattern, each with its offset in the file."""

    shown: dict[str, int] = field(default_factory=dict)
    selected: dict[str, int] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    """Variables inside NUMBER()."""
    choices: list[Choice] = field(default_factory=list)
    references: dict[str, int] = field(default_factory=dict)
    """All that it refers to: `key`, `key.attribute`, `-term`, `-term.attribute`."""
    functions: dict[str, int] = field(default_factory=dict)
    options: dict[str, int] = field(default_factory=dict)
    """The named arguments of functions."""

    @property
    def variables(self) -> dict[str, int]:
        return {**self.selected, **self.shown}

    @property
    def counted(self) -> set[str]:
        """The variables that are used as numbers."""
        return {
            *self.numbers,
            *(one.variable for one in self.choices if one.is_by_number and one.variable),
        }

    def names(self, variable: str) -> set[str]:
        """Return the names of all variants that this variable chooses between."""
        return {key for one in self.choices if one.variable == variable for key in one.keys}

    def take(self, other: "Shape", at: int) -> None:
        """Add the parts of a text that this one refers to at that offset."""
        for mine, theirs in (
            (self.shown, other.shown),
            (self.selected, other.selected),
            (self.numbers, other.numbers),
        ):
            for name in theirs:
                mine.setdefault(name, at)
        self.choices += [replace(one, at=at) for one in other.choices]

    def visit_VariableReference(self, node: Any) -> None:  # noqa: N802  (named by the library)
        self.shown.setdefault(node.id.name, start_of(node))

    def visit_MessageReference(self, node: Any) -> None:  # noqa: N802
        self.references.setdefault(_reference(node, node.id.name), start_of(node))

    def visit_TermReference(self, node: Any) -> None:  # noqa: N802
        self.references.setdefault(_reference(node, f"-{node.id.name}"), start_of(node))
        self.generic_visit(node)

    def visit_FunctionReference(self, node: Any) -> None:  # noqa: N802
        self.functions.setdefault(node.id.name, start_of(node))
        for named in node.arguments.named:
            self.options.setdefault(named.name.name, start_of(named))
        for one in node.arguments.positional:
            if isinstance(one, ast.VariableReference):
                self.numbers.setdefault(one.id.name, start_of(one))
        self.generic_visit(node)

    def visit_SelectExpression(self, node: Any) -> None:  # noqa: N802
        variable = _variable(node.selector)
        if isinstance(node.selector, ast.VariableReference):
            self.selected.setdefault(node.selector.id.name, start_of(node.selector))
        else:
            self.visit(node.selector)
        keys = {_name(one.key): start_of(one) for one in node.variants}
        default = next(_name(one.key) for one in node.variants if one.default)
        self.choices.append(Choice(variable, keys, default, start_of(node)))
        for one in node.variants:
            self.visit(one.value)


def shape_of(pattern: ast.Pattern | None) -> Shape:
    found = Shape()
    if pattern is not None:
        found.visit(pattern)
    return found


def patterns(entries: Mapping[str, Entry]) -> Iterator[tuple[str, ast.Pattern]]:
    """Yield the value of each text and term, and its attributes as `key.attribute`."""
    for key, entry in entries.items():
        if entry.value is not None:
            yield key, entry.value
        for attribute in entry.attributes:
            yield f"{key}.{attribute.id.name}", attribute.value


def _variable(selector: Any) -> str | None:
    """Return the variable that decides, also inside NUMBER()."""
    if isinstance(selector, ast.FunctionReference) and selector.arguments.positional:
        selector = selector.arguments.positional[0]
    return selector.id.name if isinstance(selector, ast.VariableReference) else None


def _name(key: Any) -> str:
    return str(key.name if isinstance(key, ast.Identifier) else key.value)


def _reference(node: Any, name: str) -> str:
    return f"{name}.{node.attribute.name}" if node.attribute else name


def start_of(node: ast.SyntaxNode) -> int:
    """Return the node's offset; 0 in the bot's own files, which are read without places."""
    return node.span.start if node.span is not None else 0


def end_of(node: ast.SyntaxNode) -> int:
    return node.span.end if node.span is not None else 0
