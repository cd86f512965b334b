"""The bot's profile in the Telegram simulator: menus, descriptions, chats."""

import struct
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramNotFound, TelegramRetryAfter
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BufferedInputFile,
    InputProfilePhotoStatic,
)

from bot.sandbox.telegram import TelegramServer
from tests.sandbox.telegram_cast import (
    ANNA,
    GROUP,
    STRANGER,
    RawApi,
    aiogram_bot,
    raw_api,
    telegram,
)

pytestmark = pytest.mark.menus


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


def menu(*names: str) -> list[BotCommand]:
    return [BotCommand(command=name, description=f"does {name}") for name in names]


def shown(server: TelegramServer, person_id: int) -> list[str]:
    return [command.command for command in server.commands_for(person_id)]


async def test_the_narrowest_scope_wins_and_in_it_the_language(
    server: TelegramServer, bot: Bot
) -> None:
    private, chat = BotCommandScopeAllPrivateChats(), BotCommandScopeChat(chat_id=ANNA)
    assert shown(server, ANNA) == []
    await bot.set_my_commands(menu("start"))
    await bot.set_my_commands(menu("start", "buy"), scope=private)
    await bot.set_my_commands(menu("start", "kupit"), scope=private, language_code="ru")
    assert shown(server, ANNA) == ["start", "buy"]
    assert shown(server, STRANGER) == ["start", "kupit"]

    await bot.set_my_commands(menu("refund"), scope=chat)
    assert shown(server, ANNA) == ["refund"]
    assert [c.command for c in await bot.get_my_commands(scope=chat)] == ["refund"]
    await bot.delete_my_commands(scope=chat)
    assert shown(server, ANNA) == ["start", "buy"]


@pytest.mark.parametrize("code", ["pt-br", "fil", "UK", "u1"])
async def test_a_menu_s_language_has_two_letters(bot: Bot, code: str) -> None:
    """As TDLib checks it (validate_bot_language_code)."""
    with pytest.raises(TelegramBadRequest, match="invalid language code specified"):
        await bot.set_my_commands(menu("start"), language_code=code)
    with pytest.raises(TelegramBadRequest, match="invalid language code specified"):
        await bot.set_my_name("Shop", language_code=code)


@pytest.mark.parametrize(
    ("params", "description"),
    [
        ({"commands": 1}, "Bad Request: expected an Array of BotCommand"),
        ({"commands": ["start"]}, "Bad Request: expected an Array of BotCommand"),
        (
            {"commands": [{"command": "bad-name", "description": "x"}]},
            "Bad Request: BOT_COMMAND_INVALID",
        ),
        (
            {"commands": [{"command": "start", "description": " "}]},
            "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID",
        ),
        (
            {"commands": [{"command": "start", "description": "x"}] * 101},
            "Bad Request: BOT_COMMANDS_TOO_MUCH",
        ),
        (
            {"commands": [], "scope": {"type": "chat", "chat_id": 77}},
            "Bad Request: chat not found",
        ),
        (
            {"commands": [], "scope": {"type": "everywhere"}},
            "Bad Request: can't parse BotCommandScope: unsupported type specified",
        ),
    ],
)
async def test_menus_telegram_would_not_show(
    api: RawApi, params: dict[str, Any], description: str
) -> None:
    assert await api.refusal("setMyCommands", **params) == description


async def test_descriptions_by_language(bot: Bot, api: RawApi) -> None:
    await bot.set_my_description("Sells access")
    await bot.set_my_short_description("Продаёт доступ", language_code="ru")

    assert (await bot.get_my_description(language_code="ru")).description == "Sells access"
    assert (await bot.get_my_short_description()).short_description == ""
    assert (await bot.get_my_short_description("ru")).short_description == "Продаёт доступ"
    refusal = await api.refusal("setMyShortDescription", short_description="x" * 121)
    assert refusal == "Bad Request: bot short description is too long"


async def test_chats_the_bot_knows(bot: Bot, api: RawApi) -> None:
    person, group = await bot.get_chat(ANNA), await bot.get_chat(GROUP)

    assert (person.type, person.username) == ("private", "anna")
    assert (group.type, group.title) == ("supergroup", "Subscribers")
    assert await api.refusal("getChat", chat_id=STRANGER) == "Bad Request: chat not found"


