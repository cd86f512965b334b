"""The whole app: builds every part once, starts the parts in order, and stops them in reverse."""

import asyncio
import contextlib
import signal
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module

import structlog
from aiogram import Bot, Dispatcher
from aiogram.types import Update

from bot import http_server
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
from bot.runtime import gc_tuning
from bot.runtime.metrics import Metrics
from bot.runtime.systemd import notifying
from bot.settings.rules import TELEGRAM_WEBHOOK_PATH
from bot.settings.settings import Settings
from bot.telegram.files import FilesClient
from bot.telegram.pace import Pace
from bot.telegram.profile import ProfileClient
from bot.telegram.stars import StarsClient
from bot.tribute.client import TributeClient
from bot.usecases.operations.beginning import Beginning
from bot.wiring import build_deps
from bot.workers.menus import Menus
from bot.workers.outbox import OutboxWorker
from bot.workers.start import Outgoing, resume_waits, running_workers
from bot.workers.updates import Receiver, UpdatesWorker, Webhook
from handlers.http import TelegramEndpoint, build_http
from handlers.http.previews import LatePreviews, Previews
from handlers.http.telegram_web import TELEGRAM_WEB, TelegramWeb
from handlers.telegram import build_dispatcher, load_all_features
from handlers.telegram.middlewares.fair_feed import FairFeed
from handlers.telegram.middlewares.retry import RetryCalls
from handlers.telegram.ui.menu import admins_menus, menus_at_start
from storage.engine import versions
from storage.engine.database import open_database

log = structlog.get_logger(__name__)

_LIMITS = Limits()
_BEFOREHAND = (Update.model_rebuild,)
"""The types of an update are most of what the first one waits for: 0.15 s, and 7 MB. As much again
is needed for admins, who may not write for days."""


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
async def running(  # noqa: PLR0913  (each is a choice of its own)
    settings: Settings,
    *,
    clock: Clock | None = None,
    tribute_client: TributeClient | None = None,
    limits: Limits = _LIMITS,
    beginning: Beginning | None = None,
    web: TelegramWeb = TELEGRAM_WEB,
) -> AsyncIterator[RunningApp]:
    """Start everything, and yield the running app.

    `beginning` looks after a new database; without it, one begins unnoticed (sandbox, tests). `web`
    is Telegram's side of a Mini App, for which the sandbox has one of its own.
    At the end it stops in this order: HTTP takes no new requests, the workers finish, the sessions
    close, the database closes.
    """
    async with contextlib.AsyncExitStack() as stack:
        # First of all: where the port is taken, nothing may have been written or polled yet.
        listening = stack.enter_context(http_server.bind(settings.host, settings.port))
        settings = settings.model_copy(update={"port": listening.getsockname()[1]})  # 0: any
        metrics = Metrics()
        if beginning is not None:
            await beginning.look()
        db = await stack.enter_async_context(
            open_database(settings.database_path, on_commit=metrics.commit)
        )
        checked = CheckedClock(clock or SystemClock())
        asking = {one: partial(checked.asking, one) for one in time_witnesses(settings)}
        tribute = await stack.enter_async_context(
            tribute_client or connect_tribute(settings, asking=asking.get(TRIBUTE))
        )
        versions.log(settings.database_path)
        bot = await stack.enter_async_context(
            telegram_bot(settings, asking.get(TELEGRAM), checked.now, db.rests)
        )
        pace = Pace(limits)
        own = load_all_features(settings.features_dir)
        outside = Outside(
            tribute,
            Probes(bot),
            ProfileClient(bot),
            StarsClient(bot),
            FilesClient(bot),
            own.summary,
        )
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
            Menus(partial(menus_at_start, deps), partial(admins_menus, deps)),
        )
        outbox_worker = await stack.enter_async_context(
            running_workers(deps, db, Outgoing(bot, pace, ask_time, feed, _BEFOREHAND), updates)
        )
        secret = telegram_secret(settings) if settings.public_url else None
        endpoint = TelegramEndpoint(
            bot,
            feed,
            secret,
            lambda: _telegram_problem(updates, outbox_worker),
            web,
            LatePreviews(partial(_previews, bot, deps)),
        )
        app, short_way = build_http(deps, endpoint)
        url = await stack.enter_async_context(
            http_server.serving(app, listening, short_way=short_way)
        )
        stack.callback(feed.close)
        stack.callback(deps.changes.close)
        yield RunningApp(url, deps, dispatcher)


def _previews(bot: Bot, deps: Deps) -> Previews:
    """Return what composes messages as buyers get them; it is imported when the console asks."""
    made: Previews = import_module("handlers.telegram.previews").Previews(bot, deps)
    return made


def _webhook(settings: Settings) -> Webhook | None:
    if settings.public_url is None:
        return None
    return Webhook(settings.public_url + TELEGRAM_WEBHOOK_PATH, telegram_secret(settings))


def _telegram_problem(updates: UpdatesWorker, outbox_worker: OutboxWorker) -> str | None:
    """Return why the bot can't work with Telegram now, for `/readyz`; None while it can."""
    return updates.telegram_problem or (None if outbox_worker.allowed else "unauthorized")
