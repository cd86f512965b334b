"""The doctor, incidents and copies; tables and copies as files."""

from handlers.http.console.api.operations import doctor, downloads
from handlers.http.console.api.route import Route


def routes() -> list[Route]:
    """Return the routes of this area."""
    return [*doctor.routes(), *downloads.routes()]
