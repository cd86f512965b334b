"""Payments in Stars: each charge is stored once and granted once, or held; none is lost."""

import asyncio
from typing import Any

import pytest

from bot.domain.durations import Duration
from bot.domain.models import FIRST_PLAN, HeldReason, PurchaseStatus
from bot.domain.records import NewTariff
from bot.usecases.operations.ledger_check import check
from storage.engine.tx import Tx
from tests.bodies import ANNA, BORIS
from tests.conftest import NOW
from tests.usecases.conftest import ADMINS, Shop, months_of
from tests.usecases.rows import rows
from tests.usecases.stars.till import ABSENT, Till, open_till, report


@pytest.fixture
async def till(shop: Shop) -> Till:
    till = open_till(shop)
    await till.price()
    return till


async def test_a_paid_order_gives_its_time_at_once(till: Till) -> None:
    order = await till.order()
    assert await till.pays(order)
    [purchase] = await till.shop.purchases()
    assert purchase.status is PurchaseStatus.APPLIED
    assert (purchase.amount_minor, purchase.currency) == (250, "XTR")
    assert (purchase.product_name, purchase.purchased_at) == ("1 month", NOW)
    assert purchase.was_made_in_the_chat
    with pytest.raises(LookupError, match="came with no delivery"):
        _ = purchase.delivery
    assert await months_of(till.shop) == 1
    assert await till.shop.notices("paid") == [ANNA]
    assert await till.shop.notices("admin-sale") == list(ADMINS)


async def test_the_same_report_any_number_of_times_grants_once(till: Till) -> None:
    order = await till.order()
    async with asyncio.TaskGroup() as tasks:
        for _ in range(5):
            tasks.create_task(till.pays(order))
    till.shop.clock.move(400 * 86_400)
    assert await till.pays(order)
    assert await months_of(till.shop) == 1
    assert await rows(till.shop, "SELECT reports FROM stars_payments") == [(6,)]
    assert await till.shop.notices("paid") == [ANNA]
    assert await till.shop.notices("admin-stars-conflict") == []


async def test_two_payments_of_one_order_are_two_purchases(till: Till) -> None:
    order = await till.order()
    assert await till.pays(order, "charge-1")
    assert await till.shop.notices("admin-stars-twice") == []
    assert await till.pays(order, "charge-2")
    assert await months_of(till.shop) == 2
    assert await till.shop.notices("paid") == [ANNA, ANNA]
    assert await till.shop.notices("admin-stars-twice") == list(ADMINS)


async def test_whoever_pays_has_the_access_and_both_read_of_it(till: Till) -> None:
    order = await till.order(ANNA)
    assert await till.pays(order, payer=BORIS)
    assert await months_of(till.shop, BORIS) == 1
    assert await months_of(till.shop, ANNA) == 0
    assert await till.shop.notices("paid") == [BORIS]
    assert await till.shop.notices("stars-paid-by-other") == [ANNA]


@pytest.mark.parametrize("state", ["expired", "replaced", "repriced"])
async def test_a_payment_that_telegram_took_is_honoured_whatever_became_of_its_order(
    till: Till, state: str
) -> None:
    order = await till.order()
    await till.shop.db.write(
        lambda tx: tx.execute("UPDATE stars_orders SET state = ?, closed_at = 1", (state,))
    )
    await till.price(None)
    assert await till.pays(order)
    assert await months_of(till.shop) == 1


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"invoice_payload": "somebody else's"}, HeldReason.NO_ORDER),
        ({"invoice_payload": ""}, HeldReason.NO_ORDER),
        ({"invoice_payload": "x" * 200}, HeldReason.NO_ORDER),
        ({"invoice_payload": ABSENT}, HeldReason.NO_ORDER),
        ({"invoice_payload": {"a": 1}}, HeldReason.NO_ORDER),
        ({"invoice_payload": "\ud800"}, HeldReason.NO_ORDER),
        ({"total_amount": 249}, HeldReason.OTHER_AMOUNT),
        ({"total_amount": 0}, HeldReason.OTHER_AMOUNT),
        ({"currency": "USD"}, HeldReason.OTHER_AMOUNT),
        ({"total_amount": "250"}, HeldReason.CHARGE_UNREADABLE),
        ({"total_amount": -250}, HeldReason.CHARGE_UNREADABLE),
        ({"total_amount": True}, HeldReason.CHARGE_UNREADABLE),
        ({"total_amount": 2**63}, HeldReason.CHARGE_UNREADABLE),
        ({"total_amount": ABSENT}, HeldReason.CHARGE_UNREADABLE),
        ({"currency": "<b>"}, HeldReason.CHARGE_UNREADABLE),
        ({"currency": ABSENT}, HeldReason.CHARGE_UNREADABLE),
        ({"telegram_payment_charge_id": ABSENT}, HeldReason.CHARGE_UNREADABLE),
        ({"telegram_payment_charge_id": ""}, HeldReason.CHARGE_UNREADABLE),
    ],
)
async def test_what_cannot_be_granted_is_held_once_and_everybody_reads_of_it(
    till: Till, changes: dict[str, Any], reason: HeldReason
) -> None:
    order = await till.order()
    for _ in range(2):
        assert await till.pays(order, **changes)
    [purchase] = await till.shop.purchases()
    assert (purchase.status, purchase.held_reason) == (PurchaseStatus.HELD, reason)
    assert purchase.telegram_user_id == ANNA
    assert await months_of(till.shop) == 0
    assert await till.shop.notices("waiting") == [ANNA]
    assert await till.shop.notices("admin-held") == list(ADMINS)


