"""The file before it is opened: whether it may be there, is a database, and is made."""

from pathlib import Path

from bot.errors import StorageError

_SQLITE_HEADER = b"SQLite format 3\x00"


def refuse_unusable(path: Path, *, must_exist: bool) -> None:
    """Raise StorageError where no database can be at this path; make the default folder."""
    try:
        _refuse_missing(path, must_exist=must_exist)
        path.parent.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:  # this user may not even read the folder
        raise StorageError(f"{path} can't be opened: {error.strerror}.") from error


def _refuse_missing(path: Path, *, must_exist: bool) -> None:
    if path.is_dir():
        raise StorageError(
            f"DATABASE_PATH {path} is a folder; name a file in it, or put a copy there with "
            "`python -m bot restore`."
        )
    if not path.exists() and must_exist:
        raise StorageError(f"There is no database at {path}; check DATABASE_PATH.")
    if not path.parent.exists() and path.parent != Path("data"):
        # Only the default folder is created: an unmounted volume must not become an empty shop.
        raise StorageError(
            f"The folder {path.parent} of DATABASE_PATH doesn't exist; create it, "
            "or mount the volume it should be on."
        )


def refuse_other_formats(path: Path) -> None:
    """Raise StorageError for a file that is there and is no SQLite database."""
    try:
        head = path.read_bytes()[:16] if path.exists() and path.stat().st_size < 16 else b""
        if path.exists() and not head:
            with path.open("rb") as file:
                head = file.read(16)
    except OSError as error:
        raise StorageError(f"{path} can't be opened: {error.strerror}.") from error
    if head and head != _SQLITE_HEADER:
        raise StorageError(f"{path} is not a SQLite database; check DATABASE_PATH.")


def create_private(path: Path) -> None:
    """Create the file readable to its owner alone; SQLite would make it readable to everybody."""
    try:
        path.touch(mode=0o600)
    except OSError as error:
        raise StorageError(f"{path} can't be written: {error.strerror}.") from error
