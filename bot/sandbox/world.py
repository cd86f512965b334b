"""The sandbox's world: the simulators, the real app between them, and the people of the cast."""

import socket
import tempfile
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, Literal, Protocol

from bot.app import RunningApp, running
from bot.clock import ShiftedClock
from bot.domain.durations import add_calendar
from bot.domain.limits import Limits
from bot.sandbox import plans
from bot.sandbox.cast import ADMIN, ADMINS, CAST, CHANNEL_ID, CHANNEL_TITLE, PRO_CHANNEL_ID
from bot.sandbox.service import PLAY_API_TOKEN, PLAY_SECRET, OwnerService
from bot.sandbox.telegram import TelegramServer
from bot.sandbox.traffic import TrafficLog
from bot.sandbox.tribute import TributeServer
from bot.settings.settings import IsolatedSettings, Settings
from bot.texts import LOCALES
from bot.tribute.client import TributeClient
from bot.usecases.operations.beginning import Beginning
from handlers.http.telegram_web import TelegramWeb

Mode = Literal["polling", "webhook"]

LOOPBACK = "127.0.0.1"
PLAY_TOKEN = "1:SANDBOX-not-a-real-token"  # noqa: S105  (says so itself)
PLAY_KEY = "SANDBOX-not-a-real-key"
TARIFFS = "1 month=456, 3 months=457, 1 year=458, lifetime=459"


class MovableClock(Protocol):
    """A clock that can be moved ahead: `ShiftedClock` runs, `FixedClock` stands still."""

    def now(self) -> int: ...

    def steady(self) -> float: ...

    def move(self, seconds: int) -> None: ...


