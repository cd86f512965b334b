"""An owner's own features, as the rest of the bot sees them: their commands, and what is wrong."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class FeatureFault(StrEnum):
    """Why a file of FEATURES_DIR is left out. Notices store the values, so they never change."""

    FOLDER = "folder"
    """The folder itself is missing or can't be read."""
    UNREADABLE = "unreadable"
    """The file can't be read, or is no file."""
    WRITABLE = "writable"
    """Others than the bot's user or root may write the file, or a folder on the way to it."""
    SYNTAX = "syntax"
    FAILED = "failed"
    """It raises an error when it is loaded, or in `router()`."""
    NO_ROUTER = "no-router"
    """It has no `router()`, or that returns something else than a router of its own."""
    COMMANDS = "commands"
    """Its `COMMANDS` is not what it should be."""
    REPEATED = "repeated"
    """A command of it is the bot's, or another file's."""


@dataclass(frozen=True, slots=True)
class OwnCommand:
    """A command of an owner's feature, and its description by language, for menus and /help."""

    name: str
    descriptions: Mapping[str, str]

    def description(self, locale: str, default: str) -> str:
        """Return the description in this language, else in the default one, else in any."""
        found = self.descriptions
        return found.get(locale) or found.get(default) or next(iter(found.values()))


@dataclass(frozen=True, slots=True)
class FeatureProblem:
    """A file that was left out; `detail` is the path, command or error that explains it."""

    file: str
    fault: FeatureFault
    detail: str = ""


@dataclass(frozen=True, slots=True)
class PlanGuard:
    """A feature, by its file or module, that only people with the plan of this key can open."""

    file: str
    plan: str


@dataclass(frozen=True, slots=True)
class OwnFeatures:
    """The contents of FEATURES_DIR: loaded files, their commands in order, and files left out."""

    files: tuple[str, ...] = ()
    commands: tuple[OwnCommand, ...] = ()
    problems: tuple[FeatureProblem, ...] = field(default=())
    guards: tuple[PlanGuard, ...] = ()
    """Of these features, and of those in `handlers/telegram/features.py`."""
    sell_in_stars: bool = False
    """Whether any of all these sells in Stars too, so that payments may be its own."""

    def closed(self, keys: Collection[str]) -> list[PlanGuard]:
        """Return those that nobody can open, because the shop's plans have other keys than these
        features name."""
        return [one for one in self.guards if one.plan not in keys]
