"""A payment counts by the binding that held when it was paid, whenever its delivery comes."""

import asyncio

import pytest

from bot.domain.bindings import held_at
from bot.domain.durations import Duration, add_calendar
from bot.domain.models import FIRST_PLAN, Outcome, Product, ProductId
from bot.domain.money import Money
from bot.domain.recurring import RecurringBinding
from storage import grants
from storage.product_bindings import ProductBinding
from storage.recurring.recurring_bindings import RecurringDecision
from tests.bodies import ABSENT, ANNA, BORIS, CLARA, purchase, recurring
from tests.conftest import NOW
from tests.plans import of_first
from tests.usecases.conftest import ADMINS, SUBSCRIPTION_ID, Shop

MONTH, YEAR, LIFETIME = Duration(months=1), Duration(months=12), Duration(lifetime=True)
ADMIN = ADMINS[0]


async def rebind(shop: Shop, product_id: int, duration: Duration) -> None:
    """Bind the product now, and let some seconds pass."""
    await shop.tariffs.sell_as(_product(product_id), of_first(duration), ADMIN)
    shop.clock.move(10)


def _product(product_id):
    return Product(
        id=ProductId(product_id),
        type="digital",
        name=f"Name at {product_id}",
        price=Money(500, "USD"),
        status="approved",
        accepts_cards=False,
        link="https://t.me/x",
        web_link="",
    )


async def duration_of(shop: Shop, purchase_id: int | None = None) -> Duration | None:
    """Return the time that a purchase gave."""
    rows = {one.purchase_id: one.id for one in await shop.purchases()}
    given = await shop.db.read(lambda tx: grants.of_purchase(tx, rows[purchase_id]))
    assert given is None or given.plan_id == FIRST_PLAN
    return given and given.duration


@pytest.fixture
async def sold(shop: Shop) -> Shop:
    """Return the shop, where 500 was a year, and is a month since NOW + 100."""
    await rebind(shop, 500, YEAR)
    shop.clock.move(90)
    await rebind(shop, 500, MONTH)
    return shop


@pytest.mark.fault("P20", "paid, bound to another tariff, delivered")
@pytest.mark.parametrize("number", [1, None])
@pytest.mark.parametrize(
    ("paid_at", "duration"),
    [
        (NOW - 5000, YEAR),
        (NOW, YEAR),
        (NOW + 50, YEAR),
        (NOW + 99, YEAR),
        (NOW + 100, YEAR),
        (NOW + 101, MONTH),
        (NOW + 105, MONTH),
    ],
)
async def test_the_tariff_of_the_moment_of_payment_counts(sold, number, paid_at, duration):
    """A binding of the same second as the payment doesn't count yet."""
    assert await sold.receive(purchase(number, at=paid_at, product_id=500)) is Outcome.APPLIED
    assert await duration_of(sold, number) == duration


async def test_deliveries_of_one_batch_get_each_their_own_tariff(sold):
    people = {ANNA: NOW + 50, BORIS: NOW + 105, CLARA: NOW - 1}
    bodies = [
        purchase(person, at=at, product_id=500, telegram_user_id=person)
        for person, at in people.items()
    ]
    await asyncio.gather(*map(sold.receive, bodies))
    assert [await duration_of(sold, person) for person in people] == [YEAR, MONTH, YEAR]


async def test_the_first_of_several_later_bindings_counts_for_an_earlier_payment(shop):
    body = purchase(1, at=NOW - 60, product_id=500)
    for duration in (LIFETIME, MONTH, YEAR):
        await rebind(shop, 500, duration)
    await shop.receive(body)
    assert await duration_of(shop, 1) == LIFETIME


@pytest.mark.fault("P20", "held without a buyer, bound to another tariff, settled")
async def test_a_held_payment_keeps_the_tariff_it_paid_for(sold):
    for number, at in ((1, NOW + 50), (2, NOW + 105)):
        body = purchase(number, at=at, product_id=500, telegram_user_id=ABSENT)
        assert await sold.receive(body) is Outcome.HELD
    await rebind(sold, 500, LIFETIME)
    for one in (await sold.attention.backlog()).held:
        await sold.attention.name_buyer(one.id, ANNA, ADMIN)
    assert await duration_of(sold, 1) == YEAR
    assert await duration_of(sold, 2) == MONTH