async def test_leaving_the_cloud_does_no_harm(bot: Bot) -> None:
    assert await bot.log_out()
    assert await bot.close()
    assert (await bot.get_me()).username == "tributary_bot"


def jpeg(width: int, height: int) -> bytes:
    """Return the beginning of a JPEG of this size, which is all that the simulator reads."""
    return b"\xff\xd8\xff\xc0\x00\x11\x08" + struct.pack(">HH", height, width) + b"\x03" * 20


def picture(content: bytes) -> InputProfilePhotoStatic:
    return InputProfilePhotoStatic(photo=BufferedInputFile(content, "picture.jpg"))


async def test_the_name_is_shown_by_language_and_never_empty(
    server: TelegramServer, bot: Bot, api: RawApi
) -> None:
    assert (await bot.get_my_name()).name == "Tributary"
    await bot.set_my_name("Club")
    await bot.set_my_name("Клуб", language_code="ru")
    assert (await bot.get_me()).first_name == "Club"
    assert server.profile_for(ANNA).name == "Club"
    assert server.profile_for(STRANGER).name == "Клуб"
    await bot.set_my_name("", language_code="ru")
    assert server.profile_for(STRANGER).name == "Club"
    assert await api.refusal("setMyName", name=" ") == "Bad Request: bot name must be non-empty"


@pytest.mark.parametrize(
    ("method", "kind", "most"),
    [
        ("setMyName", "name", 64),
        ("setMyShortDescription", "short_description", 120),
        ("setMyDescription", "description", 512),
    ],
)
async def test_lengths_are_counted_in_utf_16(
    api: RawApi, method: str, kind: str, most: int
) -> None:
    refusal = await api.refusal(method, **{kind: "🎈" * (most // 2 + 1)})
    assert refusal == f"Bad Request: bot {kind.replace('_', ' ')} is too long"
    status, _ = await api(method, **{kind: "🎈" * (most // 2)})
    assert status == 200


async def test_the_picture_is_a_new_jpeg_of_some_size(
    server: TelegramServer, bot: Bot, api: RawApi
) -> None:
    assert (await bot.get_user_profile_photos(bot.id)).total_count == 0
    await bot.set_my_profile_photo(picture(jpeg(640, 320)))
    found = (await bot.get_user_profile_photos(bot.id)).photos[0][0]
    assert (found.width, found.height) == (640, 320)
    assert server.profile_for(ANNA).picture == found.file_id
    with pytest.raises(TelegramBadRequest, match="PHOTO_CROP_SIZE_SMALL"):
        await bot.set_my_profile_photo(picture(jpeg(640, 159)))
    with pytest.raises(TelegramBadRequest, match="PHOTO_EXT_INVALID"):
        await bot.set_my_profile_photo(picture(b"\x89PNG no JPEG"))
    again = {"type": "static", "photo": found.file_id}
    refusal = await api.refusal("setMyProfilePhoto", photo=again)
    assert refusal == "Bad Request: profile photo must be uploaded as a new file"
    assert "unsupported type" in await api.refusal("setMyProfilePhoto", photo={"type": "pie"})
    assert await bot.remove_my_profile_photo()
    assert server.profile_for(ANNA).picture is None
    assert await api.refusal("getUserProfilePhotos", user_id=5) == (
        "Bad Request: invalid user_id specified"
    )


async def test_with_its_limits_on_telegram_takes_few_names_a_day(
    server: TelegramServer, bot: Bot
) -> None:
    server.flood_control.enabled = True
    for name in ("One", "Two", "Three"):
        await bot.set_my_name(name)
    with pytest.raises(TelegramRetryAfter) as asked:
        await bot.set_my_name("Four")
    assert asked.value.retry_after > 23 * 3600
    await bot.set_my_description("A limit of its own")


async def test_an_older_server_lacks_methods(server: TelegramServer, bot: Bot) -> None:
    server.unknown_methods.add("removeMyProfilePhoto")
    with pytest.raises(TelegramNotFound, match="method not found"):
        await bot.remove_my_profile_photo()
