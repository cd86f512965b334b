"""The open file and its name: whether the path still leads to the file that is being written to.

On Unix a file that was removed or replaced stays open: writes succeed, and are gone with the
process. Files are looked at by name and never opened here: closing a second handle would drop the
locks that SQLite holds (POSIX).
"""

import errno
import os
from enum import StrEnum
from pathlib import Path

_GONE = {errno.ENOENT, errno.ENOTDIR, errno.ELOOP}

_WAL_MAGIC = b"\x37\x7f\x06"
"""The first bytes of every `-wal` (SQLite's file format, section 4.1)."""

Place = tuple[int, int]
"""Device and inode of a file or folder, which no other has while it exists."""

State = tuple[int, int, int, int, int]
"""A file's place, size and times of change, which no write leaves as they are."""


class Loss(StrEnum):
    """How the open file was lost."""

    FOLDER = "folder"
    """Its folder was removed or renamed, or the volume in it unmounted."""
    REMOVED = "removed"
    REPLACED = "replaced"
    EMPTIED = "emptied"
    """Somebody made it shorter, which SQLite never does."""
    WAL = "wal"
    """The file of the latest commits beside it was removed, replaced or emptied."""


class OpenFile:
    """Remembers the places of the database, of its `-wal` and of their folder."""

    def __init__(self, path: Path) -> None:
        """Remember them as they are now; SQLite must have opened the file by this path."""
        self._path = path
        database = self._real()
        self.folder = database.parent
        """The folder in which SQLite has opened the file: beyond all symbolic links."""
        self._log = _wal_of(database)
        """The name under which SQLite keeps the `-wal` for as long as the file is open."""
        found = database.stat()
        self._database, self._bytes = _place(found), found.st_size
        self._wal = self._wal_beside(database)
        """None where the file system allows no `-wal`: then there is none to be lost."""
        self._folder = _place(self.folder.stat())
        self._states: tuple[State, State | None] | None = None
        """The states of the database and its `-wal` when they were last found in their place."""

    def loss(self) -> Loss | None:
        """Return how the file was lost; None while the path leads to it.

        A file that can't be looked at for another reason, such as missing rights, counts as there.
        """
        self._states, states = None, self._states_now()
        try:
            loss = self._look()
        except OSError as error:
            if error.errno not in _GONE:
                return None
            return Loss.REMOVED if self.folder_is_there() else Loss.FOLDER
        if loss is None:
            self._states = states
        return loss

    def is_as_before(self) -> bool:
        """Return whether both files are as they were when they were last found in their place.

        Only the kernel's notes of them are compared; nothing is opened or read.
        """
        return self._states is not None and self._states_now() == self._states

    def is_in_place(self) -> bool:
        """Return whether the path leads to the file itself; its log isn't looked at."""
        try:
            return _place(self._real().stat()) == self._database
        except OSError:
            return False

    def log_bytes(self) -> int:
        """Return the size of the `-wal` beside the file that was opened, wherever the path leads
        now; 0 where there is none. Each report asks for it several times."""
        try:
            return self._log.stat().st_size
        except OSError:
            return 0

    def folder_is_there(self) -> bool:
        """Return whether the folder is the one in which the file was opened.

        An unmounted volume leaves another folder under the same name.
        """
        try:
            return _place(self.folder.stat()) == self._folder
        except OSError:
            return False

    def _look(self) -> Loss | None:
        database = self._real()
        found = database.stat()
        if _place(found) != self._database:
            return Loss.REPLACED if self.folder_is_there() else Loss.FOLDER
        if found.st_size < self._bytes:
            return Loss.EMPTIED
        self._bytes = found.st_size
        # The next start looks for the latest commits beside the real file.
        is_there = self._wal is None or self._wal_beside(database) == self._wal
        return None if is_there and not self._wal_has_no_header(database) else Loss.WAL

    def _states_now(self) -> tuple[State, State | None] | None:
        """Return the present states of both; None if one of them can't be looked at."""
        try:
            database = self._real()
            wal = _state(_wal_of(database).stat()) if self._wal is not None else None
            return _state(database.stat()), wal
        except OSError:
            return None

    def _wal_has_no_header(self, database: Path) -> bool:
        """Return whether somebody emptied the `-wal`.

        After a checkpoint that empties it, the next commit begins with a header; otherwise it
        leaves a hole in its place. Unlike the database, this file may be opened here: SQLite keeps
        its locks on the other two.
        """
        if self._wal is None:
            return False
        with _wal_of(database).open("rb") as file:
            return file.read(len(_WAL_MAGIC)) not in {b"", _WAL_MAGIC}

    @staticmethod
    def _wal_beside(database: Path) -> Place | None:
        try:
            return _place(_wal_of(database).stat())
        except FileNotFoundError:
            return None

    def _real(self) -> Path:
        return Path(os.path.realpath(self._path))


def _wal_of(database: Path) -> Path:
    return database.with_name(database.name + "-wal")


def _place(found: os.stat_result) -> Place:
    return found.st_dev, found.st_ino


def _state(found: os.stat_result) -> State:
    return *_place(found), found.st_size, found.st_mtime_ns, found.st_ctime_ns
