"""Logs have levels and formats, and no secret gets into them from any source."""

import json
import logging
import subprocess
import sys
import threading
import warnings
from collections.abc import Callable

import pytest
import structlog

from bot.runtime import logs

TOKEN = "123456:AAE-canary/token+canary"
KEY = "canary\"key\\with'quotes"
SECRETS = (TOKEN, KEY)

pytestmark = pytest.mark.usefixtures("own_logging")


def raise_and_log(text: str) -> None:
    try:
        raise ValueError(text)
    except ValueError:
        structlog.get_logger("ours").exception("failed")


def raise_in_thread(text: str) -> None:
    def fail() -> None:
        raise RuntimeError(text)

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()


WAYS_TO_LOG: dict[str, Callable[[str], None]] = {
    "the event": lambda text: structlog.get_logger("ours").info(text),
    "a value": lambda text: structlog.get_logger("ours").info("e", value={"a": [text]}),
    "a bound value": lambda text: structlog.get_logger("ours").bind(url=text).info("e"),
    "a traceback": raise_and_log,
    "another library's record": lambda text: logging.getLogger("theirs").warning("got %s", text),
    "another library's repr": lambda text: logging.getLogger("theirs").warning("got %r", text),
    "an extra": lambda text: logging.getLogger("theirs").warning("got", extra={"what": text}),
    "a warning": lambda text: warnings.warn(text, stacklevel=1),
    "an error in a thread": raise_in_thread,
    "a log call that is wrong": lambda text: logging.getLogger("theirs").warning("%d", text),
}


@pytest.mark.fault("C7", "secrets in messages, values and tracebacks")
@pytest.mark.parametrize("log_format", ["console", "json"])
@pytest.mark.parametrize("way", WAYS_TO_LOG)
@pytest.mark.parametrize(
    "secret", [TOKEN, KEY, "AAE-canary/token+canary", "AAE-canary%2Ftoken%2Bcanary"]
)
@pytest.mark.filterwarnings("always")
def test_no_secret_is_logged(
    capsys: pytest.CaptureFixture[str], log_format: str, way: str, secret: str
) -> None:
    logs.setup("DEBUG", log_format, SECRETS)  # type: ignore[arg-type]
    WAYS_TO_LOG[way](f"before {secret} after")
    written = capsys.readouterr()
    assert "canary" not in written.err
    assert "before *** after" in written.err or way == "a log call that is wrong"
    assert written.out == ""


def test_a_line_is_json_when_machines_read(capsys: pytest.CaptureFixture[str]) -> None:
    logs.setup("INFO", "json")
    structlog.get_logger("ours").info("stored", deliveries=2)
    line = json.loads(capsys.readouterr().err)
    assert line.pop("timestamp").endswith("Z")
    assert line == {"event": "stored", "deliveries": 2, "level": "info", "logger": "ours"}


def test_json_carries_the_traceback_in_the_same_line(capsys: pytest.CaptureFixture[str]) -> None:
    logs.setup("INFO", "json")
    raise_and_log("no such row")
    assert "ValueError: no such row" in json.loads(capsys.readouterr().err)["exception"]


def test_lines_below_the_level_are_not_written(capsys: pytest.CaptureFixture[str]) -> None:
    logs.setup("WARNING")
    structlog.get_logger("ours").info("quiet")
    logging.getLogger("theirs").info("quiet")
    structlog.get_logger("ours").warning("loud")
    assert "quiet" not in (written := capsys.readouterr().err)
    assert "loud" in written


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("aiosqlite", logging.DEBUG),
        ("aiogram.dispatcher", logging.DEBUG),
        ("aiogram.event", logging.INFO),
        ("aiohttp.access", logging.INFO),
    ],
)
def test_records_that_hold_people_s_data_are_kept_out_even_at_debug(
    capsys: pytest.CaptureFixture[str], name: str, level: int
) -> None:
    logs.setup("DEBUG")
    logging.getLogger(name).log(level, "INSERT … VALUES ('Anna')")
    assert capsys.readouterr().err == ""


def test_a_quiet_library_stays_at_the_owner_s_level_when_that_is_higher() -> None:
    logs.setup("ERROR")
    assert logging.getLogger("aiosqlite").level == logging.ERROR


def test_setting_up_again_replaces_the_first_time(capsys: pytest.CaptureFixture[str]) -> None:
    logs.setup("DEBUG", "json")
    logs.setup("INFO", "console")
    structlog.get_logger("ours").info("once")
    assert capsys.readouterr().err.count("once") == 1


def test_a_very_short_secret_does_not_blot_out_the_log(
    capsys: pytest.CaptureFixture[str],
) -> None:
    logs.setup("INFO", "console", ["o", ""])
    structlog.get_logger("ours").info("one two")
    assert "one two" in capsys.readouterr().err


def test_an_uncaught_error_ends_in_the_log() -> None:
    code = (
        "from bot.runtime import logs; logs.setup(secrets=['canary']);"
        "word = 'canary'; raise RuntimeError('key ' + word)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=30
    )
    assert ended.returncode == 1
    assert "RuntimeError: key ***" in ended.stderr
    assert "canary" not in ended.stderr


def test_ctrl_c_is_not_logged_as_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    logs.setup()
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert capsys.readouterr().err == ""


def test_a_thread_that_exits_on_purpose_is_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    logs.setup()
    threading.excepthook(threading.ExceptHookArgs((SystemExit, None, None, None)))
    assert capsys.readouterr().err == ""
