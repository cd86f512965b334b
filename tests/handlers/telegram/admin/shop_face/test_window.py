"""Tests for plans and prices under /shop: the order of both, and hiding."""

from collections.abc import AsyncIterator

import pytest

from bot.clock import FixedClock
from bot.domain.models import ProductId, TariffId
from bot.sandbox.cast import ADMIN, BUYER, NEVER_STARTED, SECOND_ADMIN
from bot.sandbox.telegram import Message
from bot.sandbox.world import World
from bot.usecases.home.steps import StepKind
from handlers.telegram.callbacks.shared import ShowOffers, ShowTariffs
from handlers.telegram.callbacks.shop_window import (
    HideTariff,
    MovePlan,
    MoveTariff,
    ShowPlanWindow,
    ShowTariffWindow,
    ShowWindow,
)
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import command, deps
from tests.handlers.telegram.plan_shops import BASIC, PRO, TWO_PLANS, let_pro_include_basic
from tests.handlers.telegram.talk import ask, hear, labels, open_world, press, words


@pytest.fixture
async def shop(clock: FixedClock) -> AsyncIterator[World]:
    async with open_world(clock, tariffs=TWO_PLANS) as world:
        yield world


async def window(world: World, *path: str, admin: int = ADMIN.id) -> Message:
    """Open plans and prices, and tap on from there."""
    message = await command(world, admin, "/shop")
    first = "🗂 Планы и цены" if admin == SECOND_ADMIN.id else "🗂 Plans and prices"
    for label in (first, *path):
        await tap(world, message, label, admin)
    return message


async def buy_labels(world: World, plan: int = 0) -> list[str]:
    """Return the buttons of the shop, or of a plan in it, as somebody new sees them."""
    message = await ask(world, BUYER.id, "/start")
    if plan:
        await press(world, BUYER.id, message.message_id, ShowOffers(page=0, plan=plan))
    found = labels(message)
    return [one for one in found if not one.startswith(("💳", "‹"))]


async def test_an_owner_sees_plans_and_prices_as_buyers_do(shop: World) -> None:
    message = await window(shop)
    assert "1. Basic — 2 prices\n2. Pro — 2 prices" in words(message)
    assert labels(message) == [
        *("Basic", "Pro", "🔎 See it as buyers do", "+ Add a plan", "‹ Your shop's face"),
    ]
    await tap(shop, message, "Basic")
    assert "📦 Basic · number 1 of 2" in words(message)
    assert "1. 1 month — $9.99\n2. 3 months — $24.99" in words(message)
    await tap(shop, message, "🔎 See it as buyers do")
    seen = shop.telegram.messages_to(ADMIN.id)[-1]
    assert words(seen).startswith("Basic\n\nChoose how long")
    assert "Pay — 1 month · $9.99" in labels(seen)


async def test_plans_move_up_and_down_and_back_to_the_original_order(shop: World) -> None:
    assert await buy_labels(shop) == ["Basic", "Pro"]
    message = await window(shop, "Basic")
    assert "⬆️ Up" not in labels(message)
    assert await tap(shop, message, "⬇️ Down") == "It is number 2 of 2 now."
    assert "⬇️ Down" not in labels(message)
    assert "Anna Keller @anna_runs_it · 700004: moved the plan down" in words(message)
    assert await buy_labels(shop) == ["Pro", "Basic"]
    await tap(shop, message, "‹ Plans and prices")
    assert await tap(shop, message, "↩️ Back to the original order") == (
        "The original order is back."
    )
    assert "brought the original order of the plans back" in words(message)
    assert "↩️ Back to the original order" not in labels(message)
    assert await buy_labels(shop) == ["Basic", "Pro"]


async def test_prices_move_within_their_plan_and_back(shop: World) -> None:
    message = await window(shop, "Basic", "3 months")
    assert "1. 1 month — $9.99\n👉 2. 3 months — $24.99" in words(message)
    assert await tap(shop, message, "⬆️ Up") == "It is number 1 of 2 now."
    assert "👉 1. 3 months — $24.99\n2. 1 month — $9.99" in words(message)
    assert "moved the price up" in words(message)
    assert await buy_labels(shop, BASIC) == ["Pay — 3 months · $24.99", "Pay — 1 month · $9.99"]
    assert await buy_labels(shop, PRO) == ["Pay — 1 month · €12.90", "Pay — 1 year · €119"]
    await shop.restart_app()
    assert (await buy_labels(shop, BASIC))[0] == "Pay — 3 months · $24.99"
    await tap(shop, message, "‹ Back")
    assert await tap(shop, message, "↩️ Back to the original order") == (
        "The original order is back."
    )
    assert "brought the original order of the prices back" in words(message)
    assert await buy_labels(shop, BASIC) == ["Pay — 1 month · $9.99", "Pay — 3 months · $24.99"]


