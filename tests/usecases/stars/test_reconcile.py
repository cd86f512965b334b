"""Telegram's list of Stars: what no update had brought is applied once, whenever it is read."""

import asyncio
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.models import HeldReason, PurchaseStatus
from bot.domain.records import AttemptState
from bot.domain.stars_list.entries import SETTLES_SECONDS
from bot.domain.stars_list.faults import ListFault, StarsListError
from bot.usecases.stars.reconcile import StarsReconciliation
from storage import refund_attempts
from storage.engine.database import open_read_only
from storage.stars import listed
from tests.bodies import ANNA, BORIS
from tests.conftest import NOW
from tests.usecases.conftest import ADMINS, Shop, months_of
from tests.usecases.rows import rows
from tests.usecases.stars.telegram_list import (
    GRANTED,
    HELD,
    NOT_REFUNDED,
    REFUNDED,
    TelegramList,
    ask_for_refund,
    found,
    reconciliation,
)
from tests.usecases.stars.till import Till, open_till


@pytest.fixture
async def till(shop: Shop) -> Till:
    till = open_till(shop)
    await till.price()
    return till


@pytest.fixture
def telegram() -> TelegramList:
    return TelegramList()


@pytest.fixture
def stars(till: Till, telegram: TelegramList) -> StarsReconciliation:
    return reconciliation(till, telegram)


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


async def test_a_refund_whose_update_was_lost_is_applied(
    till: Till, telegram: TelegramList, stars: StarsReconciliation
) -> None:
    order = await till.order()
    assert await till.pays(order)
    telegram.pays(order)
    telegram.gives_back()
    assert found(await stars.look()) == {REFUNDED: 1}
    [purchase] = await till.shop.purchases()
    assert (purchase.status, purchase.refunded_at) == (PurchaseStatus.REFUNDED, NOW + 60)
    assert await months_of(till.shop) == 0
    assert await till.shop.notices("refunded") == [ANNA]
    assert found(await stars.look()) == {}


async def test_of_a_payment_that_was_given_back_before_it_was_found_nobody_hears_it_is_paid(
    till: Till, telegram: TelegramList, stars: StarsReconciliation, tmp_path: Path
) -> None:
    seen: set[str] = set()

    def look() -> None:
        with open_read_only(tmp_path / "shop.db") as tx:
            seen.update(row[0] for row in tx.all("SELECT state FROM outbox WHERE kind = 'paid'"))

    telegram.pays(await till.order())
    for number in range(150):  # the refund is in another page
        telegram.shown.append({"id": f"other-{number}", "source": {"type": "fragment"}})
    telegram.gives_back()
    follow = till.shop.db.follow(look)
    assert found(await stars.look()) == {GRANTED: 1, REFUNDED: 1}
    follow()
    assert await months_of(till.shop) == 0
    assert seen == {"cancelled"}, "not even for a moment"


async def test_a_refund_counts_whose_payment_is_stored_by_its_update_meanwhile(
    till: Till, telegram: TelegramList, stars: StarsReconciliation
) -> None:
    """The look reads beside the writer, which stores the payment before the look's own work."""
    order, free = await till.order(), threading.Event()
    telegram.pays(order)
    telegram.gives_back()
    async with asyncio.TaskGroup() as tasks:

        def before_the_end() -> None:
            tasks.create_task(till.shop.db.write(lambda _: free.wait(5)))
            tasks.create_task(till.pays(order))
            asyncio.get_running_loop().call_later(0.3, free.set)

        telegram.before_the_end = before_the_end
        assert found(await stars.look()) == {REFUNDED: 1}
    [purchase] = await till.shop.purchases()
    assert purchase.status is PurchaseStatus.REFUNDED


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


async def test_the_list_is_read_on_from_where_it_was_left(
    till: Till, telegram: TelegramList, stars: StarsReconciliation
) -> None:
    for number in range(230):
        telegram.pays(await till.order(), f"charge-{number}")
    assert found(await stars.look()) == {GRANTED: 230}
    assert telegram.asked == [0, 100, 200, 230]
    telegram.asked.clear()
    telegram.pays(await till.order(), "the latest")
    assert found(await stars.look()) == {GRANTED: 1}
    assert telegram.asked == [220, 231]


