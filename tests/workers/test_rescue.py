"""The rescue worker where the supervisor starts it again."""

import asyncio
from pathlib import Path

from bot.clock import FixedClock
from bot.sandbox.telegram import TelegramServer
from bot.telegram.sender import Sender
from bot.texts import Texts
from bot.usecases.notices.compose import Notices
from bot.usecases.operations.rescue import Rescue
from bot.workers.rescue import RescueWorker
from storage.engine.database import open_database
from tests.sandbox.telegram_cast import aiogram_bot
from tests.usecases.conftest import ADMINS

TOKEN = "1:play"


async def test_a_worker_that_is_started_again_saves_no_second_file_and_repeats_nothing(
    tmp_path: Path, clock: FixedClock
) -> None:
    """Each saved file is as large as the shop: one a minute would fill the disk."""
    telegram, path = TelegramServer(TOKEN, now=clock.now), tmp_path / "shop.db"
    await telegram.start()
    for admin in ADMINS:
        telegram.add_person(admin, "Admin", started=True)

    async def stop_others() -> None:
        """Nobody else is at work here."""

    async with aiogram_bot(telegram) as bot, open_database(path) as db:
        rescue = Rescue.from_here(db, path, clock, None)
        notices, sender = Notices(db, Texts(), clock), Sender(bot)
        worker = RescueWorker(rescue, notices, sender, ADMINS, stop_others)
        path.unlink()
        for _ in range(2):
            await worker.run(asyncio.Event())
    await telegram.stop()
    assert len(_saved(tmp_path)) == 1
    assert len(telegram.calls_of("sendMessage")) == len(ADMINS)


def _saved(folder: Path) -> list[Path]:
    return list(folder.glob("*.rescued-*"))
