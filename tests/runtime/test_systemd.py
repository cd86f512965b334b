"""What systemd hears, at a real datagram socket; and nothing goes wrong where there is none."""

import asyncio
import os
import select
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.app import serve
from bot.runtime.systemd import notifying
from bot.sandbox.world import PLAY_KEY, PLAY_TOKEN
from bot.settings.settings import IsolatedSettings

NOBODY = "http://127.0.0.1:9"


class Systemd:
    """The other end of NOTIFY_SOCKET."""

    def __init__(self, address: str) -> None:
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(address)
        self._socket.settimeout(10)

    def hear(self) -> str:
        return self._socket.recv(100).decode()

    def heard(self) -> list[str]:
        """Whatever has come so far."""
        words = []
        while select.select([self._socket], [], [], 0)[0]:
            words.append(self.hear())
        return words

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def address(tmp_path: Path) -> str:
    return str(tmp_path / "notify")


@pytest.fixture
def systemd(address: str) -> Iterator[Systemd]:
    listening = Systemd(address)
    yield listening
    listening.close()


async def test_the_watchdog_is_fed_twice_in_its_patience(systemd, address):
    environment = {"NOTIFY_SOCKET": address, "WATCHDOG_USEC": "100000"}
    with notifying(environment) as notifier:
        notifier.say("READY=1")
        await asyncio.sleep(0.3)
    heard = systemd.heard()
    assert heard[:2] == ["WATCHDOG=1", "READY=1"]
    assert heard.count("WATCHDOG=1") >= 3
    await asyncio.sleep(0.1)
    assert systemd.heard() == []


async def test_an_event_loop_that_hangs_feeds_no_watchdog(systemd, address):
    """The point of it: systemd then ends the process and starts it again."""
    with notifying({"NOTIFY_SOCKET": address, "WATCHDOG_USEC": "50000"}):
        systemd.heard()
        signal.sigtimedwait([], 0.2)  # blocks the loop, as a bug would
        assert systemd.heard() == []


@pytest.mark.parametrize(
    "watchdog",
    [{}, {"WATCHDOG_USEC": "soon"}, {"WATCHDOG_USEC": "50000", "WATCHDOG_PID": "1"}],
)
async def test_without_a_watchdog_for_this_process_none_is_fed(systemd, address, watchdog):
    with notifying({"NOTIFY_SOCKET": address, **watchdog}) as notifier:
        notifier.say("READY=1")
        await asyncio.sleep(0.05)
    assert systemd.heard() == ["READY=1"]


async def test_the_watchdog_of_this_very_process_is_fed(systemd, address):
    mine = {"WATCHDOG_USEC": "50000", "WATCHDOG_PID": str(os.getpid())}
    with notifying({"NOTIFY_SOCKET": address, **mine}):
        assert systemd.hear() == "WATCHDOG=1"


async def test_an_abstract_socket_is_found_too():
    name = f"tributary-test-{os.getpid()}"
    listening = Systemd(f"\0{name}")
    with notifying({"NOTIFY_SOCKET": f"@{name}"}) as notifier:
        notifier.say("READY=1")
    assert listening.hear() == "READY=1"
    listening.close()


async def test_without_systemd_nothing_is_said():
    with notifying({}) as notifier:
        notifier.say("READY=1")


async def test_a_socket_that_is_gone_is_logged_once_and_is_no_reason_to_fail(address, capsys):
    with notifying({"NOTIFY_SOCKET": address}) as notifier:
        notifier.say("READY=1")
        notifier.say("STOPPING=1")
    assert capsys.readouterr().out.count("systemd can't be told") == 1


async def test_a_full_queue_is_no_reason_to_fail(systemd, address):
    with notifying({"NOTIFY_SOCKET": address}) as notifier:
        for _ in range(5000):
            notifier.say("WATCHDOG=1")
        systemd.heard()
        notifier.say("STOPPING=1")
    assert systemd.heard() == ["STOPPING=1"]


async def test_the_bot_says_when_it_is_ready_alive_and_stopping(
    systemd, address, tmp_path, monkeypatch
):
    monkeypatch.setenv("NOTIFY_SOCKET", address)
    monkeypatch.setenv("WATCHDOG_USEC", "100000")
    settings = IsolatedSettings(
        bot_token=PLAY_TOKEN,
        tribute_api_key=PLAY_KEY,
        port=0,
        database_path=tmp_path / "shop.db",
        telegram_api_url=NOBODY,
        tribute_api_url=NOBODY,
    )
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(serve(settings))
        assert await asyncio.to_thread(systemd.hear) == "WATCHDOG=1"
        while await asyncio.to_thread(systemd.hear) != "READY=1":
            pass
        assert await asyncio.to_thread(systemd.hear) == "WATCHDOG=1"
        os.kill(os.getpid(), signal.SIGTERM)
    assert "STOPPING=1" in systemd.heard()
