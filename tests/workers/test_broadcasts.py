"""Broadcasts under the hood: portions, a short queue, kills, pauses, and what each look costs."""

import asyncio

import pytest

from bot.telegram.editor import Editor
from bot.telegram.pace import Pace
from bot.texts import Texts
from bot.usecases.broadcasts.broadcasts import Audience, Broadcasts, Group
from bot.usecases.notices.compose import Notices
from bot.usecases.outbox.outbox import Outbox
from bot.workers.broadcasts import BroadcastWorker
from storage import broadcasts, outbox
from storage.outbox import Lane
from tests.bodies import ANNA, purchase
from tests.usecases.conftest import ADMINS
from tests.workers.conftest import Desk

TEXT = "Big news"
ADMIN = ADMINS[0]
FIRST = 5000


async def people(desk: Desk, number: int, *, blocked: int = 0) -> range:
    """So many pressed Start; the last `blocked` of them blocked the bot later."""
    found = range(FIRST, FIRST + number)

    def work(tx):
        for person in found:
            gone = 1 if person >= FIRST + number - blocked else None
            tx.execute(
                """INSERT INTO people (telegram_user_id, first_seen_at, started_at, blocked_at)
                VALUES (?, 1, 1, ?)""",
                (person, gone),
            )

    await desk.shop.db.write(work)
    for person in found:
        desk.telegram.add_person(person, f"Person {person}", started=True)
    return found


@pytest.fixture
def casts(desk: Desk) -> Broadcasts:
    return Broadcasts(desk.shop.db, desk.clock)


def worker(desk: Desk, casts: Broadcasts) -> BroadcastWorker:
    bot = desk.worker._sender._bot
    notices = Notices(desk.shop.db, Texts(), desk.clock)
    return BroadcastWorker(casts, notices, Editor(bot), Pace())


async def begin(casts: Broadcasts, group: Group = Group.ALL) -> int:
    draft = await casts.draft(ADMIN, Audience(group), TEXT)
    assert await casts.start(draft.broadcast.id, ADMIN, 0)
    return draft.broadcast.id


async def queued(desk: Desk) -> int:
    return await desk.shop.db.read(
        lambda tx: tx.scalar("SELECT COUNT(*) FROM outbox WHERE lane = 2 AND state = 'queued'")
    )


async def test_the_outbox_is_filled_only_so_far_ahead(desk, casts):
    await people(desk, 2600, blocked=100)
    broadcast = await begin(casts)
    filling = worker(desk, casts)
    while await filling.step():
        pass
    assert 1000 <= await queued(desk) <= 1500
    await desk.shop.db.write(
        lambda tx: tx.execute("UPDATE outbox SET state = 'sent' WHERE state = 'queued'")
    )
    for _ in range(3):
        while await filling.step():
            pass
        await desk.shop.db.write(
            lambda tx: tx.execute("UPDATE outbox SET state = 'sent' WHERE lane = 2")
        )
    progress = await casts.progress(broadcast)
    assert (progress.sent, progress.unreachable, progress.left_out) == (2500, 100, 0)
    assert not progress.is_open


async def test_filling_goes_on_where_it_was_when_the_process_ended(desk, casts):
    found = await people(desk, 900)
    await begin(casts)
    await worker(desk, casts).step()
    assert await queued(desk) == 500
    while await worker(desk, casts).step():  # each time a new worker, as after a restart
        pass
    rows = await desk.shop.db.read(
        lambda tx: tx.all("SELECT chat_id FROM outbox WHERE lane = 2 ORDER BY chat_id")
    )
    assert [row["chat_id"] for row in rows] == list(found)


async def test_who_was_being_written_to_when_the_process_was_killed_gets_no_second_one(desk, casts):
    """Telegram has taken the message, the process dies before it can note that."""
    await people(desk, 3)
    broadcast = await begin(casts)
    while await worker(desk, casts).step():
        pass
    desk.telegram.fail("sendMessage", mode="slow", seconds=30, chat_id=FIRST)
    async with asyncio.TaskGroup() as tasks:
        sending = tasks.create_task(desk.worker.step())
        await desk.telegram.wait_for_calls("sendMessage")
        sending.cancel()
    await casts.recover()
    await desk.until_idle()
    calls = [call.chat_id for call in desk.telegram.calls_of("sendMessage")]
    assert sorted(calls) == [FIRST, FIRST + 1, FIRST + 2]
    progress = await casts.progress(broadcast)
    assert (progress.sent, progress.unclear) == (2, 1)
    assert progress.settled


