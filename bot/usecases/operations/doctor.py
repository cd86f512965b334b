"""The doctor: looks at everything that can be wrong with an installation, and changes nothing.

Runs inside the bot (`/doctor`) and beside it, or without it (`python -m bot doctor`).
"""

import asyncio
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from bot.clock import Clock, SystemClock
from bot.domain.checkup import (
    ChatView,
    Finding,
    PublicView,
    ReadyView,
    TelegramView,
    broken,
    ok,
    warning,
)
from bot.domain.models import Product
from bot.errors import StorageError
from bot.settings.settings import Settings
from bot.texts import When, Whole
from bot.tribute.client import TributeClient
from bot.tribute.errors import TributeError, TributeUnauthorized
from bot.usecases.operations import backups, doctor_ledger, doctor_offers, doctor_outside, watch
from bot.usecases.operations.doctor_ledger import Books
from bot.usecases.operations.identity import Identity, riddle
from storage.engine import versions

_PATIENCE_SECONDS = 15
_READABLE_BY_OTHERS = stat.S_IRGRP | stat.S_IROTH
_BACKUP_LATE_SECONDS = 2 * backups.DAY_SECONDS


class Outside(Protocol):
    """The world beyond this process; nothing of it raises."""

    async def telegram(self) -> TelegramView: ...

    async def chat(self, chat_id: int) -> ChatView: ...

    async def public(self, url: str, nonce: str, webhook_path: str) -> PublicView: ...

    async def ready(self, url: str) -> ReadyView | None: ...

    async def clock(self, url: str) -> int | None: ...


@dataclass(frozen=True, slots=True)
class _Catalogue:
    """Tribute's list this moment, and what is to be said of the key."""

    products: tuple[Product, ...] | None
    finding: Finding


