"""Two admins take proposals at once: each product is sold once, and nothing is replaced."""

import asyncio

from bot.domain.durations import Duration
from bot.domain.models import FIRST_PLAN
from bot.domain.records import NewTariff
from bot.sandbox.cast import ADMIN, SECOND_ADMIN
from bot.sandbox.world import World
from storage.engine.database import open_read_only
from tests.handlers.telegram.admin.checklist.new_shop import stock
from tests.handlers.telegram.payments import deps


async def test_two_presses_at_once_sell_each_product_once(new_shop: World) -> None:
    stock(new_shop, "Pro, 1 month", "Pro, 1 year")
    offered = deps(new_shop).proposals
    seen = (await offered.page(1)).seen
    taken = await asyncio.gather(*(offered.take(1, seen, one.id) for one in (ADMIN, SECOND_ADMIN)))
    assert sorted(one.count for one in taken) == [0, 2]
    with open_read_only(new_shop.settings.database_path) as tx:
        assert tx.scalar("SELECT COUNT(*) FROM audit WHERE action = 'bound'") == 2


async def test_what_somebody_else_puts_on_sale_in_that_moment_stays(new_shop: World) -> None:
    stock(new_shop, "Pro, 1 month", "Another")
    own = deps(new_shop)
    seen = (await own.proposals.page(1)).seen
    other, month = await own.catalog.product(2), NewTariff(FIRST_PLAN, Duration(months=1))
    taken, _ = await asyncio.gather(
        own.proposals.take(1, seen, ADMIN.id), own.tariffs.sell_as(other, month, SECOND_ADMIN.id)
    )
    assert taken.count == 0
    bound = await own.tariffs.all_bound()
    assert [(one.product_id, one.is_on_offer) for one in bound] == [(2, True)]
