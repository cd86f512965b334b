"""The API of the console: a module for each area, each with its `routes()`."""

from handlers.http.console.api import live, me, overview
from handlers.http.console.api.openapi import with_openapi
from handlers.http.console.api.route import Route

_AREAS = (live.routes, me.routes, overview.routes)


def all_routes() -> list[Route]:
    """Return the routes of all areas."""
    return with_openapi([route for routes in _AREAS for route in routes()])
