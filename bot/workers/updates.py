"""The worker of Telegram's updates: polls for them, or lets Telegram send them to the webhook."""

import asyncio
import math
from dataclasses import dataclass
from typing import Any, Protocol

import structlog
from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.methods import TelegramMethod
from pydantic import ValidationError

from bot.errors import StorageUnavailable
from bot.usecases.people.received_updates import ReceivedUpdates
from bot.workers.menus import Menus
from bot.workers.stars_updates import checkouts, take_payments
from bot.workers.supervisor import sleep_unless

log = structlog.get_logger(__name__)

_POLL_SECONDS = 25
_FIRST_PAUSE_SECONDS = 1.0
_LONGEST_PAUSE_SECONDS = 30.0
_UPDATES_AT_ONCE = 5000
"""Updates that are being handled or wait for their turn; beyond, they wait at Telegram."""
_RESUME_SECONDS = 15.0
"""How long new updates wait for those of before the start."""


class GetRawUpdates(TelegramMethod[list[dict[str, Any]]]):
    """getUpdates that leaves the updates unread: one that can't be read must not block the rest."""

    __returning__ = list[dict[str, Any]]
    __api_method__ = "getUpdates"

    offset: int | None = None
    timeout: int | None = None
    allowed_updates: list[str] | None = None


@dataclass(frozen=True, slots=True)
class Webhook:
    """The address for Telegram's updates, and the secret that Telegram must show there."""

    url: str
    secret: str


class Feed(Protocol):
    """Takes updates, each in a task of its own."""

    def resolve_used_update_types(self) -> list[str]:
        """Return the types of updates that some handler takes."""

    async def feed_raw_update(self, bot: Bot, update: dict[str, Any]) -> None:
        """Handle an update once its turn has come; raise ValidationError if it can't be read."""

    async def take_payment(self, update: dict[str, Any]) -> bool:
        """Store the payment that an update carries; return False if it carries none."""


@dataclass(frozen=True, slots=True)
class Receiver:
    """The bot that fetches updates, their way to the handlers, and their store."""

    bot: Bot
    feed: Feed
    received: ReceivedUpdates


