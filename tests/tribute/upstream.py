"""Simulate Tribute's API: a real server on port 0 that gives the answers a test has planned."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Upstream:
    """Give the planned answers in turn, the last one again and again, and keep the requests."""

    url: str = ""
    answers: list[Answer] = field(default_factory=list)
    requests: list[web.Request] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    callers: list[object] = field(default_factory=list)

    def plan(self, *answers: Answer) -> None:
        self.answers = list(answers)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.requests.append(request)
        assert request.transport is not None
        self.callers.append(request.transport.get_extra_info("peername"))
        self.bodies.append(await request.read())
        answer = self.answers[0] if len(self.answers) == 1 else self.answers.pop(0)
        return await answer(request)

    @property
    def queries(self) -> list[dict[str, str]]:
        return [dict(request.query) for request in self.requests]


@asynccontextmanager
async def serving(upstream: Upstream) -> AsyncIterator[Upstream]:
    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", upstream.handle)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.01)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    upstream.url = f"http://{host}:{port}/api/v1"
    try:
        yield upstream
    finally:
        await runner.cleanup()


def says(content: object, status: int = 200, **headers: str) -> Answer:
    """Answer with this content, as JSON unless it is a text."""

    async def answer(request: web.Request) -> web.StreamResponse:
        text = content if isinstance(content, str) else json.dumps(content)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return web.Response(text=text, status=status, headers=named)

    return answer


def refuses(status: int, code: str = "error_bad_request") -> Answer:
    return says({"error": code, "message": "as documented"}, status)


async def drops(request: web.Request) -> web.StreamResponse:
    """Take the request and hang up."""
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


async def breaks_off(request: web.Request) -> web.StreamResponse:
    """Promise a long answer and hang up in its middle."""
    response = web.StreamResponse(headers={"Content-Length": "1000"})
    await response.prepare(request)
    await response.write(b'{"success": true')
    assert request.transport is not None
    request.transport.close()
    return response


def product(number: int = 456, **changes: object) -> dict[str, object]:
    """Return a product with every member that openapi.json documents."""
    return {
        "id": number,
        "type": "digital",
        "name": f"Access {number}",
        "description": "One month",
        "amount": 999,
        "currency": "USD",
        "starsAmount": 450,
        "starsAmountEnabled": True,
        "status": "approved",
        "isCustom": False,
        "acceptCards": True,
        "acceptWalletPay": False,
        "protectContent": False,
        "created": "2025-03-20T01:15:58Z",
        "updated": "2025-03-20T01:15:58Z",
        "link": "https://t.me/tribute/app?startapp=pDDs",
        "webLink": "https://web.tribute.tg/p/DDs",
        **changes,
    }


def page(*rows: object, total: int | None = None, limit: int | None = None) -> dict[str, object]:
    described = {"total": total, "offset": 1, "limit": limit}
    return {"rows": list(rows), "meta": described}
