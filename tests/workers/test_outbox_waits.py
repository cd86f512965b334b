"""The outbox sleeps until a message is due or may go, and is woken by whatever may let one go.

Each worker here looks again after a write only in an hour: only its own moments let it go on.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from math import inf
from types import MappingProxyType

from bot.domain.models import PersonId
from bot.telegram.sender import SendOutcome, Sent, SlowDown
from bot.usecases.outbox.kinds import JobKind
from storage import outbox
from storage.outbox import NewMessage, QueuedMessage
from tests.bodies import ANNA, CLARA, purchase
from tests.conftest import NOW
from tests.handlers.telegram.talk import until
from tests.statements import heard_statements
from tests.usecases.conftest import ADMINS
from tests.workers.conftest import OutboxHarness
from tests.workers.test_quiet_workers import NEVER, SOON, until_quiet


@asynccontextmanager
async def sending(harness: OutboxHarness) -> AsyncIterator[None]:
    harness.worker._sleep.every_seconds = NEVER
    async with harness.running():
        await until(lambda: harness.worker._sleep._timer is not None)
        yield


def _left(harness: OutboxHarness) -> float:
    """Return in how many seconds it looks, if nothing happens; zero while it looks."""
    timer = harness.worker._sleep._timer
    if timer is None:
        return 0
    ends = timer.when()
    return inf if ends is None else ends - asyncio.get_running_loop().time()


def _messages(harness: OutboxHarness, person: int, number: int) -> Callable[[], bool]:
    return lambda: len(harness.telegram.messages_to(person)) == number


async def _in_state(harness: OutboxHarness, state: str, number: int) -> None:
    async with asyncio.timeout(15):
        while len((await harness.states()).get(state, [])) != number:
            await asyncio.sleep(SOON)


async def test_with_nothing_to_send_it_reads_nothing(harness: OutboxHarness) -> None:
    async with sending(harness):
        await until_quiet(harness.shop)
        assert _left(harness) > NEVER / 2


async def test_a_second_message_to_a_person_goes_when_their_chat_has_rested(
    harness: OutboxHarness,
) -> None:
    async with sending(harness):
        await harness.shop.receive(purchase(1))
        await harness.shop.receive(purchase(2))
        await until(_messages(harness, ANNA, 2))


async def test_a_message_goes_when_the_one_under_way_to_its_chat_is_over(
    harness: OutboxHarness,
) -> None:
    harness.telegram.fail("sendMessage", mode="slow", seconds=1.5, times=1, chat_id=ANNA)
    async with sending(harness):
        await harness.shop.receive(purchase(1))
        await harness.telegram.wait_for_calls("sendMessage", 1 + len(ADMINS))
        await harness.shop.receive(purchase(2))
        await until(_messages(harness, ANNA, 2))


async def test_after_a_pause_of_all_messages_those_go_that_came_meanwhile(
    harness: OutboxHarness,
) -> None:
    async with sending(harness):
        paused_at = asyncio.get_running_loop().time()
        harness.worker._pace.pause(1)
        await harness.shop.receive(purchase(1))
        await until(_messages(harness, ANNA, 1))
    assert harness.telegram.calls_of("sendMessage")[0].at - paused_at >= 1


async def test_a_wait_that_telegram_asks_for_ends_for_its_chat(harness: OutboxHarness) -> None:
    harness.telegram.fail("sendMessage", retry_after=2, times=1, chat_id=ANNA)
    async with sending(harness):
        await harness.shop.receive(purchase(1))
        await until(_messages(harness, ANNA, 1))


async def test_a_message_that_was_put_off_goes_at_its_moment_and_nothing_is_read_before(
    harness: OutboxHarness,
) -> None:
    sleep = harness.worker._sleep
    sleep.every_seconds = SOON
    for person in (ANNA, *ADMINS):
        harness.telegram.fail("sendMessage", status=500, times=1, chat_id=person)
    async with harness.running():
        await harness.shop.receive(purchase(1))
        await harness.telegram.wait_for_calls("sendMessage", 1 + len(ADMINS))
        await asyncio.sleep(1.1)  # Telegram's pace: the chats have rested
        await until_quiet(harness.shop)
        await until(lambda: sleep._asked and sleep._timer is not None)
        at = await harness.worker._outbox.next_at(harness.clock.now())
        assert at is not None
        harness.clock.move(at - 1 - harness.clock.now())
        with heard_statements(harness.shop.db) as statements:
            await asyncio.sleep(4 * SOON)
        assert statements == []
        harness.clock.move(1)
        await until(_messages(harness, ANNA, 1))


async def test_sales_that_are_collected_go_together_when_that_is_over(
    harness: OutboxHarness,
) -> None:
    admin = ADMINS[0]
    now = asyncio.get_running_loop().time()
    for _ in range(5):
        harness.worker._sales.sent(admin, together=False)
    collecting = harness.worker._sales._admins[admin]
    collecting.gap_seconds = 1.5
    async with sending(harness):
        await harness.shop.receive(purchase(1))
        await until(lambda: collecting.collects_until > now)
        await until(_messages(harness, ANNA, 1))
        await until(_messages(harness, admin, 1))


async def test_a_job_whose_method_must_rest_is_done_when_that_is_over(
    harness: OutboxHarness,
) -> None:
    asked: list[float] = []
    outcomes: list[SendOutcome] = [SlowDown(1.5), Sent(())]

    async def job(_message: QueuedMessage) -> SendOutcome:
        asked.append(asyncio.get_running_loop().time())
        return outcomes[len(asked) - 1]

    kind = next(iter(JobKind))
    harness.worker._jobs = MappingProxyType({str(kind): job})
    row = NewMessage("a test", str(kind), PersonId(-100))
    async with sending(harness):
        await harness.shop.db.write(lambda tx: outbox.enqueue(tx, row, NOW))
        await until(lambda: len(asked) == 1)
        await until(lambda: bool(harness.worker._rows_rest_until))
        await until(lambda: len(asked) == 2)
        await _in_state(harness, "sent", 1)
    assert asked[1] - asked[0] >= 1.5


async def test_what_could_not_be_recorded_is_recorded_soon_after(harness: OutboxHarness) -> None:
    db = harness.shop.db
    harness.telegram.fail("sendMessage", mode="slow", seconds=0.5, times=1, chat_id=CLARA)
    async with sending(harness):
        await harness.shop.receive(purchase(1, telegram_user_id=CLARA))
        await harness.telegram.wait_for_calls("sendMessage", 1 + len(ADMINS))
        await db.read(lambda tx: tx.execute("PRAGMA query_only = ON"))
        await until(_messages(harness, CLARA, 1))
        await asyncio.sleep(2 * SOON)
        await db.read(lambda tx: tx.execute("PRAGMA query_only = OFF"))
        await _in_state(harness, "sent", 1 + len(ADMINS))
    assert len(harness.telegram.messages_to(CLARA)) == 1
