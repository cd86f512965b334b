"""Routes that show what the frame of the API does, and what each of them answers."""

import asyncio
from typing import Annotated

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from bot.errors import StorageUnavailable
from handlers.http.bodies import read_body
from handlers.http.console.api import all_routes
from handlers.http.console.api.refused import Refused
from handlers.http.console.api.route import Call, Route

SECRET = "a-value-that-nobody-may-read-again"


class Query(BaseModel):
    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    q: Annotated[str, StringConstraints(max_length=64)] = ""
    limit: Annotated[int, Field(ge=1, le=200)] = 50


class Body(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, hide_input_in_errors=True)

    name: Annotated[str, StringConstraints(max_length=64)]
    amount: Annotated[int, Field(ge=0, le=100)]


class Echo(BaseModel):
    said: str


async def _find(call: Call) -> Echo:
    return Echo(said=f"{call.path['id']}: {call.query.q} {call.query.limit}")


async def _change(call: Call) -> Echo:
    return Echo(said=f"{call.whole('id')}: {call.body.name} {call.body.amount}")


async def _owners(call: Call) -> Echo:
    return Echo(said=f"{call.admin} {call.is_owner} {call.locale} {call.now}")


async def _long(call: Call) -> Echo:
    return Echo(said="x" * 5000)


async def _file(call: Call) -> web.StreamResponse:
    return web.Response(body=b"a,b", content_type="text/csv")


async def _raw(call: Call) -> Echo:
    return Echo(said=str(len(await read_body(call.request, 100_000))))


class Held:
    """Uploads that wait until they may go on."""

    begun = 0
    go = asyncio.Event()


HELD = Held()


async def _hold(call: Call) -> Echo:
    HELD.begun += 1
    await HELD.go.wait()
    return Echo(said="done")


async def _refuse(call: Call) -> Echo:
    raise Refused(409, "changed", call.text("console-access-not-found"))


async def _fail(call: Call) -> Echo:
    raise LookupError(SECRET)


async def _no_storage(call: Call) -> Echo:
    raise StorageUnavailable("database: disk is full")


ROUTES = [
    Route("GET", "things/{id}", Echo, _find, query=Query),
    Route("POST", "things/{id}", Echo, _change, body=Body),
    Route("POST", "things/{id}/refuse", Echo, _refuse),
    Route("POST", "things/list", Echo, _refuse),
    Route("GET", "owners", Echo, _owners, owners_only=True),
    Route("GET", "long", Echo, _long),
    Route("GET", "file.csv", None, _file),
    Route("POST", "raw", Echo, _raw, raw=True),
    Route("POST", "held", Echo, _hold, raw=True),
    Route("GET", "fail", Echo, _fail),
    Route("GET", "no-storage", Echo, _no_storage),
    *all_routes(),
]
