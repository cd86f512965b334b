"""Telegram's list of Stars: what no update had brought is applied once, whenever it is read."""

import pytest

from bot.domain.models import HeldReason, PurchaseStatus
from bot.usecases.stars.reconcile import StarsReconciliation
from tests.bodies import ANNA, BORIS
from tests.conftest import NOW
from tests.usecases.conftest import ADMINS, months_of
from tests.usecases.rows import rows
from tests.usecases.stars.telegram_list import (
    GRANTED,
    HELD,
    TelegramList,
    found,
    reconciliation,
)
from tests.usecases.stars.till import Till


async def test_a_payment_whose_update_was_lost_is_granted_once(
    till: Till, telegram: TelegramList, stars: StarsReconciliation
) -> None:
    order = await till.order()
    telegram.pays(order)
    assert found(await stars.look()) == {GRANTED: 1}
    [purchase] = await till.shop.purchases()
    assert (purchase.status, purchase.purchased_at) == (PurchaseStatus.APPLIED, NOW)
    assert (purchase.amount_minor, purchase.currency) == (250, "XTR")
    assert found(await stars.look()) == {}
    assert await till.pays(order)
    assert await months_of(till.shop) == 1
    assert await till.shop.notices("paid") == [ANNA]
    assert await till.shop.notices("admin-stars-conflict") == []


async def test_a_payment_that_an_update_has_brought_is_left_alone(
    till: Till, telegram: TelegramList, stars: StarsReconciliation
) -> None:
    order = await till.order()
    assert await till.pays(order)
    telegram.pays(order)
    assert found(await stars.look()) == {}
    assert await rows(till.shop, "SELECT reports FROM stars_payments") == [(1,)]


async def test_somebody_new_who_paid_becomes_a_person(
    till: Till, telegram: TelegramList, stars: StarsReconciliation
) -> None:
    order = await till.order()
    boris = {"id": BORIS, "is_bot": False, "first_name": "Boris", "language_code": "ru"}
    telegram.pays(order, user=boris)
    assert found(await stars.look()) == {GRANTED: 1}
    assert await months_of(till.shop, BORIS) == 1
    assert await till.shop.notices("stars-paid-by-other") == [ANNA]
    asked = f"SELECT name, language_code FROM people WHERE telegram_user_id = {BORIS}"
    assert await rows(till.shop, asked) == [("Boris", "ru")]


@pytest.mark.parametrize(
    ("payload", "amount", "reason"),
    [
        ("somebody else's", 250, HeldReason.NO_ORDER),
        ("", 250, HeldReason.NO_ORDER),
        (None, 249, HeldReason.OTHER_AMOUNT),
        (None, "250", HeldReason.CHARGE_UNREADABLE),
    ],
)
async def test_what_cannot_be_granted_is_held_and_admins_read_of_it(
    till: Till,
    telegram: TelegramList,
    stars: StarsReconciliation,
    payload: str | None,
    amount: int,
    reason: HeldReason,
) -> None:
    order = await till.order()
    telegram.pays(order if payload is None else payload)["amount"] = amount
    assert found(await stars.look()) == {HELD: 1}
    assert found(await stars.look()) == {}
    [purchase] = await till.shop.purchases()
    assert (purchase.status, purchase.held_reason) == (PurchaseStatus.HELD, reason)
    assert await till.shop.notices("admin-held") == list(ADMINS)


async def test_a_payment_from_before_the_first_price_is_another_programs(
    till: Till, telegram: TelegramList, stars: StarsReconciliation
) -> None:
    telegram.pays("another program's")["date"] = NOW - 1
    telegram.gives_back()
    assert found(await stars.look()) == {}
    assert await till.shop.purchases() == []


async def test_beside_a_feature_that_sells_in_stars_only_the_shops_orders_count(
    till: Till, telegram: TelegramList
) -> None:
    stars = reconciliation(till, telegram, only_ours=True)
    telegram.pays("the feature's")
    telegram.pays(await till.order(), "charge-2")
    assert found(await stars.look()) == {GRANTED: 1}


@pytest.mark.parametrize(
    "foreign",
    [
        {"id": "1", "amount": 9, "date": NOW, "receiver": {"type": "fragment"}},
        {"id": "1", "amount": 9, "date": NOW, "source": {"type": "telegram_ads"}},
        {"id": "1", "amount": 9, "date": NOW, "source": {"type": "a newer one"}},
        {"id": "1", "amount": 9, "date": NOW, "source": {"type": "affiliate_program"}},
        {
            "id": "1",
            "amount": 9,
            "date": NOW,
            "source": {"type": "user", "transaction_type": "gift_purchase", "user": {"id": ANNA}},
        },
        {
            "id": "1",
            "amount": 9,
            "date": NOW,
            "receiver": {"type": "user", "transaction_type": "premium_purchase"},
        },
        {"id": "1", "amount": 9, "date": NOW},
        {"amount": 9, "date": NOW, "source": {"type": "user"}},
        {"id": "1", "source": "user"},
        {},
    ],
)
async def test_transactions_that_are_about_no_invoice_are_passed_over(
    till: Till,
    telegram: TelegramList,
    stars: StarsReconciliation,
    foreign: dict[str, object],
) -> None:
    telegram.shown.append(foreign)
    telegram.pays(await till.order(), "charge-2")
    assert found(await stars.look()) == {GRANTED: 1}


async def test_the_share_of_somebody_who_recommends_the_bot_changes_no_price(
    till: Till, telegram: TelegramList, stars: StarsReconciliation
) -> None:
    affiliate = {"commission_per_mille": 100, "amount": 25}
    telegram.pays(await till.order(), affiliate=affiliate)["amount"] = 225
    known = await till.order()
    assert await till.pays(known, "charge-2")
    telegram.pays(known, "charge-2", affiliate=affiliate)["amount"] = 225
    telegram.pays(await till.order(), "charge-3", affiliate=affiliate)
    assert found(await stars.look()) == {GRANTED: 2}
    assert await till.shop.notices("admin-stars-conflict") == []


async def test_a_list_without_the_payload_contradicts_nothing_and_another_amount_does(
    till: Till, telegram: TelegramList, stars: StarsReconciliation
) -> None:
    order = await till.order()
    assert await till.pays(order)
    telegram.pays("")
    await stars.look()
    assert await till.shop.notices("admin-stars-conflict") == []
    telegram.shown[0]["amount"] = 1
    for _ in range(2):
        await stars.look()
    assert await till.shop.notices("admin-stars-conflict") == list(ADMINS)
