"""Files in an admin's own chat: the owner's tables, and a copy of the database."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import IO, Protocol

import structlog

from bot.clock import Clock
from bot.errors import StorageError
from bot.texts import Markup, When, Whole
from bot.usecases.operations.backups import SENDABLE_BYTES, Backups
from bot.usecases.operations.copies_folder import file_name
from bot.usecases.outbox.wording import Wording
from bot.usecases.reports.exports import Exports, Part, TableName

log = structlog.get_logger(__name__)

Report = Callable[[TableName, int, int], Awaitable[None]]
"""Called with the table, the rows done and the rows in all."""


class Files(Protocol):
    """Sends an open file to a chat."""

    async def send(self, chat_id: int, file: IO[bytes], name: str, caption: str) -> None: ...


@dataclass(frozen=True, slots=True)
class ChatFiles:
    """Sends what an admin has asked for, in the chat by a command or in the console."""

    exports: Exports
    backups: Backups
    files: Files
    clock: Clock
    sending: set[tuple[int, str]] = field(default_factory=set)
    """The files on their way from the console, and to whom, so that none goes twice at once."""

    async def tables(self, admin_id: int, say: Wording, report: Report) -> bool:
        """Send all tables, and record that this admin has them; return False where nobody has paid
        yet, so that there are none."""
        tables = await self.exports.tables()
        if tables:
            await self.exports.record(admin_id)
        for name in tables:
            async with aclosing(self.exports.parts(name, partial(report, name))) as parts:
                async for part in parts:
                    await self._send(admin_id, part, name, say)
        return bool(tables)

    async def backup(self, admin_id: int, say: Wording) -> Markup | None:
        """Send a copy of the database; return why that isn't possible, None after it was sent."""
        try:
            async with self.backups.temporary_copy(admin_id) as (copy, size):
                if size > SENDABLE_BYTES:
                    limit = SENDABLE_BYTES // 1_000_000
                    return say("backup-too-large", size=size // 1_000_000 + 1, limit=limit)
                await self._send_copy(admin_id, copy, say)
        except StorageError as error:
            log.warning("backup not made", reason=str(error))
            return say("backup-failed", reason=Whole(str(error)))
        return None

    async def _send(self, admin_id: int, part: Part, name: TableName, say: Wording) -> None:
        by_plan = name is TableName.SUBSCRIBERS and len(say.plans) > 1
        table = "accesses" if by_plan else str(name)
        caption = say("export-file", table=table, count=part.rows)
        await self.files.send(admin_id, part.file, part.name, caption)

    async def _send_copy(self, admin_id: int, copy: Path, say: Wording) -> None:
        now = self.clock.now()
        file = await asyncio.to_thread(copy.open, "rb")
        try:
            caption = say("backup-file", when=When(now))
            await self.files.send(admin_id, file, file_name(now), caption)
        finally:
            file.close()
