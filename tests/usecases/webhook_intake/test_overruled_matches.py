"""Numbers of Tribute that prove an admin's match of a refund wrong win over it."""

import random
from itertools import permutations
from pathlib import Path

import pytest

from bot.clock import FixedClock
from storage.engine.database import open_database
from tests.bodies import ABSENT, ANNA, MOMENT, purchase, refund
from tests.conftest import NOW
from tests.invariants import assert_ledger_is_sound
from tests.usecases.conftest import ADMINS, Shop, build_shop, seed
from tests.usecases.rows import column, rows
from tests.usecases.webhook_intake.three_payments import (
    APPLIED,
    BACK_THREE,
    BACK_TWO,
    DUPLICATE,
    HELD,
    ONE,
    OVERRULED,
    THREE,
    TWO,
    WEB,
    assert_nothing_repeats,
    ledger,
    match,
    overrulings,
    receive,
    unclear,
)


async def test_the_number_of_another_purchase_lets_the_matched_one_stand_again(shop):
    """Its buyer paid, and their access counts from its own time."""
    bodies = purchase(None, **ONE), refund(None, **BACK_TWO, amount=ABSENT), purchase(2, **TWO)
    await receive(shop, bodies[0], bodies[2], bodies[1])
    await match(shop, 3, 1)
    assert await ledger(shop) == [(None, "refunded"), (2, "applied")]
    assert (await shop.subscription(ANNA)).started_at == MOMENT - 20
    named = refund(2, **BACK_TWO, amount=ABSENT)
    assert await shop.receive(named) is APPLIED
    assert await ledger(shop) == [(None, "applied"), (2, "refunded")]
    assert (await shop.subscription(ANNA)).started_at == MOMENT - 30
    assert (await shop.purchase(2)).refunded_at == MOMENT + 2
    assert await overrulings(shop) == [("purchase:1", "refund:1")]
    assert await unclear(shop) == []
    await assert_nothing_repeats(shop, *bodies, named)


async def test_everybody_reads_of_an_overruled_match(shop):
    await receive(shop, purchase(None, **ONE), purchase(2, **TWO), refund(None, **BACK_TWO))
    await match(shop, 3, 1)
    await shop.db.write(lambda tx: tx.execute("UPDATE outbox SET state = 'sent'"))
    await shop.receive(refund(2, **BACK_TWO))
    queued = await rows(
        shop, "SELECT kind, subject_id, chat_id FROM outbox WHERE state = 'queued' ORDER BY id"
    )
    assert queued == [
        *((OVERRULED, 1, admin) for admin in ADMINS),
        ("paid", 1, ANNA),
        *(("admin-settled", 1, admin) for admin in ADMINS),
        ("refunded", 2, ANNA),
        *(("admin-refund", 2, admin) for admin in ADMINS),
    ]


async def test_the_purchase_of_the_number_may_come_last(shop):
    bodies = purchase(None, **ONE), refund(2, **BACK_TWO)
    await receive(shop, *bodies)
    await match(shop, 2, 1)
    assert await ledger(shop) == [(2, "refunded")]
    assert await shop.receive(purchase(2, **TWO)) is APPLIED
    assert await ledger(shop) == [(None, "applied"), (2, "refunded")]
    assert (await shop.subscription(ANNA)).started_at == MOMENT - 30
    assert await overrulings(shop) == [("purchase:1", "refund:1")]
    assert await shop.notices(OVERRULED) == list(ADMINS)
    second = await shop.purchase(2)
    assert (second.refunded_at, second.refund_reason) == (MOMENT + 2, "telegram_refund")
    assert await rows(shop, "SELECT purchase_row FROM unmatched_refunds") == [(second.id,)]
    await assert_nothing_repeats(shop, *bodies, purchase(2, **TWO), refund(None, **BACK_TWO))


async def test_the_own_number_of_a_matched_purchase_may_come_last(shop):
    bodies = purchase(None, **ONE), refund(2, **BACK_TWO)
    await receive(shop, *bodies)
    await match(shop, 2, 1)
    assert await shop.receive(purchase(1, **ONE)) is DUPLICATE
    assert await ledger(shop) == [(1, "applied"), (2, "refunded")]
    assert await overrulings(shop) == [("purchase:1", "refund:1")]
    assert await shop.receive(purchase(2, **TWO)) is APPLIED
    assert await ledger(shop) == [(1, "applied"), (2, "refunded")]
    await assert_nothing_repeats(shop, *bodies, purchase(1, **ONE), purchase(2, **TWO))


