"""Carries events to the bot's webhook, signed, again and again until it answers 200."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

import aiohttp

from bot.sandbox.traffic import TrafficLog
from bot.sandbox.tribute.background import Background, Pace
from bot.sandbox.tribute.events import Event
from bot.sandbox.tribute.stamps import Stamps

RETRY_DELAYS_SECONDS = (300.0, 900.0, 1800.0, 3600.0, 36000.0)
"""When Tribute tries again, by its integration guide."""


class DeliveryState(StrEnum):
    WAITING = "waiting"
    """Not answered with 200 yet; another attempt will come."""
    HELD = "held"
    """Kept back by the plan until `retry_now`."""
    DELIVERED = "delivered"
    FAILED = "failed"
    """Not answered with 200, and nothing more will be tried by itself."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try. `status` is None where the bot gave no answer; `outcome` then says why."""

    at: int
    body: bytes
    status: int | None
    outcome: str


@dataclass(slots=True, eq=False)
class Delivery:
    """An event on its way, with every attempt so far."""

    number: int
    event: Event
    state: DeliveryState = DeliveryState.WAITING
    attempts: list[Attempt] = field(default_factory=list)
    lock: asyncio.Lock = field(default_factory=asyncio.Lock, repr=False)
    retries: asyncio.Task[None] | None = field(default=None, repr=False)

    @property
    def name(self) -> str:
        return self.event.name

    @property
    def last(self) -> Attempt | None:
        return self.attempts[-1] if self.attempts else None

    @property
    def status(self) -> int | None:
        return self.last.status if self.last else None

    @property
    def outcome(self) -> str:
        """What the bot made of it (`applied`, `duplicate`…), or why there is no answer."""
        return self.last.outcome if self.last else ""

    async def retries_done(self) -> None:
        """Wait until nothing more will be tried by itself."""
        if self.retries is not None:
            await asyncio.wait([self.retries])


@dataclass(slots=True)
class WebhookPlan:
    """Mishaps for the next events that are sent by themselves; each counts down to 0."""

    lose_next: int = 0
    """The first attempt never arrives; the retries do."""
    duplicate_next: int = 0
    """Sent, and then sent once more."""
    hold_next: int = 0
    """Not sent until `retry_now`."""

    def take(self, mishap: str) -> bool:
        left: int = getattr(self, mishap)
        if left:
            setattr(self, mishap, left - 1)
        return left > 0


class Courier:
    """Knows the address, the timetable and what has been sent."""

    def __init__(
        self, sign: Callable[[bytes], str], stamps: Stamps, background: Background
    ) -> None:
        self.webhook_url: str | None = None
        self.retry_delays: tuple[float, ...] = RETRY_DELAYS_SECONDS
        self.timeout_seconds = 10.0
        self.log: TrafficLog | None = None
        self.pace = Pace(1.0)
        self.plan = WebhookPlan()
        self.deliveries: list[Delivery] = []
        self._sign = sign
        self._stamps = stamps
        self._background = background
        self._session: aiohttp.ClientSession | None = None

    async def start(self) -> None:
        self._session = aiohttp.ClientSession()

    async def stop(self) -> None:
        if self._session is not None:
            await self._session.close()

    async def send(self, event: Event) -> Delivery:
        """Deliver as Tribute does, by plan and timetable; returns after the first attempt."""
        delivery = self._open(event)
        if self.plan.take("hold_next"):
            delivery.state = DeliveryState.HELD
            self._note(event, None, "held back")
            return delivery
        if self.plan.take("lose_next"):
            self._record(delivery, Attempt(self._stamps.now(), b"", None, "lost on the way"))
        else:
            await self._attempt(delivery)
        if self.plan.take("duplicate_next"):
            await self.deliver(event)
        self._schedule(delivery)
        return delivery

    async def deliver(self, event: Event) -> Delivery:
        """One attempt, outside every plan, never repeated."""
        delivery = self._open(event)
        await self._attempt(delivery)
        if delivery.state is not DeliveryState.DELIVERED:
            delivery.state = DeliveryState.FAILED
        return delivery

    async def retry_now(self, delivery: Delivery) -> None:
        """Don't wait for the timetable; when this fails too, the timetable goes on."""
        was_held = delivery.state is DeliveryState.HELD
        await self._attempt(delivery)
        if delivery.state is DeliveryState.DELIVERED and delivery.retries is not None:
            delivery.retries.cancel()
        elif was_held:
            delivery.state = DeliveryState.WAITING
            self._schedule(delivery)

    def _open(self, event: Event) -> Delivery:
        delivery = Delivery(len(self.deliveries) + 1, event)
        self.deliveries.append(delivery)
        return delivery

    def _schedule(self, delivery: Delivery) -> None:
        if delivery.state is DeliveryState.WAITING:
            delivery.retries = self._background.run(self._keep_trying(delivery))

    async def _keep_trying(self, delivery: Delivery) -> None:
        for delay in self.retry_delays:
            await self.pace.sleep(delay)
            await self._attempt(delivery)
            if delivery.state is DeliveryState.DELIVERED:
                return
        delivery.state = DeliveryState.FAILED

    async def _attempt(self, delivery: Delivery) -> None:
        async with delivery.lock:  # a retry that falls due during `retry_now` waits for its end
            if delivery.state is not DeliveryState.DELIVERED:
                body = delivery.event.body(self._stamps.text())
                status, outcome = await self._post(body)
                self._record(delivery, Attempt(self._stamps.now(), body, status, outcome))

    def _record(self, delivery: Delivery, attempt: Attempt) -> None:
        delivery.attempts.append(attempt)
        if attempt.status == 200:
            delivery.state = DeliveryState.DELIVERED
        number = len(delivery.attempts)
        gist = attempt.outcome if number == 1 else f"{attempt.outcome} (attempt {number})"
        self._note(
            delivery.event, attempt.status, f"{gist}\n{attempt.body.decode(errors='replace')}"
        )

    async def _post(self, body: bytes) -> tuple[int | None, str]:
        """The answer's status and outcome; no status where there was no answer."""
        if self.webhook_url is None or self._session is None:
            return None, "no webhook address"
        headers = {"Content-Type": "application/json", "trbt-signature": self._sign(body)}
        timeout = aiohttp.ClientTimeout(total=self.timeout_seconds)
        try:
            async with self._session.post(
                self.webhook_url, data=body, headers=headers, timeout=timeout, allow_redirects=False
            ) as response:
                return response.status, _outcome(await response.read())
        except TimeoutError:
            return None, "no answer in time"
        except aiohttp.ClientError:
            return None, "no connection"

    def _note(self, event: Event, status: int | None, detail: str) -> None:
        if self.log is not None:
            self.log.add("tribute", "bot", f"webhook {event.name}", status=status, detail=detail)


def _outcome(answer: bytes) -> str:
    """`outcome` of the bot's own answer, else the beginning of whatever was answered."""
    try:
        read = json.loads(answer)
    except ValueError:
        read = None
    if isinstance(read, dict) and isinstance(read.get("outcome"), str):
        return str(read["outcome"])
    return answer[:80].decode(errors="replace")
