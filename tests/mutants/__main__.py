"""`make mutants`: changes the code in thousands of small ways, and reports what no test notices.

mutmut (settings in pyproject.toml) makes the mutants of the code that handles money or access, and
runs for each of them the tests that reach it. A second run repeats only what has changed since.
"""

import argparse
import subprocess
import sys
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

from mutmut.mutation.data import SourceFileMutationData
from mutmut.mutation.diff_apply import get_diff_for_mutant
from mutmut.stats import status_by_exit_code

from tests.mutants.survivors import Mutant, compare, explained, score

LEAST_SCORE = 0.9
_NOTICED = {"killed", "timeout"}
_MUTANTS = Path("mutants")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("--report", action="store_true", help="only report on the last run")
    parser.add_argument("--only", default="*", metavar="NAMES", help="like 'bot.domain.*'")
    arguments = parser.parse_args()
    if not arguments.report:
        names = [] if arguments.only == "*" else [arguments.only]
        subprocess.run([sys.executable, "-m", "mutmut", "run", *names], check=True)
    return _report(arguments.only)


def _report(only: str) -> int:
    """Print what no test notices of these mutants, and the score; return the exit status."""
    statuses = {name: status for name, status in _statuses() if fnmatchcase(name, only)}
    living = [name for name, status in statuses.items() if status not in _NOTICED]
    reached = score(len(statuses) - len(living), len(living))
    comparison = compare(map(_mutant, living), explained())
    stale = [one for one in comparison.stale if fnmatchcase(one.function, only)]
    lines = [f"no test notices:\n{mutant}" for mutant in comparison.unexplained]
    lines += [f"explained, but noticed by now or gone:\n{one}" for one in stale]
    lines.append(f"{len(statuses)} mutants, {len(living)} not noticed: score {reached:.3f}")
    sys.stdout.write("\n".join(lines) + "\n")
    return 0 if not comparison.unexplained and not stale and reached >= LEAST_SCORE else 1


def _statuses() -> Iterator[tuple[str, str]]:
    """Yield the name and the status of every mutant of the last run."""
    for path in sorted(_MUTANTS.rglob("*.py.meta")):
        source = path.relative_to(_MUTANTS).with_suffix("")
        data = SourceFileMutationData(path=source)
        data.load()
        for name, code in data.exit_code_by_key.items():
            yield name, status_by_exit_code[code]


def _mutant(name: str) -> Mutant:
    function, _, _ = name.partition("__mutmut_")
    module, _, mangled = function.rpartition(".")
    plain = mangled.removeprefix("x").removeprefix("_").strip("ǁ").replace("ǁ", ".")
    return Mutant.of_diff(f"{module}.{plain}", get_diff_for_mutant(name))


if __name__ == "__main__":
    sys.exit(main())
