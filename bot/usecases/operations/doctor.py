"""The doctor: checks everything that can be wrong with an installation, and changes nothing.

It runs inside the bot (`/doctor`), and beside it or without it (`python -m bot doctor`).
"""

import asyncio
import stat
from collections.abc import Callable, Iterator
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
from bot.domain.features import OwnFeatures
from bot.domain.models import Product
from bot.errors import StorageError
from bot.runtime.rests import Rests
from bot.settings.settings import Settings
from bot.texts import LOCALES, When, Whole
from bot.texts.problems import TextsReport
from bot.tribute.client import TributeClient
from bot.tribute.errors import TributeError, TributeUnauthorized
from bot.usecases.operations import (
    backups,
    doctor_ledger,
    doctor_offers,
    doctor_outside,
    own_texts,
    watch,
)
from bot.usecases.operations.copies_folder import AnotherShops, CopiesFolder
from bot.usecases.operations.doctor_ledger import LedgerView
from bot.usecases.operations.identity import Identity, new_nonce
from storage.engine import versions
from storage.engine.open_file import Loss

_LIST_TIMEOUT_SECONDS = 15
_READABLE_BY_OTHERS = stat.S_IRGRP | stat.S_IROTH
_BACKUP_LATE_SECONDS = 2 * backups.DAY_SECONDS


class Outside(Protocol):
    """Probes of everything outside this process; none of them raises."""

    async def telegram(self) -> TelegramView: ...

    async def chat(self, chat_id: int) -> ChatView: ...

    async def public(self, url: str, nonce: str, webhook_path: str) -> PublicView: ...

    async def ready(self, url: str) -> ReadyView | None: ...

    async def clock(self, url: str) -> int | None: ...


@dataclass(frozen=True, slots=True)
class _Catalogue:
    """Tribute's list as it is now, and the finding about the API key."""

    products: tuple[Product, ...] | None
    finding: Finding


