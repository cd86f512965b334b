"""Backups: makes and checks copies while the bot runs, and restores one while it doesn't."""

import asyncio
import glob
import secrets
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.clock import Clock
from bot.domain.records import AuditEntry
from bot.errors import StorageError
from bot.runtime.rests import Rests
from bot.usecases.admins.admins import RESTORED
from bot.usecases.operations import ledger_check
from bot.usecases.operations.copies_folder import CopiesFolder, file_name, stamp
from bot.usecases.outbox.pause import PAUSED_SINCE
from storage import audit, backup
from storage.engine.breaks import Breaks
from storage.engine.database import Database, open_read_only
from storage.engine.lock import single_process
from storage.engine.migrate import newest_known

DAY_SECONDS = 24 * 3600
_LONGEST_NAME = 150
"""Letters of a path in a file's name, which has 255 bytes at most."""
SENDABLE_BYTES = 50 * 1000 * 1000
"""Bots may send files of up to 50 MB (Bot API, sendDocument)."""


def rescue_name(database: Path, now: int, *, beside: bool = True) -> str:
    """Return a name like `tributary.db.rescued-20260512T215900Z`.

    Unless the file is `beside` the database, other shops may save theirs there too, so that the
    name begins with the whole path: `opt-club-data-tributary.db.rescued-20260512T215900Z`.
    """
    return f"{_rescued(database, beside=beside)}{stamp(now)}"


def newest_rescued(database: Path, elsewhere: Iterable[Path]) -> Path | None:
    """Return the latest file of that kind beside the database, or in these folders."""
    named = [(database.parent, _rescued(database, beside=True))]
    named += [(folder, _rescued(database, beside=False)) for folder in elsewhere]
    found = [
        (path.name.removeprefix(begin), path)
        for folder, begin in named
        for path in folder.glob(f"{glob.escape(begin)}*")
        if folder.is_dir()
    ]
    return max(found)[1] if found else None


def _rescued(database: Path, *, beside: bool) -> str:
    whole = "-".join(database.absolute().parts[1:])[-_LONGEST_NAME:]
    return f"{database.name if beside else whole}.rescued-"


def make(database: Path, target: Path, rests: Rests | None = None) -> None:
    """Copy the database to the new file `target`, also while the bot uses it.

    The name appears once the copy is on disk and has passed the checks. Raises StorageError, and
    leaves nothing behind, if the copy fails or `target` exists already. Beside the bot's own writer
    the checks rest by its `rests`.
    """
    if not database.exists():
        raise StorageError(f"There is no database at {database}; check DATABASE_PATH.")
    if target.exists():
        raise StorageError(f"{target} is there already: name another file, or remove it.")
    if not target.parent.is_dir():
        raise StorageError(f"The folder {target.parent} doesn't exist; create it first.")
    with backup.copied(database, target.parent) as copy:
        _refuse_unsound(copy, f"The copy of {database}", rests)
        backup.publish(copy, target)


def restore(source: Path, database: Path, now: int) -> Path | None:
    """Put the copy `source` in the place of the database; return where the old file is kept now.

    Nothing is sent until an admin confirms (see `bot.usecases.outbox.pause`), and added admins wait
    until an owner has confirmed them (`bot.usecases.admins`). Raises StorageError, and changes
    nothing, if the bot runs, or if the copy is damaged, newer than this code, or no copy at all.
    """
    if not database.parent.is_dir():
        raise StorageError(
            f"The folder {database.parent} of DATABASE_PATH doesn't exist; create it first."
        )
    with single_process(database):
        if database.exists() and source.exists() and source.samefile(database):
            raise StorageError(f"{source} is the database itself; name a copy of it.")
        with backup.copied(source, database.parent) as copy:
            _refuse_unsound(copy, str(source))
            for fact in (PAUSED_SINCE, RESTORED):
                backup.put_fact(copy, fact, str(now))
            kept = database.with_name(f"{database.name}.before-restore-{stamp(now)}")
            was_there = backup.keep(database, kept)
            backup.replace(copy, database)
            return kept if was_there else None


@dataclass(frozen=True, slots=True)
class Backups:
    """The copies of the chat and of the daily worker; other tasks never wait for them."""

    db: Database
    database: Path
    clock: Clock
    folder: CopiesFolder | None
    """The folder of the daily copies; None if there are none."""
    keep: int

    async def make_daily(self) -> bool:
        """Make a copy unless one was made in the last 24 hours; return whether one was made.

        Raises StorageError.
        """
        folder, now = self.folder, self.clock.now()
        if folder is None or self.db.loss is not None:  # the path leads to another file, or to none
            return False
        await asyncio.to_thread(folder.take)
        latest = await asyncio.to_thread(folder.newest, now)
        if latest is not None and now - latest < DAY_SECONDS:
            return False
        target, name = folder.path / file_name(now), self.database.name
        await asyncio.to_thread(make, self.database, target, self.db.rests)
        await asyncio.to_thread(folder.rotate, self.keep, now)
        await asyncio.to_thread(backup.remove_unfinished, folder.path, name, now - DAY_SECONDS)
        return True

    async def latest(self) -> int | None:
        """Return when the latest daily copy was made; None where there is none.

        Raises AnotherShops, and StorageError where the folder isn't there.
        """
        if self.folder is None:
            return None
        return await asyncio.to_thread(self.folder.newest, self.clock.now())

    @asynccontextmanager
    async def temporary_copy(self, admin_id: int) -> AsyncIterator[tuple[Path, int]]:
        """Yield a checked copy beside the database and its size in bytes; remove it at the end.

        The audit records the admin who took it, for the copy holds everything. Raises StorageError.
        """
        now = self.clock.now()
        entry = AuditEntry(now, f"admin:{admin_id}", "exported", "backup", None)
        await self.db.write(lambda tx: audit.add(tx, entry))
        folder, name = self.database.parent, self.database.name
        path = folder / f".{name}.{secrets.token_hex(8)}.part"
        await asyncio.to_thread(backup.remove_unfinished, folder, name, now - DAY_SECONDS)
        try:
            await asyncio.to_thread(make, self.database, path, self.db.rests)
            yield path, path.stat().st_size
        finally:
            path.unlink(missing_ok=True)


def _refuse_unsound(copy: Path, what: str, rests: Rests | None = None) -> None:
    try:
        found = findings(copy, rests)
    except StorageError as error:
        raise StorageError(f"{what} can't be used. {error}") from error
    if found:
        more = f" And {len(found) - 1} more." if len(found) > 1 else ""
        raise StorageError(f"{what} doesn't pass the checks. {found[0]}{more}")


def findings(copy: Path, rests: Rests | None = None) -> list[str]:
    """Return one sentence for each problem of the copy.

    A copy older than this code is checked by SQLite alone: its ledger can be read only after the
    migrations, which are applied at its first start.
    """
    schema = backup.schema_of(copy)
    damage = backup.find_damage(copy)
    if damage or schema != newest_known():
        return [f"The file is damaged: {one}." for one in damage]
    with open_read_only(copy) as tx:
        return list(ledger_check.broken_rules(tx, Breaks(tx, rests or Rests())))
