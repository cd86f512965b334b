"""The worker of broadcasts: starts planned ones at their time, fills the outbox ahead of the
sending, and shows the progress."""

import asyncio
from dataclasses import dataclass
from math import inf

import structlog

from bot.domain.models import Message
from bot.telegram.editor import Editor
from bot.telegram.pace import Pace
from bot.telegram.sender import Refused, Sent, Unreachable
from bot.telegram.turns import Urgency
from bot.usecases.broadcasts.broadcasts import Broadcasts, Progress
from bot.usecases.broadcasts.notices import progress_message
from bot.usecases.broadcasts.planned import PlannedBroadcasts
from bot.usecases.notices.compose import Notices
from bot.workers.sleep import Sleep

log = structlog.get_logger(__name__)

_LOOK_SECONDS = 1.0
_PLANNED_SECONDS = 2.0
_IDLE_SECONDS = 60.0
_SHOW_EVERY_SECONDS = 4.0


@dataclass(frozen=True, slots=True)
class _Shown:
    """The progress that was shown last: when, in which message, and its text; `message` is None
    where the edit failed."""

    at: float
    message_id: int | None
    message: Message | None


class BroadcastWorker:
    """`step` does one portion of each broadcast; `run` repeats that as long as the bot runs."""

    def __init__(
        self,
        broadcasts: Broadcasts,
        notices: Notices,
        editor: Editor,
        pace: Pace,
        planned: PlannedBroadcasts | None = None,
    ) -> None:
        self._planned = planned
        self._any_planned = False
        self._broadcasts = broadcasts
        self._notices = notices
        self._editor = editor
        self._pace = pace
        self._sleep = Sleep(broadcasts.db, broadcasts.clock, _IDLE_SECONDS)
        self._shown: dict[int, _Shown] = {}

    def wake(self) -> None:
        """Look at once: a broadcast was started or stopped, or its progress should be shown in
        another message."""
        self._sleep.wake()

    async def run(self, stop: asyncio.Event) -> None:
        with self._sleep.watching():
            while not stop.is_set():
                self._sleep.begin()
                if await self.step():
                    continue
                pause = self._sleep.every_seconds = self._pause_seconds()
                await self._sleep.until_due(stop, self._next_at, pause if self._shown else inf)

    def _pause_seconds(self) -> float:
        """Return how long nothing has to be looked at, whatever is written meanwhile."""
        if self._shown:
            return _LOOK_SECONDS
        return _PLANNED_SECONDS if self._any_planned else _IDLE_SECONDS

    async def _next_at(self, since: int) -> int | None:
        return await self._planned.next_at(since) if self._planned else None

    async def step(self) -> bool:
        """Start what is due, advance each broadcast a little and show its progress; return whether
        more can be done now."""
        if self._planned is not None:
            self._any_planned = (await self._planned.start_due()).others
        found = await self._broadcasts.in_progress()
        known = {one.broadcast.id for one in found}
        self._shown = {id_: shown for id_, shown in self._shown.items() if id_ in known}
        busy = False
        for progress in found:
            await self._show(progress)
            if await self._broadcasts.advance(progress):
                busy = True
            if progress.is_done:
                await self._show_the_end(progress.broadcast.id)
        return busy

    async def _show_the_end(self, broadcast_id: int) -> None:
        progress = await self._broadcasts.progress(broadcast_id)
        if progress is not None:
            await self._edit(progress)

    async def _show(self, progress: Progress) -> None:
        """Show the progress every few seconds, and at once when the message is another one."""
        shown = self._shown.get(progress.broadcast.id)
        late = shown is None or asyncio.get_running_loop().time() - shown.at >= _SHOW_EVERY_SECONDS
        if late or (shown and shown.message_id != progress.broadcast.progress_message_id):
            await self._edit(progress)

    async def _edit(self, progress: Progress) -> None:
        one, now = progress.broadcast, asyncio.get_running_loop().time()
        message = progress_message(await self._notices.wording_for(one.admin_id), progress)
        shown = self._shown.get(one.id)
        if shown and (shown.message_id, shown.message) == (one.progress_message_id, message):
            return
        self._shown[one.id] = _Shown(now, one.progress_message_id, None)
        if one.progress_message_id is None or self._pace.pause_seconds > 0:
            return
        await self._pace.turn(Urgency.BROADCAST)
        match await self._editor.edit(one.admin_id, one.progress_message_id, message):
            case Sent():
                self._shown[one.id] = _Shown(now, one.progress_message_id, message)
            case Refused(reason) | Unreachable(reason):
                log.info("progress can't be shown any more", broadcast=one.id, reason=reason)
                await self._broadcasts.show_progress_in(one.id, None)
