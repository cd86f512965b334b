"""The whole app: builds every part once, starts the parts in order, and stops them in reverse."""

import asyncio
import contextlib
import signal
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from functools import partial

import structlog
from aiogram import Dispatcher

from bot import http_server
from bot.charts.painter import Painter
from bot.clients import (
    TELEGRAM,
    TRIBUTE,
    Outside,
    Probes,
    ask_servers,
    command_lists,
    telegram_bot,
    telegram_secret,
    time_witnesses,
)
from bot.clients import tribute_client as connect_tribute
from bot.clock import CheckedClock, Clock, SystemClock
from bot.deps import Deps
from bot.domain.limits import Limits
from bot.own_texts.load import load_texts
from bot.runtime import gc_tuning
from bot.runtime.metrics import Metrics
from bot.runtime.systemd import notifying
from bot.settings.rules import TELEGRAM_WEBHOOK_PATH
from bot.settings.settings import Settings
from bot.telegram.pace import Pace
from bot.telegram.profile import ProfileClient
from bot.tribute.client import TributeClient
from bot.usecases.access.manual import ManualGrants
from bot.usecases.access.status import Subscriptions
from bot.usecases.admins.admins import Admins
from bot.usecases.admins.choices import NoticeChoices
from bot.usecases.admins.roll import AdminRoll
from bot.usecases.attention.actions import Attention
from bot.usecases.broadcasts import delivery as broadcast_delivery
from bot.usecases.broadcasts.broadcasts import Broadcasts
from bot.usecases.broadcasts.planned import PlannedBroadcasts
from bot.usecases.chats.new_chats import NewChats
from bot.usecases.chats.plan_chats import PlanChats
from bot.usecases.chats.requests import Chats
from bot.usecases.claims.claims import Claims
from bot.usecases.foreign_events.switches import ForeignEvents
from bot.usecases.home.setup import Setup
from bot.usecases.operations.backups import Backups
from bot.usecases.operations.beginning import Beginning
from bot.usecases.operations.clock_recheck import ClockRecheck
from bot.usecases.operations.doctor import Doctor
from bot.usecases.operations.identity import Identity
from bot.usecases.operations.incidents import Incidents
from bot.usecases.operations.own_features import OwnFeatureReports
from bot.usecases.operations.own_texts import OwnTextReports
from bot.usecases.operations.readiness import Readiness
from bot.usecases.operations.rescue import Rescue
from bot.usecases.operations.signature_alarm import SignatureAlarm
from bot.usecases.outbox.deferred import DeferredUpdates
from bot.usecases.outbox.outbox import Outbox
from bot.usecases.outbox.pause import Pauses
from bot.usecases.outbox.waits import TelegramWaits
from bot.usecases.people.conversations import Conversations
from bot.usecases.people.history import PersonHistories
from bot.usecases.people.people import People
from bot.usecases.people.received_updates import ReceivedUpdates
from bot.usecases.plans.inclusions import PlanInclusions
from bot.usecases.plans.overview import PlanOverview
from bot.usecases.plans.plans import Plans
from bot.usecases.purchases.lookup import Purchases
from bot.usecases.recurring.products import RecurringProducts
from bot.usecases.refunds.request import Refunds
from bot.usecases.reports.chart import StatsChart
from bot.usecases.reports.exports import Exports
from bot.usecases.reports.statistics import Statistics
from bot.usecases.shop_face.consent import Consent
from bot.usecases.shop_face.face import ShopFace
from bot.usecases.shop_face.profile import BotProfile
from bot.usecases.support import delivery as support_delivery
from bot.usecases.support.support import Support
from bot.usecases.tariffs.arrangement import Arrangement
from bot.usecases.tariffs.catalog import Catalog
from bot.usecases.tariffs.products import Products
from bot.usecases.tariffs.tariffs import Tariffs
from bot.usecases.webhook_intake.misdirected import MisdirectedDeliveries
from bot.usecases.webhook_intake.receive import WebhookIntake
from bot.usecases.webhooks_out.deliver import WebhooksOut
from bot.workers.outbox import OutboxWorker
from bot.workers.start import Outgoing, resume_waits, running_workers
from bot.workers.updates import Receiver, UpdatesWorker, Webhook
from handlers.http import TelegramEndpoint, build_http
from handlers.telegram import build_dispatcher, load_all_features
from handlers.telegram.middlewares.fair_feed import FairFeed
from handlers.telegram.middlewares.retry import RetryCalls
from handlers.telegram.ui.menu import menus_at_start
from storage.engine import versions
from storage.engine.database import Database, open_database

