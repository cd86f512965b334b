"""Builds all workers, and starts and stops them together."""

import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from aiogram import Bot

from bot.deps import Deps
from bot.domain.incidents import IncidentKind
from bot.runtime.beforehand import Beforehand
from bot.telegram.chats import ChatClient
from bot.telegram.editor import Editor
from bot.telegram.pace import Pace
from bot.telegram.sender import Sender
from bot.usecases.access.lifecycle import Lifecycle
from bot.usecases.admins.digest import Digests
from bot.usecases.chats.jobs import ChatJobs
from bot.usecases.notices.compose import Notices
from bot.usecases.operations.watch import Monitor
from bot.usecases.plans import inclusions
from bot.webhooks.client import WebhookClient
from bot.webhooks.signature import key_of
from bot.workers.backups import BackupsWorker
from bot.workers.broadcasts import BroadcastWorker
from bot.workers.catalog import CatalogWorker
from bot.workers.chat_members import ChatMembers
from bot.workers.chats import ChatsWorker
from bot.workers.clock_recheck import ClockRecheckWorker
from bot.workers.deferred import DeferredWorker, Replays
from bot.workers.digests import DigestWorker
from bot.workers.inclusions import InclusionsWorker
from bot.workers.lifecycle import LifecycleWorker
from bot.workers.outbox import OutboxWorker
from bot.workers.profile import ProfileWorker
from bot.workers.rescue import RescueWorker
from bot.workers.stars import StarsWorker
from bot.workers.stars_list import StarsListWorker
from bot.workers.supervisor import Supervisor
from bot.workers.updates import UpdatesWorker
from bot.workers.watch import WatchWorker
from bot.workers.webhooks import WebhooksWorker
from storage import broadcasts, outbox, webhooks_out
from storage.engine.database import Database
from storage.inbox import deferred_updates
from storage.plans import SEVERAL_SIGNAL
from storage.stars import listed, orders
from storage.stars.prices import PRICES_SIGNAL

_NEED_NO_LEDGER = frozenset({"updates", "rescue"})
"""Workers that go on when the database's file was lost: people and admins still get answers."""


