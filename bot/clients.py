"""Makes the clients of Telegram's and Tribute's APIs, and the probes that the doctor uses."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode

from bot.probes.web import WebProbe
from bot.settings.settings import Settings
from bot.telegram.probe import TelegramProbe
from bot.telegram.session import Session
from bot.tribute.client import Retries, TributeClient


@contextlib.asynccontextmanager
async def telegram_bot(settings: Settings) -> AsyncIterator[Bot]:
    """Open the client of the Bot API; its session is closed at the end."""
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


def tribute_client(settings: Settings, *, attempts: int = 3) -> TributeClient:
    """Make the client of Tribute's API, which tries each read up to `attempts` times."""
    key = settings.tribute_api_key.get_secret_value()
    return TributeClient(settings.tribute_api_url, key, retries=Retries(attempts=attempts))


@dataclass(frozen=True, slots=True)
class Outside:
    """The clients that the app needs: Tribute's API, and the doctor's probes."""

    tribute: TributeClient
    probes: "Probes"


class Probes(TelegramProbe, WebProbe):
    """The doctor's probes in one object: Telegram, and web addresses."""

    def __init__(self, bot: Bot) -> None:
        TelegramProbe.__init__(self, bot)
        WebProbe.__init__(self)
