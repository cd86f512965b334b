"""Events of an earlier version get the keys of this one at the start, once."""

from dataclasses import replace

import pytest

from bot.domain.models import HeldReason, PurchaseStatus
from bot.tribute import events
from storage import facts, webhook_events
from storage.engine.tx import Tx
from storage.webhook_events import NewEvent
from tests.bodies import ABSENT, MOMENT, event, purchase, refund
from tests.conftest import NOW
from tests.usecases.conftest import Shop
from tests.usecases.rows import column, rows
from tests.usecases.webhook_intake.test_stored_rows import WHOLE

KEYS = "SELECT event_key FROM webhook_events ORDER BY id"
DONE = "event_keys_in_one_spelling_since"


async def _store(shop: Shop, *bodies: bytes) -> list[str]:
    """Store these bodies under the keys of an earlier version; return the keys of this one."""
    stored = [NewEvent(f"old {n}", "any", body, None, None) for n, body in enumerate(bodies)]
    await shop.db.write(lambda tx: webhook_events.insert_all(tx, stored, "ignored", NOW))
    return [events.read(body).key for body in bodies]


async def test_each_event_gets_the_key_that_its_body_has_now_in_portions(shop):
    bodies = [event("new_donation", {"id": number}) for number in range(1003)]
    keys = await _store(shop, *bodies)
    await shop.payments.on_start()
    assert await column(shop, KEYS) == keys


async def test_an_unreadable_event_and_one_whose_key_is_taken_keep_theirs(shop):
    body = purchase(None)
    keys = await _store(shop, b"[]", body, body, refund(None))
    await shop.payments.on_start()
    assert await column(shop, KEYS) == ["old 0", keys[1], "old 2", keys[3]]


async def test_the_keys_are_updated_once_in_the_life_of_a_database(shop):
    await shop.payments.on_start()
    shop.clock.move(100)
    await _store(shop, purchase(None))
    await shop.payments.on_start()
    assert await column(shop, KEYS) == ["old 0"]
    assert await shop.db.read(lambda tx: facts.get(tx, DONE)) == str(NOW)


async def _held_as_unread(shop: Shop, body: bytes) -> None:
    """Hold a payment as an earlier version did, which could read next to nothing of it."""
    await shop.receive(body)

    def forget(tx: Tx) -> None:
        tx.execute("UPDATE webhook_events SET event_key = 'old'")
        tx.execute(
            """UPDATE purchases SET status = 'held', held_reason = 'unreadable',
                purchase_id = NULL, telegram_user_id = NULL, telegram_username = NULL,
                trb_user_id = NULL, product_id = NULL, product_name = NULL, amount_minor = NULL,
                currency = NULL, transaction_id = NULL"""
        )

    await shop.db.write(forget)


async def test_a_held_payment_is_filled_in_and_stays_held_without_its_buyer(shop):
    await _held_as_unread(shop, purchase(1, product_id=999))
    await shop.db.write(
        lambda tx: tx.execute("UPDATE purchases SET purchased_at = ?", (MOMENT - 50,))
    )
    await shop.payments.on_start()
    assert await shop.purchases() == [
        replace(
            WHOLE,
            product_id=999,
            telegram_user_id=None,
            purchased_at=MOMENT - 50,
            status=PurchaseStatus.HELD,
            held_reason=HeldReason.UNREADABLE,
        )
    ]


@pytest.mark.parametrize("body", [b"[]", purchase(None, product_id=999)])
async def test_a_held_payment_that_names_no_number_gets_none(shop, body):
    await _held_as_unread(shop, body)
    await shop.payments.on_start()
    assert [one.purchase_id for one in await shop.purchases()] == [None]


async def test_a_number_that_another_purchase_has_is_not_given_again(shop):
    await _held_as_unread(shop, purchase(1, product_id=999))
    await shop.receive(purchase(1))
    await shop.payments.on_start()
    held, sold = await shop.purchases()
    assert (held.purchase_id, held.amount_minor) == (None, 500)
    assert (sold.purchase_id, sold.status) == (1, PurchaseStatus.APPLIED)


async def test_every_held_payment_is_filled_in_however_many(shop):
    await shop.receive(purchase(None, product_id=999, telegram_user_id=ABSENT))

    def copy(tx: Tx) -> None:
        tx.execute("UPDATE purchases SET currency = NULL")
        tx.execute(
            """WITH RECURSIVE numbers (n) AS
                (SELECT 1 UNION ALL SELECT n + 1 FROM numbers LIMIT 100)
            INSERT INTO purchases (event_id, status, held_reason, received_at)
            SELECT 1, 'held', 'unreadable', 0 FROM numbers"""
        )

    await shop.db.write(copy)
    await shop.payments.on_start()
    found = await rows(shop, "SELECT currency, COUNT(*) FROM purchases GROUP BY 1")
    assert found == [("USD", 101)]
