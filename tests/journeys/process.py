"""Run the bot as its owner does: as a process of its own, which can be killed."""

import asyncio
import contextlib
import itertools
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import aiohttp

TOKEN = "1:play-token"
KEY = "play-key-of-the-tests"


_LOWEST_PORT = 10_000
_PORTS_EACH = 1_400
_WORKERS = 16


def _own_ports() -> Iterator[int]:
    """Return the ports of this worker of pytest-xdist, again and again, beginning anywhere.

    All of them lie below those that the kernel gives to connections and to servers on port 0, so
    nobody else takes one before the process that it is meant for.
    """
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % _WORKERS
    first = _LOWEST_PORT + worker * _PORTS_EACH
    own = range(first, first + _PORTS_EACH)
    start = os.getpid() % _PORTS_EACH
    return itertools.cycle([*own[start:], *own[:start]])


_PORTS = _own_ports()


def free_port() -> int:
    """Return a port for a process that is about to start."""
    for port in _PORTS:
        with contextlib.suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
    raise RuntimeError("no port is free")


class BotProcess:
    """`python -m bot run` in an empty folder, with these settings and none of this machine's."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.database = folder / "shop.db"
        self._folder = folder
        self._settings = {
            "BOT_TOKEN": TOKEN,
            "TRIBUTE_API_KEY": KEY,
            "TARIFFS": "1 month=456",
            "PORT": str(self.port),
            "DATABASE_PATH": str(self.database),
            **settings,
        }
        self._process: subprocess.Popen[bytes] | None = None

    async def start(self) -> None:
        """Start it and wait until it answers."""
        root = Path(__file__).parents[2]
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self._folder),
            "PYTHONPATH": str(root),
        }
        log = (self._folder / "bot.log").open("ab")
        with log:
            self._process = subprocess.Popen(  # noqa: ASYNC220  (returns at once)
                [sys.executable, "-m", "bot", "run"],
                cwd=self._folder,
                env=environment | self._settings,
                stdout=log,
                stderr=log,
            )
        async with aiohttp.ClientSession() as session:
            while self._process.poll() is None:
                try:
                    async with session.get(self.url + "/readyz"):
                        return
                except aiohttp.ClientError:
                    await asyncio.sleep(0.05)
        raise RuntimeError(f"the bot ended: {self.log()}")

    async def kill(self) -> None:
        """Send SIGKILL, which leaves no time to finish anything."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> int:
        """Send SIGTERM; return the exit code."""
        return await self._end(signal.SIGTERM)

    def log(self) -> str:
        return (self._folder / "bot.log").read_text(encoding="utf-8")

    async def _end(self, number: signal.Signals) -> int:
        """Wait in a thread: the simulators that the bot calls as it ends run in this event loop."""
        if self._process is None:
            raise RuntimeError("the bot was not started")
        self._process.send_signal(number)
        code = await asyncio.to_thread(self._process.wait, 30)
        self._process = None
        return code
