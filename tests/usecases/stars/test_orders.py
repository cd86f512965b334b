"""Orders in Stars: one open invoice a person, for a day, for the price of now."""

import pytest

from bot.domain.models import PersonId, TariffId
from bot.domain.stars import ORDER_SECONDS, InStars, OrderState
from bot.usecases.stars.orders import Wanted
from storage.stars import orders
from tests.bodies import ANNA, BORIS
from tests.usecases.conftest import Shop
from tests.usecases.stars.till import MONTH, Till, open_till


@pytest.fixture
async def till(shop: Shop) -> Till:
    till = open_till(shop)
    await till.price()
    return till


async def states(till: Till) -> list[str]:
    rows = await till.shop.db.read(lambda tx: tx.all("SELECT state FROM stars_orders ORDER BY id"))
    return [row["state"] for row in rows]


async def test_an_order_is_good_for_a_day_and_nobody_guesses_its_payload(till: Till) -> None:
    order, other = await till.order(), await till.order(BORIS)
    assert order.expires_at - order.created_at == ORDER_SECONDS
    assert len(order.payload) == 32
    assert order.payload != other.payload
    assert str(ANNA) not in order.payload


@pytest.mark.parametrize(
    "wanted",
    [
        (MONTH, InStars(249)),
        (MONTH, InStars(250, renews=True)),
        (TariffId(2), InStars(250)),
        (TariffId(99), InStars(250)),
    ],
)
async def test_nothing_is_ordered_for_a_price_that_is_not_asked(
    till: Till, wanted: tuple[TariffId, InStars]
) -> None:
    assert await till.orders.take(Wanted(PersonId(ANNA), *wanted, "1 month")) is None
    assert await states(till) == []


async def test_a_new_order_replaces_the_unpaid_ones_of_the_same_person_only(till: Till) -> None:
    await till.order()
    await till.order(BORIS)
    await till.order()
    assert await states(till) == ["replaced", "open", "open"]


async def test_a_paid_order_is_not_replaced(till: Till) -> None:
    order = await till.order()
    assert await till.pays(order)
    await till.order()
    assert await states(till) == ["paid", "open"]


async def test_invoices_are_removed_once_they_cannot_be_paid_any_more(till: Till) -> None:
    order, theirs = await till.order(), await till.order(BORIS)
    await till.orders.sent(order, 11)
    await till.orders.sent(theirs, 12)
    assert await till.orders.invoices_to_remove() == []
    newer = await till.order()
    [one] = await till.orders.invoices_to_remove()
    assert (one.id, one.message_id, one.state) == (order.id, 11, OrderState.REPLACED)
    await till.orders.removed(one)
    assert await till.orders.invoices_to_remove() == []
    await till.orders.sent(newer, 13)
    till.shop.clock.move(ORDER_SECONDS)
    assert [one.message_id for one in await till.orders.invoices_to_remove()] == [12, 13]
    assert await states(till) == ["replaced", "expired", "expired"]


async def test_a_paid_invoice_stays_as_a_receipt(till: Till) -> None:
    order = await till.order()
    await till.orders.sent(order, 11)
    assert await till.pays(order)
    await till.price(None)
    assert await till.orders.invoices_to_remove() == []
    assert not await till.orders.any_invoice()


async def test_an_invoice_that_is_paid_before_its_number_is_known_stays_too(till: Till) -> None:
    order = await till.order()
    assert await till.pays(order)
    await till.orders.sent(order, 11)
    assert not await till.orders.any_invoice()


async def test_an_invoice_that_somebody_else_has_paid_goes(till: Till) -> None:
    order = await till.order()
    await till.orders.sent(order, 11)
    assert await till.pays(order, payer=BORIS)
    assert [one.message_id for one in await till.orders.invoices_to_remove()] == [11]


async def test_an_unknown_order_is_none(till: Till) -> None:
    assert await till.shop.db.read(lambda tx: orders.get(tx, 99)) is None
