"""A delivery is stored with all that its body says: the event, the purchase, the messages."""

from dataclasses import replace

import pytest

from bot.domain.models import (
    EventRow,
    HeldReason,
    PersonId,
    ProductId,
    PurchaseId,
    PurchaseRow,
    PurchaseStatus,
)
from bot.domain.records import Purchase
from bot.errors import StorageUnavailable
from bot.tribute import events
from bot.usecases.outbox.trace import trace_id_of
from tests.bodies import ABSENT, ANNA, BORIS, MOMENT, event, purchase, recurring, refund, resent
from tests.conftest import NOW
from tests.usecases.conftest import ADMINS, SUBSCRIPTION_ID
from tests.usecases.rows import EVENTS, OUTCOMES, QUEUED, column, rows

PURCHASE_KEY = "new_digital_product:purchase:1"
WHOLE = Purchase(
    id=PurchaseRow(1),
    purchase_id=PurchaseId(1),
    event_row=EventRow(1),
    status=PurchaseStatus.APPLIED,
    held_reason=None,
    telegram_user_id=PersonId(ANNA),
    telegram_username="anna",
    trb_user_id="T-31326",
    product_id=ProductId(456),
    product_name="Reading club: 1 month",
    amount_minor=500,
    currency="USD",
    transaction_id=234567,
    purchased_at=MOMENT,
    received_at=NOW,
    settled_at=None,
    refunded_at=None,
    refund_reason=None,
    dismissed_by=None,
    dismissed_reason=None,
)
"""The purchase of `purchase(1)`."""
EMPTY = replace(
    WHOLE,
    purchase_id=None,
    status=PurchaseStatus.HELD,
    held_reason=HeldReason.UNREADABLE,
    telegram_user_id=None,
    telegram_username=None,
    trb_user_id=None,
    product_id=None,
    product_name=None,
    amount_minor=None,
    currency=None,
    transaction_id=None,
    purchased_at=None,
)
OLDER = replace(
    WHOLE,
    purchase_id=None,
    telegram_username=None,
    trb_user_id=None,
    product_name=None,
    transaction_id=None,
)
"""The purchase of `purchase(None)`."""


def _queued(key: str, body_key: str, *chats: int, subject: int | None = 1, at: int = NOW):
    """Return the messages that one change queues: one to each chat."""
    named = [key] if chats == (ANNA,) else [f"{key}:{chat}" for chat in chats]
    return [
        (name, chat, subject, trace_id_of(body_key), at)
        for name, chat in zip(named, chats, strict=True)
    ]


def _sale_messages(key: str, row: int = 1):
    return [
        *_queued(f"paid:{row}", key, ANNA, subject=row),
        *_queued(f"admin-sale:{row}", key, *ADMINS, subject=row),
    ]


@pytest.mark.parametrize(
    ("body", "stored"),
    [
        (purchase(1), WHOLE),
        (purchase(1, telegram_username=" @anna"), WHOLE),
        (purchase(None), OLDER),
        (
            purchase(1, product_id=999),
            replace(
                WHOLE,
                product_id=ProductId(999),
                status=PurchaseStatus.HELD,
                held_reason=HeldReason.UNBOUND,
            ),
        ),
        (purchase(1, purchase_created_at=None), WHOLE),
        (
            purchase(1, at=NOW - 9, purchase_created_at="2026-05-12T15:33:20Z"),
            replace(WHOLE, purchased_at=MOMENT),
        ),
        (
            purchase(1, at=NOW + 100),
            replace(WHOLE, purchased_at=NOW + 100, received_at=NOW + 100),
        ),
        (b"not json", EMPTY),
        (
            refund(1, at=NOW + 100),
            replace(
                WHOLE,
                status=PurchaseStatus.REFUNDED,
                telegram_username=None,
                trb_user_id=None,
                product_name=None,
                purchased_at=None,
                received_at=NOW + 100,
                refunded_at=NOW + 100,
                refund_reason="telegram_refund",
            ),
        ),
    ],
)
async def test_a_purchase_is_stored_with_every_fact_of_its_body(shop, body, stored):
    await shop.receive(body)
    assert await shop.purchases() == [stored]


