"""Turns a webhook's body into an event; every body becomes one, readable or not."""

import hashlib
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from bot.domain.foreign import ForeignFamily
from bot.domain.models import PersonId, ProductId, PurchaseId
from bot.domain.money import currency_code
from bot.tribute import bodies, keys, other_names, plain_purchase, strict_json, times
from bot.tribute.other_names import Look

PURCHASE = "new_digital_product"
REFUND = "digital_product_refunded"
UNKNOWN_NAME = "the event's name is unknown"
"""The problem of an event that only looks like a purchase or refund."""
RECURRING = ("new_subscription", "renewed_subscription", "cancelled_subscription")

_SAME_NAMES = (
    "product_id",
    "product_name",
    "telegram_user_id",
    "telegram_username",
    "trb_user_id",
    "purchase_id",
    "transaction_id",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Event:
    key: str
    """The same for every delivery of one event, however often and with whatever `sent_at`."""
    name: str
    problems: tuple[str, ...] = ()
    """The problems of the body, in short words without personal values."""
    created_at: int | None = None
    facts_digest: str = ""
    """Two deliveries with one key and different digests contradict each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentEvent(_Event):
    """The facts of a purchase, as far as they could be read."""

    dated: str | None = None
    """`created_at` as the body spells it: the moment to the nanosecond."""
    product_id: ProductId | None = None
    product_name: str | None = None
    amount_minor: int | None = None
    currency: str | None = None
    telegram_user_id: PersonId | None = None
    telegram_username: str | None = None
    trb_user_id: str | None = None
    purchase_id: PurchaseId | None = None
    transaction_id: int | None = None
    purchased_at: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PurchaseEvent(PaymentEvent):
    """Somebody bought a digital product. If it has problems, it must be held, never granted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundEvent(PaymentEvent):
    """A bought product was refunded; `purchase_id` is the purchase's own."""

    refund_reason: str | None = None
    refunded_at: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TestPing(_Event):
    """The owner pressed the test button in Tribute's dashboard."""

    __test__ = False  # its name makes pytest take it for a group of tests


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherEvent(_Event):
    """An event that gives no access. `family` is its kind of other business; None for a name that
    nobody knows."""

    family: ForeignFamily | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecurringEvent(_Event):
    """Somebody's recurring subscription at Tribute began, was renewed or was cancelled; `name` says
    which. If it has problems, it can't be granted at once."""

    subscription_id: int | None = None
    subscription_name: str | None = None
    channel_name: str | None = None
    type: str | None = None
    """`regular`, `gift` or `trial` in Tribute's words; there may be others."""
    period_id: int | None = None
    """Tribute's number of the period that was chosen; None where it isn't known."""
    period: str | None = None
    price_minor: int | None = None
    """The sum that was paid, before Tribute's commission."""
    amount_minor: int | None = None
    """The rest of it after the commission."""
    currency: str | None = None
    telegram_user_id: PersonId | None = None
    telegram_username: str | None = None
    trb_user_id: str | None = None
    expires_at: int | None = None
    cancel_reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable(_Event):
    """A signed body that can't be understood; `problems` says why."""


Event: TypeAlias = PurchaseEvent | RefundEvent | RecurringEvent | TestPing | OtherEvent | Unreadable


def has_unknown_name(event: Event) -> bool:
    """Return whether Tribute gave the event a name that this version doesn't know."""
    if isinstance(event, OtherEvent):
        return event.family is None
    return UNKNOWN_NAME in event.problems


def read(body: bytes) -> Event:
    """Return the event in these bytes. Never raises, whatever they are."""
    try:
        found = strict_json.read_object(body)
    except strict_json.NotReadableError as error:
        return _unreadable(body, str(error))
    if found.value.get("name") == PURCHASE and not found.problems:
        facts = plain_purchase.facts_of(PURCHASE, found.value)
        if facts is not None:
            return PurchaseEvent(**facts)
    return read_carefully(body, found)


def read_carefully(body: bytes, found: strict_json.ReadObject) -> Event:
    """Return the event of this body and the object in it, however its facts are spelled."""
    envelope = bodies.Envelope.model_validate(found.value)
    if envelope.name is None:
        return _nameless(body, found)
    if envelope.name in (PURCHASE, REFUND):
        refunded = envelope.name == REFUND
        return _payment(body, envelope, envelope.name, found.problems, refunded=refunded)
    if envelope.name in RECURRING:
        return _recurring(envelope, envelope.name, found)
    return _other(body, envelope, envelope.name, found)


def _other(
    body: bytes, envelope: bodies.Envelope, name: str, found: strict_json.ReadObject
) -> PurchaseEvent | RefundEvent | OtherEvent:
    """Return an event by its family, else by its look: a payment is never passed over because of
    its name.

    Little is known of such bodies, so without a `purchase_id` the whole content is the identity.
    """
    family = other_names.family_of(name)
    facts = other_names.facts_of(found.value)
    look = Look.NEITHER if family is not None else other_names.look_of(name, facts)
    content_key = keys.of_content(name, envelope.created_at, found.value)
    if look is not Look.NEITHER:
        payload = {"amount": other_names.sum_of(facts), **facts}
        described = envelope.model_copy(update={"payload": payload})
        problems = (UNKNOWN_NAME, *found.problems)
        event = _payment(body, described, name, problems, refunded=look is Look.REFUND)
        return event if event.purchase_id is not None else replace(event, key=content_key)
    return OtherEvent(
        family=family,
        key=content_key,
        name=name,
        problems=found.problems,
        created_at=times.unix_time(envelope.created_at),
    )


def _nameless(body: bytes, found: strict_json.ReadObject) -> TestPing | Unreadable:
    """Return a test ping, or an unreadable event. The test button sends `test_event` and no name;
    its value is not documented."""
    if "test_event" not in found.value:
        return _unreadable(body, "the event has no name", *found.problems)
    key = f"test:{hashlib.sha256(body).hexdigest()[:32]}"
    return TestPing(key=key, name="test_event", problems=found.problems)


def _unreadable(body: bytes, *problems: str) -> Unreadable:
    return Unreadable(key=_unreadable_key(body), name="unreadable", problems=problems)


def _unreadable_key(body: bytes) -> str:
    return f"unreadable:{hashlib.sha256(body).hexdigest()}"


def _payment(
    body: bytes, envelope: bodies.Envelope, name: str, problems: tuple[str, ...], *, refunded: bool
) -> PurchaseEvent | RefundEvent:
    noted = list(problems)
    payment = _read_payload(envelope.payload, noted)
    key = keys.of_payment(name, envelope, payment)
    if key is None:
        key = _unreadable_key(body)
        noted.append("nothing tells this purchase from another")
    facts: dict[str, Any] = {
        "key": key,
        "name": name,
        "problems": tuple(noted),
        "created_at": times.unix_time(envelope.created_at),
        "facts_digest": _facts_digest(payment),
        "dated": envelope.created_at,
        "amount_minor": payment.amount,
        "currency": currency_code(payment.currency) if payment.currency else None,
        "purchased_at": payment.purchase_created_at,
        **{name: getattr(payment, name) for name in _SAME_NAMES},
    }
    if not refunded:
        return PurchaseEvent(**facts)
    return RefundEvent(
        **facts, refund_reason=payment.refund_reason, refunded_at=payment.refunded_at
    )


def _recurring(
    envelope: bodies.Envelope, name: str, found: strict_json.ReadObject
) -> RecurringEvent:
    """Return the event. Its key is made of its time, its buyer, the subscription and its end; where
    one of these can't be read, of the whole payload besides."""
    noted = list(found.problems)
    created_at = times.unix_time(envelope.created_at)
    if created_at is None:
        noted.append("created_at is missing")
    if not isinstance(envelope.payload, dict):
        noted.append("payload is missing or not an object")
        payload = bodies.Recurring.model_construct()
    else:
        payload = bodies.Recurring.model_validate(envelope.payload)
        noted += payload.problems(envelope.payload)
    buyer = keys.buyer_of(payload.telegram_user_id, payload.trb_user_id)
    dated = times.exact(envelope.created_at or "")
    identity = f"{dated}:{buyer}:{payload.subscription_id}:{payload.period_id}"
    if None in (created_at, payload.subscription_id, payload.expires_at):
        identity += f":{keys.content_digest(found.value)}"
    currency = currency_code(payload.currency) if payload.currency else None
    facts = payload.model_dump(exclude={"period_id", "price", "amount", "currency"})
    return RecurringEvent(
        key=f"{name}:{identity}:{payload.expires_at}",
        name=name,
        problems=tuple(noted),
        created_at=created_at,
        facts_digest=keys.digest([payload.price, currency, payload.type]),
        currency=currency,
        price_minor=payload.price,
        amount_minor=payload.amount,
        period_id=_known(payload.period_id),
        **facts,
    )


def _known(number: int | None) -> int | None:
    """Return an id; Go leaves an unknown one at 0."""
    return number if number is not None and number > 0 else None


def _read_payload(payload: object, noted: list[str]) -> bodies.Payment:
    if not isinstance(payload, dict):
        noted.append("payload is missing or not an object")
        return bodies.Payment.model_construct()
    payment = bodies.Payment.model_validate(payload)
    noted += payment.problems(payload)
    return payment


def _facts_digest(payment: bodies.Payment) -> str:
    """Return the `keys.digest` of these facts as a list, but without its encoder: numbers and a
    currency's letters are their own JSON."""
    facts = (
        payment.product_id,
        payment.amount,
        currency_code(payment.currency) if payment.currency else None,
        payment.telegram_user_id,
        payment.purchase_id,
    )
    return keys.hashed(f"[{','.join(map(_plain_json, facts))}]")


def _plain_json(value: int | str | None) -> str:
    if value is None:
        return "null"
    return f'"{value}"' if isinstance(value, str) else str(value)
