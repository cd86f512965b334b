"""The sandbox's start and end: no real credentials, its addresses printed, no file left behind."""

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import aiohttp
import pytest

from bot.errors import SettingsError
from bot.sandbox import run
from bot.sandbox.launch import STARTED_BY, refuse_real_credentials
from tests.own_texts.folders import write

ROOT = Path(__file__).parents[2]
SECRET = "7654321:a-token-that-is-real-to-somebody"


@pytest.mark.parametrize("name", ["BOT_TOKEN", "TRIBUTE_API_KEY", "bot_token"])
def test_a_credential_in_the_environment_is_refused_and_not_shown(name: str) -> None:
    with pytest.raises(SettingsError, match="never touches real credentials") as refusal:
        refuse_real_credentials({name: SECRET})
    assert name.upper() in str(refusal.value)
    assert SECRET not in str(refusal.value)


def test_empty_credentials_are_accepted() -> None:
    refuse_real_credentials({"BOT_TOKEN": "", "HOME": "somewhere"})


@pytest.mark.parametrize(
    ("started_by", "said"), [("", "--port {other}”"), ("make", "“make sandbox PORT={other}”")]
)
def test_a_taken_port_is_refused_in_one_sentence_that_fits_the_start(
    monkeypatch: pytest.MonkeyPatch, started_by: str, said: str
) -> None:
    for name in ("BOT_TOKEN", "TRIBUTE_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(STARTED_BY, started_by)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError, match=f"127.0.0.1:{port}") as refusal:
            run(str(port))
    sentence = str(refusal.value)
    assert said.format(other=port + 1 if port < 65535 else port - 1) in sentence
    assert "(Address already in use): stop" in sentence
    assert ("make" in sentence) == (started_by == "make")
    assert ("--port" in sentence) == (started_by != "make")


@pytest.mark.parametrize("port", ["x", "", "-1", "65536", "80 81", "٣", "1e3", "9" * 5000])
@pytest.mark.parametrize(
    ("started_by", "said"), [("", "“--port 8081”"), ("make", "“make sandbox PORT=8081”")]
)
def test_what_is_no_port_is_refused_in_words_that_fit_the_start(
    monkeypatch: pytest.MonkeyPatch, started_by: str, said: str, port: str
) -> None:
    for name in ("BOT_TOKEN", "TRIBUTE_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(STARTED_BY, started_by)
    with pytest.raises(SettingsError, match="needs a port, a number from 1 to 65535") as refusal:
        run(port)
    assert said in str(refusal.value)


def test_the_makefile_says_that_it_started_the_sandbox() -> None:
    """`make -n` prints the commands, with the variables that the user typed."""
    ran = subprocess.run(
        ["make", "-n", "sandbox", "PORT=8099"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert f'{STARTED_BY}=make .venv/bin/python -m bot sandbox --port="8099"' in ran.stdout


@pytest.mark.long
async def test_beside_a_real_env_file_and_database_the_sandbox_touches_neither(
    tmp_path: Path,
) -> None:
    """The .env is a pipe here: whoever opened it would wait for ever."""
    home = tmp_path / "home"
    (home / "data").mkdir(parents=True)
    os.mkfifo(home / ".env", 0o600)
    (home / "data" / "tributary.db").write_bytes(b"the real shop")
    before = {path: path.lstat().st_mtime_ns for path in [home, *home.rglob("*")]}
    outside = {k: v for k, v in os.environ.items() if k not in ("BOT_TOKEN", "TRIBUTE_API_KEY")}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "sandbox", "--port", "0"),
        cwd=home,
        env={**outside, "TMPDIR": str(tmp_path)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    assert (await process.stdout.readline()).startswith(b"Sandbox: http://127.0.0.1:")
    process.send_signal(signal.SIGTERM)
    rest, complaints = await process.communicate()
    assert process.returncode == 0, complaints.decode()
    assert b".env of this folder isn't read" in rest
    assert {path: path.lstat().st_mtime_ns for path in [home, *home.rglob("*")]} == before


@pytest.mark.long
async def test_the_command_shows_own_texts_and_says_what_is_wrong_with_them(tmp_path: Path) -> None:
    write(tmp_path / "texts", {"uk/a.ftl": "shop-plans = x\nshop-hello = { $nam }\n"})
    outside = {k: v for k, v in os.environ.items() if k not in ("BOT_TOKEN", "TRIBUTE_API_KEY")}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "sandbox", "--port", "0", "--texts", "texts"),
        cwd=tmp_path,
        env=outside,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    await process.stdout.readline()
    process.send_signal(signal.SIGTERM)
    rest, complaints = await process.communicate()
    assert process.returncode == 0, complaints.decode()
    assert "  uk/a.ftl:2 shop-hello: { $nam } isn't a value" in rest.decode()
    assert "  uk: own texts used: 1 of" in rest.decode()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.long
async def test_the_command_serves_the_page_until_a_signal_and_cleans_up(
    number: signal.Signals, tmp_path: Path
) -> None:
    outside = {k: v for k, v in os.environ.items() if k not in ("BOT_TOKEN", "TRIBUTE_API_KEY")}
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "sandbox", "--port", "0"),
        cwd=tmp_path,
        env={**outside, "TMPDIR": str(temporary)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    line = (await process.stdout.readline()).decode()
    assert line.startswith("Sandbox: http://127.0.0.1:")
    url = line.split()[1]
    async with aiohttp.ClientSession() as http, http.get(f"{url}/") as page:
        assert "Tributary" in await page.text()
        assert any(temporary.iterdir())
    process.send_signal(number)
    rest, complaints = await process.communicate()
    assert process.returncode == 0, complaints.decode()
    addresses = re.findall(
        rb"^  (Telegram|Tribute|The bot): +http://127\.0\.0\.1:", rest, re.MULTILINE
    )
    assert addresses == [b"Telegram", b"Tribute", b"The bot"]
    assert b"Traceback" not in complaints
    assert not any(temporary.iterdir())


@pytest.mark.long
async def test_the_command_begins_with_a_shop_in_which_nothing_is_set_up(tmp_path: Path) -> None:
    outside = {k: v for k, v in os.environ.items() if k not in ("BOT_TOKEN", "TRIBUTE_API_KEY")}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "sandbox", "--port", "0", "--new-shop"),
        cwd=tmp_path,
        env=outside,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    url = (await process.stdout.readline()).decode().split()[1]
    async with aiohttp.ClientSession() as http, http.get(f"{url}/") as page:
        assert "Tributary" in await page.text()
    process.send_signal(signal.SIGTERM)
    _, complaints = await process.communicate()
    assert process.returncode == 0, complaints.decode()
