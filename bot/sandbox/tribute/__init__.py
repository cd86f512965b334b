"""A stand-in for Tribute: REST API, signed webhooks with retries, and a checkout page."""

from bot.sandbox.tribute.catalog import code_of
from bot.sandbox.tribute.courier import Attempt, Delivery, DeliveryState, WebhookPlan
from bot.sandbox.tribute.events import Event
from bot.sandbox.tribute.faults import FaultKind
from bot.sandbox.tribute.server import TributeServer
from bot.sandbox.tribute.shop import Purchase

__all__ = [
    "Attempt",
    "Delivery",
    "DeliveryState",
    "Event",
    "FaultKind",
    "Purchase",
    "TributeServer",
    "WebhookPlan",
    "code_of",
]
