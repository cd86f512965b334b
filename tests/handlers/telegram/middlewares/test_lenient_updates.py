"""An update of which a part can't be read: that part is left out, and the rest is handled."""

import itertools
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, CHANNEL_ID
from bot.sandbox.world import Mode, World
from tests.handlers.telegram.payments import buy
from tests.handlers.telegram.talk import ask, hear, open_world, until
from tests.journeys.channel import channel, open_channel, until_inside

Json = dict[str, Any]

_people = itertools.count(900_001)
_STRANGER = {"id": 5, "is_bot": False, "first_name": "Somebody"}
_NEW = {"type": "of tomorrow"}


def written(person: int, text: str = "/help") -> Json:
    """Return the message of a person, with every kind of optional part."""
    chat = {"id": person, "type": "private", "first_name": "Ann"}
    earlier = {"message_id": 7, "date": 1, "chat": chat, "text": "Earlier"}
    return {
        "from": {
            "id": person,
            "is_bot": False,
            "first_name": "Ann",
            "last_name": "Lee",
            "username": f"ann_{person}",
            "language_code": "en",
        },
        "chat": chat,
        "text": text,
        "entities": [{"type": "bot_command", "offset": 0, "length": 5}],
        "reply_to_message": earlier | {"from": _STRANGER},
        "reply_markup": {"inline_keyboard": [[{"text": "A", "callback_data": "a:1"}]]},
        "photo": [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}],
        "link_preview_options": {"is_disabled": True},
        "forward_origin": {"type": "user", "date": 1, "sender_user": _STRANGER},
        "via_bot": {"id": 6, "is_bot": True, "first_name": "Bot"},
        "message_id": 9,
        "date": 1,
    }


def pressed(person: int) -> Json:
    message = written(person) | {"from": {"id": 1, "is_bot": True, "first_name": "Tributary"}}
    return {
        "id": f"press-{person}",
        "from": written(person)["from"],
        "message": message,
        "chat_instance": "1",
        "data": "status:",
    }


def asked_to_join(person: int, link: str) -> Json:
    return {
        "chat": {"id": CHANNEL_ID, "type": "channel", "title": "The channel"},
        "from": written(person)["from"],
        "user_chat_id": person,
        "date": 1,
        "bio": "A reader",
        "invite_link": {
            "invite_link": link,
            "creator": {"id": 1, "is_bot": True, "first_name": "Tributary"},
            "creates_join_request": True,
            "is_primary": False,
            "is_revoked": False,
        },
    }


MESSAGES: dict[str, Json] = {
    "a forward without its author": {"forward_origin": {"type": "hidden_user", "date": 1422450181}},
    "a forward of a new type": {"forward_origin": _NEW},
    "a forward that is a number": {"forward_origin": 5},
    "a bot without a name": {"via_bot": {"id": 6}},
    "a reply to half a message": {"reply_to_message": {"message_id": 1}},
    "a reply to a reply to nonsense": {
        "reply_to_message": written(5) | {"reply_to_message": [], "sticker": _NEW}
    },
    "new entities": {"entities": [_NEW, 5, {"type": "bot_command", "offset": 0, "length": 5}]},
    "a keyboard of something else": {"reply_markup": {"inline_keyboard": [[_NEW], 7]}},
    "half a sticker": {"sticker": {"file_id": "a", "type": "regular"}},
    "photos without sizes": {"photo": [{"file_id": "a"}, _NEW]},
    "a new kind of paid media": {"paid_media": {"star_count": 1, "paid_media": [_NEW]}},
    "an unreadable pinned message": {"pinned_message": {"date": 4}},
    "dates in words": {"date": "yesterday", "edit_date": "today"},
    "an id in words": {"message_id": "nine"},
    "a chat with new fields": {"chat": {"id": 0, "type": "private", "location": 5, "photo": _NEW}},
    "a chat without a type": {"chat": {"id": 0}},
    "a sender without a name": {"from": {"id": 0}},
    "a sender with new names": {
        "from": {
            "id": 0,
            "is_bot": "perhaps",
            "first_name": ["A"],
            "last_name": {},
            "username": 7,
            "language_code": [],
            "is_premium": "very",
        }
    },
    "half a character": {"from": {"id": 0, "is_bot": False, "first_name": "A\ud800"}},
}
"""Parts of a message that can't be read; the id 0 becomes the person's own."""


def broken(part: Json, person: int) -> Json:
    """Return the part about this person."""
    return {
        name: value | {"id": person} if name in {"chat", "from"} else value
        for name, value in part.items()
    }


@pytest.mark.fault("T13", "messages with parts of each kind that can't be read")
@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_a_command_beside_something_unreadable_is_answered(clock: FixedClock, mode: Mode):
    async with open_world(clock, mode=mode) as world:
        for name, part in MESSAGES.items():
            person = new_person(world)
            world.telegram.inject({"message": written(person) | broken(part, person)})
            assert (await hear(world, person, "/status")).chat_id == person, name


