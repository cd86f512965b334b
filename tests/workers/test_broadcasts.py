"""The broadcast worker queues portions, survives kills and pauses, and scans no table."""

import asyncio

import pytest

from bot.domain.broadcasts import Audience, AudienceGroup
from bot.telegram.editor import Editor
from bot.telegram.pace import Pace
from bot.texts import Texts
from bot.usecases.broadcasts.broadcasts import Broadcasts
from bot.usecases.notices.compose import Notices
from bot.usecases.outbox.outbox import Outbox
from bot.workers.broadcasts import BroadcastWorker
from storage import broadcasts as broadcast_rows
from storage import outbox
from storage.outbox import Lane
from storage.queries.due_messages import PassedOver
from tests.bodies import ANNA, purchase
from tests.usecases.conftest import ADMINS
from tests.workers.conftest import OutboxHarness

TEXT = "Big news"
ADMIN = ADMINS[0]
FIRST = 5000


async def add_people(harness: OutboxHarness, number: int, *, blocked: int = 0) -> range:
    """Add this number of people who pressed Start; the last `blocked` blocked the bot."""
    found = range(FIRST, FIRST + number)

    def work(tx):
        for person in found:
            gone = 1 if person >= FIRST + number - blocked else None
            tx.execute(
                """INSERT INTO people (telegram_user_id, first_seen_at, started_at, blocked_at)
                VALUES (?, 1, 1, ?)""",
                (person, gone),
            )

    await harness.shop.db.write(work)
    for person in found:
        harness.telegram.add_person(person, f"Person {person}", started=True)
    return found


@pytest.fixture
def broadcasts(harness: OutboxHarness) -> Broadcasts:
    return Broadcasts(harness.shop.db, harness.clock)


def worker(harness: OutboxHarness, broadcasts: Broadcasts) -> BroadcastWorker:
    bot = harness.worker._sending.sender._bot
    notices = Notices(harness.shop.db, Texts(), harness.clock)
    return BroadcastWorker(broadcasts, notices, Editor(bot), Pace())


async def begin(broadcasts: Broadcasts, group: AudienceGroup = AudienceGroup.ALL) -> int:
    draft = await broadcasts.draft(ADMIN, Audience(group), TEXT)
    assert await broadcasts.start(draft.broadcast.id, ADMIN, 0)
    return draft.broadcast.id


async def queued(harness: OutboxHarness) -> int:
    return await harness.shop.db.read(
        lambda tx: tx.scalar("SELECT COUNT(*) FROM outbox WHERE lane = 2 AND state = 'queued'")
    )


async def test_only_a_limited_part_of_a_broadcast_is_queued_ahead(harness, broadcasts):
    await add_people(harness, 2600, blocked=100)
    broadcast = await begin(broadcasts)
    filling = worker(harness, broadcasts)
    while await filling.step():
        pass
    assert 1000 <= await queued(harness) <= 1500
    await harness.shop.db.write(
        lambda tx: tx.execute("UPDATE outbox SET state = 'sent' WHERE state = 'queued'")
    )
    for _ in range(3):
        while await filling.step():
            pass
        await harness.shop.db.write(
            lambda tx: tx.execute("UPDATE outbox SET state = 'sent' WHERE lane = 2")
        )
    progress = await broadcasts.progress(broadcast)
    assert (progress.sent, progress.unreachable, progress.left_out) == (2500, 100, 0)
    assert not progress.is_open


async def test_queueing_resumes_where_it_was_when_the_process_ended(harness, broadcasts):
    found = await add_people(harness, 900)
    await begin(broadcasts)
    await worker(harness, broadcasts).step()
    assert await queued(harness) == 500
    while await worker(harness, broadcasts).step():  # each time a new worker, as after a restart
        pass
    rows = await harness.shop.db.read(
        lambda tx: tx.all("SELECT chat_id FROM outbox WHERE lane = 2 ORDER BY chat_id")
    )
    assert [row["chat_id"] for row in rows] == list(found)


async def test_a_message_in_flight_when_the_process_was_killed_is_not_sent_again(
    harness, broadcasts
):
    """Telegram has accepted the message; the process dies before it can record that."""
    await add_people(harness, 3)
    broadcast = await begin(broadcasts)
    while await worker(harness, broadcasts).step():
        pass
    harness.telegram.fail("sendMessage", mode="slow", seconds=30, chat_id=FIRST)
    async with asyncio.TaskGroup() as tasks:
        sending = tasks.create_task(harness.worker.step())
        await harness.telegram.wait_for_calls("sendMessage")
        sending.cancel()
    await broadcasts.on_start()
    await harness.until_idle()
    calls = [call.chat_id for call in harness.telegram.calls_of("sendMessage")]
    assert sorted(calls) == [FIRST, FIRST + 1, FIRST + 2]
    progress = await broadcasts.progress(broadcast)
    assert (progress.sent, progress.unclear) == (2, 1)
    assert progress.is_done


