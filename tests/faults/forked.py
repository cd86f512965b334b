"""Run the bot as a process of its own that starts quickly, and dies where a test wants it to.

It is forked from a server that has imported everything once. This module wraps SQLite and the clock
to kill the process, fill its disk or move its time; the bot itself has no code for that.
"""

import asyncio
import multiprocessing
import os
import re
import resource
import signal
import sqlite3
import sys
from collections.abc import Callable
from ctypes import Structure, c_int64
from dataclasses import dataclass
from multiprocessing import sharedctypes
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

import aiohttp

from bot import clock
from tests.bodies import sign
from tests.journeys.process import KEY, TOKEN, free_port

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["bot.app", "tests.faults.forked"])
_PAYMENT_BEGINS = (
    "INTO webhook_events",
    "FROM stars_payments p WHERE charge_id",
    "UPDATE stars_renewals SET asked = ",
)
"""A part of the first statement about a payment: of Tribute's, of one in Stars, of a stop of its
renewal."""
_ENOUGH_PAGES = 1_000_000


class Levers(Structure):
    """Faults of the running process, in memory that it shares with the test."""

    _fields_ = (("clock_offset", c_int64), ("disk_full", c_int64), ("dies_in", c_int64))
    clock_offset: int
    """Seconds by which its clock is ahead."""
    disk_full: int
    """1: the file can't grow."""
    dies_in: int
    """It is killed just before it executes the statement of this number from now; 0: never."""


@dataclass(frozen=True, slots=True)
class Point:
    """A point in the transaction that stores a delivery: before a statement, or after it."""

    statement: str
    after: bool = False


class ForkedBot:
    """`python -m bot run` with these settings, on a port that stays the same over restarts."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.database = folder / "shop.db"
        self.levers: Levers = sharedctypes.RawValue(Levers, 0, 0, 0)
        self.open_files: int | None = None
        """The most files that it may have open (`ulimit -n`); None: as many as the tests."""
        self._folder = folder
        self.options: tuple[str, ...] = ()
        """Options of `run` on the command line."""
        self.settings = {
            "BOT_TOKEN": TOKEN,
            "TRIBUTE_API_KEY": KEY,
            "TARIFFS": "1 month=456",
            "PORT": str(self.port),
            "DATABASE_PATH": str(self.database),
            "TMPDIR": str(folder),  # where nobody else saves a lost ledger
            **settings,
        }
        self._process: ForkServerProcess | None = None

    def launch(self, dies_at: Point | None = None) -> None:
        """Start it without waiting for it."""
        self.levers.dies_in = 0
        self._process = _FORKS.Process(
            target=_live,
            args=(
                str(self._folder),
                self.settings,
                self.levers,
                dies_at,
                self.open_files,
                self.options,
            ),
        )
        self._process.start()

    async def start(self, dies_at: Point | None = None) -> None:
        """Start it and wait until it answers."""
        self.launch(dies_at)
        await self.answers()

    async def answers(self) -> None:
        """Wait until it answers."""
        async with aiohttp.ClientSession() as session:
            while self.alive:
                try:
                    async with session.get(self.url + "/healthz"):
                        return
                except aiohttp.ClientError:
                    await asyncio.sleep(0.02)
        raise RuntimeError(f"the bot ended: {self.log()}")

    @property
    def alive(self) -> bool:
        return self._process is not None and self._process.is_alive()

    def resident_bytes(self) -> int:
        """Return the memory that it takes up."""
        if self._process is None:
            raise RuntimeError("the bot was not started")
        status = Path(f"/proc/{self._process.pid}/status").read_text(encoding="ascii")
        return int(re.search(r"VmRSS:\s+(\d+) kB", status)[1]) * 1024  # type: ignore[index]

    async def deliver(self, body: bytes) -> int | None:
        """Deliver a signed body; return the answer's status, or None where no answer came."""
        headers = {"trbt-signature": sign(body, KEY)}
        try:
            async with aiohttp.ClientSession() as session:
                url = self.url + "/webhook/tribute"
                async with session.post(url, data=body, headers=headers) as answer:
                    return answer.status
        except aiohttp.ClientError:
            return None

    def signal(self, number: signal.Signals) -> None:
        if self._process is None or self._process.pid is None:
            raise RuntimeError("the bot was not started")
        os.kill(self._process.pid, number)

    async def kill(self) -> None:
        """Send SIGKILL, which leaves no time to finish anything."""
        self.signal(signal.SIGKILL)
        await self.ended()

    async def stop(self) -> int:
        """Send SIGTERM; return the exit code."""
        self.signal(signal.SIGTERM)
        return await self.ended()

    async def ended(self) -> int:
        """Wait for its end, in which the simulators still answer; return the exit code.

        The code is negative for a signal.
        """
        if self._process is None:
            raise RuntimeError("the bot was not started")
        while (code := self._process.exitcode) is None:
            await asyncio.sleep(0.01)
        self._process = None
        return code

    def log(self) -> str:
        return (self._folder / "bot.log").read_text(encoding="utf-8")


def _live(
    folder: str,
    settings: dict[str, str],
    levers: Levers,
    dies_at: Point | None,
    open_files: int | None,
    options: tuple[str, ...],
) -> None:
    """Run the bot in the forked process, until it ends."""
    if open_files is not None:
        resource.setrlimit(resource.RLIMIT_NOFILE, (open_files, open_files))
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(settings)
    log = os.open("bot.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(log, 1)
    os.dup2(log, 2)
    _turn_clock(levers)
    _tamper_with_sqlite(levers, dies_at)
    from bot.__main__ import main

    sys.exit(main(["run", *options]))


def _turn_clock(levers: Levers) -> None:
    real = clock.SystemClock.now

    def now(self: clock.SystemClock) -> int:
        return real(self) + levers.clock_offset

    clock.SystemClock.now = now  # type: ignore[method-assign]


def _tamper_with_sqlite(levers: Levers, dies_at: Point | None) -> None:
    connect = sqlite3.connect

    class Tampered(sqlite3.Connection):
        armed = False

        def execute(self, sql: str, *parameters: Any) -> sqlite3.Cursor:
            if levers.dies_in:
                levers.dies_in -= 1
                if not levers.dies_in:
                    _die()
            self.armed |= any(one in sql for one in _PAYMENT_BEGINS)
            doomed = dies_at is not None and self.armed and dies_at.statement in sql
            if sql.startswith("BEGIN"):
                _limit(super().execute, levers)
            if doomed and dies_at is not None and not dies_at.after:
                _die()
            cursor = super().execute(sql, *parameters)
            if doomed:
                _die()
            return cursor

    sqlite3.connect = lambda *how, **more: connect(*how, factory=Tampered, **more)  # type: ignore[assignment]


def _limit(execute: Callable[[str], sqlite3.Cursor], levers: Levers) -> None:
    """Simulate a full disk: the file may not grow by one page."""
    pages = execute("PRAGMA page_count").fetchone()[0] if levers.disk_full else _ENOUGH_PAGES
    execute(f"PRAGMA max_page_count = {pages}")


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
    signal.pause()
