"""Reminders offer more time only of a plan that buyers can still choose."""

from collections.abc import Collection

import pytest

from bot.domain.durations import Duration
from bot.domain.models import Button, Message, PlanId
from bot.domain.records import NewTariff
from bot.texts import Texts
from bot.usecases.access.lifecycle import Lifecycle
from bot.usecases.notices.compose import Notices
from storage import outbox, plans, tariffs
from storage.engine.tx import Tx
from tests.bodies import purchase
from tests.conftest import NOW
from tests.usecases.conftest import ADMINS, Shop
from tests.usecases.rows import column

COURSE = PlanId(2)
REMIND = Duration(days=3)


async def reminder(shop: Shop) -> Message | None:
    """Let Anna's month of the first plan come near its end; return what she reads then."""
    lifecycle = Lifecycle(shop.db, shop.clock, (REMIND,))
    await lifecycle.on_start()
    await shop.receive(purchase(1, at=NOW))
    shop.clock.move(29 * 86_400)
    while await lifecycle.tick():
        pass
    (row,) = await column(shop, "SELECT id FROM outbox WHERE kind = 'reminder'")
    queued = await shop.db.read(lambda tx: outbox.get(tx, row))
    assert queued is not None
    return await Notices(shop.db, Texts(), shop.clock).compose(queued)


@pytest.mark.parametrize(
    ("hidden", "is_offered"),
    [((), True), ((1,), True), ((1, 2, 3), False), ((4,), True), ((1, 4), True)],
)
async def test_a_reminder_offers_to_extend_a_plan_unless_all_of_it_is_hidden(
    shop: Shop, hidden: Collection[int], is_offered: bool
) -> None:
    def arrange(tx: Tx) -> None:
        plans.set_name(tx, PlanId(1), "en", "Basic")
        plans.set_name(tx, plans.insert(tx, "course"), "en", "Course")

    await shop.db.write(arrange)
    await shop.tariffs.bind(500, NewTariff(COURSE, Duration(months=1)), ADMINS[0])
    for tariff_id in hidden:
        await shop.db.write(lambda tx, one=tariff_id: tariffs.set_hidden(tx, one, NOW))
    found = await reminder(shop)
    assert found is not None
    extend = Button("Extend", action="buy", id=1)
    prices = Button("See the prices", action="buy")
    assert found.buttons == ((extend if is_offered else prices,),)
    assert ("Want to stay?" in found.text) is is_offered