log = structlog.get_logger(__name__)

_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class RunningApp:
    """A started app, for tests and the sandbox; `url` is where its HTTP server listens."""

    url: str
    deps: Deps
    dispatcher: Dispatcher


async def serve(settings: Settings, *, new_shop: bool = False) -> None:
    """Run until SIGTERM or SIGINT, then finish the work under way.

    Raises StorageError if the database is missing where there was one, unless `new_shop` says that
    a new one is wanted.
    """
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    with notifying() as systemd:
        beginning = Beginning.of(settings, lambda: command_lists(settings), new_shop=new_shop)
        async with running(settings, beginning=beginning) as app:
            log.info("ready", url=app.url)
            systemd.send("READY=1")
            gc_tuning.resume()
            await stop.wait()
            log.info("stopping")
            systemd.send("STOPPING=1")


@contextlib.asynccontextmanager
async def running(
    settings: Settings,
    *,
    clock: Clock | None = None,
    tribute_client: TributeClient | None = None,
    limits: Limits = _LIMITS,
    beginning: Beginning | None = None,
) -> AsyncIterator[RunningApp]:
    """Start everything, and yield the running app.

    `beginning` looks after a new database; without it, one begins unnoticed (sandbox, tests).
    At the end it stops in this order: HTTP takes no new requests, the workers finish, the sessions
    close, the database closes.
    """
    async with contextlib.AsyncExitStack() as stack:
        # First of all: where the port is taken, nothing may have been written or polled yet.
        listening = stack.enter_context(http_server.bind(settings.host, settings.port))
        metrics = Metrics()
        if beginning is not None:
            await beginning.look()
        db = await stack.enter_async_context(
            open_database(settings.database_path, on_commit=metrics.commit)
        )
        checked = CheckedClock(clock or SystemClock())
        heard = {one: partial(checked.hear, one) for one in time_witnesses(settings)}
        tribute = await stack.enter_async_context(
            tribute_client or connect_tribute(settings, heard=heard.get(TRIBUTE))
        )
        versions.log(settings.database_path)
        bot = await stack.enter_async_context(
            telegram_bot(settings, heard.get(TELEGRAM), checked.now)
        )
        pace = Pace(limits)
        own = load_all_features(settings.features_dir)
        outside = Outside(tribute, Probes(bot), ProfileClient(bot), own.summary)
        ask_time = partial(ask_servers, checked, outside.probes, settings)
        await ask_time()
        if beginning is not None:
            await beginning.recall(db, checked.now())
            outside = replace(outside, remember_admins=partial(beginning.remember, db))
        deps = build_deps(settings, db, outside, checked, metrics)
        bot.session.middleware(RetryCalls(pace, deps.telegram_waits))
        await deps.on_start()
        if beginning is not None:
            await beginning.mark(db)
            await beginning.announce(db, deps.clock.now())
        await resume_waits(deps, pace)
        dispatcher = build_dispatcher(deps, own.routers)
        feed = FairFeed(dispatcher, deps, pace, limits)
        updates = UpdatesWorker(
            Receiver(bot, feed, deps.received_updates),
            _webhook(settings),
            await menus_at_start(deps),
        )
        outbox_worker = await stack.enter_async_context(
            running_workers(deps, db, Outgoing(bot, pace, ask_time, feed), updates)
        )
        secret = telegram_secret(settings) if settings.public_url else None
        endpoint = TelegramEndpoint(
            bot, feed, secret, lambda: _telegram_problem(updates, outbox_worker)
        )
        url = await stack.enter_async_context(
            http_server.serving(build_http(deps, endpoint), listening)
        )
        stack.callback(feed.close)
        yield RunningApp(url, deps, dispatcher)


