"""Reads and writes `.env`: only the lines of changed values are touched."""

import contextlib
import os
import re
import stat
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dotenv import dotenv_values

from bot.errors import SettingsError
from bot.settings import env_file
from bot.settings.review import UnknownName, unknown_names
from storage.engine.owner import copy_owner

_PRIVATE, _OF_OTHERS = 0o600, 0o007
_VALUE = re.compile(
    r"""(?P<head>\s*(?:export[^\S\r\n]+)?'?[\w.-]+'?[^\S\r\n]*=[^\S\r\n]*)
    (?P<value>'(?:\\'|[^'])*'|"(?:\\"|[^"])*"|[^\r\n]*?)
    (?P<tail>(?:[^\S\r\n]+\#[^\r\n]*)?[^\S\r\n]*(?:\r\n|\n|\r)?)""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class DotenvFile:
    """The file `.env`, which may be missing. It is read again at each use: somebody else may edit
    it meanwhile."""

    path: Path

    def values(self) -> dict[str, str]:
        """Return the values that are set, by name in upper case.

        Raises SettingsError where the file can't be read line by line.
        """
        env_file.check_form(self.path, env_file.read(self.path))
        found = dotenv_values(self.path, encoding="utf-8-sig")
        return {name.upper(): value.strip() for name, value in found.items() if value}

    def unknown(self) -> list[UnknownName]:
        """Return each name that is no setting: the bot refuses those."""
        return unknown_names(self.path)

    def close_to_others(self) -> bool:
        """Close the file to all but its owner and its group, which may be the bot's; return whether
        others could read it until now. Raises SettingsError.
        """
        try:
            mode = stat.S_IMODE(self.path.stat().st_mode)
            if not mode & _OF_OTHERS:
                return False
            self.path.chmod(mode & ~_OF_OTHERS)
        except FileNotFoundError:
            return False
        except OSError as error:
            raise SettingsError(
                f"{self.path} cannot be closed to others: {error.strerror}."
            ) from None
        return True

    def put(self, values: Mapping[str, str], heading: str) -> None:
        """Set these values. Everything else stays byte for byte; `heading` opens a new file.

        The file is replaced as a whole, readable by its owner alone. Raises SettingsError.
        """
        try:
            before = self.path.read_bytes().decode() if self.path.exists() else ""
            target = self.path.resolve()
            text = _with(before or f"# {heading}\n", values)
            if text != before:
                _replace(target, text)
        except OSError as error:
            raise SettingsError(f"{self.path} cannot be written: {error.strerror}.") from None


def _with(text: str, values: Mapping[str, str]) -> str:
    """Return the file's text with the values: in the last line of each name, else at the end."""
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    lines = [line.original.string for line in env_file.parsed(text.removeprefix(mark))]
    keys = [(line.key or "").upper() for line in env_file.parsed(text.removeprefix(mark))]
    newline = "\r\n" if "\r\n" in text else "\n"
    for name, value in values.items():
        if name in keys:
            last = len(keys) - 1 - keys[::-1].index(name)
            lines[last] = _changed(lines[last], value)
            continue
        if lines and not lines[-1].endswith(("\n", "\r")):
            lines[-1] += newline
        lines.append(f"{name}={value}{newline}")
        keys.append(name)
    return mark + "".join(lines)


def _changed(line: str, value: str) -> str:
    """Return the line with another value, in the quotes that are there; comments stay."""
    parts = _VALUE.fullmatch(line)
    if parts is None:
        raise SettingsError("a line of .env can't be changed safely: write it as NAME=value.")
    old = parts["value"]
    quote = old[0] if len(old) > 1 and old[0] == old[-1] and old[0] in "'\"" else ""
    return f"{parts['head']}{quote}{value}{quote}{parts['tail']}"


def _replace(path: Path, text: str) -> None:
    """Write a new file beside, and put it in the place of the old one once it is on disk."""
    number, name = tempfile.mkstemp(prefix=".env.", dir=path.parent)
    unfinished = Path(name)
    try:
        with os.fdopen(number, "wb") as file:
            os.fchmod(file.fileno(), _PRIVATE)
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        copy_owner(unfinished, path if path.exists() else path.parent)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    _sync(path.parent)


def _sync(folder: Path) -> None:
    with contextlib.suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
