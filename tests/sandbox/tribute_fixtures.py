"""Fixtures of the Tribute simulator: a running one, and a webhook that keeps the bodies it gets."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import aiohttp
import pytest
from aiohttp import web

from bot.clock import FixedClock
from bot.sandbox.traffic import TrafficLog
from bot.sandbox.tribute import TributeServer

API_KEY = "test-key"
NOW = 1_777_000_000
BUYER = {"telegram_user_id": 12321321, "telegram_username": "durov"}


@dataclass
class Inbox:
    """The bot's side; it answers each delivery with the next of `answers`, then with 200."""

    url: str = ""
    answers: list[int] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    signatures: list[str] = field(default_factory=list)

    @property
    def events(self) -> list[dict[str, object]]:
        return [json.loads(body) for body in self.bodies]

    async def until(self, count: int) -> None:
        """Wait for so many deliveries, the earlier ones included."""
        async with asyncio.timeout(15):
            while len(self.bodies) < count:
                await asyncio.sleep(0.01)

    async def receive(self, request: web.Request) -> web.Response:
        self.bodies.append(await request.read())
        self.signatures.append(request.headers["trbt-signature"])
        status = self.answers.pop(0) if self.answers else 200
        return web.json_response({"status": "ok", "outcome": "applied"}, status=status)


@asynccontextmanager
async def running_inbox() -> AsyncIterator[Inbox]:
    inbox = Inbox()
    app = web.Application()
    app.router.add_post("/webhook/tribute", inbox.receive)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    inbox.url = f"http://127.0.0.1:{runner.addresses[0][1]}/webhook/tribute"
    yield inbox
    await runner.cleanup()


@pytest.fixture
async def inbox() -> AsyncIterator[Inbox]:
    async with running_inbox() as running:
        yield running


@pytest.fixture
async def tribute(inbox: Inbox) -> AsyncIterator[TributeServer]:
    clock = FixedClock(NOW)
    server = TributeServer(API_KEY, webhook_url=inbox.url, log=TrafficLog(), now=clock.now)
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(headers={"Api-Key": API_KEY}) as session:
        yield session
