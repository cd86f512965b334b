"""The API of the console: a module for each area, each with its `routes()`."""

from handlers.http.console.api import (
    attention,
    broadcasts,
    live,
    me,
    operations,
    overview,
    people,
    pictures,
    plans,
    purchases,
    recurring,
    renewing,
    shop_face,
)
from handlers.http.console.api.openapi import with_openapi
from handlers.http.console.api.route import Route

_AREAS = (
    attention.routes,
    broadcasts.routes,
    live.routes,
    me.routes,
    operations.routes,
    overview.routes,
    people.routes,
    pictures.routes,
    plans.routes,
    purchases.routes,
    recurring.routes,
    renewing.routes,
    shop_face.routes,
)


def all_routes() -> list[Route]:
    """Return the routes of all areas."""
    return with_openapi([route for routes in _AREAS for route in routes()])
