"""The backlog has everything that waits for an admin, and counts it."""

from dataclasses import replace

import pytest

from bot.domain.records import AttemptState, Claim, ClaimState, Person, RefundAttempt
from bot.domain.recurring import RecurringBinding, RecurringProduct
from bot.domain.support import SupportKind, SupportRequest, Written
from bot.usecases.attention.backlog import (
    Backlog,
    Numbers,
    OpenClaim,
    UndeliverableMessage,
    UnknownRefund,
)
from bot.usecases.claims.claims import Claims
from bot.usecases.support.support import OpenRequest
from storage import claims, outbox
from storage.inbox import support
from tests.bodies import ABSENT, ANNA, BORIS, purchase, recurring, refund
from tests.conftest import NOW
from tests.usecases.conftest import ADMINS, Shop

NOTHING = Backlog((), (), (), (), (), 0, (), (), Numbers(0, 0, 0, 0))
ANNA_HERSELF = Person(ANNA, None, "anna", None, None, NOW, None, None)


async def _fill(shop: Shop) -> None:
    """Let one thing of each kind wait, and two recurring subscriptions."""
    await shop.receive(purchase(1))
    await shop.receive(purchase(2, telegram_user_id=ABSENT))
    await shop.receive(refund(None, amount=9))
    await shop.receive(recurring(until=NOW + 86400))
    over = {"subscription_id": 1645, "telegram_user_id": BORIS, "telegram_username": ABSENT}
    await shop.receive(recurring(until=NOW, **over))
    await Claims(shop.db, shop.clock, ADMINS).make(ANNA, "number 2")

    def more(tx):
        written = Written(ANNA, 7, SupportKind.TEXT, "Where is my access?")
        support.insert(tx, ANNA, None, None, written, NOW)
        tx.execute(
            """INSERT INTO refund_attempts
                (purchase_row, actor_id, state, error, created_at, answered_at)
            VALUES (1, 9001, 'unknown', 'timeout', ?, ?)""",
            (NOW, NOW),
        )
        tx.execute(
            """UPDATE outbox SET state = 'undeliverable', error = 'blocked', done_at = ?
            WHERE kind = 'paid'""",
            (NOW,),
        )
        tx.execute(
            """INSERT INTO webhooks_out
                (webhook_id, type, telegram_user_id, body, state, created_at, not_before, done_at)
            VALUES ('a', 'subscription.ended', 1001, '{}', 'undeliverable', ?, ?, ?)""",
            (NOW, NOW, NOW),
        )

    await shop.db.write(more)


async def test_the_backlog_has_everything_that_waits_for_an_admin(shop):
    assert await shop.attention.backlog() == NOTHING
    assert NOTHING.count == 0
    await _fill(shop)
    bought, held = await shop.purchases()
    found = await shop.attention.backlog()
    attempt = RefundAttempt(1, 1, 9001, AttemptState.UNKNOWN, "timeout", NOW)
    claim = Claim(1, ANNA, "number 2", ClaimState.OPEN, None, NOW, None, None)
    unsent = await shop.db.read(lambda tx: outbox.get(tx, 1))
    question = SupportRequest(ANNA, (1,), "Where is my access?", NOW)
    undecided = ("Reading circle", "circle", RecurringBinding.UNBOUND, None)
    assert found == Backlog(
        held=(held,),
        unmatched_refunds=found.unmatched_refunds,
        unknown_refunds=(UnknownRefund(attempt, bought),),
        undeliverable=(UndeliverableMessage(unsent, ANNA_HERSELF),),
        claims=(OpenClaim(claim, ANNA_HERSELF),),
        lost_webhooks=1,
        support_requests=(OpenRequest(question, ANNA_HERSELF),),
        recurring=(
            RecurringProduct(1644, *undecided, people=1),
            RecurringProduct(1645, *undecided, people=0),
        ),
        numbers=Numbers(held=1, claims=1, unmatched_refunds=1, undeliverable=1),
    )
    assert [one.amount_minor for one in found.unmatched_refunds] == [9]


@pytest.mark.parametrize("part", ["unknown_refunds", "support_requests", "recurring"])
def test_everything_that_is_listed_counts(part):
    assert replace(NOTHING, **{part: (1, 2)}).count == 2


@pytest.mark.parametrize("part", Numbers.__slots__)
def test_everything_counts_that_may_be_more_than_is_listed(part):
    assert replace(NOTHING, numbers=replace(NOTHING.numbers, **{part: 2})).count == 2


def test_lost_webhooks_count_too():
    assert replace(NOTHING, lost_webhooks=5).count == 5


async def test_of_very_many_all_are_counted(shop):
    """A product that nobody has bound may be sold more than a hundred times."""
    await _fill(shop)

    for number in range(10, 140):
        await shop.receive(purchase(number, telegram_user_id=ABSENT))
    for amount in range(1000, 1140):
        await shop.receive(refund(None, amount=amount))

    def more(tx):
        for number in range(120):
            claims.insert(tx, ANNA, f"receipt {number}", NOW)
        tx.execute(
            """UPDATE outbox SET state = 'undeliverable', error = 'blocked', done_at = ?
            WHERE id IN (
                SELECT id FROM outbox WHERE state = 'queued' AND lane < 2 LIMIT 30)""",
            (NOW,),
        )

    await shop.db.write(more)
    found = await shop.attention.backlog()
    assert found.numbers == Numbers(131, 121, 141, 31)
    listed = found.held, found.claims, found.unmatched_refunds, found.undeliverable
    assert [len(one) for one in listed] == [100, 100, 100, 20]
    rest = len(found.unknown_refunds) + len(found.recurring) + len(found.support_requests)
    assert found.count == 131 + 121 + 141 + 31 + rest + found.lost_webhooks
