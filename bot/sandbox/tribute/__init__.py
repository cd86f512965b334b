"""The Tribute simulator: its REST API, signed webhooks with retries, and a checkout page."""

from bot.sandbox.tribute.catalog import code_of
from bot.sandbox.tribute.events import Event
from bot.sandbox.tribute.faults import FaultKind
from bot.sandbox.tribute.server import TributeServer
from bot.sandbox.tribute.shop import Purchase
from bot.sandbox.tribute.webhooks import Attempt, Delivery, DeliveryState, WebhookFaults

__all__ = [
    "Attempt",
    "Delivery",
    "DeliveryState",
    "Event",
    "FaultKind",
    "Purchase",
    "TributeServer",
    "WebhookFaults",
    "code_of",
]
