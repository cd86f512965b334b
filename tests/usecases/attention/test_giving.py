"""Steps that help a held payment, by what it lacks, and giving it a duration."""

import asyncio

import pytest

from bot.domain.durations import Duration
from bot.domain.models import PurchaseStatus
from bot.usecases.attention.actions import Given
from bot.usecases.attention.held import HeldStep, Missing
from tests.bodies import ABSENT, purchase
from tests.plans import of_first
from tests.usecases.attention.test_actions import ADMIN, held
from tests.usecases.conftest import ADMINS


async def test_what_is_given_to_a_held_payment_binds_its_product_or_settles_it_alone(shop):
    bound = await held(shop, product_id=999)
    given = await shop.attention.give(bound, of_first(Duration(days=10)), ADMIN)
    assert given == Given(settled=1)
    assert (await shop.purchase(7)).status is PurchaseStatus.APPLIED
    assert await shop.attention.give(bound, of_first(Duration(days=10)), ADMIN) is None
    await shop.receive(purchase(8, product_id="no. 456"))
    alone = (await shop.purchase(8)).id
    assert await shop.attention.give(alone, of_first(Duration(days=7)), ADMIN) == Given(None)
    assert await shop.attention.give(alone, of_first(Duration(days=7)), ADMIN) is None
    await shop.receive(purchase(9, product_id="no. 456", telegram_user_id=ABSENT))
    nobodys = (await shop.purchase(9)).id
    assert await shop.attention.give(nobodys, of_first(Duration(days=7)), ADMIN) is None
    assert await shop.attention.give(99, of_first(Duration(days=7)), ADMIN) is None


async def test_of_two_admins_who_give_a_payment_its_duration_at_once_one_does(shop):
    row = await held(shop, product_id=999)
    month, week = of_first(Duration(months=1)), of_first(Duration(days=7))
    given = await asyncio.gather(
        shop.attention.give(row, month, ADMINS[0]), shop.attention.give(row, week, ADMINS[1])
    )
    assert sorted(given, key=bool) == [None, Given(settled=1)]
    assert len(await shop.db.read(lambda tx: tx.all("SELECT * FROM grants"))) == 2


@pytest.mark.parametrize(
    ("changes", "missing", "steps"),
    [
        ({"product_id": 999}, [Missing.TARIFF], [HeldStep.BIND]),
        ({"telegram_user_id": ABSENT}, [Missing.BUYER], [HeldStep.NAME_BUYER]),
        ({"amount": -5}, [Missing.READABLE], [HeldStep.ACCEPT]),
        ({"product_id": "x"}, [Missing.READABLE, Missing.PRODUCT], [HeldStep.GRANT]),
        (
            {"product_id": "x", "telegram_user_id": ABSENT},
            [Missing.READABLE, Missing.BUYER, Missing.PRODUCT],
            [HeldStep.NAME_BUYER],
        ),
        (
            {"product_id": 999, "telegram_user_id": ABSENT},
            [Missing.BUYER, Missing.TARIFF],
            [HeldStep.BIND, HeldStep.NAME_BUYER],
        ),
    ],
)
async def test_a_held_payment_names_what_is_missing_and_the_steps_that_help(
    shop, changes, missing, steps
):
    shown = await shop.attention.held(await held(shop, **changes))
    assert (list(shown.missing), list(shown.steps)) == (missing, steps)
