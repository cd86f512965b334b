"""The night shift: every worker there is, put together and started in order."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass

from aiogram import Bot

from bot.deps import Deps
from bot.telegram.chats import Gate
from bot.telegram.editor import Editor
from bot.telegram.pace import Pace
from bot.telegram.sender import Sender
from bot.usecases.access.lifecycle import Lifecycle
from bot.usecases.access.reminders import thresholds
from bot.usecases.chats.jobs import ChatJobs
from bot.usecases.notices.compose import Notices
from bot.usecases.operations.incidents import IncidentKind
from bot.usecases.operations.watch import Watching
from bot.webhooks.client import WebhookClient
from bot.webhooks.signature import key_of
from bot.workers.backups import BackupsWorker
from bot.workers.broadcasts import BroadcastWorker
from bot.workers.catalog import CatalogWorker
from bot.workers.chat_members import Doorman
from bot.workers.chats import ChatsWorker
from bot.workers.lifecycle import LifecycleWorker
from bot.workers.outbox import OutboxWorker
from bot.workers.supervisor import Supervisor
from bot.workers.updates import UpdatesWorker
from bot.workers.watch import WatchWorker
from bot.workers.webhooks import WebhooksWorker
from storage import broadcasts, outbox, webhooks_out
from storage.engine.database import Database


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What the workers write with."""

    bot: Bot
    pace: Pace


@contextlib.asynccontextmanager
async def working(
    deps: Deps, db: Database, outgoing: Outgoing, updates: UpdatesWorker
) -> AsyncIterator[OutboxWorker]:
    """All workers at work; at the end each finishes its step."""
    notices = Notices(db, deps.texts, deps.clock)
    bot, pace = outgoing.bot, outgoing.pace
    sending = OutboxWorker(deps.outbox, notices, Sender(bot), pace)
    sending.take_on(Doorman(ChatJobs(db, deps.clock, deps.settings.admin_ids), Gate(bot)).jobs)
    db.on(outbox.SIGNAL, sending.wake)
    casting = BroadcastWorker(deps.broadcasts, notices, Editor(bot), pace)
    db.on(broadcasts.SIGNAL, casting.wake)

    async def tell(worker: str) -> None:
        await deps.incidents.begin(IncidentKind.WORKER, worker)

    supervisor = Supervisor(on_failure=tell)
    supervisor.start("outbox", sending.run)
    supervisor.start("broadcasts", casting.run)
    supervisor.start("catalog", CatalogWorker(deps.catalog).run)
    lifecycle = Lifecycle(db, deps.clock, thresholds(deps.settings.remind_before))
    supervisor.start("lifecycle", LifecycleWorker(lifecycle).run)
    supervisor.start("chats", ChatsWorker(deps.chats).run)
    telling = _webhooks_worker(deps)
    if telling is not None:
        db.on(webhooks_out.SIGNAL, telling.wake)
        supervisor.start("webhooks", telling.run)
    supervisor.start("backups", BackupsWorker(deps.backups, deps.incidents).run)
    watchman = WatchWorker(_watching(deps, db, supervisor))
    deps.knocks.on_alarm = watchman.wake
    supervisor.start("watch", watchman.run)
    supervisor.start("updates", updates.run)
    try:
        yield sending
    finally:
        await supervisor.stop()


def _watching(deps: Deps, db: Database, supervisor: Supervisor) -> Watching:
    path = deps.settings.database_path
    return Watching(db, deps.clock, deps.incidents, deps.knocks, path, supervisor.failing)


def _webhooks_worker(deps: Deps) -> WebhooksWorker | None:
    """The worker that tells the owner's service; None where none is named."""
    url, secret = deps.settings.webhook_out_url, deps.settings.webhook_out_secret
    if url is None or secret is None:
        return None
    client = WebhookClient(
        url,
        key_of(secret.get_secret_value()),
        allow_private=deps.settings.webhook_out_allow_private,
    )
    return WebhooksWorker(deps.webhooks, client)
