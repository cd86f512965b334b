"""Makes the clients of Telegram's and Tribute's APIs, and the probes that the doctor uses."""

import asyncio
import contextlib
import hashlib
import hmac
import ipaddress
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from yarl import URL

from bot.clock import CheckedClock
from bot.domain.features import OwnFeatures
from bot.probes.web import WebProbe
from bot.runtime.rests import Rests
from bot.server_time import Asking
from bot.settings.settings import Settings
from bot.telegram.files import FilesClient
from bot.telegram.probe import TelegramProbe
from bot.telegram.profile import ProfileClient
from bot.telegram.session import Session
from bot.telegram.stars import StarsClient
from bot.tribute.client import Retries, TributeClient
from bot.usecases.admins.admins import Remember, nobody_remembers

TELEGRAM, TRIBUTE = "telegram", "tribute"
"""The servers whose time the machine's clock is compared with."""
_ASKED_SECONDS = 2


@contextlib.asynccontextmanager
async def telegram_bot(
    settings: Settings,
    asking: Asking | None = None,
    now: Callable[[], int] | None = None,
    rests: Rests | None = None,
) -> AsyncIterator[Bot]:
    """Open the client of the Bot API; its session is closed at the end.

    `asking` is called at each question, and its result gets the time in the answer; `now` is the
    machine's time unless another is given. `rests` are those beside the database's writer, where
    this process has one.
    """
    api = TelegramAPIServer.from_base(settings.telegram_api_url)
    bot = Bot(
        settings.bot_token.get_secret_value(),
        session=Session(api=api, asking=asking, now=now, rests=rests),
        default=DefaultBotProperties(parse_mode=ParseMode.HTML, link_preview_is_disabled=True),
    )
    try:
        yield bot
    finally:
        await bot.session.close()


async def command_lists(settings: Settings) -> list[frozenset[str]] | None:
    """Ask Telegram for the bot's lists of commands, before anything else is opened."""
    async with telegram_bot(settings) as bot:
        return await TelegramProbe(bot).command_lists()


def tribute_client(
    settings: Settings, *, attempts: int = 3, asking: Asking | None = None
) -> TributeClient:
    """Make the client of Tribute's API, which tries each read up to `attempts` times.

    `asking` is called at each question, and its result gets the time in the answer.
    """
    key = settings.tribute_api_key.get_secret_value()
    return TributeClient(
        settings.tribute_api_url, key, retries=Retries(attempts=attempts), asking=asking
    )


@dataclass(frozen=True, slots=True)
class Outside:
    """Everything from outside that the app needs: Tribute's API, the doctor's probes, the bot's
    profile, Stars and files at Telegram, what was loaded of the owner's own features, and the
    marker."""

    tribute: TributeClient
    probes: "Probes"
    profile: ProfileClient
    stars: StarsClient
    files: FilesClient
    own_features: OwnFeatures = field(default_factory=OwnFeatures)
    remember_admins: Remember = nobody_remembers
    """Keeps apart from the database which admins it has."""


class Probes(TelegramProbe, WebProbe):
    """The doctor's probes in one object: Telegram, and web addresses."""

    def __init__(self, bot: Bot) -> None:
        TelegramProbe.__init__(self, bot)
        WebProbe.__init__(self)


async def ask_servers(clock: CheckedClock, probes: Probes, settings: Settings) -> None:
    """Ask Telegram and Tribute for the time before anything is decided by it.

    Without an answer within two seconds the machine's clock counts, until one of them answers.
    """
    witnesses = time_witnesses(settings)

    async def ask(server: str) -> None:
        answered = clock.asking(server)
        at = await probes.clock(str(witnesses[server].origin()))
        if at is not None:
            answered(at)

    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_ASKED_SECONDS), asyncio.TaskGroup() as tasks:
            for server in witnesses:
                tasks.create_task(ask(server))


def time_witnesses(settings: Settings) -> dict[str, URL]:
    """Return the servers whose time is compared with this machine's, with their addresses.

    A Bot API server of the owner's own usually runs on the same machine, and so has the same clock.
    It is no witness beside Tribute.
    """
    telegram, tribute = URL(settings.telegram_api_url), URL(settings.tribute_api_url)
    if _is_near(telegram) and not _is_near(tribute):
        return {TRIBUTE: tribute}
    return {TELEGRAM: telegram, TRIBUTE: tribute}


def _is_near(url: URL) -> bool:
    """Return whether an address is on this machine or in its own network."""
    host = url.host or ""
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return "." not in host


def telegram_secret(settings: Settings) -> str:
    """Return the secret that Telegram must show at the webhook.

    It is made from the bot's token, so that nothing has to be stored.
    """
    token = settings.bot_token.get_secret_value().encode()
    return hmac.new(token, b"tributary telegram webhook", hashlib.sha256).hexdigest()
