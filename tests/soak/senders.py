"""The senders of a soak: Tribute's events until they are answered 200, forgeries, slow clients."""

import asyncio
import contextlib
import random
from collections import Counter
from typing import Any

import aiohttp

from bot.sandbox.tribute import TributeServer
from bot.sandbox.tribute.events import Event
from tests.bodies import sign
from tests.faults.forked import ForkedBot
from tests.journeys.process import KEY
from tests.soak.expected import ExpectedPurchase

_PATIENCE = aiohttp.ClientTimeout(total=20)
_SLOW_SECONDS = 12.0


class Senders:
    """The sending tasks, and a count of their answers: a status, or “no answer”."""

    def __init__(self, bot: ForkedBot, tribute: TributeServer, tasks: asyncio.TaskGroup) -> None:
        self._bot = bot
        self._tribute = tribute
        self._tasks = tasks
        self._session = aiohttp.ClientSession(
            timeout=_PATIENCE, connector=aiohttp.TCPConnector(limit=0)
        )
        self.answers: Counter[str] = Counter()
        self.forged_answers: Counter[str] = Counter()
        self.under_way = 0

    async def close(self) -> None:
        await self._session.close()

    def deliver(self, purchase: ExpectedPurchase, event: Event, rng: random.Random) -> None:
        """Send an event until it is answered 200, with up to four copies at once or a bit later."""
        seconds = rng.choice((0, 0, 0.2, 1.5))
        self._run(self._until_taken(purchase, event, seconds))
        for _ in range(rng.choice((0, 0, 1, 1, 4))):
            self._run(self._once(purchase, event, seconds + rng.choice((0, 0, 0.1, 2))))

    def send_again(self, purchase: ExpectedPurchase, event: Event, copies: int) -> None:
        """Send copies of an event once each."""
        for _ in range(copies):
            self._run(self._once(purchase, event, 0))

    def forge(self, bodies: list[bytes]) -> None:
        """Send bodies that are signed with another key."""
        for body in bodies:
            self._run(self._forge(body))

    def junk(self, body: bytes) -> None:
        """Send a body of any kind, signed with the right key."""
        self._run(self._post(body, KEY, self.answers))

    def stall(self, connections: int) -> None:
        """Open connections that send half of a request and wait."""
        for _ in range(connections):
            self._run(self._stall())

    def _run(self, work: Any) -> None:
        self._tasks.create_task(work)

    async def _until_taken(self, purchase: ExpectedPurchase, event: Event, seconds: float) -> None:
        self.under_way += 1
        await asyncio.sleep(seconds)
        while not await self._attempt(purchase, event):
            await asyncio.sleep(0.5)
        self.under_way -= 1

    async def _once(self, purchase: ExpectedPurchase, event: Event, seconds: float) -> None:
        await asyncio.sleep(seconds)
        await self._attempt(purchase, event)

    async def _attempt(self, purchase: ExpectedPurchase, event: Event) -> bool:
        body = event.body(self._tribute.timestamps.text())
        status, outcome = await self._post(body, KEY, self.answers)
        if status == 200 and event.name == "new_digital_product":
            purchase.taken = True
            purchase.applied_answers += outcome in {"applied", "held"}
        return status == 200

    async def _post(self, body: bytes, key: str, count: Counter[str]) -> tuple[int, str]:
        headers = {"trbt-signature": sign(body, key)}
        url = self._bot.url + "/webhook/tribute"
        try:
            async with self._session.post(url, data=body, headers=headers) as answer:
                content = await answer.json()
        except (aiohttp.ClientError, TimeoutError, ValueError):
            count["no answer"] += 1
            return 0, ""
        count[str(answer.status)] += 1
        return answer.status, content.get("outcome", "")

    async def _forge(self, body: bytes) -> None:
        await self._post(body, "a key of somebody else", self.forged_answers)

    async def _stall(self) -> None:
        head = b"POST /webhook/tribute HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\nhalf"
        with contextlib.suppress(OSError):
            _, writer = await asyncio.open_connection("127.0.0.1", self._bot.port)
            writer.write(head)
            await asyncio.sleep(_SLOW_SECONDS)
            writer.close()
            await writer.wait_closed()
