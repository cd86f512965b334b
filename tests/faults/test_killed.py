"""SIGKILL at chosen points of a payment, a refund and a notice."""

import asyncio
import signal
from pathlib import Path

import pytest

from storage.engine.database import open_read_only
from tests.bodies import ANNA, purchase, resent
from tests.faults.conftest import ADMIN, Place
from tests.faults.forked import Point

pytestmark = pytest.mark.long

THANKS = "Thank you"
IN_THE_TRANSACTION = [
    "INTO webhook_events",
    "INTO people",
    "INTO purchases",
    "INTO grants",
    "INTO subscriptions",
    "INTO outbox",
    "COMMIT",
]


def count(database: Path, table: str) -> int:
    with open_read_only(database) as tx:
        found: int = tx.scalar(f"SELECT COUNT(*) FROM {table}")
        return found


@pytest.mark.fault("P1", "SIGKILL before each kind of statement, and before COMMIT")
@pytest.mark.parametrize("statement", IN_THE_TRANSACTION)
async def test_killed_inside_the_transaction_nothing_was_said_and_nothing_is_there(
    place: Place, statement: str
) -> None:
    await place.bot.start(dies_at=Point(statement))
    assert await place.bot.deliver(purchase(1)) is None
    assert await place.bot.ended() == -signal.SIGKILL
    assert count(place.bot.database, "webhook_events") == 0
    await place.bot.start()
    assert await place.bot.deliver(resent(purchase(1))) == 200
    await place.telegram.wait_for(ANNA, lambda one: THANKS in one.text)
    assert await place.bot.stop() == 0
    assert count(place.bot.database, "grants") == 1
    assert place.told(ANNA, THANKS) == 1


@pytest.mark.fault("P2", "SIGKILL when COMMIT has returned")
async def test_killed_between_commit_and_answer_the_retry_is_a_duplicate(place: Place) -> None:
    await place.bot.start(dies_at=Point("COMMIT", after=True))
    assert await place.bot.deliver(purchase(1)) is None
    assert await place.bot.ended() == -signal.SIGKILL
    assert count(place.bot.database, "grants") == 1
    await place.bot.start()
    assert await place.bot.deliver(resent(purchase(1))) == 200
    await place.telegram.wait_for(ANNA, lambda one: THANKS in one.text)
    await place.telegram.wait_for(ADMIN, lambda one: "Sale" in one.text)
    assert await place.bot.stop() == 0
    assert count(place.bot.database, "grants") == 1
    assert place.told(ANNA, THANKS) == 1
    assert place.told(ADMIN, "Sale") == 1


@pytest.mark.fault("P3", "SIGKILL before the notice's row is marked as sent")
async def test_killed_while_a_notice_is_sent_it_may_come_twice_but_never_not_at_all(
    place: Place,
) -> None:
    await place.bot.start(dies_at=Point("UPDATE outbox SET state"))
    assert await place.bot.deliver(purchase(1)) == 200
    assert await place.bot.ended() == -signal.SIGKILL
    await place.bot.start()
    await place.telegram.wait_for(ANNA, lambda one: THANKS in one.text)
    await place.telegram.wait_for(ADMIN, lambda one: "Sale" in one.text)
    assert await place.bot.stop() == 0
    assert 1 <= place.told(ANNA, THANKS) <= 2
    assert 1 <= place.told(ADMIN, "Sale") <= 2
    assert place.told(ANNA, THANKS) + place.told(ADMIN, "Sale") <= 4


@pytest.mark.fault("A5", "SIGKILL while Tribute keeps the refund's answer back, though it does it")
async def test_killed_during_a_refund_it_is_unknown_and_never_sent_again(place: Place) -> None:
    await place.bot.start()
    place.tribute.webhook_url = place.bot.url + "/webhook/tribute"
    bought = await place.tribute.pay(456, telegram_user_id=ANNA)
    await place.telegram.send(ADMIN, f"/refund {bought.id}")
    card = await place.telegram.wait_for(ADMIN, lambda one: "Yes, refund" in str(one.buttons))
    place.tribute.faults.plan("timeout", only="cancel", done=False, hang_seconds=30)
    data = card.button("Yes, refund").callback_data
    assert data is not None
    async with asyncio.TaskGroup() as tasks:
        pressing = tasks.create_task(place.telegram.press(ADMIN, card.message_id, data))
        while not any(call.name == "cancel" for call in place.tribute.calls):
            await asyncio.sleep(0.01)
        await place.bot.kill()
        pressing.cancel()
    await place.bot.start()
    await place.telegram.wait_for(ADMIN, lambda one: "It isn't known whether a refund" in one.text)
    assert await place.bot.stop() == 0
    assert sum(call.name == "cancel" for call in place.tribute.calls) == 1
    with open_read_only(place.bot.database) as tx:
        assert tx.scalar("SELECT state FROM refund_attempts") == "unknown"
        assert tx.scalar("SELECT status FROM purchases") == "applied"
