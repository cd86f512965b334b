"""After a restore, and where the database was moved or replaced, added admins wait for an owner."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.clock import FixedClock
from bot.sandbox.cast import BUYER
from bot.sandbox.world import World
from bot.usecases.operations import backups
from bot.usecases.operations.beginning import Beginning
from storage import facts
from storage.engine.marker import Marker
from tests.handlers.telegram.admin.admins.roles_talk import (
    HELPER,
    OWNER,
    added_quietly,
    commands,
    shop_with_one_owner,
)
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import buy, command, deps
from tests.handlers.telegram.talk import ask, hear, labels, until
from tests.journeys.channel import until_true

pytestmark = pytest.mark.menus


@asynccontextmanager
async def restored(clock: FixedClock, folder: Path) -> AsyncIterator[World]:
    """Yield a shop in which a copy with one added admin was put back."""
    async with shop_with_one_owner(clock, database_path=folder / "shop.db") as world:
        await ask(world, HELPER.id, "/start")
        await added_quietly(world)
        await hear(world, HELPER.id, "Теперь вы помогаете")
        await world.stop_app()
        backups.make(folder / "shop.db", folder / "copy.db")
        backups.restore(folder / "copy.db", folder / "shop.db", clock.now())
        await world.start_app()
        yield world


@pytest.mark.fault("S10", "restored with an admin whom an owner has added")
async def test_after_a_restore_an_added_admin_is_a_buyer_until_an_owner_confirms(
    clock: FixedClock, tmp_path: Path
) -> None:
    async with restored(clock, tmp_path) as world:
        asked = await hear(world, OWNER.id, "The database was put back or moved")
        assert "One admin in it waits" in asked.text
        assert "⏳ Борис Смирнов @boris_helps · 700005" in asked.text
        assert labels(asked) == ["✅ Confirm Борис Смирнов", "👥 Admins"]
        unknown = (await ask(world, HELPER.id, "/nonsense")).text
        assert (await ask(world, HELPER.id, "/refund")).text == unknown
        await until(lambda: "refund" not in commands(world, HELPER.id))
        assert not any("⏯" in one.text for one in world.telegram.messages_to(HELPER.id))
        start = await command(world, OWNER.id, "/start")
        assert "👥 1 admin who has to be confirmed" in start.text
        assert "👥 Admins" in labels(start)
        await tap(world, asked, "✅ Confirm")
        await until(lambda: "An admin again:" in asked.text)
        assert HELPER.id in deps(world).admins.roll
        await until(lambda: "refund" in commands(world, HELPER.id))
        assert (await ask(world, HELPER.id, "/refund")).text != unknown
        assert "confirmed" not in (await command(world, OWNER.id, "/start")).text
        card = await command(world, OWNER.id, f"/user {HELPER.id}")
        assert "confirmed them as an admin" in card.text


async def test_an_owner_can_remove_instead(clock: FixedClock, tmp_path: Path) -> None:
    async with restored(clock, tmp_path) as world:
        asked = await hear(world, OWNER.id, "The database was put back or moved")
        await tap(world, asked, "👥 Admins")
        await tap(world, asked, "👤 Борис")
        await until(lambda: "Waits for you since" in asked.text)
        assert labels(asked)[:2] == ["✅ Confirm Борис Смирнов", "Remove from the admins"]
        await tap(world, asked, "Remove from the admins")
        await tap(world, asked, "Yes, remove")
        await until(lambda: "No admin any more:" in asked.text)
        assert deps(world).admins.roll.waiting == ()
        goodbyes = "SELECT COUNT(*) = 0 FROM outbox WHERE kind = 'no-admin-now'"
        await until_true(world, goodbyes)


async def test_who_waits_gets_no_notices_and_decides_nothing(
    clock: FixedClock, tmp_path: Path
) -> None:
    async with restored(clock, tmp_path) as world:
        asked = await hear(world, OWNER.id, "⏯")
        await tap(world, asked, "Go on sending")
        heard = len(world.telegram.messages_to(HELPER.id))
        await buy(world, BUYER.id)
        await hear(world, OWNER.id, "💰 Sale")
        assert len(world.telegram.messages_to(HELPER.id)) == heard
        answer = await world.telegram.press(HELPER.id, 1, f"adm_confirm:{HELPER.id}")
        assert answer is not None
        assert answer.show_alert
        assert HELPER.id not in deps(world).admins.roll


async def test_a_copy_without_added_admins_asks_nothing_about_them(
    clock: FixedClock, tmp_path: Path
) -> None:
    async with shop_with_one_owner(clock, database_path=tmp_path / "shop.db") as world:
        await world.stop_app()
        backups.make(tmp_path / "shop.db", tmp_path / "copy.db")
        backups.restore(tmp_path / "copy.db", tmp_path / "shop.db", clock.now())
        await world.start_app()
        await hear(world, OWNER.id, "⏯")
        asked = "SELECT COUNT(*) = 0 FROM outbox WHERE kind = 'admin-to-confirm'"
        await until_true(world, asked)


async def test_the_doctor_names_those_who_wait(clock: FixedClock, tmp_path: Path) -> None:
    async with restored(clock, tmp_path) as world:
        found = {one.key: one.params for one in await deps(world).doctor.examine()}
        assert found["doctor-admins-waiting"] == {"count": 1}


async def test_a_confirmation_outlives_the_next_start(clock: FixedClock, tmp_path: Path) -> None:
    async with restored(clock, tmp_path) as world:
        await deps(world).admins.confirm(HELPER.id, OWNER.id)
        await world.restart_app()
        assert HELPER.id in deps(world).admins.roll
        assert not await deps(world).admins.confirm(HELPER.id, OWNER.id)


async def begin(world: World, folder: Path) -> None:
    """Start the app as `run` does, with the marker in this folder."""
    world.beginning = Beginning(world.settings, Marker((folder,)), nobody_knows, new_shop=False)
    await world.restart_app()


async def nobody_knows() -> None:
    return None


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """Return the folder of the marker, apart from the database's."""
    (tmp_path / "state").mkdir()
    return tmp_path / "state"


