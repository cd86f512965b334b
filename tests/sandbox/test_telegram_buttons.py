"""Inline keyboards that Telegram shows, and others that it refuses."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.sandbox.telegram import TelegramServer
from tests.sandbox.telegram_cast import ANNA, RawApi, raw_api, telegram

UNPARSABLE = "Bad Request: can't parse inline keyboard button: "
NOT_ROWS = (
    'Bad Request: can\'t parse inline keyboard: field "inline_keyboard" must be an Array of Arrays'
)


def bad_url(url: str, why: str) -> str:
    return f"Bad Request: inline keyboard button URL '{url}' is invalid: {why}"


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
            keyboard(callback_data="x", style="green"),
            UNPARSABLE + "Invalid button style specified",
        ),
        (keyboard(callback_data="x", style=""), UNPARSABLE + "Invalid button style specified"),
        (
            keyboard(callback_data="x", style=1),
            UNPARSABLE + 'Field "style" must be of type String',
        ),
        (
            keyboard(style="danger"),
            UNPARSABLE + "Text buttons are unallowed in the inline keyboard",
        ),
        (
            keyboard(copy_text={"text": "7"}, callback_data="x"),
            UNPARSABLE + "Exactly one of the action fields must be used",
        ),
        (keyboard(copy_text="7"), UNPARSABLE + 'Field "copy_text" must be of type Object'),
        (keyboard(copy_text={"text": 7}), UNPARSABLE + 'Field "text" must be of type String'),
        (keyboard(copy_text={"text": ""}), "Bad Request: BUTTON_COPY_TEXT_INVALID"),
        (keyboard(copy_text={"text": "я" * 257}), "Bad Request: BUTTON_COPY_TEXT_INVALID"),
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
        keyboard(callback_data="x", style="danger"),
        keyboard(url="https://t.me", style="success"),
        keyboard(copy_text={"text": "я" * 256}, style="primary"),
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


async def test_a_missing_button_is_named_with_those_there(
    api: RawApi, server: TelegramServer
) -> None:
    await api("sendMessage", chat_id=ANNA, text="x", reply_markup=keyboard(callback_data="go"))
    message = server.messages_to(ANNA)[0]

    assert message.button("Go").callback_data == "go"
    with pytest.raises(LookupError, match="no button 'Stop' among"):
        message.button("Stop")


async def test_a_button_is_kept_with_its_colour_and_the_text_that_it_copies(
    api: RawApi, server: TelegramServer
) -> None:
    markup = keyboard(copy_text={"text": "1001"}, style="primary")
    await api("sendMessage", chat_id=ANNA, text="x", reply_markup=markup)

    button = server.messages_to(ANNA)[0].button("Go")
    assert (button.style, button.copy) == ("primary", "1001")


@pytest.mark.parametrize(
    ("unknown", "button", "description"),
    [
        (
            "copy_text",
            {"copy_text": {"text": "1001"}},
            UNPARSABLE + "Text buttons are unallowed in the inline keyboard",
        ),
        (
            "style",
            {"callback_data": "x", "style": "danger"},
            UNPARSABLE + 'Unknown field "style"',
        ),
    ],
)
async def test_an_older_server_refuses_what_it_does_not_know(
    api: RawApi, server: TelegramServer, unknown: str, button: Any, description: str
) -> None:
    server.unknown_features.add(unknown)
    sent = {"chat_id": ANNA, "text": "x", "reply_markup": keyboard(**button)}

    assert await api.refusal("sendMessage", **sent) == description
    assert server.messages_to(ANNA) == []
