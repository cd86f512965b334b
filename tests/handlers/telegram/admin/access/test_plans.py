"""Tests for /grant and /revoke in a shop with Basic and Pro, which includes it."""

from collections.abc import AsyncIterator

import pytest

from bot.clock import FixedClock
from bot.domain.models import PlanId
from bot.sandbox.cast import ADMIN, BUYER, SECOND_ADMIN
from bot.sandbox.telegram import Message
from bot.sandbox.world import World
from handlers.telegram.callbacks.access import (
    AskGrant,
    AskNote,
    AskRevoke,
    ChooseGrant,
    DoGrant,
    DoRevoke,
    DoRevokePlan,
    GrantPlan,
    RevokePlan,
)
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import buy, command, deps
from tests.handlers.telegram.plan_shops import BASIC, TWO_PLANS, let_pro_include_basic
from tests.handlers.telegram.talk import ask, hear, labels, open_world, press, words

PRO_PRODUCT = 530
JUNE = 1_781_301_540
"""12 June 2026, 21:59 UTC: a month from now."""


@pytest.fixture
async def shop(clock: FixedClock) -> AsyncIterator[World]:
    async with open_world(clock, tariffs=TWO_PLANS) as world:
        await let_pro_include_basic(world)
        await ask(world, BUYER.id, "/start")
        yield world


async def open_plans(world: World) -> set[str]:
    """Return the keys of the plans that the buyer has now."""
    known = {one.key: one for one in deps(world).plans.known}
    return {
        key for key in known if await deps(world).subscriptions.current(BUYER.id, key) is not None
    }


async def revoked(world: World, plan: str) -> Message:
    """End the buyer's access to this plan; return the answer."""
    message = await command(world, ADMIN.id, "/revoke 700001")
    if plan in labels(message):
        await tap(world, message, plan)
    await tap(world, message, "Yes, end it now")
    return message


async def test_a_grant_asks_for_the_plan_and_then_for_the_time(shop: World) -> None:
    message = await command(shop, ADMIN.id, "/grant @alice_brown")
    assert words(message) == "🎁 To which plan?\n👤 Alice Brown @alice_brown · 700001"
    assert labels(message) == ["Basic", "Pro", "Cancel"]
    await tap(shop, message, "Pro")
    assert words(message).endswith("📦 Plan: Pro")
    await tap(shop, message, "1 year")
    assert "🎁 Give this access: Pro · 1 year?" in words(message)
    assert "🔑 Pro now: none\n" in words(message)
    await tap(shop, message, "Another duration")
    await tap(shop, message, "Basic")
    await tap(shop, message, "Other…")
    await hear(shop, ADMIN.id, "For how long?")
    message = await ask(shop, ADMIN.id, "2 weeks as a thank-you")
    assert "Give this access: Basic · 14 days?" in words(message)
    await tap(shop, message, "Yes, give it")
    assert words(message) == (
        "✅ Given: Basic · 14 days.\n\n👤 Alice Brown @alice_brown · 700001\n"
        "🔑 Basic now: until 26 May 2026, 21:59 UTC (14 days left)\n"
        "📝 Note: as a thank-you\n💬 The bot is notifying them."
    )
    await hear(shop, BUYER.id, "You have been given access: Basic · 14 days.")
    assert await open_plans(shop) == {"basic"}
    await tap(shop, message, "Alice Brown")
    assert words(message).endswith("gave access: Basic · 14 days 📝 as a thank-you")


async def test_a_typed_time_and_note_are_kept_while_the_plan_is_chosen(shop: World) -> None:
    message = await command(shop, ADMIN.id, "/grant @alice_brown 1 month for <the> delay")
    assert labels(message) == ["Basic", "Pro", "Cancel"]
    await tap(shop, message, "Pro")
    assert "Give this access: Pro · 1 month?" in words(message)
    assert "📝 Note: for <the> delay" in words(message)


async def test_a_note_is_asked_for_and_the_plan_stays(shop: World) -> None:
    message = await command(shop, ADMIN.id, "/grant @alice_brown Pro 1 month")
    await tap(shop, message, "Add a note…")
    await hear(shop, ADMIN.id, "What should be noted?")
    message = await ask(shop, ADMIN.id, "for the delay")
    assert "Give this access: Pro · 1 month?" in words(message)
    await tap(shop, message, "Yes, give it")
    assert await open_plans(shop) == {"basic", "pro"}
    message = await command(shop, ADMIN.id, "/revoke 700001")
    await tap(shop, message, "Add a note…")
    await hear(shop, ADMIN.id, "What should be noted?", after=message.message_id)
    message = await ask(shop, ADMIN.id, "as agreed")
    assert "End their access to Pro now?" in words(message)
    await tap(shop, message, "Yes, end it now")
    assert "📝 Note: as agreed" in words(message)
    await tap(shop, message, "Alice Brown")
    assert "ended the access to Pro 📝 as agreed" in words(message)
    assert await open_plans(shop) == set()


