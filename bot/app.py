"""The roof: builds everything once, starts it in order and stops it the other way round."""

import asyncio
import contextlib
import hashlib
import hmac
import signal
from collections.abc import AsyncIterator
from dataclasses import dataclass

import structlog
from aiogram import Dispatcher

from bot import http_server
from bot.charts.painter import Painter
from bot.clients import Outside, Probes, telegram_bot
from bot.clients import tribute_client as connect_tribute
from bot.clock import Clock, SystemClock
from bot.deps import Deps
from bot.runtime import gc_tuning
from bot.runtime.metrics import Metrics
from bot.runtime.systemd import notifying
from bot.settings.rules import TELEGRAM_WEBHOOK_PATH
from bot.settings.settings import Settings
from bot.telegram.pace import Pace
from bot.texts import Texts
from bot.tribute.client import TributeClient
from bot.usecases.access.manual import ByHand
from bot.usecases.access.status import Subscriptions
from bot.usecases.attention.actions import Attention
from bot.usecases.broadcasts.broadcasts import Broadcasts
from bot.usecases.chats.requests import Chats
from bot.usecases.claims.claims import Claims
from bot.usecases.operations.backups import Backups
from bot.usecases.operations.doctor import Doctor
from bot.usecases.operations.identity import Identity
from bot.usecases.operations.incidents import Incidents
from bot.usecases.operations.readiness import Vitals
from bot.usecases.operations.signature_alarm import Knocks
from bot.usecases.outbox.outbox import Outbox
from bot.usecases.outbox.pause import Pauses
from bot.usecases.people.history import Histories
from bot.usecases.people.people import People
from bot.usecases.purchases.lookup import Purchases
from bot.usecases.recurring.products import RecurringPlans
from bot.usecases.refunds.request import Refunds
from bot.usecases.reports.chart import Pictures
from bot.usecases.reports.exports import Exports
from bot.usecases.reports.statistics import Numbers
from bot.usecases.tariffs.catalog import Catalog
from bot.usecases.tariffs.products import Products
from bot.usecases.tariffs.tariffs import Tariffs
from bot.usecases.webhook_intake.receive import Payments
from bot.usecases.webhooks_out.deliver import Webhooks
from bot.workers.outbox import OutboxWorker
from bot.workers.start import Outgoing, working
from bot.workers.updates import UpdatesWorker, Webhook
from handlers.http import TelegramDoor, build_http
from handlers.telegram import build_dispatcher, menus
from handlers.telegram.middlewares.retry import TryAgain
from storage.engine import versions
from storage.engine.database import Database, open_database

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class RunningApp:
    """A started Tributary, for tests and the sandbox."""

    url: str
    deps: Deps
    dispatcher: Dispatcher


