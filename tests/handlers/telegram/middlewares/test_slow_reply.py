"""While Tribute takes its time, an admin is told so at once, by a word or by the button."""

import pytest

from bot.sandbox.cast import ADMIN, SECOND_ADMIN
from bot.sandbox.world import World
from handlers.telegram.callbacks.products import BackToProduct, ConfirmStop
from handlers.telegram.middlewares import slow_reply
from tests.handlers.telegram.payments import deps
from tests.handlers.telegram.talk import ask, hear, press

_WORD = "Asking Tribute"


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slow_reply, "PATIENCE_SECONDS", 0.05)


def slow(world: World) -> None:
    world.tribute.faults.plan("timeout", hang_seconds=0.3)


@pytest.mark.parametrize("command", ["/product 456", "/products"])
async def test_a_command_is_answered_at_once_and_the_word_goes_when_there_is_more(
    world: World, command: str
) -> None:
    await ask(world, ADMIN.id, "/help")
    world.move(seconds=11)
    slow(world)
    word = await ask(world, ADMIN.id, command)
    assert word.text.startswith(f"⏳ {_WORD}")
    await hear(world, ADMIN.id, "Book Club", after=word.message_id)
    await world.telegram.wait_for_calls("deleteMessage", 1)
    assert word not in world.telegram.messages_to(ADMIN.id)


async def test_a_button_is_answered_at_once(world: World) -> None:
    card = await ask(world, ADMIN.id, "/product 456")
    slow(world)
    assert _WORD in await press(world, ADMIN.id, card.message_id, BackToProduct(id=456))


async def test_who_is_answered_quickly_reads_no_such_word(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slow_reply, "PATIENCE_SECONDS", 10)
    assert _WORD not in (await ask(world, ADMIN.id, "/product 456")).text
    assert not world.telegram.calls_of("deleteMessage")


async def test_a_word_that_telegram_refuses_costs_no_answer(world: World) -> None:
    await ask(world, SECOND_ADMIN.id, "/help")
    slow(world)
    world.telegram.fail("sendMessage", status=400, description="Bad Request", times=1)
    await world.telegram.send(SECOND_ADMIN.id, "/product 456")
    await hear(world, SECOND_ADMIN.id, "Book Club")


async def test_a_failure_is_told_as_what_it_is(world: World) -> None:
    """Without the unwrapping, what the task group makes of it would be nobody's error."""
    card = await ask(world, ADMIN.id, "/product 456")
    db = deps(world).people.db
    await db.read(lambda tx: tx.scalar("PRAGMA query_only = ON"))
    said = await press(world, ADMIN.id, card.message_id, ConfirmStop(id=456))
    await db.read(lambda tx: tx.scalar("PRAGMA query_only = OFF"))
    assert "cannot save" in said
