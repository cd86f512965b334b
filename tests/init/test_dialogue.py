"""The whole dialogue on a real terminal, between simulators of Telegram and Tribute."""

import asyncio
import stat
import sys

import pytest

from bot.settings.settings import load_settings
from tests.init.conftest import ANN, KEY, TOKEN, Outside
from tests.init.questions import (
    ADDRESS_ASKED,
    KEEPS,
    LANGUAGE_ASKED,
    SHOP_ASKED,
    ZONE_ASKED,
    answer_from,
    send_code,
)
from tests.init.typing_person import Typist, environment


async def keep_everything(typist: Typist) -> None:
    """Press Enter at each question of a dialogue whose answers are there already."""
    for prompt in (KEEPS, KEEPS, ADDRESS_ASKED, SHOP_ASKED, ZONE_ASKED, LANGUAGE_ASKED):
        await typist.answers(prompt, "")


async def test_a_new_owner_answers_seven_questions_and_the_bot_can_start(
    outside: Outside,
) -> None:
    async with outside.typing() as typist:
        await answer_from(typist, outside)
        assert await typist.ends() == 0
    assert outside.env_file.read_text("utf-8").splitlines()[1:] == [
        f"BOT_TOKEN={TOKEN}",
        f"TRIBUTE_API_KEY={KEY}",
        f"ADMIN_IDS={ANN}",
        "TIMEZONE=UTC",
        "DEFAULT_LOCALE=en",
    ]
    assert stat.S_IMODE(outside.env_file.stat().st_mode) == 0o600
    assert load_settings(outside.env_file).admin_ids == (ANN,)
    assert "@tributary_bot" in typist.shown
    assert "25 products" in typist.shown
    assert "canary" not in typist.shown


async def test_a_second_run_changes_nothing(outside: Outside) -> None:
    async with outside.typing() as typist:
        await answer_from(typist, outside)
        assert await typist.ends() == 0
    before, written_at = outside.env_file.read_bytes(), outside.env_file.stat().st_mtime_ns
    for arguments in ((), ("--yes",)):
        async with outside.typing(*arguments) as typist:
            if not arguments:
                await keep_everything(typist)
            await typist.sees("Nothing to change")
            assert await typist.ends() == 0
        assert outside.env_file.read_bytes() == before
        assert outside.env_file.stat().st_mtime_ns == written_at


async def test_a_russian_terminal_is_spoken_to_in_russian(outside: Outside) -> None:
    async with outside.typing(LANG="ru_RU.UTF-8") as typist:
        await typist.answers("Токен бота:", f"“{TOKEN}”")
        await typist.sees("Здесь лишние кавычки: уберите их.")
        await typist.answers("Токен бота:", TOKEN)
        await typist.answers("Ключ Tribute:", KEY)
        await typist.answers("Адрес:", "")
        await typist.answers("новый или переезд [новый]:", "переезд")
        await typist.answers("Ваш Telegram id (Enter — пропустить):", f"{ANN}")
        await typist.answers("Часовой пояс [UTC]:", "Europe/Moscow")
        await typist.answers("Язык [en]:", "русский")
        await typist.sees("tributary restore КОПИЯ")
        assert await typist.ends() == 0
    settings = load_settings(outside.env_file)
    assert (settings.timezone, settings.default_locale) == ("Europe/Moscow", "ru")


async def test_what_is_there_is_replaced_only_by_what_is_typed(outside: Outside) -> None:
    outside.env_file.write_text(
        f"# ours\r\nBOT_TOKEN='{TOKEN}'\r\nTRIBUTE_API_KEY=old-key-0123456789\r\nPORT=8090\r\n"
    )
    async with outside.typing("--yes", "--admin-id", f"{ANN}") as typist:
        await typist.sees("Tribute doesn't accept this key")
        await typist.answers("Tribute key:", KEY)
        assert await typist.ends() == 0
    text = outside.env_file.read_bytes().decode()
    assert text.split("\r\n")[:5] == [
        "# ours",
        f"BOT_TOKEN='{TOKEN}'",
        f"TRIBUTE_API_KEY={KEY}",
        "PORT=8090",
        f"ADMIN_IDS={ANN}",
    ]


async def test_a_flag_asks_before_it_replaces(outside: Outside) -> None:
    outside.env_file.write_text("ADMIN_IDS=777\nTIMEZONE=UTC\nDEFAULT_LOCALE=en\n")
    async with outside.typing("--admin-id", "888") as typist:
        await typist.answers("Bot token:", TOKEN)
        await typist.answers("Tribute key:", KEY)
        await typist.answers("Address:", "")
        await typist.answers("new or moved", "")
        await typist.answers("ADMIN_IDS is set already. Replace it with the new one? [y/N]", "huh")
        await typist.sees("Type y for yes")
        await typist.answers("[y/N]", "n")
        for prompt in (ZONE_ASKED, LANGUAGE_ASKED):
            await typist.answers(prompt, "")
        assert await typist.ends() == 0
    assert "ADMIN_IDS=777\n" in outside.env_file.read_text("utf-8")


async def test_yes_takes_the_proposals_and_still_asks_whether_the_sender_is_the_owner(
    outside: Outside,
) -> None:
    for product in outside.tribute.shop.products.values():
        product["name"], product["currency"] = "Доступ", "RUB"
    given = ("--yes", "--bot-token", TOKEN, "--tribute-key", KEY)
    async with outside.typing(*given) as typist:
        await send_code(typist, outside)
        await typist.answers("The code came from @ann, Telegram id 555. Is that you? [y/N]", "y")
        assert await typist.ends() == 0
    settings = load_settings(outside.env_file)
    assert (settings.timezone, settings.default_locale) == ("Europe/Moscow", "ru")
    assert settings.admin_ids == (ANN,)


async def test_a_second_enter_answers_no_question_unseen(outside: Outside) -> None:
    """A key that is copied with its line end, and an Enter as always."""
    async with outside.typing("--admin-id", f"{ANN}", "--shop", "new") as typist:
        await typist.answers("Bot token:", TOKEN)
        await typist.answers("Tribute key:", f"{KEY}\r\n")
        await typist.answers("Address:", "localhost.example")
        await typist.answers("Use it all the same? [y/N]", "y")
        await answer_from(typist, outside, ZONE_ASKED)
        assert await typist.ends() == 0
    assert "PUBLIC_URL=https://localhost.example\n" in outside.env_file.read_text("utf-8")


async def test_forty_products_of_which_none_is_approved_are_no_obstacle(outside: Outside) -> None:
    for product in outside.tribute.shop.products.values():
        product["status"] = "pending"
    async with outside.typing("--yes", "--admin-id", f"{ANN}") as typist:
        await typist.answers("Bot token:", TOKEN)
        await typist.answers("Tribute key:", KEY)
        await typist.sees("Tribute hasn't approved any of them yet")
        assert await typist.ends() == 0


@pytest.mark.long
async def test_after_the_last_answer_the_bot_starts_and_answers_its_owner(outside: Outside) -> None:
    async with outside.typing() as typist:
        await answer_from(typist, outside)
        assert await typist.ends() == 0
    with outside.env_file.open("a", encoding="utf-8") as file:
        file.write("PORT=0\n")
    bot = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "run"),
        cwd=outside.folder,
        env=environment(**outside.urls),
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        await outside.telegram.send(ANN, "/start")
        [sent, *_] = await outside.telegram.wait_for_calls("sendMessage", timeout=50)
        assert int(str(sent.params["chat_id"])) == ANN
    finally:
        bot.terminate()
        await bot.wait()
