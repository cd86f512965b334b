"""Build valid Tribute webhook bodies, so that each test states only what differs in its own."""

import hashlib
import hmac
import json
from datetime import UTC, datetime
from typing import Any

MOMENT = 1_778_600_000
"""The usual time of a purchase: some hours before the tests' `NOW`."""

ANNA, BORIS, CLARA = 1001, 1002, 1003


def iso(at: int) -> str:
    """Return a time as Tribute writes it, down to nanoseconds."""
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%S.123456789Z")


def purchase(purchase_id: int | None = 1, *, at: int = MOMENT, **changes: Any) -> bytes:
    """Build a `new_digital_product`; without a `purchase_id` it has the older, shorter shape."""
    payload: dict[str, Any] = {
        "product_id": 456,
        "amount": 500,
        "currency": "usd",
        "user_id": 31326,
        "telegram_user_id": ANNA,
    }
    if purchase_id is not None:
        payload |= {
            "product_name": "Reading club: 1 month",
            "trb_user_id": "T-31326",
            "telegram_username": "anna",
            "purchase_id": purchase_id,
            "transaction_id": 234567,
            "purchase_created_at": iso(at),
        }
    return event("new_digital_product", payload | changes, at=at)


def refund(purchase_id: int | None = 1, *, at: int = MOMENT + 60, **changes: Any) -> bytes:
    """Build a `digital_product_refunded`; without a `purchase_id` it is in the older shape."""
    payload: dict[str, Any] = {
        "product_id": 456,
        "amount": 500,
        "currency": "usd",
        "user_id": 31326,
        "telegram_user_id": ANNA,
        "refund_reason": "telegram_refund",
        "refunded_at": iso(at),
    }
    if purchase_id is not None:
        payload |= {"purchase_id": purchase_id, "transaction_id": 234567}
    return event("digital_product_refunded", payload | changes, at=at)


def event(name: str, payload: object, *, at: int = MOMENT, sent_at: int | None = None) -> bytes:
    """Build any event; members of its payload that are `ABSENT` are left out."""
    envelope = {
        "name": name,
        "created_at": iso(at),
        "sent_at": iso(sent_at if sent_at is not None else at + 1),
        "payload": {k: v for k, v in payload.items() if v is not ABSENT}
        if isinstance(payload, dict)
        else payload,
    }
    return json.dumps(envelope, ensure_ascii=False).encode()


ABSENT = object()
"""Given as a value, this leaves the member out."""


def resent(body: bytes) -> bytes:
    """Return the same event as a retry delivers it: another `sent_at`, so other bytes."""
    envelope = json.loads(body)
    envelope["sent_at"] = iso(MOMENT + 300)
    return json.dumps(envelope).encode()


def sign(body: bytes, key: str) -> str:
    return hmac.new(key.encode(), body, hashlib.sha256).hexdigest()


def recurring(kind: str = "new", *, at: int = MOMENT, until: int, **changes: Any) -> bytes:
    """Build a `new_subscription`, `renewed_subscription` or `cancelled_subscription`."""
    payload: dict[str, Any] = {
        "subscription_name": "Reading circle",
        "subscription_id": 1644,
        "period_id": 1547,
        "period": "monthly",
        "price": 1000,
        "amount": 700,
        "currency": "eur",
        "user_id": 31326,
        "trb_user_id": "T-31326",
        "telegram_user_id": ANNA,
        "telegram_username": "anna",
        "channel_id": 614,
        "channel_name": "circle",
        "expires_at": iso(until),
        "type": "regular",
    }
    if kind == "cancelled":
        payload["cancel_reason"] = ""
    return event(f"{kind}_subscription", payload | changes, at=at)
