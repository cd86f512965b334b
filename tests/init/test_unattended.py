"""Without a terminal the flags answer; what can't be answered is left out, or refused by name."""

import asyncio
import io
import os
import stat
import subprocess
import sys

import pytest

from bot.errors import SettingsError
from bot.init import options
from bot.init.start import Surroundings, dialogue
from bot.init.terminal import Terminal
from bot.settings.settings import load_settings
from bot.texts import Texts
from tests.init.conftest import ANN, BOB, KEY, TOKEN, Outside
from tests.init.typing_person import environment

SECRETS = ("--bot-token", TOKEN, "--tribute-key", KEY)


async def init(
    outside: Outside, *arguments: str, stdin: str = "", language: str = "en", **env: str
) -> tuple[int, str]:
    """Carry out the command without a terminal; return its exit code and all that it printed."""
    flags, shown = _parsed(arguments), io.StringIO()
    around = Surroundings(Terminal(None, shown), outside.env_file)
    code, sentence = 0, ""
    try:
        chosen = options.read(flags, environment(**outside.urls | env), io.StringIO(stdin))
        await dialogue(chosen, Texts(language), around)
    except SettingsError as error:
        code, sentence = 2, f"tributary: {error}\n"
    said = " ".join(shown.getvalue().split()) + sentence
    assert "canary" not in said
    return code, said


def _parsed(arguments: tuple[str, ...]) -> dict[str, object]:
    given = [one for one in arguments if one != "--yes"]
    names = [one.removeprefix("--").replace("-", "_") for one in given[::2]]
    return {**dict(zip(names, given[1::2], strict=True)), "yes": "--yes" in arguments}


async def command(outside: Outside, line: str, stdin: str = "") -> tuple[int, str]:
    """Run a line of the shell, in which `$0` is Python; return its exit code and its output."""

    def run() -> tuple[int, str]:
        done = subprocess.run(
            ["sh", "-c", line, sys.executable],
            cwd=outside.folder,
            env=environment(**outside.urls),
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
            timeout=50,
        )
        return done.returncode, done.stdout + done.stderr

    return await asyncio.to_thread(run)


async def test_flags_answer_every_question(outside: Outside) -> None:
    code, said = await init(
        outside,
        *SECRETS,
        *("--public-url", "bot.example", "--admin-id", f"{ANN}", "--shop", "new"),
        *("--timezone", "Europe/Berlin", "--locale", "ru", "--port", "0"),
    )
    assert code == 0, said
    settings = load_settings(outside.env_file)
    assert settings.public_url == "https://bot.example"
    assert settings.admin_ids == (ANN,)
    assert (settings.timezone, settings.default_locale) == ("Europe/Berlin", "ru")
    assert "The name bot.example leads nowhere yet." in said


async def test_yes_takes_the_defaults_and_leaves_out_what_has_none(outside: Outside) -> None:
    code, said = await init(outside, *SECRETS, "--yes")
    assert code == 0, said
    assert outside.env_file.read_text("utf-8").splitlines()[1:] == [
        f"BOT_TOKEN={TOKEN}",
        f"TRIBUTE_API_KEY={KEY}",
        "TIMEZONE=UTC",
        "DEFAULT_LOCALE=en",
    ]
    assert "No owner is set" in said


async def test_without_yes_a_value_that_is_there_stays(outside: Outside) -> None:
    before = f"BOT_TOKEN={TOKEN}\nTRIBUTE_API_KEY={KEY}\nADMIN_IDS={ANN}\nTIMEZONE=UTC\n"
    outside.env_file.write_text(before)
    given = ("--admin-id", f"{BOB}", "--timezone", "Europe/Berlin")
    code, said = await init(outside, *given)
    assert code == 0, said
    assert outside.env_file.read_text("utf-8") == before
    assert "ADMIN_IDS is set already and stays as it is" in said
    code, said = await init(outside, *given, "--yes")
    assert code == 0, said
    settings = load_settings(outside.env_file)
    assert (settings.admin_ids, settings.timezone) == ((BOB,), "Europe/Berlin")


