"""Found by a black-box test: replies that Telegram asked to wait with."""

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramRetryAfter

from bot.sandbox.cast import BUYER
from bot.sandbox.telegram import TelegramServer
from bot.sandbox.world import World
from bot.telegram.pace import Pace
from bot.telegram.patience import Patience
from tests.handlers.talk import ask

TOKEN = "1:play"


async def test_a_reply_that_must_wait_is_sent_when_it_may(world: World):
    """Who asked for the shop in that moment read at once that something had gone wrong."""
    world.telegram.fail("sendMessage", retry_after=1, chat_id=BUYER.id)
    message = await ask(world, BUYER.id, "/start")
    assert "Hello" in message.text
    refused, sent = world.telegram.calls_of("sendMessage")
    assert (refused.status, sent.status) == (429, 200)


async def test_a_long_pause_is_not_waited_for_and_not_broken():
    """Nothing more is sent, not even an apology; and the outbox keeps the same pause."""
    telegram, pace = TelegramServer(TOKEN), Pace()
    await telegram.start()
    telegram.add_person(BUYER.id, "Buyer", started=True)
    session = AiohttpSession(api=TelegramAPIServer.from_base(telegram.url))
    session.middleware(Patience(pace))
    async with Bot(TOKEN, session=session).context() as bot:
        telegram.fail("sendMessage", retry_after=300)
        for _ in range(2):
            with pytest.raises(TelegramRetryAfter):
                await bot.send_message(BUYER.id, "Hello")
    await telegram.stop()
    assert len(telegram.calls_of("sendMessage")) == 1
    assert pace.pause_seconds > 290
