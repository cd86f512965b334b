"""The HTTP endpoints: every route of the app, on one page."""

from dataclasses import dataclass
from typing import NamedTuple

from aiogram import Bot
from aiohttp import web

from bot.deps import Deps
from bot.http_server.short_way import ShortWay
from bot.settings.rules import TELEGRAM_WEBHOOK_PATH
from handlers.http.bodies import BODY_TIMEOUT_SECONDS
from handlers.http.health import TelegramProblem, healthz, readyz
from handlers.http.late_console import LateConsole
from handlers.http.metrics import metrics
from handlers.http.middlewares import errors
from handlers.http.misdirected import misdirected
from handlers.http.openapi import openapi
from handlers.http.plans_api import plans
from handlers.http.previews import PREVIEWS, LatePreviews
from handlers.http.subscriptions_api import subscription, subscriptions
from handlers.http.telegram_web import TELEGRAM_WEB, TelegramWeb
from handlers.http.telegram_webhook import Feed, telegram_webhook
from handlers.http.tribute_webhook import Deliveries


@dataclass(frozen=True, slots=True)
class TelegramEndpoint:
    """The parts of the bot that the Telegram webhook and the readiness check use."""

    bot: Bot
    feed: Feed
    secret: str | None
    telegram_problem: TelegramProblem
    web: TelegramWeb = TELEGRAM_WEB
    previews: LatePreviews | None = None
    """Messages as buyers get them, for the console."""


class HttpSide(NamedTuple):
    """The aiohttp application with all routes, and the short way of the usual delivery."""

    app: web.Application
    short_way: ShortWay


def build_http(
    deps: Deps, telegram: TelegramEndpoint, *, body_timeout_seconds: float = BODY_TIMEOUT_SECONDS
) -> HttpSide:
    """Build what answers HTTP."""
    deliveries = Deliveries(deps, body_timeout_seconds)
    console = LateConsole(deps, telegram.web)
    app = web.Application(
        middlewares=[errors(deps), misdirected(deps, deliveries.handle, body_timeout_seconds)]
    )
    if telegram.previews is not None:
        app[PREVIEWS] = telegram.previews
    app.add_routes(
        [
            web.post(deps.settings.tribute_webhook_path, deliveries.handle),
            web.post(
                TELEGRAM_WEBHOOK_PATH,
                telegram_webhook(telegram.bot, telegram.feed, telegram.secret),
            ),
            web.get("/healthz", healthz(deps)),
            web.get("/readyz", readyz(deps, telegram.telegram_problem)),
            web.get("/metrics", metrics(deps)),
            web.get("/api/v1/subscriptions/{telegram_user_id}", subscription(deps)),
            web.post("/api/v1/subscriptions", subscriptions(deps, body_timeout_seconds)),
            web.get("/api/v1/plans", plans(deps)),
            web.get("/api/v1/openapi.json", openapi(deps)),
            web.route("*", "/console", console.handle),
            web.route("*", r"/console/{path:(?s:.*)}", console.handle),
        ]
    )
    return HttpSide(app, deliveries.short_way)
