"""A client for the HTTP endpoints of the app that can sign what it delivers."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.sandbox.world import PLAY_KEY, World
from storage.engine.database import open_read_only
from tests.bodies import sign


class HttpClient:
    """A client that calls the routes of the app as Tribute or the owner's services would."""

    def __init__(self, session: aiohttp.ClientSession, url: str, database: Path) -> None:
        self._session = session
        self._url = url
        self.database = database

    async def post(
        self, body: Any, *, key: str = PLAY_KEY, headers: dict[str, str] | None = None
    ) -> tuple[int, dict[str, Any]]:
        """Deliver a body to the webhook, signed unless `headers` says otherwise."""
        if headers is None:
            headers = {"trbt-signature": sign(body, key)}
        url = self._url + "/webhook/tribute"
        async with self._session.post(url, data=body, headers=headers) as answer:
            return answer.status, await answer.json()

    async def get(
        self, path: str, headers: dict[str, str] | None = None
    ) -> tuple[int, dict[str, Any]]:
        async with self._session.get(self._url + path, headers=headers) as answer:
            return answer.status, await answer.json()

    async def events(self) -> int:
        """Return how many deliveries the ledger holds."""
        with open_read_only(self.database) as tx:
            found: int = tx.scalar("SELECT COUNT(*) FROM webhook_events")
            return found


@pytest.fixture
async def client(world: World) -> AsyncIterator[HttpClient]:
    async with aiohttp.ClientSession() as session:
        yield HttpClient(session, world.app_url, world.settings.database_path)
