"""Tests that abandoned webhooks to the owner's service can be sent again or discarded."""

import pytest

from bot.sandbox.cast import ADMIN, BUYER, SECOND_ADMIN
from bot.sandbox.service import OwnerService
from bot.sandbox.telegram import Message
from bot.sandbox.world import World
from handlers.telegram.callbacks.webhooks_out import (
    DiscardWebhooks,
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
    """Let the service answer this many webhooks with 410, which abandons them at once."""
    found = service(world)
    found.refuse_with, found.refuse_next = 410, count
    for left in reversed(range(count)):
        await buy(world)
        await until(lambda left=left: found.refuse_next == left)


async def overview(world: World, expected: int) -> Message:
    """Return /attention once it counts this many abandoned webhooks."""
    while True:
        message = await command(world, ADMIN.id, "/attention")
        if f"📡 {expected} webhook" in message.text:
            return message


async def test_every_admin_is_notified_of_a_service_at_a_forbidden_address(clock) -> None:
    async with World.open(clock=clock, with_service=True) as world:
        # A name that turns out to be in the own network only when it is looked up.
        private = {"webhook_out_url": "https://127.0.0.1:9/", "webhook_out_allow_private": False}
        world.settings = world.settings.model_copy(update=private)
        await world.restart_app()
        for admin in (ADMIN.id, SECOND_ADMIN.id):
            await ask(world, admin, "/help")
        await buy(world)
        notice = await hear(world, ADMIN.id, "Your own service isn't taking the bot's webhooks")
        assert "WEBHOOK_OUT_ALLOW_PRIVATE" in notice.text
        assert "1 webhook is waiting" in notice.text
        await hear(world, SECOND_ADMIN.id, "Ваш сервис не принимает")
        assert service(world).received == []


async def test_abandoned_webhooks_are_reported_and_open_from_the_notice(world: World) -> None:
    await ask(world, ADMIN.id, "/help")
    await lose(world)
    notice = await hear(world, ADMIN.id, "Your own service has missed something")
    assert "it answered 410" in notice.text
    await tap(world, notice, "Show")
    assert f"subscription.started · {BUYER.id}" in notice.text
    assert labels(notice) == ["Send all again", "Discard…", "‹ What is waiting"]


@pytest.mark.long
async def test_abandoned_webhooks_are_counted_in_attention_and_sent_again(world: World) -> None:
    await ask(world, ADMIN.id, "/help")
    await lose(world, 6)
    message = await overview(world, 6)
    await tap(world, message, "📡 6 webhooks to your service")
    assert message.text.count("it answered 410") == 5
    assert "… and 1 more." in message.text
    before = len(service(world).received)
    await tap(world, message, "Send all again")
    assert "On its way again: 6 webhooks" in message.text
    await until(lambda: len(service(world).received) == before + 6)
    assert {one.answered for one in service(world).received[before:]} == {204}
    ids = [one.webhook_id for one in service(world).received]
    assert ids[before:] == ids[:before]


async def test_abandoned_webhooks_are_discarded_only_after_a_question(world: World) -> None:
    await ask(world, ADMIN.id, "/help")
    await lose(world)
    message = await overview(world, 1)
    await tap(world, message, "📡 1 webhook to your service")
    await tap(world, message, "Discard…")
    assert "Discard 1 webhook?" in message.text
    await tap(world, message, "Back")
    assert "never took 1 webhook" in message.text
    await tap(world, message, "Discard…")
    await tap(world, message, "Yes, discard")
    assert message.text == "🗑 Discarded: 1 webhook."
    again = await command(world, ADMIN.id, "/attention")
    assert "All is well" in again.text
    assert len(service(world).received) == 1


@pytest.mark.matrix
@pytest.mark.parametrize("says", [ShowLostWebhooks(), SendWebhooksAgain(), DiscardWebhooks()])
async def test_buttons_pressed_too_late_say_so(world: World, says) -> None:
    message = await ask(world, ADMIN.id, "/help")
    await press(world, ADMIN.id, message.message_id, says)
    assert message.text == "Nothing is waiting here any more."
