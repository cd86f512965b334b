"""The rules of paths: the database's file, and the folders of copies, features and texts."""

import re
from pathlib import Path

_NO_PATH = re.compile(r"[+-]?\d+(\.\d+)?|true|false|none|null|@\w+|.*\$\{.*|\$\w+.*", re.IGNORECASE)
"""A number, a word or a contact from another setting, and a variable that nothing has replaced."""
_LONGEST_NAME = 255
_LONGEST_PATH = 4000


def read_database_path(value: object) -> object:
    text = str(value)
    if text == ":memory:" or text.startswith("file:") or re.match(r"\w+:/", text):
        raise ValueError("must be a file on disk: payments are kept in it")
    if text.endswith(("-wal", "-shm")):
        raise ValueError("is a file beside a database: name the database itself")
    path = _check(Path(text))
    if text.endswith("/") or path.name in {"", ".."}:
        raise ValueError("is a folder: add the name of a file, like data/tributary.db")
    # A folder that came into its place is no wrong setting: `restore` puts it aside.
    if path.name == ".env" or not (path.is_file() or path.is_dir() or not path.exists()):
        raise ValueError("must be a file of its own, like data/tributary.db")
    return path


def check_folder(path: Path | None) -> Path | None:
    """Return the path with `~` replaced by a home folder; the folder may not exist yet."""
    if path is None:
        return None
    checked = _check(path)
    if checked.exists() and not checked.is_dir():
        raise ValueError("must be a folder, and there is something else")
    return checked


def check_path(path: Path | None) -> Path | None:
    """Return the path with `~` replaced by a home folder. The bot starts whatever is there."""
    return _check(path) if path is not None else None


def _check(path: Path) -> Path:
    """Return the path with `~` replaced by a home folder, if it can be one at all."""
    if re.match(r"\w+:/", str(path)):
        raise ValueError("must be a path on this machine, not a link")
    too_long = any(len(part.encode()) > _LONGEST_NAME for part in path.parts)
    if too_long or len(str(path).encode()) > _LONGEST_PATH:
        raise ValueError("is longer than a path can be")
    if _NO_PATH.fullmatch(str(path)):
        raise ValueError("must be a path, like data/tributary.db or /var/backups")
    try:
        return path.expanduser()
    except RuntimeError:
        raise ValueError("begins with ~ and a name that has no home folder here") from None
