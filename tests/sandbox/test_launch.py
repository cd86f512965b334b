"""The sandbox's start and end: no real credentials, its addresses printed, no file left behind."""

import asyncio
import os
import re
import signal
import socket
import sys
from pathlib import Path

import aiohttp
import pytest

from bot.errors import SettingsError
from bot.sandbox import run
from bot.sandbox.launch import refuse_real_credentials

SECRET = "7654321:a-token-that-is-real-to-somebody"


@pytest.mark.parametrize("name", ["BOT_TOKEN", "TRIBUTE_API_KEY", "bot_token"])
def test_a_credential_in_the_environment_is_refused_and_not_shown(
    name: str, tmp_path: Path
) -> None:
    with pytest.raises(SettingsError, match="never touches real credentials") as refusal:
        refuse_real_credentials({name: SECRET}, tmp_path / ".env")
    assert name.upper() in str(refusal.value)
    assert SECRET not in str(refusal.value)


def test_a_credential_in_the_env_file_is_refused(tmp_path: Path) -> None:
    env_file = tmp_path / ".env"
    env_file.write_text(f"PORT=8080\nexport tribute_api_key='{SECRET}'\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"^TRIBUTE_API_KEY set in .*\.env: "):
        refuse_real_credentials({}, env_file)


def test_empty_credentials_and_other_settings_are_accepted(tmp_path: Path) -> None:
    env_file = tmp_path / ".env"
    env_file.write_text("BOT_TOKEN=\nTRIBUTE_API_KEY\nPORT=8080\n", encoding="utf-8")
    refuse_real_credentials({"BOT_TOKEN": "", "HOME": "somewhere"}, env_file)


def test_an_env_file_that_cannot_be_read_is_refused_because_it_may_hold_credentials(
    tmp_path: Path,
) -> None:
    env_file = tmp_path / ".env"
    env_file.write_bytes(b"\xff\xfeB\x00O\x00T\x00")
    with pytest.raises(SettingsError, match="cannot be read"):
        refuse_real_credentials({}, env_file)


def test_a_taken_port_is_refused_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("BOT_TOKEN", "TRIBUTE_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError, match=f"127.0.0.1:{port}.*--port"):
            run(port)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
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