@dataclass(slots=True)
class World:
    """All that runs in the sandbox; `async with World.open() as world:` starts and stops it."""

    clock: MovableClock
    log: TrafficLog
    telegram: TelegramServer
    tribute: TributeServer
    settings: Settings
    app: RunningApp | None = None
    app_url: str = ""
    """The app's own server; empty while the app is stopped."""
    service: OwnerService | None = None
    """The simulator of the owner's own service; None without one."""
    tribute_client: Callable[[Settings], TributeClient] | None = None
    """A factory for the app's Tribute client instead of its own, from its next start on."""
    beginning: Beginning | None = None
    """The look for an earlier shop at the app's next start; the sandbox itself has none."""
    limits: ClassVar[Limits] = Limits()
    """The pace of every world's app. Tests, which talk faster than people, set another one."""
    servers_clock: MovableClock | None = None
    """The clock of Telegram and Tribute, if the app's own is wrong."""
    channels: list[int] = field(default_factory=list)
    """The channels that aren't in the app's settings, such as those added on the page."""
    locales: tuple[str, ...] = LOCALES
    """The languages that the app speaks, and the one for people with another."""
    default_locale: str = LOCALES[0]
    moved: bool = False
    """Whether anybody has moved the clock."""
    _app: AsyncExitStack = field(default_factory=AsyncExitStack)

    @classmethod
    @asynccontextmanager
    async def open(  # noqa: PLR0913  (each is a choice of its own)
        cls,
        mode: Mode = "polling",
        *,
        clock: MovableClock | None = None,
        servers_clock: MovableClock | None = None,
        admins: Iterable[int] = ADMINS,
        database_path: Path | None = None,
        with_service: bool = False,
        with_plans: bool = False,
        **settings: Any,
    ) -> "AsyncIterator[World]":
        """Start everything in one loop; at the end stop it and delete the temporary files.

        `settings` override the app's, by their names in `Settings`. A given `database_path` is left
        in place. With a service the API is open, and webhooks are sent to that service. With plans
        there are two, Basic and Pro, and Pro includes Basic. With a `servers_clock` Telegram and
        Tribute have another time than the app.
        """
        clock = clock or ShiftedClock()
        log = TrafficLog(clock.now)
        theirs = (servers_clock or clock).now
        telegram = TelegramServer(PLAY_TOKEN, log=log, now=theirs)
        telegram.test_environment = True  # the app's address is without TLS
        tribute = TributeServer(PLAY_KEY, log=log, now=theirs)
        service = OwnerService(log, clock.now) if with_service else None
        async with AsyncExitStack() as stack:
            for server in (telegram, tribute, service):
                if server is not None:
                    await server.start()
                    stack.push_async_callback(server.stop)
            for role in CAST:
                telegram.add_person(
                    role.id,
                    role.first_name,
                    last_name=role.last_name,
                    username=role.username,
                    language_code=role.language_code,
                )
            channel = telegram.add_group(CHANNEL_ID, CHANNEL_TITLE, "channel")
            channel.members[ADMIN.id] = "creator"
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="tributary-sandbox-"))
            chosen: dict[str, Any] = {
                "admin_ids": tuple(admins),
                "database_path": database_path or Path(folder) / "sandbox.db",
                "telegram_api_url": telegram.url,
                "tribute_api_url": tribute.url,
                **_listening(mode),
                **(_for_service(service) if service else {}),
                **(plans.SETTINGS if with_plans else {}),
                **settings,
            }
            world = cls(clock, log, telegram, tribute, _settings(chosen), service=service)
            world.servers_clock = servers_clock
            stack.push_async_callback(world.stop_app)
            if with_plans:
                plans.prepare(telegram, tribute)
                world.channels.append(PRO_CHANNEL_ID)
            app = await world.start_app()
            if with_plans:
                await plans.arrange(app.deps)
            yield world

    async def start_app(self) -> RunningApp:
        """Start the app on the world's database; Tribute then sends its webhooks there."""
        client = self.tribute_client(self.settings) if self.tribute_client else None
        self.app = await self._app.enter_async_context(
            running(
                self.settings,
                clock=self.clock,
                tribute_client=client,
                limits=self.limits,
                beginning=self.beginning,
                web=TelegramWeb(self.telegram.script_url, (f"http://{LOOPBACK}:*",)),
            )
        )
        self.app_url = self.app.url
        texts = self.app.deps.texts
        self.locales, self.default_locale = texts.locales, texts.pick(None)
        self.tribute.webhook_url = self.app_url + self.settings.tribute_webhook_path
        return self.app

    async def stop_app(self) -> None:
        """Stop the app alone; webhooks sent meanwhile fail and are sent again later."""
        await self._app.aclose()
        self.app_url = ""

    async def restart_app(self) -> None:
        """Stop and start again on the same database file."""
        await self.stop_app()
        await self.start_app()

    def move(self, *, seconds: int = 0, days: int = 0, months: int = 0) -> None:
        """Move the time of the app and the simulators: seconds and days, then calendar months."""
        now = self.clock.now()
        ahead = add_calendar(now + seconds, months, days) - now
        if self.service is not None:
            self.service.time_jumps()
        self.clock.move(ahead)
        if self.servers_clock is not None:
            self.servers_clock.move(ahead)
        self.moved = True
        self.tribute.skip_time(ahead)

    async def pass_time(self, *, seconds: int = 0, days: int = 0, months: int = 0) -> None:
        """Move the time as `move` does, and stop at each renewal of a recurring subscription or a
        payment in Stars, and at each planned broadcast.

        Tribute renews one second after the end, as in its example bodies (docs/tribute.md), and the
        bot gets the webhook at that moment. A bot that runs doesn't miss the time of a broadcast.
        """
        until = add_calendar(self.clock.now() + seconds, months, days)
        while (due := await self._next_stop_at()) is not None and due < until:
            self.move(seconds=max(0, due + 1 - self.clock.now()))
            await self.tribute.subscriptions.renew_due()
            self.telegram.renew_stars_due()
            if self.app is not None and self.app_url:
                await self.app.deps.planned_broadcasts.start_due()
        self.move(seconds=max(0, until - self.clock.now()))

    async def _next_stop_at(self) -> int | None:
        """Return when the next renewal or planned broadcast is due; None without either."""
        renewals = (
            self.tribute.subscriptions.next_renewal_at(),
            self.telegram.next_stars_renewal_at(),
        )
        stops = [one for one in renewals if one is not None]
        if self.app is not None and self.app_url:
            planned = await self.app.deps.planned_broadcasts.listed()
            stops += [one.planned_at for one in planned if one.planned_at and not one.missed_at]
        return min(stops, default=None)


def _settings(chosen: dict[str, Any]) -> Settings:
    return IsolatedSettings(
        **{
            "bot_token": PLAY_TOKEN,
            "tribute_api_key": PLAY_KEY,
            "tariffs": TARIFFS,
            "support_contact": "@sandbox_support",
            "host": LOOPBACK,
        }
        | chosen
    )


def _for_service(service: OwnerService) -> dict[str, Any]:
    """Return the settings that the owner of such a service would set."""
    return {
        "api_token": PLAY_API_TOKEN,
        "webhook_out_url": service.url,
        "webhook_out_secret": PLAY_SECRET,
        "webhook_out_allow_private": True,
    }


def _listening(mode: Mode) -> dict[str, Any]:
    """Return the app's port; a webhook needs it, and PUBLIC_URL, before the app starts."""
    if mode == "polling":
        return {"port": 0}
    with socket.create_server((LOOPBACK, 0)) as free:
        port = free.getsockname()[1]
    return {"port": port, "public_url": f"http://{LOOPBACK}:{port}"}