async def test_a_refund_with_another_number_than_its_purchases_own_is_another_ones(shop):
    """Nobody knows that one yet, so its refund waits where it may be any without a number."""
    await receive(shop, purchase(1, **ONE), purchase(None, **THREE), refund(None, **BACK_TWO))
    await match(shop, 3, 1)
    assert await shop.receive(refund(2, **BACK_TWO)) is HELD
    assert await ledger(shop) == [(1, "applied"), (None, "applied")]
    assert await unclear(shop) == [4]
    assert await overrulings(shop) == [("purchase:1", "refund:1")]
    assert await shop.receive(purchase(2, **TWO)) is APPLIED
    assert await ledger(shop) == [(1, "applied"), (None, "applied"), (2, "refunded")]


async def test_a_number_that_nobody_else_has_is_the_matched_purchases(shop):
    bodies = purchase(None, **ONE), purchase(None, **TWO), refund(None, **BACK_TWO)
    await receive(shop, *bodies)
    await match(shop, 3, 1)
    assert await shop.receive(refund(2, **BACK_TWO)) is DUPLICATE
    assert await ledger(shop) == [(2, "refunded"), (None, "applied")]
    assert await shop.receive(purchase(2, **TWO)) is APPLIED
    assert await ledger(shop) == [(None, "applied"), (2, "refunded")]
    second = await shop.purchase(2)
    assert (second.refunded_at, second.refund_reason) == (MOMENT + 2, "telegram_refund")
    assert await overrulings(shop) == [("purchase:1", "refund:1")]


@pytest.mark.parametrize(
    ("buyer", "reason", "read"),
    [
        ({}, "unbound", [("waiting", ANNA)]),
        (WEB, "no_buyer", []),
        ({"currency": 7}, "unreadable", [("waiting", ANNA)]),
        ({**WEB, "currency": 7}, "unreadable", []),
    ],
)
async def test_a_matched_payment_that_was_held_is_held_again(shop, buyer, reason, read):
    """Everybody reads so again, although they had read it before the refund."""
    unbound = {"product_id": 999, **buyer}
    first = purchase(None, **ONE, **unbound), purchase(2, **TWO, **unbound)
    await receive(shop, *first, refund(None, **BACK_TWO, **unbound))
    await match(shop, 3, 1)
    await shop.db.write(lambda tx: tx.execute("UPDATE outbox SET state = 'sent'"))
    await shop.receive(refund(2, **BACK_TWO, **unbound))
    assert await ledger(shop) == [(None, "held"), (2, "refunded")]
    assert await column(shop, "SELECT held_reason FROM purchases") == [reason, None]
    queued = await rows(
        shop, "SELECT kind, chat_id FROM outbox WHERE state = 'queued' AND subject_id = 1"
    )
    alarms = [(kind, admin) for kind in (OVERRULED, "admin-held") for admin in ADMINS]
    assert sorted(queued) == sorted([*alarms, *read])


async def test_the_own_refund_of_a_matched_purchase_takes_it_over_in_silence(shop):
    """Its buyer has read that it was refunded."""
    await receive(shop, purchase(None, **ONE), refund(2, **BACK_TWO))
    await match(shop, 2, 1)
    assert await receive(shop, purchase(None, **THREE), refund(9, **BACK_THREE)) == [APPLIED, HELD]
    await shop.db.write(lambda tx: tx.execute("UPDATE outbox SET state = 'sent'"))
    assert await shop.receive(purchase(9, **ONE)) is DUPLICATE
    assert await ledger(shop) == [(9, "refunded"), (None, "applied")]
    assert await unclear(shop) == [2]
    queued = await rows(
        shop, "SELECT kind, chat_id FROM outbox WHERE state <> 'sent' AND done_at IS NULL"
    )
    alarms = [(kind, admin) for kind in (OVERRULED, "admin-unmatched") for admin in ADMINS]
    assert sorted(queued) == sorted(alarms)


