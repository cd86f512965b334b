"""The Tribute simulator: a real HTTP server on loopback, with controls for tests and the page."""

import asyncio
import hashlib
import hmac
from collections.abc import Callable, Iterable
from contextlib import AsyncExitStack
from typing import Unpack

from aiohttp import web

from bot.clock import SystemClock
from bot.sandbox.dates import dated_by
from bot.sandbox.guard import local_only
from bot.sandbox.traffic import TrafficLog
from bot.sandbox.tribute.api import Api, ApiCall
from bot.sandbox.tribute.background import Background
from bot.sandbox.tribute.catalog import ProductFields, ProductJson
from bot.sandbox.tribute.checkout import Checkout
from bot.sandbox.tribute.events import Event, purchase_event, refund_event, test_ping
from bot.sandbox.tribute.faults import FaultKind, Faults
from bot.sandbox.tribute.refunds import Refunds
from bot.sandbox.tribute.shop import Method, Purchase, Shop
from bot.sandbox.tribute.subscriptions import Subscriptions
from bot.sandbox.tribute.timestamps import Timestamps
from bot.sandbox.tribute.webhooks import Delivery, WebhookFaults, WebhookSender

_BASE_PATH = "/api/v1"
_STOP_SECONDS = 2.0


class TributeServer:
    """A Tribute that sells the ready-made products, sends signed webhooks and answers its REST API.

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
        self.timestamps = Timestamps(now or SystemClock().now)
        self.shop = Shop(self.timestamps)
        self._background = Background()
        self.webhooks = WebhookSender(self.sign, self.timestamps, self._background)
        self.webhooks.webhook_url = webhook_url
        self.webhooks.pace.speed = speed
        self.subscriptions = Subscriptions(self.shop, self.webhooks)
        self.refunds = Refunds(self.shop, self.webhooks, self._background)
        self.api = Api(self.shop, self.refunds, lambda: self.api_key)
        self.webhooks.log = self.api.log = log
        self.url = ""
        self._open = AsyncExitStack()

    # Running

    async def start(self, port: int = 0) -> None:
        """Listen on loopback; from then on `url` is the value for TRIBUTE_API_URL."""
        await self.webhooks.start()
        self._open.push_async_callback(self.webhooks.stop)
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
        """Stop; hanging calls are cut off and waiting retries dropped."""
        await self._open.aclose()

    def _app(self) -> web.Application:
        self.api.stopping = asyncio.Event()
        app = web.Application(middlewares=[local_only])
        app.add_subapp(_BASE_PATH, self.api.app())
        app.add_routes(self.checkout_routes())
        app.on_response_prepare.append(dated_by(self.timestamps.now))
        return app

    def checkout_routes(self) -> list[web.RouteDef]:
        """Return `/checkout/{code}?telegram_user_id=…&telegram_username=…`, for any server."""
        return Checkout(self).routes()

    # Products and purchases

    @property
    def products(self) -> dict[int, ProductJson]:
        return self.shop.products

    @property
    def purchases(self) -> dict[int, Purchase]:
        return self.shop.purchases

    def add_product(self, name: str, **fields: Unpack[ProductFields]) -> ProductJson:
        """Add a product with the API's fields; a missing `id` or link `code` is made up."""
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
        """Buy, and send the webhook; return after its first attempt.

        Without `telegram_user_id` the buyer is signed in by e-mail in the browser; `minimal` sends
        the older body without a purchase id. Raises LookupError for an unknown product.
        """
        purchase = self.shop.record_purchase(
            product_id,
            telegram_user_id=telegram_user_id,
            telegram_username=telegram_username,
            method=method,
        )
        await self.webhooks.send(purchase_event(purchase, minimal=minimal))
        return purchase

    async def refund_by_buyer(self, purchase_id: int) -> Delivery:
        """Refund a purchase at the buyer's wish; raise ValueError when it is refunded already."""
        return await self.refunds.by_buyer(purchase_id)

    # Webhooks

    @property
    def webhook_url(self) -> str | None:
        return self.webhooks.webhook_url

    @webhook_url.setter
    def webhook_url(self, url: str | None) -> None:
        self.webhooks.webhook_url = url

    @property
    def retry_delays(self) -> tuple[float, ...]:
        return self.webhooks.retry_delays

    @retry_delays.setter
    def retry_delays(self, delays: Iterable[float]) -> None:
        self.webhooks.retry_delays = tuple(delays)

    @property
    def speed(self) -> float:
        return self.webhooks.pace.speed

    @speed.setter
    def speed(self, speed: float) -> None:
        self.webhooks.pace.speed = speed

    def skip_time(self, seconds: float) -> None:
        """Let this time pass for the retries; the ones that become due are sent now."""
        self.webhooks.pace.skip(seconds)

    @property
    def webhook_faults(self) -> WebhookFaults:
        return self.webhooks.faults

    @property
    def deliveries(self) -> list[Delivery]:
        return self.webhooks.deliveries

    def sign(self, body: bytes) -> str:
        """Return the `trbt-signature` of these bytes."""
        return hmac.new(self.api_key.encode(), body, hashlib.sha256).hexdigest()

    def build_event(self, name: str, payload: dict[str, object]) -> Event:
        """Return an event of any name that happens now, for `send` or `deliver`."""
        return Event(name, self.timestamps.text(), payload)

    def raw_event(self, body: bytes) -> Event:
        """Return an event with any bytes as its body, readable or not."""
        return Event("raw", "", raw=body)

    def purchase_event(self, purchase_id: int, *, minimal: bool = False) -> Event:
        """Return the purchase's event; only `sent_at` differs from one delivery to the next."""
        return purchase_event(self.purchases[purchase_id], minimal=minimal)

    def refund_event(self, purchase_id: int) -> Event:
        """Return the refund's event of a purchase that has been refunded."""
        return refund_event(self.purchases[purchase_id])

    async def send(self, event: Event) -> Delivery:
        """Deliver as Tribute does, with planned faults, again and again until the answer is 200."""
        return await self.webhooks.send(event)

    async def deliver(self, event: Event) -> int:
        """Deliver with one attempt and no planned fault; return the status, 0 without an answer."""
        return (await self.webhooks.deliver(event)).status or 0

    async def retry_now(self, delivery: Delivery) -> None:
        """Attempt a lost, refused or kept back delivery now instead of later."""
        await self.webhooks.retry_now(delivery)

    async def send_test_ping(self) -> Delivery:
        """Send the event of the dashboard's test button."""
        return await self.webhooks.send(test_ping())

    # The API

    @property
    def calls(self) -> list[ApiCall]:
        return self.api.calls

    @property
    def faults(self) -> Faults:
        return self.api.faults

    def fail_next_api(self, kind: FaultKind, *, times: int = 1) -> None:
        """Make the next calls fail; `faults.add` has more options (which call, done, how long)."""
        for _ in range(times):
            self.faults.add(kind)
