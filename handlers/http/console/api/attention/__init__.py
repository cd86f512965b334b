"""Everything that waits for an admin: the list, a card for each thing, and the acts on it."""

from handlers.http.console.api.attention import (
    held,
    list_,
    others,
    people_who_wait,
    unmatched_refunds,
)
from handlers.http.console.api.route import Route


def routes() -> list[Route]:
    """Return the routes of this area."""
    areas = (list_, held, people_who_wait, unmatched_refunds, others)
    return [route for one in areas for route in one.routes()]
