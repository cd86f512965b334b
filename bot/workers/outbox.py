"""The outbox worker: takes due messages, composes them, and sends them at Telegram's pace."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from math import inf
from types import MappingProxyType

import structlog

from bot.domain.models import Message
from bot.errors import StorageLost, StorageUnavailable
from bot.telegram.pace import Pace
from bot.telegram.sender import (
    NotAllowed,
    Refused,
    Sender,
    SendOutcome,
    Sent,
    SlowDown,
    TryLater,
    Unreachable,
)
from bot.telegram.turns import Urgency
from bot.usecases.notices.compose import Notices
from bot.usecases.outbox.kinds import JobKind, NoticeKind
from bot.usecases.outbox.outbox import Outbox
from bot.workers.sales_pace import SaleNotice, SalesPace
from bot.workers.sending import URGENCY, Sending
from bot.workers.sleep import Sleep
from storage.outbox import QueuedMessage
from storage.queries.due_messages import PassedOver

Job = Callable[[QueuedMessage], Awaitable[SendOutcome | None]]
"""A step in a private chat, queued in the outbox; it returns None where its outcome is recorded
already."""

log = structlog.get_logger(__name__)

_AT_ONCE = 8
"""How many messages are under way at once, each to another chat: one slow answer doesn't hold up
the rest."""
_LOOK_AGAIN_SECONDS = 1.0
_CHOOSE_AGAIN_SECONDS = 0.25
"""A message that is put last lets a more urgent one overtake it while it waits for its turn."""
_RESTING_ROWS = 500
_NOT_ALLOWED_PAUSE_SECONDS = 30.0


class OutboxWorker:
    """`step` sends one message; `run` does so as long as the bot runs, several at once."""

    def __init__(
        self,
        outbox: Outbox,
        notices: Notices,
        sender: Sender,
        pace: Pace,
        jobs: Mapping[JobKind, Job] = MappingProxyType({}),
    ) -> None:
        """`jobs` has a function for each kind of row that is no message."""
        self._outbox = outbox
        self._notices = notices
        self._sending = Sending(notices, sender, pace)
        self._pace = pace
        self._jobs: Mapping[str, Job] = {str(kind): job for kind, job in jobs.items()}
        self._in_flight: set[int] = set()
        self._sales = SalesPace()
        self._rows_rest_until: dict[int, float] = {}
        self._held_until = inf
        """When a pace that held something back at the last look lets it go, on the loop's clock."""
        self._slots = asyncio.Semaphore(_AT_ONCE)
        self._sleep = Sleep(outbox.db, outbox.clock, _LOOK_AGAIN_SECONDS)
        self._failing = False
        self.allowed = True
        """False while Telegram refuses the bot's token."""

    def wake(self) -> None:
        """Look at once: a message was queued."""
        self._sleep.wake()

    async def run(self, stop: asyncio.Event) -> None:
        async with asyncio.TaskGroup() as tasks:
            with self._sleep.watching():
                while not stop.is_set():
                    message = await self._choose()
                    if message is None:
                        await self._sleep_until_due(stop)
                        continue
                    await self._slots.acquire()
                    tasks.create_task(self._send_and_free(message))

    async def step(self) -> bool:
        """Send the next message that may go now; return False when there is none."""
        message = await self._choose()
        if message is None:
            return False
        await self._slots.acquire()
        await self._send_and_free(message)
        return True

    async def _choose(self) -> QueuedMessage | None:
        """Return the next message once its turn has come; None if none may go now."""
        self._sleep.begin()
        self._note_paces()
        if self._pace.pause_seconds > 0:
            return None
        while (message := await self._next()) is not None:
            self._in_flight.add(message.chat_id)
            if await self._turn_for(message):
                return message
            self._in_flight.discard(message.chat_id)
        return None

    async def _next(self) -> QueuedMessage | None:
        self._note_paces()
        passed_over = PassedOver(
            self._pace.resting_chats() | self._in_flight,
            self._resting_rows(),
            self._sales.collecting(),
        )
        try:
            return await self._outbox.next_due(passed_over)
        except StorageUnavailable:
            log.exception("outbox not readable")
            return None

    async def _turn_for(self, message: QueuedMessage) -> bool:
        """Wait for the turn; return False after a while if something more urgent may have come."""
        urgency = URGENCY[message.lane]
        if urgency <= Urgency.PAYMENT:
            await self._pace.turn(urgency)
            return True
        try:
            async with asyncio.timeout(_CHOOSE_AGAIN_SECONDS):
                await self._pace.turn(urgency)
        except TimeoutError:
            return False
        return True

    def _resting_rows(self) -> frozenset[int]:
        """Return the rows whose method must wait; each is tried again when that is over."""
        now = asyncio.get_running_loop().time()
        self._rows_rest_until = {
            id_: until for id_, until in self._rows_rest_until.items() if until > now
        }
        return frozenset(self._rows_rest_until)

    async def _send_and_free(self, message: QueuedMessage) -> None:
        try:
            # Every log line from here on names the delivery that caused the message.
            trace = {"event_id": message.trace_id} if message.trace_id else {}
            with structlog.contextvars.bound_contextvars(**trace):
                await self._carry_out(message)
        except Exception as error:  # one message that can't be composed must not stop the others
            log.exception("message failed", message=message.id)
            await self._put_off(message, error)
        finally:
            self._in_flight.discard(message.chat_id)
            self._slots.release()
            # More messages may wait for the chat that was busy.
            self._sleep.wake()

    async def _put_off(self, message: QueuedMessage, error: Exception) -> None:
        try:
            await self._outbox.failed(message, f"our own mistake: {type(error).__name__}")
        except StorageUnavailable:
            log.exception("failure of a message not stored", message=message.id)
            self._pace.sent_to(message.chat_id)  # or it would be tried again at once, for ever

    def _note_paces(self) -> None:
        """Note when the first pace ends. A look does so before it reads what may go: a pace that
        ends meanwhile has still held something back."""
        now = asyncio.get_running_loop().time()
        paces = (self._pace.seconds_until_free(), self._sales.seconds_until_due())
        rows_rest = (until for until in self._rows_rest_until.values() if until > now)
        self._held_until = min((now + min(paces), *rows_rest))

    async def _sleep_until_due(self, stop: asyncio.Event) -> None:
        """Sleep until a message is due, or may go that only some pace holds back."""
        left = self._held_until - asyncio.get_running_loop().time()
        await self._sleep.until_due(stop, self._outbox.next_at, left)

    async def _run_job(self, message: QueuedMessage, job: Job) -> None:
        if self._pace.pause_seconds > 0:
            return
        outcome = await job(message)
        self._pace.job_done_in(message.chat_id)
        if outcome is not None:
            self.allowed = not isinstance(outcome, NotAllowed)
            await self._record_until_stored(message, outcome)

    async def _carry_out(self, message: QueuedMessage) -> None:
        if await self._outbox.set_aside(message):
            _log(message, "set aside")
            return
        job = self._jobs.get(message.kind)
        if job is not None:
            await self._run_job(message, job)
            return
        if message.kind == NoticeKind.ADMIN_SALE:
            await self._send_sale(message)
            return
        await self._compose_and_send(message)

    async def _send_sale(self, message: QueuedMessage) -> None:
        """Notify an admin of a sale; when they are many, of all that are queued at once."""
        queued = await self._outbox.sales_queued(message.chat_id)
        notice = self._sales.decide(message.chat_id, queued)
        if notice is SaleNotice.LATER:
            return  # the row stays queued
        is_together = notice is SaleNotice.TOGETHER
        together = await self._notices.compose_sales(message) if is_together else None
        if together is None:
            is_sent = await self._compose_and_send(message)
        else:
            is_sent = await self._send(message, together.message, together.rows)
        if is_sent:
            self._sales.sent(message.chat_id, together=is_together)

    async def _compose_and_send(self, message: QueuedMessage) -> bool:
        """Send a message unless it is no longer true; return whether Telegram took it."""
        composed = await self._notices.compose(message)
        if composed is None:
            await self._outbox.no_longer_true(message)
            _log(message, "no longer true")
            return False
        return await self._send(message, composed)

    async def _send(
        self, message: QueuedMessage, composed: Message, with_sales: Sequence[int] = ()
    ) -> bool:
        if self._pace.pause_seconds > 0:
            return False  # Telegram asked for a pause meanwhile: the message stays queued
        if message.only_once and not await self._outbox.begin_once(message):
            return False  # stopped or given up meanwhile
        outcome = await self._sending.send(message, composed)
        self.allowed = not isinstance(outcome, NotAllowed)
        await self._record_until_stored(message, outcome, with_sales)
        return isinstance(outcome, Sent)

    def _rest(self, message: QueuedMessage, seconds: float) -> None:
        """Let a job, or a message with a copy, wait until Telegram takes its method again in this
        chat. The pace knows already where no text may go."""
        by_pace = self._pace.waits.seconds("sendMessage", message.chat_id) > 0
        if not by_pace and len(self._rows_rest_until) < _RESTING_ROWS:
            until = asyncio.get_running_loop().time() + seconds
            self._rows_rest_until[message.id] = until

    async def _record_until_stored(
        self, message: QueuedMessage, outcome: SendOutcome, with_sales: Sequence[int] = ()
    ) -> None:
        """Record the outcome, however often it takes: a message that was sent must not be sent
        again only because the disk was full for a moment."""
        while True:
            try:
                await self._record(message, outcome, with_sales)
                _log(message, type(outcome).__name__)
            except StorageLost:
                raise  # no later try will succeed
            except StorageUnavailable:
                log.exception("outcome of a message not stored yet", message=message.id)
                await asyncio.sleep(_LOOK_AGAIN_SECONDS)
            else:
                return

    async def _record(
        self, message: QueuedMessage, outcome: SendOutcome, with_sales: Sequence[int]
    ) -> None:
        match outcome:
            case Sent(message_ids, left_out):
                await self._outbox.sent(
                    message,
                    retry_others=self._failing,
                    with_sales=with_sales,
                    message_ids=message_ids,
                    left_out=left_out,
                )
                self._failing = False
            case Unreachable(reason):
                await self._outbox.person_unreachable(message, reason)
            case SlowDown(seconds):
                self._rest(message, seconds)
                await self._outbox.not_sent(message)
            case TryLater(reason):
                self._failing = True
                await self._outbox.failed(message, reason)
            case Refused(reason):
                log.error("message refused by Telegram", message=message.id, reason=reason)
                await self._outbox.abandon(message, reason)
            case NotAllowed():
                log.error("Telegram refuses the bot's token: is BOT_TOKEN still valid?")
                self._pace.pause(_NOT_ALLOWED_PAUSE_SECONDS)
                await self._outbox.not_sent(message)


def _log(message: QueuedMessage, outcome: str) -> None:
    """Log the outcome without the recipient, which is personal. Broadcasts are logged as DEBUG:
    their thousands of messages would drown the rest."""
    write = log.debug if message.only_once else log.info
    write("message", message=message.id, kind=message.kind, outcome=outcome)
