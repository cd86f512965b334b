"""The worker of the rescue: looks at every tick whether the database's file is still in its place,
and at once when a write finds that it isn't.

Once it isn't, nothing can be stored, so the outbox can't bring the news: this worker sends it.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection
from pathlib import Path

import structlog

from bot.domain.models import Message
from bot.errors import StorageError
from bot.telegram.sender import NotAllowed, Sender, SlowDown, TryLater
from bot.usecases.notices.compose import Notices
from bot.usecases.operations.notices import lost_message
from bot.usecases.operations.rescue import Lost, Rescue
from bot.workers.sleep import TICK_SECONDS, Sleep, seconds_to_tick
from bot.workers.supervisor import sleep_unless

log = structlog.get_logger(__name__)

_FIRST_PAUSE_SECONDS = 0.5
_LONGEST_PAUSE_SECONDS = 60.0


class RescueWorker:
    """`run` looks for the file; when it is lost, it saves the ledger and notifies every admin."""

    def __init__(
        self,
        rescue: Rescue,
        notices: Notices,
        sender: Sender,
        admin_ids: Collection[int],
        stop_others: Callable[[], Awaitable[None]],
    ) -> None:
        """`stop_others` stops the workers that would act on a ledger which is no longer kept."""
        self._rescue = rescue
        self._notices = notices
        self._sender = sender
        self._admin_ids = admin_ids
        self._stop_others = stop_others
        self._sleep = Sleep(rescue.db, rescue.clock, TICK_SECONDS)
        self._saved: Lost | None = None
        """The loss whose ledger is saved: a worker that was started again saves no second file."""
        self._notified: set[tuple[int, Path | None]] = set()
        """The admins who have been notified, and of which saved file."""

    async def run(self, stop: asyncio.Event) -> None:
        self._rescue.db.on_loss(self._sleep.wake)
        while not stop.is_set():
            self._sleep.begin()
            lost = self._saved or await self._rescue.look()
            if lost is not None:
                await self._handle(lost, stop)
                return
            await self._sleep.until_due(stop, None, seconds_to_tick())

    async def _handle(self, lost: Lost, stop: asyncio.Event) -> None:
        log.critical("the database's file was lost", how=lost.how, file=str(lost.database))
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._wait_for_others())
            saved = self._saved or await self._save(lost)
            self._notify_all(tasks, saved, stop)
            pause = _FIRST_PAUSE_SECONDS
            while saved.file is None and not stop.is_set():
                await sleep_unless(stop, pause)
                pause = min(2 * pause, _LONGEST_PAUSE_SECONDS)
                saved = await self._save(lost)
                if saved.file is not None:
                    self._notify_all(tasks, saved, stop)

    async def _wait_for_others(self) -> None:
        await self._stop_others()

    async def _save(self, lost: Lost) -> Lost:
        try:
            saved = await self._rescue.save(lost)
        except StorageError as error:
            log.error("the ledger isn't saved yet", reason=str(error))
            return lost.unsaved(str(error))
        log.critical("the ledger was saved", file=str(saved.file), finding=saved.finding)
        self._saved = saved
        return saved

    def _notify_all(self, tasks: asyncio.TaskGroup, lost: Lost, stop: asyncio.Event) -> None:
        for admin_id in self._admin_ids:
            if (admin_id, lost.file) in self._notified:
                continue
            tasks.create_task(self._notify(admin_id, lost, stop))

    async def _notify(self, admin_id: int, lost: Lost, stop: asyncio.Event) -> None:
        """Send until Telegram takes the message, or says that it never will."""
        message = lost_message(await self._notices.wording_for(admin_id), lost)
        pause = _FIRST_PAUSE_SECONDS
        while not stop.is_set():
            wait = await self._send(admin_id, message)
            if wait is None:
                self._notified.add((admin_id, lost.file))
                return
            await sleep_unless(stop, max(pause, wait))
            pause = min(2 * pause, _LONGEST_PAUSE_SECONDS)

    async def _send(self, admin_id: int, message: Message) -> float | None:
        """Send once; return None at its end, else the seconds that Telegram wants to wait."""
        outcome = await self._sender.send(admin_id, message)
        log.info("news of the lost file", outcome=type(outcome).__name__)
        match outcome:
            case SlowDown(seconds):
                return seconds
            case TryLater() | NotAllowed():
                return 0.0
            case _:
                return None
