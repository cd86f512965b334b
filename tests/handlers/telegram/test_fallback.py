"""Telegram's own service messages are not answered; an album is answered once."""

from typing import Any

import pytest
from aiogram import Router
from aiogram.filters import Command

from bot.sandbox.cast import ADMIN, BUYER
from bot.sandbox.world import World
from handlers.telegram.admin import admin_router
from handlers.telegram.buyer import buyer_router
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import command
from tests.handlers.telegram.talk import ask, hear, until

_NOBODY = {"id": 5, "is_bot": False, "first_name": "Somebody"}
_PHOTO = [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]
SERVICE: list[dict[str, Any]] = [
    {"pinned_message": {"message_id": 1, "date": 0, "chat": {"id": BUYER.id, "type": "private"}}},
    {"message_auto_delete_timer_changed": {"message_auto_delete_time": 86400}},
    {"forum_topic_created": {"name": "A topic", "icon_color": 1}},
    {"forum_topic_edited": {}},
    {"forum_topic_closed": {}},
    {"boost_added": {"boost_count": 1}},
    {"new_chat_members": [_NOBODY]},
    {"left_chat_member": _NOBODY},
    {"new_chat_title": "A title"},
    {"new_chat_photo": _PHOTO},
    {"delete_chat_photo": True},
    {"users_shared": {"request_id": 1, "users": [{"user_id": 5}]}},
    {"chat_shared": {"request_id": 1, "chat_id": -5}},
    {"write_access_allowed": {}},
    {"connected_website": "example.org"},
    {"chat_background_set": {"type": {"type": "chat_theme", "theme_name": "a"}}},
    {"video_chat_started": {}},
    {"a_service_of_tomorrow": {"name": "something new"}},
]
WRITTEN: list[dict[str, Any]] = [
    {"text": "Hello?"},
    {"photo": _PHOTO},
    {"photo": _PHOTO, "caption": "Look"},
    {"voice": {"file_id": "a", "file_unique_id": "b", "duration": 1}},
    {"document": {"file_id": "a", "file_unique_id": "b"}},
    {"contact": {"phone_number": "1", "first_name": "A"}},
    {"location": {"latitude": 1.0, "longitude": 1.0}},
    {"dice": {"emoji": "🎲", "value": 1}},
]


def inject(world: World, person: int, content: dict[str, Any]) -> None:
    sender = {"id": person, "is_bot": False, "first_name": "Alice", "language_code": "en"}
    chat = {"id": person, "type": "private", "first_name": "Alice"}
    world.telegram.inject({"message": {"from": sender, "chat": chat} | content})


def unknown(world: World, person: int) -> int:
    return sum("works with buttons" in one.text for one in world.telegram.messages_to(person))


async def test_service_messages_are_not_answered(world: World) -> None:
    await ask(world, BUYER.id, "/start")
    for content in SERVICE:
        inject(world, BUYER.id, content)
    await ask(world, BUYER.id, "/help")
    assert unknown(world, BUYER.id) == 0


@pytest.mark.matrix
@pytest.mark.parametrize("content", WRITTEN, ids=lambda content: next(iter(content)))
async def test_what_a_person_sends_is_answered(world: World, content: dict[str, Any]) -> None:
    await ask(world, BUYER.id, "/start")
    inject(world, BUYER.id, content)
    await hear(world, BUYER.id, "works with buttons")


async def test_a_service_message_is_no_answer_to_a_question(world: World) -> None:
    audiences = await command(world, ADMIN.id, "/broadcast")
    await tap(world, audiences, "Everyone")
    asked = await hear(world, ADMIN.id, "Send", after=audiences.message_id)
    inject(world, ADMIN.id, {"forum_topic_closed": {}})
    answer = await ask(world, ADMIN.id, "Hello!")
    assert answer.text == "Hello!"
    assert answer.message_id > asked.message_id


@pytest.mark.parametrize("kind", ["photo", "document"])
async def test_an_album_gets_one_answer(world: World, kind: str) -> None:
    await ask(world, BUYER.id, "/start")
    one = _PHOTO if kind == "photo" else {"file_id": "a", "file_unique_id": "b"}
    for album in ("1", "2"):
        for _ in range(5):
            inject(world, BUYER.id, {kind: one, "media_group_id": album})
    await until(lambda: unknown(world, BUYER.id) == 2)
    await ask(world, BUYER.id, "/help")
    assert unknown(world, BUYER.id) == 2


async def test_an_album_s_first_message_is_handled_again_when_it_comes_again(world: World) -> None:
    """Telegram repeats an update whose handling failed, and the bot one that it has put off."""
    await ask(world, BUYER.id, "/start")
    again = {"photo": _PHOTO, "media_group_id": "1", "message_id": 901}
    for _ in range(2):
        inject(world, BUYER.id, again)
    inject(world, BUYER.id, again | {"message_id": 902})
    await until(lambda: unknown(world, BUYER.id) == 2)


def commands_of(router: Router) -> list[Command]:
    return [
        found.callback
        for one in router.chain_tail
        for handler in one.observers["message"].handlers
        for found in handler.filters or ()
        if isinstance(found.callback, Command)
    ]


def test_every_command_is_understood_in_any_case() -> None:
    found = [*commands_of(buyer_router()), *commands_of(admin_router())]
    assert len(found) > 20
    assert [one.commands for one in found if not one.ignore_case] == []


@pytest.mark.parametrize("typed", ["/Products", "/PRODUCTS@Tributary_Bot", "/pRoDuCtS 5-20 usd"])
async def test_an_admin_s_command_is_understood_in_any_case(world: World, typed: str) -> None:
    answer = await command(world, ADMIN.id, typed)
    assert "products" in answer.text.lower()
    assert unknown(world, ADMIN.id) == 0


@pytest.mark.matrix
@pytest.mark.parametrize("person", [ADMIN.id, BUYER.id])
@pytest.mark.parametrize("typed", ["/START@Tributary_Bot", "/Buy", "/CANCEL"])
async def test_a_buyer_s_command_is_understood_in_any_case(
    world: World, person: int, typed: str
) -> None:
    await ask(world, person, typed)
    assert unknown(world, person) == (1 if person == BUYER.id and typed == "/CANCEL" else 0)
