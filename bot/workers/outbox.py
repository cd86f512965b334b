"""The outbox worker: takes what is due, puts it into words, sends it at Telegram's pace."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

import structlog

from bot.errors import StorageUnavailable
from bot.telegram.pace import Pace
from bot.telegram.sender import (
    Delivery,
    NotAllowed,
    Refused,
    Sender,
    Sent,
    SlowDown,
    TryLater,
    Unreachable,
)
from bot.usecases.notices.compose import Notices
from bot.usecases.outbox.outbox import Outbox
from storage.outbox import QueuedMessage

Job = Callable[[QueuedMessage], Awaitable[Delivery | None]]
"""What else the outbox has to do than write messages; None: the outcome is recorded already."""

log = structlog.get_logger(__name__)

_AT_ONCE = 8
"""Messages under way at once, each to another chat: one slow answer doesn't hold up the rest."""
_LOOK_AGAIN_SECONDS = 1.0
_NOT_ALLOWED_PAUSE_SECONDS = 30.0


class OutboxWorker:
    """`step` delivers one message; `run` does so for ever, several at once."""

    def __init__(self, outbox: Outbox, notices: Notices, sender: Sender, pace: Pace) -> None:
        self._outbox = outbox
        self._notices = notices
        self._sender = sender
        self._pace = pace
        self._jobs: dict[str, Job] = {}
        self._in_flight: set[int] = set()
        self._slots = asyncio.Semaphore(_AT_ONCE)
        self._wake = asyncio.Event()
        self._troubled = False
        self.allowed = True
        """False while Telegram refuses the bot's token."""

    def take_on(self, jobs: Mapping[str, Job]) -> None:
        """Rows of these kinds are no messages: they are done by these."""
        self._jobs.update(jobs)

    def wake(self) -> None:
        """Something was queued."""
        self._wake.set()

    async def run(self, stop: asyncio.Event) -> None:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._wake_at(stop))
            while not stop.is_set():
                message = await self._choose()
                if message is None:
                    await self._sleep()
                    continue
                await self._slots.acquire()
                tasks.create_task(self._deliver_and_free(message))

    async def step(self) -> bool:
        """Deliver the next message that may go now; False when there is none."""
        message = await self._choose()
        if message is None:
            return False
        await self._slots.acquire()
        await self._deliver_and_free(message)
        return True

    async def _choose(self) -> QueuedMessage | None:
        """The next message, once there is a place for it in the stream; None if none may go."""
        self._wake.clear()
        if self._pace.pause_seconds > 0:
            return None
        busy = self._pace.resting_chats() | self._in_flight
        try:
            message = await self._outbox.next_due(busy)
        except StorageUnavailable:
            log.exception("outbox not readable")
            return None
        if message is not None:
            self._in_flight.add(message.chat_id)
            await self._pace.turn()
        return message

    async def _deliver_and_free(self, message: QueuedMessage) -> None:
        try:
            # Whatever is logged on the way names the delivery that caused the message.
            trace = {"event_id": message.event_id} if message.event_id else {}
            with structlog.contextvars.bound_contextvars(**trace):
                await self._deliver(message)
        except Exception as error:  # one message that can't be made must not stop the others
            log.exception("message failed", message=message.id)
            await self._put_off(message, error)
        finally:
            self._in_flight.discard(message.chat_id)
            self._slots.release()
            # A chat that was busy may have more to get.
            self._wake.set()

    async def _put_off(self, message: QueuedMessage, error: Exception) -> None:
        try:
            await self._outbox.failed(message, f"our own mistake: {type(error).__name__}")
        except StorageUnavailable:
            log.exception("failure of a message not stored", message=message.id)
            self._pace.sent_to(message.chat_id)  # or it would be tried again at once, for ever

    async def _sleep(self) -> None:
        """Until something is queued, a chat has rested, or a moment has passed."""
        try:
            async with asyncio.timeout(min(self._pace.seconds_until_free(), _LOOK_AGAIN_SECONDS)):
                await self._wake.wait()
        except TimeoutError:
            return

    async def _wake_at(self, stop: asyncio.Event) -> None:
        await stop.wait()
        self._wake.set()

    async def _work(self, message: QueuedMessage, job: Job) -> None:
        if self._pace.pause_seconds > 0:
            return
        delivery = await job(message)
        self._pace.worked_in(message.chat_id)
        if delivery is not None:
            self.allowed = not isinstance(delivery, NotAllowed)
            await self._record_surely(message, delivery)

    async def _deliver(self, message: QueuedMessage) -> None:
        job = self._jobs.get(message.kind)
        if job is not None:
            await self._work(message, job)
            return
        composed = await self._notices.compose(message)
        if composed is None:
            await self._outbox.no_longer_true(message)
            _log(message, "no longer true")
            return
        if self._pace.pause_seconds > 0:
            return  # another lane was told to slow down meanwhile: this one stays queued
        if message.only_once and not await self._outbox.begin_once(message):
            return  # stopped, or given up, meanwhile
        delivery = await self._sender.send(message.chat_id, composed)
        self._pace.sent_to(message.chat_id)
        self.allowed = not isinstance(delivery, NotAllowed)
        await self._record_surely(message, delivery)

    async def _record_surely(self, message: QueuedMessage, delivery: Delivery) -> None:
        """What was sent must not be sent again only because the disk was full for a moment."""
        while True:
            try:
                await self._record(message, delivery)
                _log(message, type(delivery).__name__)
            except StorageUnavailable:
                log.exception("outcome of a message not stored yet", message=message.id)
                await asyncio.sleep(_LOOK_AGAIN_SECONDS)
            else:
                return

    async def _record(self, message: QueuedMessage, delivery: Delivery) -> None:
        match delivery:
            case Sent():
                await self._outbox.sent(message, hurry_others=self._troubled)
                self._troubled = False
            case Unreachable(reason):
                await self._outbox.person_unreachable(message, reason)
            case SlowDown(seconds):
                self._pace.pause(seconds)
                await self._outbox.not_sent(message)
            case TryLater(reason):
                self._troubled = True
                await self._outbox.failed(message, reason)
            case Refused(reason):
                log.error("message refused by Telegram", message=message.id, reason=reason)
                await self._outbox.refused(message, reason)
            case NotAllowed():
                log.error("Telegram refuses the bot's token: is BOT_TOKEN still valid?")
                self._pace.pause(_NOT_ALLOWED_PAUSE_SECONDS)
                await self._outbox.not_sent(message)


def _log(message: QueuedMessage, outcome: str) -> None:
    """Not to whom: that is nobody's business. A broadcast's thousands would drown the rest."""
    tell = log.debug if message.only_once else log.info
    tell("message", message=message.id, kind=message.kind, outcome=outcome)
