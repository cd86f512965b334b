"""An owner's own texts, as the rest of the bot sees them: which are used, and what is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final


class TextLevel(StrEnum):
    """The effect of a problem on the text that has it. Notices store the values: they never change.

    The order is that of reports.
    """

    LEFT_OUT = "left-out"
    """The text isn't used: people read the original."""
    FLAWED = "flawed"
    """The text is used all the same, and reads wrong somewhere."""
    NOTED = "noted"
    """The text is used, or nothing depends on it."""


class TextFault(StrEnum):
    """The ways in which an own text can be wrong. Notices store the values: they never change."""

    FOLDER = "folder"
    """TEXTS_DIR itself is missing or can't be read."""
    DEFAULT_LOCALE = "default-locale"
    """DEFAULT_LOCALE names a language that isn't there."""
    NO_LANGUAGE = "no-language"
    """A folder's name is the code of no language."""
    LANGUAGE_TWICE = "language-twice"
    """Two folders are for one language."""
    NO_TEXTS = "no-texts"
    """An added language has no text that can be used."""
    MISPLACED = "misplaced"
    """A file of texts isn't where it is looked for."""
    MISNAMED = "misnamed"
    """A file ends in `.ftl.txt`."""
    UNREADABLE = "unreadable"
    WRITABLE = "writable"
    """Others than the bot's user or root may write the file, or a folder on the way to it."""
    TOO_LARGE = "too-large"
    ENCODING = "encoding"
    """The file isn't UTF-8."""
    SYNTAX = "syntax"
    INDENTED = "indented"
    """A line inside a text looks like a text of its own."""
    TWICE = "twice"
    """The key is there twice in one language."""
    UNKNOWN = "unknown"
    """No text of the bot has that key."""
    EMPTY = "empty"
    VARIABLE = "variable"
    """A variable that the original doesn't have."""
    LOST = "lost"
    """A variable of the original is missing, and people act on it."""
    OMITTED = "omitted"
    """A variable of the original is missing that a text can do without."""
    FUNCTION = "function"
    NO_NUMBER = "no-number"
    """NUMBER() of something that is no number."""
    REFERENCE = "reference"
    CYCLE = "cycle"
    VARIANT_LOST = "variant-lost"
    """A variant of the original is missing, which says something else than the default."""
    VARIANT_UNKNOWN = "variant-unknown"
    PLURAL = "plural"
    """A form of counting that the language needs is missing."""
    MARKUP = "markup"
    LINK = "link"
    PLAIN = "plain"
    """Markup where none is shown: on buttons, in menus."""
    CHARACTERS = "characters"
    """Characters that can't be shown, or that stand for lost ones."""
    LINES = "lines"
    """Several lines where one is shown."""
    LONG = "long"
    """More characters than Telegram takes."""
    WIDE = "wide"
    """A label that a phone would cut."""
    FAILS = "fails"
    """It can't be filled in for another reason."""


_LEVELS: Final = {
    TextFault.PLURAL: TextLevel.FLAWED,
    TextFault.WIDE: TextLevel.FLAWED,
    TextFault.MISNAMED: TextLevel.NOTED,
    TextFault.UNKNOWN: TextLevel.NOTED,
    TextFault.OMITTED: TextLevel.NOTED,
    TextFault.VARIANT_UNKNOWN: TextLevel.NOTED,
}


@dataclass(frozen=True, slots=True)
class TextProblem:
    """Something wrong in TEXTS_DIR; `line` is 0 where it concerns a whole file or folder.

    `detail` is the word, character or path that is wrong, `hint` what would be right.
    """

    file: str
    line: int
    key: str
    fault: TextFault
    detail: str = ""
    hint: str = ""

    @property
    def level(self) -> TextLevel:
        return _LEVELS.get(self.fault, TextLevel.LEFT_OUT)

    @property
    def place(self) -> str:
        """The file and the line, as editors open them."""
        return f"{self.file}:{self.line}" if self.line else self.file

    @property
    def order(self) -> tuple[int, str, int]:
        """Where it stands in a report: what counts most first, then by place."""
        return list(TextLevel).index(self.level), self.file, self.line


@dataclass(frozen=True, slots=True)
class TextsReport:
    """The contents of TEXTS_DIR as they were read: which texts are used, and what is wrong."""

    counts: Mapping[str, int] = field(default_factory=dict)
    """The number of own texts that are used, by language."""
    missing: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The keys that an added language lacks, by language."""
    problems: tuple[TextProblem, ...] = ()
    """In the order of reports."""

    @property
    def mistakes(self) -> tuple[TextProblem, ...]:
        """The problems that have to be put right; the others are only noted."""
        return tuple(one for one in self.problems if one.level is not TextLevel.NOTED)
