"""The sender of Tribute's signed webhooks, which repeats each until the bot answers 200."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

import aiohttp

from bot.sandbox.traffic import TrafficLog
from bot.sandbox.tribute.background import Background, Pace
from bot.sandbox.tribute.events import Event
from bot.sandbox.tribute.timestamps import Timestamps

RETRY_DELAYS_SECONDS = (300.0, 900.0, 1800.0, 3600.0, 36000.0)
"""The pauses between Tribute's attempts, from its integration guide."""


class DeliveryState(StrEnum):
    """The state of an event on its way to the bot."""

    WAITING = "waiting"
    """Not answered with 200 yet; another attempt will come."""
    KEPT_BACK = "kept_back"
    """Kept back as planned, until `retry_now`."""
    DELIVERED = "delivered"
    FAILED = "failed"
    """Not answered with 200, and no attempt will follow automatically."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt; `status` is None without an answer, and `outcome` then says why."""

    at: int
    body: bytes
    status: int | None
    outcome: str


@dataclass(slots=True, eq=False)
class Delivery:
    """One event for the bot, with every attempt to deliver it so far."""

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
        """The bot's own outcome (`applied`, `duplicate`…), or the reason why there is no answer."""
        return self.last.outcome if self.last else ""

    async def retries_done(self) -> None:
        """Wait until no automatic attempt will follow."""
        if self.retries is not None:
            await asyncio.wait([self.retries])


@dataclass(slots=True)
class WebhookFaults:
    """Planned faults of the next events that `send` delivers; each counts down to 0."""

    lose_next: int = 0
    """The first attempt never arrives; the retries do."""
    duplicate_next: int = 0
    """The event is sent, and then sent once more."""
    keep_back_next: int = 0
    """The event is not sent until `retry_now`."""

    def take(self, fault: str) -> bool:
        """Return whether this fault is planned, and count it down."""
        left: int = getattr(self, fault)
        if left:
            setattr(self, fault, left - 1)
        return left > 0


class WebhookSender:
    """The address, the retry delays, and every delivery so far."""

    def __init__(
        self, sign: Callable[[bytes], str], timestamps: Timestamps, background: Background
    ) -> None:
        self.webhook_url: str | None = None
        self.retry_delays: tuple[float, ...] = RETRY_DELAYS_SECONDS
        self.timeout_seconds = 10.0
        self.log: TrafficLog | None = None
        self.pace = Pace(1.0)
        self.faults = WebhookFaults()
        self.deliveries: list[Delivery] = []
        self._sign = sign
        self._timestamps = timestamps
        self._background = background
        self._session: aiohttp.ClientSession | None = None

    async def start(self) -> None:
        self._session = aiohttp.ClientSession()

    async def stop(self) -> None:
        if self._session is not None:
            await self._session.close()

    async def send(self, event: Event) -> Delivery:
        """Deliver as Tribute does, with planned faults and retries; return after one attempt."""
        delivery = self._open(event)
        if self.faults.take("keep_back_next"):
            delivery.state = DeliveryState.KEPT_BACK
            self._log_webhook(event, None, "kept back")
            return delivery
        if self.faults.take("lose_next"):
            self._record(delivery, Attempt(self._timestamps.now(), b"", None, "lost on the way"))
        else:
            await self._attempt(delivery)
        if self.faults.take("duplicate_next"):
            await self.deliver(event)
        self._schedule(delivery)
        return delivery

    async def deliver(self, event: Event) -> Delivery:
        """Deliver with one attempt, without planned faults and retries."""
        delivery = self._open(event)
        await self._attempt(delivery)
        if delivery.state is not DeliveryState.DELIVERED:
            delivery.state = DeliveryState.FAILED
        return delivery

    async def retry_now(self, delivery: Delivery) -> None:
        """Attempt a delivery now; when this attempt fails too, the retries go on."""
        was_kept_back = delivery.state is DeliveryState.KEPT_BACK
        await self._attempt(delivery)
        if delivery.state is DeliveryState.DELIVERED and delivery.retries is not None:
            delivery.retries.cancel()
        elif was_kept_back:
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
                body = delivery.event.body(self._timestamps.text())
                status, outcome = await self._post(body)
                self._record(delivery, Attempt(self._timestamps.now(), body, status, outcome))

    def _record(self, delivery: Delivery, attempt: Attempt) -> None:
        delivery.attempts.append(attempt)
        if attempt.status == 200:
            delivery.state = DeliveryState.DELIVERED
        number = len(delivery.attempts)
        gist = attempt.outcome if number == 1 else f"{attempt.outcome} (attempt {number})"
        self._log_webhook(
            delivery.event, attempt.status, f"{gist}\n{attempt.body.decode(errors='replace')}"
        )

    async def _post(self, body: bytes) -> tuple[int | None, str]:
        """Post a signed body; return the answer's status, None without an answer, and outcome."""
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

    def _log_webhook(self, event: Event, status: int | None, detail: str) -> None:
        if self.log is not None:
            self.log.add("tribute", "bot", f"webhook {event.name}", status=status, detail=detail)


def _outcome(answer: bytes) -> str:
    """Return the `outcome` of the bot's own answer, else the beginning of any other answer."""
    try:
        read = json.loads(answer)
    except ValueError:
        read = None
    if isinstance(read, dict) and isinstance(read.get("outcome"), str):
        return str(read["outcome"])
    return answer[:80].decode(errors="replace")