def build_deps(
    settings: Settings, db: Database, outside: Outside, clock: CheckedClock, metrics: Metrics
) -> Deps:
    """Build all use cases around one database, one Tribute client and one clock."""
    admins, tribute = AdminRoll(settings.admin_ids), outside.tribute
    texts = load_texts(settings.default_locale, settings.timezone, settings.texts_dir)
    tariffs = Tariffs(db, clock, admins, settings.tariffs, texts.pick(None))
    followers = {**support_delivery.FOLLOWERS, **broadcast_delivery.FOLLOWERS}
    choices = NoticeChoices(db, clock, texts.zone)
    outbox = Outbox(db, clock, admins, metrics, choices.hears, followers)
    catalog = Catalog(tribute, tariffs, clock)
    statistics, identity = Statistics(db, clock, settings.timezone), Identity()
    first_names = tuple(texts.plain("plan-first", one) for one in texts.locales)
    plans, face = Plans(db, clock, first_names), ShopFace.of(db, clock, settings)
    return Deps(
        settings=settings,
        texts=texts,
        clock=clock,
        admins=Admins(db, clock, admins, choices, outside.remember_admins),
        notice_choices=choices,
        webhook_intake=WebhookIntake(db, clock, admins),
        misdirected=MisdirectedDeliveries(db, clock, admins),
        people=People(db, clock),
        subscriptions=Subscriptions(db, clock),
        plans=plans,
        inclusions=PlanInclusions(db, clock),
        plan_overview=PlanOverview(db, clock),
        shop_face=face,
        bot_profile=BotProfile(db, clock, outside.profile, admins),
        consent=Consent(db, clock, face),
        tariffs=tariffs,
        arrangement=Arrangement(db, clock),
        catalog=catalog,
        products=Products(catalog, tariffs),
        purchases=Purchases(db),
        refunds=Refunds(db, clock, tribute, admins),
        attention=Attention(db, clock, admins),
        manual_grants=ManualGrants(db, clock),
        claims=Claims(db, clock, admins),
        support=Support(db, clock, admins),
        person_histories=PersonHistories(db),
        conversations=Conversations(db, clock),
        received_updates=ReceivedUpdates(db, clock),
        chats=Chats(db, clock, admins, settings.access_chat_ids),
        plan_chats=PlanChats(db, clock, settings.access_chat_ids),
        new_chats=NewChats(db, admins),
        outbox=outbox,
        telegram_waits=TelegramWaits(db, clock, admins),
        deferred=DeferredUpdates(db, clock),
        readiness=Readiness(db, settings.database_path),
        rescue=Rescue(db, settings.database_path, clock, settings.backup_dir),
        broadcasts=Broadcasts(db, clock),
        planned_broadcasts=PlannedBroadcasts(db, clock, admins),
        statistics=statistics,
        chart=StatsChart(statistics, Painter(), clock),
        exports=Exports(db, clock, settings.database_path.parent),
        webhooks_out=WebhooksOut(db, clock, admins, settings.webhook_out_url is not None),
        backups=Backups(
            db, settings.database_path, clock, settings.backup_dir, settings.backup_keep
        ),
        pauses=Pauses(db, clock, admins),
        incidents=Incidents(db, clock, admins),
        signature_alarm=SignatureAlarm(),
        identity=identity,
        metrics=metrics,
        doctor=Doctor(
            settings,
            clock,
            tribute,
            outside.probes,
            identity,
            clock.machine,
            own_features=outside.own_features,
            own_texts=texts.own,
            default_locale=texts.pick(None),
            loss=lambda: db.loss,
        ),
        recurring=RecurringProducts(db, clock, admins),
        own_features=OwnFeatureReports(outside.own_features, outbox, clock, plans),
        own_texts=OwnTextReports(texts.own, db, outbox, clock),
        clock_recheck=ClockRecheck(db, clock),
        foreign_events=ForeignEvents(db, clock),
        setup=Setup(db, settings, catalog, face),
    )


def _webhook(settings: Settings) -> Webhook | None:
    if settings.public_url is None:
        return None
    return Webhook(settings.public_url + TELEGRAM_WEBHOOK_PATH, telegram_secret(settings))


def _telegram_problem(updates: UpdatesWorker, outbox_worker: OutboxWorker) -> str | None:
    """Return why the bot can't work with Telegram now, for `/readyz`; None while it can."""
    return updates.telegram_problem or (None if outbox_worker.allowed else "unauthorized")
