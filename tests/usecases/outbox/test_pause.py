"""After a restore messages wait until an admin resumes them; payments are accepted meanwhile."""

import pytest

from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.outbox.outbox import Outbox
from bot.usecases.outbox.pause import PAUSED_SINCE, Pauses
from bot.usecases.webhooks_out.deliver import WebhooksOut
from storage import facts, webhooks_out
from storage.queries.due_messages import PassedOver
from storage.webhooks_out import NewWebhook
from tests.bodies import ANNA, BORIS, purchase
from tests.usecases.conftest import ADMINS, Shop

NOBODY: frozenset[int] = frozenset()


@pytest.fixture
async def restored(shop: Shop) -> Shop:
    """Return a shop after a restore: a notice to ANNA was in the copy, BORIS paid since."""
    await shop.receive(purchase(1))
    await shop.db.write(lambda tx: facts.put(tx, PAUSED_SINCE, str(shop.clock.now())))
    shop.clock.move(60)
    await shop.receive(purchase(2, telegram_user_id=BORIS))
    return shop


async def due(shop: Shop) -> list[tuple[str, int]]:
    """Return the messages that the worker would send, one a chat."""
    found, busy = [], NOBODY
    outbox = Outbox(shop.db, shop.clock, ADMINS)
    while (message := await outbox.next_due(PassedOver(busy))) is not None:
        found.append((message.kind, message.chat_id))
        busy |= {message.chat_id}
    return found


def pauses(shop: Shop) -> Pauses:
    return Pauses(shop.db, shop.clock, ADMINS)


@pytest.mark.fault("S10", "started after a restore")
async def test_after_a_restore_only_the_question_to_the_admins_is_sent(restored: Shop) -> None:
    await pauses(restored).on_start()
    await pauses(restored).on_start()  # the next start
    assert await due(restored) == [(NoticeKind.ADMIN_RESTORED, one) for one in ADMINS]
    assert await restored.subscription(BORIS) is not None


async def test_an_admin_can_resume_all_messages(restored: Shop) -> None:
    lifted = await pauses(restored).lift(ADMINS[0], drop_old=False)
    assert lifted is not None
    assert (lifted.old, lifted.new) == (3, 3)
    assert {(NoticeKind.PAID, ANNA), (NoticeKind.PAID, BORIS)} <= set(await due(restored))


async def test_an_admin_can_resume_only_messages_queued_since_the_restore(restored: Shop) -> None:
    await pauses(restored).lift(ADMINS[0], drop_old=True)
    waiting = await due(restored)
    assert (NoticeKind.PAID, BORIS) in waiting
    assert (NoticeKind.PAID, ANNA) not in waiting


async def test_jobs_in_private_chats_are_never_dropped(restored: Shop) -> None:
    await restored.db.write(
        lambda tx: tx.execute(
            """INSERT INTO outbox (dedupe_key, lane, kind, chat_id, not_before, created_at)
            VALUES ('x', 0, 'chat-look', -100, 1, 1)"""
        )
    )
    await pauses(restored).lift(ADMINS[0], drop_old=True)
    assert ("chat-look", -100) in await due(restored)


async def test_the_second_admin_finds_no_pause_to_lift(restored: Shop) -> None:
    await pauses(restored).lift(ADMINS[0], drop_old=False)
    assert await pauses(restored).lift(ADMINS[1], drop_old=True) is None
    assert (NoticeKind.PAID, ANNA) in await due(restored)


async def test_webhooks_to_the_owners_service_are_paused_too(restored: Shop) -> None:
    webhooks = WebhooksOut(restored.db, restored.clock, ADMINS)
    new = NewWebhook("msg_1", "subscription.started", ANNA, "{}")
    await restored.db.write(lambda tx: webhooks_out.enqueue(tx, [new], restored.clock.now()))
    assert await webhooks.next_due() is None
    await pauses(restored).lift(ADMINS[0], drop_old=False)
    assert await webhooks.next_due() is not None


async def test_without_a_restore_nothing_is_paused(shop: Shop) -> None:
    await pauses(shop).on_start()
    assert await pauses(shop).current() is None
    assert await shop.notices(NoticeKind.ADMIN_RESTORED) == []
