"""A buyer's question waits in /attention until somebody answers or closes it."""

import pytest

from bot.sandbox.cast import ADMIN, BUYER, SECOND_ADMIN
from bot.sandbox.telegram import Message
from bot.sandbox.world import World
from handlers.telegram.callbacks.support import CloseSupportRequest
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import command
from tests.handlers.telegram.talk import ask, hear, labels, nothing_due, press, words

HOUR = 3600


@pytest.fixture
async def shop(world: World) -> World:
    for admin in (ADMIN, SECOND_ADMIN):
        await ask(world, admin.id, "/help")
    return world


async def asked(world: World, text: str) -> Message:
    """Let the buyer write to the owner; return the copy that the admin gets."""
    await ask(world, BUYER.id, "/paysupport")
    sent = await world.telegram.send(BUYER.id, text)
    await hear(world, BUYER.id, "Your message goes to the owner", after=sent.message_id)
    return await hear(world, ADMIN.id, text)


async def card(world: World) -> Message:
    """Open the card of the only request, from /attention."""
    message = await command(world, ADMIN.id, "/attention")
    assert "1 buyer who waits for your answer" in words(message)
    await tap(world, message, "💬 Alice Brown")
    return message


async def nothing_waits(world: World) -> bool:
    return "All is well" in (await command(world, ADMIN.id, "/attention")).text


async def test_a_question_waits_until_it_is_answered(shop: World) -> None:
    copy = await asked(shop, "My access is gone")
    shop.clock.move(HOUR)
    await asked(shop, "Hello?")
    message = await card(shop)
    assert words(message).splitlines() == [
        "💬 Waits for your answer",
        "👤 Alice Brown @alice_brown · 700001",
        "⏳ Since 12 May 2026, 21:59 UTC, messages: 2",
        "",
        "“Hello?”",
        "↩️ To answer, let the message come to you again, and reply to it.",
    ]
    assert labels(message) == [
        "📨 Show the message again",
        "✅ Needs no answer",
        "👤 Alice Brown",
        "‹ What is waiting",
    ]
    await shop.telegram.send(ADMIN.id, "It is back", reply_to_message_id=copy.message_id)
    await hear(shop, BUYER.id, "It is back")
    await hear(shop, ADMIN.id, "Your answer has reached")
    assert await nothing_waits(shop)
    await tap(shop, message, "✅ Needs no answer")
    assert message.text == "Somebody was quicker: it is answered or closed."


async def test_it_comes_again_and_can_be_replied_to(shop: World) -> None:
    await asked(shop, "My access is gone")
    message = await card(shop)
    assert await tap(shop, message, "📨 Show the message again") == (
        "It comes in a moment: reply to it."
    )
    again = await hear(shop, ADMIN.id, "My access is gone", after=message.message_id)
    await nothing_due(shop)  # so the bot knows what a reply to it is about
    await shop.telegram.send(ADMIN.id, "It is back", reply_to_message_id=again.message_id)
    await hear(shop, BUYER.id, "It is back")
    await hear(shop, ADMIN.id, "Your answer has reached")
    await tap(shop, message, "📨 Show the message again")
    assert message.text == "Somebody was quicker: it is answered or closed."
    assert await nothing_waits(shop)


async def test_what_needs_no_answer_is_closed_until_the_person_writes_again(shop: World) -> None:
    await asked(shop, "Never mind, it works")
    message = await card(shop)
    await tap(shop, message, "✅ Needs no answer")
    assert words(message).startswith("✅ Closed without an answer: Alice Brown")
    assert await nothing_waits(shop)
    assert "closed a question without an answer" in words(
        await command(shop, ADMIN.id, f"/user {BUYER.id}")
    )
    await asked(shop, "Now it doesn't")
    assert "Now it doesn't" in (await card(shop)).text


async def test_a_question_with_news_is_shown_before_it_can_be_closed(shop: World) -> None:
    await asked(shop, "My access is gone")
    message = await card(shop)
    await asked(shop, "And my money too")
    assert await tap(shop, message, "✅ Needs no answer") != ""
    assert "“And my money too”" in message.text
    assert not await nothing_waits(shop)


@pytest.mark.matrix
@pytest.mark.parametrize("up_to", [0, 99, 2**63 - 1])
async def test_a_forged_button_closes_nothing(shop: World, up_to: int) -> None:
    await asked(shop, "My access is gone")
    message = await card(shop)
    forged = CloseSupportRequest(id=BUYER.id, up_to=up_to)
    assert await press(shop, ADMIN.id, message.message_id, forged) != ""
    assert not await nothing_waits(shop)


async def test_the_doctor_counts_those_who_wait(shop: World) -> None:
    await asked(shop, "My access is gone")
    await ask(shop, ADMIN.id, "/doctor")
    assert await hear(shop, ADMIN.id, "1 buyer waits for your answer")
