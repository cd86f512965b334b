"""People: the list, the card of one with the whole history, and what admins do for them."""

from handlers.http.console.api.people import access, card, history, list_, messages, renewals
from handlers.http.console.api.route import Route


def routes() -> list[Route]:
    """Return the routes of this area."""
    areas = (list_, card, history, access, renewals, messages)
    return [route for area in areas for route in area.routes()]
