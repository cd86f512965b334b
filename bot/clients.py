"""The ways out: Telegram's and Tribute's APIs, and the looks around, for the bot and the doctor."""

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
    key = settings.tribute_api_key.get_secret_value()
    return TributeClient(settings.tribute_api_url, key, retries=Retries(attempts=attempts))


@dataclass(frozen=True, slots=True)
class Outside:
    """What the app needs of others."""

    tribute: TributeClient
    probes: "Probes"


class Probes(TelegramProbe, WebProbe):
    """All that the doctor asks of the world outside."""

    def __init__(self, bot: Bot) -> None:
        TelegramProbe.__init__(self, bot)
        WebProbe.__init__(self)
