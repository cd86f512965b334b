"""Purchases: the list, the life of one, and refunds."""

from handlers.http.console.api.purchases import card, list_, refunds
from handlers.http.console.api.route import Route


def routes() -> list[Route]:
    """Return the routes of this area."""
    return [*list_.routes(), *card.routes(), *refunds.routes()]
