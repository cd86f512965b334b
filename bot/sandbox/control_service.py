"""The page's controls of the owner's own service: let it ask the API, let it refuse a webhook."""

from aiohttp import web

from bot.sandbox.control import WORLD, Refusal
from bot.sandbox.service import OwnerService
from bot.sandbox.world import World

_EVERYBODY = "everybody"


def routes() -> list[web.RouteDef]:
    return [
        web.post("/api/service/ask/{whom}", _ask),
        web.post("/api/service/refuse-next/{count}", _refuse_next),
    ]


async def _ask(request: web.Request) -> web.Response:
    world, whom = request.app[WORLD], request.match_info["whom"]
    if whom != _EVERYBODY and not (whom.isascii() and whom.isdecimal()):
        raise Refusal("There is no such person.")
    people = list(world.telegram.people) if whom == _EVERYBODY else [int(whom)]
    asked = await _service(world).ask(world.app_url, people)
    return web.json_response(
        {"request": asked.request, "status": asked.status, "answer": asked.answer}
    )


async def _refuse_next(request: web.Request) -> web.Response:
    _service(request.app[WORLD]).refuse_next = int(request.match_info["count"] != "0")
    return web.json_response({"done": True})


def _service(world: World) -> OwnerService:
    if world.service is None:
        raise Refusal("This sandbox has no service of its own.")
    return world.service
