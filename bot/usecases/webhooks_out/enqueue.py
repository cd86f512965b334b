"""Tells the owner's own service of a changed subscription: a webhook queued with the change."""

import json
from collections.abc import Sequence
from typing import NamedTuple
from uuid import uuid4

from bot.domain.changes import Change
from bot.domain.durations import Duration
from bot.domain.models import PersonId, Subscription
from bot.domain.times import iso
from storage import facts, webhooks_out
from storage.engine.tx import Tx
from storage.webhooks_out import NewWebhook

SWITCH, ON, OFF = "webhooks_out", "on", "off"
"""A fact of this installation: whether there is anybody to tell."""


class Told(NamedTuple):
    """What happened, to whom, how their access stands after it, and what was bought or refunded."""

    what: Change
    telegram_user_id: PersonId
    subscription: Subscription | None
    tariff: Duration | None = None


def tell(tx: Tx, told: Sequence[Told], now: int) -> None:
    """Queue the webhooks, if there is anybody to tell."""
    if told and facts.get(tx, SWITCH) == ON:
        webhooks_out.enqueue(tx, [_webhook(one, now) for one in told], now)


def _webhook(told: Told, now: int) -> NewWebhook:
    body = json.dumps(_event(told, now), separators=(",", ":"))
    return NewWebhook(f"msg_{uuid4().hex}", told.what.value, told.telegram_user_id, body)


def _event(told: Told, now: int) -> dict[str, object]:
    found = told.subscription
    data: dict[str, object] = {
        "telegram_user_id": told.telegram_user_id,
        "active": found is not None and found.active_at(now),
        "lifetime": found is not None and found.expires_at is None,
        "expires_at": iso(found.expires_at) if found and found.expires_at is not None else None,
    }
    if told.tariff is not None:
        data["tariff"] = str(told.tariff)
    return {"type": told.what.value, "timestamp": iso(now), "data": data}
