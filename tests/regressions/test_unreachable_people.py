"""People whom the bot may not write to, and the admins' texts about them.

The faults were found by a black-box test; each docstring says what happened then.
"""

import asyncio

import pytest

from bot.domain.models import PersonId
from bot.domain.records import Person
from bot.sandbox.cast import ADMIN, BUYER, NEVER_STARTED
from bot.sandbox.world import World
from bot.usecases.outbox.wording import Wording
from bot.usecases.people.phrases import notified_line
from tests.handlers.telegram.payments import buy, command, deps
from tests.handlers.telegram.talk import ask, hear

_REGULAR = 700_900


async def test_a_person_who_blocks_the_bot_right_after_start_is_tried_once(world: World):
    """Start and block within one second counted as an unblock: the message was sent again."""
    await ask(world, BUYER.id, "/start")
    world.telegram.fail("sendMessage", status=403, chat_id=BUYER.id)
    await buy(world)
    async with asyncio.timeout(15):
        while (person := await deps(world).people.get(BUYER.id)) is None or not person.blocked_at:
            await asyncio.sleep(0.01)
    db = deps(world).readiness.db
    states = await db.read(
        lambda tx: [row["state"] for row in tx.all("SELECT state FROM outbox WHERE kind = 'paid'")]
    )
    assert states == ["waiting"]


@pytest.mark.parametrize(
    ("started_at", "blocked_at", "words"),
    [
        (1, None, "The bot is notifying them."),
        (1, 2, "may not write to them now"),
        (None, 2, "may not write to them now"),
        (None, None, "If it may not write to them yet"),
    ],
)
async def test_a_message_that_nobody_has_tried_is_not_called_forbidden(
    world: World, started_at: int | None, blocked_at: int | None, words: str
):
    """Admins read “may not write to the buyer now” of buyers without any attempt to write."""
    buyer = Person(PersonId(ADMIN.id), "Ann", None, "en", None, 1, started_at, blocked_at)
    assert words in str(notified_line(Wording(deps(world).texts, "en"), buyer))


async def test_a_buyer_who_got_a_message_is_not_called_unreachable(world: World):
    """Admins read “never pressed Start” of buyers whom the bot had just written to."""
    # They pressed Start once, before the owner began with a new database.
    world.telegram.add_person(_REGULAR, "Regular", started=True)
    await ask(world, ADMIN.id, "/start")
    await buy(world, _REGULAR)
    await hear(world, _REGULAR, "Thank you!")
    await hear(world, ADMIN.id, "Sale")
    card = await command(world, ADMIN.id, f"/user {_REGULAR}")
    assert "The bot may write to them." in card.text


async def test_a_buyer_who_never_pressed_start_is_called_unreachable(world: World):
    await ask(world, ADMIN.id, "/start")
    await buy(world, NEVER_STARTED.id)
    await hear(world, ADMIN.id, "Sale")
    card = await command(world, ADMIN.id, f"/user {NEVER_STARTED.id}")
    assert "never pressed Start" in card.text
