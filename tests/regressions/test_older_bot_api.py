"""Updates of a Bot API server that is older than aiogram, or of the tests' own, are understood.

The fault was found by a black-box test.
"""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, CHANNEL_ID
from bot.sandbox.world import World
from tests.handlers.telegram.talk import ask, hear
from tests.journeys.channel import open_channel

_RIGHTS = {"can_be_edited": False, "can_manage_chat": True, "is_anonymous": False}
_BOT = {"id": 1, "is_bot": True, "first_name": "Tributary"}


@pytest.fixture
async def world(clock: FixedClock) -> AsyncIterator[World]:
    async with open_channel(clock) as world:
        await ask(world, ADMIN.id, "/start")
        yield world


def rights_changed(member: dict[str, Any]) -> dict[str, Any]:
    """Return Telegram's update for a change of the bot's rights in the channel."""
    return {
        "my_chat_member": {
            "chat": {"id": CHANNEL_ID, "type": "channel", "title": "The channel"},
            "from": {"id": ADMIN.id, "is_bot": False, "first_name": "Anna"},
            "date": 1,
            "old_chat_member": {"status": "left", "user": _BOT},
            "new_chat_member": {"user": _BOT} | member,
        }
    }


async def test_a_right_that_the_bot_api_does_not_know_counts_as_missing(world: World):
    """Without `can_send_welcome_messages` the whole update about rights was dropped."""
    administrator = _RIGHTS | {"status": "administrator", "can_invite_users": True}
    world.telegram.inject(rights_changed(administrator))
    told = await hear(world, ADMIN.id, "The bot can't do its work")
    assert "Ban users" in told.text
    assert "Invite users" not in told.text


async def test_an_update_without_other_required_fields_is_still_ignored(world: World):
    update = rights_changed({"status": "left"})
    del update["my_chat_member"]["from"]
    world.telegram.inject(update)
    assert await ask(world, ADMIN.id, "/help")  # and the bot goes on
    assert not any("The bot isn't in" in one.text for one in world.telegram.messages_to(ADMIN.id))