@dataclass(frozen=True, slots=True)
class Doctor:
    """Examines an installation.

    `identity` is this process's own inside the bot, else None: then the process at HOST and PORT is
    asked first. `machine_clock` is the machine's own clock, also in the sandbox with its own time.
    """

    settings: Settings
    clock: Clock
    tribute: TributeClient
    outside: Outside
    identity: Identity | None = None
    machine_clock: Clock = field(default_factory=SystemClock)
    free_bytes: watch.FreeBytes = watch.free_bytes
    env_file: Path = Path(".env")
    own_features: OwnFeatures = field(default_factory=OwnFeatures)
    """The features that were loaded from FEATURES_DIR, and the files left out."""
    own_texts: TextsReport | None = None
    """The report about TEXTS_DIR; None where that isn't set."""
    default_locale: str = LOCALES[0]
    """The language of people whose own isn't there."""
    loss: Callable[[], Loss | None] = lambda: None
    """How this process has lost the database's file, if it has."""
    rests: Rests = field(default_factory=Rests)
    """By which the look at the ledger rests; beside the bot, no payment waits for this process."""
    _one_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def examine(self) -> list[Finding]:
        """Return all findings, in the order of a payment's way; it takes some seconds."""
        settings = self.settings
        async with asyncio.TaskGroup() as tasks:
            telegram = tasks.create_task(self.outside.telegram())
            catalogue = tasks.create_task(self._catalogue())
            address = tasks.create_task(self._address())
            others_clock = tasks.create_task(self._others_clock())
            ledger = tasks.create_task(self._ledger())
        view = ledger.result()
        chats = await self._chats(view if isinstance(view, LedgerView) else None)
        now = self.machine_clock.now()
        return [
            *self._settings(view),
            *self._features(view),
            *own_texts.findings(self.own_texts),
            doctor_outside.token(telegram.result(), settings),
            catalogue.result().finding,
            *address.result(),
            *doctor_outside.updates(telegram.result(), settings, now),
            *self._ledger_findings(view, catalogue.result().products),
            *chats,
            *self._disk(),
            doctor_ledger.sqlite(settings.database_path),
            *doctor_outside.clock(others_clock.result(), now),
        ]

    def _settings(self, ledger: LedgerView | StorageError) -> Iterator[Finding]:
        yield ok("doctor-settings")
        if not self.settings.admin_ids:
            others = ledger.added_admins if isinstance(ledger, LedgerView) else 0
            yield warning("doctor-admins-no-owner" if others else "doctor-admins-none")
        for path in (self.env_file, self.settings.database_path):
            if _mode(path) & _READABLE_BY_OTHERS:
                yield warning("doctor-file-open", path=Whole(str(path)))
        if isinstance(ledger, LedgerView):
            yield from doctor_ledger.differing(ledger, self.settings)

    def _features(self, ledger: LedgerView | StorageError) -> Iterator[Finding]:
        if self.own_features.files:
            yield ok("doctor-features", files=", ".join(self.own_features.files))
        for problem in self.own_features.problems:
            shown = {"file": Whole(problem.file), "detail": Whole(problem.detail)}
            yield warning("doctor-feature-left-out", fault=problem.fault.value, **shown)
        if isinstance(ledger, LedgerView):
            keys = [one.key for one in ledger.plans]
            for guard in self.own_features.closed(keys):
                named = {"file": Whole(guard.file), "plan": guard.plan}
                yield warning("doctor-feature-closed", **named, keys=", ".join(keys))

    async def _catalogue(self) -> _Catalogue:
        """Ask for the list apart from the bot, to compare it with the one shown to buyers last."""
        try:
            async with asyncio.timeout(_LIST_TIMEOUT_SECONDS):
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
        settings, nonce = self.settings, new_nonce()
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

    async def _others_clock(self) -> int | None:
        """Return Tribute's time in Unix seconds, else Telegram's; None if neither answers."""
        tribute = await self.outside.clock(self.settings.tribute_api_url)
        if tribute is not None:
            return tribute
        return await self.outside.clock(self.settings.telegram_api_url)

    async def _chats(self, ledger: LedgerView | None) -> list[Finding]:
        """Look at the chats of the settings, then at those that admins have added."""
        ids_now = ledger.chat_ids if ledger is not None else {}
        named = [ids_now.get(one, one) for one in self.settings.access_chat_ids]
        added = [one for one in ledger.open_chats if one not in named] if ledger is not None else []
        async with asyncio.TaskGroup() as tasks:
            views = [tasks.create_task(self.outside.chat(one)) for one in (*named, *added)]
        return [
            doctor_outside.chat(view.result(), is_named=place < len(named))
            for place, view in enumerate(views)
        ]

    async def _ledger(self) -> LedgerView | StorageError:
        """Read the ledger after others who asked before: two looks at once would leave payments
        nothing of a small machine."""
        async with self._one_at_a_time:
            try:
                now = self.clock.now()
                path = self.settings.database_path
                return await asyncio.to_thread(doctor_ledger.read, path, now, self.rests)
            except StorageError as error:
                return error

    def _ledger_findings(
        self, ledger: LedgerView | StorageError, listed: tuple[Product, ...] | None
    ) -> Iterator[Finding]:
        if self.loss() is not None:  # what was read is another file
            yield broken("doctor-database-lost", path=Whole(str(self.settings.database_path)))
            return
        if isinstance(ledger, StorageError):
            yield self._unreadable_ledger(ledger)
            return
        yield from doctor_ledger.findings(ledger, self._tribute_url())
        yield from doctor_offers.findings(ledger, listed, self.default_locale)
        yield from self._backups(ledger)

    def _unreadable_ledger(self, error: StorageError) -> Finding:
        path = self.settings.database_path
        try:
            exists = path.exists()
        except OSError:  # this user may not even read the folder
            exists = True
        if exists:
            return broken("doctor-database-unusable", reason=Whole(str(error)))
        return broken("doctor-database-missing", path=Whole(str(path)))

    def _tribute_url(self) -> str:
        base = self.settings.public_url or "https://…"
        return base + self.settings.tribute_webhook_path

    def _backups(self, ledger: LedgerView) -> Iterator[Finding]:
        folder = CopiesFolder.of(self.settings)
        if folder is None:
            if ledger.has_purchases and not self._is_streamed():
                yield warning("doctor-backup-none")
            return
        path = Whole(str(folder.path))
        try:
            latest = folder.newest(self.clock.now())
        except AnotherShops:
            yield broken("doctor-backup-shared", path=path)
            return
        except (StorageError, OSError):
            yield broken("doctor-backup-folder", path=path)
            return
        if latest is None or self.clock.now() - latest > _BACKUP_LATE_SECONDS:
            yield broken("doctor-backup-late", path=path)
        else:
            yield ok("doctor-backup", when=When(latest))

    def _is_streamed(self) -> bool:
        return versions.litestream_folder(self.settings.database_path).is_dir()

    def _disk(self) -> Iterator[Finding]:
        database = self.settings.database_path
        try:
            free = self.free_bytes(database.parent)
            needed = watch.needed_bytes(database)
        except OSError:  # no such folder: the finding about the database says so
            return
        megabytes = free // 1_000_000
        if free < needed:
            yield broken("doctor-disk", free=megabytes, needed=needed // 1_000_000)
        else:
            yield ok("doctor-disk-fine", free=megabytes)


def _mode(path: Path) -> int:
    """Return the file's permissions; none if it can't be read."""
    try:
        return path.stat().st_mode
    except OSError:
        return 0


def _local_url(settings: Settings) -> str:
    """Return the address of the bot on this machine; a HOST that means “all” can't be called."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)  # noqa: S104
    return f"http://[{host}]:{settings.port}" if ":" in host else f"http://{host}:{settings.port}"
