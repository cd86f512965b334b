"""A refund that is told in two shapes counts once, and the number of one is noted."""

import pytest

from bot.domain.models import Outcome, PurchaseStatus
from bot.domain.money import Money
from bot.usecases.claims.claims import Claims
from bot.usecases.reports.statistics import Statistics
from tests.bodies import ABSENT, ANNA, BORIS, MOMENT, iso, purchase, refund
from tests.conftest import NOW
from tests.usecases.conftest import ADMINS, months_of
from tests.usecases.rows import OUTCOMES, column, rows

WEB = {"telegram_user_id": ABSENT, "trb_user_id": "W-90210"}
APPLIED, DUPLICATE, HELD = Outcome.APPLIED, Outcome.DUPLICATE, Outcome.HELD
UNCLEAR = "SELECT event_id, purchase_row, closed_at FROM unmatched_refunds ORDER BY id"


@pytest.mark.parametrize(("who", "sold"), [({}, "applied"), (WEB, "held")])
async def test_a_refund_without_its_number_is_known_from_the_one_with_it(shop, who, sold):
    """Another refund of the same person and product isn't."""
    await shop.receive(purchase(1, **who))
    await shop.receive(refund(1, **who))
    assert await shop.receive(refund(None, **who)) is DUPLICATE
    assert await shop.receive(refund(None, at=MOMENT + 61, **who)) is HELD
    assert await column(shop, OUTCOMES) == [sold, "applied", "applied", "held"]
    assert await shop.notices("admin-refund") == list(ADMINS)


@pytest.mark.parametrize("amount", [400, ABSENT])
async def test_a_refund_with_another_amount_is_another_one(shop, amount):
    await shop.receive(purchase(1))
    await shop.receive(refund(1))
    again = await shop.receive(refund(None, amount=amount))
    assert again is (HELD if amount == 400 else DUPLICATE)


async def test_an_unclear_refund_by_number_is_the_same_without_it(shop):
    await shop.receive(purchase(None))
    await shop.receive(purchase(None, at=MOMENT + 9))
    assert await shop.receive(refund(7)) is HELD
    assert await shop.receive(refund(None)) is DUPLICATE
    assert len(await rows(shop, UNCLEAR)) == 1


async def test_an_unclear_refund_takes_the_delivery_that_names_its_number(shop):
    """Nothing is known of this number yet, so it goes on waiting, and comes to its purchase."""
    assert await shop.receive(refund(None)) is HELD
    assert await shop.receive(refund(7)) is HELD
    assert await rows(shop, UNCLEAR) == [(2, None, None)]
    assert await column(shop, OUTCOMES) == ["held", "held"]
    assert await shop.notices("admin-unmatched") == list(ADMINS)
    shop.clock.move(100)
    assert await shop.receive(purchase(7)) is APPLIED
    assert (await shop.purchase(7)).status is PurchaseStatus.REFUNDED
    assert await rows(shop, UNCLEAR) == [(2, 1, NOW + 100)]


async def test_an_unclear_refund_is_closed_by_the_number_of_a_known_purchase(shop):
    await shop.receive(purchase(1))
    await shop.receive(purchase(2, at=MOMENT + 9))
    assert await shop.receive(refund(None)) is HELD
    shop.clock.move(100)
    assert await shop.receive(refund(2)) is APPLIED
    assert await rows(shop, UNCLEAR) == [(3, 2, NOW + 100)]
    assert (await shop.purchase(2)).status is PurchaseStatus.REFUNDED
    assert await months_of(shop) == 1


async def test_a_refund_that_an_admin_dismissed_is_applied_by_its_number(shop):
    await shop.receive(purchase(1))
    assert await shop.receive(refund(None)) is HELD
    assert await shop.attention.dismiss_refund(1, "unclear", ADMINS[0])
    assert await shop.receive(refund(1)) is APPLIED
    assert await shop.subscription(ANNA) is None


@pytest.mark.parametrize("kept", [True, False])
async def test_the_number_goes_to_the_purchase_that_was_refunded_at_that_time(shop, kept):
    """Of three purchases without a number, one stands and another one was refunded earlier. An
    earlier version kept no record of refunds that it applied at once."""
    last = {"amount": 700, "at": MOMENT + 60, "refunded_at": iso(MOMENT + 55)}
    await shop.receive(purchase(None))
    for place, back in enumerate(({"amount": 700, "at": MOMENT + 50}, last), start=1):
        await shop.receive(purchase(None, at=MOMENT + place, amount=700))
        assert await shop.receive(refund(None, **back)) is APPLIED
    if not kept:
        await shop.db.write(lambda tx: tx.execute("DELETE FROM unmatched_refunds"))
    assert await shop.receive(refund(7, **last)) is DUPLICATE
    found = [(one.purchase_id, one.status.value) for one in await shop.purchases()]
    assert found == [(None, "applied"), (None, "refunded"), (7, "refunded")]


async def test_the_time_of_the_event_counts_where_the_refund_names_none(shop):
    await shop.receive(purchase(None))
    assert await shop.receive(refund(None, refunded_at=ABSENT)) is APPLIED
    assert await shop.receive(refund(7, refunded_at=ABSENT)) is DUPLICATE
    assert [one.purchase_id for one in await shop.purchases()] == [7]


