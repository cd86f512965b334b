"""The notice of a refund leads an admin to the purchase."""

import pytest

from bot.sandbox.cast import ADMIN, BUYER
from bot.sandbox.world import World
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import buy
from tests.handlers.telegram.talk import ask, hear, words


@pytest.mark.parametrize("gave_access", [True, False])
async def test_the_notice_of_a_refund_leads_to_the_purchase(
    world: World, gave_access: bool
) -> None:
    await ask(world, ADMIN.id, "/help")
    purchase = await buy(world, BUYER.id if gave_access else None)
    await world.tribute.refund_by_buyer(purchase.id)
    notice = await hear(world, ADMIN.id, "Refunded:")
    await tap(world, notice, "Show the purchase")
    assert words(notice).startswith("↩️ Refunded on 12 May 2026, 21:59 UTC")
