"""The progress of a broadcast is shown at its pace, also when nothing more is written after it."""

import asyncio
from dataclasses import replace

import pytest

from bot.telegram.turns import Urgency
from bot.usecases.broadcasts.broadcasts import Broadcasts
from bot.workers import broadcasts as module
from bot.workers.broadcasts import BroadcastWorker
from tests.handlers.telegram.talk import until
from tests.usecases.conftest import ADMINS
from tests.workers.conftest import OutboxHarness
from tests.workers.test_broadcasts import add_people, begin, worker
from tests.workers.test_quiet_workers import NEVER, SOON, running

ADMIN = ADMINS[0]


@pytest.fixture
async def working(harness: OutboxHarness, monkeypatch: pytest.MonkeyPatch) -> BroadcastWorker:
    """Return a worker that looks soon, with a broadcast to two people that is queued."""
    monkeypatch.setattr(module, "_LOOK_SECONDS", SOON)
    working = worker(harness, Broadcasts(harness.shop.db, harness.clock))
    await add_people(harness, 2)
    number = await begin(working._broadcasts)
    message = await working._editor._bot.send_message(ADMIN, "It begins")
    await working._broadcasts.show_progress_in(number, message.message_id)
    return working


def _shows(harness: OutboxHarness, words: str) -> bool:
    return words in (harness.telegram.messages_to(ADMIN)[-1].text or "")


async def _send_one(harness: OutboxHarness) -> None:
    await harness.shop.db.write(
        lambda tx: tx.execute("UPDATE outbox SET state = 'sent' WHERE id = 1")
    )


def _shown_ago(working: BroadcastWorker, seconds: float) -> None:
    at = asyncio.get_running_loop().time() - seconds
    working._shown = {id_: replace(one, at=at) for id_, one in working._shown.items()}


async def _until_asleep(working: BroadcastWorker) -> None:
    await until(lambda: working._sleep._timer is not None and not working._sleep._changed)


async def test_the_latest_is_shown_when_its_time_comes_though_nothing_more_happens(
    harness: OutboxHarness, working: BroadcastWorker
) -> None:
    async with running(working.run):
        await until(lambda: _shows(harness, "0 of 2"))
        await _until_asleep(working)
        _shown_ago(working, -NEVER)
        await _send_one(harness)
        await _until_asleep(working)
        _shown_ago(working, 4)
        await until(lambda: _shows(harness, "1 of 2"))


async def test_what_a_pause_held_back_is_shown_when_that_is_over(
    harness: OutboxHarness, working: BroadcastWorker
) -> None:
    working._pace.pause(NEVER)
    async with running(working.run):
        await until(lambda: bool(working._shown))
        await _until_asleep(working)
        assert not _shows(harness, "of 2")
        working._pace._paused_until = 0
        _shown_ago(working, 4)
        await until(lambda: _shows(harness, "0 of 2"))


async def test_it_is_shown_no_more_often_than_every_four_seconds(
    harness: OutboxHarness, working: BroadcastWorker
) -> None:
    while await working.step():
        pass
    await _send_one(harness)
    _shown_ago(working, 0)
    await working.step()
    assert _shows(harness, "0 of 2")


async def test_it_waits_for_its_turn_among_all_messages(
    harness: OutboxHarness, working: BroadcastWorker
) -> None:
    turns = working._pace._turns
    turns._next_at = asyncio.get_running_loop().time() + NEVER
    async with asyncio.TaskGroup() as tasks:
        showing = tasks.create_task(working.step())
        await until(lambda: bool(turns._waiting[Urgency.BROADCAST]))
        showing.cancel()
    assert not _shows(harness, "of 2")
