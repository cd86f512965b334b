"""The page's Mini Apps: a person opens one, and the page gets what Telegram tells it."""

from aiohttp import web

from bot.sandbox.control import WORLD, Refusal, person_of, read_body, read_number, read_text

_LONGEST_LABEL = 256


def routes() -> list[web.RouteDef]:
    return [web.post("/api/people/{id}/web-app", _open)]


async def _open(request: web.Request) -> web.Response:
    """Open the Mini App of the menu button, or of a button below a message."""
    body, person = await read_body(request), person_of(request)
    telegram = request.app[WORLD].telegram
    try:
        if "message_id" not in body:
            init_data = telegram.open_menu_button(person.id)
        else:
            label = read_text(body, "text", _LONGEST_LABEL)
            init_data = telegram.open_web_app(person.id, read_number(body, "message_id"), label)
    except LookupError:
        raise Refusal("This button opens no Mini App any more.") from None
    return web.json_response({"init_data": init_data})
