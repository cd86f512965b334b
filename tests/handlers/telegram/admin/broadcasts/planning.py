"""How the tests plan a broadcast, and find it again."""

from bot.sandbox.cast import ADMIN, SECOND_ADMIN
from bot.sandbox.telegram import Message
from bot.sandbox.world import World
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.broadcast_talk import draft
from tests.handlers.telegram.payments import command
from tests.handlers.telegram.talk import hear


async def asked(world: World) -> Message:
    """Write a broadcast and open the question for its time; return the question."""
    card = await draft(world)
    await tap(world, card, "At a time")
    return await hear(world, ADMIN.id, "When should it go out?", after=card.message_id)


async def type_in(world: World, text: str, said: str, admin: int = ADMIN.id) -> Message:
    sent = await world.telegram.send(admin, text)
    return await hear(world, admin, said, after=sent.message_id)


async def planned(world: World, text: str = "Friday 9:00") -> Message:
    """Plan a broadcast and return the message that says so."""
    await asked(world)
    card = await type_in(world, text, "It goes out on")
    await tap(world, card, "Send on")
    assert "Planned for" in card.text
    return card


async def card_of(world: World, admin: int = ADMIN.id) -> Message:
    """Open the list of planned broadcasts and the card of the first."""
    russian = admin == SECOND_ADMIN.id
    menu = await command(world, admin, "/broadcast")
    await tap(world, menu, "Запланировано: 1" if russian else "Planned: 1", admin)
    await tap(world, menu, "·", admin)
    return menu
