"""Reads Fluent files into bundles, which keep the texts of one language."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from fluent.runtime import FluentBundle
from fluent.syntax import FluentParser, ast
from fluent.syntax.stream import FluentParserStream

from bot.texts.problems import TextsReport

FOLDER = Path(__file__).parent

Entry = ast.Message | ast.Term


class TextError(KeyError):
    """A text, or a value it needs, is missing: a mistake in the code that tests must catch."""

    def __str__(self) -> str:
        return str(self.args[0])


class Bundle(FluentBundle):
    """The texts of one language."""

    def __init__(self, locale: str, borrowed: Collection[str] = ()) -> None:
        super().__init__([locale], use_isolating=False)
        self.locale = locale
        self._borrowed = borrowed
        """Keys of texts that are here only because others refer to them."""

    def has_text(self, key: str) -> bool:
        """Return whether the text is this language's own."""
        return key in self._messages and key not in self._borrowed

    def add(self, entries: Iterable[Entry]) -> None:
        """Add texts and terms; those whose key is there already are left out."""
        self.add_resource(ast.Resource(list(entries)))

    def entries(self) -> dict[str, Entry]:
        """Return the texts by key, and the terms by key with their dash."""
        terms = {f"-{name}": entry for name, entry in self._terms.items()}
        return {**self._messages, **terms}


@dataclass(frozen=True, slots=True)
class OwnBundles:
    """The texts of TEXTS_DIR that can be used: a bundle for each language that has any.

    A bundle for a language of the bot has all originals too; one for an added language has those
    that its texts refer to.
    """

    bundles: Mapping[str, Bundle] = field(default_factory=dict)
    report: TextsReport = field(default_factory=TextsReport)


class _Parser(FluentParser):
    """Shares the nodes of equal names, references and variables in braces, of which the texts have
    thousands: that saves memory. Nodes don't know their places in a file either."""

    def __init__(self) -> None:
        super().__init__(with_spans=False)
        self._names: dict[str, ast.Identifier] = {}
        self._references: dict[str, ast.VariableReference] = {}
        self._in_braces: dict[str, ast.Placeable] = {}

    def get_identifier(self, ps: FluentParserStream) -> ast.Identifier:
        found: ast.Identifier = super().get_identifier(ps)
        return self._names.setdefault(found.name, found)

    def get_placeable(self, ps: FluentParserStream) -> ast.Placeable:
        found: ast.Placeable = super().get_placeable(ps)
        if isinstance(found.expression, ast.VariableReference):
            return self._in_braces.setdefault(found.expression.id.name, found)
        return found

    def get_inline_expression(self, ps: FluentParserStream) -> ast.InlineExpression | ast.Placeable:
        found: ast.InlineExpression | ast.Placeable = super().get_inline_expression(ps)
        if isinstance(found, ast.VariableReference):
            return self._references.setdefault(found.id.name, found)
        return found


@cache
def originals(locale: str, folder: Path = FOLDER) -> Bundle:
    """Read every file of the locale; raise TextError for a syntax error or a key that occurs
    twice."""
    bundle, parser = Bundle(locale), _Parser()
    for path in sorted((folder / locale).glob("*.ftl")):
        resource = parser.parse(path.read_text(encoding="utf-8"))
        for entry in resource.body:
            if isinstance(entry, ast.Junk):
                line = (entry.content or "").strip().partition("\n")[0]
                raise TextError(f"{path.name} in “{locale}” cannot be read at “{line}”")
            if isinstance(entry, ast.Message) and bundle.has_message(entry.id.name):
                raise TextError(f"“{entry.id.name}” is there twice in “{locale}” ({path.name})")
        bundle.add_resource(resource)
    return bundle
