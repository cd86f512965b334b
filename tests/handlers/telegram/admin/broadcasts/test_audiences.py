"""Tests for the audience of a broadcast in a shop with several plans."""

from collections.abc import AsyncIterator

import pytest

from bot.clock import FixedClock
from bot.domain.models import PlanId, TariffId
from bot.sandbox.cast import ADMIN, BUYER, REGRETS, SECOND_ADMIN
from bot.sandbox.telegram import Message
from bot.sandbox.world import World
from handlers.telegram.callbacks.broadcasts import (
    AudiencePage,
    AudiencePlan,
    AudiencePlans,
    ChooseAudience,
    ChoosePlanAudience,
)
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import buy, command, deps
from tests.handlers.telegram.plan_shops import PRO, TWO_PLANS, let_pro_include_basic
from tests.handlers.telegram.talk import ask, hear, labels, open_world, press, words

TEXT = "Big news tonight"
BOTH, PRO_ONLY, ENDED = BUYER.id, 800_001, REGRETS.id
"""One has Basic and Pro, one Pro alone, and to one Basic has ended."""


@pytest.fixture
async def shop(clock: FixedClock) -> AsyncIterator[World]:
    """Yield a shop with Basic and Pro, which includes it."""
    async with open_world(clock, tariffs=TWO_PLANS) as world:
        await let_pro_include_basic(world)
        world.telegram.add_person(PRO_ONLY, "Clara")
        for person in (ADMIN.id, BOTH, PRO_ONLY, ENDED):
            await ask(world, person, "/start")
        await buy(world, ENDED)
        world.move(days=40)
        await buy(world, BOTH, product=457)
        await buy(world, BOTH, product=530)
        await buy(world, PRO_ONLY, product=531)
        yield world


async def choose(world: World, *taps: str) -> Message:
    """Choose an audience with these buttons and send the text; return the last question."""
    message = await command(world, ADMIN.id, "/broadcast")
    for label in taps:
        await tap(world, message, label)
    await hear(world, ADMIN.id, "Send the message", after=message.message_id)
    await world.telegram.send(ADMIN.id, TEXT)
    return await hear(world, ADMIN.id, "☝️", after=message.message_id)


async def test_everybody_comes_first_and_then_the_choice_of_a_plan(shop: World) -> None:
    message = await command(shop, ADMIN.id, "/broadcast")
    assert labels(message) == [
        *("Everyone", "With access", "Access has ended", "By plan…", "‹ Home"),
    ]
    await tap(shop, message, "By plan…")
    assert words(message) == "📣 Which plan is it about?"
    assert labels(message) == ["Basic", "Pro", "‹ Back"]
    await tap(shop, message, "Pro")
    assert words(message) == (
        "📣 Pro: who should get your message?\nPeople to whom another plan opens it count too."
    )
    assert labels(message) == [
        *("Have it now", "Had it; it has ended"),
        *("With access: 1 month", "With access: 1 year", "‹ All plans"),
    ]
    await tap(shop, message, "‹ All plans")
    await tap(shop, message, "‹ Back")
    assert labels(message)[0] == "Everyone"


@pytest.mark.parametrize(
    ("taps", "whom", "people"),
    [
        (["With access"], "everyone with access", {BOTH, PRO_ONLY}),
        (["Access has ended"], "everyone whose access has ended", {ENDED}),
        (
            ["By plan…", "Basic", "Have it now"],
            "everyone with access to Basic",
            {BOTH, PRO_ONLY},
        ),
        (["By plan…", "Basic", "Had it"], "everyone whose access to Basic has ended", {ENDED}),
        (["By plan…", "Pro", "Had it"], "everyone whose access to Pro has ended", set()),
        (
            ["By plan…", "Basic", "With access: 3 months"],
            "everyone with access: Basic · 3 months",
            {BOTH},
        ),
        (
            ["By plan…", "Pro", "With access: 1 year"],
            "everyone with access: Pro · 1 year",
            {PRO_ONLY},
        ),
    ],
    ids=str,
)
@pytest.mark.long
async def test_the_people_of_a_plan_get_a_broadcast_that_names_it(
    shop: World, taps: list[str], whom: str, people: set[int]
) -> None:
    card = await choose(shop, *taps)
    if not people:
        assert f"nobody to send it to: {whom}." in words(card)
        return
    assert f"To: {whom}\n" in words(card)
    await tap(shop, card, "Send it to")
    report = await hear(shop, ADMIN.id, "The broadcast is done", after=card.message_id)
    assert f"It went to {whom}." in words(report)
    got = {
        person
        for person in (BOTH, PRO_ONLY, ENDED)
        if any(one.text == TEXT for one in shop.telegram.messages_to(person))
    }
    assert got == people