async def test_a_page_that_is_not_full_does_not_end_the_list(
    till: Till, telegram: TelegramList, stars: StarsReconciliation
) -> None:
    telegram.page = 3
    for number in range(8):
        telegram.pays(await till.order(), f"charge-{number}")
    assert found(await stars.look()) == {GRANTED: 8}


async def test_a_look_that_fails_goes_on_with_what_it_had_not_read(
    till: Till, telegram: TelegramList, stars: StarsReconciliation
) -> None:
    telegram.page = 2
    for number in range(6):
        telegram.pays(await till.order(), f"charge-{number}")
    telegram.faults = [None, None, ListFault.LATER]
    with pytest.raises(StarsListError):
        await stars.look()
    assert len(await till.shop.purchases()) == 4
    place = await till.shop.db.read(listed.place)
    assert (place.worked_in, place.read_at) == (4, None)
    assert found(await stars.look()) == {GRANTED: 2}


async def test_a_list_that_only_repeats_itself_is_worked_in_and_reported(
    till: Till, telegram: TelegramList, stars: StarsReconciliation
) -> None:
    telegram.ignores_offset = True
    telegram.pays(await till.order())
    for _ in range(2):
        with pytest.raises(StarsListError) as raised:
            await stars.look()
        assert raised.value.fault is ListFault.UNREADABLE
    assert len(await till.shop.purchases()) == 1


async def test_another_bots_list_is_read_from_its_beginning(
    till: Till, telegram: TelegramList, stars: StarsReconciliation
) -> None:
    for number in range(30):
        telegram.pays(await till.order(), f"charge-{number}")
    await stars.look()
    telegram.shown.clear()
    telegram.pays(await till.order(), "of the new bot")
    assert found(await stars.look()) == {GRANTED: 1}
    telegram.pays(await till.order(), "of the new bot, 2")
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


async def _state(till: Till, attempt: int) -> AttemptState:
    found_ = await till.shop.db.read(lambda tx: refund_attempts.get(tx, attempt))
    assert found_ is not None
    return found_.state


async def test_an_unknown_refund_that_is_in_the_list_is_done(
    till: Till, telegram: TelegramList, stars: StarsReconciliation
) -> None:
    order = await till.order()
    await till.pays(order)
    telegram.pays(order)
    attempt = await ask_for_refund(till)
    telegram.gives_back()
    assert found(await stars.look()) == {REFUNDED: 1}
    assert await _state(till, attempt) is AttemptState.SUCCEEDED


async def test_an_unknown_refund_that_is_not_in_the_list_did_not_happen(
    till: Till, telegram: TelegramList, stars: StarsReconciliation
) -> None:
    """It takes a while until Telegram has certainly done what it was asked for."""
    order = await till.order()
    await till.pays(order)
    telegram.pays(order)
    attempt = await ask_for_refund(till)
    till.shop.clock.move(SETTLES_SECONDS - 1)
    assert found(await stars.look()) == {}
    assert await _state(till, attempt) is AttemptState.UNKNOWN
    next_at = await stars.next_at(till.shop.clock.now())
    assert next_at == till.shop.clock.now() + 1
    till.shop.clock.move(1)
    assert found(await stars.look()) == {NOT_REFUNDED: 1}
    assert await _state(till, attempt) is AttemptState.NOT_DONE
    assert await till.shop.notices("admin-stars-not-refunded") == list(ADMINS)
    history = await rows(till.shop, "SELECT actor, action FROM audit ORDER BY id DESC LIMIT 1")
    assert history == [("ledger", "refund_not_done")]
    assert found(await stars.look()) == {}
    telegram.gives_back()  # later than anybody expects it
    assert found(await stars.look()) == {REFUNDED: 1}


