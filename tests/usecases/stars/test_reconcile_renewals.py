"""Payments that renew, of which only Telegram's list of Stars tells: they extend by their period,
count once, and alarm nobody."""

from typing import Any

import pytest

from bot.domain.stars import Order
from bot.domain.stars_list.entries import EVERY_SECONDS
from bot.domain.stars_renewals.renewal import LATE_SECONDS, PERIOD_SECONDS, Asked, RenewalState
from bot.usecases.stars.reconcile import StarsReconciliation
from bot.usecases.stars.renewals import EditOutcome
from tests.bodies import ANNA
from tests.conftest import NOW
from tests.usecases.conftest import ADMINS
from tests.usecases.rows import rows
from tests.usecases.stars.subscriber import Subscriber, Willing, subscriber
from tests.usecases.stars.telegram_list import GRANTED, REFUNDED, TelegramList, found
from tests.usecases.stars.till import Till, open_till

END, SECOND_END, THIRD_END = (NOW + number * PERIOD_SECONDS for number in (1, 2, 3))


@pytest.fixture
async def anna(till: Till) -> Subscriber:
    return await subscriber(open_till(till.shop, Willing()))


def lists(telegram: TelegramList, order: Order, charge: str, at: int, **changes: Any) -> None:
    """Add a payment of what renews to the list, as Telegram shows it."""
    telegram.pays(order, charge, subscription_period=PERIOD_SECONDS, **changes)["date"] = at


async def begins(anna: Subscriber, telegram: TelegramList) -> None:
    """Pay for the first time, which an update reports, and let the time be over."""
    await anna.begins()
    lists(telegram, anna.order, "charge-1", NOW)
    anna.till.shop.clock.move(PERIOD_SECONDS + 60)


async def test_a_renewal_extends_from_its_time_and_is_corrected_when_telegram_names_its_end(
    anna: Subscriber, telegram: TelegramList, stars: StarsReconciliation
) -> None:
    await begins(anna, telegram)
    lists(telegram, anna.order, "renewal", END + 5)
    assert found(await stars.look()) == {GRANTED: 1}
    access = await anna.access()
    assert (access.started_at, access.expires_at) == (NOW, SECOND_END + 5)
    assert access.renews_at == SECOND_END + 5
    assert (await anna.renewal()).first_charge == "charge-1"
    assert found(await stars.look()) == {}
    await anna.pays("renewal", END + 5, subscription_expiration_date=SECOND_END)
    assert (await anna.access()).expires_at == SECOND_END
    assert found(await stars.look()) == {}
    assert (await anna.access()).expires_at == SECOND_END
    shop = anna.till.shop
    assert len(await shop.purchases()) == 2
    assert await shop.notices("paid") == [ANNA] * 2
    assert await shop.notices("admin-sale") == list(ADMINS) * 2
    for alarm in ("admin-stars-twice", "admin-stars-end", "admin-stars-conflict", "ended"):
        assert await shop.notices(alarm) == []


async def test_a_first_payment_begins_what_renews_and_its_link_goes(
    anna: Subscriber, telegram: TelegramList, stars: StarsReconciliation
) -> None:
    await anna.till.orders.sent(anna.order, 11)
    lists(telegram, anna.order, "charge-1", NOW)
    assert found(await stars.look()) == {GRANTED: 1}
    assert (await anna.access()).renews_at == END
    assert [one.message_id for one in await anna.till.orders.invoices_to_remove()] == [11]
    await anna.begins(subscription_expiration_date=END + 9)
    assert (await anna.access()).renews_at == END + 9
    assert await anna.till.shop.notices("paid") == [ANNA]
    assert await anna.till.shop.notices("admin-stars-twice") == []
    [one] = await anna.renewals()
    assert await anna.till.renewals.edit(one.id, Asked.STOP, f"person:{ANNA}") is EditOutcome.DONE
    anna.till.shop.clock.move(PERIOD_SECONDS + 9)
    assert not (await anna.access()).active_at(anna.till.shop.clock.now())


