"""What the owner's service never took: told to admins, sent again or let go from /attention."""

import pytest

from bot.sandbox.cast import ADMIN, BUYER, SECOND_ADMIN
from bot.sandbox.service import OwnerService
from bot.sandbox.telegram import Message
from bot.sandbox.world import World
from handlers.telegram.callbacks.webhooks_out import (
    LetWebhooksGo,
    SendWebhooksAgain,
    ShowLostWebhooks,
)
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import buy, command
from tests.handlers.telegram.talk import ask, hear, labels, press, until
from tests.invariants import assert_ledger_is_sound


@pytest.fixture
async def world(clock):
    async with World.open(clock=clock, with_service=True) as world:
        yield world
        assert_ledger_is_sound(world.settings.database_path)


def service(world: World) -> OwnerService:
    assert world.service is not None
    return world.service


async def lose(world: World, count: int = 1) -> None:
    """So many webhooks are answered with 410: the service wants no more of them."""
    found = service(world)
    found.refuse_with, found.refuse_next = 410, count
    for left in reversed(range(count)):
        await buy(world)
        await until(lambda left=left: found.refuse_next == left)


async def overview(world: World, expected: int) -> Message:
    """/attention, once this many are given up."""
    while True:
        message = await command(world, ADMIN.id, "/attention")
        if f"📡 {expected} message" in message.text:
            return message


async def test_a_service_that_may_not_be_reached_is_told_to_every_admin(clock) -> None:
    private = {"webhook_out_url": "https://127.0.0.1:9/", "webhook_out_allow_private": False}
    async with World.open(clock=clock, with_service=True, **private) as world:
        for admin in (ADMIN.id, SECOND_ADMIN.id):
            await ask(world, admin, "/help")
        await buy(world)
        told = await hear(world, ADMIN.id, "Your own service isn't taking what I tell it")
        assert "WEBHOOK_OUT_ALLOW_PRIVATE" in told.text
        assert "1 message to it is waiting" in told.text
        await hear(world, SECOND_ADMIN.id, "Ваш сервис не принимает")
        assert service(world).received == []


async def test_what_was_given_up_is_told_and_opens_from_the_notice(world: World) -> None:
    await ask(world, ADMIN.id, "/help")
    await lose(world)
    notice = await hear(world, ADMIN.id, "Your own service wasn't told of everything")
    assert "it answered 410" in notice.text
    await tap(world, notice, "Show")
    assert f"subscription.started · {BUYER.id}" in notice.text
    assert labels(notice) == ["Send all again", "Let them go…", "‹ What is waiting"]


async def test_it_is_counted_in_attention_and_sent_again(world: World) -> None:
    await ask(world, ADMIN.id, "/help")
    await lose(world, 6)
    message = await overview(world, 6)
    await tap(world, message, "📡 6 messages to your service")
    assert message.text.count("it answered 410") == 5
    assert "… and 1 more." in message.text
    before = len(service(world).received)
    await tap(world, message, "Send all again")
    assert "On its way again: 6 messages" in message.text
    await until(lambda: len(service(world).received) == before + 6)
    assert {one.answered for one in service(world).received[before:]} == {204}
    ids = [one.webhook_id for one in service(world).received]
    assert ids[before:] == ids[:before]


async def test_it_is_let_go_only_after_a_question(world: World) -> None:
    await ask(world, ADMIN.id, "/help")
    await lose(world)
    message = await overview(world, 1)
    await tap(world, message, "📡 1 message to your service")
    await tap(world, message, "Let them go…")
    assert "Let 1 message go?" in message.text
    await tap(world, message, "Back")
    assert "never took 1 message" in message.text
    await tap(world, message, "Let them go…")
    await tap(world, message, "Yes, let them go")
    assert message.text == "🗑 Let go: 1 message."
    again = await command(world, ADMIN.id, "/attention")
    assert "All is well" in again.text
    assert len(service(world).received) == 1


@pytest.mark.parametrize("says", [ShowLostWebhooks(), SendWebhooksAgain(), LetWebhooksGo()])
async def test_buttons_pressed_too_late_say_so(world: World, says) -> None:
    message = await ask(world, ADMIN.id, "/help")
    await press(world, ADMIN.id, message.message_id, says)
    assert message.text == "Nothing is waiting here any more."
