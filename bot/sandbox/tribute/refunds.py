"""Giving money back: at the API's call or the buyer's wish, and the webhook that follows."""

import asyncio
from typing import Literal

from bot.sandbox.tribute.background import Background
from bot.sandbox.tribute.courier import Courier, Delivery
from bot.sandbox.tribute.events import Event, refund_event
from bot.sandbox.tribute.shop import REFUNDED_BY_API, REFUNDED_BY_BUYER, Shop

RefundWebhook = Literal["before", "after", "never"]
"""When the webhook of a refund by API is sent: before the API's answer, after it, or never."""


class RefundError(Exception):
    """The API does not refund this purchase; `status` is its answer's."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class Refunds:
    """Refunds a purchase once, whoever asks."""

    def __init__(self, shop: Shop, courier: Courier, background: Background) -> None:
        self.webhook: RefundWebhook = "after"
        self.delay_seconds = 0.05
        self._shop = shop
        self._courier = courier
        self._background = background

    async def by_buyer(self, purchase_id: int) -> Delivery:
        """The buyer gets the Stars back through an app store or bank; nobody asks the seller."""
        return await self._courier.send(
            refund_event(self._shop.record_refund(purchase_id, REFUNDED_BY_BUYER))
        )

    async def by_api(self, purchase_id: int) -> None:
        """The seller gives the money back. Raises RefundError, as the API's document says."""
        self._check(purchase_id)
        event = refund_event(self._shop.record_refund(purchase_id, REFUNDED_BY_API))
        if self.webhook == "before":
            await self._courier.send(event)
        elif self.webhook == "after":
            self._background.run(self._send_later(event))

    async def _send_later(self, event: Event) -> None:
        await asyncio.sleep(self.delay_seconds)
        await self._courier.send(event)

    def _check(self, purchase_id: int) -> None:
        purchase = self._shop.purchases.get(purchase_id)
        if purchase is None:
            raise RefundError(404, "Purchase not found")
        if purchase.product_id in self._shop.foreign_products:
            raise RefundError(403, "Not the product owner")
        if purchase.method != "stars":
            raise RefundError(400, "Only purchases paid with Telegram Stars can be refunded")
        if purchase.refunded:
            raise RefundError(400, "Purchase is already refunded")
