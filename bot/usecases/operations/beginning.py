"""The beginning of a shop: a new ledger is never made unnoticed, nor where there was one before."""

import asyncio
import os
import tempfile
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import structlog

from bot.errors import StorageError
from bot.settings.settings import Settings
from bot.usecases.admins.admins import RESTORED, VERSION
from bot.usecases.operations import backups, command_lines
from bot.usecases.outbox.kinds import NoticeKind
from storage import facts, outbox
from storage.engine import marker
from storage.engine.database import Database
from storage.engine.marker import Marker, Shop
from storage.engine.new_file import is_new
from storage.engine.tx import Tx
from storage.outbox import NewMessage
from storage.queries import health

log = structlog.get_logger(__name__)

CommandLists = Callable[[], Awaitable[list[frozenset[str]] | None]]
"""Returns the lists of commands that Telegram has for the bot; None if it doesn't answer."""

_OURS = frozenset({"claim", "paysupport", "status"})
"""Commands that the menu of every shop has, and hardly any other bot has together."""
_ANNOUNCED = "new_shop_announced"
_NOTED = "admins_version_noted"
"""The fact that the marker had a word for the admins once: from then on it has to be right."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """Looks for an earlier shop before a database is made, and reports a new one."""

    settings: Settings
    marker: Marker
    command_lists: CommandLists
    new_shop: bool
    """Whether the owner has said that a new shop is wanted."""

    @classmethod
    def of(cls, settings: Settings, command_lists: CommandLists, *, new_shop: bool) -> "Beginning":
        """Return the beginning for a start in this folder, with this environment."""
        places = marker.folders(os.environ, Path.cwd())
        return cls(settings, Marker(places), command_lists, new_shop)

    async def look(self) -> None:
        """Raise StorageError if the database is missing and something says that there was one."""
        path = self.settings.database_path
        if self.new_shop or not await asyncio.to_thread(is_new, path):
            return
        trace = await asyncio.to_thread(self.marker.trace, self._shop())
        if trace is not None:
            was = f"; the database was {trace.database}" if trace.database else ""
            raise StorageError(self._refusal(f"{trace.marker} says so{was}"))
        lists = await self.command_lists()
        if lists is None:
            log.warning("a new shop begins, and Telegram can't be asked whether there was one")
        elif are_ours(lists):
            raise StorageError(self._refusal("Telegram's list of commands for this bot says so"))

    async def recall(self, db: Database, now: int) -> None:
        """Let added admins wait for an owner where the ledger isn't the one that was used last: the
        file was moved here, or is an older copy, in which somebody may be an admin who was removed
        since. The marker shows it."""
        known = await asyncio.to_thread(self.marker.admins_of, self._shop())

        def work(tx: Tx) -> None:
            version = facts.get(tx, VERSION)
            if facts.get(tx, _NOTED) is not None and version != known:
                facts.put(tx, RESTORED, str(now))
                log.warning("the database was replaced or moved: added admins wait for an owner")

        await db.write(work)

    async def mark(self, db: Database) -> None:
        """Write the marker, now that there is a ledger; a failure is only logged."""
        await self.remember(db, await db.read(lambda tx: facts.get(tx, VERSION)))

    async def remember(self, db: Database, version: str | None) -> None:
        """Write the marker with the ledger's word for the admins as they are now."""
        shop = replace(self._shop(), admins=version or "")
        try:
            await asyncio.to_thread(self.marker.write, shop)
        except StorageError as error:
            log.warning("the next start can't notice a missing database", reason=str(error))
            return
        if version is not None:
            await db.write(lambda tx: facts.put(tx, _NOTED, "1"))

    async def announce(self, db: Database, now: int) -> None:
        """Notify the admins of a new, empty shop, once."""
        path = str(self.settings.database_path.absolute())

        def work(tx: Tx) -> None:
            if facts.get(tx, _ANNOUNCED) is not None or not health.is_empty(tx):
                return
            facts.put(tx, _ANNOUNCED, str(now))
            for admin_id in self.settings.admin_ids:
                kind = NoticeKind.ADMIN_NEW_SHOP
                message = NewMessage(f"{kind}:{admin_id}", kind, admin_id, None, {"path": path})
                outbox.enqueue(tx, message, now)
            log.warning("a new, empty shop began", database=path)

        await db.write(work)

    def _shop(self) -> Shop:
        return Shop.of(self.settings.bot_id, self.settings.database_path)

    def _refusal(self, why: str) -> str:
        path = self.settings.database_path
        missing = "is empty" if path.exists() else "is missing"
        lines = command_lines.new_shop()
        saved = self._saved()
        restore = f"restore {saved or 'SRC'}"
        return (
            f"The database {path.absolute()} {missing}, and there was a shop before ({why})."
            " Mount its volume, correct DATABASE_PATH, or put a copy back with"
            f" `python -m bot {restore}`. Only for a new, empty shop, with systemd:"
            f" `{lines['systemd']}`; with Docker: `{lines['compose']}`; otherwise:"
            f" `{lines['plain']}`. Stop that with Ctrl-C once it is ready, then start the bot as"
            " always."
        )

    def _saved(self) -> Path | None:
        """Return the latest file in which a lost ledger was saved, if there is one."""
        settings = self.settings
        places = (settings.backup_dir, Path(tempfile.gettempdir()))
        return backups.newest_rescued(settings.database_path, [one for one in places if one])


def are_ours(lists: Iterable[frozenset[str]]) -> bool:
    """Return whether Telegram has the menu of a shop of ours among the bot's lists of commands."""
    return any(commands >= _OURS for commands in lists)
