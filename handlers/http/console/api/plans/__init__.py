"""Plans and tariffs: what is sold, in which order, for how much, and which chats it opens."""

from handlers.http.console.api.plans import (
    arrange,
    inclusions,
    overview,
    private_chats,
    products,
    stars_prices,
    words,
)
from handlers.http.console.api.route import Route


def routes() -> list[Route]:
    """Return the routes of this area."""
    areas = (overview, words, arrange, inclusions, private_chats, products, stars_prices)
    return [route for one in areas for route in one.routes()]
