"""Payments in Stars that renew: each is a purchase with a fixed end, whatever Telegram says."""

import pytest

from bot.domain.durations import Duration, add_calendar
from bot.domain.models import FIRST_PLAN, PurchaseStatus
from bot.domain.stars import Charge, InStars
from bot.domain.stars_renewals.renewal import LONGEST_PAID_SECONDS, PERIOD_SECONDS, RenewalState
from bot.usecases.stars.reading import charge_of
from tests.bodies import ANNA, BORIS
from tests.conftest import NOW
from tests.usecases.conftest import ADMINS, Shop
from tests.usecases.rows import rows
from tests.usecases.stars.subscriber import Subscriber, subscriber
from tests.usecases.stars.till import ABSENT, Till, open_till, report

END, SECOND_END = NOW + PERIOD_SECONDS, NOW + 2 * PERIOD_SECONDS


@pytest.fixture
def till(shop: Shop) -> Till:
    return open_till(shop)


@pytest.fixture
async def anna(till: Till) -> Subscriber:
    return await subscriber(till)


async def test_a_first_payment_opens_access_up_to_the_named_end(anna: Subscriber) -> None:
    await anna.begins(subscription_expiration_date=END + 60)
    access, renewal = await anna.access(), await anna.renewal()
    assert (access.expires_at, access.renews_at, access.renews_in_stars) == (
        END + 60,
        END + 60,
        True,
    )
    assert (renewal.state, renewal.paid_until) == (RenewalState.ACTIVE, END + 60)
    assert renewal.first_charge == "charge-1"
    assert await anna.till.shop.notices("paid") == [ANNA]
    assert await anna.till.shop.notices("admin-sale") == list(ADMINS)


async def test_each_renewal_is_a_purchase_of_its_own_and_nobody_hears_of_a_double(
    anna: Subscriber,
) -> None:
    await anna.begins()
    for number in range(1, 4):
        at = NOW + number * PERIOD_SECONDS
        anna.till.shop.clock.move(PERIOD_SECONDS)
        await anna.pays(f"renewal-{number}", at)
        await anna.pays(f"renewal-{number}", at)
    purchases = await anna.till.shop.purchases()
    assert [one.status for one in purchases] == [PurchaseStatus.APPLIED] * 4
    assert (await anna.access()).expires_at == NOW + 4 * PERIOD_SECONDS
    assert (await anna.renewal()).first_charge == "charge-1"
    assert await anna.till.shop.notices("admin-stars-twice") == []
    assert await anna.till.shop.notices("admin-stars-end") == []
    assert await anna.till.shop.notices("paid") == [ANNA] * 4


async def test_a_renewal_is_granted_for_its_old_price_and_when_nothing_is_sold(
    anna: Subscriber,
) -> None:
    await anna.begins()
    await anna.till.price(None)
    anna.till.shop.clock.move(PERIOD_SECONDS)
    await anna.pays("renewal", END)
    assert (await anna.access()).expires_at == SECOND_END


@pytest.mark.parametrize("late", [-3600, 0, 86_399])
async def test_a_question_about_a_renewal_that_is_due_is_never_refused(
    anna: Subscriber, late: int
) -> None:
    await anna.begins()
    await anna.till.price(300)
    assert await anna.till.asks(anna.order) == "paid"
    anna.till.shop.clock.move(PERIOD_SECONDS + late)
    assert await anna.till.asks(anna.order) is None
    assert await anna.till.asks(anna.order, amount=1) == "paid"
    assert await anna.till.asks(anna.order, payer=BORIS) == "paid"


async def test_purchased_time_is_paused_meanwhile(anna: Subscriber) -> None:
    await anna.till.price(250)
    bought = await anna.till.order()
    assert await anna.till.pays(bought, "bought")
    await anna.begins()
    access = await anna.access()
    assert access.expires_at == add_calendar(END, 1, 0)
    assert access.renews_at == END
    anna.till.shop.clock.move(PERIOD_SECONDS)
    await anna.pays("renewal", END)
    assert (await anna.access()).expires_at == add_calendar(SECOND_END, 1, 0)


