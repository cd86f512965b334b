"""Refunds in Tribute: by the API or by the buyer, and the webhook that follows."""

import asyncio
from typing import Literal

from bot.sandbox.tribute.background import Background
from bot.sandbox.tribute.events import Event, refund_event
from bot.sandbox.tribute.shop import REFUNDED_BY_API, REFUNDED_BY_BUYER, Shop
from bot.sandbox.tribute.webhooks import Delivery, WebhookSender

RefundWebhook = Literal["before", "after", "never"]
"""The moment of a refund's webhook: before the API's answer, after it, or never."""


class RefundError(Exception):
    """The API's refusal of a refund; `status` is the HTTP status of its answer."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class Refunds:
    """The two ways to refund a purchase, each purchase once."""

    def __init__(self, shop: Shop, webhooks: WebhookSender, background: Background) -> None:
        self.webhook: RefundWebhook = "after"
        self.delay_seconds = 0.05
        self._shop = shop
        self._webhooks = webhooks
        self._background = background

    async def by_buyer(self, purchase_id: int) -> Delivery:
        """Refund through the buyer's app store or bank; nobody asks the seller."""
        return await self._webhooks.send(
            refund_event(self._shop.record_refund(purchase_id, REFUNDED_BY_BUYER))
        )

    async def by_api(self, purchase_id: int) -> None:
        """Refund at the seller's call; raise RefundError as the API's document says."""
        self._check(purchase_id)
        event = refund_event(self._shop.record_refund(purchase_id, REFUNDED_BY_API))
        if self.webhook == "before":
            await self._webhooks.send(event)
        elif self.webhook == "after":
            self._background.run(self._send_later(event))

    async def _send_later(self, event: Event) -> None:
        await asyncio.sleep(self.delay_seconds)
        await self._webhooks.send(event)

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
