"""Mutants that the tests let live, and the list that explains them.

A mutant is named by its function and its change, not by mutmut's number: numbers move with every
edit of the function above it.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

EXPLAINED = Path(__file__).with_name("explained.toml")


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

    def __str__(self) -> str:
        before = "".join(f"\n  - {line}" for line in self.before.splitlines())
        after = "".join(f"\n  + {line}" for line in self.after.splitlines())
        return f"{self.function}{before}{after}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The survivors of a run beside the list: `stale` ones are explained, but live no longer."""

    unexplained: tuple[Mutant, ...]
    stale: tuple[Mutant, ...]

    @property
    def agrees(self) -> bool:
        return not self.unexplained and not self.stale


def explained(path: Path = EXPLAINED) -> dict[Mutant, str]:
    """Return the listed mutants with the reason why no test needs to notice each.

    Raises ValueError for an entry without a reason.
    """
    found: dict[Mutant, str] = {}
    for entry in tomllib.loads(path.read_text("utf-8")).get("mutant", []):
        mutant = Mutant(entry["function"], entry["before"].strip(), entry["after"].strip())
        if not entry.get("why", "").strip():
            raise ValueError(f"{mutant.function} is listed without a reason")
        found[mutant] = entry["why"].strip()
    return found


def compare(survivors: Iterable[Mutant], listed: Mapping[Mutant, str]) -> Comparison:
    """Return where the survivors of a run and the list differ."""
    living = set(survivors)
    return Comparison(tuple(sorted(living - listed.keys())), tuple(sorted(listed.keys() - living)))


def score(killed: int, survived: int) -> float:
    """Return the share of the mutants that the tests notice, before any explanation."""
    return killed / (killed + survived) if killed + survived else 0.0
