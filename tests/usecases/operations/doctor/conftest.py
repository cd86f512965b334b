"""The well configured bot with which every test of the doctor begins."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.sandbox.cast import CHANNEL_ID
from bot.sandbox.world import World
from tests.handlers.telegram.payments import deps
from tests.handlers.telegram.talk import until
from tests.usecases.operations.doctor.installation import Patient


@pytest.fixture
async def patient(tmp_path: Path) -> AsyncIterator[Patient]:
    """Yield a bot without problems: it sells, gets webhooks, has a channel and a backup."""
    (tmp_path / "copies").mkdir()
    path = tmp_path / "shop.db"
    async with World.open(
        "webhook",
        database_path=path,
        access_chat_ids=(CHANNEL_ID,),
        backup_dir=tmp_path / "copies",
    ) as world:
        for admin in world.settings.admin_ids:
            await world.telegram.send(admin, "/start")
        await world.tribute.send_test_ping()
        await deps(world).catalog.products()
        await world.telegram.wait_for_calls("setWebhook")
        await until(lambda: bool(list((tmp_path / "copies").glob("tributary-*.db"))))
        yield Patient(world, tmp_path)
