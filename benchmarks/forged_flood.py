"""Measures how much longer a genuine delivery waits for its answer during a flood of forged ones.

python -m benchmarks.forged_flood [rounds] [seconds of each half of a round]

The bot runs as its owner runs it, in a process of its own. Genuine deliveries come at 20 a second,
each a new purchase that is on the disk before it is answered. In the second half of each round,
another process sends 200 forged ones a second. The halves are short and alternate, so that other
work of the machine slows both alike.
"""

import asyncio
import statistics
import sys
import time
from asyncio.subprocess import PIPE
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import aiohttp

from bot.sandbox.telegram import TelegramServer
from storage.engine.database import open_read_only
from tests.bodies import purchase, sign
from tests.journeys.process import KEY, TOKEN, BotProcess

_ROUNDS = 20
_SECONDS = 5.0
_GENUINE_PER_SECOND = 20
_FORGED_PER_SECOND = 200
_WARM_UP_SECONDS = 3.0


class Shop:
    """Sends genuine deliveries on schedule, and counts the answers."""

    def __init__(self, url: str, session: aiohttp.ClientSession) -> None:
        self._url = url
        self._session = session
        self.sent = 0
        self.answers: Counter[int] = Counter()

    async def sell(self, seconds: float) -> list[float]:
        """Return the milliseconds of each delivery, counted from its due time: a late start is
        waiting too."""
        taken: list[float] = []
        async with asyncio.TaskGroup() as tasks:
            for due in _schedule(_GENUINE_PER_SECOND, seconds):
                await asyncio.sleep(due - time.perf_counter())
                self.sent += 1
                tasks.create_task(self._deliver(self.sent, due, taken))
        return taken

    async def _deliver(self, number: int, due: float, taken: list[float]) -> None:
        body = purchase(number, telegram_user_id=number)
        async with self._session.post(self._url, data=body, headers=_signed(body, KEY)) as answer:
            await answer.read()
        self.answers[answer.status] += 1
        taken.append((time.perf_counter() - due) * 1000)


async def main(rounds: int, seconds: float) -> None:
    quiet: list[float] = []
    flooded: list[float] = []
    with TemporaryDirectory() as folder:
        async with _running_bot(Path(folder)) as bot, aiohttp.ClientSession() as session:
            url = bot.url + "/webhook/tribute"
            shop = Shop(url, session)
            await shop.sell(_WARM_UP_SECONDS)
            async with _forging(url) as forger:
                for _ in range(rounds):
                    quiet += await shop.sell(seconds)
                    await forger.begin(seconds)
                    flooded += await shop.sell(seconds)
                    await forger.end()
        with open_read_only(bot.database) as tx:
            stored = tx.scalar("SELECT COUNT(*) FROM webhook_events")
        lines = bot.log().count("signature missing or wrong")
    _report(quiet, flooded)
    sys.stdout.write(
        f"genuine sent {shop.sent:,}, answered {dict(shop.answers)}, in the ledger {stored:,}\n"
        f"forged answered {dict(forger.answers)}, log lines about them {lines}\n"
    )


@asynccontextmanager
async def _running_bot(folder: Path) -> AsyncIterator[BotProcess]:
    telegram = TelegramServer(TOKEN)
    await telegram.start()
    bot = BotProcess(folder, TELEGRAM_API_URL=telegram.url, TRIBUTE_API_URL=telegram.url)
    await bot.start()
    try:
        yield bot
    finally:
        await bot.stop()
        await telegram.stop()


class Forger:
    """Another process, which sends forged deliveries on command."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        if process.stdin is None or process.stdout is None:
            raise RuntimeError("the forger has no pipes")
        self._output, self._input = process.stdout, process.stdin
        self.answers: Counter[str] = Counter()

    async def begin(self, seconds: float) -> None:
        self._input.write(f"{seconds}\n".encode())
        await self._output.readline()

    async def end(self) -> None:
        """Wait for its last answer, and add up the answers by status."""
        for count in (await self._output.readline()).decode().split():
            status, _, number = count.partition("=")
            self.answers[status] += int(number)


@asynccontextmanager
async def _forging(url: str) -> AsyncIterator[Forger]:
    command = (sys.executable, "-m", __spec__.name, "forge", url)
    process = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE)
    try:
        yield Forger(process)
    finally:
        process.terminate()
        await process.wait()


def forge(url: str) -> None:
    """Send for each line of stdin, a number of seconds, and print how many answers had which
    status."""
    for line in sys.stdin:
        answers = asyncio.run(_forge(url, float(line)))
        sys.stdout.write(" ".join(f"{status}={count}" for status, count in answers.items()) + "\n")
        sys.stdout.flush()


async def _forge(url: str, seconds: float) -> Counter[int]:
    """Send deliveries that look like Tribute's, but are signed with another key."""
    answers: Counter[int] = Counter()
    body = purchase(1)
    headers = _signed(body, "not the key")

    async def send(session: aiohttp.ClientSession) -> None:
        async with session.post(url, data=body, headers=headers) as answer:
            await answer.read()
        answers[answer.status] += 1

    async with aiohttp.ClientSession() as session, asyncio.TaskGroup() as tasks:
        sys.stdout.write("begun\n")
        sys.stdout.flush()
        for due in _schedule(_FORGED_PER_SECOND, seconds):
            await asyncio.sleep(due - time.perf_counter())
            tasks.create_task(send(session))
    return answers


def _schedule(per_second: int, seconds: float) -> Iterator[float]:
    began = time.perf_counter()
    return (began + number / per_second for number in range(int(per_second * seconds)))


def _signed(body: bytes, key: str) -> dict[str, str]:
    return {"trbt-signature": sign(body, key)}


def _report(quiet: list[float], flooded: list[float]) -> None:
    for name, taken in (("alone", quiet), (f"beside {_FORGED_PER_SECOND} forged/s", flooded)):
        half, worst = statistics.median(taken), _p99(taken)
        sys.stdout.write(f"{name:22} n={len(taken):,} p50={half:.1f} ms p99={worst:.1f} ms\n")
    sys.stdout.write(f"ratio of the p99: {_p99(flooded) / _p99(quiet):.2f}\n")


def _p99(taken: list[float]) -> float:
    return statistics.quantiles(taken, n=100)[98]


if __name__ == "__main__":
    if sys.argv[1:2] == ["forge"]:
        forge(sys.argv[2])
    else:
        asyncio.run(
            main(
                int(sys.argv[1]) if len(sys.argv) > 1 else _ROUNDS,
                float(sys.argv[2]) if len(sys.argv) > 2 else _SECONDS,
            )
        )