async def test_a_message_in_flight_keeps_a_broadcast_open(harness, broadcasts):
    await add_people(harness, 1)
    broadcast = await begin(broadcasts)
    while await worker(harness, broadcasts).step():
        pass
    message = await Outbox(harness.shop.db, harness.clock, ADMINS).next_due(PassedOver())
    await harness.shop.db.write(lambda tx: outbox.begin_once(tx, message.id, 1))
    assert not (await broadcasts.progress(broadcast)).is_done
    await harness.shop.db.write(lambda tx: outbox.set_sent(tx, message.id, 1))
    assert (await broadcasts.progress(broadcast)).is_done


async def test_a_pause_that_telegram_asks_for_loses_no_message(harness, broadcasts):
    await add_people(harness, 2)
    broadcast = await begin(broadcasts)
    await worker(harness, broadcasts).step()
    harness.telegram.fail("sendMessage", status=429, retry_after=1, times=1)
    async with harness.running():
        for person in (FIRST, FIRST + 1):
            await harness.telegram.wait_for(person, lambda one: one.text == TEXT)
    assert (await broadcasts.progress(broadcast)).sent == 2


async def test_a_temporary_error_is_retried(harness, broadcasts):
    await add_people(harness, 1)
    broadcast = await begin(broadcasts)
    await worker(harness, broadcasts).step()
    harness.telegram.fail("sendMessage", status=502, times=1)
    await harness.until_idle()
    assert (await broadcasts.progress(broadcast)).unsent.queued == 1
    harness.clock.move(60)
    await asyncio.sleep(1.1)
    await harness.until_idle()
    assert (await broadcasts.progress(broadcast)).sent == 1


async def test_a_message_put_back_after_the_broadcast_was_stopped_is_not_sent(harness, broadcasts):
    await add_people(harness, 1)
    broadcast = await begin(broadcasts)
    await worker(harness, broadcasts).step()
    message = await Outbox(harness.shop.db, harness.clock, ADMINS).next_due(PassedOver())
    await harness.shop.db.write(lambda tx: outbox.begin_once(tx, message.id, 1))
    await broadcasts.stop(broadcast, ADMIN)
    await harness.shop.db.write(lambda tx: outbox.put_back(tx, message.id))
    await harness.until_idle()
    assert harness.telegram.messages_to(FIRST) == []
    assert (await broadcasts.progress(broadcast)).left_out == 1


async def test_a_person_who_blocks_the_bot_meanwhile_is_counted_and_skipped(harness, broadcasts):
    await add_people(harness, 2)
    broadcast = await begin(broadcasts)
    await worker(harness, broadcasts).step()
    await harness.shop.db.write(lambda tx: outbox.wait_for_person(tx, FIRST, "blocked the bot", 1))
    await harness.until_idle()
    assert (await broadcasts.progress(broadcast)).unreachable == 1
    await harness.shop.db.write(lambda tx: outbox.release(tx, FIRST, 1))
    await harness.until_idle()
    assert harness.telegram.messages_to(FIRST) == []


@pytest.mark.fault("T10", "a payment amid a broadcast")
async def test_payments_overtake_a_broadcast_in_the_queue(harness, broadcasts):
    await add_people(harness, 30)
    await begin(broadcasts)
    await worker(harness, broadcasts).step()
    await harness.shop.receive(purchase())
    message = await Outbox(harness.shop.db, harness.clock, ADMINS).next_due(PassedOver())
    assert (message.lane, message.chat_id) == (Lane.PAYMENTS, ANNA)
    await harness.until_idle()
    first = [call.chat_id for call in harness.telegram.calls_of("sendMessage")][:3]
    assert first == [ANNA, *ADMINS]


async def query_plan(harness: OutboxHarness, sql: str, parameters: tuple[object, ...]) -> str:
    rows = await harness.shop.db.read(lambda tx: tx.all(f"EXPLAIN QUERY PLAN {sql}", parameters))
    return "\n".join(row["detail"] for row in rows)


class Watched:
    """A transaction that records its statements."""

    def __init__(self, tx):
        self.tx = tx
        self.asked = []

    def __getattr__(self, name):
        def ask(sql, parameters=()):
            self.asked.append((sql, tuple(parameters)))
            return getattr(self.tx, name)(sql, parameters)

        return ask


@pytest.mark.parametrize("group", list(AudienceGroup))
async def test_no_query_of_a_broadcast_scans_a_table(harness, broadcasts, group):
    """The outbox may hold millions of sent rows; people are read in the order of their ids."""
    audience = Audience(group, 1 if group is AudienceGroup.TARIFF else None)

    def work(tx):
        watched = Watched(tx)
        broadcast_rows.portion(watched, audience, 1, 1, 500)
        broadcast_rows.unsent(watched, 1)
        broadcast_rows.stop(watched, 1, 1)
        broadcast_rows.in_progress(watched)
        broadcast_rows.give_up_interrupted(watched, 1)
        return watched.asked

    for sql, parameters in await harness.shop.db.write(work):
        steps = (await query_plan(harness, sql, parameters)).splitlines()
        scans = [step for step in steps if step.startswith("SCAN")]
        assert all("(subquery" in step or "open_broadcasts" in step for step in scans), (sql, steps)
        assert "USE TEMP B-TREE FOR GROUP BY" not in steps, "it would sort each message"
