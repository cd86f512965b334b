"""The key of an event: the same for each of its deliveries, however its facts are spelled."""

import hashlib
import json
import re

from bot.tribute import bodies, times

_LONGEST_ID = 64
_WHOLE = re.compile(r"-?[0-9]{1,18}")
_canonical = json.JSONEncoder(sort_keys=True, separators=(",", ":"), default=repr).encode


def of_payment(name: str, envelope: bodies.Envelope, payment: bodies.Payment) -> str | None:
    """Return the key of a purchase or refund, or None where nothing identifies it.

    `purchase_id` is the identity; older bodies have none, and then the time, the buyer, the product
    and the amount are it. An unreadable `purchase_id`, or a payload that is no object, still tells
    purchases apart: a digest of it is then part of the key.
    """
    if payment.purchase_id is not None:
        return of_numbered(name, payment.purchase_id)
    created_at, payload = envelope.created_at, envelope.payload
    if created_at is None or times.is_zero(created_at):
        return None
    buyer = buyer_of(payment.telegram_user_id, payment.trb_user_id)
    key = without_number(name, created_at, buyer, payment.product_id, payment.amount)
    unread = payload.get("purchase_id") if isinstance(payload, dict) else payload
    return key if bodies.is_empty(unread) else f"{key}:{digest(unread)}"


def of_numbered(name: str, purchase_id: int) -> str:
    """Return the key of a purchase or refund whose body names a `purchase_id`."""
    return f"{name}:purchase:{purchase_id}"


def without_number(
    name: str, created_at: str, buyer: int | str, product_id: int | None, amount_minor: int | None
) -> str:
    """Return the key that a purchase or refund has where its body names no `purchase_id`."""
    amount = "" if amount_minor is None else amount_minor
    return f"{name}:{times.exact(created_at)}:{buyer}:{product_id or ''}:{amount}"


def buyer_of(telegram_user_id: int | None, trb_user_id: str | None) -> int | str:
    """Return what identifies a buyer: the Telegram id, else Tribute's own, else nothing."""
    return telegram_user_id or (trb_user_id or "")[:_LONGEST_ID]


def of_content(name: str, created_at: str | None, event: dict[str, object]) -> str:
    """Return the key of an event that only its content identifies."""
    return f"{name}:{times.exact(created_at or '')}:{content_digest(event)}"


def content_digest(event: dict[str, object]) -> str:
    """Return a digest of an event's content, whatever its members' order and its `sent_at`."""
    around = ("name", "created_at", "sent_at")
    rest = {name: value for name, value in event.items() if name not in around}
    return digest(rest.get("payload", rest))


def digest(value: object) -> str:
    """Return a digest of these facts; two spellings of a time or a number have the same one."""
    return hashed(_canonical(_in_one_spelling(value)))


def hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _in_one_spelling(value: object) -> object:
    if isinstance(value, dict):
        return {name: _in_one_spelling(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_in_one_spelling(one) for one in value]
    if isinstance(value, str):
        return int(value) if _WHOLE.fullmatch(value) else times.exact(value)
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    return value