@pytest.mark.fault("T13", "buttons below messages that can't be read")
@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_a_press_below_something_unreadable_is_answered(clock: FixedClock, mode: Mode):
    async with open_world(clock, mode=mode) as world:
        for name, part in MESSAGES.items():
            person = new_person(world)
            query = pressed(person)
            about = broken(part, person)
            query["from"] = query["from"] | about.pop("from", {})
            query["message"] |= about
            world.telegram.inject({"callback_query": query})
            await hear(world, person, "access")
            assert await was_answered(world, person), name


@pytest.mark.matrix
@pytest.mark.parametrize(
    "message",
    [5, [], {}, {"chat": {"id": "x"}, "message_id": 1, "date": 1}, {"message_id": 1}],
    ids=str,
)
async def test_a_press_without_a_readable_chat_is_acknowledged_and_does_nothing(
    world: World, message: object
):
    """It can't be known that the button was in the person's own chat with the bot."""
    person = new_person(world)
    world.telegram.inject({"callback_query": pressed(person) | {"message": message}})
    assert await was_answered(world, person)
    assert world.telegram.messages_to(person) == []


@pytest.mark.matrix
@pytest.mark.fault("T13", "join requests without what is optional")
@pytest.mark.parametrize(
    "part",
    [
        {"user_chat_id": None},
        {"user_chat_id": "home"},
        {"invite_link": {"invite_link": "https://t.me/+new"}},
        {"invite_link": 5},
        {"bio": ["a", "b"]},
        {"date": None},
        {"date": "now"},
        {"chat": {"id": CHANNEL_ID}},
        {"chat": {"id": CHANNEL_ID, "type": 5, "title": []}},
        {"query_id": []},
    ],
    ids=str,
)
async def test_a_join_request_with_something_unreadable_is_decided(clock: FixedClock, part: Json):
    async with open_channel(clock) as world:
        reader, stranger = new_person(world), new_person(world)
        await buy(world, reader)
        for person in (reader, stranger):
            channel(world).requests[person] = clock.now()
            request = asked_to_join(person, "https://t.me/+link") | part
            kept = {name: value for name, value in request.items() if value is not None}
            world.telegram.inject({"chat_join_request": kept})
        await until_inside(world, reader)
        await hear(world, stranger, "You have asked to join")


@pytest.mark.parametrize(
    "part", [{"forward_origin": _NEW}, {"via_bot": 5}, {"via_bot": {"id": 6}}], ids=str
)
async def test_a_passed_on_command_is_not_obeyed_though_its_author_cannot_be_read(
    world: World, part: Json
):
    """An admin who passes on somebody's command doesn't give it."""
    started = await ask(world, ADMIN.id, "/start")
    message = written(ADMIN.id, "/tariffs")
    for name in ("forward_origin", "via_bot", "message_id"):
        del message[name]
    world.telegram.inject({"message": message | part})
    await hear(world, ADMIN.id, "The bot works with buttons", after=started.message_id)


async def was_answered(world: World, person: int) -> bool:
    """Wait until the bot has answered the person's press."""
    queries = world.telegram._chats.queries
    await until(lambda: queries[f"press-{person}"].answer is not None)
    return True


def new_person(world: World) -> int:
    return world.telegram.add_person(next(_people), "Ann", started=True).id


_ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["type", "id", "date", "text"]), inner, max_size=3)
    ),
    max_leaves=5,
)
_NEEDED = {("from",), ("from", "id"), ("chat",), ("chat", "id"), ("chat", "type"), ("text",)}
_NEEDED |= {("id",), ("message",), ("message", "chat"), ("message", "chat", "id"), ("data",)}
_NEEDED |= {("message", "chat", "type"), ("from", "is_bot")}


def places(whole: object, path: tuple[int | str, ...] = ()) -> Iterator[tuple[int | str, ...]]:
    """Yield the path of each part of an update that may be missing."""
    if path and path not in _NEEDED:
        yield path
    if isinstance(whole, dict | list):
        inner = whole.items() if isinstance(whole, dict) else enumerate(whole)
        for name, value in inner:
            yield from places(value, (*path, name))


def corrupted(data: st.DataObject, whole: Json) -> Json:
    """Return an update with up to three parts replaced by anything, or missing."""
    whole = json.loads(json.dumps(whole))  # no two parts of it are the same object
    for _ in range(data.draw(st.integers(1, 3))):
        path = data.draw(st.sampled_from(sorted(places(whole), key=str)))
        place: Any = whole
        for part in path[:-1]:
            place = place[part]
        if data.draw(st.booleans()):
            place[path[-1]] = data.draw(_ANYTHING)
        else:
            del place[path[-1]]
    return whole


@pytest.mark.fault("T13", "up to three optional parts of an update replaced by anything")
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
async def test_whatever_happens_to_optional_parts_people_are_answered(
    world: World, data: st.DataObject
):
    person = new_person(world)
    message, query = corrupted(data, written(person)), corrupted(data, pressed(person))
    world.telegram.inject({"message": message})
    await hear(world, person, "/status")
    world.telegram.inject({"callback_query": query})
    assert await was_answered(world, person)
