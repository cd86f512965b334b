"""A step of a soak: the database's file is removed or replaced, and the owner restores the rescue.

Without the rescue file, everything that was answered 200 since the start of the process would be
gone: the verdict at the end of the soak would find it.
"""

import asyncio
import contextlib
import random
import signal
from collections.abc import AsyncIterator
from pathlib import Path

from bot.clock import SystemClock
from bot.sandbox.telegram.models import Message
from bot.usecases.operations import backups
from tests.soak.run import ADMINS, Run

_RESCUE_SECONDS = 90


async def lose_file(run: Run, rng: random.Random) -> None:
    """Take the file away from the running bot, then stop it and restore what it saved."""
    if run.file_is_away or not run.bot.alive:
        return
    async with _undisturbed(run):
        away = _take_away(run.bot.database, rng)
        rescued = await _rescued(run)
        if rescued is None:  # it was stopped or killed at that very moment: nothing was saved
            away.replace(run.bot.database)
            return
        away.unlink()
        run.ends["file lost"] += 1
        run.signal(signal.SIGTERM)
        while run.bot.alive:
            await asyncio.sleep(0.05)
        now = SystemClock().now()
        await asyncio.to_thread(backups.restore, rescued, run.bot.database, now)


@contextlib.asynccontextmanager
async def _undisturbed(run: Run) -> AsyncIterator[None]:
    """Hold back other kills, and the next start, until the owner has put a file in its place."""
    run.bot.levers.dies_in = 0
    run.file_is_away = True
    try:
        async with run.starting:
            yield
    finally:
        run.file_is_away = False


def _take_away(database: Path, rng: random.Random) -> Path:
    """Remove or replace the file; return another name under which its content stays."""
    away = database.with_name(f"away-{rng.randrange(10**9)}.db")
    away.hardlink_to(database)
    if rng.random() < 0.5:
        database.unlink()
    else:
        other = database.with_name("other.db")
        other.touch()
        other.replace(database)
    return away


async def _rescued(run: Run) -> Path | None:
    """Wait for the file that the bot saves; None if the bot ended before it could."""
    before = set(_rescue_files(run))
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_RESCUE_SECONDS):
            while run.bot.alive:
                found = set(_rescue_files(run)) - before
                if found:
                    return found.pop()
                await asyncio.sleep(0.05)
    return None


def _rescue_files(run: Run) -> list[Path]:
    return list(run.bot.database.parent.glob(f"{run.bot.database.name}.rescued-*"))


async def let_messages_go(run: Run) -> None:
    """Answer the bot's question after a restore: everything that waits may be sent."""
    for admin in ADMINS:
        for message in run.telegram.messages_to(admin):
            data = _send_button(message)
            if data is not None:
                await run.telegram.press(admin, message.message_id, data)
                return


def _send_button(message: Message) -> str | None:
    found = [one for one in message.buttons if (one.callback_data or "").startswith("resume:")]
    return found[0].callback_data if found else None
