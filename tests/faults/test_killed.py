"""A SIGKILL at any point of a payment, a refund or a notice loses nothing."""

import asyncio
import signal
from pathlib import Path

import pytest

from storage.engine.database import open_read_only
from tests.bodies import ANNA, purchase, resent
from tests.faults.conftest import ADMIN, Shop
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


@pytest.fixture(autouse=True)
async def opened(shop: Shop) -> None:
    """Let the notice of the new shop go out first: a kill at its statements comes too early."""
    await shop.bot.start()
    await shop.telegram.wait_for(ADMIN, lambda one: "A new, empty shop" in one.text)
    assert await shop.bot.stop() == 0


def count(database: Path, table: str) -> int:
    with open_read_only(database) as tx:
        found: int = tx.scalar(f"SELECT COUNT(*) FROM {table}")
        return found


@pytest.mark.fault("P1", "SIGKILL before each kind of statement, and before COMMIT")
@pytest.mark.parametrize("statement", IN_THE_TRANSACTION)
async def test_a_kill_inside_the_transaction_leaves_no_answer_and_no_row(
    shop: Shop, statement: str
) -> None:
    await shop.bot.start(dies_at=Point(statement))
    assert await shop.bot.deliver(purchase(1)) is None
    assert await shop.bot.ended() == -signal.SIGKILL
    assert count(shop.bot.database, "webhook_events") == 0
    await shop.bot.start()
    assert await shop.bot.deliver(resent(purchase(1))) == 200
    await shop.telegram.wait_for(ANNA, lambda one: THANKS in one.text)
    assert await shop.bot.stop() == 0
    assert count(shop.bot.database, "grants") == 1
    assert shop.count_messages(ANNA, THANKS) == 1


@pytest.mark.fault("P2", "SIGKILL when COMMIT has returned")
async def test_after_a_kill_between_commit_and_answer_the_retry_is_a_duplicate(shop: Shop) -> None:
    await shop.bot.start(dies_at=Point("COMMIT", after=True))
    assert await shop.bot.deliver(purchase(1)) is None
    assert await shop.bot.ended() == -signal.SIGKILL
    assert count(shop.bot.database, "grants") == 1
    await shop.bot.start()
    assert await shop.bot.deliver(resent(purchase(1))) == 200
    await shop.telegram.wait_for(ANNA, lambda one: THANKS in one.text)
    await shop.telegram.wait_for(ADMIN, lambda one: "Sale" in one.text)
    assert await shop.bot.stop() == 0
    assert count(shop.bot.database, "grants") == 1
    assert shop.count_messages(ANNA, THANKS) == 1
    assert shop.count_messages(ADMIN, "Sale") == 1


@pytest.mark.fault("P3", "SIGKILL before the notice's row is marked as sent")
async def test_a_notice_killed_while_it_was_sent_arrives_once_or_twice(
    shop: Shop,
) -> None:
    await shop.bot.start(dies_at=Point("UPDATE outbox SET state"))
    assert await shop.bot.deliver(purchase(1)) == 200
    assert await shop.bot.ended() == -signal.SIGKILL
    await shop.bot.start()
    await shop.telegram.wait_for(ANNA, lambda one: THANKS in one.text)
    await shop.telegram.wait_for(ADMIN, lambda one: "Sale" in one.text)
    assert await shop.bot.stop() == 0
    assert 1 <= shop.count_messages(ANNA, THANKS) <= 2
    assert 1 <= shop.count_messages(ADMIN, "Sale") <= 2
    assert shop.count_messages(ANNA, THANKS) + shop.count_messages(ADMIN, "Sale") <= 4


@pytest.mark.fault("A5", "SIGKILL during the call to Tribute, which gives no answer")
async def test_a_refund_killed_during_its_call_is_unknown_and_never_sent_again(shop: Shop) -> None:
    await shop.bot.start()
    shop.tribute.webhook_url = shop.bot.url + "/webhook/tribute"
    bought = await shop.tribute.pay(456, telegram_user_id=ANNA)
    await shop.telegram.send(ADMIN, f"/refund {bought.id}")
    card = await shop.telegram.wait_for(ADMIN, lambda one: "Yes, refund" in str(one.buttons))
    shop.tribute.faults.add("timeout", only="cancel", done=False, hang_seconds=30)
    data = card.button("Yes, refund").callback_data
    assert data is not None
    async with asyncio.TaskGroup() as tasks:
        pressing = tasks.create_task(shop.telegram.press(ADMIN, card.message_id, data))
        while not any(call.name == "cancel" for call in shop.tribute.calls):
            await asyncio.sleep(0.01)
        await shop.bot.kill()
        pressing.cancel()
    await shop.bot.start()
    await shop.telegram.wait_for(ADMIN, lambda one: "It isn't known whether a refund" in one.text)
    assert await shop.bot.stop() == 0
    assert sum(call.name == "cancel" for call in shop.tribute.calls) == 1
    with open_read_only(shop.bot.database) as tx:
        assert tx.scalar("SELECT state FROM refund_attempts") == "unknown"
        assert tx.scalar("SELECT status FROM purchases") == "applied"
