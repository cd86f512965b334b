"""A world's page, for the tests that control it by HTTP or with a browser."""

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp

from bot.sandbox.server import start_page
from bot.sandbox.world import LOOPBACK, World

OWN_PAGE = {"X-Sandbox": "1"}
"""The header of the page's own requests."""


@dataclass(frozen=True, slots=True)
class Site:
    """The page of a world, as a browser or a script reaches it."""

    world: World
    url: str
    http: aiohttp.ClientSession

    async def state(self) -> dict[str, Any]:
        async with self.http.get(f"{self.url}/api/state") as response:
            assert response.status == 200
            read: dict[str, Any] = await response.json()
            return read

    async def do(self, path: str, **body: object) -> dict[str, Any]:
        """POST as the page does, and return the answer; assert that the control worked."""
        status, answer = await self.ask(path, **body)
        assert status == 200, answer
        return answer

    async def ask(self, path: str, **body: object) -> tuple[int, dict[str, Any]]:
        """POST as the page does, and return the status and the answer."""
        url = f"{self.url}/api/{path}"
        async with self.http.post(url, json=body, headers=OWN_PAGE) as response:
            return response.status, await response.json()


@asynccontextmanager
async def serving(world: World) -> AsyncIterator[Site]:
    """Serve the world's page on a free port."""
    with socket.create_server((LOOPBACK, 0)) as listening:
        port = listening.getsockname()[1]
        runner = await start_page(world, listening)
        try:
            async with aiohttp.ClientSession() as http:
                yield Site(world, f"http://{LOOPBACK}:{port}", http)
        finally:
            await runner.cleanup()