async def test_an_unreadable_payment_that_is_accepted_keeps_the_tariff_it_paid_for(sold):
    await sold.receive(purchase(1, at=NOW + 50, product_id=500, currency=7))
    (held,) = (await sold.attention.backlog()).held
    await sold.attention.accept(held.id, ADMIN)
    assert await duration_of(sold, 1) == YEAR


async def test_a_product_that_is_no_longer_sold_still_counts(sold):
    await sold.tariffs.stop_offering(500, ADMIN)
    await sold.receive(purchase(1, at=NOW + 50, product_id=500))
    await sold.receive(purchase(2, at=NOW + 5000, product_id=500))
    assert [await duration_of(sold, number) for number in (1, 2)] == [YEAR, MONTH]


async def test_a_new_binding_changes_nothing_about_earlier_purchases(sold):
    await sold.receive(purchase(None, at=NOW + 50, product_id=500))
    before = await sold.purchases(), await sold.subscription(ANNA)
    assert before[0][0].product_name == "Name at 500"
    await rebind(sold, 500, LIFETIME)
    await sold.db.write(
        lambda tx: tx.execute("UPDATE tariff_products SET name = 'Renamed' WHERE product_id = 500")
    )
    assert (await sold.purchases(), await sold.subscription(ANNA)) == before


async def test_every_binding_is_kept(sold):
    rows = await sold.db.read(
        lambda tx: tx.all("SELECT bound_at FROM product_bindings WHERE product_id = 500")
    )
    assert [row["bound_at"] for row in rows] == [NOW, NOW + 100]


@pytest.mark.fault("P20", "a recurring subscription stopped to count before the delivery came")
async def test_a_recurring_payment_counts_as_it_did_when_it_was_made(bound):
    until = NOW + 30 * 86400
    bound.clock.move(100)
    await bound.recurring.unbind(SUBSCRIPTION_ID, ADMIN)
    bound.clock.move(10)
    paid = recurring(at=NOW + 50, until=until, telegram_user_id=ANNA)
    later = recurring(at=NOW + 105, until=until, telegram_user_id=BORIS)
    assert await bound.receive(paid) is Outcome.APPLIED
    assert await bound.receive(later) is Outcome.IGNORED
    assert (await bound.subscription(ANNA)).expires_at == until
    assert (await bound.subscription(ANNA)).renews_at is None
    assert await bound.subscription(BORIS) is None


async def test_a_recurring_payment_from_before_the_decision_counts_by_the_first_one(bound):
    until = NOW + 30 * 86400
    assert await bound.receive(recurring(at=NOW - 500, until=until)) is Outcome.APPLIED


async def test_a_payment_of_when_it_did_not_count_is_granted_like_those_that_waited(shop):
    """Deciding that it counts grants what still runs, in whatever order the deliveries come."""
    until = NOW + 30 * 86400
    await shop.recurring.bind(SUBSCRIPTION_ID, FIRST_PLAN, ADMIN)
    await shop.recurring.unbind(SUBSCRIPTION_ID, ADMIN)
    shop.clock.move(100)
    early = recurring(at=NOW + 50, until=until, telegram_user_id=ANNA)
    late = recurring(at=NOW + 50, until=until, telegram_user_id=BORIS)
    over = recurring(at=NOW + 50, until=NOW + 90, telegram_user_id=CLARA)
    assert await shop.receive(early) is Outcome.IGNORED
    await shop.recurring.bind(SUBSCRIPTION_ID, FIRST_PLAN, ADMIN)
    assert await shop.receive(late) is Outcome.APPLIED
    assert await shop.receive(over) is Outcome.IGNORED
    assert await shop.subscription(CLARA) is None
    found = [await shop.subscription(person) for person in (ANNA, BORIS)]
    assert found[0].started_at == found[1].started_at
    assert found[0].expires_at == found[1].expires_at == until


def test_the_binding_before_the_payment_counts_else_the_first():
    bindings = [
        RecurringDecision(10, RecurringBinding.BOUND, FIRST_PLAN),
        RecurringDecision(20, RecurringBinding.FOREIGN, None),
    ]
    found = [held_at(bindings, paid_at) for paid_at in (5, 10, 11, 20, 21)]
    assert [one.bound_at for one in found] == [10, 10, 10, 10, 20]
    empty: list[ProductBinding] = []
    assert held_at(empty, 5) is None


async def test_the_month_is_counted_from_the_payment_as_before(sold):
    await sold.receive(purchase(1, at=NOW + 50, product_id=500))
    assert (await sold.subscription(ANNA)).expires_at == add_calendar(NOW + 50, 12, 0)