async def test_all_its_payments_may_be_found_at_once(
    anna: Subscriber, telegram: TelegramList, stars: StarsReconciliation
) -> None:
    anna.till.shop.clock.move(2 * PERIOD_SECONDS + 60)
    for charge, at in (("charge-1", NOW), ("renewal-1", END + 5), ("renewal-2", SECOND_END + 5)):
        lists(telegram, anna.order, charge, at)
    assert found(await stars.look()) == {GRANTED: 3}
    assert (await anna.renewal()).first_charge == "charge-1"
    assert (await anna.access()).expires_at == THIRD_END + 5
    assert await anna.till.shop.notices("admin-stars-twice") == []


async def test_a_renewal_is_found_whose_first_payment_is_found_later(
    anna: Subscriber, telegram: TelegramList, stars: StarsReconciliation
) -> None:
    lists(telegram, anna.order, "charge-1", NOW)
    lists(telegram, anna.order, "renewal", END)
    anna.till.shop.clock.move(PERIOD_SECONDS)
    await anna.pays("renewal", END)
    assert found(await stars.look()) == {GRANTED: 1}
    renewal = await anna.renewal()
    assert (renewal.first_charge, renewal.paid_until) == ("charge-1", SECOND_END)
    assert await anna.till.shop.notices("admin-stars-twice") == []


async def test_of_a_link_that_was_paid_twice_admins_hear_also_from_the_list(
    anna: Subscriber, telegram: TelegramList, stars: StarsReconciliation
) -> None:
    await anna.begins()
    lists(telegram, anna.order, "charge-1", NOW)
    lists(telegram, anna.order, "charge-2", NOW + 7)
    assert found(await stars.look()) == {GRANTED: 1}
    assert await anna.till.shop.notices("admin-stars-twice") == list(ADMINS)
    anna.till.shop.clock.move(PERIOD_SECONDS + 60)
    lists(telegram, anna.order, "renewal-1", END)
    lists(telegram, anna.order, "renewal-2", END + 7)
    assert found(await stars.look()) == {GRANTED: 2}
    renewing = {one.first_charge: one.paid_until for one in await anna.renewals()}
    assert renewing == {"charge-1": SECOND_END, "charge-2": SECOND_END + 7}
    assert await anna.till.shop.notices("admin-stars-twice") == list(ADMINS)


async def test_the_share_of_somebody_who_recommends_the_bot_changes_no_renewal(
    anna: Subscriber, telegram: TelegramList, stars: StarsReconciliation
) -> None:
    await begins(anna, telegram)
    lists(telegram, anna.order, "renewal", END, affiliate={"amount": 25})
    telegram.shown[-1]["amount"] = 225
    assert found(await stars.look()) == {GRANTED: 1}
    await anna.pays("renewal", END)
    assert (await anna.access()).expires_at == SECOND_END
    assert await anna.till.shop.notices("admin-stars-conflict") == []


@pytest.mark.parametrize("is_reported", [True, False])
async def test_a_refund_takes_only_the_time_of_its_payment(
    anna: Subscriber, telegram: TelegramList, stars: StarsReconciliation, is_reported: bool
) -> None:
    await begins(anna, telegram)
    lists(telegram, anna.order, "renewal", END)
    await stars.look()
    telegram.gives_back("renewal", END + 30)
    if is_reported:
        assert await anna.till.payments.refunded("renewal", END + 30)
    assert found(await stars.look()) == ({} if is_reported else {REFUNDED: 1})
    assert (await anna.access()).expires_at == END
    assert (await anna.renewal()).paid_until == END
    assert await anna.till.shop.notices("refunded") == [ANNA]
    await anna.pays("renewal", END)  # its update, at last
    assert (await anna.access()).expires_at == END
    assert len(await anna.till.shop.purchases()) == 2


