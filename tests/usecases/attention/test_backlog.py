"""The backlog has everything that waits for an admin, and counts it."""

import pytest

from bot.domain.records import AttemptState, Claim, ClaimState, Person, RefundAttempt
from bot.domain.recurring import RecurringBinding, RecurringProduct
from bot.domain.support import SupportKind, SupportRequest, Written
from bot.usecases.attention.backlog import (
    Backlog,
    OpenClaim,
    UndeliverableMessage,
    UnknownRefund,
)
from bot.usecases.claims.claims import Claims
from bot.usecases.support.support import OpenRequest
from storage import outbox
from storage.inbox import support
from tests.bodies import ABSENT, ANNA, BORIS, purchase, recurring, refund
from tests.conftest import NOW
from tests.usecases.conftest import ADMINS, Shop

NOTHING = Backlog((), (), (), (), (), 0, (), ())
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
    )
    assert [one.amount_minor for one in found.unmatched_refunds] == [9]


@pytest.mark.parametrize(
    "part",
    [name for name in NOTHING.__slots__ if name != "lost_webhooks"],
)
def test_everything_in_the_backlog_counts(part):
    two = Backlog(**{**{name: getattr(NOTHING, name) for name in NOTHING.__slots__}, part: (1, 2)})
    assert two.count == 2


def test_lost_webhooks_count_too():
    assert Backlog((1,), (1,), (1,), (1,), (1,), 5, (1,), (1,)).count == 12
