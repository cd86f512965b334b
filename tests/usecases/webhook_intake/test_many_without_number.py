"""A buyer with very many purchases without a number costs no more than any other."""

import json

from bot.domain.models import Outcome
from storage.queries.same_payments import Buyer, without_number, without_number_of_second
from tests.bodies import ANNA, MOMENT, purchase
from tests.usecases.conftest import ADMINS, months_of

APPLIED, DUPLICATE, HELD = Outcome.APPLIED, Outcome.DUPLICATE, Outcome.HELD


async def test_few_of_many_purchases_without_a_number_are_compared_with_a_new_one(shop):
    for place in range(30):
        assert await shop.receive(purchase(None, at=MOMENT + place)) is APPLIED
    anna, second = Buyer(ANNA, None), "2026-05-12T15:33:29"
    every = await shop.db.read(lambda tx: without_number(tx, 456, anna))
    few = await shop.db.read(lambda tx: without_number_of_second(tx, 456, anna, second))
    assert (len(every), [one.purchase_row for one in few]) == (30, [every[9].id])


async def test_a_sale_under_an_unknown_name_is_known_by_its_other_body_once_accepted(shop):
    unknown = json.loads(purchase(None)) | {"name": "new_digital_product_v2"}
    assert await shop.receive(json.dumps(unknown).encode()) is HELD
    (held,) = await shop.purchases()
    assert await shop.attention.accept(held.id, ADMINS[0])
    for number in (None, 1):
        assert await shop.receive(purchase(number)) is DUPLICATE
    assert await months_of(shop) == 1