async def test_a_list_that_was_not_read_to_its_end_proves_nothing(
    till: Till, telegram: TelegramList, stars: StarsReconciliation
) -> None:
    order = await till.order()
    await till.pays(order)
    telegram.pays(order)
    attempt = await ask_for_refund(till)
    till.shop.clock.move(SETTLES_SECONDS)
    telegram.faults = [None, ListFault.SILENT]
    with pytest.raises(StarsListError):
        await stars.look()
    assert await _state(till, attempt) is AttemptState.UNKNOWN


async def test_a_refund_of_a_payment_that_is_not_known_waits_for_it(
    till: Till, telegram: TelegramList, stars: StarsReconciliation
) -> None:
    order = await till.order()
    for _ in range(2):
        assert await till.payments.refunded("charge-1", NOW + 60)
    assert await till.shop.notices("admin-stars-refund-early") == list(ADMINS)
    telegram.pays(order)
    assert found(await stars.look()) == {GRANTED: 1}
    [purchase] = await till.shop.purchases()
    assert (purchase.status, purchase.refunded_at) == (PurchaseStatus.REFUNDED, NOW + 60)
    assert await rows(till.shop, "SELECT purchase_row FROM stars_refunds") == [(purchase.id,)]
    assert await months_of(till.shop) == 0


async def test_a_payment_that_comes_after_its_refund_is_refunded_at_once(till: Till) -> None:
    order = await till.order()
    assert await till.payments.refunded("charge-1", None)
    assert await till.pays(order)
    [purchase] = await till.shop.purchases()
    assert purchase.status is PurchaseStatus.REFUNDED
    assert await rows(till.shop, "SELECT state FROM outbox WHERE kind = 'paid'") == [("cancelled",)]


async def test_a_refund_whose_payment_is_in_no_list_is_another_programs(
    till: Till, stars: StarsReconciliation
) -> None:
    assert await till.payments.refunded("charge-1", NOW)
    closed = "SELECT closed_at FROM stars_refunds"
    await stars.look()  # may have begun before the refund was there
    assert await rows(till.shop, closed) == [(None,)]
    till.shop.clock.move(1)
    await stars.look()
    assert await rows(till.shop, closed) == [(NOW + 1,)]


async def test_beside_a_feature_that_sells_in_stars_nobody_is_told_of_an_unknown_refund(
    till: Till,
) -> None:
    assert not await till.payments.refunded("charge-1", NOW, only_ours=True)
    assert await till.shop.notices("admin-stars-refund-early") == []
    assert await till.pays(await till.order())
    [purchase] = await till.shop.purchases()
    assert purchase.status is PurchaseStatus.REFUNDED


async def test_a_shop_that_never_sold_in_stars_keeps_no_refund(shop: Shop) -> None:
    till = open_till(shop)
    assert not await till.payments.refunded("charge-1", NOW)
    assert await rows(shop, "SELECT * FROM stars_refunds") == []


async def test_the_list_is_due_hourly_and_after_a_clock_that_was_ahead(
    till: Till, stars: StarsReconciliation
) -> None:
    assert await stars.is_on()
    assert await stars.next_at(NOW) == NOW
    await stars.look()
    assert await stars.next_at(NOW) == NOW + 3600
    assert await stars.next_at(NOW - 86_400) == NOW - 86_400
    assert await stars.next_at(NOW + 7200) == NOW + 3600


async def test_the_balance_names_what_came_in_lately(
    till: Till, telegram: TelegramList, stars: StarsReconciliation
) -> None:
    await till.pays(await till.order(), "old")
    till.shop.clock.move(30 * 86_400)
    await till.shop.db.write(
        lambda tx: tx.execute("UPDATE purchases SET purchased_at = ?", (NOW - 1,))
    )
    await till.pays(await till.order(), "new")
    await till.pays(await till.order(), "given back")
    later = NOW + 30 * 86_400
    update = "UPDATE purchases SET purchased_at = ? WHERE id > 1"
    await till.shop.db.write(lambda tx: tx.execute(update, (later,)))
    await till.payments.refunded("given back", later)
    telegram.stars = 1000
    found_ = await stars.balance()
    assert (found_.stars, found_.lately) == (1000, 250)
    telegram.stars = 100
    assert replace(found_, stars=100, lately=100) == await stars.balance()