async def test_the_body_that_comes_after_its_refund_completes_the_purchase(shop):
    await shop.receive(refund(1))
    await shop.receive(purchase(1))
    at = MOMENT + 60
    reason = "telegram_refund"
    (found,) = await shop.purchases()
    assert found == replace(
        WHOLE, status=PurchaseStatus.REFUNDED, refunded_at=at, refund_reason=reason
    )
    assert await column(shop, OUTCOMES) == ["applied", "applied"]
    messages = await rows(shop, QUEUED)
    assert messages[3:] == _queued("admin-refunded-first:1", PURCHASE_KEY, *ADMINS)


@pytest.mark.parametrize("number", [1, None])
async def test_a_sale_queues_a_message_to_the_buyer_and_each_admin(shop, number):
    body = purchase(number)
    await shop.receive(body)
    assert await rows(shop, QUEUED) == _sale_messages(events.read(body).key)


async def test_a_held_payment_queues_a_message_to_the_buyer_and_each_admin(shop):
    await shop.receive(purchase(1, product_id=999))
    assert await rows(shop, QUEUED) == [
        *_queued("waiting:1", PURCHASE_KEY, ANNA),
        *_queued("admin-held:1", PURCHASE_KEY, *ADMINS),
    ]


async def test_every_event_is_stored_with_its_outcome_and_its_problems(shop):
    bodies = {
        purchase(1): ("applied", 0),
        purchase(None, at=MOMENT + 9): ("applied", 0),
        purchase(3, product_id=999): ("held", 0),
        purchase(4, amount=-5, currency=7): ("held", 2),
        refund(1): ("applied", 0),
        refund(None, telegram_user_id=BORIS): ("held", 0),
        event("new_donation", {"amount": 5}): ("ignored", 0),
        b'{"test_event": "x"}': ("test", 0),
        b"[]": ("held", 1),
    }
    for body in bodies:
        await shop.receive(body)
    stored = await rows(shop, EVENTS)
    for body, (outcome, problems), row in zip(bodies, bodies.values(), stored, strict=True):
        read = events.read(body)
        assert len(read.problems) == problems
        noted = "; ".join(read.problems) or None
        assert row == (read.key, read.name, outcome, noted, 1, NOW, NOW)
    kept = await rows(shop, "SELECT body, facts_digest FROM webhook_events ORDER BY id")
    assert kept == [(body, events.read(body).facts_digest) for body in bodies]


@pytest.mark.parametrize("body", [purchase(1), purchase(None), b"[]", refund(1)])
async def test_a_repetition_is_counted_with_its_time(shop, body):
    await shop.receive(body)
    shop.clock.move(100)
    await shop.receive(body)
    read = events.read(body)
    (row,) = await rows(shop, EVENTS)
    assert (row[0], *row[4:]) == (read.key, 2, NOW, NOW + 100)


@pytest.mark.parametrize("number", [1, None])
async def test_the_buyer_is_stored_with_the_username_of_that_moment(shop, number):
    await shop.receive(purchase(number, telegram_username="@anna", at=NOW - 50))
    await shop.receive(refund(2, telegram_user_id=BORIS, telegram_username="boris", at=NOW - 40))
    found = await rows(
        shop, "SELECT telegram_user_id, username, username_seen_at, first_seen_at FROM people"
    )
    assert found == [(ANNA, "anna", NOW - 50, NOW), (BORIS, "boris", NOW - 40, NOW)]


async def test_a_buyer_without_a_username_keeps_the_one_they_had(shop):
    await shop.receive(purchase(1))
    await shop.receive(purchase(2, at=MOMENT + 9, telegram_username=ABSENT))
    assert await column(shop, "SELECT username FROM people") == ["anna"]


