"""After a restore nothing is sent before an admin says so; payments are taken meanwhile."""

import pytest

from bot.usecases.outbox import enqueue
from bot.usecases.outbox.outbox import Outbox
from bot.usecases.outbox.pause import PAUSED_SINCE, Pauses
from bot.usecases.webhooks_out.deliver import Webhooks
from storage import facts, webhooks_out
from storage.webhooks_out import NewWebhook
from tests.bodies import ANNA, BORIS, purchase
from tests.usecases.conftest import ADMINS, Shop

NOBODY: frozenset[int] = frozenset()


@pytest.fixture
async def restored(shop: Shop) -> Shop:
    """A message to ANNA waited in the copy; BORIS pays after it was put in place."""
    await shop.receive(purchase(1))
    await shop.db.write(lambda tx: facts.put(tx, PAUSED_SINCE, str(shop.clock.now())))
    shop.clock.move(60)
    await shop.receive(purchase(2, telegram_user_id=BORIS))
    return shop


async def due(shop: Shop) -> list[tuple[str, int]]:
    """What the worker would send, one message a chat."""
    found, busy = [], NOBODY
    outbox = Outbox(shop.db, shop.clock, ADMINS)
    while (message := await outbox.next_due(busy)) is not None:
        found.append((message.kind, message.chat_id))
        busy |= {message.chat_id}
    return found


def pauses(shop: Shop) -> Pauses:
    return Pauses(shop.db, shop.clock, ADMINS)


@pytest.mark.fault("S10", "started after a restore")
async def test_only_the_question_to_the_admins_goes_out(restored: Shop) -> None:
    await pauses(restored).announce()
    await pauses(restored).announce()  # the next start
    assert await due(restored) == [(enqueue.ADMIN_RESTORED, one) for one in ADMINS]
    assert await restored.subscription(BORIS) is not None


async def test_an_admin_lets_everything_go(restored: Shop) -> None:
    lifted = await pauses(restored).lift(ADMINS[0], drop_old=False)
    assert lifted is not None
    assert (lifted.old, lifted.new) == (3, 3)
    assert {(enqueue.PAID, ANNA), (enqueue.PAID, BORIS)} <= set(await due(restored))


async def test_or_only_what_came_since(restored: Shop) -> None:
    await pauses(restored).lift(ADMINS[0], drop_old=True)
    waiting = await due(restored)
    assert (enqueue.PAID, BORIS) in waiting
    assert (enqueue.PAID, ANNA) not in waiting


async def test_what_is_to_be_done_in_chats_is_never_dropped(restored: Shop) -> None:
    await restored.db.write(
        lambda tx: tx.execute(
            """INSERT INTO outbox (dedupe_key, lane, kind, chat_id, not_before, created_at)
            VALUES ('x', 0, 'chat-look', -100, 1, 1)"""
        )
    )
    await pauses(restored).lift(ADMINS[0], drop_old=True)
    assert ("chat-look", -100) in await due(restored)


async def test_the_second_admin_finds_nothing_to_lift(restored: Shop) -> None:
    await pauses(restored).lift(ADMINS[0], drop_old=False)
    assert await pauses(restored).lift(ADMINS[1], drop_old=True) is None
    assert (enqueue.PAID, ANNA) in await due(restored)


async def test_the_owner_s_service_isn_t_told_either(restored: Shop) -> None:
    webhooks = Webhooks(restored.db, restored.clock, ADMINS)
    new = NewWebhook("msg_1", "subscription.started", ANNA, "{}")
    await restored.db.write(lambda tx: webhooks_out.enqueue(tx, [new], restored.clock.now()))
    assert await webhooks.next_due() is None
    await pauses(restored).lift(ADMINS[0], drop_old=False)
    assert await webhooks.next_due() is not None


async def test_without_a_restore_nothing_is_paused(shop: Shop) -> None:
    await pauses(shop).announce()
    assert await pauses(shop).current() is None
    assert await shop.notices(enqueue.ADMIN_RESTORED) == []
