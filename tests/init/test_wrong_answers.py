"""Wrong answers at a real terminal: each is named, with its next step, and can be corrected."""

import pytest

from tests.init.conftest import ANN, KEY, TOKEN, Outside
from tests.init.questions import (
    ADDRESS_ASKED,
    CODE_ASKED,
    KEY_ASKED,
    LANGUAGE_ASKED,
    SHOP_ASKED,
    TOKEN_ASKED,
    ZONE_ASKED,
)

OWNER_ASKED = "Your Telegram id (Enter leaves it out):"
_BOTFATHER, _KEYS = "→ In Telegram open @BotFather, send /mybots", "→ In Telegram open @tribute"
_NAME, _ID = "→ Type the name that leads to this machine", "→ Type your Telegram id"
OTHER_TOKEN = "7654321:AAE-canary-canary-canary-canary"

WRONG = (
    (TOKEN_ASKED, "", "That was empty.", _BOTFATHER),
    (TOKEN_ASKED, "https://t.me/my_shop_bot", "That is a link to Telegram.", _BOTFATHER),
    (TOKEN_ASKED, "@my_shop_bot", "That is a username.", _BOTFATHER),
    (TOKEN_ASKED, "7000001", "That is a number, such as an id.", _BOTFATHER),
    (TOKEN_ASKED, "7000001:", "That is only a part of a bot token", _BOTFATHER),
    (TOKEN_ASKED, "38176:TEST:4711", "That is the token of a payment provider.", _BOTFATHER),
    (TOKEN_ASKED, "3f2a9c1e-7b64-4d0a-9c55-1de00aa11", "That looks like a key.", _BOTFATHER),
    (TOKEN_ASKED, f"BOT_TOKEN={TOKEN}", "That is a whole line NAME=value.", _BOTFATHER),
    (TOKEN_ASKED, f'"{TOKEN}"', "That has quotation marks around it.", _BOTFATHER),
    (TOKEN_ASKED, f"{TOKEN}\u200b", "That holds invisible characters", _BOTFATHER),
    (TOKEN_ASKED, f"The token: {TOKEN}", "That is a whole message with a secret", _BOTFATHER),
    (TOKEN_ASKED, f"https://a.b/bot{TOKEN}/getMe", "That is a link that holds", _BOTFATHER),
    (TOKEN_ASKED, f"({TOKEN})", "That is a bot token and something more", _BOTFATHER),
    (TOKEN_ASKED, f"{TOKEN[:9]} {TOKEN[9:]}", "That is a bot token and something more", _BOTFATHER),
    (TOKEN_ASKED, f"bot{TOKEN}", "That is a bot token and something more", _BOTFATHER),
    (TOKEN_ASKED, f"bot_token={TOKEN}", "That is a whole line NAME=value.", _BOTFATHER),
    (TOKEN_ASKED, f"BOT_TOKEN: {TOKEN}", "That is a whole line NAME=value.", _BOTFATHER),
    (TOKEN_ASKED, TOKEN.replace("c", "с"), "That mixes letters of two alphabets", _BOTFATHER),
    (TOKEN_ASKED, "9" * 30 + OTHER_TOKEN, "That is only a part of a bot token", _BOTFATHER),
    (TOKEN_ASKED, OTHER_TOKEN, "Telegram doesn't accept this token", "→ In @BotFather send"),
    (KEY_ASKED, TOKEN, "That is the token of a Telegram bot.", _KEYS),
    (KEY_ASKED, "https://t.me/tribute/app?startapp=p1", "That is a link to Tribute.", _KEYS),
    (KEY_ASKED, f"Api-Key: {KEY}", "That begins with the name of a header.", _KEYS),
    (KEY_ASKED, "123456789", "That is a number, such as an id.", _KEYS),
    (KEY_ASKED, "whsec_canarycanary", "That is a secret for outgoing webhooks.", _KEYS),
    (KEY_ASKED, "your-key-here", "That is a word that only stands for the value.", _KEYS),
    (KEY_ASKED, f"export TRIBUTE_API_KEY='{KEY}'", "That is a whole line NAME=value.", _KEYS),
    (KEY_ASKED, f"curl -H 'Api-Key: {KEY}'", "Those are several words.", _KEYS),
    (KEY_ASKED, f"{KEY[:-4]}…", "That is shortened or hidden", _KEYS),
    (KEY_ASKED, f"{KEY[:-6]}...", "That is shortened or hidden", _KEYS),
    (KEY_ASKED, "<key>", "That is a word that only stands for the value.", _KEYS),
    (KEY_ASKED, f"<{KEY}>", "That has brackets or asterisks around it.", _KEYS),
    (KEY_ASKED, "bot.example.com", "That is the name of a website.", _KEYS),
    (KEY_ASKED, "other-canary-key-1234", "Tribute doesn't accept this key", "→ In @tribute open"),
    (ADDRESS_ASKED, "http://shop.example", "That begins with http://", "→ Type https://shop.exa"),
    (ADDRESS_ASKED, "https://t.me/my_shop_bot", "That is a link to Telegram.", _NAME),
    (ADDRESS_ASKED, "https://a.example/webhook/x", "That is the whole address of a", "→ Type it"),
    (ADDRESS_ASKED, "me@shop.example", "That is an e-mail address.", _NAME),
    (ADDRESS_ASKED, "https://shop", "shop is inside this machine or its own", "→ Type a public"),
    (ADDRESS_ASKED, "my shop", "Those are several words.", _NAME),
    (ADDRESS_ASKED, KEY, "That looks like a key.", _NAME),
    (ADDRESS_ASKED, "example", "“example” is no whole name", "→ Type it like https://bot.e"),
    (ADDRESS_ASKED, "https://", "“https://” can't be the name of a machine", "→ Type it like"),
    (ADDRESS_ASKED, "https://a..example", "“a..example” can't be the name", "→ Type it like"),
    (
        ADDRESS_ASKED,
        "https:/a.example",
        "doesn't begin with https:// as it",
        "→ Type https://a.exa",
    ),
    (
        ADDRESS_ASKED,
        "https://https://a.example",
        "doesn't begin with https://",
        "→ Type https://a.ex",
    ),
    (
        ADDRESS_ASKED,
        "ttps://a.example",
        "The address doesn't begin with https://",
        "→ Type https://a.",
    ),
    (
        ADDRESS_ASKED,
        "https://me@a.example",
        "Before the name there is more",
        "→ Type https://a.exa",
    ),
    (
        ADDRESS_ASKED,
        "https://a.example?b=1",
        "After the name there is a “?”",
        "→ Type https://a.ex",
    ),
    (
        ADDRESS_ASKED,
        "https://a.example:99999",
        "a port that doesn't exist",
        "→ Type https://a.exam",
    ),
    (ADDRESS_ASKED, "https://[::1", "“[::1” can't be the name of a machine", "→ Type it like"),
    (ADDRESS_ASKED, "[2606:4700::1]", "That is an IP address.", _NAME),
    (SHOP_ASKED, "old", "That is something else.", "→ Type new or moved."),
    (OWNER_ASKED, "@ann", "That is a username.", _ID),
    (OWNER_ASKED, "+7 900 000-00-00", "That is a phone number.", _ID),
    (OWNER_ASKED, "-1001234567890", "That is the id of a group or channel.", _ID),
    (OWNER_ASKED, "7000001", "That is the bot's own id", _ID),
    (OWNER_ASKED, TOKEN, "That is the token of a Telegram bot.", _ID),
    (ZONE_ASKED, "UTC+3", "That is something else.", "→ Type it like Europe/Moscow"),
    (LANGUAGE_ASKED, "deutsch", "That is something else.", "→ Type en or ru."),
)
"""The question, what is typed, what the terminal says that it is, and the next step."""
RIGHT = {TOKEN_ASKED: TOKEN, KEY_ASKED: KEY, OWNER_ASKED: f"{ANN}"}


def test_there_are_at_least_twenty_five_and_each_is_another() -> None:
    assert len({(question, typed) for question, typed, *_ in WRONG}) == len(WRONG) >= 25


@pytest.mark.timeout(120)
async def test_each_wrong_answer_is_named_with_its_next_step(outside: Outside) -> None:
    async with outside.typing() as typist:
        asked = ""
        for question, wrong, said, step in WRONG:
            if asked not in (question, ""):
                await typist.answers(asked, RIGHT.get(asked, ""))
            if question == OWNER_ASKED and asked != question:
                await typist.sees(CODE_ASKED)
            else:
                await typist.sees(question)
            asked = question
            typist.types(wrong)
            await typist.sees(said)
            await typist.sees(step)
        await typist.answers(asked, "")
        assert await typist.ends() == 0
    hidden, _, _ = typist.shown.partition("3. The address.")
    assert "canary" not in hidden
    assert f"ADMIN_IDS={ANN}\n" in outside.env_file.read_text("utf-8")
