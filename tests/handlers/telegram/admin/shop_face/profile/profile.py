"""How the tests change the bot's own profile in Telegram, and what people see of it then."""

from bot.domain.shop_face.profile import EVERYONE, Part, Spot
from bot.sandbox.cast import ADMIN, BUYER
from bot.sandbox.telegram import Message
from bot.sandbox.telegram.models import ShownProfile
from bot.sandbox.world import World
from handlers.telegram.callbacks.bot_profile import ShowPart, WritePart
from tests.handlers.telegram.admin.shop_face.face import write
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import command
from tests.handlers.telegram.talk import press

NAME = Spot(Part.NAME)
ABOUT = Spot(Part.ABOUT)
DESCRIPTION = Spot(Part.DESCRIPTION)
PICTURE = Spot(Part.PICTURE)
HOUR = 3600


def seen_by(world: World, person_id: int = BUYER.id) -> ShownProfile:
    return world.telegram.profile_for(person_id)


def in_language(spot: Spot, language: str = EVERYONE) -> Spot:
    return spot._replace(language=language)


async def open_part(world: World, spot: Spot = NAME, admin: int = ADMIN.id) -> Message:
    message = await command(world, admin, "/shop")
    await press(world, admin, message.message_id, ShowPart.of(spot))
    return message


async def begin(world: World, spot: Spot = NAME, admin: int = ADMIN.id) -> Message:
    message = await command(world, admin, "/shop")
    await press(world, admin, message.message_id, WritePart.of(spot))
    return message


async def save(world: World, text: str, spot: Spot = NAME, admin: int = ADMIN.id) -> Message:
    """Write words and set them; return the message that says what became of it."""
    await begin(world, spot, admin)
    preview = await write(world, text, admin)
    await tap(world, preview, "✅", admin)
    return preview
