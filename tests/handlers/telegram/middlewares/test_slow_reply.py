"""Tests that an admin reads at once, in a message or on the button, that Tribute is being asked."""

import pytest

from bot.sandbox.cast import ADMIN, SECOND_ADMIN
from bot.sandbox.world import World
from handlers.telegram.callbacks.products import BackToProduct, ConfirmStop
from handlers.telegram.middlewares import slow_reply
from tests.handlers.telegram.payments import deps
from tests.handlers.telegram.talk import ask, hear, press

_WAITING = "Asking Tribute"


@pytest.fixture(autouse=True)
def note_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slow_reply, "SLOW_AFTER_SECONDS", 0.05)


def slow(world: World) -> None:
    world.tribute.faults.add("timeout", hang_seconds=0.3)


@pytest.mark.parametrize("command", ["/product 456", "/products"])
async def test_a_slow_command_sends_a_waiting_message_and_deletes_it_afterwards(
    world: World, command: str
) -> None:
    await ask(world, ADMIN.id, "/help")
    world.move(seconds=11)
    slow(world)
    note = await ask(world, ADMIN.id, command)
    assert note.text.startswith(f"⏳ {_WAITING}")
    await hear(world, ADMIN.id, "Book Club", after=note.message_id)
    await world.telegram.wait_for_calls("deleteMessage", 1)
    assert note not in world.telegram.messages_to(ADMIN.id)


async def test_a_slow_button_is_answered_at_once(world: World) -> None:
    card = await ask(world, ADMIN.id, "/product 456")
    slow(world)
    assert _WAITING in await press(world, ADMIN.id, card.message_id, BackToProduct(id=456))


async def test_a_quick_answer_sends_no_waiting_message(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slow_reply, "SLOW_AFTER_SECONDS", 10)
    assert _WAITING not in (await ask(world, ADMIN.id, "/product 456")).text
    assert not world.telegram.calls_of("deleteMessage")


async def test_a_refused_waiting_message_does_not_cost_the_answer(world: World) -> None:
    await ask(world, SECOND_ADMIN.id, "/help")
    slow(world)
    world.telegram.fail("sendMessage", status=400, description="Bad Request", times=1)
    await world.telegram.send(SECOND_ADMIN.id, "/product 456")
    await hear(world, SECOND_ADMIN.id, "Book Club")


async def test_an_error_keeps_its_kind(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The task group wraps the error in an ExceptionGroup; it has to be unwrapped."""
    monkeypatch.setattr(slow_reply, "SLOW_AFTER_SECONDS", 10)  # or the note may answer the press
    card = await ask(world, ADMIN.id, "/product 456")
    db = deps(world).people.db
    await db.read(lambda tx: tx.scalar("PRAGMA query_only = ON"))
    said = await press(world, ADMIN.id, card.message_id, ConfirmStop(id=456))
    await db.read(lambda tx: tx.scalar("PRAGMA query_only = OFF"))
    assert "Nothing can be saved" in said