async def test_a_test_ping_queues_one_message_a_minute_to_each_admin(shop):
    body = b'{"test_event": "x"}'
    key = events.read(body).key
    for seconds in (0, 59, 1):
        shop.clock.move(seconds)
        await shop.receive(body)
    minute = NOW // 60
    assert await rows(shop, QUEUED) == [
        *_queued(f"admin-test:{minute}", key, *ADMINS, subject=None),
        *_queued(f"admin-test:{minute + 1}", key, *ADMINS, subject=None, at=NOW + 60),
    ]


async def test_other_facts_under_a_known_key_are_kept_and_reported_with_their_trace(shop):
    await shop.receive(purchase(1))
    shop.clock.move(100)
    other = purchase(1, amount=1)
    await shop.receive(other)
    await shop.receive(resent(other))
    kept = await rows(shop, "SELECT event_id, facts_digest, body, seen_at FROM event_conflicts")
    assert kept == [(1, events.read(other).facts_digest, other, NOW + 100)]
    messages = await rows(shop, QUEUED)
    assert messages[3:] == _queued("admin-conflict:1", PURCHASE_KEY, *ADMINS, at=NOW + 100)


async def test_facts_that_an_earlier_version_read_otherwise_contradict_nothing(shop):
    await shop.receive(purchase(1))
    await shop.db.write(lambda tx: tx.execute("UPDATE webhook_events SET facts_digest = 'old'"))
    await shop.receive(resent(purchase(1)))
    assert await shop.notices("admin-conflict") == []
    await shop.receive(purchase(1, amount=1))
    assert await shop.notices("admin-conflict") == list(ADMINS)


async def test_an_event_with_an_unknown_name_is_reported_with_its_trace(shop):
    body = event("new_thing", {"x": 1})
    await shop.receive(body)
    assert await rows(shop, QUEUED) == _queued(
        "admin-unknown-event:1", events.read(body).key, *ADMINS
    )
    names = await rows(shop, "SELECT name, event_id, first_seen_at FROM unknown_event_names")
    assert names == [("new_thing", 1, NOW)]


async def test_a_foreign_event_is_reported_with_its_trace(shop):
    body = event("new_donation", {"amount": 5})
    await shop.receive(body)
    assert await rows(shop, QUEUED) == _queued(
        "admin-foreign-first:1", events.read(body).key, *ADMINS
    )


async def test_a_purchase_under_an_unknown_name_is_held(shop):
    """Its facts are those of a sale; nobody knows whether it is one."""
    payload = {"product_id": 456, "price": 500, "currency": "usd", "telegram_user_id": ANNA}
    await shop.receive(event("digital_product_bought", payload | {"purchase_id": 5}))
    (held,) = await shop.purchases()
    assert (held.status, held.held_reason) == (PurchaseStatus.HELD, HeldReason.UNREADABLE)
    assert await shop.notices("admin-unknown-event") == list(ADMINS)
    assert await shop.notices("admin-held") == list(ADMINS)


async def test_a_payment_with_a_buyer_and_no_product_is_held(shop):
    await shop.receive(purchase(1, product_id=ABSENT))
    (held,) = await shop.purchases()
    assert (held.product_id, held.status) == (None, PurchaseStatus.HELD)


async def test_a_recurring_payment_is_stored_with_its_time_and_reported(bound):
    body = recurring(until=NOW + 86400)
    await bound.receive(body)
    stored = "SELECT event_id, subscription_id, received_at FROM recurring_events"
    assert await rows(bound, stored) == [(1, SUBSCRIPTION_ID, NOW)]
    assert await bound.notices("admin-recurring-new") == list(ADMINS)


async def test_a_delivery_that_does_not_fit_on_the_disk_is_remembered_with_its_size(shop):
    pages = await shop.db.read(lambda tx: tx.scalar("PRAGMA page_count"))
    await shop.db.read(lambda tx: tx.scalar(f"PRAGMA max_page_count = {pages}"))
    body = event("new_donation", {"message": "x" * 50_000})
    with pytest.raises(StorageUnavailable):
        await shop.receive(body)
    assert shop.db.outcomes.failed_bytes == len(body)
