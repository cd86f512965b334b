"""Tests for the names of plans in /grant and /revoke, as admins type them."""

from collections.abc import AsyncIterator

import pytest

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, BUYER
from bot.sandbox.world import World
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import buy, command, deps
from tests.handlers.telegram.plan_shops import PRO, TWO_PLANS, let_pro_include_basic
from tests.handlers.telegram.talk import ask, open_world, words


@pytest.fixture
async def shop(clock: FixedClock) -> AsyncIterator[World]:
    async with open_world(clock, tariffs=TWO_PLANS) as world:
        await let_pro_include_basic(world)
        await ask(world, BUYER.id, "/start")
        yield world


@pytest.mark.matrix
@pytest.mark.parametrize(
    "typed",
    ["Pro 1 month", "pro 1 month", "PRO 1 month", "Про 1 месяц", "про 1 месяц", "pro месяц"],
)
async def test_a_plan_is_typed_by_its_name_in_any_language_or_by_its_key(
    shop: World, typed: str
) -> None:
    await deps(shop).plans.rename(PRO, "Про", "ru", ADMIN.id)
    message = await command(shop, ADMIN.id, f"/grant @alice_brown {typed} for the delay")
    assert "Give this access: Pro · 1 month?" in words(message)
    assert "📝 Note: for the delay" in words(message)


async def test_the_longest_of_two_names_is_meant(shop: World) -> None:
    """“Pro” is the beginning of “Pro Max” and stands before it in the list."""
    for name in ("Pro Max", "Straße 1"):
        assert name in str(await deps(shop).plans.add(name, "en", ADMIN.id))
    for typed, plan in (("PRO Max", "Pro Max"), ("STRASSE 1", "Straße 1")):
        message = await command(shop, ADMIN.id, f"/grant @alice_brown {typed} 2 months")
        assert f"Give this access: {plan} · 2 months?" in words(message)


@pytest.mark.matrix
@pytest.mark.parametrize("typed", ["Premium 1 month", "Prom 1 month", "soon"])
async def test_an_unknown_plan_or_time_is_asked_for(shop: World, typed: str) -> None:
    message = await command(shop, ADMIN.id, f"/grant @alice_brown {typed}")
    assert f"“{typed}” can't be read as a duration" in words(message)
    assert "🎁 To which plan?" in words(message)
    message = await command(shop, ADMIN.id, "/grant @alice_brown Pro soon")
    assert "“soon” can't be read" in words(message)
    assert "📦 Plan: Pro" in words(message)


async def test_a_name_counts_before_another_plan_s_key(shop: World) -> None:
    for name in ("Курс", "kurs"):
        assert name in str(await deps(shop).plans.add(name, "en", ADMIN.id))
    for typed, plan in (("kurs", "kurs"), ("курс", "Курс"), ("kurs-2", "kurs")):
        message = await command(shop, ADMIN.id, f"/grant @alice_brown {typed} 2 months")
        assert f"Give this access: {plan} · 2 months?" in words(message)


async def test_an_accent_may_be_typed_in_two_ways(shop: World) -> None:
    assert "Caf" in str(
        await deps(shop).plans.add("Cafe\N{COMBINING ACUTE ACCENT}", "en", ADMIN.id)
    )
    for typed in ("Cafe\N{COMBINING ACUTE ACCENT}", "CAF\N{LATIN CAPITAL LETTER E WITH ACUTE}"):
        message = await command(shop, ADMIN.id, f"/grant @alice_brown {typed} 2 months")
        assert "Give this access: Caf\N{LATIN SMALL LETTER E WITH ACUTE} · 2" in words(message)


async def test_a_plan_without_a_name_is_typed_as_people_read_it(world: World) -> None:
    assert await deps(world).plans.add("Pro", "en", ADMIN.id)
    for typed in ("Access 1 month", "доступ 1 месяц"):
        message = await command(world, ADMIN.id, f"/grant 700001 {typed}")
        assert "Give this access: Access · 1 month?" in words(message)


async def test_the_plan_whose_access_ends_is_typed_before_the_note(shop: World) -> None:
    await buy(shop)
    message = await command(shop, ADMIN.id, "/revoke 700001 pro too loud")
    assert "Nothing to end: they have no access to Pro." in words(message)
    assert "📦 Stays open: \nBasic: until 12 June" in words(message)
    await buy(shop, product=530)
    message = await command(shop, ADMIN.id, "/revoke 700001 pro too loud")
    assert "End their access to Pro now?" in words(message)
    assert message.buttons[0].style == "danger"
    assert words(message).endswith("📝 Note: too loud")
    await tap(shop, message, "Yes, end it now")
    assert "🔒 Access to Pro ended." in words(message)
    message = await command(shop, ADMIN.id, "/revoke 700001 Prolongs")
    assert "End their access to Basic now?" in words(message)
    assert "📝 Note: Prolongs" in words(message)