async def test_secrets_come_from_the_environment(outside: Outside) -> None:
    code, said = await init(outside, "--yes", BOT_TOKEN=TOKEN, TRIBUTE_API_KEY=KEY)
    assert code == 0, said
    assert f"BOT_TOKEN={TOKEN}\n" in outside.env_file.read_text("utf-8")


async def test_secrets_come_from_standard_input_also_with_windows_line_ends(
    outside: Outside,
) -> None:
    line = '"$0" -m bot init --tribute-key - --bot-token - --yes'
    code, said = await command(outside, line, f"{TOKEN}\r\n{KEY}\r\n")
    assert code == 0, said
    assert "canary" not in said
    text = outside.env_file.read_bytes().decode()
    assert f"BOT_TOKEN={TOKEN}\nTRIBUTE_API_KEY={KEY}\n" in text


async def test_a_line_that_standard_input_lacks_is_named(outside: Outside) -> None:
    code, said = await init(outside, "--bot-token", "-", "--tribute-key", "-", stdin=f"{TOKEN}\n")
    assert code == 2
    assert said == "tributary: --tribute-key - reads a line of standard input, and there is none.\n"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ((), "BOT_TOKEN is needed, and there is no terminal to ask in. Give it with --bot-token"),
        (SECRETS[:2], "TRIBUTE_API_KEY is needed"),
        (("--bot-token", KEY), "BOT_TOKEN: That looks like a key. In Telegram open @BotFather"),
        (("--bot-token", "1:canary"), "BOT_TOKEN: Telegram doesn't accept this token"),
        ((*SECRETS[:2], "--tribute-key", "canary"), "TRIBUTE_API_KEY: Tribute doesn't accept"),
        ((*SECRETS, "--public-url", "http://a.example"), "PUBLIC_URL: That begins with http://"),
        ((*SECRETS, "--admin-id", "@ann"), "ADMIN_IDS: That is a username."),
        ((*SECRETS, "--shop", "old"), "--shop: Type new or moved."),
        ((*SECRETS, "--timezone", "Moscow"), "TIMEZONE: That is something else. Type it like"),
        ((*SECRETS, "--locale", "xx"), "DEFAULT_LOCALE: That is something else. Type en or ru."),
        ((*SECRETS, "--port", "http"), "PORT: That is something else. Type a number"),
    ],
)
async def test_what_cannot_be_used_ends_with_one_sentence_and_nothing_is_written(
    outside: Outside, given: tuple[str, ...], said: str
) -> None:
    code, shown = await init(outside, *given, *(("--yes",) if given else ()))
    assert code == 2
    assert f"tributary: {said}" in shown
    assert not outside.env_file.exists()


async def test_a_closed_standard_input_is_no_terminal(outside: Outside) -> None:
    code, said = await command(outside, '"$0" -m bot init --yes <&-')
    assert code == 2
    assert said.splitlines()[-1].startswith("tributary: BOT_TOKEN is needed")
    assert "Traceback" not in said


async def test_with_all_streams_closed_nothing_is_shown_and_the_file_is_written(
    outside: Outside,
) -> None:
    line = f'"$0" -m bot init {" ".join(SECRETS)} --yes <&- >&-'
    assert await command(outside, line) == (0, "")
    assert f"BOT_TOKEN={TOKEN}\n" in outside.env_file.read_text("utf-8")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("ADMIN_IDS=@ann", "ADMIN_IDS: That is a username. Type your Telegram id"),
        ("ADMIN_IDS=7000001", "BOT_TOKEN: The number in this token is the bot's own id"),
        ("TRIBUTE_API_KEY=<key>", "TRIBUTE_API_KEY: That is a word that only stands for the"),
        ("PORT=99999", "PORT: That is a number, such as an id. Type a number from 1 to 65535"),
    ],
)
async def test_a_wrong_value_that_is_there_is_named_and_no_other_is_blamed(
    outside: Outside, line: str, said: str
) -> None:
    given = {"BOT_TOKEN": TOKEN, "TRIBUTE_API_KEY": KEY}
    given.pop(line.partition("=")[0], None)
    outside.env_file.write_text(f"{line}\n")
    code, shown = await init(outside, **given)
    assert code == 2
    assert f"tributary: {said}" in shown
    assert outside.env_file.read_text("utf-8") == f"{line}\n"


