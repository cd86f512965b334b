"""Buttons carry what the admin saw: an old one undoes no newer decision, and shows what is true."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass

import pytest

from bot.clock import FixedClock
from bot.deps import Deps
from bot.domain.models import PlanId, ProductId, TariffId
from bot.sandbox.cast import ADMIN, SECOND_ADMIN
from bot.sandbox.telegram import Message
from bot.sandbox.world import World
from storage.engine.database import open_read_only
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import command, deps
from tests.handlers.telegram.plan_shops import BASIC, PRO, TWO_PLANS
from tests.handlers.telegram.talk import LONG_GONE, ask, open_world

CHANGED = "This has changed in the meantime. Here is how it stands now."
MONTH, PRODUCT, CIRCLE = TariffId(1), ProductId(456), 1644
BORIS = SECOND_ADMIN.id


@pytest.fixture
async def shop(clock: FixedClock) -> AsyncIterator[World]:
    async with open_world(clock, tariffs=TWO_PLANS) as world:
        yield world


async def retire_and_sell_again(of: Deps) -> None:
    await of.plan_sales.retire(PRO, BORIS)
    await of.plan_sales.sell_again(PRO, BORIS)


async def retire(of: Deps) -> None:
    await of.plan_sales.retire(PRO, BORIS)


async def sell_again_and_retire(of: Deps) -> None:
    await of.plan_sales.sell_again(PRO, BORIS)
    await of.plan_sales.retire(PRO, BORIS)


async def hide(of: Deps) -> None:
    await of.arrangement.hide(MONTH, BORIS)


async def hide_and_show(of: Deps) -> None:
    await hide(of)
    await of.arrangement.show(MONTH, BORIS)


async def show_and_hide(of: Deps) -> None:
    await of.arrangement.show(MONTH, BORIS)
    await hide(of)


async def order_plans(of: Deps) -> None:
    await of.plans.reorder([PRO, BASIC], [BASIC, PRO], BORIS)


async def order_plans_again(of: Deps) -> None:
    await of.plans.restore_order(BORIS)
    await order_plans(of)


async def order_tariffs(of: Deps) -> None:
    await of.arrangement.reorder(BASIC, [TariffId(2), MONTH], [MONTH, TariffId(2)], BORIS)


async def order_tariffs_again(of: Deps) -> None:
    await of.arrangement.restore_order(BASIC, BORIS)
    await order_tariffs(of)


async def stop_and_offer_again(of: Deps) -> None:
    await of.tariffs.stop_offering(PRODUCT, BORIS)
    await of.tariffs.offer(PRODUCT, BORIS)


async def bind(of: Deps) -> None:
    await of.recurring.bind(CIRCLE, PlanId(1), BORIS)


async def unbind_and_bind(of: Deps) -> None:
    await of.recurring.unbind(CIRCLE, BORIS)
    await bind(of)


async def nothing(of: Deps) -> None:
    """Leave the shop as it begins."""


@dataclass(frozen=True)
class Act:
    """The taps that lead from a command to a button, which is pressed after somebody else has
    decided twice: it stands then as it was shown."""

    command: str
    path: tuple[str, ...]
    label: str
    meanwhile: Callable[[Deps], Awaitable[None]]
    before: Callable[[Deps], Awaitable[None]] = nothing

    async def open(self, world: World) -> Message:
        message = await command(world, ADMIN.id, self.command)
        for label in self.path:
            await tap(world, message, label)
        return message


WINDOW, PLANS = ("🗂 Plans and prices",), ("Pro",)
ORIGINAL = "↩️ Back to the original order"
ACTS = {
    "hide a plan": Act("/shop", (*WINDOW, "Pro"), "🙈 Hide", retire_and_sell_again),
    "show a plan": Act("/shop", (*WINDOW, "Pro"), "👁", sell_again_and_retire, retire),
    "retire a plan": Act("/plans", (*PLANS, "Retire…"), "Yes", retire_and_sell_again),
    "sell a plan again": Act("/plans", PLANS, "Sell again", sell_again_and_retire, retire),
    "order plans": Act("/shop", WINDOW, ORIGINAL, order_plans_again, order_plans),
    "order tariffs": Act("/shop", (*WINDOW, "Basic"), ORIGINAL, order_tariffs_again, order_tariffs),
    "hide a price": Act("/shop", (*WINDOW, "Basic", "1 month"), "🙈 Hide", hide_and_show),
    "show a price": Act("/shop", (*WINDOW, "Basic", "🙈"), "👁", show_and_hide, hide),
    "stop a product": Act("/product 456", ("Stop",), "Yes", stop_and_offer_again),
    "unbind": Act("/tariffs", ("🔁 ", "🔁 subscription"), "No longer", unbind_and_bind, bind),
}


def decisions(world: World) -> list[tuple[str, str]]:
    with open_read_only(world.settings.database_path) as tx:
        rows = tx.all("SELECT actor, action FROM audit WHERE actor LIKE 'admin:%' ORDER BY id")
    return [(row["actor"], row["action"]) for row in rows]


async def press(world: World, message_id: int, data: str) -> str:
    answer = await world.telegram.press(ADMIN.id, message_id, data)
    assert answer is not None
    return answer.text


@pytest.mark.matrix
@pytest.mark.parametrize("name", ACTS)
async def test_an_old_button_undoes_no_newer_decision(shop: World, name: str) -> None:
    act = ACTS[name]
    await act.before(deps(shop))
    message = await act.open(shop)
    data = message.button(act.label).callback_data
    assert data is not None
    await act.meanwhile(deps(shop))
    before = decisions(shop)
    assert await press(shop, message.message_id, data) == CHANGED
    assert decisions(shop) == before
    fresh = await act.open(shop)
    assert await tap(shop, fresh, act.label) != CHANGED
    assert len(decisions(shop)) == len(before) + 1


@pytest.mark.matrix
@pytest.mark.parametrize("name", ACTS)
async def test_a_button_of_before_counts_where_nothing_was_decided_since(
    shop: World, clock: FixedClock, name: str
) -> None:
    """It says nothing of what was seen. Sent before the decision, or below a message that Telegram
    doesn't show any more, it changes nothing."""
    act = ACTS[name]
    await act.before(deps(shop))
    message = await act.open(shop)
    data = message.button(act.label).callback_data
    assert data is not None
    old = data.removesuffix(data[-9:])
    assert data[-9] == ":"
    await act.meanwhile(deps(shop))
    before = decisions(shop)
    clock.move(3600)
    for message_id in (message.message_id, LONG_GONE):
        assert await press(shop, message_id, old) == CHANGED
    assert decisions(shop) == before
    later = await ask(shop, ADMIN.id, "/help")
    assert await press(shop, later.message_id, old) != CHANGED
    assert len(decisions(shop)) == len(before) + 1


@pytest.mark.matrix
@pytest.mark.parametrize("name", ACTS)
async def test_the_data_of_a_button_fits_with_what_was_seen(shop: World, name: str) -> None:
    act = ACTS[name]
    await act.before(deps(shop))
    data = (await act.open(shop)).button(act.label).callback_data
    assert data is not None
    assert len(data.encode()) <= 40  # an id of ours has six digits at most here, one of Tribute ten
