"""Tests that a held payment is dismissed only with a reason, and only with the one shown."""

import pytest

from bot.domain.models import PurchaseStatus
from bot.sandbox.cast import ADMIN, BUYER
from bot.sandbox.world import World
from handlers.telegram.callbacks.attention import NameBuyer
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.held_payments import (
    BROWSER,
    held_card,
    history,
    second_admin_presses,
    status,
)
from tests.handlers.telegram.payments import command, deliver, has_access
from tests.handlers.telegram.talk import hear


async def test_dismissing_asks_for_a_reason_and_keeps_it(world: World) -> None:
    await deliver(world, **BROWSER)
    await tap(world, await held_card(world), "Dismiss…")
    assert (await hear(world, ADMIN.id, "Why are you dismissing this?")).force_reply
    reason = "our own <test>, " + "word " * 30
    confirmation = await command(world, ADMIN.id, reason)
    assert f"Reason: {reason.strip()}" in confirmation.text
    assert await status(world) is PurchaseStatus.HELD
    await tap(world, confirmation, "Yes, dismiss it")
    assert confirmation.text.startswith("🚫 Dismissed.")
    assert await status(world) is PurchaseStatus.DISMISSED
    shown = await history(world)
    assert shown.startswith("🚫 Dismissed\nBy Anna Keller")
    assert shown.count(reason.strip()) == 2


@pytest.mark.parametrize("reason", ["x" * 201, "\u200b"])
async def test_a_reason_too_long_or_empty_is_asked_for_again(world: World, reason: str) -> None:
    await deliver(world, **BROWSER)
    await tap(world, await held_card(world), "Dismiss…")
    assert "200 characters at most" in (await command(world, ADMIN.id, reason)).text
    assert "Dismiss this" in (await command(world, ADMIN.id, "x" * 200)).text


async def test_a_card_confirms_only_the_reason_it_shows(world: World) -> None:
    await deliver(world, **BROWSER)
    message = await held_card(world)
    await tap(world, message, "Dismiss…")
    first_card = await command(world, ADMIN.id, "one reason")
    await tap(world, message, "Dismiss…")
    second_card = await command(world, ADMIN.id, "another reason")
    assert "The reason isn't there any more" in await tap(world, first_card, "Yes, dismiss it")
    assert await status(world) is PurchaseStatus.HELD
    await command(world, ADMIN.id, "/help")
    await tap(world, second_card, "Yes, dismiss it")
    assert "another reason" in second_card.text
    assert await status(world) is PurchaseStatus.DISMISSED


async def test_the_reason_outlives_a_restart(world: World) -> None:
    await deliver(world, **BROWSER)
    await tap(world, await held_card(world), "Dismiss…")
    confirmation = await command(world, ADMIN.id, "a reason")
    await world.restart_app()
    await tap(world, confirmation, "Yes, dismiss it")
    assert await status(world) is PurchaseStatus.DISMISSED


async def test_dismissing_a_settled_payment_does_nothing(world: World) -> None:
    await deliver(world, **BROWSER)
    message = await held_card(world)
    await tap(world, message, "Dismiss…")
    confirmation = await command(world, ADMIN.id, "a reason")
    await tap(world, message, "Dismiss…")
    await second_admin_presses(world, NameBuyer(id=1, person=BUYER.id))
    assert "Somebody was quicker" in (await command(world, ADMIN.id, "late")).text
    assert "Somebody was quicker" in await tap(world, message, "Dismiss…")
    assert "isn't there any more" in await tap(world, confirmation, "Yes, dismiss it")
    assert await has_access(world)
