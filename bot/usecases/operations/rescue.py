"""Rescue: saves the ledger from the open handle when its file was removed or replaced."""

import asyncio
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from bot.clock import Clock
from bot.errors import StorageError, StorageUnavailable
from bot.usecases.operations import backups
from storage import backup
from storage.engine.database import Database
from storage.engine.open_file import Loss


class Place(StrEnum):
    """The folder in which a ledger was saved."""

    DATABASE = "database"
    BACKUPS = "backups"
    TEMPORARY = "temporary"
    """A folder that the machine may empty at the next start."""


@dataclass(frozen=True, slots=True)
class Lost:
    """The loss of the database's file, and the file in which the ledger was saved."""

    how: Loss
    at: int
    database: Path
    here: Path
    """The folder in which the bot was started; it may be gone, too."""
    file: Path | None = None
    """The saved ledger; None as long as there is none."""
    place: Place | None = None
    finding: str | None = None
    """The first problem that the checks of a backup find in the saved ledger; None without one."""
    reason: str | None = None
    """Why it couldn't be saved yet."""

    def unsaved(self, reason: str) -> "Lost":
        return replace(self, reason=reason)


@dataclass(frozen=True, slots=True)
class Rescue:
    """Notices that the file was lost, and saves everything that was stored until then.

    Its paths are those of the start, and absolute: a folder that was removed has no path any more.
    """

    db: Database
    database: Path
    clock: Clock
    backup_dir: Path | None
    here: Path
    """The folder in which the bot was started."""

    @classmethod
    def from_here(
        cls, db: Database, database: Path, clock: Clock, backup_dir: Path | None
    ) -> "Rescue":
        """Return the rescue of a bot that is started in the working folder."""
        here = Path.cwd()
        return cls(db, here / database, clock, backup_dir and here / backup_dir, here)

    async def look(self) -> Lost | None:
        """Return the loss of the file; None while it is in its place."""
        how = await self.db.look()
        return Lost(how, self.clock.now(), self.database, self.here) if how is not None else None

    async def save(self, lost: Lost) -> Lost:
        """Write a copy from the open handle, and check it as a backup is checked.

        A copy that doesn't pass the checks is kept all the same: there is no other. Raises
        StorageError, with the reason of the last folder, if no folder takes it.
        """
        last = StorageError("There is no folder for it.")
        for place, folder in self._folders():
            try:
                name = backups.rescue_name(self.database, lost.at, beside=place is Place.DATABASE)
                file = await self._save_in(folder, name)
            except (StorageError, StorageUnavailable) as error:
                last = StorageError(f"{folder}: {error}")
            else:
                finding = await asyncio.to_thread(_first_finding, file)
                return replace(lost, file=file, place=place, finding=finding, reason=None)
        raise last

    def _folders(self) -> Iterator[tuple[Place, Path]]:
        """Yield the folders to try.

        Another folder under the database's name is the place of an unmounted volume: a file in it
        is hidden as soon as that is mounted again.
        """
        is_there = self.db.folder_is_there()
        if is_there:
            yield Place.DATABASE, self.db.folder
        if self.backup_dir is not None:
            yield Place.BACKUPS, self.backup_dir
        if not is_there:
            yield Place.DATABASE, self.database.parent
        yield Place.TEMPORARY, Path(tempfile.gettempdir())

    async def _save_in(self, folder: Path, name: str) -> Path:
        with backup.unfinished(folder, self.database.name) as path:
            await self.db.copy_to(path)
            return await asyncio.to_thread(backup.publish_numbered, path, folder / name)


def _first_finding(path: Path) -> str | None:
    try:
        return next(iter(backups.findings(path)), None)
    except StorageError as error:
        return str(error)
