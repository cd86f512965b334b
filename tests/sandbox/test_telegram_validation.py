"""What the stand-in refuses, word for word as Telegram does."""

import json
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


def keyboard(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "Go", **button}]]}


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


UNPARSABLE = "Bad Request: can't parse inline keyboard button: "
NOT_ROWS = (
    'Bad Request: can\'t parse inline keyboard: field "inline_keyboard" must be an Array of Arrays'
)


def bad_url(url: str, why: str) -> str:
    return f"Bad Request: inline keyboard button URL '{url}' is invalid: {why}"


@pytest.mark.parametrize(
    ("markup", "description"),
    [
        ("{", "Bad Request: can't parse reply keyboard markup JSON object"),
        ({"keys": 1}, "Bad Request: can't parse reply keyboard markup JSON object"),
        ([1], "Bad Request: object expected as reply markup"),
        ({"inline_keyboard": {}}, 'Bad Request: field "inline_keyboard" must be of type Array'),
        (
            {"inline_keyboard": [{"text": "Go", "callback_data": "go"}]},
            NOT_ROWS,
        ),
        ({"inline_keyboard": [["Go"]]}, UNPARSABLE + "Object expected as inline keyboard button"),
        (
            {"inline_keyboard": [[{"callback_data": "x"}]]},
            UNPARSABLE + 'Field "text" must be of type String',
        ),
        (keyboard(text=" ", callback_data="x"), "Bad Request: BUTTON_TEXT_INVALID"),
        (keyboard(), UNPARSABLE + "Text buttons are unallowed in the inline keyboard"),
        (
            keyboard(callback_data=""),
            UNPARSABLE + "Text buttons are unallowed in the inline keyboard",
        ),
        (
            keyboard(callback_data="x", url="https://t.me"),
            UNPARSABLE + "Exactly one of the action fields must be used",
        ),
        (keyboard(callback_data=5), UNPARSABLE + 'Field "callback_data" must be of type String'),
        (keyboard(callback_data="a" * 65), "Bad Request: BUTTON_DATA_INVALID"),
        (keyboard(callback_data="я" * 33), "Bad Request: BUTTON_DATA_INVALID"),
        (keyboard(url=5), UNPARSABLE + 'Field "url" must be of type String'),
        (
            keyboard(url="ftp://example.com"),
            bad_url("ftp://example.com", "Unsupported URL protocol"),
        ),
        (
            keyboard(url="http://localhost/pay"),
            bad_url("http://localhost/pay", "Wrong HTTP URL"),
        ),
        (
            keyboard(url="not-a-url"),
            bad_url("not-a-url", "Wrong HTTP URL"),
        ),
        (
            keyboard(url="http://[1.2"),
            bad_url("http://[1.2", "Wrong HTTP URL"),
        ),
        (
            {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]] * 101},
            "Bad Request: reply markup is too long",
        ),
    ],
)
async def test_buttons_telegram_would_not_show(api: RawApi, markup: Any, description: str) -> None:
    sent = {"chat_id": ANNA, "text": "x", "reply_markup": markup}
    assert await api.refusal("sendMessage", **sent) == description


@pytest.mark.parametrize(
    "markup",
    [
        keyboard(callback_data="я" * 32),
        keyboard(url="http://127.0.0.1:8080/pay"),
        keyboard(url="tg://user?id=1"),
        keyboard(switch_inline_query=""),
        {"force_reply": True, "input_field_placeholder": "id"},
        {"remove_keyboard": True},
        {},
        json.dumps(keyboard(callback_data="as text")),
    ],
)
async def test_markup_telegram_takes(api: RawApi, markup: Any) -> None:
    options = {"link_preview_options": {"is_disabled": True}, "disable_notification": True}
    status, body = await api("sendMessage", chat_id=ANNA, text="x", reply_markup=markup, **options)

    assert status == 200, body


async def test_edits(api: RawApi, server: TelegramServer) -> None:
    buttons = keyboard(callback_data="go")
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


async def test_edits_of_what_is_not_there(api: RawApi, server: TelegramServer) -> None:
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


@pytest.mark.parametrize("body", [b"{", b"[1]", b"[" * 100_000])
async def test_bodies_that_are_no_parameters(server: TelegramServer, body: bytes) -> None:
    headers = {"Content-Type": "application/json"}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{server.url}/bot{server.token}/getMe", data=body, headers=headers) as answer,
    ):
        assert answer.status == 400
