"""Planned faults of the Telegram simulator, as a real bot meets them; its recorded calls."""

import asyncio
from collections.abc import AsyncIterator, Awaitable

import pytest
from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramConflictError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)

from bot.sandbox.telegram import Mode, TelegramServer
from bot.sandbox.traffic import TrafficLog
from tests.sandbox.telegram_cast import ANNA, GROUP, aiogram_bot, raw_api, telegram


@pytest.fixture
async def server() -> AsyncIterator[TelegramServer]:
    async with telegram() as running:
        yield running


@pytest.fixture
async def bot(server: TelegramServer) -> AsyncIterator[Bot]:
    async with aiogram_bot(server) as real:
        yield real


async def test_retry_after_comes_as_429_with_the_seconds(server: TelegramServer, bot: Bot) -> None:
    server.fail("sendMessage", retry_after=7)

    with pytest.raises(TelegramRetryAfter) as refusal:
        await bot.send_message(ANNA, "x")
    assert refusal.value.retry_after == 7
    await bot.send_message(ANNA, "x")
    assert [call.status for call in server.calls_of("sendMessage")] == [429, 200]


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (401, TelegramUnauthorizedError),
        (409, TelegramConflictError),
        (500, TelegramServerError),
    ],
)
async def test_a_status_is_answered_as_telegram_words_it(
    server: TelegramServer, bot: Bot, status: int, error: type[Exception]
) -> None:
    server.fail(status=status)

    with pytest.raises(error):
        await bot.get_me()


@pytest.mark.parametrize("mode", ["html", "text"])
async def test_answers_that_are_not_telegrams(server: TelegramServer, bot: Bot, mode: Mode) -> None:
    server.fail(mode=mode)

    with pytest.raises(ClientDecodeError):
        await bot.send_message(ANNA, "x")
    assert server.messages_to(ANNA) == []


@pytest.mark.parametrize(("mode", "arrived"), [("drop", 0), ("drop_after", 1), ("hang", 0)])
async def test_cut_connections(server: TelegramServer, bot: Bot, mode: Mode, arrived: int) -> None:
    server.fail("sendMessage", mode=mode, seconds=0.01)

    with pytest.raises(TelegramNetworkError):
        await bot.send_message(ANNA, "x")
    assert len(server.messages_to(ANNA)) == arrived
    assert server.calls[-1].status is None


async def test_a_slow_answer_is_still_an_answer(server: TelegramServer, bot: Bot) -> None:
    server.fail(mode="slow", seconds=0.01)

    assert (await bot.send_message(ANNA, "x")).text == "x"


async def test_a_failure_can_be_meant_for_one_chat(server: TelegramServer, bot: Bot) -> None:
    server.fail("sendMessage", status=500, chat_id=ANNA, times=2)

    await bot.send_message(GROUP, "x")
    for _ in range(2):
        with pytest.raises(TelegramServerError):
            await bot.send_message(ANNA, "x")
    await bot.send_message(ANNA, "x")


async def test_failures_for_any_method_spare_the_poller(server: TelegramServer, bot: Bot) -> None:
    server.fail("*")

    assert await bot.get_updates() == []
    server.clear_failures()
    await bot.get_me()


async def test_every_call_is_recorded_with_its_parameters(server: TelegramServer, bot: Bot) -> None:
    await bot.send_message(ANNA, "first")
    await bot.send_message(ANNA, "second")

    first, second = server.calls
    assert (first.method, first.params["text"], first.chat_id) == ("sendMessage", "first", ANNA)
    assert first.at <= second.at
    assert server.calls_of("getMe") == []


async def test_a_hanging_call_does_not_hold_up_the_stop(server: TelegramServer, bot: Bot) -> None:
    server.fail(mode="hang", seconds=60)

    async with asyncio.timeout(15), asyncio.TaskGroup() as group:
        call = group.create_task(_failure(bot.get_me()))
        await server.wait_for_calls("getMe")
        await server.stop()
    assert isinstance(call.result(), TelegramNetworkError)


async def _failure(call: Awaitable[object]) -> Exception | None:
    try:
        await call
    except TelegramNetworkError as error:
        return error
    return None


async def test_traffic_has_the_sender_and_receiver_of_each_request() -> None:
    log = TrafficLog()
    async with telegram(log=log) as server, raw_api(server) as api:
        await server.send(ANNA, "/start")
        await api("getUpdates")
        await api("getUpdates")
        await api("sendMessage", chat_id=ANNA, text="Hello")
        await api("sendMessage", chat_id=ANNA, text="")

    lines = [
        (line.sender, line.what, line.status, line.detail.splitlines()[0]) for line in log.recent()
    ]
    assert lines == [
        ("telegram", "message", None, "Anna: /start"),
        ("bot", "sendMessage", 200, "1001: Hello"),
        ("bot", "sendMessage", 400, "1001: Bad Request: message text is empty"),
    ]


async def test_a_listener_gets_every_change(server: TelegramServer, bot: Bot) -> None:
    with server.changes.subscribe() as changes:
        await server.send(ANNA, "hi")
        sent = await bot.send_message(GROUP, "x")
        await bot.edit_message_text("y", chat_id=GROUP, message_id=sent.message_id)
        server.block(ANNA)

        assert [changes.get_nowait() for _ in range(4)] == [ANNA, GROUP, GROUP, ANNA]


async def test_it_starts_again_on_the_same_port() -> None:
    async with telegram() as server:
        port = int(server.url.rsplit(":", 1)[1])
        await server.stop()
        await server.start(port)
        async with raw_api(server) as api:
            status, me = await api("GETME")
    assert (status, me["result"]["username"]) == (200, "tributary_bot")
