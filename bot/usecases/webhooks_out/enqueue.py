"""Queues a webhook to the owner's service in the same transaction as a subscription's change."""

import json
from collections.abc import Iterable
from typing import NamedTuple
from uuid import uuid4

from bot.domain.changes import Change
from bot.domain.durations import Duration
from bot.domain.models import PersonId, PlanId, Subscription
from bot.domain.times import iso
from storage import facts, plans, webhooks_out
from storage.engine.tx import Tx
from storage.webhooks_out import NewWebhook

SWITCH, ON, OFF = "webhooks_out", "on", "off"
"""The fact, with its values, whether the settings name a service to notify."""


class SubscriptionChange(NamedTuple):
    """A person's changed subscription to a plan; `tariff` was bought or refunded."""

    change: Change
    telegram_user_id: PersonId
    plan_id: PlanId
    subscription: Subscription | None
    """The subscription to the plan as it is afterwards."""
    any_plan: Subscription | None
    """The one of all their subscriptions that ends last."""
    tariff: Duration | None = None


def enqueue_webhooks(tx: Tx, changes: Iterable[SubscriptionChange], now: int) -> None:
    """Queue a webhook for each change, if the settings name a service. Without one nobody looks for
    changes."""
    if facts.get(tx, SWITCH) == ON:
        keys = plans.keys(tx)
        new = [_webhook(one, keys[one.plan_id], now) for one in changes]
        if new:
            webhooks_out.enqueue(tx, new, now)


def _webhook(changed: SubscriptionChange, plan: str, now: int) -> NewWebhook:
    body = json.dumps(_payload(changed, plan, now), separators=(",", ":"))
    return NewWebhook(f"msg_{uuid4().hex}", changed.change.value, changed.telegram_user_id, body)


def _payload(changed: SubscriptionChange, plan: str, now: int) -> dict[str, object]:
    data: dict[str, object] = {
        "telegram_user_id": changed.telegram_user_id,
        **_state(changed.any_plan, now),
        "plan": plan,
        "plan_state": _state(changed.subscription, now),
    }
    if changed.tariff is not None:
        data["tariff"] = str(changed.tariff)
    return {"type": changed.change.value, "timestamp": iso(now), "data": data}


def _state(found: Subscription | None, now: int) -> dict[str, object]:
    return {
        "active": found is not None and found.active_at(now),
        "lifetime": found is not None and found.expires_at is None,
        "expires_at": iso(found.expires_at) if found and found.expires_at is not None else None,
    }
