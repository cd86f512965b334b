"""The admin who is logged in: their name, role and language; and logging out."""

from aiohttp import web
from pydantic import BaseModel

from bot import __version__
from handlers.http.console.api.route import Call, Route
from handlers.http.console.credentials import drop_cookie
from handlers.http.console.own_address import OwnAddress


class Me(BaseModel):
    """The admin, and the version of the program."""

    id: int
    is_owner: bool
    locale: str
    name: str | None
    version: str


def routes() -> list[Route]:
    """Return the routes of this area."""
    return [
        Route("GET", "me", Me, _me, summary="Who is logged in"),
        Route("POST", "logout", None, _logout, summary="End this session"),
    ]


async def _me(call: Call) -> Me:
    person = call.session.person
    return Me(
        id=call.admin,
        is_owner=call.is_owner,
        locale=call.locale,
        name=person.name if person is not None else None,
        version=__version__,
    )


async def _logout(call: Call) -> web.StreamResponse:
    await call.deps.console.logout(call.session)
    response = web.Response(status=204)
    drop_cookie(response, call.request, OwnAddress(call.deps.settings.public_url))
    return response
