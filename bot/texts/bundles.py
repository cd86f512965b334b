"""Reads Fluent files into bundles, which keep the texts of one language, each unparsed until it is
shown."""

import re
import zlib
from collections.abc import Collection, ItemsView, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from sys import intern
from typing import Any

from babel import Locale
from fluent.runtime import FluentBundle
from fluent.runtime.resolver import CurrentEnvironment, Message, Pattern, ResolverEnvironment
from fluent.runtime.types import FluentInt, FluentNone, NumberFormatOptions
from fluent.syntax import FluentParser, FluentSerializer, ast

from bot.texts.problems import TextsReport

FOLDER = Path(__file__).parent

Entry = ast.Message | ast.Term
Sources = Mapping[str, str]
"""Texts by key, and terms by key with their dash, as they stand in their files."""

_BEGINNING = re.compile(r"^(?=[A-Za-z-])", re.MULTILINE)
"""All else in a file is indented, or a comment."""
_KEY = re.compile(r"(-?[A-Za-z][\w-]*) *=")


class TextError(KeyError):
    """A text, or a value it needs, is missing: a mistake in the code that tests must catch."""

    def __str__(self) -> str:
        return str(self.args[0])


class Number(FluentInt):
    """A number that is shown without grouping, so that an id can be copied, unless the text itself
    groups it: `NUMBER($n, useGrouping: 1)`."""

    default_number_format_options = NumberFormatOptions(useGrouping=False)

    def format(self, locale: Locale) -> str:
        """Return its digits, which all locales of Babel write alike; the sign is the locale's."""
        return str(int(self)) if self >= 0 else super().format(locale)


class PackedSources(Sources):
    """The sources of several files, each file compressed: most texts are seldom shown."""

    def __init__(self) -> None:
        self._files: list[bytes] = []
        self._file_of: dict[str, int] = {}

    def __getitem__(self, key: str) -> str:
        file = self._files[self._file_of[key]]
        return next(source for one, source in _split(_unpacked(file)) if one == key)

    def __iter__(self) -> Iterator[str]:
        return iter(self._file_of)

    def __len__(self) -> int:
        return len(self._file_of)

    def __contains__(self, key: object) -> bool:
        return key in self._file_of

    def items(self) -> ItemsView[str, str]:
        """Return all of them, each file unpacked once."""
        return dict(one for file in self._files for one in _split(_unpacked(file))).items()

    def add(self, path: Path, locale: str) -> None:
        """Add a file; raise TextError for a line that begins no text, and for a key that is there
        already."""
        text = path.read_text(encoding="utf-8")
        for key, source in _split(text):
            if not key:
                line = source.partition("\n")[0]
                raise TextError(f"{path.name} in “{locale}” cannot be read at “{line}”")
            if key in self._file_of:
                raise TextError(f"“{key}” is there twice in “{locale}” ({path.name})")
            self._file_of[intern(key)] = len(self._files)  # all languages have the same keys
        self._files.append(zlib.compress(text.encode(), 1))


def _unpacked(file: bytes) -> str:
    return zlib.decompress(file).decode()


def _split(text: str) -> Iterator[tuple[str, str]]:
    """Yield the texts of a file with their keys; a text that has none with an empty one."""
    for source in _BEGINNING.split(text)[1:]:
        key = _KEY.match(source)
        yield key[1] if key is not None else "", source


class Bundle(FluentBundle):
    """The texts of one language: those that were added, else those of the sources.

    `borrowed` are the keys of texts that are here only because others refer to them. Any thread may
    ask for a text; two that parse the same one at once get equal ones.
    """

    def __init__(
        self, locale: str, sources: Sources | None = None, borrowed: Collection[str] = ()
    ) -> None:
        super().__init__([locale], use_isolating=False)
        self.locale = locale
        self.sources = sources or {}
        self._borrowed = borrowed

    def has_message(self, message_id: str) -> bool:
        return message_id in self._messages or message_id in self.sources

    def has_text(self, key: str) -> bool:
        """Return whether the text is this language's own."""
        return self.has_message(key) and key not in self._borrowed

    def format_pattern(
        self, pattern: Pattern, args: dict[str, Any] | None = None
    ) -> tuple[str | FluentNone, list[Exception]]:
        """Fill a text in with strings and values of Fluent's types, which stay as they are: the
        library would make usual numbers of all numbers, and Babel takes long to write these."""
        errors: list[Exception] = []
        filling = ResolverEnvironment(self, errors, CurrentEnvironment(args or {}))
        try:
            return pattern(filling), errors
        except ValueError as error:
            return "{???}", [*errors, error]

    def add(self, entries: Iterable[Entry]) -> None:
        """Add texts and terms; those whose key was added already are left out."""
        self.add_resource(ast.Resource(list(entries)))

    def written(self, prefix: str) -> dict[str, str]:
        """Return the texts whose keys begin so, as they are written; added ones go first."""
        added = {
            key: FluentSerializer().serialize_entry(entry)
            for key, entry in self._messages.items()
            if key.startswith(prefix)
        }
        others = {key: text for key, text in self.sources.items() if key.startswith(prefix)}
        return {**others, **added}

    def parse_all(self) -> dict[str, Entry]:
        """Parse all sources, and keep nothing of it; raise TextError for a syntax error."""
        return {key: self._parse(key, source) for key, source in self.sources.items()}

    def _lookup(self, entry_id: str, term: bool = False) -> Message:
        """Return a text or a term ready to be filled in; raise LookupError if there is none."""
        try:
            return super()._lookup(entry_id, term)
        except LookupError:
            key = f"-{entry_id}" if term else entry_id
            found = self._compiled[key] = self._compiler(self._parse(key, self.sources[key]))
            return found

    def _parse(self, key: str, source: str) -> Entry:
        body = FluentParser(with_spans=False).parse(source).body
        for entry in body:
            if isinstance(entry, ast.Junk):
                line = (entry.content or "").strip().partition("\n")[0]
                raise TextError(f"“{key}” in “{self.locale}” cannot be read at “{line}”")
        return next(entry for entry in body if isinstance(entry, Entry))


@dataclass(frozen=True, slots=True)
class OwnBundles:
    """The texts of TEXTS_DIR that can be used: a bundle for each language that has any.

    A bundle for a language of the bot has all originals too; one for an added language has those
    that its texts refer to.
    """

    bundles: Mapping[str, Bundle] = field(default_factory=dict)
    report: TextsReport = field(default_factory=TextsReport)


@cache
def sources(locale: str, folder: Path = FOLDER) -> Sources:
    """Read every file of the locale; raise TextError for a line that begins no text, and for a key
    that occurs twice. Other mistakes in them are found by the tests and by `check`."""
    found = PackedSources()
    for path in sorted((folder / locale).glob("*.ftl")):
        found.add(path, locale)
    return found


@cache
def originals(locale: str, folder: Path = FOLDER) -> Bundle:
    """Return the bot's own texts; those that were shown are kept parsed."""
    return Bundle(locale, sources(locale, folder))