async def test_two_purchases_refunded_at_once_get_one_number_each(shop):
    """The one with the refund's amount gets the number, and only it."""
    for place in range(2):
        await shop.receive(purchase(None, at=MOMENT + place, amount=500 + place))
    for place in range(2):
        assert await shop.receive(refund(None, amount=500 + place)) is APPLIED
    assert await shop.receive(refund(7, amount=501)) is DUPLICATE
    assert [one.purchase_id for one in await shop.purchases()] == [None, 7]


async def test_a_refund_that_took_the_wrong_purchase_is_put_right_by_its_number(shop):
    """The one that it took stands again, from its own time, and everybody reads of both."""
    await shop.receive(purchase(None))
    assert await shop.receive(refund(None)) is APPLIED
    assert await shop.receive(purchase(7, at=MOMENT + 9)) is APPLIED
    assert await shop.receive(refund(7)) is APPLIED
    found = [(one.purchase_id, one.status.value) for one in await shop.purchases()]
    assert found == [(None, "applied"), (7, "refunded")]
    assert await months_of(shop) == 1
    assert (await shop.subscription(ANNA)).started_at == MOMENT
    assert await shop.notices("refunded") == [ANNA, ANNA]
    assert await shop.notices("paid") == [ANNA] * 3
    assert await shop.notices("admin-settled") == list(ADMINS)
    assert await shop.receive(refund(7)) is DUPLICATE
    assert await shop.receive(purchase(3)) is DUPLICATE
    assert await months_of(shop) == 1


@pytest.mark.parametrize("kept", [True, False])
async def test_a_number_that_came_before_its_purchase_goes_to_the_right_one(shop, kept):
    """The first purchase had got it, because nobody knew of another, also where an earlier version
    kept no record of that."""
    await shop.receive(purchase(None))
    await shop.receive(refund(None))
    assert await shop.receive(refund(7)) is DUPLICATE
    if not kept:
        await shop.db.write(lambda tx: tx.execute("DELETE FROM unmatched_refunds"))
    await Claims(shop.db, shop.clock, ADMINS).make(ANNA, "number 7")
    assert await shop.receive(purchase(7, at=MOMENT + 9)) is APPLIED
    assert await rows(shop, "SELECT state, decided_at FROM claims") == [("closed", NOW)]
    found = [(one.purchase_id, one.status.value) for one in await shop.purchases()]
    assert found == [(None, "applied"), (7, "refunded")]
    assert (await shop.subscription(ANNA)).started_at == MOMENT
    first = "SELECT chat_id, subject_id FROM outbox WHERE kind = 'admin-refunded-first' ORDER BY id"
    assert await rows(shop, first) == [(admin, 2) for admin in ADMINS]


async def test_a_refund_that_is_put_right_takes_the_purchase_known_from_its_older_body(shop):
    """Its number had gone to another purchase, and its older body had been granted meanwhile."""
    await shop.receive(purchase(None))
    await shop.receive(refund(None))
    assert await shop.receive(purchase(None, at=MOMENT + 9)) is APPLIED
    assert await shop.receive(refund(7)) is DUPLICATE
    assert await shop.receive(purchase(7, at=MOMENT + 9)) is APPLIED
    found = [
        (one.product_name, one.purchase_id, one.status.value) for one in await shop.purchases()
    ]
    assert found == [(None, None, "applied"), ("Reading club: 1 month", 7, "refunded")]
    assert (await shop.subscription(ANNA)).started_at == MOMENT
    assert await months_of(shop) == 1


async def test_a_web_payment_whose_refund_was_put_right_waits_for_its_buyer_again(shop):
    await shop.receive(purchase(None, **WEB))
    assert await shop.receive(refund(None, **WEB)) is APPLIED
    assert await shop.receive(purchase(7, at=MOMENT + 9, **WEB)) is HELD
    assert await shop.receive(refund(7, **WEB)) is APPLIED
    found = [(one.purchase_id, one.status.value) for one in await shop.purchases()]
    assert found == [(None, "held"), (7, "refunded")]


async def test_a_refund_without_a_number_is_unclear_where_a_numbered_purchase_may_be_meant(shop):
    await shop.receive(purchase(None))
    await shop.receive(purchase(7, at=MOMENT + 9))
    assert await shop.receive(refund(None)) is HELD
    assert await months_of(shop) == 2
    assert await shop.receive(refund(7)) is APPLIED
    assert (await shop.purchase(7)).status is PurchaseStatus.REFUNDED
    assert await months_of(shop) == 1
    assert (await shop.attention.backlog()).count == 0


