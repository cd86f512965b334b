"""Long polling: updates are kept, filtered, returned and acknowledged."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.sandbox.telegram import TelegramServer
from tests.sandbox.telegram_cast import ANNA, GROUP, RawApi, raw_api, telegram

TERMINATED = (
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running"
)
WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)


@pytest.fixture
async def server() -> AsyncIterator[TelegramServer]:
    async with telegram() as running:
        yield running


@pytest.fixture
async def api(server: TelegramServer) -> AsyncIterator[RawApi]:
    async with raw_api(server) as raw:
        yield raw


async def taken(api: RawApi, **params: Any) -> list[dict[str, Any]]:
    status, body = await api("getUpdates", **params)
    assert status == 200, body
    return list(body["result"])


async def test_updates_stay_until_the_offset_acknowledges_them(
    api: RawApi, server: TelegramServer
) -> None:
    for text in ("one", "two", "three"):
        await server.send(ANNA, text)

    first, second, third = await taken(api)
    assert first["update_id"] < second["update_id"] < third["update_id"]
    assert [u["message"]["text"] for u in await taken(api, limit=2)] == ["one", "two"]
    assert await taken(api, offset=second["update_id"]) == [second, third]
    assert await taken(api, offset=-1) == [third]
    assert await taken(api, offset=third["update_id"] + 1) == []


async def test_a_poll_waits_for_the_next_update(api: RawApi, server: TelegramServer) -> None:
    async with asyncio.TaskGroup() as group:
        waiting = group.create_task(taken(api, timeout=30))
        group.create_task(server.send(ANNA, "/start now"))

    (update,) = waiting.result()
    message = update["message"]
    assert message["from"] == {
        "id": ANNA,
        "is_bot": False,
        "first_name": "Anna",
        "username": "anna",
        "language_code": "en",
    }
    assert message["chat"]["type"] == "private"
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]


async def test_a_poll_without_news_ends_with_nothing(api: RawApi, server: TelegramServer) -> None:
    assert await taken(api, timeout=0) == []
    with pytest.raises(TimeoutError, match="1 calls of getUpdates, not 2"):
        await server.wait_for_calls("getUpdates", 2, timeout=0.01)


async def waiting_poll(group: asyncio.TaskGroup, api: RawApi, server: TelegramServer) -> Any:
    """Start a getUpdates; return its task once the server has received it and waits."""
    task = group.create_task(api.refusal("getUpdates", timeout=30))
    await server.wait_for_calls("getUpdates")
    return task


async def test_a_second_poller_ends_the_first(api: RawApi, server: TelegramServer) -> None:
    async with asyncio.TaskGroup() as group:
        first = await waiting_poll(group, api, server)
        assert await taken(api) == []
    assert first.result() == TERMINATED


async def test_a_webhook_ends_polling(api: RawApi, server: TelegramServer) -> None:
    async with asyncio.TaskGroup() as group:
        first = await waiting_poll(group, api, server)
        await api("setWebhook", url="http://127.0.0.1:1/hook")
    assert first.result() == "Conflict: terminated by setWebhook request"
    assert await api.refusal("getUpdates") == WEBHOOK_ACTIVE

    await api("deleteWebhook")
    assert await taken(api) == []


async def test_only_allowed_kinds_are_kept(api: RawApi, server: TelegramServer) -> None:
    await taken(api, allowed_updates=["callback_query"])
    await server.send(ANNA, "unheard")
    assert await taken(api) == []

    await taken(api, allowed_updates=[])
    assert server.inject({"chat_member": {"chat": {"id": GROUP}}}) is None
    await server.send(ANNA, "heard")
    assert [u["message"]["text"] for u in await taken(api)] == ["heard"]

    await taken(api, allowed_updates=["message"])
    assert await server.press(ANNA, 1, "unwanted") is None


async def test_injected_updates_arrive_as_they_are(api: RawApi, server: TelegramServer) -> None:
    chat = {"id": GROUP, "type": "supergroup", "title": "Subscribers"}
    someone = {"id": 5, "is_bot": False, "first_name": "Eve"}
    server.inject({"edited_message": {"message_id": 9, "chat": chat, "from": someone, "date": 1}})
    server.inject({"message": {"chat": chat, "from": someone, "text": "/products"}})

    edited, sent = await taken(api)
    assert edited["edited_message"]["message_id"] == 9
    reply = {"message_id": sent["message"]["message_id"]}
    _, body = await api("sendMessage", chat_id=GROUP, text="No", reply_parameters=reply)
    assert body["result"]["reply_to_message"]["text"] == "/products"


async def test_a_press_on_a_vanished_message_shows_it_as_inaccessible(
    api: RawApi, server: TelegramServer
) -> None:
    assert await server.press(ANNA, 404, "old", timeout=0) is None
    (update,) = await taken(api)

    message = update["callback_query"]["message"]
    assert (message["message_id"], message["date"]) == (404, 0)
    assert update["callback_query"]["chat_instance"]


async def test_pending_updates_can_be_dropped(api: RawApi, server: TelegramServer) -> None:
    await server.send(ANNA, "lost")
    await api("setWebhook", url="", drop_pending_updates=True)

    assert await taken(api) == []
