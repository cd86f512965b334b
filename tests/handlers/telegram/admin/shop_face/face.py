"""How the tests write the shop's own words, and the pictures that they send."""

import struct
import zlib
from collections.abc import Sequence

from bot.domain.shop_face.texts import Place, Slot
from bot.sandbox.cast import ADMIN
from bot.sandbox.telegram import Message
from bot.sandbox.telegram.models import Document, Json
from bot.sandbox.world import World
from handlers.telegram.callbacks.shop_face import ShowSlot, WriteWords
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import command
from tests.handlers.telegram.talk import hear, press

GREETING = Place(Slot.GREETING, "en")
PREVIEW = "⬆️"


def png(width: int = 640, height: int = 360, shade: int = 90) -> bytes:
    """Return a real picture of one colour."""
    rows = b"".join(b"\0" + bytes([shade]) * width for _ in range(height))
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    chunks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def photo(shade: int = 90) -> Document:
    return Document("picture.png", png(shade=shade), "image/png", (640, 360))


async def open_card(world: World, place: Place = GREETING, admin: int = ADMIN.id) -> Message:
    """Open the card of a place."""
    message = await command(world, admin, "/shop")
    await press(world, admin, message.message_id, ShowSlot.of(place))
    return message


async def begin(world: World, place: Place = GREETING, admin: int = ADMIN.id) -> Message:
    """Open the question for the words of a place."""
    message = await open_card(world, place, admin)
    await press(world, admin, message.message_id, WriteWords.of(place))
    return message


async def write(
    world: World, text: str, admin: int = ADMIN.id, entities: Sequence[Json] = ()
) -> Message:
    """Answer the question, and return the message below the preview."""
    sent = await world.telegram.send(admin, text, entities=entities)
    return await hear(world, admin, PREVIEW, after=sent.message_id)


async def save(world: World, text: str, place: Place = GREETING, admin: int = ADMIN.id) -> Message:
    """Write words and save them; return the message that says so."""
    await begin(world, place, admin)
    preview = await write(world, text, admin)
    await tap(world, preview, "✅", admin)
    return preview
