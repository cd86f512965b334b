"""Found by a black-box test: who may be written to, and what is said of it."""

import asyncio

import pytest

from bot.domain.models import PersonId
from bot.sandbox.cast import ADMIN, BUYER
from bot.sandbox.world import World
from bot.usecases.outbox.wording import Wording
from bot.usecases.people.people import Person
from handlers.telegram.admin.shared.phrases import told
from tests.handlers.telegram.payments import buy, deps
from tests.handlers.telegram.talk import ask


async def test_who_blocks_the_bot_right_after_start_is_tried_once(world: World):
    """Start and block within one second were taken for a return: the message was sent again."""
    await ask(world, BUYER.id, "/start")
    world.telegram.fail("sendMessage", status=403, chat_id=BUYER.id)
    await buy(world)
    async with asyncio.timeout(5):
        while (person := await deps(world).people.get(BUYER.id)) is None or not person.blocked_at:
            await asyncio.sleep(0.01)
    db = deps(world).vitals.db
    states = await db.read(
        lambda tx: [row["state"] for row in tx.all("SELECT state FROM outbox WHERE kind = 'paid'")]
    )
    assert states == ["waiting"]


@pytest.mark.parametrize(
    ("started_at", "blocked_at", "words"),
    [
        (1, None, "The bot is telling them."),
        (1, 2, "may not write to them now"),
        (None, 2, "may not write to them now"),
        (None, None, "If it may not write to them yet"),
    ],
)
async def test_what_nobody_has_tried_is_not_said_to_be_forbidden(
    world: World, started_at: int | None, blocked_at: int | None, words: str
):
    """“May not write to the buyer now” was said of buyers whom the bot had never written to."""
    buyer = Person(PersonId(ADMIN.id), "Ann", None, "en", None, 1, started_at, blocked_at)
    assert words in str(told(Wording(deps(world).texts, "en"), buyer))
