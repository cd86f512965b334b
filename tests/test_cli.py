"""The command line, in its own process and in this one: exit codes and plain sentences."""

import asyncio
import contextlib
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

import bot
from bot.__main__ import main, run_loop
from bot.settings.settings import Settings
from storage import people
from storage.engine.database import open_database
from tests.settings.settings_file import KEY, TOKEN

NOBODY = "http://127.0.0.1:9"  # the discard port: nothing listens there
ENVIRONMENT = {
    "BOT_TOKEN": TOKEN,
    "TRIBUTE_API_KEY": KEY,
    "TELEGRAM_API_URL": NOBODY,
    "TRIBUTE_API_URL": NOBODY,
    "DATABASE_PATH": "shop.db",
}


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Work in an empty folder, with none of this machine's settings."""
    monkeypatch.chdir(tmp_path)
    for field in Settings.model_fields:
        monkeypatch.delenv(field.upper(), raising=False)


@contextlib.contextmanager
def start(*arguments: str, **settings: str) -> Iterator[subprocess.Popen[str]]:
    """Run the command as a process of its own, and kill it when the test is over."""
    with subprocess.Popen(
        [sys.executable, "-m", "bot", *arguments],
        env=os.environ | settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def run(*arguments: str, **settings: str) -> tuple[int, str, str]:
    """Run the command to its end; return its exit code, stdout and stderr."""
    with start(*arguments, **settings) as process:
        out, err = process.communicate(timeout=30)
    return process.returncode, out, err


def refusal(*arguments: str, **settings: str) -> str:
    """Return the last line of stderr, after any log lines, of a command that exits with 2."""
    code, out, err = run(*arguments, **settings)
    assert (code, out) == (2, "")
    assert "Traceback" not in err
    assert "canary" not in err
    sentence = err.splitlines()[-1]
    assert sentence.startswith("tributary: ")
    return sentence


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.mark.matrix
@pytest.mark.parametrize("command", [(), ("run",), ("check",)])
def test_without_settings_every_command_names_the_missing_ones(command: tuple[str, ...]) -> None:
    sentence = refusal(*command)
    assert "BOT_TOKEN is not set" in sentence
    assert "TRIBUTE_API_KEY is not set" in sentence


def test_an_empty_key_refuses_to_start() -> None:
    assert "TRIBUTE_API_KEY is not set" in refusal("run", **ENVIRONMENT | {"TRIBUTE_API_KEY": ""})


COMMANDS = (
    *("run", "init", "sandbox", "doctor", "backup", "restore", "check", "upgrade-check"),
    "--version",
)


def test_the_help_names_every_command() -> None:
    code, out, _ = run("--help")
    assert code == 0
    assert all(command in out for command in COMMANDS)


def test_the_version_is_printed() -> None:
    code, out, _ = run("--version")
    assert (code, out) == (0, f"tributary {bot.__version__}\n")


@pytest.mark.matrix
@pytest.mark.parametrize("arguments", [("dance",), ("sandbox", "--port", "70000")])
def test_a_wrong_command_line_is_refused(arguments: tuple[str, ...]) -> None:
    code, _, err = run(*arguments)
    assert code == 2
    assert "Traceback" not in err


def test_a_taken_port_is_refused_in_one_sentence(taken_port: int) -> None:
    assert str(taken_port) in refusal("run", **ENVIRONMENT, PORT=str(taken_port))


@pytest.mark.long
def test_the_sandbox_refuses_a_taken_port_in_one_sentence(taken_port: int) -> None:
    assert str(taken_port) in refusal("sandbox", "--port", str(taken_port))


def test_checking_a_missing_database_is_refused_in_one_sentence() -> None:
    assert "shop.db" in refusal("check", **ENVIRONMENT)
    assert not Path("shop.db").exists()


@pytest.mark.long
def test_checking_names_a_text_of_the_bot_that_cannot_be_read() -> None:
    """The bot starts with it, because it is parsed when it is first shown."""
    shutil.copytree(Path(bot.__file__).parent, "bot")  # Python prefers this folder's
    Path("bot/texts/ru/mine.ftl").write_text("mine-hello = Привет, { $x\n", encoding="utf-8")
    said = "“mine-hello” in “ru” cannot be read at “mine-hello = Привет, { $x”"
    assert refusal("check", **ENVIRONMENT) == f"tributary: {said}"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.long
def test_a_running_bot_stops_quietly_and_its_ledger_is_sound(number: signal.Signals) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with start("run", **ENVIRONMENT, PORT=str(port)) as process:
        assert _alive(process, port), process.communicate()[1]
        process.send_signal(number)
        _, err = process.communicate(timeout=30)
    assert process.returncode == 0
    assert "Traceback" not in err
    assert "canary" not in err
    code, out, _ = run("check", **ENVIRONMENT)
    assert (code, out) == (0, "ok: the ledger in shop.db is consistent\n")


def _alive(process: subprocess.Popen[str], port: int) -> bool:
    """Wait until the bot answers; return False as soon as its process has ended instead.

    The test's time limit ends the waiting.
    """
    while process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            time.sleep(0.1)
    return False


async def _module_of_the_loop() -> str:
    return type(asyncio.get_running_loop()).__module__


def test_work_runs_on_uvloop_where_it_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run_loop(_module_of_the_loop()).startswith("uvloop")
    monkeypatch.setitem(sys.modules, "uvloop", None)  # as where it can't be installed
    assert run_loop(_module_of_the_loop()).startswith("asyncio")


def _break(statement: str) -> None:
    """Make a ledger in which one promise is broken, as by a bug or an edit of the file."""

    async def make() -> None:
        async with open_database(Path("shop.db")) as db:
            await db.write(lambda tx: people.ensure(tx, 1, None, 0))

    asyncio.run(make())
    with contextlib.closing(sqlite3.connect("shop.db")) as connection:
        connection.execute(statement)
        connection.commit()


@pytest.mark.usefixtures("own_logging")
class TestInThisProcess:
    def test_findings_are_printed_one_a_line_and_the_exit_code_is_1(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        _break(
            "INSERT INTO subscriptions (telegram_user_id, plan_id, started_at, changed_at)"
            " VALUES (1, 1, 0, 0)"
        )
        for name, value in ENVIRONMENT.items():
            monkeypatch.setenv(name, value)
        assert main(["check"]) == 1
        assert "person 1" in capsys.readouterr().out


@pytest.mark.matrix
@pytest.mark.parametrize("command", ["run", "init", "doctor"])
def test_a_folder_that_was_deleted_is_one_sentence(tmp_path: Path, command: str) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    done = subprocess.run(
        ["sh", "-c", 'rmdir "$PWD" && exec "$@"', "sh", sys.executable, "-m", "bot", command],
        cwd=gone,
        env=os.environ | ENVIRONMENT | {"PYTHONPATH": str(Path(bot.__file__).parents[1])},
        capture_output=True,
        text=True,
        check=False,
        timeout=50,
    )
    assert done.returncode == 2
    assert done.stderr.startswith("tributary: The folder of this terminal was deleted")