class Feed(Replays, Protocol):
    """Takes updates, and says whether one is under way."""

    def is_busy(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Outgoing:
    """The bot that the workers send with, the pace they share, and the way of updates inside."""

    bot: Bot
    pace: Pace
    ask_servers: Callable[[], Awaitable[None]]
    """Asks Telegram and Tribute for the time."""
    feed: Feed
    beforehand: Sequence[Callable[[], object]] = ()
    """Makes all that the first update needs, and is called before it comes if there is time."""


@contextlib.asynccontextmanager
async def running_workers(
    deps: Deps, db: Database, outgoing: Outgoing, updates: UpdatesWorker
) -> AsyncIterator[OutboxWorker]:
    """Start all workers and yield the outbox worker; at the end each worker finishes its step."""
    notices = Notices(db, deps.texts, deps.clock)
    bot, pace = outgoing.bot, outgoing.pace
    members = ChatMembers(ChatJobs(db, deps.clock, deps.admins.roll), ChatClient(bot))
    outbox_worker = OutboxWorker(deps.outbox, notices, Sender(bot), pace, members.jobs)
    db.on(outbox.SIGNAL, outbox_worker.wake)
    broadcast_worker = BroadcastWorker(
        deps.broadcasts, notices, Editor(bot), pace, deps.planned_broadcasts
    )
    db.on(broadcasts.SIGNAL, broadcast_worker.wake)

    async def report_failure(worker: str) -> None:
        await deps.incidents.begin(IncidentKind.WORKER, worker)

    supervisor = Supervisor(on_failure=report_failure)
    supervisor.start("outbox", outbox_worker.run)
    supervisor.start("broadcasts", broadcast_worker.run)
    deferred_worker = DeferredWorker(deps.deferred, outgoing.feed, bot, pace.waits)
    db.on(deferred_updates.SIGNAL, deferred_worker.wake)
    supervisor.start("deferred", deferred_worker.run)
    supervisor.start("catalog", CatalogWorker(deps.catalog).run)
    supervisor.start("lifecycle", _lifecycle_worker(deps, db).run)
    supervisor.start("inclusions", _inclusions_worker(deps, db).run)
    supervisor.start("stars", _stars_worker(deps, db, bot).run)
    supervisor.start("stars list", _stars_list_worker(deps, db).run)
    supervisor.start("digests", DigestWorker(Digests(db, deps.clock, deps.texts.zone)).run)
    supervisor.start("clock", ClockRecheckWorker(deps.clock_recheck, outgoing.ask_servers).run)
    supervisor.start("profile", _profile_worker(deps).run)
    supervisor.start("chats", ChatsWorker(deps.chats).run)
    webhooks_worker = _webhooks_worker(deps)
    if webhooks_worker is not None:
        db.on(webhooks_out.SIGNAL, webhooks_worker.wake)
        supervisor.start("webhooks", webhooks_worker.run)
    supervisor.start("backups", BackupsWorker(deps.backups, deps.incidents).run)
    monitor = WatchWorker(_monitor(deps, db, supervisor), deps.signature_alarm.raised)
    supervisor.start("watch", monitor.run)
    supervisor.start("updates", _with_menus(updates, db).run)
    supervisor.start("rescue", _rescue_worker(deps, notices, bot, supervisor).run)
    supervisor.start("beforehand", _beforehand(db, outgoing).run)
    try:
        yield outbox_worker
    finally:
        await supervisor.stop()


async def resume_waits(deps: Deps, pace: Pace) -> None:
    """Go on waiting where Telegram asked for it before the restart."""
    await deps.telegram_waits.forget_past()
    for wait, left in await deps.telegram_waits.left():
        pace.waits.resume(wait.method, wait.chat_id, left, age=wait.seconds - left)


def _with_menus(updates: UpdatesWorker, db: Database) -> UpdatesWorker:
    """Return the worker, which shows the admins' menus again once there are two plans."""
    db.on(SEVERAL_SIGNAL, updates.menus.show_again)
    return updates


def _rescue_worker(deps: Deps, notices: Notices, bot: Bot, supervisor: Supervisor) -> RescueWorker:
    return RescueWorker(
        deps.rescue,
        notices,
        Sender(bot),
        deps.admins.roll,
        lambda: supervisor.stop_all_but(_NEED_NO_LEDGER),
    )


def _beforehand(db: Database, outgoing: Outgoing) -> Beforehand:
    return Beforehand(db.follow, db.rests, outgoing.feed.is_busy, outgoing.beforehand)


def _lifecycle_worker(deps: Deps, db: Database) -> LifecycleWorker:
    return LifecycleWorker(Lifecycle(db, deps.clock, deps.settings.remind_before))


def _profile_worker(deps: Deps) -> ProfileWorker:
    worker = ProfileWorker(deps.bot_profile)
    deps.bot_profile.on_waiting(worker.wake)
    return worker


def _inclusions_worker(deps: Deps, db: Database) -> InclusionsWorker:
    worker = InclusionsWorker(deps.inclusions)
    db.on(inclusions.SIGNAL, worker.wake)
    return worker


def _stars_worker(deps: Deps, db: Database, bot: Bot) -> StarsWorker:
    worker = StarsWorker(deps.stars_orders, bot)
    db.on(orders.INVOICES_SIGNAL, worker.wake)
    return worker


def _stars_list_worker(deps: Deps, db: Database) -> StarsListWorker:
    worker = StarsListWorker(deps.stars_reconciliation, deps.incidents)
    db.on(listed.SIGNAL, worker.wake)
    db.on(PRICES_SIGNAL, worker.look_around)
    return worker


def _monitor(deps: Deps, db: Database, supervisor: Supervisor) -> Monitor:
    return Monitor(
        db,
        deps.clock,
        deps.incidents,
        deps.signature_alarm,
        deps.settings.database_path,
        supervisor.failing,
        deps.telegram_waits,
        seconds_ahead=deps.clock.seconds_ahead,
    )


def _webhooks_worker(deps: Deps) -> WebhooksWorker | None:
    """Return the worker that sends webhooks to the owner's service; None where none is set."""
    url, secret = deps.settings.webhook_out_url, deps.settings.webhook_out_secret
    if url is None or secret is None:
        return None
    client = WebhookClient(
        url,
        key_of(secret.get_secret_value()),
        allow_private=deps.settings.webhook_out_allow_private,
    )
    return WebhooksWorker(deps.webhooks_out, client)