async def test_nothing_can_be_given_to_who_has_the_plan_for_life(shop: World) -> None:
    message = await command(shop, ADMIN.id, "/grant @alice_brown Pro lifetime")
    await tap(shop, message, "Yes, give it")
    for plan in ("Pro", "Basic"):
        message = await command(shop, ADMIN.id, f"/grant @alice_brown {plan} 1 month")
        assert f"Nothing to give: {plan} is open to them for life already." in words(message)


async def test_buttons_of_a_time_with_one_plan_give_and_end_the_first_plan(shop: World) -> None:
    message = await command(shop, ADMIN.id, "/user 700001")
    here = message.message_id
    await press(shop, ADMIN.id, here, AskGrant(id=BUYER.id))
    assert "To which plan?" in words(message)
    await press(shop, ADMIN.id, here, ChooseGrant(id=BUYER.id, code="1m0d"))
    assert "Give this access: Basic · 1 month?" in words(message)
    await press(shop, ADMIN.id, here, DoGrant(id=BUYER.id, code="1m0d", until=JUNE, note=0))
    assert "Given: Basic · 1 month." in words(message)
    await press(shop, ADMIN.id, here, AskNote(id=BUYER.id, code="end"))
    await hear(shop, ADMIN.id, "What should be noted?")
    assert "End their access to Basic now?" in words(await ask(shop, ADMIN.id, "sorry"))
    await press(shop, ADMIN.id, here, AskRevoke(id=BUYER.id))
    assert "End their access to Basic now?" in words(message)
    await press(shop, ADMIN.id, here, DoRevoke(id=BUYER.id, until=JUNE, note=0))
    assert "Access to Basic ended." in words(message)
    assert await open_plans(shop) == set()


async def test_buttons_with_an_unknown_plan_change_nothing(shop: World) -> None:
    await buy(shop)
    message = await command(shop, ADMIN.id, "/user 700001")
    here, unknown = message.message_id, PlanId(77)
    for says, answer in (
        (GrantPlan(id=BUYER.id, code="77.1m0d", note=0), "no longer works"),
        (GrantPlan(id=BUYER.id, code="77.open", note=0), "no longer works"),
        (ChooseGrant(id=BUYER.id, code="77.1m0d"), "no longer works"),
        (ChooseGrant(id=BUYER.id, code="77.other"), "no longer works"),
        (DoGrant(id=BUYER.id, code="77.1m0d", until=JUNE, note=0), "changed in the meantime"),
        (RevokePlan(id=BUYER.id, plan=unknown, note=0), "no longer works"),
        (DoRevokePlan(id=BUYER.id, plan=unknown, until=JUNE, note=0), "changed in the meantime"),
    ):
        assert answer in await press(shop, ADMIN.id, here, says)
    assert await open_plans(shop) == {"basic"}


async def test_a_lost_note_is_said_and_nothing_happens(shop: World) -> None:
    await buy(shop)
    message = await command(shop, ADMIN.id, "/user 700001")
    for says in (
        GrantPlan(id=BUYER.id, code="2.1m0d", note=99),
        RevokePlan(id=BUYER.id, plan=BASIC, note=99),
        DoRevokePlan(id=BUYER.id, plan=BASIC, until=JUNE, note=99),
    ):
        said = await press(shop, ADMIN.id, message.message_id, says)
        assert "The note isn't there any more" in said


