"""Litestream copies a shop while it sells; the copy outlives the machine, and says what is lost.

This is Litestream's own program, in its version 0.3.13 (`make faults` fetches it).
"""

import asyncio
import contextlib
import itertools
import sqlite3
import subprocess
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
import pytest

from bot.sandbox.telegram import TelegramServer
from bot.usecases.operations import backups
from storage.engine import versions
from storage.engine.database import open_read_only
from tests.bodies import purchase, sign
from tests.conftest import NOW
from tests.deploy.fronts import DEPLOY, swap
from tests.faults.forked import ForkedBot
from tests.invariants import assert_ledger_is_sound
from tests.journeys.process import KEY, TOKEN
from tests.needed import program

pytestmark = [pytest.mark.long, pytest.mark.timeout(300)]

SOME = 200
AT_ONCE = 8


class Litestream:
    """The program, with the shipped configuration for its version, copying into a folder."""

    def __init__(self, folder: Path, database: Path) -> None:
        self._program = program("litestream", "npm, then make faults")
        self._database = database
        self._folder = folder
        self._config = folder / "litestream.yml"
        self._config.write_text(_configuration(database, folder / "replica"), encoding="utf-8")
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with (self._folder / "litestream.log").open("ab") as log:
            self._process = subprocess.Popen(
                [self._program, "replicate", "-config", str(self._config)], stdout=log, stderr=log
            )

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def restored(self, name: str) -> Path | None:
        """Write what the copy has into a new file; return None while it has nothing."""
        target = self._folder / name
        command = ["restore", "-config", str(self._config), "-o", str(target), str(self._database)]
        done = subprocess.run([self._program, *command], capture_output=True, check=False)
        return target if done.returncode == 0 else None


def _configuration(database: Path, replica: Path) -> str:
    shipped = (DEPLOY / "litestream-0.3.yml").read_text(encoding="utf-8")
    return swap(
        shipped,
        {
            "/var/lib/tributary/data/tributary.db": str(database),
            "- url: s3://your-bucket/tributary": f"- path: {replica}",
        },
    )


@dataclass
class Tribute:
    """A sender that delivers each purchase until it is answered 200, and then never again."""

    url: str
    sent: int = 0
    answered: set[int] = field(default_factory=set)
    refused: set[int] = field(default_factory=set)
    """Purchases whose latest delivery came to nothing."""
    has_enough: bool = False

    async def deliver(self) -> None:
        """Send one purchase after another, eight at once, until there are enough."""
        async with aiohttp.ClientSession() as session, asyncio.TaskGroup() as tasks:
            for _ in range(AT_ONCE):
                tasks.create_task(self._deliver_some(session))

    async def _deliver_some(self, session: aiohttp.ClientSession) -> None:
        while not self.has_enough:
            self.sent = number = self.sent + 1
            body = purchase(number, telegram_user_id=1000 + number % 50)
            while not await self._deliver(session, body):
                self.refused.add(number)
                await asyncio.sleep(0.02)
            self.refused.discard(number)
            self.answered.add(number)

    async def _deliver(self, session: aiohttp.ClientSession, body: bytes) -> bool:
        headers = {"trbt-signature": sign(body, KEY)}
        try:
            async with session.post(
                f"{self.url}/webhook/tribute", data=body, headers=headers
            ) as answer:
                return answer.status == 200
        except aiohttp.ClientError:
            return False


