"""A link with a quote in its address can be broadcast; the fault was found by a black-box test."""

from bot.sandbox.cast import ADMIN
from bot.sandbox.world import World
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import command
from tests.handlers.telegram.talk import ask, hear


async def test_a_quote_in_a_link_s_address_does_not_end_the_attribute(world: World) -> None:
    """It ended the attribute, and Telegram accepted neither the preview nor the broadcast."""
    await ask(world, ADMIN.id, "/start")
    await tap(world, await command(world, ADMIN.id, "/broadcast"), "Everyone")
    await hear(world, ADMIN.id, "Send the message")
    url = 'https://example.com/?q="a"&b=<c>'
    link = {"type": "text_link", "offset": 0, "length": 4, "url": url}
    person = {"id": ADMIN.id, "first_name": "Anna"}
    words = {"text": "Look here", "entities": [link]}
    sent = {"from": person | {"is_bot": False}, "chat": person | {"type": "private"}} | words
    world.telegram.inject({"message": sent})
    await hear(world, ADMIN.id, "☝️")
    preview = world.telegram.messages_to(ADMIN.id)[-2]
    assert list(preview.formatted.entities) == [link]
