"""The page's controls of private chats: ask to join, leave, change the bot's rights, add one."""

from aiohttp import web

from bot.sandbox.control import WORLD, Refusal, known_person, read_body, read_number
from bot.sandbox.telegram import Group

_RIGHTS = {"invite": "can_invite_users", "remove": "can_restrict_members"}


def routes() -> list[web.RouteDef]:
    return [
        web.post("/api/chats", _add),
        web.post("/api/chats/{id}/join", _ask_to_join),
        web.post("/api/chats/{id}/leave", _leave),
        web.post("/api/chats/{id}/bot", _bot),
    ]


async def _add(request: web.Request) -> web.Response:
    """Add a channel of this person's, who makes the bot an administrator of it at once."""
    world = request.app[WORLD]
    person = known_person(world, read_number(await read_body(request), "person_id"))
    telegram = world.telegram
    chat_id = min(telegram.groups) - 1
    group = telegram.add_foreign_group(chat_id, f"Channel {len(telegram.groups) + 1}", "channel")
    group.members[person.id] = "creator"
    world.channels.append(chat_id)
    telegram.set_bot(chat_id, by=person.id)
    return web.json_response({"id": chat_id, "title": group.title})


async def _ask_to_join(request: web.Request) -> web.Response:
    """Open the newest of the bot's invite links, as everybody can who has that link."""
    group = _group(request)
    world = request.app[WORLD]
    person = known_person(world, read_number(await read_body(request), "person_id"))
    if not group.links:
        raise Refusal("The bot has made no link to this channel yet.")
    if person.id in group.members:
        raise Refusal(f"{person.name} is inside already.")
    if not world.telegram.ask_to_join(person.id, list(group.links)[-1]):
        raise Refusal(f"{person.name} is banned there.")
    return web.json_response({"inside": person.id in group.members})


async def _leave(request: web.Request) -> web.Response:
    group = _group(request)
    world = request.app[WORLD]
    person = known_person(world, read_number(await read_body(request), "person_id"))
    if person.id not in group.members:
        raise Refusal(f"{person.name} is not inside.")
    world.telegram.leave(person.id, group.id)
    return web.json_response({"done": True})


async def _bot(request: web.Request) -> web.Response:
    """Set what this person lets the bot do, or an owner whom nobody knows: `{"person_id": 1,
    "present": true, "invite": true, "remove": false}`."""
    group, world = _group(request), request.app[WORLD]
    body = await read_body(request)
    by = known_person(world, read_number(body, "person_id")).id if "person_id" in body else None
    if not body.get("present"):
        world.telegram.set_bot(group.id, "kicked", (), by=by)
    else:
        rights = [right for name, right in _RIGHTS.items() if body.get(name)]
        world.telegram.set_bot(group.id, "administrator", rights, by=by)
    return web.json_response({"done": True})


def _group(request: web.Request) -> Group:
    number = request.match_info["id"].removeprefix("-")
    groups = request.app[WORLD].telegram.groups
    group = groups.get(-int(number)) if number.isdecimal() else None
    if group is None:
        raise Refusal("There is no such channel.")
    return group