async def test_a_text_is_written_again_for_the_same_plan(shop: World) -> None:
    card = await choose(shop, "By plan…", "Basic", "Have it now")
    await tap(shop, card, "Rewrite it")
    question = await hear(shop, ADMIN.id, "Send the message", after=card.message_id)
    assert "for everyone with access to Basic." in words(question)


async def test_an_admin_reads_of_a_plan_in_their_language(shop: World) -> None:
    message = await command(shop, SECOND_ADMIN.id, "/broadcast")
    await tap(shop, message, "По плану…", SECOND_ADMIN.id)
    await tap(shop, message, "Pro", SECOND_ADMIN.id)
    await tap(shop, message, "У кого есть доступ", SECOND_ADMIN.id)
    question = await hear(shop, SECOND_ADMIN.id, "Пришлите сообщение")
    assert "Кому: все, у кого есть доступ к Pro." in words(question)


async def test_buttons_of_a_time_with_one_plan_keep_their_meaning(shop: World) -> None:
    message = await command(shop, ADMIN.id, "/broadcast")
    await press(shop, ADMIN.id, message.message_id, AudiencePage(page=1))
    assert "By plan…" in labels(message)
    await press(shop, ADMIN.id, message.message_id, ChooseAudience(group="active"))
    question = await hear(shop, ADMIN.id, "Send the message")
    assert "for everyone with access." in words(question)
    tariffs = await deps(shop).broadcasts.tariffs()
    year = next(one for one in tariffs if one.plan_id == PRO and one.duration.months == 12)
    said = ChooseAudience(group="tariff", tariff=TariffId(year.id))
    await press(shop, ADMIN.id, message.message_id, said)
    await hear(shop, ADMIN.id, "for everyone with access: Pro · 1 year.")


@pytest.mark.matrix
@pytest.mark.parametrize(
    "says",
    [
        ChoosePlanAudience(group="active", plan=99),
        AudiencePlan(plan=99),
        ChooseAudience(group="tariff", tariff=99),
    ],
    ids=lambda one: one.__prefix__,
)
async def test_a_button_of_an_unknown_plan_or_tariff_no_longer_works(
    shop: World, says: ChoosePlanAudience | AudiencePlan | ChooseAudience
) -> None:
    message = await command(shop, ADMIN.id, "/broadcast")
    assert "no longer works" in await press(shop, ADMIN.id, message.message_id, says)
    assert labels(message)[0] == "Everyone"


async def test_many_plans_and_prices_come_in_pages(shop: World) -> None:
    for number in range(20):
        await deps(shop).plans.add(f"Course {number}", "en", ADMIN.id)
    message = await command(shop, ADMIN.id, "/broadcast")
    await tap(shop, message, "By plan…")
    assert labels(message)[-3:] == ["1 / 2", "›", "‹ Back"]
    await tap(shop, message, "›")
    assert labels(message) == ["Course 18", "Course 19", "‹", "2 / 2", "‹ Back"]
    await press(shop, ADMIN.id, message.message_id, AudiencePlans(page=99))
    assert "Course 19" in labels(message)
    await tap(shop, message, "Course 19")
    assert labels(message) == ["Have it now", "Had it; it has ended", "‹ All plans"]
    await press(shop, ADMIN.id, message.message_id, AudiencePlan(plan=PlanId(1), page=99))
    assert "With access: 3 months" in labels(message)
