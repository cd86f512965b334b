"""Copies of the database: made and checked while the bot runs, and put back while it doesn't."""

import asyncio
import re
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.clock import Clock
from bot.errors import StorageError
from bot.usecases.operations import ledger_check
from bot.usecases.outbox.pause import PAUSED_SINCE
from storage import audit, backup
from storage.audit import Entry
from storage.engine.database import Database, open_read_only
from storage.engine.lock import single_process
from storage.engine.migrate import newest_known

DAY_SECONDS = 24 * 3600
SENDABLE_BYTES = 50 * 1000 * 1000
"""Bots may send 50 MB at most (Bot API, sendDocument)."""
_OURS = re.compile(r"tributary-(\d{8}T\d{6}Z)\.db")
_STAMP = "%Y%m%dT%H%M%SZ"


def file_name(now: int) -> str:
    """`tributary-20260512T215900Z.db`: by name in order of time."""
    return f"tributary-{_stamp(now)}.db"


def make(database: Path, target: Path) -> None:
    """Copy the database to the new file `target`, also while the bot uses it.

    The name appears once the copy is on disk and has passed the checks. Raises StorageError, and
    leaves nothing behind, where it can't be made or what is there already would be overwritten.
    """
    if not database.exists():
        raise StorageError(f"There is no database at {database}; check DATABASE_PATH.")
    if target.exists():
        raise StorageError(f"{target} is there already: name another file, or remove it.")
    if not target.parent.is_dir():
        raise StorageError(f"The folder {target.parent} doesn't exist; create it first.")
    with backup.copied(database, target.parent) as copy:
        _refuse_unsound(copy, f"The copy of {database}")
        backup.publish(copy, target)


def restore(source: Path, database: Path, now: int) -> Path | None:
    """Put the copy `source` in the place of the database; where the old file is kept now.

    Until an admin confirms nothing is sent (see `pauses`). Raises StorageError, and changes
    nothing, where the bot runs, or the copy is damaged, newer than this code, or no copy at all.
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
            backup.note(copy, PAUSED_SINCE, str(now))
            kept = database.with_name(f"{database.name}.before-restore-{_stamp(now)}")
            was_there = backup.keep(database, kept)
            backup.replace(copy, database)
            return kept if was_there else None


def newest(folder: Path) -> int | None:
    """When the latest of our copies in this folder was made, by its name."""
    made = [_made_at(path) for path in _ours(folder)]
    return max(made, default=None)


def rotate(folder: Path, keep: int) -> None:
    """Leave the latest `keep` of our copies; nothing else in the folder is touched."""
    for path in sorted(_ours(folder))[:-keep]:
        path.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Backups:
    """What the chat and the daily worker do with copies, without holding up anybody."""

    db: Database
    database: Path
    clock: Clock
    folder: Path | None
    """Where the daily copies go; None: there are none."""
    keep: int

    async def make_daily(self) -> bool:
        """Make today's copy unless there is one of the last 24 hours; whether one was made.
        Raises StorageError."""
        folder, now = self.folder, self.clock.now()
        if folder is None:
            return False
        latest = await asyncio.to_thread(newest, folder)
        if latest is not None and 0 <= now - latest < DAY_SECONDS:
            return False
        await asyncio.to_thread(make, self.database, folder / file_name(now))
        await asyncio.to_thread(rotate, folder, self.keep)
        await asyncio.to_thread(backup.sweep, folder, self.database.name, now - DAY_SECONDS)
        return True

    @asynccontextmanager
    async def passing(self, admin_id: int) -> AsyncIterator[tuple[Path, int]]:
        """A checked copy beside the database, with its size in bytes; gone at the end. Raises
        StorageError.

        Who took it is kept in the audit: it holds everything.
        """
        now = self.clock.now()
        entry = Entry(now, f"admin:{admin_id}", "exported", "backup", None)
        await self.db.write(lambda tx: audit.add(tx, entry))
        folder, name = self.database.parent, self.database.name
        path = folder / f".{name}.{secrets.token_hex(8)}.part"
        await asyncio.to_thread(backup.sweep, folder, name, now - DAY_SECONDS)
        try:
            await asyncio.to_thread(make, self.database, path)
            yield path, path.stat().st_size
        finally:
            path.unlink(missing_ok=True)


def _refuse_unsound(copy: Path, what: str) -> None:
    try:
        findings = _findings(copy)
    except StorageError as error:
        raise StorageError(f"{what} can't be used. {error}") from error
    if findings:
        more = f" And {len(findings) - 1} more." if len(findings) > 1 else ""
        raise StorageError(f"{what} doesn't pass the checks. {findings[0]}{more}")


def _findings(copy: Path) -> list[str]:
    """A copy older than this code is checked by SQLite alone: its ledger can be read only after
    its migrations, which its first start brings."""
    schema = backup.schema_of(copy)
    damages = backup.damages(copy)
    if damages or schema != newest_known():
        return [f"The file is damaged: {one}." for one in damages]
    with open_read_only(copy) as tx:
        return ledger_check.check(tx)


def _ours(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise StorageError(f"The folder {folder} of BACKUP_DIR doesn't exist; create or mount it.")
    return [path for path in folder.iterdir() if _OURS.fullmatch(path.name)]


def _made_at(path: Path) -> int:
    found = _OURS.fullmatch(path.name)
    if found is None:
        raise ValueError(f"{path} is no copy of ours")
    return int(datetime.strptime(found[1], _STAMP).replace(tzinfo=UTC).timestamp())


def _stamp(now: int) -> str:
    return datetime.fromtimestamp(now, UTC).strftime(_STAMP)
