"""Reads events by the look of them where their name is not one that gives access."""

import re
from collections.abc import Mapping
from enum import Enum, auto

from bot.domain.foreign import ForeignFacts, ForeignFamily
from bot.domain.models import PersonId
from bot.domain.money import Money, currency_code
from bot.tribute import bodies, strict_json

_FAMILIES = (
    (re.compile(r"(?:^|_)donation"), ForeignFamily.DONATIONS),
    (re.compile(r"^physical_order"), ForeignFamily.PHYSICAL_ORDERS),
    (re.compile(r"^shop_(?:order|token)"), ForeignFamily.SHOP),
)
_RETURNED = re.compile(r"refund|chargeback|(?:^|_)revers|(?:^|_)return(?:s|ed)?(?:_|$)|cancel")
_OVER = re.compile(
    r"expir|(?:^|_)(?:end(?:s|ed|ing)?|stop(?:s|ped)?|fail\w*|paus\w*|declin\w*|remind\w*)(?:_|$)"
)
"""Whole words: a weekend, a recommendation or an extended licence are no end of anything."""
_NEW_WORD = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]+")
_THINGS = ("product_id", "purchase_id", "transaction_id")
_SUMS = ("amount", "price", "total", "sum", "total_amount", "amount_total")
_BUYERS = (
    "telegram_user_id",
    "trb_user_id",
    "user_id",
    "telegram_username",
    "telegram_id",
    "buyer_id",
    "customer_id",
)


class Look(Enum):
    """The look of an event under an unknown name."""

    SALE = auto()
    REFUND = auto()
    NEITHER = auto()


def family_of(name: str) -> ForeignFamily | None:
    """Return the family of an event that is known to give no access (docs/tribute.md)."""
    plain = _plain(name)
    return next((family for pattern, family in _FAMILIES if pattern.search(plain)), None)


def look_of(name: str, facts: Mapping[str, object]) -> Look:
    """Return whether somebody paid or got money back, by the members of the event.

    A sale names what was bought, or a sum and somebody who paid it. An event of an end or a failure
    may repeat these; its name tells. A return of money names what had been bought.
    """
    thing, money, buyer = (_names(facts, some) for some in (_THINGS, _SUMS, _BUYERS))
    plain = _plain(name)
    if _RETURNED.search(plain) or _names(facts, ("refund_reason", "refunded_at")):
        return Look.REFUND if thing else Look.NEITHER
    if _OVER.search(plain):
        return Look.NEITHER
    return Look.SALE if thing or (money and buyer) else Look.NEITHER


def facts_of(event: Mapping[str, object]) -> dict[str, object]:
    """Return the members that may be about a payment, wherever the event has them.

    They are in `payload`, in every body that is known; else beside the name. Members of an object
    inside count too.
    """
    payload = event.get("payload")
    own = payload if isinstance(payload, dict) else event
    inside: dict[str, object] = {}
    for member in own.values():
        if isinstance(member, dict):
            inside = {**member, **inside}
    return {**inside, **own}


def sum_of(facts: Mapping[str, object]) -> object:
    """Return the first sum that is named, in the order in which they say what was paid."""
    return next((facts[name] for name in _SUMS if not bodies.is_empty(facts.get(name))), None)


def foreign_facts(body: bytes) -> ForeignFacts:
    """Return the facts of a foreign event for a notice. Never raises, whatever the bytes are."""
    try:
        event = strict_json.read_object(body).value
    except strict_json.NotReadableError:
        return ForeignFacts(name="")
    envelope = bodies.Envelope.model_validate(event)
    facts = bodies.Foreign.model_validate(facts_of(event))
    amount = next(
        (one for one in (facts.amount, facts.total, facts.price) if one is not None), None
    )
    titles = (facts.donation_name, facts.product_name, facts.order_name)
    return ForeignFacts(
        name=envelope.name or "",
        title=next((one for one in titles if one), None),
        paid=Money.of(amount, currency_code(facts.currency) if facts.currency else None),
        telegram_user_id=PersonId(facts.telegram_user_id) if facts.telegram_user_id else None,
        telegram_username=facts.telegram_username,
        trb_user_id=facts.trb_user_id,
        anonymous=bool(facts.anonymously),
    )


def _plain(name: str) -> str:
    """Return a name in small letters with `_` between its words, however it is spelled."""
    return _NEW_WORD.sub("_", name).strip("_").lower()


def _names(facts: Mapping[str, object], members: tuple[str, ...]) -> bool:
    return any(not bodies.is_empty(facts.get(name)) for name in members)
