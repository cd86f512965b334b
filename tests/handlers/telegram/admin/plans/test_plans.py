"""Tests for /plans: the list, the cards, names and descriptions, the order, selling."""

from collections.abc import Sequence

import pytest

from bot.domain.durations import Duration
from bot.domain.models import FIRST_PLAN, PlanId
from bot.domain.records import NewTariff
from bot.sandbox.cast import ADMIN, BUYER, SECOND_ADMIN
from bot.sandbox.telegram import Message
from bot.sandbox.telegram.models import Json
from bot.sandbox.world import World
from handlers.telegram.callbacks.plans import RetirePlan, SellPlanAgain, ShowPlan
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import buy, command, deps
from tests.handlers.telegram.talk import ask, hear, labels, press, words


async def add(world: World, name: str, locale: str = "en") -> PlanId:
    """Add a plan as an admin does."""
    added = await deps(world).plans.add(name, locale, ADMIN.id)
    return added.id  # type: ignore[union-attr]


async def open_card(world: World, name: str, admin: int = ADMIN.id) -> Message:
    message = await command(world, admin, "/plans")
    await tap(world, message, name, admin)
    return message


async def answer(world: World, text: str, entities: Sequence[Json] = ()) -> Message:
    """Answer the question about a plan, and return the message below the preview."""
    sent = await world.telegram.send(ADMIN.id, text, entities=entities)
    return await hear(world, ADMIN.id, "It doesn't count yet.", after=sent.message_id)


async def save(world: World, text: str, entities: Sequence[Json] = ()) -> Message:
    """Answer the question, save, and return the plan's card."""
    message = await answer(world, text, entities)
    await tap(world, message, "✅ Save")
    return message


async def test_a_shop_with_one_plan_shows_it_and_lets_another_be_added(world: World) -> None:
    await buy(world)
    message = await command(world, ADMIN.id, "/plans")
    assert "Access · access\n4 prices on offer · no chats · 1 person has it now" in words(message)
    assert labels(message) == ["Access", "+ Add a plan", "‹ Home"]
    await tap(world, message, "Access")
    assert labels(message) == [
        *("✏️ Rename…", "📝 Describe…", "🔑 Chats…"),
        *("What is sold", "‹ All plans"),
    ]
    await tap(world, message, "‹ All plans")
    await tap(world, message, "‹ Home")
    assert "Plans" not in message.text


async def test_a_plan_is_added_by_its_name_and_named_in_the_list(world: World) -> None:
    message = await command(world, ADMIN.id, "/plans")
    await tap(world, message, "+ Add a plan")
    await hear(world, ADMIN.id, "What is the new plan called?")
    card = await ask(world, ADMIN.id, "  Pro   <b>& more</b> ")
    said = words(card)
    assert "✅ The plan is there." in said
    assert "📦 Pro <b>& more</b> · pro-b-more-b" in said
    assert "nothing on offer · no chats · nobody has it now" in said
    assert "press “Sell as…”" in said
    assert "Anna Keller @anna_runs_it · 700004: added the plan “Pro <b>& more</b>”" in said
    await tap(world, card, "‹ All plans")
    assert "Buyers read “Access” for the plan that the shop began with." in words(card)
    assert labels(card)[:2] == ["Access", "Pro <b>& more</b>"]


@pytest.mark.matrix
@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("\N{ZERO WIDTH SPACE}", "nothing one could read"),
        ("x" * 300, "at most 32 characters"),
        ("pRO", "Another plan is called that already"),
        ("профи", "Another plan is called that already"),
        ("access", "Another plan is called that already"),
        ("ДОСТУП", "Another plan is called that already"),
    ],
)
async def test_a_name_that_cannot_be_one_is_asked_for_again(
    world: World, typed: str, answer: str
) -> None:
    plan = await add(world, "Pro")
    await deps(world).plans.rename(plan, "Профи", "ru", ADMIN.id)
    message = await command(world, ADMIN.id, "/plans")
    await tap(world, message, "+ Add a plan")
    await hear(world, ADMIN.id, "What is the new plan called?")
    assert answer in (await ask(world, ADMIN.id, typed)).text
    assert len(deps(world).plans.known) == 2
    assert "✅ The plan is there." in (await ask(world, ADMIN.id, "Basic")).text


async def test_names_of_which_keys_collide_and_emoji_make_plans_of_their_own(world: World) -> None:
    for name in ("🌞", "🌚", "Курс", "Kurs!"):
        await add(world, name)
    assert [one.key for one in deps(world).plans.known] == [
        *("access", "plan-2", "plan-3", "kurs", "kurs-2"),
    ]
    message = await command(world, ADMIN.id, "/plans")
    assert labels(message)[1:5] == ["🌞", "🌚", "Курс", "Kurs!"]


