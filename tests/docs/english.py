"""Counts the tells of headless English and of words of our own: `python -m tests.docs.english`.

Give paths to see those files alone; each line names the file, the line and what tells.
"""

import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
_SUFFIXES = {
    *(".py", ".md", ".ftl", ".sql", ".toml", ".js", ".html", ".css"),
    *(".yaml", ".yml", ".service", ".conf", ".example", ""),
}
_LEFT_OUT = (
    "LICENSE",
    "README.ru.md",
    "bot/console/vendor/",
    "bot/texts/ru/",
    "tests/docs/english.py",
    "tests/docs/test_english.py",
    "tests/upgrade/before_plans",
    "tests/upgrade/before_redesign",
)

PHRASES = ("shall", "anew", "by itself", "for who", "of whom", "mend", "mends", "mended", "mending")
"""Old-fashioned or headless: should, again, automatically, people who, fix."""
PRIVATE_WORDS = (
    *("room", "rooms", "trouble", "troubles", "troubled", "ending", "endings", "deed", "deeds"),
    *("take back", "takes back", "taken back", "took back", "taking back", "by hand"),
    *("door", "doors", "doorman", "gate", "gates", "gift", "gifts", "knock", "knocks", "knocked"),
    *("knocking", "shelf", "shelves", "wall", "walls", "vitals", "pulse", "riddle", "riddles"),
    *("night shift", "foreman", "watchman", "crew", "cellar", "roof", "house", "furnish"),
    *("furnished", "furnishes"),
)
"""Metaphors of our own where the field has a word (docs/glossary.md)."""
ALLOWED = (
    (r'"(chat-knock|admin-chat-trouble|gift\w*|ending\w*|pulse)"', "stored or sent: never renamed"),
    (r"\btrouble=|recurring-status-gift", "a field of the log; Tribute's own kind of subscription"),
    (
        r"unlimited_gifts|limited_gifts|unique_gifts|gift_types|gifts_from|'gift'|`gift`|\"Gift\"",
        "Telegram's and Tribute's own words",
    ),
    (r"\bchat-knock\b|0002_by_hand", "a stored kind; the name of a migration"),
    (r"wall[- ]?clock|wall seconds|wall time", "the usual words for time that passes"),
    (r"^\| `[a-z-]+` \| `", "a row of the table of renamed text keys: old on the left"),
)
"""What may hold a word of the list, and why."""

_WORDS = re.compile(rf"\b({'|'.join((*PHRASES, *PRIVATE_WORDS))})\b", re.IGNORECASE)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_HEADLESS = re.compile(
    r"(?:^\s*|(?:\"\"\"|#|//|/\*|\*|[.!?:…])\s+|\"\"\")"
    r"(Who|What|Whom|Whoever|Whatever|Whose)\s+(?!else\b)[^.?!]*(?:[.!]|$)"
)


@dataclass(frozen=True, slots=True)
class Tell:
    """One place where the English gives itself away."""

    path: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what}"


def in_text(path: str, text: str) -> Iterator[Tell]:
    """Yield every tell in a file's text; identifiers count word by word."""
    for number, line in enumerate(text.splitlines(), 1):
        if not _WORDS.search(_spread(line)) and not _HEADLESS.search(line):
            continue  # nearly every line: what is allowed needn't be taken out of these
        shown = line
        for pattern, _ in ALLOWED:
            shown = re.sub(pattern, "", shown)
        for match in _WORDS.finditer(_spread(shown)):
            yield Tell(path, number, match[1].lower())
        headless = _HEADLESS.search(shown)
        if headless and not _is_question(text, number, headless[0]):
            yield Tell(path, number, f"{headless[1]} … opens a sentence and asks nothing")


def _spread(line: str) -> str:
    return _CAMEL.sub(" ", line).replace("_", " ").replace("-", " ")


def _is_question(text: str, number: int, found: str) -> bool:
    """A sentence may go on over the next lines until its question mark."""
    if found.rstrip().endswith((".", "!")):
        return False
    rest = " ".join(text.splitlines()[number : number + 3])
    ends = re.search(r"[.?!]", rest)
    return ends is not None and ends[0] == "?"


def files() -> list[str]:
    """Return every file of the project that holds English, by its path."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    return [
        path
        for path in listed
        if Path(path).suffix in _SUFFIXES
        and not path.startswith(_LEFT_OUT)
        and (ROOT / path).is_file()
    ]


def tells(paths: Iterable[str]) -> list[Tell]:
    return [
        tell for path in paths for tell in in_text(path, (ROOT / path).read_text(encoding="utf-8"))
    ]


if __name__ == "__main__":
    wanted = tuple(sys.argv[1:])
    found = tells(path for path in files() if not wanted or path.startswith(wanted))
    sys.stdout.writelines(f"{line}\n" for line in [*found, f"{len(found)} tells"])
