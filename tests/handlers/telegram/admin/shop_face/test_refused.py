"""Tests for own words that Telegram refuses when buyers ask: the answer comes without them."""

from bot.domain.shop_face.texts import Place, Slot
from bot.sandbox.cast import ADMIN, BUYER, NEVER_STARTED
from bot.sandbox.world import World
from tests.handlers.telegram.admin.shop_face.face import begin, save, write
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.talk import ask, hear, labels, links, words

WHY = "Bad Request: DOCUMENT_INVALID"
TERMS, CONTACT = Place(Slot.TERMS, "en"), Place(Slot.CONTACT, "en")


def refuse(world: World, containing: str) -> None:
    """Let Telegram refuse each message that has this in it."""
    world.telegram.fail("sendMessage", status=400, description=WHY, containing=containing, times=99)


async def test_a_refused_greeting_is_reported_once_with_the_way_to_change_it(
    world: World,
) -> None:
    await save(world, "Welcome to the club")
    refuse(world, "Welcome to the club")
    for _ in range(2):
        shop = await ask(world, BUYER.id, "/start")
        assert words(shop).startswith("👋 Hello")
    said = await hear(world, ADMIN.id, "Telegram refuses words of yours")
    assert "👋 Greeting · English" in words(said)
    assert "Its reason: DOCUMENT_INVALID" in words(said)
    await tap(world, said, "Change them")
    assert "Greeting" in words(said)
    assert "Welcome to the club" in words(said)
    everything = [words(one) for one in world.telegram.messages_to(ADMIN.id)]
    assert sum("Telegram refuses words" in one for one in everything) <= 1


async def test_refused_terms_come_as_plain_text(world: World) -> None:
    await begin(world, TERMS)
    bold = {"type": "bold", "offset": 0, "length": 3}
    await tap(world, await write(world, "Our <terms> & rules", entities=[bold]), "Save")
    refuse(world, "<b>Our</b>")
    answer = await ask(world, BUYER.id, "/terms")
    assert "Our <terms> & rules" in words(answer)
    said = await hear(world, ADMIN.id, "Telegram refuses words of yours")
    assert "Terms of sale" in words(said)


async def test_a_contact_whose_button_is_refused_comes_without_it(world: World) -> None:
    await save(world, "@the_owner", CONTACT)
    answer = await ask(world, BUYER.id, "/paysupport")
    assert links(answer) == ["https://t.me/the_owner"]
    refuse(world, "https://t.me/the_owner")
    answer = await ask(world, NEVER_STARTED.id, "/paysupport")
    assert not labels(answer)
    assert "@the_owner" in words(answer)
    await hear(world, ADMIN.id, "Telegram refuses words of yours")