async def test_the_right_match_stays(shop):
    bodies = purchase(None, **TWO), purchase(None, **ONE), refund(None, **BACK_TWO)
    await receive(shop, *bodies)
    await match(shop, 3, 1)
    await receive(shop, purchase(2, **TWO), refund(2, **BACK_TWO), purchase(1, **ONE))
    assert await ledger(shop) == [(2, "refunded"), (1, "applied")]
    assert await overrulings(shop) == []
    assert await shop.notices(OVERRULED) == []


async def test_a_purchase_may_be_matched_and_overruled_twice(shop):
    """Admins read of it both times."""
    await receive(shop, purchase(None, **ONE), purchase(2, **TWO), purchase(3, **THREE))
    for number, back in ((2, BACK_TWO), (3, BACK_THREE)):
        await shop.receive(refund(None, **back))
        (waiting,) = await unclear(shop)
        await match(shop, waiting, 1)
        await shop.receive(refund(number, **back))
    assert await ledger(shop) == [(None, "applied"), (2, "refunded"), (3, "refunded")]
    assert await overrulings(shop) == [("purchase:1", "refund:1"), ("purchase:1", "refund:2")]
    assert await shop.notices(OVERRULED) == [*ADMINS, *ADMINS]


async def test_after_it_was_overruled_a_purchase_may_be_guessed(shop):
    """No admin has decided about the second refund, so doubt is enough to end that guess."""
    await receive(shop, purchase(None, **ONE), purchase(2, **TWO), refund(None, **BACK_TWO))
    await match(shop, 3, 1)
    await shop.receive(refund(2, **BACK_TWO))
    assert await shop.receive(refund(None, **BACK_THREE)) is APPLIED
    assert await ledger(shop) == [(None, "refunded"), (2, "refunded")]
    assert await shop.receive(refund(9, at=MOMENT + 9)) is HELD
    assert await ledger(shop) == [(None, "applied"), (2, "refunded")]
    assert len(await overrulings(shop)) == 1


BODIES = (
    purchase(None, **ONE),
    purchase(None, **TWO),
    purchase(2, **TWO),
    refund(None, **BACK_TWO),
    refund(2, **BACK_TWO),
)
WITH_ITS_NUMBER = (*BODIES, purchase(1, **ONE))


@pytest.mark.long
@pytest.mark.parametrize("bodies", [BODIES, WITH_ITS_NUMBER])
async def test_whatever_comes_first_and_whatever_an_admin_guessed_the_numbers_decide(
    bodies: tuple[bytes, ...], tmp_path: Path
) -> None:
    """An admin matches the refund to the wrong purchase as soon as that is possible."""
    orders = list(permutations(bodies))
    end = [(1 if bodies is WITH_ITS_NUMBER else None, "applied"), (2, "refunded")]
    overruled = 0
    for index, order in enumerate(random.Random(7).sample(orders, 100)):
        path = tmp_path / f"{index}.db"
        async with open_database(path) as db:
            shop = build_shop(db, FixedClock(NOW))
            await seed(shop, ("1 month", 456))
            matched = False
            for body in order:
                await shop.receive(body)
                matched = matched or await _match_wrongly(shop)
            assert sorted(await ledger(shop), key=str) == sorted(end, key=str), order
            if matched:  # else it may have been granted late, and then counts from that moment
                assert (await shop.subscription(ANNA)).started_at == MOMENT - 30, order
            assert await unclear(shop) == []
            assert len(await overrulings(shop)) == matched
            overruled += matched
            await assert_nothing_repeats(shop, *order)
        assert_ledger_is_sound(path)
    assert overruled > 10


async def _match_wrongly(shop: Shop) -> bool:
    """Match the unclear refund, if there is one, to the first payment, if that is offered."""
    for waiting in (await shop.attention.backlog()).unmatched_refunds:
        view = await shop.attention.unmatched(waiting.id)
        for one in view.candidates if view is not None else ():
            if one.began_at == MOMENT - 30:
                return await shop.attention.match_refund(waiting.id, one.id, ADMINS[0])
    return False
