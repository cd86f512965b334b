"""The bodies of Tribute's webhooks, in the shapes that it documents."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.sandbox.tribute.shop import Purchase


@dataclass(frozen=True, slots=True)
class Event:
    """One event for the bot; its body differs with each attempt, because `sent_at` is new."""

    name: str
    created_at: str
    payload: Mapping[str, object] = field(default_factory=dict)
    raw: bytes | None = None
    """A body that is signed and sent as it is, instead of name, times and payload."""

    def body(self, sent_at: str) -> bytes:
        if self.raw is not None:
            return self.raw
        envelope = {
            "name": self.name,
            "created_at": self.created_at,
            "sent_at": sent_at,
            "payload": self.payload,
        }
        return json.dumps(envelope, ensure_ascii=False, separators=(",", ":")).encode()


def purchase_event(purchase: Purchase, *, minimal: bool = False) -> Event:
    """Return `new_digital_product`; `minimal` is the guide's older shape, without a purchase id."""
    payload = _product_and_buyer(purchase)
    if minimal:
        for newer in ("product_name", "trb_user_id", "telegram_username"):
            payload.pop(newer, None)
    else:
        payload |= _numbers(purchase)
        payload["purchase_created_at"] = purchase.created_text
    return Event("new_digital_product", purchase.created_text, payload)


def refund_event(purchase: Purchase) -> Event:
    """Return `digital_product_refunded` for a purchase that was refunded."""
    payload = _product_and_buyer(purchase) | _numbers(purchase)
    payload |= {"refund_reason": purchase.refund_reason, "refunded_at": purchase.refunded_text}
    return Event("digital_product_refunded", purchase.refunded_text, payload)


def test_ping() -> Event:
    """Return the event of the dashboard's test button: no name, no times, no payload."""
    return Event("test_event", "", raw=b'{"test_event":"test_event"}')


def _product_and_buyer(purchase: Purchase) -> dict[str, object]:
    """Return these fields; a buyer signed in by e-mail has no Telegram id and no `user_id`."""
    payload: dict[str, object] = {
        "product_id": purchase.product_id,
        "product_name": purchase.product_name,
        "amount": purchase.amount_minor,
        "currency": purchase.currency.lower(),
    }
    if purchase.telegram_user_id is not None:
        payload["user_id"] = purchase.user_id
    payload["trb_user_id"] = purchase.trb_user_id
    if purchase.telegram_user_id is not None:
        payload["telegram_user_id"] = purchase.telegram_user_id
        if purchase.telegram_username:
            payload["telegram_username"] = purchase.telegram_username
    return payload


def _numbers(purchase: Purchase) -> dict[str, object]:
    return {"purchase_id": purchase.id, "transaction_id": purchase.transaction_id}
