"""systemd is notified at a real datagram socket, and nothing goes wrong where there is none."""

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

    def receive(self) -> str:
        return self._socket.recv(100).decode()

    def received(self) -> list[str]:
        """Return the messages that have come so far."""
        messages = []
        while select.select([self._socket], [], [], 0)[0]:
            messages.append(self.receive())
        return messages

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


async def test_the_watchdog_is_notified_twice_within_its_time_limit(systemd, address):
    environment = {"NOTIFY_SOCKET": address, "WATCHDOG_USEC": "100000"}
    with notifying(environment) as notifier:
        notifier.send("READY=1")
        received: list[str] = []
        async with asyncio.timeout(15):
            while received.count("WATCHDOG=1") < 3:
                await asyncio.sleep(0.01)
                received += systemd.received()
    received += systemd.received()
    assert received[:2] == ["WATCHDOG=1", "READY=1"]
    await asyncio.sleep(0.1)
    assert systemd.received() == []


async def test_a_hanging_event_loop_does_not_notify_the_watchdog(systemd, address):
    """systemd then ends the process and starts it again."""
    with notifying({"NOTIFY_SOCKET": address, "WATCHDOG_USEC": "50000"}):
        systemd.received()
        signal.sigtimedwait([], 0.2)  # blocks the loop, as a bug would
        assert systemd.received() == []


@pytest.mark.parametrize(
    "watchdog",
    [{}, {"WATCHDOG_USEC": "soon"}, {"WATCHDOG_USEC": "50000", "WATCHDOG_PID": "1"}],
)
async def test_a_watchdog_for_another_process_is_not_notified(systemd, address, watchdog):
    with notifying({"NOTIFY_SOCKET": address, **watchdog}) as notifier:
        notifier.send("READY=1")
        await asyncio.sleep(0.05)
    assert systemd.received() == ["READY=1"]


async def test_a_watchdog_for_this_process_is_notified(systemd, address):
    mine = {"WATCHDOG_USEC": "50000", "WATCHDOG_PID": str(os.getpid())}
    with notifying({"NOTIFY_SOCKET": address, **mine}):
        assert systemd.receive() == "WATCHDOG=1"


async def test_an_abstract_socket_is_found_too():
    name = f"tributary-test-{os.getpid()}"
    listening = Systemd(f"\0{name}")
    with notifying({"NOTIFY_SOCKET": f"@{name}"}) as notifier:
        notifier.send("READY=1")
    assert listening.receive() == "READY=1"
    listening.close()


async def test_without_systemd_nothing_is_sent():
    with notifying({}) as notifier:
        notifier.send("READY=1")


async def test_a_missing_socket_is_logged_once_and_causes_no_error(address, capsys):
    with notifying({"NOTIFY_SOCKET": address}) as notifier:
        notifier.send("READY=1")
        notifier.send("STOPPING=1")
    assert capsys.readouterr().out.count("systemd can't be told") == 1


async def test_a_full_queue_causes_no_error(systemd, address):
    with notifying({"NOTIFY_SOCKET": address}) as notifier:
        for _ in range(5000):
            notifier.send("WATCHDOG=1")
        systemd.received()
        notifier.send("STOPPING=1")
    assert systemd.received() == ["STOPPING=1"]


@pytest.mark.long
async def test_the_bot_notifies_systemd_when_it_is_ready_alive_and_stopping(
    systemd, address, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)  # the marker of the shop goes beside the settings
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
        assert await asyncio.to_thread(systemd.receive) == "WATCHDOG=1"
        while await asyncio.to_thread(systemd.receive) != "READY=1":
            pass
        assert await asyncio.to_thread(systemd.receive) == "WATCHDOG=1"
        os.kill(os.getpid(), signal.SIGTERM)
    assert "STOPPING=1" in systemd.received()