async def test_an_order_that_is_moved_back_step_by_step_is_the_original_one(shop: World) -> None:
    message = await window(shop, "Basic", "3 months")
    await tap(shop, message, "⬆️ Up")
    await tap(shop, message, "⬇️ Down")
    await tap(shop, message, "‹ Back")
    assert "↩️ Back to the original order" not in labels(message)


async def test_a_tariff_that_comes_later_stands_behind_those_that_were_ordered(
    shop: World,
) -> None:
    await tap(shop, await window(shop, "Basic", "3 months"), "⬆️ Up")
    card = await ask(shop, ADMIN.id, "/product 458")
    for label in ("Sell as…", "Basic", "Other…"):
        await tap(shop, card, label)
    question = await ask(shop, ADMIN.id, "10 days")
    await tap(shop, question, "Yes, sell it")
    durations = [one.split(" · ")[0] for one in await buy_labels(shop, BASIC)]
    assert durations == ["Pay — 3 months", "Pay — 1 month", "Pay — 10 days"]


async def test_a_hidden_price_is_offered_nowhere_and_comes_back_by_one_tap(shop: World) -> None:
    message = await window(shop, "Basic", "1 month")
    toast = await tap(shop, message, "🙈 Hide from buyers")
    assert toast.startswith("Hidden: buyers aren't offered it any more.")
    assert "🙈 Hidden: nobody is offered it, not even to extend." in words(message)
    assert "hid the price from buyers" in words(message)
    assert await buy_labels(shop, BASIC) == ["Pay — 3 months · $24.99"]
    shown = await command(shop, ADMIN.id, "/tariffs")
    assert "1 month · 🙈 hidden from buyers, see /shop" in words(shown)
    product = await ask(shop, ADMIN.id, "/product 456")
    assert "buyers don't see it yet" in words(product)
    assert "🙈 This price is hidden" in words(product)
    await tap(shop, message, "👁 Show to buyers again")
    assert "showed the price to buyers again" in words(message)
    assert (await buy_labels(shop, BASIC))[0] == "Pay — 1 month · $9.99"
    assert "🙈" not in words(await command(shop, ADMIN.id, "/tariffs"))


async def test_a_payment_for_a_hidden_price_is_granted_as_ever(shop: World) -> None:
    await tap(shop, await window(shop, "Basic", "1 month"), "🙈 Hide from buyers")
    await ask(shop, BUYER.id, "/start")
    await shop.tribute.pay(456, telegram_user_id=BUYER.id)
    thanks = await hear(shop, BUYER.id, "Thank you!")
    assert "Basic: until 12 June 2026" in words(thanks)


async def test_a_product_that_is_sold_as_a_hidden_price_says_so_first(shop: World) -> None:
    await tap(shop, await window(shop, "Basic", "1 month"), "🙈 Hide from buyers")
    card = await ask(shop, ADMIN.id, "/product 458")
    for label in ("Sell as…", "Basic", "1 month"):
        await tap(shop, card, label)
    assert "🙈 This price is hidden" in words(card)
    await tap(shop, card, "Yes, sell it")
    assert "🙈 This price is hidden" in words(card)
    assert await buy_labels(shop, BASIC) == ["Pay — 3 months · $24.99"]


async def test_a_plan_is_hidden_by_the_same_act_that_retires_it(shop: World) -> None:
    message = await window(shop, "Basic")
    await tap(shop, message, "🙈 Hide from buyers")
    assert "🙈 Hidden since 12 May 2026" in words(message)
    assert await buy_labels(shop) == ["Pay — 1 month · €12.90", "Pay — 1 year · €119"]
    plans = await command(shop, ADMIN.id, "/plans")
    assert "Basic · basic · not sold any more" in words(plans)
    alert = await tap(shop, await window(shop, "Pro"), "🙈 Hide from buyers")
    assert alert.startswith("This is the only plan on offer, so it stays.")
    await tap(shop, message, "👁 Show to buyers again")
    assert await buy_labels(shop) == ["Basic", "Pro"]
    assert "sells the plan again" in words(message)


async def test_old_buttons_to_a_hidden_plan_lead_to_what_is_offered(shop: World) -> None:
    await let_pro_include_basic(shop)
    for tariff in (1, 2):
        await deps(shop).arrangement.hide(TariffId(tariff), ADMIN.id)
    message = await ask(shop, BUYER.id, "/start")
    assert "Basic" not in labels(message)
    await press(shop, BUYER.id, message.message_id, ShowTariffs(id=BASIC))
    found = await hear(shop, BUYER.id, "€12.90", after=message.message_id)
    assert "$9.99" not in words(found)
    listed = await window(shop)
    assert "1. Basic — 🙈 all prices hidden" in words(listed)


