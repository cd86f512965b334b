"""One payment is granted once, in whatever shapes and spellings Tribute tells of it."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from bot.clock import FixedClock
from bot.domain.models import HeldReason, Outcome
from storage.engine.database import open_database
from tests.bodies import ABSENT, ANNA, BORIS, MOMENT, event, purchase, recurring, resent
from tests.conftest import NOW
from tests.usecases.conftest import ADMINS, build_shop, months_of

APPLIED, DUPLICATE, HELD = Outcome.APPLIED, Outcome.DUPLICATE, Outcome.HELD


def spelled(body: bytes, created_at: str | None = None, **payload: Any) -> bytes:
    """Return the same event with other spellings."""
    one = json.loads(body)
    if created_at is not None:
        one["created_at"] = created_at
    one["payload"] |= payload
    return json.dumps(one).encode()


@pytest.mark.fault("P21", "the older body, then the newer one with `purchase_id`; both orders")
@pytest.mark.parametrize("order", [(None, 1), (1, None)])
async def test_two_shapes_of_one_payment_are_granted_once(shop, order):
    first, second = (purchase(number) for number in order)
    assert await shop.receive(first) is APPLIED
    assert await shop.receive(second) is DUPLICATE
    assert [await shop.receive(resent(body)) for body in (first, second)] == [DUPLICATE] * 2
    assert await months_of(shop) == 1
    assert len(await shop.purchases()) == 1
    assert (await shop.purchase(1)).product_name == "Reading club: 1 month"
    assert await shop.notices("paid") == [ANNA]
    assert await shop.notices("admin-sale") == list(ADMINS)


@pytest.mark.fault("P21", "both shapes at once, in one batch")
@pytest.mark.parametrize("order", [(None, 1), (1, None), (1, None, 1, None)])
async def test_two_shapes_of_one_payment_at_once_are_granted_once(shop, order):
    bodies = [purchase(number) for number in order]
    outcomes = await asyncio.gather(*map(shop.receive, bodies))
    assert sorted(outcomes) == [APPLIED] + [DUPLICATE] * (len(order) - 1)
    assert await months_of(shop) == 1


@pytest.mark.fault("P21", "the app restarted between the two shapes")
@pytest.mark.parametrize("order", [(None, 1), (1, None)])
async def test_a_restart_between_the_two_shapes_changes_nothing(shop, order, tmp_path):
    await shop.receive(purchase(order[0]))
    async with open_database(tmp_path / "other.db"):
        pass
    again = build_shop(shop.db, shop.clock)
    await again.payments.on_start()
    shop.clock.move(86400)
    assert await again.receive(purchase(order[1])) is DUPLICATE
    assert await months_of(shop) == 1


async def test_two_numbers_at_one_moment_are_two_purchases(shop):
    for body, outcome in (
        (purchase(1), APPLIED),
        (purchase(None), DUPLICATE),
        (purchase(2), APPLIED),
        (resent(purchase(None)), DUPLICATE),
    ):
        assert await shop.receive(body) is outcome
    assert await months_of(shop) == 2


async def test_a_number_is_given_once(shop):
    await shop.receive(purchase(None))
    assert await shop.receive(purchase(1)) is DUPLICATE
    assert await shop.receive(purchase(2)) is APPLIED
    assert await months_of(shop) == 2


@pytest.mark.parametrize(
    "other", [{"at": MOMENT + 1}, {"telegram_user_id": BORIS}, {"product_id": 457}]
)
async def test_another_moment_buyer_or_product_is_another_purchase(shop, other):
    assert await shop.receive(purchase(None)) is APPLIED
    assert await shop.receive(purchase(1, **other)) is APPLIED
    assert len(await shop.purchases()) == 2


@pytest.mark.parametrize("order", [(None, 1), (1, None)])
async def test_another_amount_at_the_same_moment_is_held(shop, order):
    assert await shop.receive(purchase(order[0], amount=500)) is APPLIED
    assert await shop.receive(purchase(order[1], amount=400)) is HELD
    assert await months_of(shop) == 1
    (held,) = (await shop.attention.backlog()).held
    assert held.held_reason is HeldReason.UNREADABLE
    view = await shop.attention.held(held.id)
    assert view.problems == "another payment of the same moment has another amount"
    await shop.attention.accept(held.id, ADMINS[0])
    assert await months_of(shop) == 2


@pytest.mark.parametrize("order", [(None, 1), (1, None)])
async def test_an_amount_that_only_one_body_names_contradicts_nothing(shop, order):
    assert await shop.receive(purchase(order[0], amount=ABSENT)) is APPLIED
    assert await shop.receive(purchase(order[1])) is DUPLICATE


async def test_another_currency_of_the_same_payment_is_reported(shop):
    await shop.receive(purchase(None))
    assert await shop.receive(purchase(1, currency="eur")) is DUPLICATE
    assert await shop.notices("admin-conflict") == list(ADMINS)


async def test_a_whole_body_grants_what_was_held_for_an_unreadable_one(shop):
    assert await shop.receive(purchase(None, currency=7)) is HELD
    assert await shop.receive(purchase(1)) is APPLIED
    assert await shop.notices("paid") == [ANNA]
    assert (await shop.attention.backlog()).count == 0
    assert len(await shop.purchases()) == 1


@pytest.mark.parametrize("order", [(None, 1), (1, None)])
async def test_two_shapes_without_a_telegram_id_wait_once(shop, order):
    web = {"telegram_user_id": ABSENT, "trb_user_id": "W-90210"}
    assert await shop.receive(purchase(order[0], **web)) is HELD
    assert await shop.receive(purchase(order[1], **web)) is DUPLICATE
    (held,) = await shop.purchases()
    await shop.attention.name_buyer(held.id, ANNA, ADMINS[0])
    assert await months_of(shop) == 0 or (await shop.subscription(ANNA)).started_at == NOW
    assert await shop.receive(resent(purchase(order[1], **web))) is DUPLICATE


async def test_a_number_that_comes_after_an_admin_named_the_buyer_is_noted(shop):
    web = {"telegram_user_id": ABSENT, "trb_user_id": "W-90210"}
    await shop.receive(purchase(None, **web))
    (held,) = await shop.purchases()
    await shop.attention.name_buyer(held.id, ANNA, ADMINS[0])
    assert await shop.receive(purchase(1, **web)) is DUPLICATE
    assert (await shop.purchase(1)).id == held.id


@pytest.mark.fault("P21", "`created_at` with other digits, offsets and letters")
@pytest.mark.parametrize(
    "at",
    [
        "2026-05-12T15:33:20.5Z",
        "2026-05-12T15:33:20.500000Z",
        "2026-05-12T15:33:20.500000000Z",
        "2026-05-12T18:33:20.5+03:00",
        "2026-05-12T15:33:20.5+00:00",
        "2026-05-12t15:33:20.5z",
        "2026-05-12 15:33:20.5Z",
    ],
)
async def test_a_moment_in_another_spelling_is_the_same(shop, at):
    usual = spelled(purchase(None), "2026-05-12T15:33:20.5Z")
    for one, other in ((None, None), (1, None), (None, 2)):
        person = 5000 + (one or 0) + 2 * (other or 0)
        bodies = [
            spelled(purchase(one, telegram_user_id=person), "2026-05-12T15:33:20.5Z"),
            spelled(purchase(other, telegram_user_id=person), at),
        ]
        assert [await shop.receive(body) for body in bodies] == [APPLIED, DUPLICATE]
    assert await shop.receive(usual) is APPLIED
    assert await shop.receive(spelled(usual, "2026-05-12T15:33:20.500000001Z")) is APPLIED


@pytest.mark.fault("P21", "digits as text, numbers with an empty fraction, exponents")
@pytest.mark.parametrize("number", [None, 1])
@pytest.mark.parametrize(
    "changes",
    [
        {"telegram_user_id": "1001"},
        {"telegram_user_id": 1001.0},
        {"amount": "500"},
        {"amount": 500.0},
        {"product_id": "456", "amount": 500.0, "telegram_user_id": "1001"},
    ],
)
async def test_a_number_in_another_spelling_is_the_same(shop, number, changes):
    assert await shop.receive(purchase(number, **changes)) is APPLIED
    assert await shop.receive(purchase(number)) is DUPLICATE
    assert await shop.receive(purchase(1 if number is None else None, **changes)) is DUPLICATE
    assert await months_of(shop) == 1
    assert await shop.notices("admin-conflict") == []


@pytest.mark.parametrize("numbers", [("1", 1), (1.0, 1), (1, "1"), (0, None), ("", None)])
async def test_a_purchase_number_in_another_spelling_is_the_same(shop, numbers):
    one, other = numbers
    assert await shop.receive(spelled(purchase(1), purchase_id=one)) is APPLIED
    assert await shop.receive(spelled(purchase(1), purchase_id=other)) is DUPLICATE


async def test_a_recurring_event_in_another_spelling_is_the_same(bound):
    until = MOMENT + 30 * 86400
    one = spelled(recurring(until=until), "2026-05-12T15:33:20.5Z")
    other = spelled(
        recurring(until=until, subscription_id="1644", period_id=1547.0, telegram_user_id="1001"),
        "2026-05-12T18:33:20.500+03:00",
    )
    assert await bound.receive(one) is APPLIED
    assert await bound.receive(other) is DUPLICATE


async def test_another_event_in_another_spelling_is_the_same(shop):
    facts = {"donation_request_id": 1, "amount": 1000, "at": "2026-05-12T15:33:20.5Z"}
    again = {"donation_request_id": "1", "amount": 1e3, "at": "2026-05-12T15:33:20.50+00:00"}
    assert await shop.receive(event("new_donation", facts)) is not DUPLICATE
    assert await shop.receive(event("new_donation", again)) is DUPLICATE


async def test_stars_in_another_spelling_contradict_nothing(shop):
    await shop.receive(purchase(1, currency="stars"))
    assert await shop.receive(purchase(1, currency="Stars")) is DUPLICATE
    assert await shop.receive(purchase(None, currency="XTR")) is DUPLICATE
    assert await shop.notices("admin-conflict") == []


async def test_a_new_file_has_nothing_to_read_again(tmp_path: Path, clock: FixedClock):
    async with open_database(tmp_path / "new.db") as db:
        shop = build_shop(db, clock)
        await shop.payments.on_start()
        await shop.payments.on_start()
        assert await shop.counts() == dict.fromkeys(await shop.counts(), 0)


@pytest.mark.parametrize("order", [(500, ABSENT), (ABSENT, 500), (500, None), ("", 500)])
async def test_an_amount_that_only_one_of_two_equal_bodies_names_makes_no_second_payment(
    shop, order
):
    first, second = (purchase(None, amount=amount) for amount in order)
    assert await shop.receive(first) is APPLIED
    assert await shop.receive(second) is DUPLICATE
    assert [await shop.receive(resent(body)) for body in (first, second)] == [DUPLICATE] * 2
    (only,) = await shop.purchases()
    assert only.amount_minor == 500
    assert await months_of(shop) == 1


async def test_two_amounts_of_one_moment_are_left_to_an_admin(shop):
    assert await shop.receive(purchase(None)) is APPLIED
    assert await shop.receive(purchase(None, amount=400)) is HELD
    assert await months_of(shop) == 1


@pytest.mark.parametrize("order", [(None, 1), (1, None)])
@pytest.mark.parametrize("coarse", ["2026-05-12T15:33:20Z", "2026-05-12T15:33:20.123Z"])
async def test_a_moment_with_fewer_digits_in_the_other_shape_is_left_to_an_admin(
    shop, order, coarse
):
    first, second = (
        purchase(number) if number else spelled(purchase(None), coarse) for number in order
    )
    assert await shop.receive(first) is APPLIED
    assert await shop.receive(second) is HELD
    assert await months_of(shop) == 1
    held = await shop.attention.held(2)
    assert held.problems == "another payment of the same second may be this one"


@pytest.mark.parametrize("digits", ["1778600000", "1778600000000", "1778600000000000000"])
async def test_a_moment_as_unix_time_is_the_same(shop, digits):
    assert await shop.receive(spelled(purchase(None), "2026-05-12T15:33:20Z")) is APPLIED
    assert await shop.receive(spelled(purchase(None), digits)) is DUPLICATE


@pytest.mark.parametrize("number", ["1", "+1", "1.0", " 1 "])
async def test_a_number_in_any_spelling_is_that_number(shop, number):
    assert await shop.receive(purchase(1)) is APPLIED
    assert await shop.receive(spelled(purchase(1), purchase_id=number)) is DUPLICATE
    assert await shop.receive(spelled(purchase(1), telegram_user_id=f"{ANNA}.0")) is DUPLICATE
    assert await shop.notices("admin-conflict") == []


@pytest.mark.parametrize("stars", ["stars", "⭐", "⭐️", " Stars "])
async def test_another_spelling_of_stars_contradicts_nothing(shop, stars):
    assert await shop.receive(purchase(1, currency="XTR")) is APPLIED
    assert await shop.receive(spelled(purchase(1), currency=stars)) is DUPLICATE
    assert await shop.notices("admin-conflict") == []
