"""Mutants that the tests let live, and the list that explains them.

A mutant is named by its function and its change, not by mutmut's number: numbers move with every
edit of the function above it.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

EXPLAINED = Path(__file__).with_name("explained")


@dataclass(frozen=True, slots=True, order=True)
class Mutant:
    """One change of one function: the lines before it and after it, without their indent."""

    function: str
    before: str
    after: str

    @classmethod
    def of_diff(cls, function: str, diff: str) -> "Mutant":
        """Read a unified diff as `mutmut show` prints it."""
        lines = [line for line in diff.splitlines() if not line.startswith(("---", "+++"))]
        before = [line[1:].strip() for line in lines if line.startswith("-")]
        after = [line[1:].strip() for line in lines if line.startswith("+")]
        return cls(function, "\n".join(before), "\n".join(after))

    @property
    def change(self) -> str:
        """The lines before the change with `- ` in front, and those after it with `+ `."""
        before = [f"- {line}" for line in self.before.splitlines()]
        after = [f"+ {line}" for line in self.after.splitlines()]
        return "\n".join((*before, *after))

    def __str__(self) -> str:
        return "\n  ".join((self.function, *self.change.splitlines()))


@dataclass(frozen=True, slots=True, order=True)
class Explanation:
    """Why no test needs to notice the mutants of these functions with such a change."""

    function: str
    """A name like `bot.domain.money.of`; `*` stands for any part of it."""
    change: str
    """A regular expression that `Mutant.change` has to contain; empty for any change."""
    why: str

    def fits(self, mutant: Mutant) -> bool:
        named = fnmatchcase(mutant.function, self.function)
        return named and re.search(self.change, mutant.change, re.MULTILINE) is not None

    def __str__(self) -> str:
        return f"{self.function}: {self.change or 'any change'}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The survivors of a run beside the list: `stale` explanations fit none of them any more."""

    unexplained: tuple[Mutant, ...]
    stale: tuple[Explanation, ...]


def explained(folder: Path = EXPLAINED) -> list[Explanation]:
    """Return the explanations in the files of this folder.

    Raises ValueError for an entry without a reason.
    """
    return [
        _explanation(entry)
        for path in sorted(folder.glob("*.toml"))
        for entry in tomllib.loads(path.read_text("utf-8"))["mutants"]
    ]


def _explanation(entry: dict[str, str]) -> Explanation:
    found = Explanation(entry["function"], entry.get("change", ""), entry.get("why", "").strip())
    if not found.why:
        raise ValueError(f"{found.function} is listed without a reason")
    return found


def compare(survivors: Iterable[Mutant], listed: Iterable[Explanation]) -> Comparison:
    """Return where the survivors of a run and the list differ."""
    living, known = set(survivors), set(listed)
    used = {one for one in known if any(one.fits(mutant) for mutant in living)}
    unexplained = {one for one in living if not any(known_one.fits(one) for known_one in used)}
    return Comparison(tuple(sorted(unexplained)), tuple(sorted(known - used)))


def score(killed: int, survived: int) -> float:
    """Return the share of the mutants that the tests notice, before any explanation."""
    return killed / (killed + survived) if killed + survived else 0.0
