"""Jobs in a private chat: while it rests none begins, and the next does so once that is over."""

import asyncio
from math import inf
from types import MappingProxyType

from bot.domain.limits import Limits
from bot.domain.models import PersonId
from bot.telegram.pace import Pace
from bot.telegram.sender import SendOutcome, Sent, SlowDown
from bot.usecases.outbox.kinds import JobKind
from storage import outbox
from storage.engine.tx import Tx
from storage.outbox import NewMessage, QueuedMessage
from tests.conftest import NOW
from tests.handlers.telegram.talk import until
from tests.workers.conftest import OutboxHarness
from tests.workers.test_meanwhile import acting
from tests.workers.test_outbox_waits import sending
from tests.workers.test_quiet_workers import NEVER, SOON

CHAT = PersonId(-100)


class Jobs:
    """Jobs in one private chat; each use of the chat answers with the next of `outcomes`."""

    def __init__(self, harness: OutboxHarness, *outcomes: SendOutcome | Exception) -> None:
        self.harness = harness
        self.outcomes = list(outcomes)
        self.done = 0
        self.may_end = asyncio.Event()
        self.may_end.set()
        harness.worker._jobs = MappingProxyType({str(JobKind.LOOK): self._do})

    async def queue(self, *keys: str) -> None:
        def work(tx: Tx) -> None:
            for key in keys:
                outbox.enqueue(tx, NewMessage(key, str(JobKind.LOOK), CHAT), NOW)

        await self.harness.shop.db.write(work)

    async def _do(self, _message: QueuedMessage) -> SendOutcome:
        self.done += 1
        await self.may_end.wait()
        outcome = self.outcomes.pop(0) if self.outcomes else Sent(())
        if isinstance(outcome, Exception):
            raise outcome
        return outcome


async def test_a_chat_that_must_rest_after_a_long_job_is_looked_at_when_that_is_over(
    harness: OutboxHarness,
) -> None:
    """Nothing is written then, and the worker sleeps without an end while the job is under way."""
    jobs = Jobs(harness, SlowDown(SOON))
    jobs.may_end.clear()
    async with sending(harness):
        await jobs.queue("one")
        await until(lambda: jobs.done == 1 and harness.worker._pace.seconds_until_free() == inf)
        await until(lambda: harness.worker._sleep._timer is not None)
        jobs.may_end.set()
        await until(lambda: jobs.done == 2)


async def test_a_rest_that_ends_while_the_worker_reads_is_not_forgotten(
    harness: OutboxHarness,
) -> None:
    worker, jobs = harness.worker, Jobs(harness)
    await jobs.queue("one")
    worker._rows_rest_until = {1: asyncio.get_running_loop().time() + 2 * SOON}
    worker._outbox = acting(worker._outbox, "next_due", lambda: asyncio.sleep(3 * SOON))
    async with sending(harness):
        await until(lambda: jobs.done == 1)


async def test_a_chat_rests_after_a_job(harness: OutboxHarness) -> None:
    harness.worker._pace = Pace(Limits(seconds_between_jobs_in_a_chat=NEVER))
    await Jobs(harness).queue("one", "two")
    assert await harness.worker.step()
    assert not await harness.worker.step()


async def test_the_next_job_of_a_chat_begins_when_the_one_under_way_is_over(
    harness: OutboxHarness,
) -> None:
    harness.worker._pace = Pace(Limits(seconds_between_jobs_in_a_chat=0))
    jobs = Jobs(harness)
    jobs.may_end.clear()
    async with sending(harness):
        await jobs.queue("one", "two")
        await until(lambda: jobs.done == 1 and harness.worker._sleep._timer is not None)
        jobs.may_end.set()
        await until(lambda: jobs.done == 2)


async def test_a_pause_that_begins_meanwhile_lets_a_job_stay_queued(
    harness: OutboxHarness,
) -> None:
    worker, jobs = harness.worker, Jobs(harness)

    async def pause() -> None:
        worker._pace.pause(NEVER)

    worker._outbox = acting(worker._outbox, "set_aside", pause)
    await jobs.queue("one")
    assert await worker.step()
    assert jobs.done == 0
    worker._pace._paused_until = 0
    await harness.until_idle()
    assert jobs.done == 1


async def test_a_failure_that_can_not_be_stored_lets_the_chat_rest(
    harness: OutboxHarness,
) -> None:
    jobs = Jobs(harness, RuntimeError("our own mistake"))
    await jobs.queue("one")
    db = harness.shop.db
    await db.read(lambda tx: tx.execute("PRAGMA query_only = ON"))
    assert await harness.worker.step()
    assert not await harness.worker.step()
    await db.read(lambda tx: tx.execute("PRAGMA query_only = OFF"))
    assert jobs.done == 1


async def test_no_more_rows_rest_than_a_query_may_name(harness: OutboxHarness) -> None:
    jobs = Jobs(harness, SlowDown(500))
    harness.worker._rows_rest_until = {-number: inf for number in range(1, 501)}
    await jobs.queue("one")
    await harness.worker.step()
    assert len(harness.worker._rows_rest_until) == 500
