"""The stand-in for Tribute: one real HTTP server on loopback, and the levers to play it with."""

import asyncio
import hashlib
import hmac
from collections.abc import Callable, Iterable
from contextlib import AsyncExitStack
from typing import Unpack

from aiohttp import web

from bot.clock import SystemClock
from bot.sandbox.traffic import TrafficLog
from bot.sandbox.tribute.api import Api, ApiCall
from bot.sandbox.tribute.background import Background
from bot.sandbox.tribute.catalog import ProductFields, ProductJson
from bot.sandbox.tribute.checkout import Checkout
from bot.sandbox.tribute.courier import Courier, Delivery, WebhookPlan
from bot.sandbox.tribute.events import Event, purchase_event, refund_event, test_ping
from bot.sandbox.tribute.faults import FaultKind, Faults
from bot.sandbox.tribute.refunds import Refunds
from bot.sandbox.tribute.shop import Method, Purchase, Shop
from bot.sandbox.tribute.stamps import Stamps
from bot.sandbox.tribute.subscriptions import Subscriptions

_BASE_PATH = "/api/v1"
_STOP_SECONDS = 2.0


class TributeServer:
    """Sells the ready-made catalogue, sends signed webhooks, answers the REST API.

    `retry_delays` are Tribute's own; `speed` divides them and may be changed while they run.
    """

    def __init__(
        self,
        api_key: str,
        *,
        webhook_url: str | None = None,
        log: TrafficLog | None = None,
        now: Callable[[], int] | None = None,
        speed: float = 1.0,
    ) -> None:
        self.api_key = api_key
        self.stamps = Stamps(now or SystemClock().now)
        self.shop = Shop(self.stamps)
        self._background = Background()
        self.courier = Courier(self.sign, self.stamps, self._background)
        self.courier.webhook_url = webhook_url
        self.courier.pace.speed = speed
        self.subscriptions = Subscriptions(self.shop, self.courier)
        self.refunds = Refunds(self.shop, self.courier, self._background)
        self.api = Api(self.shop, self.refunds, lambda: self.api_key)
        self.courier.log = self.api.log = log
        self.url = ""
        self._open = AsyncExitStack()

    # Running

    async def start(self, port: int = 0) -> None:
        """Listen on loopback; `url` is then the base for TRIBUTE_API_URL."""
        await self.courier.start()
        self._open.push_async_callback(self.courier.stop)
        await self._background.start()
        self._open.push_async_callback(self._background.stop)
        runner = web.AppRunner(self._app(), shutdown_timeout=_STOP_SECONDS)
        await runner.setup()
        self._open.push_async_callback(runner.cleanup)
        self._open.callback(self.api.stopping.set)
        site = web.TCPSite(runner, "127.0.0.1", port)
        await site.start()
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}{_BASE_PATH}"

    async def stop(self) -> None:
        """Hanging calls are cut off, retries that wait are dropped."""
        await self._open.aclose()

    def _app(self) -> web.Application:
        self.api.stopping = asyncio.Event()
        app = web.Application()
        app.add_subapp(_BASE_PATH, self.api.app())
        app.add_routes(self.checkout_routes())
        return app

    def checkout_routes(self) -> list[web.RouteDef]:
        """`/checkout/{code}?telegram_user_id=…&telegram_username=…`, for any server."""
        return Checkout(self).routes()

    # What is sold, and to whom

    @property
    def products(self) -> dict[int, ProductJson]:
        return self.shop.products

    @property
    def purchases(self) -> dict[int, Purchase]:
        return self.shop.purchases

    def add_product(self, name: str, **fields: Unpack[ProductFields]) -> ProductJson:
        """A new product with the API's fields; `id` and link `code` are made up when missing."""
        return self.shop.add_product(name, **fields)

    async def pay(
        self,
        product_id: int,
        *,
        telegram_user_id: int | None,
        telegram_username: str | None = None,
        method: Method = "stars",
        minimal: bool = False,
    ) -> Purchase:
        """Buy, and send the webhook; returns after its first attempt.

        No `telegram_user_id` is somebody signed in by e-mail in the browser; `minimal` sends the
        older body without a purchase id. LookupError for an unknown product.
        """
        purchase = self.shop.record_purchase(
            product_id,
            telegram_user_id=telegram_user_id,
            telegram_username=telegram_username,
            method=method,
        )
        await self.courier.send(purchase_event(purchase, minimal=minimal))
        return purchase

    async def refund_by_buyer(self, purchase_id: int) -> Delivery:
        """The buyer takes the Stars back. ValueError when they are back already."""
        return await self.refunds.by_buyer(purchase_id)

    # Webhooks

    @property
    def webhook_url(self) -> str | None:
        return self.courier.webhook_url

    @webhook_url.setter
    def webhook_url(self, url: str | None) -> None:
        self.courier.webhook_url = url

    @property
    def retry_delays(self) -> tuple[float, ...]:
        return self.courier.retry_delays

    @retry_delays.setter
    def retry_delays(self, delays: Iterable[float]) -> None:
        self.courier.retry_delays = tuple(delays)

    @property
    def speed(self) -> float:
        return self.courier.pace.speed

    @speed.setter
    def speed(self, speed: float) -> None:
        self.courier.pace.speed = speed

    def skip_time(self, seconds: float) -> None:
        """Retries that would fall due within these seconds are sent now."""
        self.courier.pace.skip(seconds)

    @property
    def plan(self) -> WebhookPlan:
        return self.courier.plan

    @property
    def deliveries(self) -> list[Delivery]:
        return self.courier.deliveries

    def sign(self, body: bytes) -> str:
        """The `trbt-signature` of these bytes."""
        return hmac.new(self.api_key.encode(), body, hashlib.sha256).hexdigest()

    def build_event(self, name: str, payload: dict[str, object]) -> Event:
        """Any event by name, happening now; send it with `send`, `deliver`."""
        return Event(name, self.stamps.text(), payload)

    def raw_event(self, body: bytes) -> Event:
        """Signed bytes of any kind, readable or not."""
        return Event("raw", "", raw=body)

    def purchase_event(self, purchase_id: int, *, minimal: bool = False) -> Event:
        """The purchase's webhook, the same each time but for `sent_at`."""
        return purchase_event(self.purchases[purchase_id], minimal=minimal)

    def refund_event(self, purchase_id: int) -> Event:
        """The webhook of a purchase that has been refunded."""
        return refund_event(self.purchases[purchase_id])

    async def send(self, event: Event) -> Delivery:
        """Deliver as Tribute does: by plan, and again until it is answered 200."""
        return await self.courier.send(event)

    async def deliver(self, event: Event) -> int:
        """One attempt, whatever the plans; the answer's status, 0 where there was no answer."""
        return (await self.courier.deliver(event)).status or 0

    async def retry_now(self, delivery: Delivery) -> None:
        """Attempt a lost, refused or held delivery now instead of later."""
        await self.courier.retry_now(delivery)

    async def send_test_ping(self) -> Delivery:
        """The dashboard's test button."""
        return await self.courier.send(test_ping())

    # The API

    @property
    def calls(self) -> list[ApiCall]:
        return self.api.calls

    @property
    def faults(self) -> Faults:
        return self.api.faults

    def fail_next_api(self, kind: FaultKind, *, times: int = 1) -> None:
        """Fail the next calls; `faults.plan` says more (which call, done or not, how long)."""
        for _ in range(times):
            self.faults.plan(kind)