async def test_a_file_that_others_may_read_is_closed_to_them_also_where_nothing_changes(
    outside: Outside,
) -> None:
    assert (await init(outside, *SECRETS, "--yes"))[0] == 0
    before = outside.env_file.read_bytes()
    outside.env_file.chmod(0o644)
    code, said = await init(outside, "--yes")
    assert code == 0
    assert f"Other users of this machine could read {outside.env_file}." in said
    assert "Nothing to change" in said
    assert stat.S_IMODE(outside.env_file.stat().st_mode) & 0o007 == 0
    assert outside.env_file.read_bytes() == before
    assert "Other users" not in (await init(outside, "--yes"))[1]


async def test_unknown_names_stay_and_are_named_as_what_is_left(outside: Outside) -> None:
    outside.env_file.write_text("POSTGRES_PASSWORD='a b' # ours\nTIMEZON=UTC\n")
    code, said = await init(outside, *SECRETS, "--yes")
    assert code == 2
    named = f"TIMEZON in line 2 of {outside.env_file} is not a setting: did you mean TIMEZONE?"
    assert named in said
    assert "The file is written, but the bot doesn't start with it yet" in said
    text = outside.env_file.read_text("utf-8")
    assert text.startswith("POSTGRES_PASSWORD='a b' # ours\nTIMEZON=UTC\nBOT_TOKEN=")


async def test_servers_that_are_silent_are_no_obstacle(outside: Outside) -> None:
    nobody = {"TELEGRAM_API_URL": "http://127.0.0.1:9", "TRIBUTE_API_URL": "http://127.0.0.1:9"}
    code, said = await init(outside, *SECRETS, "--yes", **nobody)
    assert code == 0, said
    assert "Telegram gives no answer now" in said
    assert "it can't be tried now" in said
    assert f"BOT_TOKEN={TOKEN}\n" in outside.env_file.read_text("utf-8")


async def test_an_address_of_a_server_that_is_wrong_is_one_sentence(outside: Outside) -> None:
    code, said = await init(outside, *SECRETS, "--yes", TELEGRAM_API_URL="nowhere")
    assert code == 2
    assert "tributary: TELEGRAM_API_URL must be an address" in said


async def test_a_folder_that_cannot_be_written_is_one_sentence(outside: Outside) -> None:
    """Root may write everywhere, unless it gives that right up first."""
    without = "setpriv --bounding-set=-dac_override " if os.geteuid() == 0 else ""
    outside.folder.chmod(0o500)
    secrets = " ".join(SECRETS)
    code, said = await command(outside, f'exec {without}"$0" -m bot init {secrets} --yes')
    outside.folder.chmod(0o700)
    assert code == 2
    assert "tributary: .env cannot be written: Permission denied." in said


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("TIMEZON=UTC", "TIMEZON в строке 1 файла {path} не настройка. Может быть, TIMEZONE?"),
        ("QQQQ=1", "QQQQ в строке 1 файла {path} не настройка. Все имена есть в .env.example."),
        ("123:a=1", "Имя в строке 1 файла {path} не настройка."),
        ("QQQQ", "Строка 1 файла {path} не имеет вида NAME=value: исправьте её или удалите."),
    ],
)
async def test_a_line_that_the_bot_refuses_is_named_in_the_terminals_language(
    outside: Outside, line: str, said: str
) -> None:
    outside.env_file.write_text(f"{line}\n", encoding="utf-8")
    code, shown = await init(outside, *SECRETS, "--yes", language="ru")
    assert code == 2
    assert said.format(path=outside.env_file) in shown.split("tributary: ")[1]


@pytest.mark.parametrize(
    ("imports", "unwanted"),
    [
        ("bot.__main__; from bot.runtime import lazy_types; lazy_types.install()", "bot.init"),
        ("bot.init.start", "aiogram"),
    ],
)
def test_run_needs_nothing_of_init_and_init_needs_no_aiogram(imports: str, unwanted: str) -> None:
    app = "bot.app" if unwanted == "bot.init" else "bot.init.start"
    script = f"import sys, {imports}; import {app}; sys.exit({unwanted!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
