"""Found by a black-box test: whose command it is, and who is out of reach."""

from typing import Any

import pytest

from bot.sandbox.cast import ADMIN, NEVER_STARTED
from bot.sandbox.world import World
from tests.handlers.telegram.payments import buy, command
from tests.handlers.telegram.talk import ask, hear

_REGULAR = 700_900
_STRANGER = {"id": 5, "is_bot": False, "first_name": "Somebody"}


@pytest.mark.fault("T8", "forwarded, quoted, by a bot")
@pytest.mark.parametrize(
    "passed_on",
    [
        {"forward_origin": {"type": "user", "date": 1, "sender_user": _STRANGER}},
        {"via_bot": _STRANGER | {"is_bot": True, "username": "another_bot"}},
    ],
    ids=["forwarded", "through a bot"],
)
async def test_a_command_somebody_else_wrote_is_nobodys_command(
    world: World, passed_on: dict[str, Any]
):
    """An admin who forwarded `/refund 1` was shown the refund, as if they had asked."""
    started = await ask(world, ADMIN.id, "/start")
    user = {"id": ADMIN.id, "is_bot": False, "first_name": "Anna", "language_code": "en"}
    chat = {"id": ADMIN.id, "type": "private", "first_name": "Anna"}
    message = {"from": user, "chat": chat, "text": "/tariffs"}
    world.telegram.inject({"message": message | passed_on})
    await hear(world, ADMIN.id, "I don't understand", after=started.message_id)


async def test_whom_a_message_has_reached_is_not_said_to_be_out_of_reach(world: World):
    """Admins read “never pressed Start” of buyers whom the bot had just written to."""
    # They pressed Start, and the owner began a new database since.
    world.telegram.add_person(_REGULAR, "Regular", started=True)
    await ask(world, ADMIN.id, "/start")
    await buy(world, _REGULAR)
    await hear(world, _REGULAR, "Thank you!")
    await hear(world, ADMIN.id, "Sale")
    card = await command(world, ADMIN.id, f"/user {_REGULAR}")
    assert "The bot may write to them." in card.text


async def test_who_never_pressed_start_is_still_out_of_reach(world: World):
    await ask(world, ADMIN.id, "/start")
    await buy(world, NEVER_STARTED.id)
    await hear(world, ADMIN.id, "Sale")
    card = await command(world, ADMIN.id, f"/user {NEVER_STARTED.id}")
    assert "never pressed Start" in card.text
