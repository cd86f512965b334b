"""From an untouched shop to the owner's own words and picture in two languages, all in the chat."""

import pytest

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, BUYER, NEVER_STARTED
from bot.sandbox.telegram import Message
from bot.sandbox.world import World
from tests.handlers.telegram.admin.shop_face.face import photo
from tests.handlers.telegram.payments import buy
from tests.handlers.telegram.talk import ask, hear, labels, links, open_world, words
from tests.sandbox.owner import ENGLISH, PLANS, RUSSIAN, Owner, Words

READERS = ((BUYER, ENGLISH), (NEVER_STARTED, RUSSIAN))


@pytest.mark.long
async def test_buyers_read_exactly_what_the_owner_wrote_and_a_restart_keeps_it(
    clock: FixedClock,
) -> None:
    async with open_world(clock, tariffs=PLANS) as world:
        owner = Owner(world, ADMIN.id)
        for other, own in enumerate((ENGLISH, RUSSIAN)):
            await owner.greet(own, other=bool(other))
            await owner.say_what_now(own, other=bool(other))
            await owner.name_plan("Pro" if own is ENGLISH else "Premium", own, other=bool(other))
        for person, own in READERS:
            assert_greeted(await ask(world, person.id, "/start"), person.first_name, own)
        await world.restart_app()
        for person, own in READERS:
            assert_greeted(await ask(world, person.id, "/start"), person.first_name, own)
            await assert_thanked(world, person.id, own)


def assert_greeted(shop: Message, name: str, own: Words) -> None:
    assert shop.document is not None
    assert shop.document.content == photo().content
    assert words(shop).startswith(own.greeting.replace("{name}", name))
    assert own.plan in words(shop) + " ".join(labels(shop))


async def assert_thanked(world: World, person: int, own: Words) -> None:
    after = world.telegram.messages_to(person)[-1].message_id
    await buy(world, person)
    thanks = await hear(world, person, own.now, after=after)
    assert (labels(thanks)[0], links(thanks)[0]) == (own.label, "https://t.me/the_club")