async def test_what_is_under_way_keeps_a_broadcast_open(desk, casts):
    await people(desk, 1)
    broadcast = await begin(casts)
    while await worker(desk, casts).step():
        pass
    message = await Outbox(desk.shop.db, desk.clock, ADMINS).next_due(frozenset())
    await desk.shop.db.write(lambda tx: outbox.begin_once(tx, message.id, 1))
    assert not (await casts.progress(broadcast)).settled
    await desk.shop.db.write(lambda tx: outbox.set_sent(tx, message.id, 1))
    assert (await casts.progress(broadcast)).settled


async def test_a_pause_costs_nobody_their_message(desk, casts):
    await people(desk, 2)
    broadcast = await begin(casts)
    await worker(desk, casts).step()
    desk.telegram.fail("sendMessage", status=429, retry_after=1, times=1)
    async with desk.running():
        for person in (FIRST, FIRST + 1):
            await desk.telegram.wait_for(person, lambda one: one.text == TEXT)
    assert (await casts.progress(broadcast)).sent == 2


async def test_a_passing_trouble_is_tried_again(desk, casts):
    await people(desk, 1)
    broadcast = await begin(casts)
    await worker(desk, casts).step()
    desk.telegram.fail("sendMessage", status=502, times=1)
    await desk.until_idle()
    assert (await casts.progress(broadcast)).unsent.queued == 1
    desk.clock.move(60)
    await asyncio.sleep(1.1)
    await desk.until_idle()
    assert (await casts.progress(broadcast)).sent == 1


async def test_a_message_put_back_after_the_stop_is_not_sent(desk, casts):
    await people(desk, 1)
    broadcast = await begin(casts)
    await worker(desk, casts).step()
    message = await Outbox(desk.shop.db, desk.clock, ADMINS).next_due(frozenset())
    await desk.shop.db.write(lambda tx: outbox.begin_once(tx, message.id, 1))
    await casts.stop(broadcast, ADMIN)
    await desk.shop.db.write(lambda tx: outbox.put_back(tx, message.id))
    await desk.until_idle()
    assert desk.telegram.messages_to(FIRST) == []
    assert (await casts.progress(broadcast)).left_out == 1


async def test_who_blocks_the_bot_meanwhile_is_counted_and_not_kept_waiting(desk, casts):
    await people(desk, 2)
    broadcast = await begin(casts)
    await worker(desk, casts).step()
    await desk.shop.db.write(lambda tx: outbox.wait_for_person(tx, FIRST, "blocked the bot", 1))
    await desk.until_idle()
    assert (await casts.progress(broadcast)).unreachable == 1
    await desk.shop.db.write(lambda tx: outbox.release(tx, FIRST, 1))
    await desk.until_idle()
    assert desk.telegram.messages_to(FIRST) == []


@pytest.mark.fault("T10", "a payment amid a broadcast")
async def test_payments_overtake_a_broadcast_in_the_queue(desk, casts):
    await people(desk, 30)
    await begin(casts)
    await worker(desk, casts).step()
    await desk.shop.receive(purchase())
    message = await Outbox(desk.shop.db, desk.clock, ADMINS).next_due(frozenset())
    assert (message.lane, message.chat_id) == (Lane.PAYMENTS, ANNA)
    await desk.until_idle()
    first = [call.chat_id for call in desk.telegram.calls_of("sendMessage")][:3]
    assert first == [ANNA, *ADMINS]


async def plan(desk: Desk, sql: str, parameters: tuple[object, ...]) -> str:
    rows = await desk.shop.db.read(lambda tx: tx.all(f"EXPLAIN QUERY PLAN {sql}", parameters))
    return "\n".join(row["detail"] for row in rows)


class Watched:
    """A transaction that keeps what it was asked."""

    def __init__(self, tx):
        self.tx = tx
        self.asked = []

    def __getattr__(self, name):
        def ask(sql, parameters=()):
            self.asked.append((sql, tuple(parameters)))
            return getattr(self.tx, name)(sql, parameters)

        return ask


@pytest.mark.parametrize("group", list(Group))
async def test_no_look_at_a_broadcast_scans_a_table(desk, casts, group):
    """The outbox may hold millions of rows long sent; people are walked by their ids."""
    audience = Audience(group, 1 if group is Group.TARIFF else None)

    def work(tx):
        watched = Watched(tx)
        broadcasts.portion(watched, audience, 1, 1, 500)
        broadcasts.unsent(watched, 1)
        broadcasts.stop(watched, 1, 1)
        broadcasts.in_progress(watched)
        broadcasts.give_up_interrupted(watched, 1)
        return watched.asked

    for sql, parameters in await desk.shop.db.write(work):
        steps = (await plan(desk, sql, parameters)).splitlines()
        scans = [step for step in steps if step.startswith("SCAN")]
        assert all("(subquery" in step or "open_broadcasts" in step for step in scans), (sql, steps)
