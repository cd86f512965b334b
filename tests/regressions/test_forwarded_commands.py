"""A command that somebody else wrote is not obeyed; the fault was found by a black-box test."""

from typing import Any

import pytest

from bot.sandbox.cast import ADMIN
from bot.sandbox.world import World
from tests.handlers.telegram.talk import ask, hear

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
async def test_a_command_that_somebody_else_wrote_is_not_obeyed(
    world: World, passed_on: dict[str, Any]
):
    """An admin who forwarded `/refund 1` was shown the refund, as if they had asked."""
    started = await ask(world, ADMIN.id, "/start")
    user = {"id": ADMIN.id, "is_bot": False, "first_name": "Anna", "language_code": "en"}
    chat = {"id": ADMIN.id, "type": "private", "first_name": "Anna"}
    message = {"from": user, "chat": chat, "text": "/tariffs"}
    world.telegram.inject({"message": message | passed_on})
    await hear(world, ADMIN.id, "The bot works with buttons", after=started.message_id)
