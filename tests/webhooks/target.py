"""A service that webhooks are sent to: a real server that answers as planned, or misbehaves."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TypeAlias

from aiohttp import web

from bot.webhooks.client import WebhookClient

KEY = b"a key of thirty-two bytes, often"
Answer: TypeAlias = int | Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Target:
    """A receiver at `url`: each webhook uses up the first of `answers`, or gets a 204."""

    url: str = ""
    answers: list[Answer] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)

    async def take(self, request: web.Request) -> web.StreamResponse:
        self.headers.append(dict(request.headers))
        self.bodies.append(await request.read())
        self.paths.append(request.path)
        answer = self.answers.pop(0) if self.answers else 204
        return web.Response(status=answer) if isinstance(answer, int) else await answer(request)

    def client(self, *, timeout_seconds: float = 5, allow_private: bool = True) -> WebhookClient:
        return WebhookClient(
            self.url, KEY, allow_private=allow_private, timeout_seconds=timeout_seconds
        )


@asynccontextmanager
async def serving(host: str = "127.0.0.1") -> AsyncIterator[Target]:
    target = Target()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", target.take)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, 0).start()
        target.url = f"http://{host}:{runner.addresses[0][1]}/hook"
        yield target
    finally:
        await runner.cleanup()


async def hang(_request: web.Request) -> web.StreamResponse:
    await asyncio.sleep(30)
    return web.Response()


def redirect(to: str) -> Answer:
    async def answer(_request: web.Request) -> web.StreamResponse:
        return web.Response(status=307, headers={"Location": to})

    return answer


def asking_to_wait(seconds: str) -> Answer:
    async def answer(_request: web.Request) -> web.StreamResponse:
        return web.Response(status=503, headers={"Retry-After": seconds})

    return answer
