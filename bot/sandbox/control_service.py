"""The page's controls of the owner's own service: ask the API, refuse the next webhook."""

from aiohttp import web

from bot.sandbox.control import WORLD, Refusal
from bot.sandbox.service import OwnerService
from bot.sandbox.world import World

_EVERYBODY = "everybody"


def routes() -> list[web.RouteDef]:
    return [
        web.post("/api/service/ask/{person}", _ask),
        web.post("/api/service/refuse-next/{count}", _refuse_next),
    ]


async def _ask(request: web.Request) -> web.Response:
    world, person = request.app[WORLD], request.match_info["person"]
    if person != _EVERYBODY and not (person.isascii() and person.isdecimal()):
        raise Refusal("There is no such person.")
    person_ids = list(world.telegram.people) if person == _EVERYBODY else [int(person)]
    call = await _service(world).ask(world.app_url, person_ids)
    return web.json_response(
        {"request": call.request, "status": call.status, "answer": call.answer}
    )


async def _refuse_next(request: web.Request) -> web.Response:
    _service(request.app[WORLD]).refuse_next = int(request.match_info["count"] != "0")
    return web.json_response({"done": True})


def _service(world: World) -> OwnerService:
    if world.service is None:
        raise Refusal("This sandbox has no service of its own.")
    return world.service
