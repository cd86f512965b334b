"""The check before an upgrade: what this version would change in the shop that it finds.

It reads and never writes, so the version before may run meanwhile.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.domain.checkup import Finding, broken, ok, warning
from bot.errors import StorageError
from bot.settings.review import SettingsReview
from bot.texts import Whole
from bot.texts.problems import TextsReport
from bot.usecases.operations import own_texts, watch
from storage.engine.database import pending_migrations
from storage.engine.migrate import Pending

_BYTES_A_SECOND = 10_000_000
"""How much of a database is migrated in a second at the least: all migrations since schema 7 took
2.6 seconds for 100 MB on a busy machine (November 2026), and the smallest servers are slower."""


@dataclass(frozen=True, slots=True)
class UpgradeCheck:
    """Compares a shop with this version; `own_texts` is None where TEXTS_DIR isn't set."""

    settings: SettingsReview
    own_texts: TextsReport | None
    free_bytes: watch.FreeBytes = watch.free_bytes

    def findings(self) -> list[Finding]:
        """Return everything that changes; broken is what stops this version from starting."""
        found = [*self._settings(), *own_texts.findings(self.own_texts)]
        if self.settings.places is not None:
            found += self._database(self.settings.places.database_path)
        return found

    def _settings(self) -> Iterator[Finding]:
        for one in self.settings.unknown:
            yield broken(
                "upgrade-setting",
                named="yes" if one.name else "no",
                name=Whole(one.name),
                line=str(one.line),
                hinted="yes" if one.nearest else "no",
                nearest=one.nearest,
            )
        if self.settings.refused is not None:
            yield broken("upgrade-settings-refused", reason=Whole(self.settings.refused))
        elif not self.settings.unknown:
            yield ok("upgrade-settings")

    def _database(self, path: Path) -> Iterator[Finding]:
        if not path.exists():
            yield warning("upgrade-database-missing", path=Whole(str(path)))
            return
        try:
            pending = pending_migrations(path)
        except StorageError as error:
            yield broken("upgrade-database-refused", reason=Whole(str(error)))
            return
        yield from _migrations(pending, _size_bytes(path))
        yield self._disk(path, pending)

    def _disk(self, path: Path, pending: Pending) -> Finding:
        """Compare the free space with a copy and, where something is migrated, a log as large."""
        size = _size_bytes(path)
        needed = 2 * size if pending.names else size
        free = self.free_bytes(path.parent)
        finding = ok if free >= needed else broken
        return finding("upgrade-disk", free=free // 1_000_000, needed=-(-needed // 1_000_000))


def _migrations(pending: Pending, size_bytes: int) -> Iterator[Finding]:
    if not pending.names:
        yield ok("upgrade-database", schema=str(pending.schema))
        return
    yield ok(
        "upgrade-migrations",
        count=len(pending.names),
        schema=str(pending.schema),
        newest=str(pending.newest),
        seconds=1 + size_bytes // _BYTES_A_SECOND,
    )
    for name in pending.names:
        yield ok(f"upgrade-migration-{name[:4]}")


def _size_bytes(database: Path) -> int:
    """Return the size of the file and of its log, by their names: neither is opened."""
    log = database.with_name(f"{database.name}-wal")
    return sum(one.stat().st_size for one in (database, log) if one.exists())
