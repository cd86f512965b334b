"""Helpers for tests of broadcasts: people who pressed Start, a draft, its report."""

from bot.sandbox.cast import ADMIN
from bot.sandbox.telegram import Message
from bot.sandbox.world import World
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import command
from tests.handlers.telegram.talk import hear, words

TEXT = "Big news tonight"


async def press_start(world: World, *people: int) -> None:
    """Let these people press Start."""
    for person in people:
        sent = await world.telegram.send(person, "/start")
        await world.telegram.wait_for(person, lambda _: True, after=sent.message_id)


async def draft(
    world: World, text: str = TEXT, *, admin: int = ADMIN.id, audience: str = "Everyone"
) -> Message:
    """Write a broadcast and return the card that asks for the last yes."""
    menu = await command(world, admin, "/broadcast")
    await tap(world, menu, audience, admin)
    asked = await world.telegram.wait_for(admin, lambda one: "✍️" in one.text, after=menu.message_id)
    await world.telegram.send(admin, text)
    return await hear(world, admin, "☝️", after=asked.message_id)


async def report(world: World, after: int = 0, admin: int = ADMIN.id) -> str:
    """Return the report at the end of a broadcast."""
    found = await world.telegram.wait_for(
        admin,
        lambda one: any(
            end in one.text for end in ("is done", "broadcast was stopped", "закончена")
        ),
        after=after,
    )
    return words(found)


def got(world: World, person: int, text: str = TEXT) -> list[Message]:
    """Return the broadcasts with this text that a person has."""
    return [one for one in world.telegram.messages_to(person) if one.text == text]
