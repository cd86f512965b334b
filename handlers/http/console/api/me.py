"""The admin who is logged in: their name, role and language; and logging out."""

from aiohttp import web
from pydantic import BaseModel

from bot import __version__
from bot.usecases.console.access import ConsoleSession
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


def me(session: ConsoleSession, locale: str) -> Me:
    """Return the admin of a session, whose language this is."""
    return Me(
        id=session.admin,
        is_owner=session.is_owner,
        locale=locale,
        name=session.person.name if session.person is not None else None,
        version=__version__,
    )


async def _me(call: Call) -> Me:
    return me(call.session, call.locale)


async def _logout(call: Call) -> web.StreamResponse:
    await call.deps.console.logout(call.session)
    response = web.Response(status=204)
    drop_cookie(response, call.request, OwnAddress(call.deps.settings.public_url))
    return response