async def test_a_plan_is_renamed_in_the_admin_s_language_and_in_others(world: World) -> None:
    await add(world, "Pro")
    card = await open_card(world, "Access")
    await tap(world, card, "✏️ Rename…")
    assert "What is the plan called? (English)" in words(card)
    assert "Another plan is called" in (await ask(world, ADMIN.id, "PRO")).text
    named = await save(world, "Basic")
    assert "📦 Basic · access" in words(named)
    await tap(world, named, "✏️ Rename…")
    await tap(world, named, "🌐 Русский")
    assert "What is the plan called? (Русский)" in words(named)
    assert "English: Basic" in words(named)
    named = await save(world, "Основа")
    assert "Русский: Основа" in words(named)
    message = await command(world, SECOND_ADMIN.id, "/plans")
    assert labels(message)[:2] == ["Основа", "Pro"]


async def test_a_description_is_written_shown_and_removed(world: World) -> None:
    card = await open_card(world, "Access")
    await tap(world, card, "📝 Describe…")
    assert "at most 300 characters" in (await ask(world, ADMIN.id, "x" * 301)).text.lower()
    said = "Everything <i>inside</i>, " + "word " * 50
    described = await save(world, said)
    assert said.strip() in words(described)
    await tap(world, described, "📝 Describe…")
    assert labels(described) == ["Remove the description", "🌐 Русский", "‹ Back"]
    await tap(world, described, "Remove the description")
    assert "Everything" not in words(described).partition("Latest")[0]
    assert "removed the description of the plan" in words(described)


async def test_going_back_leaves_the_question_for_a_name(world: World) -> None:
    card = await open_card(world, "Access")
    await tap(world, card, "✏️ Rename…")
    await tap(world, card, "‹ Back")
    assert "The bot works with buttons and commands" in (await ask(world, ADMIN.id, "Pro")).text
    assert deps(world).plans.known[0].names == {}


async def test_plans_are_put_into_order(world: World) -> None:
    await add(world, "Pro")
    card = await open_card(world, "Pro")
    assert await tap(world, card, "⬆️ Move up") == "It is number 1 of 2 now."
    assert "⬆️ Move up" not in labels(card)
    assert "moved the plan up" in words(card)
    message = await command(world, ADMIN.id, "/plans")
    assert labels(message)[:2] == ["Pro", "Access"]


async def test_a_plan_with_people_inside_is_retired_and_sold_again(world: World) -> None:
    await add(world, "Pro")
    await buy(world)
    card = await open_card(world, "Access")
    await tap(world, card, "⏹ Retire…")
    assert "1 person has it now, and keeps it until its end." in words(card)
    assert await tap(world, card, "Yes, stop selling it") == "It is no longer sold."
    assert "⏹ Not sold any more since" in words(card)
    assert (await deps(world).tariffs.offers()).items == ()
    assert await deps(world).subscriptions.current(BUYER.id) is not None
    await tap(world, card, "‹ All plans")
    assert "Access · access · not sold any more" in words(card)
    await tap(world, card, "Access")
    assert await tap(world, card, "▶️ Sell again") == "It is sold again."
    assert len((await deps(world).tariffs.offers()).items) == 4


async def test_the_last_plan_that_is_sold_stays_on_sale(world: World) -> None:
    pro = await add(world, "Pro")
    card = await open_card(world, "Access")
    await tap(world, card, "⏹ Retire…")
    await deps(world).plan_sales.retire(pro, ADMIN.id)
    assert "This is the only plan that is sold" in await tap(world, card, "Yes, stop selling it")
    card = await open_card(world, "Access")
    assert "This is the only plan that is sold" in await tap(world, card, "⏹ Retire…")
    assert [one.id for one in deps(world).plans.sold] == [FIRST_PLAN]


async def test_old_buttons_show_the_plan_as_it_is_now(world: World) -> None:
    pro = await add(world, "Pro")
    card = await open_card(world, "Pro")
    await press(world, ADMIN.id, card.message_id, RetirePlan(id=pro))
    for late in (RetirePlan(id=pro), SellPlanAgain(id=pro)):
        popped = await press(world, ADMIN.id, card.message_id, late)
        assert popped == "This has changed in the meantime. Here is how it stands now."
    assert words(card).count("stopped selling the plan") == 1
    assert "sells the plan again" not in words(card)
    popped = await press(world, ADMIN.id, card.message_id, ShowPlan(id=99))
    assert popped.startswith("This button no longer works")


async def test_a_plan_s_prices_are_counted_and_lead_to_tariffs(world: World) -> None:
    pro = await add(world, "Pro")
    product = (await deps(world).products.card(512)).product  # type: ignore[arg-type]
    assert product is not None
    await deps(world).tariffs.sell_as(product, NewTariff(pro, Duration(months=1)), ADMIN.id)
    card = await open_card(world, "Pro")
    assert "1 price on offer" in words(card)
    await tap(world, card, "What is sold")
    assert "What is sold" in card.text