class UpdatesWorker:
    """Receives updates, and shows the command menus. `webhook` None means long polling.

    `telegram_problem` says why no updates come now; it is None while all is well.
    """

    def __init__(self, receiver: Receiver, webhook: Webhook | None, menus: Menus) -> None:
        self._bot = receiver.bot
        self._feed = receiver.feed
        self._received = receiver.received
        self._webhook = webhook
        self.menus = menus
        self._offset: int | None = None
        self._set_up_at = 0.0
        self._resumed = False
        self._slots = asyncio.Semaphore(_UPDATES_AT_ONCE)
        self.telegram_problem: str | None = None

    async def run(self, stop: asyncio.Event) -> None:
        async with asyncio.TaskGroup() as tasks:
            stopping = tasks.create_task(stop.wait())
            showing = tasks.create_task(self.menus.keep_shown(self._bot))
            await self._keep_receiving(stop, tasks, stopping)
            showing.cancel()

    async def _keep_receiving(
        self, stop: asyncio.Event, tasks: asyncio.TaskGroup, stopping: asyncio.Task[Any]
    ) -> None:
        pause = _FIRST_PAUSE_SECONDS
        while not stop.is_set():
            try:
                if asyncio.get_running_loop().time() >= self._set_up_at:
                    await self._set_up()
                if not self._resumed:
                    await self._resume(tasks)
                await self._receive(tasks, stopping)
                self.telegram_problem, pause = None, _FIRST_PAUSE_SECONDS
            except (TelegramAPIError, ClientDecodeError, StorageUnavailable) as error:
                await sleep_unless(stop, self._note(error, pause))
                pause = min(pause * 2, _LONGEST_PAUSE_SECONDS)

    async def _set_up(self) -> None:
        """Make Telegram send updates where they should go; later, if it asks to wait. Until then
        they come as Telegram has it now."""
        try:
            await self._configure()
        except TelegramRetryAfter as asked:
            log.warning("Telegram is set up later", seconds=asked.retry_after)
            self._set_up_at = asyncio.get_running_loop().time() + asked.retry_after
        else:
            self._set_up_at = math.inf

    async def _configure(self) -> None:
        try:
            log.info("Telegram answers", username=(await self._bot.me()).username)
        except TelegramRetryAfter:
            log.info("the bot's name is asked for later")
        if self._webhook is None:
            await self._delete_webhook()
            return
        await self._bot.set_webhook(
            self._webhook.url,
            secret_token=self._webhook.secret,
            allowed_updates=self._feed.resolve_used_update_types(),
        )

    async def _delete_webhook(self) -> None:
        """Delete an earlier webhook: polling fails beside one. If it stays, the poll's error says
        so."""
        try:
            await self._bot.delete_webhook(drop_pending_updates=False)
        except (TelegramBadRequest, TelegramNotFound) as error:
            log.warning("webhook not removed", reason=error.message)

    async def _receive(self, tasks: asyncio.TaskGroup, stopping: asyncio.Task[Any]) -> None:
        """Poll once, and handle each update in a task; with a webhook, wait until the bot stops.

        A webhook that can't be set yet may be set from earlier: then Telegram refuses the poll.
        """
        if self._webhook is not None and self._set_up_at == math.inf:
            self.telegram_problem = None
            await stopping
            return
        method = GetRawUpdates(
            offset=self._offset,
            timeout=_POLL_SECONDS,
            allowed_updates=self._feed.resolve_used_update_types(),
        )
        polling = tasks.create_task(self._poll(method))
        await asyncio.wait({polling, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if not polling.done():
            polling.cancel()
            return
        outcome = polling.result()
        if self._webhook is not None and isinstance(outcome, TelegramConflictError):
            await asyncio.wait({stopping}, timeout=_LONGEST_PAUSE_SECONDS)
            return
        if not isinstance(outcome, list):
            raise outcome
        for update in checkouts(outcome):
            tasks.create_task(self._feed_past_store(update))
        others, unstored = await take_payments(self._feed, outcome)
        await self._handle_all(await self._store(others), tasks)
        if unstored is not None:
            self._offset = unstored
            raise StorageUnavailable("a payment isn't stored")
        if outcome:
            self._offset = outcome[-1]["update_id"] + 1

    async def _resume(self, tasks: asyncio.TaskGroup) -> None:
        """Handle updates again that a kill has cut off, each sender's in order, before new ones: a
        command that is handled late would close the question asked since."""
        try:
            cut_off = await self._received.unhandled()
        except StorageUnavailable:
            log.exception("updates of before the start not readable")
            return
        self._resumed = True
        if not cut_off:
            return
        log.info("updates handled again after a kill", count=len(cut_off))
        by_sender: dict[object, list[dict[str, Any]]] = {}
        for update in cut_off:
            by_sender.setdefault(_sender(update), []).append(update)
        handling = {tasks.create_task(self._handle_in_order(some)) for some in by_sender.values()}
        await asyncio.wait(handling, timeout=_RESUME_SECONDS)

    async def _handle_in_order(self, updates: list[dict[str, Any]]) -> None:
        for update in updates:
            await self._slots.acquire()
            await self._handle(update)

    async def _store(self, updates: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Store updates before Telegram is asked for the next ones and forgets them; return those
        that are new. Where nothing can be stored, people are at least answered so."""
        try:
            return await self._received.take(updates) if updates else []
        except StorageUnavailable:
            log.exception("updates not stored", count=len(updates))
            return updates

    async def _handle_all(self, updates: list[dict[str, Any]], tasks: asyncio.TaskGroup) -> None:
        for update in updates:
            await self._slots.acquire()
            tasks.create_task(self._handle(update))

    async def _poll(
        self, method: GetRawUpdates
    ) -> list[dict[str, Any]] | TelegramAPIError | ClientDecodeError:
        """Return the updates, or the error: raised in this task, it would cancel the handlers that
        are under way."""
        try:
            return await self._bot(method, request_timeout=_POLL_SECONDS + 10)
        except (TelegramAPIError, ClientDecodeError) as error:
            return error

    async def _handle(self, update: dict[str, Any]) -> None:
        try:
            await self._feed_past_store(update)
        finally:
            self._slots.release()
        try:
            await self._received.handled(update)
        except StorageUnavailable:
            log.warning("update not marked as handled", update=update["update_id"])

    async def _feed_past_store(self, update: dict[str, Any]) -> None:
        """Let the update be handled; an error of its handler stops no other update."""
        try:
            await self._feed.feed_raw_update(self._bot, update)
        except ValidationError as error:
            fields = [".".join(map(str, one["loc"])) for one in error.errors(include_input=False)]
            log.warning("update not understood", update=update["update_id"], fields=fields[:5])
        except Exception:
            log.exception("update not handled", update=update["update_id"])

    def _note(
        self, error: TelegramAPIError | ClientDecodeError | StorageUnavailable, pause: float
    ) -> float:
        """Remember and log the error; return how many seconds to wait after it."""
        match error:
            case StorageUnavailable():
                return pause  # logged already, and no fault of Telegram
            case TelegramRetryAfter():
                pause = float(error.retry_after)
            case TelegramUnauthorizedError():
                self.telegram_problem, pause = "unauthorized", _LONGEST_PAUSE_SECONDS
            case TelegramConflictError():
                self.telegram_problem, pause = "conflict", max(pause, 5.0)
            case TelegramBadRequest():
                self.telegram_problem = "refused"
            case _:
                self.telegram_problem = "unreachable"
        log.warning("Telegram gives no updates", trouble=type(error).__name__, pause=pause)
        return pause


def _sender(update: dict[str, Any]) -> object:
    """Return the id of whoever caused the update; None where nobody can be read."""
    contents = (one for one in update.values() if isinstance(one, dict))
    senders = (one["from"] for one in contents if isinstance(one.get("from"), dict))
    return next((sender.get("id") for sender in senders), None)