async def test_a_refund_takes_exactly_its_own_time(anna: Subscriber) -> None:
    await anna.begins()
    anna.till.shop.clock.move(PERIOD_SECONDS)
    await anna.pays("renewal", END)
    assert await anna.till.payments.refunded("renewal", NOW + PERIOD_SECONDS)
    assert (await anna.access()).expires_at == END
    assert (await anna.renewal()).paid_until == END


async def test_without_an_end_it_lasts_thirty_days_until_telegram_names_one(
    anna: Subscriber,
) -> None:
    await anna.begins(subscription_expiration_date=ABSENT)
    assert (await anna.access()).expires_at == END
    assert await anna.till.shop.notices("admin-stars-end") == []
    await anna.begins(subscription_expiration_date=END + 7)
    assert (await anna.access()).expires_at == END + 7
    await anna.begins(subscription_expiration_date=END + 9)
    assert (await anna.access()).expires_at == END + 7
    assert await rows(anna.till.shop, "SELECT COUNT(*) FROM stars_conflicts") == [(0,)]


@pytest.mark.parametrize(
    "named", [1, NOW - 1, NOW, NOW + LONGEST_PAID_SECONDS + 1, NOW + 40 * 366 * 86_400, 2**62]
)
async def test_an_end_that_cannot_be_gives_thirty_days_and_admins_hear_of_it(
    anna: Subscriber, named: int
) -> None:
    await anna.begins(subscription_expiration_date=named)
    assert (await anna.access()).expires_at == END
    assert await anna.till.shop.notices("admin-stars-end") == list(ADMINS)
    await anna.begins(subscription_expiration_date=named)
    assert await anna.till.shop.notices("admin-stars-end") == list(ADMINS)


@pytest.mark.parametrize("named", ["soon", -5, 1.5, None, {}, True])
async def test_an_end_that_is_no_time_counts_as_missing(anna: Subscriber, named: object) -> None:
    await anna.begins(subscription_expiration_date=named)
    assert (await anna.access()).expires_at == END


async def test_a_payment_that_is_heard_of_late_gives_the_time_that_it_paid(
    anna: Subscriber,
) -> None:
    anna.till.shop.clock.move(40 * 86_400)
    await anna.begins()
    access = await anna.access()
    assert access.expires_at == END
    assert not access.active_at(anna.till.shop.clock.now())


async def test_somebody_else_s_payment_of_the_link_is_a_renewal_of_their_own(
    anna: Subscriber,
) -> None:
    boris = Subscriber(anna.till, anna.order, BORIS)
    await anna.begins()
    await boris.begins("charge-2")
    await boris.pays("renewal-2", END)
    assert (await anna.access()).expires_at == END
    assert (await boris.access()).expires_at == SECOND_END
    assert [one.first_charge for one in await boris.renewals()] == ["charge-2"]
    assert await anna.till.shop.notices("stars-paid-by-other") == [ANNA]
    assert await anna.till.shop.notices("admin-stars-twice") == list(ADMINS)


async def test_a_link_that_is_paid_twice_renews_twice_and_both_are_honoured(
    anna: Subscriber,
) -> None:
    await anna.begins("charge-1")
    await anna.begins("charge-2", NOW + 5)
    assert await anna.till.shop.notices("admin-stars-twice") == list(ADMINS)
    anna.till.shop.clock.move(PERIOD_SECONDS + 5)
    await anna.pays("renewal-1", END)
    await anna.pays("renewal-2", END + 5)
    found = {one.first_charge: one.paid_until for one in await anna.renewals()}
    assert found == {"charge-1": SECOND_END, "charge-2": SECOND_END + 5}
    assert await anna.till.shop.notices("admin-stars-twice") == list(ADMINS)