async def test_an_unclear_refund_takes_no_third_purchase_in_silence(shop):
    for place in range(2):
        await shop.receive(purchase(None, at=MOMENT + place))
    assert await shop.receive(refund(None)) is HELD
    assert await shop.receive(purchase(None, at=MOMENT + 2)) is APPLIED
    assert await months_of(shop) == 3


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
async def test_a_refund_by_number_and_a_purchase_without_end_alike_in_both_orders(shop, order):
    """Nobody can say whether they belong together: the payment counts, and an admin is asked."""
    bodies = [purchase(None), refund(1, at=MOMENT)]
    for place in order:
        await shop.receive(bodies[place])
    assert await months_of(shop) == 1
    (waiting,) = (await shop.attention.backlog()).unmatched_refunds
    assert await shop.notices("admin-unmatched") == list(ADMINS)
    (known,) = await shop.purchases()
    assert (known.status, known.purchase_id) == (PurchaseStatus.APPLIED, None)
    assert await shop.attention.match_refund(waiting.id, known.id, ADMINS[0])
    assert await shop.subscription(ANNA) is None
    assert await shop.receive(purchase(1)) is DUPLICATE
    assert await shop.subscription(ANNA) is None


@pytest.mark.parametrize("who", [{}, WEB])
async def test_a_payment_whose_refund_came_first_counts_once_in_its_three_bodies(shop, who):
    for body in (refund(1, **who), purchase(None, **who), purchase(1, **who)):
        await shop.receive(body)
    (only,) = await shop.purchases()
    assert (only.status, only.purchase_id) == (PurchaseStatus.REFUNDED, 1)
    assert (await shop.attention.backlog()).count == 0
    (day, *_) = (await Statistics(shop.db, shop.clock, "UTC").summary()).periods
    assert (day.refunded, day.returned) == (1, (Money(500, "USD"),))


async def test_two_rows_that_turn_out_to_be_one_refunded_payment_count_once(shop):
    await shop.receive(refund(1, product_id=ABSENT, telegram_user_id=ABSENT))
    await shop.receive(purchase(None))
    await shop.receive(purchase(1))
    assert len(await shop.purchases()) == 2
    (day, *_) = (await Statistics(shop.db, shop.clock, "UTC").summary()).periods
    assert (day.refunded, day.returned) == (1, (Money(500, "USD"),))


@pytest.mark.parametrize(
    "other",
    [{"at": MOMENT + 61}, {"amount": 400}, {"telegram_user_id": BORIS}, {"product_id": 457}],
)
async def test_an_early_refund_leaves_other_purchases_alone(shop, other):
    await shop.receive(refund(1))
    assert await shop.receive(purchase(None, **other)) is APPLIED
    assert (await shop.attention.backlog()).count == 0
    assert (await shop.purchase(1)).status is PurchaseStatus.REFUNDED


async def test_a_web_payment_is_refunded_by_the_number_that_its_first_body_lacked(shop):
    await shop.receive(purchase(None, **WEB))
    assert await shop.receive(refund(1, **WEB)) is HELD
    assert await shop.receive(purchase(1, **WEB)) is DUPLICATE
    (only,) = await shop.purchases()
    assert only.status is PurchaseStatus.REFUNDED


@pytest.mark.parametrize("order", [(None, 1), (1, None)])
async def test_a_web_payment_in_two_shapes_is_one_also_once_its_buyer_was_named(shop, order):
    assert await shop.receive(purchase(order[0], **WEB)) is HELD
    (held,) = await shop.purchases()
    assert await shop.attention.name_buyer(held.id, ANNA, ADMINS[0])
    assert await shop.receive(purchase(order[1], **WEB)) is DUPLICATE
    assert await shop.receive(purchase(order[1], amount=ABSENT, **WEB)) is DUPLICATE
    assert len(await shop.purchases()) == 1
    assert await months_of(shop) == 1


@pytest.mark.parametrize("number", [None, 7])
async def test_a_refund_without_a_product_is_known_from_no_other_body(shop, number):
    await shop.receive(refund(number, product_id=ABSENT))
    assert await shop.receive(refund(None if number else 7, product_id=ABSENT)) is not DUPLICATE


async def test_a_refund_of_another_person_or_product_is_another_one(shop):
    await shop.receive(purchase(1))
    await shop.receive(refund(1))
    assert await shop.receive(refund(None, telegram_user_id=BORIS)) is HELD
    assert await shop.receive(refund(None, product_id=457)) is HELD


async def test_a_refund_whose_time_is_missing_is_known_by_its_number_only(shop):
    await shop.receive(purchase(1))
    undated = refund(1).replace(b'"created_at"', b'"made_at"')
    assert await shop.receive(undated) is APPLIED
    assert await shop.subscription(ANNA) is None


async def test_an_early_refund_without_any_time_waits_from_now_on(shop):
    await shop.receive(refund(1, refunded_at=ABSENT).replace(b'"created_at"', b'"made_at"'))
    assert await shop.receive(purchase(None)) is APPLIED
    assert await rows(shop, "SELECT event_id, refunded_at FROM unmatched_refunds") == [(1, NOW)]


async def test_a_payment_whose_early_refund_is_unclear_is_held_for_its_own_reason(shop):
    await shop.receive(refund(1, product_id=999))
    assert await shop.receive(purchase(None, product_id=999)) is HELD
    assert await column(shop, "SELECT held_reason FROM purchases") == ["unbound"]
