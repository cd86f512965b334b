"""The page's control of the keyboard below the input field: a person is shared with the bot."""

from aiohttp import web

from bot.sandbox.control import WORLD, Refusal, known_person, person_of, read_body, read_number


def routes() -> list[web.RouteDef]:
    return [web.post("/api/people/{id}/share", _share)]


async def _share(request: web.Request) -> web.Response:
    body, world = await read_body(request), request.app[WORLD]
    chosen = known_person(world, read_number(body, "chosen"))
    number = read_number(body, "request_id")
    try:
        message = world.telegram.share(person_of(request).id, number, chosen.id)
    except LookupError:
        raise Refusal("The bot doesn’t ask for a person now.") from None
    return web.json_response({"id": message.message_id})