async def test_a_later_payment_may_come_before_the_first(anna: Subscriber) -> None:
    anna.till.shop.clock.move(PERIOD_SECONDS)
    await anna.pays("renewal", END)
    assert (await anna.renewal()).first_charge is None
    await anna.begins("charge-1")
    renewal = await anna.renewal()
    assert (renewal.first_charge, renewal.started_at) == ("charge-1", NOW)
    assert renewal.paid_until == SECOND_END
    assert (await anna.access()).started_at == NOW


def _found(anna: Subscriber, charge: str, at: int) -> Charge:
    """Return a payment as only Telegram's list of transactions has it."""
    unsaid = {"subscription_expiration_date": ABSENT, "is_recurring": ABSENT}
    read = charge_of(report(anna.order.payload, 250, charge, at=at, **unsaid))
    assert read is not None
    return read


async def test_payments_that_only_telegrams_list_has_belong_together(anna: Subscriber) -> None:
    anna.till.shop.clock.move(2 * PERIOD_SECONDS)
    for charge, at in (("charge-1", NOW), ("renewal-1", END), ("renewal-2", SECOND_END)):
        found = _found(anna, charge, at)
        assert await anna.till.payments.take(found, None, only_ours=False)
    renewal = await anna.renewal()
    assert renewal.first_charge == "charge-1"
    assert (await anna.access()).expires_at == NOW + 3 * PERIOD_SECONDS
    await anna.pays("renewal-2", SECOND_END, subscription_expiration_date=SECOND_END + 99)
    assert renewal.paid_until == NOW + 3 * PERIOD_SECONDS


async def test_of_telegrams_list_a_payment_beside_another_one_is_its_own(
    anna: Subscriber,
) -> None:
    for charge, at in (("charge-1", NOW), ("charge-2", NOW + 5)):
        assert await anna.till.payments.take(_found(anna, charge, at), None, only_ours=False)
    assert len(await anna.renewals()) == 2


async def test_a_lost_first_payment_is_found_in_telegrams_list(anna: Subscriber) -> None:
    anna.till.shop.clock.move(PERIOD_SECONDS)
    await anna.pays("renewal", END)
    found = _found(anna, "charge-1", NOW)
    assert await anna.till.payments.take(found, None, only_ours=False)
    assert (await anna.renewal()).first_charge == "charge-1"


async def test_a_payment_of_another_amount_is_held(anna: Subscriber) -> None:
    await anna.begins(total_amount=1)
    [purchase] = await anna.till.shop.purchases()
    assert purchase.status is PurchaseStatus.HELD
    assert await anna.renewals() == []


async def test_a_link_goes_once_it_is_paid_also_before_its_number_is_known(
    anna: Subscriber,
) -> None:
    await anna.begins()
    await anna.till.orders.sent(anna.order, 11)
    assert [one.message_id for one in await anna.till.orders.invoices_to_remove()] == [11]


async def test_only_a_month_may_renew_and_for_ten_thousand_at_most(till: Till) -> None:
    for tariff, stars in ((1, 10_001), (2, 250)):
        found = await till.prices.of(tariff)
        assert found is not None
        price = InStars(stars, renews=True)
        number = found.tariff.id
        assert not await till.prices.set(number, price, seen=0, admin_id=ADMINS[0])
    await till.price(10_000, renews=True)
    found = await till.prices.of(1)
    assert found is not None
    assert found.price == InStars(10_000, renews=True)
    assert await rows(till.shop, "SELECT action, detail FROM audit") == [
        ("stars_price_renewing", "10000")
    ]


async def test_once_and_renewing_are_two_prices(till: Till) -> None:
    await till.price(250)
    order = await till.order()
    await till.price(250, renews=True)
    assert await till.asks(order) == "price"
    [offer] = (await till.shop.tariffs.offers()).items
    assert (offer.stars, offer.stars_renew) == (250, True)


async def test_what_it_paid_is_told_as_thirty_days(anna: Subscriber) -> None:
    await anna.begins()
    status = await anna.till.shop.subscriptions.status(ANNA)
    [paid] = status.purchases
    assert paid.granted == (FIRST_PLAN, Duration(days=30))
    assert len(status.renewals) == 1
