"""Parses an owner's files: each text and term with its place, and what isn't Fluent."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from fluent.syntax import FluentParser, ast

from bot.own_texts.files import Source
from bot.own_texts.shapes import end_of, start_of
from bot.texts.bundles import Entry
from bot.texts.problems import TextFault, TextProblem

_KEY = re.compile(r"\s*(-?[A-Za-z][A-Za-z0-9_-]*)")
_LOOKS_LIKE_A_TEXT = re.compile(r"\n[ \t]*([a-z][a-z0-9-]*)[ \t]*=")


@dataclass(frozen=True, slots=True)
class Own:
    """A text of the owner's, or a term, whose key begins with a dash."""

    key: str
    node: Entry
    source: Source

    @property
    def is_term(self) -> bool:
        return isinstance(self.node, ast.Term)

    @property
    def place(self) -> str:
        return f"{self.source.file}:{self.line}"

    @property
    def line(self) -> int:
        return self.source.line_at(self._extent[0])

    @property
    def _extent(self) -> tuple[int, int]:
        """Where it begins, at its key, and where it ends."""
        return start_of(self.node.id), end_of(self.node)

    @property
    def comment(self) -> str:
        """The comment right above it."""
        return (self.node.comment.content or "") if self.node.comment else ""

    def problem(
        self, fault: TextFault, detail: str = "", hint: str = "", *, at: int | None = None
    ) -> TextProblem:
        """Return a problem at an offset of the file, else at the text's first line."""
        line = self.line if at is None else self.source.line_at(at)
        return TextProblem(self.source.file, line, self.key, fault, detail, hint)

    def offset_of(self, words: str, *, last: bool = False) -> int | None:
        """Return where words of its source are first, or last; None where they aren't."""
        find = self.source.text.rfind if last else self.source.text.find
        found = find(words, *self._extent)
        return found if found >= 0 else None

    def lines_like_texts(self) -> Iterator[re.Match[str]]:
        """Yield the lines inside of it that look like a text of their own; group 1 is the key."""
        return _LOOKS_LIKE_A_TEXT.finditer(self.source.text, *self._extent)


Entries = dict[str, Own]
"""The texts of one language by key, and its terms by key with the dash."""


@dataclass(slots=True)
class Parsed:
    """The texts of every language that can be read, and the problems of the others."""

    entries: dict[str, Entries] = field(default_factory=dict)
    problems: list[TextProblem] = field(default_factory=list)


def parse(sources: Iterable[Source], known: Collection[str]) -> Parsed:
    """Parse the files. Of a key that is there twice nobody knows which one is meant: none is."""
    found = Parsed()
    twice: dict[str, set[str]] = {}
    for source in sources:
        entries = found.entries.setdefault(source.locale, {})
        for one in _read(source, found.problems):
            first = entries.setdefault(one.key, one)
            if first is not one:
                twice.setdefault(source.locale, set()).add(one.key)
                found.problems.append(one.problem(TextFault.TWICE, hint=first.place))
    for locale, keys in twice.items():
        for key in keys:
            del found.entries[locale][key]
    for entries in found.entries.values():
        for key in [key for key, one in entries.items() if _hides(one, known, found.problems)]:
            del entries[key]
    return found


def _read(source: Source, problems: list[TextProblem]) -> Iterator[Own]:
    try:
        body = FluentParser(with_spans=True).parse(source.text).body
    except RecursionError:
        problems.append(TextProblem(source.file, 0, "", TextFault.SYNTAX, "too deeply nested"))
        return
    for entry in body:
        if isinstance(entry, ast.Junk):
            problems.append(_not_fluent(source, entry))
        elif isinstance(entry, ast.Message):
            yield Own(entry.id.name, entry, source)
        elif isinstance(entry, ast.Term):
            yield Own(f"-{entry.id.name}", entry, source)


def _not_fluent(source: Source, junk: ast.Junk) -> TextProblem:
    """Name the line where the parser gave up, which is inside of what it couldn't read."""
    content = junk.content or ""
    (annotation,) = junk.annotations
    last = start_of(junk) + len(content.rstrip())
    line = source.line_at(min(start_of(annotation), last))
    key = _KEY.match(content)
    return TextProblem(
        source.file, line, key[1] if key else "", TextFault.SYNTAX, annotation.message or ""
    )


def _hides(one: Own, known: Collection[str], problems: list[TextProblem]) -> bool:
    """Report a line of a text that looks like the next one, but is indented and so belongs to it;
    return whether there is one."""
    for found in one.lines_like_texts():
        if found[1] in known:
            problems.append(one.problem(TextFault.INDENTED, found[1], at=found.start(1)))
            return True
    return False
