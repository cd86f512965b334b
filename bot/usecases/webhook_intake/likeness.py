"""Compares two deliveries that may be about one payment: the older bodies of Tribute leave out its
`purchase_id`, which is the identity in the newer ones."""

import re
from collections.abc import Iterable
from enum import Enum, auto

from bot.tribute import events, keys, times
from bot.tribute.events import PaymentEvent
from storage import webhook_events
from storage.engine.tx import Tx
from storage.queries.same_payments import Told
from storage.webhook_events import SeenEvent

_DATED = re.compile(rb'"created_at"\s*:\s*"([^"]{1,64})"')


class Likeness(Enum):
    """Whether two events are about one payment."""

    SAME = auto()
    DOUBTFUL = auto()
    """The moment, the buyer and the product are the same, but not the amount."""
    OTHER = auto()


def likeness(one: PaymentEvent, other: PaymentEvent) -> Likeness:
    """Compare two events by the moment, to the nanosecond, and by buyer, product and amount.

    Two numbers are two payments. A missing amount contradicts none.
    """
    if moment(one) is None or moment(one) != moment(other):
        return Likeness.OTHER
    if one.product_id != other.product_id or not _same_buyer(one, other):
        return Likeness.OTHER
    if None not in (one.purchase_id, other.purchase_id):
        return Likeness.SAME if one.purchase_id == other.purchase_id else Likeness.OTHER
    if None in (one.amount_minor, other.amount_minor) or one.amount_minor == other.amount_minor:
        return Likeness.SAME
    return Likeness.DOUBTFUL


def moment(event: PaymentEvent) -> str | None:
    """Return the time of an event in its one spelling; None where it has none."""
    if event.dated is None or times.is_zero(event.dated):
        return None
    return times.exact(event.dated)


def most_alike(event: PaymentEvent, stored: Iterable[Told]) -> tuple[Told, Likeness] | None:
    """Return the stored delivery that is about the same payment, else a doubtful one, else None."""
    at, doubtful = moment(event), None
    if at is None:
        return None
    for told in stored:
        if not _may_be_of(told.body, at):
            continue
        other = events.read(told.body)
        if not isinstance(other, PaymentEvent) or not isinstance(other, type(event)):
            continue
        found = likeness(event, other)
        if found is Likeness.SAME:
            return told, found
        if found is Likeness.DOUBTFUL:
            doubtful = told, found
    return doubtful


def without_its_number(tx: Tx, event: PaymentEvent) -> SeenEvent | None:
    """Return the stored event that has the same facts as this one but names no `purchase_id`."""
    at = moment(event)
    if at is None or event.purchase_id is None:
        return None
    buyer = keys.buyer_of(event.telegram_user_id, event.trb_user_id)
    facts = (at, buyer, event.product_id, event.amount_minor)
    return webhook_events.find(tx, keys.without_number(event.name, *facts))


def _may_be_of(body: bytes, at: str) -> bool:
    """Return whether a body may have this time, without reading it in full."""
    if b"\\" in body:
        return True
    return any(
        times.exact(found.decode("utf-8", "replace")) == at for found in _DATED.findall(body)
    )


def _same_buyer(one: PaymentEvent, other: PaymentEvent) -> bool:
    if None not in (one.telegram_user_id, other.telegram_user_id):
        return one.telegram_user_id == other.telegram_user_id
    return one.trb_user_id is not None and one.trb_user_id == other.trb_user_id
