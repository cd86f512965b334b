"""The webhook for updates: its requests, and the retries after a bad answer."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiogram import Bot, Dispatcher
from aiogram.methods import SendMessage
from aiogram.types import Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

from bot.sandbox.telegram import TelegramServer
from tests.sandbox.telegram_cast import ANNA, STRANGER, RawApi, aiogram_bot, raw_api, telegram

Answer = Callable[[web.Request], Awaitable[web.Response]]


@pytest.fixture
async def server() -> AsyncIterator[TelegramServer]:
    async with telegram() as running:
        yield running


@pytest.fixture
async def api(server: TelegramServer) -> AsyncIterator[RawApi]:
    async with raw_api(server) as raw:
        yield raw


class Receiver:
    """A bot's webhook; it answers with the chosen statuses and keeps the updates."""

    def __init__(self) -> None:
        self.updates: list[dict[str, Any]] = []
        self.secrets: list[str | None] = []
        self.statuses: list[int] = []
        self.reply: dict[str, Any] | None = None
        self.hold = asyncio.Event()
        self.hold.set()
        self._arrived = asyncio.Condition()

    async def handle(self, request: web.Request) -> web.Response:
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        async with self._arrived:
            self.updates.append(await request.json())
            self._arrived.notify_all()
        await self.hold.wait()
        status = self.statuses.pop(0) if self.statuses else 200
        return web.json_response(self.reply or {}, status=status)

    async def wait_for(self, count: int) -> None:
        async with asyncio.timeout(15), self._arrived:
            await self._arrived.wait_for(lambda: len(self.updates) >= count)


@asynccontextmanager
async def served(handler: Answer) -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_post("/hook", handler)
    runner = web.AppRunner(app, shutdown_timeout=0.01)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    await runner.cleanup()


async def test_a_webhook_gets_updates_with_the_secret(api: RawApi, server: TelegramServer) -> None:
    receiver = Receiver()
    async with served(receiver.handle) as url:
        await server.send(ANNA, "before")
        await api("setWebhook", url=url, secret_token="s3cret_-")
        await server.send(ANNA, "after")
        await receiver.wait_for(2)

    assert [u["message"]["text"] for u in receiver.updates] == ["before", "after"]
    assert receiver.secrets == ["s3cret_-", "s3cret_-"]


async def test_a_webhook_that_fails_is_tried_again(api: RawApi, server: TelegramServer) -> None:
    """The third answer is taken; a redirect is a failure, as Telegram does not follow it."""
    receiver = Receiver()
    receiver.statuses = [500, 302]
    async with served(receiver.handle) as url:
        await api("setWebhook", url=url)
        await server.send(ANNA, "once")
        await receiver.wait_for(3)
        _, info = await api("getWebhookInfo")

    assert len({u["update_id"] for u in receiver.updates}) == 1
    assert info["result"]["last_error_message"].startswith("Wrong response from the webhook: 302")


async def test_a_webhook_that_is_down_keeps_its_updates_for_later(
    api: RawApi, server: TelegramServer
) -> None:
    receiver = Receiver()
    async with served(receiver.handle) as gone:
        pass
    await api("setWebhook", url=gone)
    await server.send(ANNA, "kept")
    async with asyncio.timeout(15):
        while "last_error_message" not in (info := (await api("getWebhookInfo"))[1]["result"]):
            pass
    assert info["pending_update_count"] == 1
    assert info["last_error_message"] == "Connection refused"

    async with served(receiver.handle) as url:
        await api("setWebhook", url=url)
        await receiver.wait_for(1)


async def test_people_do_not_wait_for_each_other(api: RawApi, server: TelegramServer) -> None:
    receiver = Receiver()
    receiver.hold.clear()
    async with served(receiver.handle) as url:
        await api("setWebhook", url=url)
        await server.send(ANNA, "first")
        await server.send(ANNA, "second")
        await server.send(STRANGER, "third")
        await receiver.wait_for(2)
        assert [u["message"]["text"] for u in receiver.updates] == ["first", "third"]
        receiver.hold.set()
        await receiver.wait_for(3)


async def test_a_json_answer_to_a_webhook_is_carried_out(
    api: RawApi, server: TelegramServer
) -> None:
    receiver = Receiver()
    receiver.reply = {"method": "sendMessage", "chat_id": ANNA, "text": "By answer"}
    async with served(receiver.handle) as url:
        await api("setWebhook", url=url)
        await server.send(ANNA, "/start")
        await server.wait_for(ANNA, lambda m: m.text == "By answer")
    assert server.calls_of("sendMessage")[0].status == 200


async def test_aiograms_webhook_in_the_foreground_works(
    api: RawApi, server: TelegramServer
) -> None:
    dp = Dispatcher()

    @dp.message()
    async def echo(message: Message, bot: Bot) -> SendMessage | None:
        if message.text == "quiet":
            await bot.send_message(message.chat.id, "Sent by method")
            return None
        return SendMessage(chat_id=message.chat.id, text="Sent by answer")

    async with aiogram_bot(server) as bot:
        hook = SimpleRequestHandler(dp, bot, handle_in_background=False, secret_token="s")
        async with served(hook.handle) as url:
            await bot.set_webhook(url, secret_token="s", allowed_updates=["message"])
            assert (await bot.get_webhook_info()).allowed_updates == ["message"]
            await server.send(ANNA, "quiet")
            await server.wait_for(ANNA, lambda m: m.text == "Sent by method")
            await server.send(ANNA, "loud")
            await server.wait_for(ANNA, lambda m: m.text == "Sent by answer")


@pytest.mark.parametrize(
    ("params", "description"),
    [
        (
            {"url": "http://example.com/hook"},
            "Bad Request: bad webhook: HTTPS url must be provided for webhook",
        ),
        (
            {"url": "https://example.com/hook", "secret_token": "a b"},
            "Bad Request: secret token contains unallowed characters",
        ),
        (
            {"url": "https://example.com/hook", "allowed_updates": [1]},
            "Bad Request: expected an Array of String as allowed_updates",
        ),
    ],
)
async def test_webhooks_telegram_would_not_set(
    api: RawApi, params: dict[str, Any], description: str
) -> None:
    assert await api.refusal("setWebhook", **params) == description
    assert (await api("getWebhookInfo"))[1]["result"]["url"] == ""
