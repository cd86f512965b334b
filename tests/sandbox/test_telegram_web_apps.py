"""Mini Apps in the Telegram simulator: the menu button, buttons below messages, signed initData."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiogram import Bot
from aiogram.types import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    MenuButtonCommands,
    MenuButtonDefault,
    MenuButtonWebApp,
    WebAppInfo,
)
from aiogram.utils.web_app import check_webapp_signature, safe_parse_webapp_init_data

from bot.sandbox.telegram import TelegramServer
from tests.sandbox.telegram_cast import (
    ANNA,
    GROUP,
    STRANGER,
    TOKEN,
    RawApi,
    aiogram_bot,
    raw_api,
    telegram,
)

pytestmark = pytest.mark.menus

URL = "https://shop.example.com/console/"
NO_TLS = "Only HTTPS links are allowed"


@pytest.fixture
async def server() -> AsyncIterator[TelegramServer]:
    async with telegram() as running:
        yield running


@pytest.fixture
async def bot(server: TelegramServer) -> AsyncIterator[Bot]:
    async with aiogram_bot(server) as real:
        yield real


@pytest.fixture
async def api(server: TelegramServer) -> AsyncIterator[RawApi]:
    async with raw_api(server) as raw:
        yield raw


def button(url: str = URL) -> MenuButtonWebApp:
    return MenuButtonWebApp(text="Console", web_app=WebAppInfo(url=url))


def opens(**web_app: object) -> dict[str, Any]:
    return {"type": "web_app", "text": "Console", "web_app": {"url": URL, **web_app}}


async def test_a_chat_s_menu_button_wins_over_the_one_for_all(bot: Bot) -> None:
    assert (await bot.get_chat_menu_button(chat_id=ANNA)).type == "default"

    await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    await bot.set_chat_menu_button(chat_id=ANNA, menu_button=button())

    shown = await bot.get_chat_menu_button(chat_id=ANNA)
    assert isinstance(shown, MenuButtonWebApp)
    assert shown.web_app.url == URL
    assert (await bot.get_chat_menu_button(chat_id=STRANGER)).type == "commands"


async def test_a_default_menu_button_leaves_it_to_the_one_for_all(bot: Bot) -> None:
    await bot.set_chat_menu_button(chat_id=ANNA, menu_button=button())
    await bot.set_chat_menu_button(chat_id=ANNA, menu_button=MenuButtonDefault())

    assert (await bot.get_chat_menu_button(chat_id=ANNA)).type == "default"


@pytest.mark.parametrize(
    ("raw", "description"),
    [
        ({"type": "pie"}, "can't parse menu button: MenuButton has unsupported type"),
        (["web_app"], "can't parse menu button: Object expected as menu button"),
        ({}, 'can\'t parse menu button: Field "type" must be of type String'),
        (
            {"type": "web_app", "web_app": {"url": URL}},
            'can\'t parse menu button: Field "text" must be of type String',
        ),
        (
            {"type": "web_app", "text": "Console"},
            'can\'t parse menu button: Field "web_app" must be of type Object',
        ),
        (opens(url=1), 'can\'t parse menu button: Field "url" must be of type String'),
        (opens() | {"text": " "}, "menu button text must be non-empty"),
        (
            opens(url="http://127.0.0.1/console/"),
            f"menu button Web App URL 'http://127.0.0.1/console/' is invalid: {NO_TLS}",
        ),
        (
            opens(url="https://localhost/"),
            "menu button Web App URL 'https://localhost/' is invalid: Wrong HTTP URL",
        ),
        (
            opens(url="tg://resolve"),
            "menu button Web App URL 'tg://resolve' is invalid: Unsupported URL protocol",
        ),
    ],
)
async def test_menu_buttons_that_telegram_refuses(
    api: RawApi, raw: object, description: str
) -> None:
    refusal = await api.refusal("setChatMenuButton", menu_button=raw)
    assert refusal == f"Bad Request: {description}"


async def test_a_group_has_no_menu_button(api: RawApi) -> None:
    refusal = await api.refusal("setChatMenuButton", chat_id=GROUP, menu_button=opens())
    assert refusal == "Bad Request: user not found"


async def test_the_test_environment_needs_no_tls(server: TelegramServer, bot: Bot) -> None:
    server.test_environment = True

    assert await bot.set_chat_menu_button(menu_button=button("http://127.0.0.1:1/console/"))


async def test_the_menu_button_hands_over_who_opened_it(server: TelegramServer, bot: Bot) -> None:
    await bot.set_chat_menu_button(chat_id=ANNA, menu_button=button())

    init_data = server.open_menu_button(ANNA)

    told = safe_parse_webapp_init_data(TOKEN, init_data)
    assert told.user is not None
    assert (told.user.id, told.user.username) == (ANNA, "anna")
    assert told.query_id
    assert "signature=" in init_data


async def test_what_was_changed_on_the_way_has_a_wrong_signature(
    server: TelegramServer, bot: Bot
) -> None:
    await bot.set_chat_menu_button(chat_id=ANNA, menu_button=button())
    init_data = server.open_menu_button(ANNA)

    assert check_webapp_signature(TOKEN, init_data)
    assert not check_webapp_signature(TOKEN, init_data.replace(str(ANNA), str(STRANGER)))
    assert not check_webapp_signature("2:another", init_data)


async def test_a_menu_of_commands_opens_no_mini_app(server: TelegramServer) -> None:
    with pytest.raises(LookupError):
        server.open_menu_button(ANNA)


def keyboard(url: str = URL) -> InlineKeyboardMarkup:
    one = InlineKeyboardButton(text="Open", web_app=WebAppInfo(url=url))
    return InlineKeyboardMarkup(inline_keyboard=[[one]])


async def test_a_button_below_a_message_opens_a_mini_app(server: TelegramServer, bot: Bot) -> None:
    message = await bot.send_message(ANNA, "Look", reply_markup=keyboard())

    assert check_webapp_signature(TOKEN, server.open_web_app(ANNA, message.message_id, "Open"))
    with pytest.raises(LookupError):
        server.open_web_app(ANNA, message.message_id, "Another")
    with pytest.raises(LookupError):
        server.open_web_app(ANNA, message.message_id + 1, "Open")


@pytest.mark.parametrize(
    ("chat_id", "web_app", "description"),
    [
        (
            ANNA,
            {"url": "http://127.0.0.1/"},
            f"inline keyboard button Web App URL 'http://127.0.0.1/' is invalid: {NO_TLS}",
        ),
        (
            ANNA,
            {"url": 7},
            'can\'t parse inline keyboard button: Field "url" must be of type String',
        ),
        (
            ANNA,
            "x",
            'can\'t parse inline keyboard button: Field "web_app" must be of type Object',
        ),
        (GROUP, {"url": URL}, "BUTTON_TYPE_INVALID"),
    ],
)
async def test_buttons_below_messages_that_telegram_refuses(
    api: RawApi, chat_id: int, web_app: object, description: str
) -> None:
    markup = {"inline_keyboard": [[{"text": "Open", "web_app": web_app}]]}
    refusal = await api.refusal("sendMessage", chat_id=chat_id, text="x", reply_markup=markup)
    assert refusal == f"Bad Request: {description}"


async def test_a_page_of_another_server_of_this_machine_may_load_the_script_alone(
    server: TelegramServer,
) -> None:
    foreign = {"Sec-Fetch-Site": "same-site"}
    async with aiohttp.ClientSession() as http:
        async with http.get(f"{server.url}/telegram-web-app.js", headers=foreign) as answer:
            assert answer.status == 200
            assert answer.content_type in {"text/javascript", "application/javascript"}
            assert "window.Telegram" in await answer.text()
        async with http.get(f"{server.url}/bot{TOKEN}/getMe", headers=foreign) as refused:
            assert refused.status == 403
        rebound = {**foreign, "Host": "evil.example"}
        async with http.get(f"{server.url}/telegram-web-app.js", headers=rebound) as refused:
            assert refused.status == 403
