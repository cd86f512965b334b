"""The commands backup, restore and doctor at the command line: exit codes and sentences."""

import asyncio
import re
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.settings.settings import Settings
from storage.engine.database import open_database
from tests.test_cli import ENVIRONMENT


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, own_logging: None) -> None:
    """Work in an empty folder, with no settings but these."""
    monkeypatch.chdir(tmp_path)
    for field in Settings.model_fields:
        monkeypatch.delenv(field.upper(), raising=False)
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)


def _database() -> None:
    async def make() -> None:
        async with open_database(Path("shop.db")):
            pass

    asyncio.run(make())


def test_a_copy_is_made_and_restored(capsys: pytest.CaptureFixture[str]) -> None:
    _database()
    assert main(["backup", "copy.db"]) == 0
    assert "ok: copy.db is a copy of shop.db" in capsys.readouterr().out
    assert main(["restore", "copy.db"]) == 0
    out = capsys.readouterr().out
    assert "is kept as shop.db.before-restore-" in out
    assert "sends nothing before an admin has answered" in out


def test_a_folder_as_the_target_gets_a_file_with_the_time(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _database()
    Path("copies").mkdir()
    assert main(["backup", "copies"]) == 0
    (made,) = Path("copies").iterdir()
    assert re.fullmatch(r"tributary-\d{8}T\d{6}Z\.db", made.name)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["backup", "shop.db"], "is there already"),
        (["backup", "nowhere/copy.db"], "doesn't exist"),
        (["restore", "nowhere.db"], "There is no file nowhere.db"),
        (["restore", "shop.db"], "is the database itself"),
    ],
)
def test_an_impossible_backup_or_restore_is_refused_in_one_sentence(
    capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    _database()
    assert main(arguments) == 2
    (sentence,) = capsys.readouterr().err.splitlines()
    assert words in sentence


def test_the_doctor_names_each_problem_and_how_to_fix_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORT", "9")
    assert main(["doctor"]) == 1
    out = capsys.readouterr().out
    assert "ok       Settings: all can be read\n" in out
    assert "broken   There is no database at shop.db\n         → At the very first" in out
    assert "warning  The bot isn't running here: nobody answers at http://127.0.0.1:9\n" in out
    assert "broken   Telegram gives no answer at http://127.0.0.1:9\n" in out
    assert "canary" not in out
    assert not Path("shop.db").exists()


def test_the_doctor_speaks_the_owner_s_language(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEFAULT_LOCALE", "ru")
    assert main(["doctor"]) == 1
    assert "ok       Настройки: все читаются" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        (
            "TRIBUTE_API_KEY",
            "https://t.me/tribute/app?startapp=pDDs",
            "holds a link, not a key",
        ),
        (
            "TRIBUTE_API_KEY",
            "123456:AAE-another-bot-token-abcdefg",
            "holds a Telegram bot token",
        ),
        ("TRIBUTE_API_KEY", "", "TRIBUTE_API_KEY is not set"),
        ("BOT_TOKEN", "@my_bot", "is not a bot token"),
        ("PUBLIC_URL", "http://bot.example.com", "must begin with https://"),
    ],
)
def test_unusable_settings_are_the_first_finding_of_the_doctor(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    value: str,
    words: str,
) -> None:
    monkeypatch.setenv(name, value)
    assert main(["doctor"]) == 1
    first, following = capsys.readouterr().out.splitlines()[:2]
    assert first.startswith(f"broken   Settings: {name}")
    assert words in first
    assert following.startswith("         → Fix it in .env")


@pytest.mark.parametrize(("locale", "words"), [("en", "this version reads"), ("ru", "эта версия")])
def test_the_check_before_an_upgrade_needs_no_working_bot(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, locale: str, words: str
) -> None:
    _database()
    monkeypatch.setenv("DEFAULT_LOCALE", locale)
    assert main(["upgrade-check"]) == 0
    assert words in capsys.readouterr().out


def test_the_check_before_an_upgrade_finds_all_that_would_stop_the_new_version(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOT_TOKEN", "")
    Path(".env").write_text("XYZZY=1\n")
    assert main(["upgrade-check"]) == 1
    out = capsys.readouterr().out
    assert "broken   Settings: XYZZY in line 1 of .env" in out
    assert "broken   Settings: BOT_TOKEN is not set" in out
    assert "warning  There is no database at shop.db" in out