async def test_payments_without_a_charge_are_told_apart_by_their_messages(till: Till) -> None:
    order = await till.order()
    first = report(order.payload, telegram_payment_charge_id=ABSENT)
    second = report(order.payload, telegram_payment_charge_id=ABSENT)
    second["message"]["message_id"] = 8
    for update in (first, first, second):
        assert await till.take(update)
    assert len(await till.shop.purchases()) == 2


async def test_a_payer_whom_telegram_does_not_name_is_asked_for(till: Till) -> None:
    order = await till.order()
    update = report(order.payload)
    del update["message"]["from"]
    update["message"]["chat"] = {"id": -1, "type": "group"}
    assert await till.take(update)
    [purchase] = await till.shop.purchases()
    assert (purchase.telegram_user_id, purchase.held_reason) == (None, HeldReason.CHARGE_UNREADABLE)


async def test_without_a_sender_the_private_chat_says_who_has_paid(till: Till) -> None:
    order = await till.order()
    update = report(order.payload)
    del update["message"]["from"]
    assert await till.take(update)
    assert await months_of(till.shop) == 1


async def test_one_charge_with_two_amounts_counts_as_it_came_first(till: Till) -> None:
    order = await till.order()
    assert await till.pays(order)
    for _ in range(2):
        assert await till.pays(order, total_amount=1)
    assert await months_of(till.shop) == 1
    [purchase] = await till.shop.purchases()
    assert purchase.amount_minor == 250
    assert len(await rows(till.shop, "SELECT body FROM stars_conflicts")) == 1
    assert await till.shop.notices("admin-stars-conflict") == list(ADMINS)
    assert await till.pays(order, total_amount=2)
    assert await till.shop.notices("admin-stars-conflict") == [*ADMINS, *ADMINS]


async def test_an_admin_settles_a_held_payment_and_its_trace_stays_sound(till: Till) -> None:
    order = await till.order()
    assert await till.pays(order, total_amount=100)
    [purchase] = await till.shop.purchases()
    held = await till.shop.attention.held(purchase.id)
    assert held is not None
    assert '"total_amount": 100' in held.body
    month = NewTariff(FIRST_PLAN, Duration(months=1))
    settled = await till.shop.attention.settle_as(purchase.id, month, ADMINS[0])
    assert settled is not None
    assert settled.status is PurchaseStatus.APPLIED
    assert await months_of(till.shop) == 1


async def test_an_admin_names_the_payer_and_then_says_what_for(till: Till) -> None:
    update = report("unknown")
    update["message"] |= {"from": {"id": 5, "is_bot": True}, "chat": {"id": -1, "type": "group"}}
    assert await till.take(update)
    [purchase] = await till.shop.purchases()
    named = await till.shop.attention.name_buyer(purchase.id, ANNA, ADMINS[0])  # type: ignore[arg-type]
    assert named is not None
    assert named.status is PurchaseStatus.HELD
    month = NewTariff(FIRST_PLAN, Duration(months=1))
    assert await till.shop.attention.settle_as(purchase.id, month, ADMINS[0]) is not None
    assert await months_of(till.shop) == 1


async def test_a_held_payment_is_dismissed(till: Till) -> None:
    assert await till.take(report("unknown"))
    [purchase] = await till.shop.purchases()
    dismissed = await till.shop.attention.dismiss(purchase.id, "a test", ADMINS[0])
    assert dismissed is not None
    assert dismissed.status is PurchaseStatus.DISMISSED


async def test_somebody_new_becomes_a_person_with_their_language(till: Till) -> None:
    order = await till.order(BORIS)
    update = report(order.payload)
    update["message"]["from"] |= {"language_code": "ru", "username": "anna", "last_name": "K"}
    assert await till.take(update)
    found = await rows(
        till.shop, "SELECT name, username FROM people WHERE telegram_user_id = ?", ANNA
    )
    assert found == [("Anna K", "anna")]


async def test_payments_of_an_owners_own_feature_are_left_alone(till: Till) -> None:
    order = await till.order()
    assert not await till.take(report("theirs"), only_ours=True)
    assert await till.shop.purchases() == []
    assert await till.take(report(order.payload), only_ours=True)
    assert await months_of(till.shop) == 1


async def test_a_refund_that_telegram_reports_withdraws_exactly_its_time(till: Till) -> None:
    order = await till.order()
    assert await till.pays(order, "charge-1")
    assert await till.pays(order, "charge-2")
    for _ in range(2):
        assert await till.payments.refunded("charge-2", NOW)
    assert await months_of(till.shop) == 1
    assert await till.shop.notices("refunded") == [ANNA]
    assert await till.shop.notices("admin-stars-refund-early") == []


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("UPDATE stars_orders SET state = 'expired'", "Order 1 in Stars doesn't say"),
        ("UPDATE stars_orders SET state = 'lost'", "has the value 'lost' in state"),
        ("DELETE FROM stars_payments", "Purchase 1 and the payment in Stars behind it"),
        ("UPDATE purchases SET purchase_id = 7", "Purchase 1 and the payment in Stars behind it"),
    ],
)
async def test_the_check_finds_what_does_not_agree(till: Till, sql: str, found: str) -> None:
    order = await till.order()
    assert await till.pays(order)

    def spoil(tx: Tx) -> list[str]:
        tx.execute("SAVEPOINT sound")
        tx.execute(sql)
        problems = check(tx)
        tx.execute("ROLLBACK TO sound")
        return problems

    assert found in "\n".join(await till.shop.db.write(spoil))