async def test_a_renewal_that_was_given_back_before_it_was_found_opens_nothing(
    anna: Subscriber, telegram: TelegramList, stars: StarsReconciliation
) -> None:
    await begins(anna, telegram)
    lists(telegram, anna.order, "renewal", END)
    telegram.gives_back("renewal", END + 30)
    assert found(await stars.look()) == {GRANTED: 1, REFUNDED: 1}
    assert (await anna.access()).expires_at == END
    told = "SELECT COUNT(*) FROM outbox WHERE kind = 'paid' AND state <> 'cancelled'"
    assert await rows(anna.till.shop, told) == [(1,)]


@pytest.mark.parametrize("state", ["canceled", "failed"])
async def test_what_telegram_reports_afterwards_counts(
    anna: Subscriber, telegram: TelegramList, stars: StarsReconciliation, state: str
) -> None:
    await begins(anna, telegram)
    lists(telegram, anna.order, "renewal", END)
    await stars.look()
    assert await anna.says(state)
    assert found(await stars.look()) == {}
    assert (await anna.renewal()).state is RenewalState(state)
    access = await anna.access()
    assert (access.expires_at, access.renews_at) == (SECOND_END, None)
    await anna.pays("renewal", END, subscription_expiration_date=SECOND_END + 9)
    assert (await anna.renewal()).state is RenewalState(state)
    assert (await anna.access()).expires_at == SECOND_END + 9


async def test_a_renewal_that_telegram_could_not_make_at_first_renews_when_it_is_found(
    anna: Subscriber, telegram: TelegramList, stars: StarsReconciliation
) -> None:
    await begins(anna, telegram)
    assert await anna.says("failed")
    anna.till.shop.clock.move(60)
    lists(telegram, anna.order, "renewal", END + 90)
    assert found(await stars.look()) == {GRANTED: 1}
    assert (await anna.renewal()).state is RenewalState.ACTIVE
    assert (await anna.access()).renews_at == SECOND_END + 90


async def test_a_renewal_that_nobody_heard_of_is_looked_for_before_access_is_over(
    anna: Subscriber, telegram: TelegramList, stars: StarsReconciliation
) -> None:
    await anna.begins()
    lists(telegram, anna.order, "charge-1", NOW)
    clock = anna.till.shop.clock
    clock.move(PERIOD_SECONDS - EVERY_SECONDS // 2)
    await stars.look()
    late_at = END + LATE_SECONDS
    assert await stars.next_at(clock.now()) == late_at
    clock.move(late_at - clock.now())
    assert (await anna.access()).active_at(clock.now())
    lists(telegram, anna.order, "renewal", END)
    assert found(await stars.look()) == {GRANTED: 1}
    assert await stars.next_at(clock.now()) == late_at + EVERY_SECONDS


async def test_it_is_looked_for_once_and_only_while_telegram_is_to_renew_it(
    anna: Subscriber, stars: StarsReconciliation
) -> None:
    await anna.begins()
    clock = anna.till.shop.clock
    clock.move(PERIOD_SECONDS)
    await stars.look()
    assert await stars.next_at(clock.now()) == END + LATE_SECONDS
    assert await anna.says("canceled", 1)
    assert await stars.next_at(clock.now()) == END + EVERY_SECONDS
    assert await anna.says("active", 2)
    clock.move(LATE_SECONDS)
    await stars.look()
    assert await stars.next_at(clock.now()) == END + LATE_SECONDS + EVERY_SECONDS


async def test_bought_time_that_comes_afterwards_makes_no_hurry(
    anna: Subscriber, stars: StarsReconciliation
) -> None:
    await anna.till.price(250)
    assert await anna.till.pays(await anna.till.order(), "bought")
    await anna.till.price(250, renews=True)
    await anna.begins()
    clock = anna.till.shop.clock
    clock.move(PERIOD_SECONDS)
    await stars.look()
    assert await stars.next_at(clock.now()) == END + EVERY_SECONDS