@asynccontextmanager
async def marked(clock: FixedClock, folder: Path, machine: Path) -> AsyncIterator[World]:
    """Yield a shop whose marker knows its added admin, with an older copy beside the database."""
    async with shop_with_one_owner(clock, database_path=folder / "shop.db") as world:
        await ask(world, HELPER.id, "/start")
        await begin(world, machine)
        await added_quietly(world)
        await world.stop_app()
        shutil.copy(folder / "shop.db", folder / "older.db")
        await world.start_app()
        yield world


def put_back(folder: Path) -> None:
    for path in folder.glob("shop.db*"):
        path.unlink()
    shutil.copy(folder / "older.db", folder / "shop.db")


async def test_a_restart_on_the_same_file_asks_nobody(
    clock: FixedClock, tmp_path: Path, machine: Path
) -> None:
    async with marked(clock, tmp_path, machine) as world:
        await world.restart_app()
        assert HELPER.id in deps(world).admins.roll


@pytest.mark.fault("S10", "an older file put back without the command, an admin removed since")
async def test_an_older_file_that_was_put_back_without_the_command_is_noticed(
    clock: FixedClock, tmp_path: Path, machine: Path
) -> None:
    """Else somebody who was removed since would be an admin again, without anybody's doing."""
    async with marked(clock, tmp_path, machine) as world:
        await deps(world).admins.remove(HELPER.id, OWNER.id)
        await world.stop_app()
        put_back(tmp_path)
        await world.start_app()
        assert deps(world).admins.roll.waiting == (HELPER.id,)
        await hear(world, OWNER.id, "The database was put back or moved")


async def test_a_file_that_was_moved_to_another_machine_is_noticed(
    clock: FixedClock, tmp_path: Path, machine: Path
) -> None:
    async with marked(clock, tmp_path, machine) as world:
        (machine / ".tributary-shop").unlink()
        await world.restart_app()
        assert deps(world).admins.roll.waiting == (HELPER.id,)
        await deps(world).admins.confirm(HELPER.id, OWNER.id)
        await world.restart_app()
        assert HELPER.id in deps(world).admins.roll


async def test_where_no_marker_can_be_written_nobody_waits(
    clock: FixedClock, tmp_path: Path
) -> None:
    missing = tmp_path / "not there"
    async with marked(clock, tmp_path, missing) as world:
        await world.restart_app()
        assert HELPER.id in deps(world).admins.roll
        noted = await deps(world).people.db.read(lambda tx: facts.get(tx, "admins_version_noted"))
        assert noted is None
