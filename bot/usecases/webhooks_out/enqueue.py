"""Queues a webhook to the owner's service in the same transaction as a subscription's change."""

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
"""The fact, with its values, whether the settings name a service to notify."""


class SubscriptionChange(NamedTuple):
    """A person's changed subscription as it is afterwards; `tariff` was bought or refunded."""

    change: Change
    telegram_user_id: PersonId
    subscription: Subscription | None
    tariff: Duration | None = None


def enqueue_webhooks(tx: Tx, changes: Sequence[SubscriptionChange], now: int) -> None:
    """Queue a webhook for each change, if the settings name a service."""
    if changes and facts.get(tx, SWITCH) == ON:
        webhooks_out.enqueue(tx, [_webhook(one, now) for one in changes], now)


def _webhook(changed: SubscriptionChange, now: int) -> NewWebhook:
    body = json.dumps(_payload(changed, now), separators=(",", ":"))
    return NewWebhook(f"msg_{uuid4().hex}", changed.change.value, changed.telegram_user_id, body)


def _payload(changed: SubscriptionChange, now: int) -> dict[str, object]:
    found = changed.subscription
    data: dict[str, object] = {
        "telegram_user_id": changed.telegram_user_id,
        "active": found is not None and found.active_at(now),
        "lifetime": found is not None and found.expires_at is None,
        "expires_at": iso(found.expires_at) if found and found.expires_at is not None else None,
    }
    if changed.tariff is not None:
        data["tariff"] = str(changed.tariff)
    return {"type": changed.change.value, "timestamp": iso(now), "data": data}
