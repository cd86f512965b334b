"""The lines of `.env`: each is read, or refused in plain words."""

import difflib
import io
import os
import re
from collections.abc import Collection, Iterable
from pathlib import Path

from dotenv.parser import Binding, parse_stream

from bot.errors import SettingsError


class UnreadableLine(SettingsError):
    """A line of `.env` is not NAME=value."""

    def __init__(self, path: Path, line: int) -> None:
        super().__init__(f"Line {line} of {path} is not NAME=value: fix or remove it.")
        self.path = path
        self.line = line


def check(path: Path, names: Collection[str]) -> None:
    """Refuse lines that can't be read and names of no setting; `names` are in lower case.

    Raises SettingsError with one sentence. A file that is missing is fine.
    """
    lines = read(path)
    check_form(path, lines)
    for line in lines:
        unknown = unknown_name(path, line, names)
        if unknown is not None:
            raise SettingsError(unknown)


def read(path: Path) -> list[Binding]:
    """Return the lines of the file; none if it is missing. Raises SettingsError."""
    try:
        return parsed(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        return []
    except UnicodeDecodeError:
        raise SettingsError(f"{path} is not UTF-8 text: save it as UTF-8.") from None
    except OSError as error:
        raise SettingsError(f"{path} cannot be read: {error.strerror}.") from None


def parsed(text: str) -> list[Binding]:
    """Return the lines of a text, each with its own line end in `original`."""
    return list(parse_stream(io.StringIO(text, newline="")))


def check_form(path: Path, lines: Iterable[Binding]) -> None:
    """Raise SettingsError for a line that isn't NAME=value, or refers to a name that isn't set."""
    known = set(os.environ)
    for line in lines:
        if line.error or (line.key is not None and line.value is None):
            raise UnreadableLine(path, line.original.line)
        _check_references(line, known)
        known.add(line.key or "")


def unknown_name(path: Path, line: Binding, names: Collection[str]) -> str | None:
    """Return the sentence about a line whose name is no setting; None for any other."""
    if line.key is None or line.key.lower() in names:
        return None
    # A secret pasted without its name reads like a name: show only what can't be one.
    name = line.key if re.fullmatch(r"[A-Za-z_]{1,40}", line.key) else "the name"
    where = f"line {line.original.line} of {path}"
    return end(f"{name} in {where} is not a setting: {hint(line.key, names)}")


def nearest(name: str, names: Collection[str]) -> str | None:
    """Return the setting whose name is most like this one, if one is like it."""
    known = [one.upper() for one in names]
    return next(iter(difflib.get_close_matches(name.upper(), known, n=1)), None)


def hint(name: str, names: Collection[str]) -> str:
    """Return a hint at the setting that was probably meant."""
    found = nearest(name, names)
    return f"did you mean {found}?" if found else "see .env.example for the names"


def end(sentence: str) -> str:
    return sentence if sentence.endswith("?") else f"{sentence}."


def _check_references(line: Binding, known: Collection[str]) -> None:
    """Refuse `${NAME}` where no such name is set before: dotenv would cut it out in silence, which
    leaves a shorter secret or another path."""
    unset = [name for name in re.findall(r"\$\{([^}:]*)\}", line.value or "") if name not in known]
    if unset and line.key is not None:
        raise SettingsError(
            f"{line.key.upper()} contains ${{…}} with a name that isn't set: write the value."
        )


def check_folder() -> None:
    """Raise SettingsError where the folder in which this was started is gone."""
    try:
        Path.cwd()
    except FileNotFoundError:
        raise SettingsError(
            "The folder of this terminal was deleted: change to the folder of .env, and try again."
        ) from None
