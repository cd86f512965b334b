"""The API of the console: a module for each area, each with its `routes()`."""

from handlers.http.console.api import (
    attention,
    live,
    me,
    operations,
    overview,
    plans,
)
from handlers.http.console.api.openapi import with_openapi
from handlers.http.console.api.route import Route

_AREAS = (
    attention.routes,
    live.routes,
    me.routes,
    operations.routes,
    overview.routes,
    plans.routes,
)


def all_routes() -> list[Route]:
    """Return the routes of all areas."""
    return with_openapi([route for routes in _AREAS for route in routes()])
