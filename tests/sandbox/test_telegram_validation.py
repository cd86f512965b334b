"""The Telegram simulator refuses the same calls as Telegram, word for word."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from bot.clock import FixedClock
from bot.sandbox.telegram import TelegramServer
from tests.sandbox.telegram_cast import ANNA, GROUP, STRANGER, RawApi, raw_api, telegram


@pytest.fixture
async def server() -> AsyncIterator[TelegramServer]:
    async with telegram() as running:
        yield running


@pytest.fixture
async def api(server: TelegramServer) -> AsyncIterator[RawApi]:
    async with raw_api(server) as raw:
        yield raw


async def test_a_wrong_token_is_unauthorized(server: TelegramServer) -> None:
    async with aiohttp.ClientSession() as session:
        response = await session.get(f"{server.url}/bot1:wrong/getMe")
        assert response.status == 401
        assert await response.json() == {
            "ok": False,
            "error_code": 401,
            "description": "Unauthorized",
        }
    assert server.calls[-1].status == 401


async def test_an_unknown_method_is_not_found(api: RawApi) -> None:
    assert await api.refusal("sendPigeon", chat_id=ANNA) == "Not Found: method not found"


@pytest.mark.parametrize(
    ("params", "description"),
    [
        ({"text": ""}, "Bad Request: message text is empty"),
        ({}, "Bad Request: message text is empty"),
        ({"text": " \n "}, "Bad Request: text must be non-empty"),
        ({"text": "<b></b>", "parse_mode": "HTML"}, "Bad Request: text must be non-empty"),
        ({"text": "я" * 4097}, "Bad Request: message is too long"),
        ({"text": "😀" * 2049}, "Bad Request: message is too long"),
        (
            {"text": "<x>", "parse_mode": "html"},
            'Bad Request: can\'t parse entities: Unsupported start tag "x" at byte offset 0',
        ),
        ({"text": "x", "parse_mode": "Wiki"}, "Bad Request: unsupported parse_mode"),
        ({"text": "\ud800"}, "Bad Request: strings must be encoded in UTF-8"),
        ({"text": "x", "chat_id": 77}, "Bad Request: chat not found"),
        ({"text": "x", "chat_id": "@nobody"}, "Bad Request: chat not found"),
        ({"text": "x", "chat_id": ""}, "Bad Request: chat_id is empty"),
        (
            {"text": "x", "chat_id": STRANGER},
            "Forbidden: bot can't initiate conversation with a user",
        ),
        (
            {"text": "x", "reply_parameters": {"message_id": 404}},
            "Bad Request: message to be replied not found",
        ),
        (
            {"text": "x", "reply_parameters": [1]},
            "Bad Request: object expected as reply parameters",
        ),
        (
            {"text": "x", "reply_to_message_id": "a"},
            "Bad Request: reply_to_message_id must be an integer",
        ),
    ],
)
async def test_messages_telegram_would_not_send(
    api: RawApi, params: dict[str, Any], description: str
) -> None:
    assert await api.refusal("sendMessage", **{"chat_id": ANNA, **params}) == description


async def test_4096_characters_are_counted_after_parsing(api: RawApi) -> None:
    text = f"<b>{'&lt;' * 4096}</b>"
    status, _ = await api("sendMessage", chat_id=ANNA, text=text, parse_mode="HTML")

    assert status == 200


async def test_edits(api: RawApi, server: TelegramServer) -> None:
    buttons = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
    _, sent = await api("sendMessage", chat_id=ANNA, text="x", reply_markup=buttons)
    message = {"chat_id": ANNA, "message_id": sent["result"]["message_id"]}

    same = await api.refusal("editMessageText", **message, text="x ", reply_markup=buttons)
    assert same.startswith("Bad Request: message is not modified: specified new message content")
    same = await api.refusal("editMessageReplyMarkup", **message, reply_markup=buttons)
    assert same.startswith("Bad Request: message is not modified")
    wrong_kind = await api.refusal(
        "editMessageText", **message, text="y", reply_markup={"force_reply": True}
    )
    assert wrong_kind == "Bad Request: inline keyboard expected"

    status, body = await api("editMessageReplyMarkup", **message)
    assert (status, "reply_markup" in body["result"]) == (200, False)
    status, body = await api("editMessageText", **message, text="<i>y</i>", parse_mode="HTML")
    assert body["result"]["text"] == "y"
    assert body["result"]["edit_date"] >= body["result"]["date"]
    assert server.chat(ANNA)[0].text == "y"


async def test_edits_of_missing_and_foreign_messages_are_refused(
    api: RawApi, server: TelegramServer
) -> None:
    message = {"chat_id": ANNA, "message_id": 404}
    typed = await server.send(ANNA, "mine")

    gone = await api.refusal("editMessageText", **message, text="y")
    assert gone == "Bad Request: message to edit not found"
    gone = await api.refusal("deleteMessage", **message)
    assert gone == "Bad Request: message to delete not found"
    foreign = {"chat_id": ANNA, "message_id": typed.message_id, "text": "yours"}
    assert await api.refusal("editMessageText", **foreign) == "Bad Request: message can't be edited"


async def test_deleted_messages_are_gone(api: RawApi, server: TelegramServer) -> None:
    _, sent = await api("sendMessage", chat_id=GROUP, text="x")
    status, _ = await api("deleteMessage", chat_id=GROUP, message_id=sent["result"]["message_id"])

    assert (status, server.chat(GROUP)) == (200, [])


async def test_a_query_is_answered_once_in_time_and_briefly() -> None:
    too_old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    clock = FixedClock(1_800_000_000)
    async with telegram(now=clock.now) as server, raw_api(server) as api:
        assert await api.refusal("answerCallbackQuery", callback_query_id="1") == too_old
        person = {"id": ANNA, "is_bot": False, "first_name": "Anna"}
        for query in ("first", "second"):
            server.inject({"callback_query": {"id": query, "from": person, "data": "x"}})

        long = {"callback_query_id": "first", "text": "x" * 201}
        assert await api.refusal("answerCallbackQuery", **long) == "Bad Request: MESSAGE_TOO_LONG"
        assert (await api("answerCallbackQuery", callback_query_id="first"))[0] == 200
        assert await api.refusal("answerCallbackQuery", callback_query_id="first") == too_old
        clock.move(901)
        assert await api.refusal("answerCallbackQuery", callback_query_id="second") == too_old


async def test_documents(api: RawApi) -> None:
    missing = await api.refusal("sendDocument", chat_id=ANNA)
    assert missing == "Bad Request: there is no document in the request"


async def test_a_document_has_no_text_to_edit(api: RawApi, server: TelegramServer) -> None:
    form = aiohttp.FormData({"chat_id": str(ANNA), "document": "attach://file"})
    form.add_field("file", b"bytes", filename="a.txt")
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{server.url}/bot{server.token}/sendDocument", data=form) as response,
    ):
        assert response.status == 200
    message = {"chat_id": ANNA, "message_id": server.messages_to(ANNA)[0].message_id}

    refusal = await api.refusal("editMessageText", **message, text="y")
    assert refusal == "Bad Request: there is no text in the message to edit"


async def test_a_caption_has_its_own_limit(server: TelegramServer) -> None:
    form = aiohttp.FormData({"chat_id": str(ANNA), "caption": "x" * 1025})
    form.add_field("document", b"bytes", filename="a.txt")
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{server.url}/bot{server.token}/sendDocument", data=form) as response,
    ):
        assert (await response.json())["description"] == "Bad Request: message caption is too long"


async def test_deactivated_people_can_not_be_reached(api: RawApi, server: TelegramServer) -> None:
    server.people[ANNA].deactivated = True

    refusal = await api.refusal("sendChatAction", chat_id=ANNA, action="typing")
    assert refusal == "Forbidden: user is deactivated"


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", b"{"),
        ("application/json", b"[1]"),
        ("application/json", b"[" * 100_000),
        ("application/json", b"\xff\xfe"),
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=abc", b"x"),
    ],
)
async def test_a_body_without_readable_parameters_is_refused(
    server: TelegramServer, kind: str, body: bytes
) -> None:
    headers = {"Content-Type": kind}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{server.url}/bot{server.token}/getMe", data=body, headers=headers) as answer,
    ):
        assert answer.status == 400
        assert (await answer.json())["error_code"] == 400


async def test_parameters_may_come_in_the_query(server: TelegramServer) -> None:
    query = {"chat_id": ANNA, "text": "x"}
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{server.url}/bot{server.token}/sendMessage", params=query) as answer,
    ):
        assert answer.status == 200


async def test_a_reply_may_be_sent_without_the_message_it_replies_to(api: RawApi) -> None:
    reply = {"message_id": 404, "allow_sending_without_reply": True}
    _, body = await api("sendMessage", chat_id=ANNA, text="x", reply_parameters=reply)

    assert "reply_to_message" not in body["result"]