@dataclass(frozen=True, slots=True)
class Doctor:
    """`identity` is this process's where the bot itself asks, else None: then the process at HOST
    and PORT is asked first. `machine_clock` is the machine's own also where play time runs."""

    settings: Settings
    clock: Clock
    tribute: TributeClient
    outside: Outside
    identity: Identity | None = None
    machine_clock: Clock = field(default_factory=SystemClock)
    free_bytes: watch.FreeBytes = watch.free_bytes
    env_file: Path = Path(".env")

    async def examine(self) -> list[Finding]:
        """All findings, in the order of a payment's way; takes some seconds."""
        settings = self.settings
        async with asyncio.TaskGroup() as tasks:
            telegram = tasks.create_task(self.outside.telegram())
            catalogue = tasks.create_task(self._catalogue())
            address = tasks.create_task(self._address())
            theirs = tasks.create_task(self._their_clock())
            books = tasks.create_task(asyncio.to_thread(self._books))
        read = books.result()
        chats = await self._chats(read if isinstance(read, Books) else None)
        now = self.machine_clock.now()
        return [
            *self._settings(),
            doctor_outside.token(telegram.result(), settings),
            catalogue.result().finding,
            *address.result(),
            *doctor_outside.updates(telegram.result(), settings, now),
            *self._of_books(read, catalogue.result().products),
            *chats,
            *self._disk(),
            doctor_ledger.sqlite(settings.database_path),
            *doctor_outside.clock(theirs.result(), now),
        ]

    def _settings(self) -> Iterator[Finding]:
        yield ok("doctor-settings")
        if not self.settings.admin_ids:
            yield warning("doctor-admins-none")
        for path in (self.env_file, self.settings.database_path):
            if _mode(path) & _READABLE_BY_OTHERS:
                yield warning("doctor-file-open", path=Whole(str(path)))

    async def _catalogue(self) -> _Catalogue:
        """Asked by itself, so that what buyers were shown last can be compared with it."""
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS):
                listed = await self.tribute.products()
        except TributeUnauthorized:
            return _Catalogue(None, broken("doctor-tribute-refused"))
        except TributeError as error:
            return _Catalogue(None, warning("doctor-tribute-silent", reason=Whole(str(error))))
        except TimeoutError:
            return _Catalogue(None, warning("doctor-tribute-silent", reason="timeout"))
        count = len(listed.products)
        if listed.skipped:
            everything = count + listed.skipped
            unread = warning("doctor-tribute-unread", all=everything, skipped=listed.skipped)
            return _Catalogue(listed.products, unread)
        return _Catalogue(listed.products, ok("doctor-tribute", count=count))

    async def _address(self) -> list[Finding]:
        settings, nonce = self.settings, riddle()
        found: list[Finding] = []
        if self.identity is not None:
            proof = self.identity.prove(nonce)
        else:
            local = _local_url(settings)
            ready = await self.outside.ready(local)
            found.append(doctor_outside.process(ready, local))
            path = settings.tribute_webhook_path
            proof = (await self.outside.public(local, nonce, path)).proof if ready else None
        if settings.public_url is not None:
            view = await self.outside.public(
                settings.public_url, nonce, settings.tribute_webhook_path
            )
            found.append(doctor_outside.address(view, proof, settings))
        return found

    async def _their_clock(self) -> int | None:
        told = await self.outside.clock(self.settings.tribute_api_url)
        return (
            told if told is not None else await self.outside.clock(self.settings.telegram_api_url)
        )

    async def _chats(self, books: Books | None) -> list[Finding]:
        now = books.chat_ids if books is not None else {}
        async with asyncio.TaskGroup() as tasks:
            views = [
                tasks.create_task(self.outside.chat(now.get(chat_id, chat_id)))
                for chat_id in self.settings.access_chat_ids
            ]
        return [doctor_outside.chat(view.result()) for view in views]

    def _books(self) -> Books | StorageError:
        try:
            return doctor_ledger.read(self.settings.database_path, self.clock.now())
        except StorageError as error:
            return error

    def _of_books(
        self, books: Books | StorageError, listed: tuple[Product, ...] | None
    ) -> Iterator[Finding]:
        if isinstance(books, StorageError):
            yield self._without_books(books)
            return
        yield from doctor_ledger.findings(books, self._tribute_url())
        yield from doctor_offers.findings(books, listed)
        yield from self._copies(books)

    def _without_books(self, error: StorageError) -> Finding:
        path = self.settings.database_path
        try:
            is_there = path.exists()
        except OSError:  # a folder that this user may not even look into
            is_there = True
        if is_there:
            return broken("doctor-database-unusable", reason=Whole(str(error)))
        return broken("doctor-database-missing", path=Whole(str(path)))

    def _tribute_url(self) -> str:
        base = self.settings.public_url or "https://…"
        return base + self.settings.tribute_webhook_path

    def _copies(self, books: Books) -> Iterator[Finding]:
        folder = self.settings.backup_dir
        if folder is None:
            if books.has_purchases and not self._is_streamed():
                yield warning("doctor-backup-none")
            return
        try:
            latest = backups.newest(folder)
        except (StorageError, OSError):
            yield broken("doctor-backup-folder", path=Whole(str(folder)))
            return
        if latest is None or self.clock.now() - latest > _BACKUP_LATE_SECONDS:
            yield broken("doctor-backup-late", path=Whole(str(folder)))
        else:
            yield ok("doctor-backup", when=When(latest))

    def _is_streamed(self) -> bool:
        return versions.litestream_folder(self.settings.database_path).is_dir()

    def _disk(self) -> Iterator[Finding]:
        database = self.settings.database_path
        try:
            free = self.free_bytes(database.parent)
            needed = watch.needed_bytes(database)
        except OSError:  # no such folder: the line about the database says so
            return
        megabytes = free // 1_000_000
        if free < needed:
            yield broken("doctor-disk", free=megabytes, needed=needed // 1_000_000)
        else:
            yield ok("doctor-disk-fine", free=megabytes)


def _mode(path: Path) -> int:
    """Who may do what with the file; nobody anything where it can't be seen."""
    try:
        return path.stat().st_mode
    except OSError:
        return 0


def _local_url(settings: Settings) -> str:
    """This machine's own way to the process: one can't call an address that means “all”."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)  # noqa: S104
    return f"http://[{host}]:{settings.port}" if ":" in host else f"http://{host}:{settings.port}"