@dataclass
class Machine:
    """A bot that sells, Litestream beside it, and Tribute, which goes on sending."""

    bot: ForkedBot
    litestream: Litestream
    tribute: Tribute
    delivering: asyncio.Task[None]

    async def sold(self, more: int) -> None:
        """Wait until so many more deliveries are answered."""
        until = len(self.tribute.answered) + more
        while len(self.tribute.answered) < until:
            assert not self.delivering.done()
            await asyncio.sleep(0.01)

    async def heard_out(self) -> None:
        """Wait until Tribute has read each answer that the killed bot has left on the line."""
        while len(self.tribute.refused) < AT_ONCE:
            await asyncio.sleep(0.01)

    async def all_sold(self) -> Counter[int]:
        """Let Tribute deliver what it has begun to; return how often each purchase is stored."""
        self.tribute.has_enough = True
        await self.delivering
        return await asyncio.to_thread(_purchases, self.bot.database)

    async def copied(self, events: int) -> None:
        """Wait until the copy has so many deliveries.

        Litestream begins with the file as it lies there, some of its pages older than others. It is
        a database only together with the first part of the log, which follows a moment later.
        """
        for attempt in itertools.count():
            found = await asyncio.to_thread(self.litestream.restored, f"look-{attempt}.db")
            with contextlib.suppress(sqlite3.DatabaseError):
                if found is not None and len(_events(found)) >= events:
                    return

    async def replaced(self) -> tuple[Path, Path]:
        """Take the machine away, and start a new one with the copy; return both databases, as they
        were then."""
        here = self.bot.database.parent
        assert versions.is_old_litestream(self.bot.database)
        gone = here.rename(here.with_name("gone"))
        here.mkdir()
        found = await asyncio.to_thread(self.litestream.restored, "restored.db")
        assert found is not None
        await asyncio.to_thread(backups.restore, found, self.bot.database, NOW)
        await self.bot.start()
        return gone / self.bot.database.name, found


@pytest.fixture
async def machine(tmp_path: Path) -> AsyncIterator[Machine]:
    telegram = TelegramServer(TOKEN)
    await telegram.start()
    folder = tmp_path / "machine"
    folder.mkdir()
    bot = ForkedBot(folder, TELEGRAM_API_URL=telegram.url, TRIBUTE_API_URL=telegram.url)
    litestream = Litestream(tmp_path, bot.database)
    await bot.start()
    litestream.start()
    tribute = Tribute(bot.url)
    async with asyncio.TaskGroup() as tasks:
        delivering = tasks.create_task(tribute.deliver())
        yield Machine(bot, litestream, tribute, delivering)
        delivering.cancel()  # after a failure nothing else would end it
    litestream.kill()
    assert await bot.stop() == 0
    await telegram.stop()
    assert_ledger_is_sound(bot.database)


def _events(database: Path) -> list[int]:
    """Return the ids of all stored deliveries, in the order in which they were stored."""
    with contextlib.closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as file:
        if not file.execute("SELECT 1 FROM sqlite_schema WHERE name = 'webhook_events'").fetchone():
            return []  # the copy has the empty file
        return [row[0] for row in file.execute("SELECT id FROM webhook_events ORDER BY id")]


def _purchases(database: Path) -> Counter[int]:
    with open_read_only(database) as tx:
        return Counter(row["purchase_id"] for row in tx.all("SELECT purchase_id FROM purchases"))


@pytest.mark.fault("S14", "SIGKILL to the bot among deliveries, 8 at once; later to Litestream")
async def test_a_copy_that_has_caught_up_and_tributes_retries_lose_nothing(
    machine: Machine,
) -> None:
    await machine.sold(SOME)
    await machine.bot.kill()
    await machine.copied(len(await asyncio.to_thread(_events, machine.bot.database)))
    machine.litestream.kill()
    await machine.replaced()
    await machine.sold(SOME)
    assert await machine.all_sold() == Counter(range(1, machine.tribute.sent + 1))


@pytest.mark.fault("S14", "SIGKILL to the bot and to Litestream at once, among deliveries")
async def test_a_copy_that_was_cut_off_lacks_only_the_latest_answered_deliveries(
    machine: Machine,
) -> None:
    """Tribute never sends again what was answered, so these are what a restore can lose."""
    await machine.sold(SOME)
    copied = len(machine.tribute.answered)
    await machine.copied(copied)
    await machine.sold(SOME)
    machine.litestream.kill()
    await machine.bot.kill()
    await machine.heard_out()
    answered = set(machine.tribute.answered)
    gone, copy = await machine.replaced()
    found = await machine.all_sold()
    stored, kept = _events(gone), _events(copy)
    assert kept == stored[: len(kept)]
    assert len(kept) >= copied
    assert set(found.values()) == {1}
    lost = set(range(1, machine.tribute.sent + 1)) - set(found)
    assert lost <= answered
    assert len(lost) <= len(stored) - len(kept)
