"""The keyboard below the input field: what Telegram refuses, shows, hides, and sends to the bot."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.sandbox.telegram import TelegramServer
from tests.sandbox.telegram_cast import ANNA, GROUP, STRANGER, RawApi, raw_api, telegram

UNPARSABLE = "Bad Request: can't parse keyboard button: "
ASKS = {"request_id": 7, "request_name": True, "request_username": True}


@pytest.fixture
async def server() -> AsyncIterator[TelegramServer]:
    async with telegram() as running:
        yield running


@pytest.fixture
async def api(server: TelegramServer) -> AsyncIterator[RawApi]:
    async with raw_api(server) as raw:
        yield raw


def keys(**button: Any) -> dict[str, Any]:
    return {"keyboard": [[{"text": "Go", **button}]]}


@pytest.mark.parametrize(
    ("markup", "description"),
    [
        ({"keyboard": {}}, 'Bad Request: field "keyboard" must be of type Array'),
        (
            {"keyboard": ["Go"]},
            'Bad Request: can\'t parse reply keyboard: field "keyboard" must be an Array of Arrays',
        ),
        ({"keyboard": [[]]}, "Bad Request: REPLY_MARKUP_INVALID"),
        ({"keyboard": [[5]]}, UNPARSABLE + "Object expected as keyboard button"),
        ({"keyboard": [[{}]]}, UNPARSABLE + 'Field "text" must be of type String'),
        ({"keyboard": [[" "]]}, "Bad Request: keyboard button text must be non-empty"),
        ({"keyboard": [["a"]] * 301}, "Bad Request: reply markup is too long"),
        (
            {**keys(), "input_field_placeholder": "я" * 65},
            "Bad Request: REPLY_MARKUP_INVALID",
        ),
        (keys(request_users=5), UNPARSABLE + 'Field "request_users" must be of type Object'),
        (keys(request_users={}), UNPARSABLE + 'Field "request_id" must be a valid Number'),
        (
            keys(request_users={"request_id": 2**31}),
            UNPARSABLE + 'Field "request_id" must be a valid Number',
        ),
        (
            keys(request_users={"request_id": 1, "max_quantity": 11}),
            "Bad Request: Invalid maximum number of requested users specified",
        ),
        (
            keys(request_users={"request_id": 1}, request_contact=True),
            UNPARSABLE + "At most one of the optional fields must be used",
        ),
        (
            {"remove_keyboard": False},
            "Bad Request: can't parse reply keyboard markup JSON object",
        ),
    ],
)
async def test_keyboards_telegram_refuses(api: RawApi, markup: Any, description: str) -> None:
    sent = {"chat_id": ANNA, "text": "x", "reply_markup": markup}
    assert await api.refusal("sendMessage", **sent) == description


async def test_people_are_asked_for_in_private_chats_only(
    api: RawApi, server: TelegramServer
) -> None:
    server.add_group(GROUP, "A group")
    sent = {"chat_id": GROUP, "text": "x", "reply_markup": keys(request_users=ASKS)}
    refused = await api.refusal("sendMessage", **sent)
    assert refused == "Bad Request: Users can be requested in private chats only"


async def test_a_keyboard_stays_until_it_is_removed(api: RawApi, server: TelegramServer) -> None:
    await api("sendMessage", chat_id=ANNA, text="x", reply_markup={"keyboard": [["Yes", "No"]]})
    await server.send(ANNA, "Yes")
    assert [[one.text for one in row] for row in server.reply_keyboard(ANNA)] == [["Yes", "No"]]
    await api("sendMessage", chat_id=ANNA, text="x", reply_markup={"remove_keyboard": True})
    assert server.reply_keyboard(ANNA) == []


async def test_a_keyboard_for_one_time_is_hidden_by_an_answer(
    api: RawApi, server: TelegramServer
) -> None:
    markup = {"keyboard": [["Yes"]], "one_time_keyboard": True}
    await api("sendMessage", chat_id=ANNA, text="x", reply_markup=markup)
    assert server.reply_keyboard(ANNA) != []
    await server.send(ANNA, "Yes")
    assert server.reply_keyboard(ANNA) == []


async def test_a_chosen_person_comes_with_what_was_asked_for(
    api: RawApi, server: TelegramServer
) -> None:
    await api("sendMessage", chat_id=ANNA, text="x", reply_markup=keys(request_users=ASKS))
    server.share(ANNA, 7, STRANGER)
    stranger = server.people[STRANGER]
    message = (await updates(api))[-1]["message"]
    assert "text" not in message
    assert message["users_shared"] == {
        "request_id": 7,
        "users": [{"user_id": STRANGER, "first_name": stranger.first_name}],
    }


async def test_only_the_id_comes_where_nothing_more_was_asked_for(
    api: RawApi, server: TelegramServer
) -> None:
    await api(
        "sendMessage", chat_id=ANNA, text="x", reply_markup=keys(request_users={"request_id": 1})
    )
    server.share(ANNA, 1, STRANGER)
    shared = (await updates(api))[-1]["message"]["users_shared"]
    assert shared["users"] == [{"user_id": STRANGER}]


@pytest.mark.parametrize("chosen", [(), (STRANGER, ANNA)])
async def test_no_more_people_are_shared_than_a_button_asks_for(
    api: RawApi, server: TelegramServer, chosen: tuple[int, ...]
) -> None:
    await api("sendMessage", chat_id=ANNA, text="x", reply_markup=keys(request_users=ASKS))
    with pytest.raises(LookupError):
        server.share(ANNA, 7, *chosen)


async def test_without_such_a_button_nobody_is_shared(server: TelegramServer) -> None:
    with pytest.raises(LookupError, match="no button asks"):
        server.share(ANNA, 7, STRANGER)


async def test_a_forwarded_message_says_who_wrote_it(api: RawApi, server: TelegramServer) -> None:
    server.forward(ANNA, "hello", STRANGER)
    server.forward(ANNA, "hello", "B.")
    first, second = (one["message"]["forward_origin"] for one in (await updates(api))[-2:])
    assert (first["type"], first["sender_user"]["id"]) == ("user", STRANGER)
    assert (second["type"], second["sender_user_name"]) == ("hidden_user", "B.")


async def updates(api: RawApi) -> list[dict[str, Any]]:
    _, body = await api("getUpdates")
    found: list[dict[str, Any]] = body["result"]
    return found