async def serve(settings: Settings) -> None:
    """Run until SIGTERM or SIGINT, then finish what is under way."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    with notifying() as systemd:
        async with running(settings) as app:
            log.info("ready", url=app.url)
            systemd.say("READY=1")
            gc_tuning.settle()
            await stop.wait()
            log.info("stopping")
            systemd.say("STOPPING=1")


@contextlib.asynccontextmanager
async def running(
    settings: Settings, *, clock: Clock | None = None, tribute_client: TributeClient | None = None
) -> AsyncIterator[RunningApp]:
    """Everything started. At the end: no new requests, workers finish, sessions, the database."""
    async with contextlib.AsyncExitStack() as stack:
        # Before anything is begun: a taken port must not have written or polled already.
        listening = stack.enter_context(http_server.bind(settings.host, settings.port))
        db = await stack.enter_async_context(open_database(settings.database_path))
        tribute = await stack.enter_async_context(tribute_client or connect_tribute(settings))
        _log_versions(settings)
        bot, pace = await stack.enter_async_context(telegram_bot(settings)), Pace()
        bot.session.middleware(TryAgain(pace))
        deps = build_deps(settings, db, Outside(tribute, Probes(bot)), clock or SystemClock())
        db.on_commit(deps.metrics.commit)
        await deps.pauses.announce()
        await deps.tariffs.seed(settings.tariffs)
        await deps.refunds.recover()
        await deps.broadcasts.recover()
        await deps.chats.take_up(settings.access_chat_ids)
        await deps.webhooks.switch(on=settings.webhook_out_url is not None)
        dispatcher = build_dispatcher(deps)
        admins = await deps.people.chosen_locales(settings.admin_ids)
        former = await deps.people.former_admins(settings.admin_ids)
        shown = menus(deps.texts, admins, former)
        updates = UpdatesWorker(bot, dispatcher, _webhook(settings), shown)
        sending = await stack.enter_async_context(working(deps, db, Outgoing(bot, pace), updates))
        secret = telegram_secret(settings) if settings.public_url else None
        door = TelegramDoor(bot, dispatcher, secret, lambda: _trouble(updates, sending))
        url = await stack.enter_async_context(
            http_server.serving(build_http(deps, door), listening)
        )
        yield RunningApp(url, deps, dispatcher)


def build_deps(settings: Settings, db: Database, outside: Outside, clock: Clock) -> Deps:
    """All use cases around one database, one Tribute client and one clock."""
    admins, tribute = settings.admin_ids, outside.tribute
    tariffs = Tariffs(db, clock, admins)
    catalog = Catalog(tribute, tariffs, clock)
    numbers = Numbers(db, clock, settings.timezone)
    identity, metrics = Identity(), Metrics()
    return Deps(
        settings=settings,
        texts=Texts(settings.default_locale, settings.timezone),
        clock=clock,
        payments=Payments(db, clock, admins),
        people=People(db, clock),
        subscriptions=Subscriptions(db, clock),
        tariffs=tariffs,
        catalog=catalog,
        products=Products(catalog, tariffs),
        purchases=Purchases(db),
        refunds=Refunds(db, clock, tribute, admins),
        attention=Attention(db, clock, admins),
        by_hand=ByHand(db, clock),
        claims=Claims(db, clock, admins),
        histories=Histories(db),
        chats=Chats(db, clock, admins),
        outbox=Outbox(db, clock, admins, metrics),
        vitals=Vitals(db),
        broadcasts=Broadcasts(db, clock),
        numbers=numbers,
        pictures=Pictures(numbers, Painter(), clock),
        exports=Exports(db, clock, settings.database_path.parent),
        webhooks=Webhooks(db, clock, admins),
        backups=Backups(
            db, settings.database_path, clock, settings.backup_dir, settings.backup_keep
        ),
        pauses=Pauses(db, clock, admins),
        incidents=Incidents(db, clock, admins),
        knocks=Knocks(),
        identity=identity,
        metrics=metrics,
        doctor=Doctor(settings, clock, tribute, outside.probes, identity),
        recurring=RecurringPlans(db, clock, admins),
    )


def telegram_secret(settings: Settings) -> str:
    """What Telegram must show at the webhook: made from the token, so that nothing is stored."""
    token = settings.bot_token.get_secret_value().encode()
    return hmac.new(token, b"tributary telegram webhook", hashlib.sha256).hexdigest()


def _log_versions(settings: Settings) -> None:
    """With what the ledger is written; and aloud where that can harm it."""
    if versions.endangered(settings.database_path):
        log.warning(
            "this SQLite has the WAL-reset race, and Litestream opens the database too: use daily"
            " backups (BACKUP_DIR) instead, or an SQLite of 3.51.3 or newer; see docs/backups.md",
            sqlite=versions.SQLITE,
        )
    else:
        log.info("database open", sqlite=versions.SQLITE)


def _webhook(settings: Settings) -> Webhook | None:
    if settings.public_url is None:
        return None
    return Webhook(settings.public_url + TELEGRAM_WEBHOOK_PATH, telegram_secret(settings))


def _trouble(updates: UpdatesWorker, sending: OutboxWorker) -> str | None:
    """What stands between the bot and Telegram, for the readiness answer."""
    return updates.trouble or (None if sending.allowed else "unauthorized")