@pytest.mark.long
async def test_a_reminder_of_what_is_hidden_invites_nobody_to_extend(
    shop: World,
) -> None:
    await ask(shop, BUYER.id, "/start")
    await shop.tribute.pay(456, telegram_user_id=BUYER.id)
    await hear(shop, BUYER.id, "Thank you!")
    for tariff in (1, 2):
        await deps(shop).arrangement.hide(TariffId(tariff), ADMIN.id)
    await shop.pass_time(days=29)
    reminder = await hear(shop, BUYER.id, "⏰")
    assert "Want to stay?" not in words(reminder)
    assert labels(reminder) == ["See the prices"]
    for tariff in (3, 4):
        await deps(shop).arrangement.hide(TariffId(tariff), ADMIN.id)
    await shop.pass_time(days=5)
    ended = await hear(shop, BUYER.id, "Thank you for being here")
    assert labels(ended) == ["My access"]
    status = await ask(shop, BUYER.id, "/status")
    assert "See the prices" not in labels(status)
    assert "Nothing is on sale right now" in words(await ask(shop, BUYER.id, "/buy"))


async def test_hidden_prices_are_nothing_that_is_left_to_set_up(shop: World) -> None:
    for tariff in (1, 2):
        await deps(shop).arrangement.hide(TariffId(tariff), ADMIN.id)
    steps = (await deps(shop).setup.view(is_owner=True)).left
    assert StepKind.PLAN not in {one.kind for one in steps}
    for tariff in (3, 4):
        await deps(shop).arrangement.hide(TariffId(tariff), ADMIN.id)
    steps = (await deps(shop).setup.view(is_owner=True)).left
    assert not {StepKind.OFFERS, StepKind.PLAN} & {one.kind for one in steps}


async def test_two_admins_who_move_and_hide_see_what_is_so_now(shop: World) -> None:
    mine = await window(shop, "Basic", "1 month")
    await tap(
        shop,
        await window(shop, "Basic", "1 месяц", admin=SECOND_ADMIN.id),
        "🙈 Скрыть от покупателей",
        SECOND_ADMIN.id,
    )
    toast = await tap(shop, mine, "🙈 Hide from buyers")
    assert toast == "This has changed in the meantime. Here is how it stands now."
    assert "👁 Show to buyers again" in labels(mine)
    history = await deps(shop).arrangement.history(TariffId(1), 5)
    assert [one.entry.what for one in history] == ["tariff_hidden"]


async def test_a_price_that_is_gone_meanwhile_answers_clearly(shop: World) -> None:
    message = await window(shop, "Basic", "1 month")
    await deps(shop).tariffs.stop_offering(ProductId(456), ADMIN.id)
    for label in ("⬇️ Down", "🙈 Hide from buyers"):
        answer = await tap(shop, message, label)
        assert answer == "That price isn't on offer any more. /shop shows what is there now."
    assert await buy_labels(shop, BASIC) == ["Pay — 3 months · $24.99"]
    assert await deps(shop).arrangement.history(TariffId(1), 5) == []


@pytest.mark.matrix
@pytest.mark.parametrize(
    "pressed",
    [
        ShowPlanWindow(id=99),
        MovePlan(id=99, to="up"),
        ShowTariffWindow(id=99),
        MoveTariff(id=99, to="down"),
        HideTariff(id=2**62),
    ],
)
async def test_a_forged_button_changes_nothing(
    shop: World, pressed: ShowPlanWindow | MovePlan | ShowTariffWindow | MoveTariff | HideTariff
) -> None:
    message = await window(shop)
    answer = await press(shop, ADMIN.id, message.message_id, pressed)
    assert answer
    assert await buy_labels(shop) == ["Basic", "Pro"]


async def test_the_end_of_the_list_stays_where_it_is(shop: World) -> None:
    message = await window(shop, "Basic", "1 month")
    await press(shop, ADMIN.id, message.message_id, MoveTariff(id=1, to="up"))
    await press(shop, ADMIN.id, message.message_id, MovePlan(id=BASIC, to="up"))
    assert await deps(shop).arrangement.history(TariffId(1), 5) == []
    assert await buy_labels(shop, BASIC) == ["Pay — 1 month · $9.99", "Pay — 3 months · $24.99"]


async def test_only_what_is_there_can_be_tapped(clock: FixedClock) -> None:
    async with open_world(clock, tariffs="1 month=456") as world:
        assert "Tap the price to hide it or name it" in words(await window(world))
    async with open_world(clock, tariffs="") as world:
        assert "Tap" not in words(await window(world))


async def test_a_shop_with_one_plan_shows_its_prices_at_once(world: World) -> None:
    message = await window(world)
    assert "1. 1 month — $9.99" in words(message)
    assert "Tap one to move it, hide it or name it" in words(message)
    assert "🙈 Hide from buyers" not in labels(message)
    assert labels(message)[-3:] == ["🔎 See it as buyers do", "+ Add a plan", "‹ Your shop's face"]
    await press(world, ADMIN.id, message.message_id, ShowWindow(page=9))
    russian = await window(world, admin=SECOND_ADMIN.id)
    assert "1. 1 месяц — " in words(russian)
    await ask(world, NEVER_STARTED.id, "/start")
