"""Refunds in Telegram's list of Stars: whose update was lost, and which nobody was sure of."""

import asyncio
import threading
from pathlib import Path

import pytest

from bot.domain.models import PurchaseStatus
from bot.domain.records import AttemptState
from bot.domain.stars_list.entries import SETTLES_SECONDS
from bot.domain.stars_list.faults import ListFault, StarsListError
from bot.usecases.stars.reconcile import StarsReconciliation
from storage import refund_attempts
from storage.engine.database import open_read_only
from tests.bodies import ANNA
from tests.conftest import NOW
from tests.usecases.conftest import ADMINS, Shop, months_of
from tests.usecases.rows import rows
from tests.usecases.stars.telegram_list import (
    GRANTED,
    NOT_REFUNDED,
    REFUNDED,
    TelegramList,
    ask_for_refund,
    found,
)
from tests.usecases.stars.till import Till, open_till


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
