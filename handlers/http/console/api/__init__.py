"""The API of the console: a module for each area, each with its `routes()`."""

from handlers.http.console.api import me
from handlers.http.console.api.route import Route

_AREAS = (me.routes,)


def all_routes() -> list[Route]:
    """Return the routes of all areas."""
    return [route for routes in _AREAS for route in routes()]
