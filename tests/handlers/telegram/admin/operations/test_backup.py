"""Tests for /backup, the daily backup, and the question to admins after a restore."""

import asyncio
import shutil
from pathlib import Path

import pytest

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, BUYER, SECOND_ADMIN
from bot.sandbox.world import World
from bot.usecases.operations import backups, chat_files
from handlers.telegram.callbacks.operations import Resume
from storage.engine.database import open_read_only
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import buy, command, deps
from tests.handlers.telegram.talk import ask, hear, labels, press, until
from tests.invariants import assert_ledger_is_sound


async def test_backup_sends_a_complete_database(world: World, tmp_path: Path) -> None:
    await command(world, ADMIN.id, "/start")
    await buy(world)
    sent = await world.telegram.send(ADMIN.id, "/backup")
    message = await world.telegram.wait_for(
        ADMIN.id, lambda one: one.document is not None, after=sent.message_id
    )
    assert message.document is not None
    assert message.document.file_name == "tributary-20260512T215900Z.db"
    assert "keep it as safe as your keys" in message.text
    copy = tmp_path / "copy.db"
    copy.write_bytes(message.document.content)
    assert_ledger_is_sound(copy)
    with open_read_only(copy) as tx:
        assert tx.scalar("SELECT COUNT(*) FROM purchases") == 1
        assert tx.scalar("SELECT detail FROM audit") is None
    folder = world.settings.database_path.parent
    await until(lambda: not list(folder.glob(".*.part*")))


async def test_the_audit_names_the_admin_who_took_a_backup(world: World) -> None:
    sent = await world.telegram.send(ADMIN.id, "/backup")
    await world.telegram.wait_for(ADMIN.id, lambda m: m.document is not None, after=sent.message_id)
    actor = await deps(world).refunds.db.read(
        lambda tx: tx.scalar("SELECT actor FROM audit WHERE subject = 'backup'")
    )
    assert actor == f"admin:{ADMIN.id}"


async def test_a_backup_too_large_for_telegram_is_to_be_made_on_the_machine(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chat_files, "SENDABLE_BYTES", 100_000)
    answer = await command(world, ADMIN.id, "/backup")
    assert "too large to send" in answer.text
    assert "python -m bot backup DEST" in answer.text
    assert world.telegram.calls_of("sendDocument") == []


async def test_a_failed_backup_is_reported_with_its_reason(clock: FixedClock) -> None:
    async with World.open(clock=clock) as world:
        await buy(world)
        await deps(world).refunds.db.write(
            lambda tx: tx.execute("UPDATE subscriptions SET expires_at = 1")
        )
        answer = await command(world, ADMIN.id, "/backup")
    assert "not what their grants add up to" in answer.text
    assert "/doctor" in answer.text


async def _restored(world: World, folder: Path) -> None:
    """Make a backup with queued messages in it, and restore it in place of the database."""
    world.telegram.fail("sendMessage", status=500, times=99)
    await buy(world, BUYER.id)
    await world.stop_app()
    path = world.settings.database_path
    backups.make(path, folder / "copy.db")
    backups.restore(folder / "copy.db", path, world.clock.now())
    world.telegram.clear_failures()
    world.move(seconds=60)
    await world.start_app()


@pytest.mark.fault("S10", "a backup with queued messages is restored, and the bot started on it")
async def test_after_a_restore_an_admin_decides_which_messages_are_sent(
    world: World, tmp_path: Path
) -> None:
    for person in (ADMIN, SECOND_ADMIN, BUYER):
        await ask(world, person.id, "/start")
    await _restored(world, tmp_path)
    question = await hear(world, ADMIN.id, "A copy was put in the place of the database")
    await hear(world, SECOND_ADMIN.id, "⏯")
    assert labels(question) == ["Send all 3 messages", "Without the 3 old ones"]
    assert not any("Thank you" in one.text for one in world.telegram.messages_to(BUYER.id))
    paid = await buy(world)  # payments are stored meanwhile
    assert await deps(world).purchases.card_by_purchase_id(paid.id) is not None
    attention = await command(world, ADMIN.id, "/attention")
    assert "Nothing is being sent" in attention.text
    await tap(world, attention, "⏯ Sending is paused")
    await tap(world, attention, "Send all 6 messages")
    assert "Messages are being sent again" in attention.text
    await hear(world, BUYER.id, "Thank you")
    assert "nothing is waiting for you" in (await command(world, ADMIN.id, "/attention")).text


async def test_after_a_restore_old_messages_can_be_left_out(world: World, tmp_path: Path) -> None:
    for person in (ADMIN, BUYER):
        await ask(world, person.id, "/start")
    await _restored(world, tmp_path)
    question = await hear(world, ADMIN.id, "⏯")
    await tap(world, question, "Without the 3 old ones")
    assert "Not sent, because old: 3" in question.text
    states = await deps(world).refunds.db.read(
        lambda tx: [row["state"] for row in tx.all("SELECT state FROM outbox WHERE kind = 'paid'")]
    )
    assert states == ["cancelled"]


async def test_after_a_restore_only_the_first_answer_counts(world: World, tmp_path: Path) -> None:
    for person in (ADMIN, SECOND_ADMIN):
        await ask(world, person.id, "/start")
    await _restored(world, tmp_path)
    first = await hear(world, ADMIN.id, "⏯")
    second = await hear(world, SECOND_ADMIN.id, "⏯")
    await tap(world, first, "Send all 3 messages")
    await press(world, SECOND_ADMIN.id, second.message_id, Resume())
    assert any("▶️" in one.text for one in world.telegram.messages_to(SECOND_ADMIN.id))


async def test_a_daily_backup_is_made_automatically(clock: FixedClock, tmp_path: Path) -> None:
    async with World.open(clock=clock, backup_dir=tmp_path) as world:
        path = tmp_path / "tributary-20260512T215900Z.db"
        await until(path.exists)
        assert await deps(world).incidents.all_open() == []
    assert_ledger_is_sound(path)


async def test_a_failing_daily_backup_is_reported_once_until_the_next_one_works(
    clock: FixedClock, tmp_path: Path
) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    async with World.open(clock=clock, backup_dir=folder) as world:
        await until(lambda: bool(list(folder.iterdir())))
        await ask(world, ADMIN.id, "/start")
        shutil.rmtree(folder)
        for _ in range(2):
            await world.restart_app()
        message = await hear(world, ADMIN.id, "daily copy of the database couldn't be made")
        assert "BACKUP_DIR" in message.text
        assert sum("daily copy" in one.text for one in world.telegram.messages_to(ADMIN.id)) == 1
        folder.mkdir()
        await world.restart_app()
        await until(lambda: bool(list(folder.glob("tributary-*.db"))))
        async with asyncio.timeout(15):
            while await deps(world).incidents.all_open():
                await asyncio.sleep(0.01)
