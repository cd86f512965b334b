"""The page's controls of a private chat: ask to join, leave, and change the bot's rights."""

from aiohttp import web

from bot.sandbox.control import WORLD, Refusal, known_person, read_body, read_number
from bot.sandbox.telegram import Group

_RIGHTS = {"invite": "can_invite_users", "remove": "can_restrict_members"}


def routes() -> list[web.RouteDef]:
    return [
        web.post("/api/chats/{id}/join", _ask_to_join),
        web.post("/api/chats/{id}/leave", _leave),
        web.post("/api/chats/{id}/bot", _bot),
    ]


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
    """Set what the owner lets the bot do: `{"present": true, "invite": true, "remove": false}`."""
    group = _group(request)
    body = await read_body(request)
    if not body.get("present"):
        request.app[WORLD].telegram.set_bot(group.id, "kicked", ())
    else:
        rights = [right for name, right in _RIGHTS.items() if body.get(name)]
        request.app[WORLD].telegram.set_bot(group.id, "administrator", rights)
    return web.json_response({"done": True})


def _group(request: web.Request) -> Group:
    number = request.match_info["id"].removeprefix("-")
    groups = request.app[WORLD].telegram.groups
    group = groups.get(-int(number)) if number.isdecimal() else None
    if group is None:
        raise Refusal("There is no such channel.")
    return group
