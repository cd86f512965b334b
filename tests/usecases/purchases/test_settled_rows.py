"""A settled payment is stored with its time, its grant and its messages."""

from dataclasses import replace

import pytest

from bot.domain.durations import Duration
from bot.domain.models import HeldReason, ProductId, PurchaseRow
from bot.usecases.outbox.trace import trace_id_of
from bot.usecases.purchases import settle_held
from bot.usecases.purchases.grant_batch import sale_of
from bot.usecases.purchases.settle_held import held_reason
from storage import product_bindings, purchases
from storage.purchases import NewPurchase
from tests.bodies import ABSENT, ANNA, BORIS, purchase
from tests.conftest import NOW
from tests.plans import of_first
from tests.usecases.conftest import ADMINS, Shop
from tests.usecases.rows import GRANTS, OUTCOMES, QUEUED, column, rows
from tests.usecases.webhook_intake.test_stored_rows import PURCHASE_KEY, WHOLE

ADMIN = ADMINS[0]
ROW = PurchaseRow(1)
LATER = NOW + 100


def _settled_messages(buyer: int = ANNA) -> list[tuple[object, ...]]:
    trace = trace_id_of(PURCHASE_KEY)
    to_admins = [(f"admin-settled:1:{one}", one, 1, trace, LATER) for one in ADMINS]
    return [("paid:1", buyer, 1, trace, LATER), *to_admins]


async def _messages(shop: Shop) -> list[tuple[object, ...]]:
    """Return the messages that were queued later than the delivery."""
    return [row for row in await rows(shop, QUEUED) if row[-1] == LATER]


async def test_a_settled_payment_has_its_time_grant_outcome_and_messages(shop, one_month):
    await shop.receive(purchase(1, product_id=999))
    shop.clock.move(100)
    await shop.tariffs.bind(999, of_first(one_month), ADMIN)
    assert await shop.purchases() == [replace(WHOLE, product_id=ProductId(999), settled_at=LATER)]
    assert await rows(shop, GRANTS) == [(ANNA, 1, 1, 1, 0, LATER)]
    assert await column(shop, OUTCOMES) == ["applied"]
    assert await _messages(shop) == _settled_messages()


async def test_a_named_buyer_becomes_a_person_with_the_time_of_the_payment(shop):
    await shop.receive(purchase(1, telegram_user_id=ABSENT))
    shop.clock.move(100)
    assert await shop.attention.name_buyer(ROW, BORIS, ADMIN)
    assert await shop.purchases() == [replace(WHOLE, telegram_user_id=BORIS, settled_at=LATER)]
    assert await rows(shop, GRANTS) == [(BORIS, 1, 1, 1, 0, LATER)]
    assert await rows(shop, "SELECT telegram_user_id, username, first_seen_at FROM people") == [
        (BORIS, None, LATER)
    ]
    assert await _messages(shop) == _settled_messages(BORIS)


async def test_an_accepted_payment_is_settled_like_any_other(shop):
    await shop.receive(purchase(1, amount=-5))
    shop.clock.move(100)
    await shop.attention.accept(ROW, ADMIN)
    assert await shop.purchases() == [replace(WHOLE, amount_minor=None, settled_at=LATER)]
    assert await _messages(shop) == _settled_messages()


async def test_an_accepted_payment_that_still_misses_something_says_what(shop):
    await shop.receive(purchase(1, amount=-5, product_id=999))
    assert await shop.attention.accept(ROW, ADMIN)
    (held,) = await shop.purchases()
    assert held.held_reason is HeldReason.UNBOUND
    assert await rows(shop, GRANTS) == []


async def test_a_payment_settled_as_a_duration_has_the_tariff_of_that_time(shop):
    await shop.receive(purchase(1, product_id=ABSENT))
    shop.clock.move(100)
    await shop.attention.settle_as(ROW, of_first(Duration(days=10)), ADMIN)
    assert await rows(shop, GRANTS) == [(ANNA, 1, 4, 0, 10, LATER)]
    found = await rows(shop, "SELECT months, days, created_at FROM tariffs WHERE id = 4")
    assert found == [(0, 10, LATER)]
    assert await _messages(shop) == _settled_messages()


async def test_access_never_begins_before_the_purchase_where_the_clock_is_behind(shop, one_month):
    await shop.receive(purchase(1, at=NOW + 500, product_id=999))
    await shop.tariffs.bind(999, of_first(one_month), ADMIN)
    assert (await shop.subscription(ANNA)).started_at == NOW + 500


async def test_a_payment_that_is_not_held_is_not_settled(shop):
    await shop.receive(purchase(1))

    def work(tx):
        return [settle_held.settle(tx, row, ADMINS, NOW) for row in (1, 2)]

    assert await shop.db.write(work) == [False, False]
    assert len(await rows(shop, GRANTS)) == 1


async def test_naming_the_buyer_says_whether_the_payment_is_granted(shop):
    for number, product in ((1, 456), (2, 999)):
        await shop.receive(purchase(number, product_id=product, telegram_user_id=ABSENT))

    def work(tx, row):
        one = purchases.get(tx, row)
        assert one is not None
        return settle_held.name_buyer(tx, one, ANNA, ADMINS, NOW)

    assert [await shop.db.write(lambda tx, row=row: work(tx, row)) for row in (1, 2)] == [
        True,
        False,
    ]


async def test_a_payment_without_a_buyer_is_never_granted(shop):
    await shop.receive(purchase(1, telegram_user_id=ABSENT))

    def work(tx):
        settle_held.settle_as(tx, purchases.get(tx, ROW), of_first(Duration(months=1)), ADMINS, NOW)

    with pytest.raises(ValueError, match=r"^purchase 1 has no buyer to grant to$"):
        await shop.db.write(work)


def test_a_sale_of_a_product_that_was_never_bound_is_refused():
    new = NewPurchase(event_row=1, received_at=NOW, product_id=999)
    with pytest.raises(ValueError, match=r"^product 999 was never bound to a tariff$"):
        sale_of(new, ANNA, [], None)


@pytest.mark.parametrize(
    ("readable", "buyer", "bound", "reason"),
    [
        (True, ANNA, True, None),
        (True, ANNA, False, HeldReason.UNBOUND),
        (True, None, True, HeldReason.NO_BUYER),
        (True, None, False, HeldReason.NO_BUYER),
        (False, None, False, HeldReason.UNREADABLE),
    ],
)
async def test_the_first_reason_to_hold_a_payment_counts(shop, readable, buyer, bound, reason):
    product = 456 if bound else 999
    binding = await shop.db.read(lambda tx: product_bindings.of_payment(tx, product, NOW))
    assert held_reason(readable=readable, telegram_user_id=buyer, bound=binding) is reason
