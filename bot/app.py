"""The roof: builds everything once, starts it in order and stops it the other way round."""

import asyncio
import contextlib
import hashlib
import hmac
import signal
from collections.abc import AsyncIterator
from dataclasses import dataclass

import structlog
from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode

from bot import site
from bot.charts.painter import Painter
from bot.clock import Clock, SystemClock
from bot.deps import Deps
from bot.settings import Settings
from bot.systemd import notifying
from bot.telegram.chats import Gate
from bot.telegram.editor import Editor
from bot.telegram.pace import Pace
from bot.telegram.sender import Sender
from bot.telegram.session import Session
from bot.texts import Texts
from bot.tribute.client import TributeClient
from bot.usecases import announce
from bot.usecases.attention import Attention
from bot.usecases.broadcasts import Broadcasts
from bot.usecases.by_hand import ByHand
from bot.usecases.catalog import Catalog
from bot.usecases.chat_jobs import ChatJobs
from bot.usecases.chats import Chats
from bot.usecases.claims import Claims
from bot.usecases.exports import Exports
from bot.usecases.histories import Histories
from bot.usecases.lifecycle import Lifecycle, thresholds
from bot.usecases.notices import Notices
from bot.usecases.numbers import Numbers
from bot.usecases.outbox import Outbox
from bot.usecases.payments import Payments
from bot.usecases.people import People
from bot.usecases.pictures import Pictures
from bot.usecases.products import Products
from bot.usecases.purchases import Purchases
from bot.usecases.recurring_plans import RecurringPlans
from bot.usecases.refunds import Refunds
from bot.usecases.subscriptions import Subscriptions
from bot.usecases.tariffs import Tariffs
from bot.usecases.vitals import Vitals
from bot.usecases.webhooks import Webhooks
from bot.webhooks.client import WebhookClient
from bot.webhooks.signature import key_of
from bot.workers.broadcasts import BroadcastWorker
from bot.workers.catalog import CatalogWorker
from bot.workers.chats import ChatsWorker
from bot.workers.doorman import Doorman
from bot.workers.lifecycle import LifecycleWorker
from bot.workers.outbox import OutboxWorker
from bot.workers.supervisor import Supervisor
from bot.workers.updates import UpdatesWorker, Webhook
from bot.workers.webhooks import WebhooksWorker
from handlers.http import TELEGRAM_WEBHOOK_PATH, TelegramDoor, build_http
from handlers.telegram import build_dispatcher, menus
from storage import broadcasts, outbox, webhooks_out
from storage.database import Database, open_database

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
        listening = stack.enter_context(site.bind(settings.host, settings.port))
        db = await stack.enter_async_context(open_database(settings.database_path))
        tribute = await stack.enter_async_context(tribute_client or _tribute(settings))
        bot = await stack.enter_async_context(_bot(settings))
        deps = build_deps(settings, db, tribute, clock or SystemClock())
        await deps.tariffs.seed(settings.tariffs)
        await deps.refunds.recover()
        await deps.broadcasts.recover()
        await deps.chats.take_up(settings.access_chat_ids)
        await deps.webhooks.switch(on=settings.webhook_out_url is not None)
        dispatcher = build_dispatcher(deps)
        admins = await deps.people.chosen_locales(settings.admin_ids)
        updates = UpdatesWorker(bot, dispatcher, _webhook(settings), menus(deps.texts, admins))
        sending = await stack.enter_async_context(_workers(deps, db, bot, updates))
        secret = telegram_secret(settings) if settings.public_url else None
        door = TelegramDoor(bot, dispatcher, secret, lambda: _trouble(updates, sending))
        url = await stack.enter_async_context(site.serving(build_http(deps, door), listening))
        yield RunningApp(url, deps, dispatcher)


def build_deps(settings: Settings, db: Database, tribute: TributeClient, clock: Clock) -> Deps:
    """All use cases around one database, one Tribute client and one clock."""
    admins = settings.admin_ids
    tariffs = Tariffs(db, clock, admins)
    catalog = Catalog(tribute, tariffs, clock)
    numbers = Numbers(db, clock, settings.timezone)
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
        outbox=Outbox(db, clock, admins),
        vitals=Vitals(db),
        broadcasts=Broadcasts(db, clock),
        numbers=numbers,
        pictures=Pictures(numbers, Painter(), clock),
        exports=Exports(db, clock, settings.database_path.parent),
        webhooks=Webhooks(db, clock, admins),
        recurring=RecurringPlans(db, clock, admins),
    )


def telegram_secret(settings: Settings) -> str:
    """What Telegram must show at the webhook: made from the token, so that nothing is stored."""
    token = settings.bot_token.get_secret_value().encode()
    return hmac.new(token, b"tributary telegram webhook", hashlib.sha256).hexdigest()


def _tribute(settings: Settings) -> TributeClient:
    return TributeClient(settings.tribute_api_url, settings.tribute_api_key.get_secret_value())


@contextlib.asynccontextmanager
async def _bot(settings: Settings) -> AsyncIterator[Bot]:
    api = TelegramAPIServer.from_base(settings.telegram_api_url)
    bot = Bot(
        settings.bot_token.get_secret_value(),
        session=Session(api=api),
        default=DefaultBotProperties(parse_mode=ParseMode.HTML, link_preview_is_disabled=True),
    )
    try:
        yield bot
    finally:
        await bot.session.close()


def _webhook(settings: Settings) -> Webhook | None:
    if settings.public_url is None:
        return None
    return Webhook(settings.public_url + TELEGRAM_WEBHOOK_PATH, telegram_secret(settings))


@contextlib.asynccontextmanager
async def _workers(
    deps: Deps, db: Database, bot: Bot, updates: UpdatesWorker
) -> AsyncIterator[OutboxWorker]:
    notices = Notices(db, deps.texts, deps.clock)
    pace = Pace()
    sending = OutboxWorker(deps.outbox, notices, Sender(bot), pace)
    sending.take_on(Doorman(ChatJobs(db, deps.clock, deps.settings.admin_ids), Gate(bot)).jobs)
    db.on(outbox.SIGNAL, sending.wake)
    casting = BroadcastWorker(deps.broadcasts, notices, Editor(bot), pace)
    db.on(broadcasts.SIGNAL, casting.wake)

    async def tell(worker: str) -> None:
        what = f"the worker “{worker}” failed and was started again"
        incident = f"{worker}:{deps.clock.now() // 3600}"
        await deps.outbox.tell_admins(announce.ADMIN_ERROR, incident, {"what": what})

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
    supervisor.start("updates", updates.run)
    try:
        yield sending
    finally:
        await supervisor.stop()


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


def _trouble(updates: UpdatesWorker, sending: OutboxWorker) -> str | None:
    """What stands between the bot and Telegram, for the readiness answer."""
    return updates.trouble or (None if sending.allowed else "unauthorized")
