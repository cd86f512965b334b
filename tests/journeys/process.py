"""Run the bot as its owner does: as a process of its own, which can be killed."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import aiohttp

TOKEN = "1:play-token"
KEY = "play-key-of-the-tests"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


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