async def test_revoking_an_included_plan_ends_only_its_own_time(shop: World) -> None:
    await buy(shop)
    await buy(shop, product=PRO_PRODUCT)
    message = await command(shop, ADMIN.id, "/revoke 700001 sorry")
    assert words(message) == "🔒 Which access should end?\n👤 Alice Brown @alice_brown · 700001"
    assert labels(message) == ["Basic", "Pro", "Cancel"]
    await tap(shop, message, "Basic")
    assert words(message) == (
        "🔒 End their own time of Basic now?\n\n👤 Alice Brown @alice_brown · 700001\n"
        "🔑 Basic now: until 12 July 2026, 21:59 UTC (2 months left)\n"
        "➡️ Pro still opens it: until 12 June 2026, 21:59 UTC (1 month left)\n"
        "💳 Time used until then stays as it was, and their payments stay paid. "
        "To return money: /refund\n📝 Note: sorry"
    )
    await tap(shop, message, "Yes, end it now")
    assert words(message).startswith(
        "🔒 Their own time of Basic ended.\n\n👤 Alice Brown @alice_brown · 700001\n"
        "➡️ Pro still opens it: until 12 June 2026, 21:59 UTC (1 month left)\n"
    )
    assert "notifying" not in words(message)
    assert await open_plans(shop) == {"basic", "pro"}
    message = await command(shop, ADMIN.id, "/revoke 700001")
    assert "End their access to Pro now?" in words(message)  # there is nothing else to choose
    assert "Stays open" not in words(message)
    await tap(shop, message, "Yes, end it now")
    assert await open_plans(shop) == set()
    assert "has been closed" in (await hear(shop, BUYER.id, "Your access to Pro")).text
    assert not [one for one in shop.telegram.messages_to(BUYER.id) if "to Basic" in one.text]


async def test_revoking_pro_lets_the_time_of_basic_run_on(shop: World) -> None:
    await buy(shop)
    shop.move(days=10)
    await buy(shop, product=PRO_PRODUCT)
    shop.move(days=5)
    message = await command(shop, ADMIN.id, "/revoke 700001")
    await tap(shop, message, "Pro")
    left = "📦 Stays open: \nBasic: until 17 June 2026, 21:59 UTC (21 days left)\n"
    assert left in words(message)
    await tap(shop, message, "Yes, end it now")
    assert "🔑 Pro now: none; it ended on 27 May 2026, 21:59 UTC\n" in words(message)
    assert left in words(message)
    assert await open_plans(shop) == {"basic"}
    shop.move(days=21)
    assert await open_plans(shop) == set()


async def test_two_plans_ended_in_the_same_second_are_two_notices(shop: World) -> None:
    added = await deps(shop).plans.add("Course", "en", ADMIN.id)
    for plan in ("Course", "Pro"):
        message = await command(shop, ADMIN.id, f"/grant 700001 {plan} 1 month")
        await tap(shop, message, "Yes, give it")
    assert str(added)
    await revoked(shop, "Pro")
    await revoked(shop, "Course")
    await hear(shop, BUYER.id, "Your access to Pro has been closed.")
    await hear(shop, BUYER.id, "Your access to Course has been closed.")


async def test_access_by_inclusion_alone_ends_with_the_plan_that_includes_it(shop: World) -> None:
    await buy(shop, product=PRO_PRODUCT)
    message = await command(shop, ADMIN.id, "/revoke 700001")
    assert "End their access to Pro now?" in words(message)
    said = RevokePlan(id=BUYER.id, plan=BASIC, note=0)
    await press(shop, ADMIN.id, message.message_id, said)
    assert "Nothing to end: they have no own time of Basic; it comes with Pro." in words(message)
    assert labels(message) == ["👤 Alice Brown"]
    old = DoRevoke(id=BUYER.id, until=JUNE, note=0)
    said_then = await press(shop, ADMIN.id, message.message_id, old)
    assert "changed in the meantime" in said_then
    assert await open_plans(shop) == {"basic", "pro"}


async def test_a_second_tap_ends_nothing_more(shop: World) -> None:
    await buy(shop)
    await buy(shop, product=PRO_PRODUCT)
    message = await command(shop, ADMIN.id, "/revoke 700001")
    await tap(shop, message, "Pro")
    yes = message.button("Yes, end it now").callback_data or ""
    await shop.telegram.press(ADMIN.id, message.message_id, yes)
    answer = await shop.telegram.press(ADMIN.id, message.message_id, yes)
    assert answer is not None
    assert "changed in the meantime" in answer.text
    assert await open_plans(shop) == {"basic"}


async def test_an_admin_reads_of_plans_in_their_language(shop: World) -> None:
    await buy(shop)
    await buy(shop, product=PRO_PRODUCT)
    message = await command(shop, SECOND_ADMIN.id, "/grant 700001 Pro 1 месяц")
    assert "Дать этот доступ: Pro · 1 месяц?" in words(message)
    assert "🔑 Pro сейчас: до 12 июня 2026, 21:59 UTC" in words(message)
    message = await command(shop, SECOND_ADMIN.id, "/revoke 700001")
    await tap(shop, message, "Basic", SECOND_ADMIN.id)
    assert "Закрыть собственное время Basic прямо сейчас?" in words(message)
    assert "➡️ Pro по-прежнему открывает его: до 12 июня 2026" in words(message)
