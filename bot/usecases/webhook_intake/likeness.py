"""Compares two deliveries that may be about one payment: the older bodies of Tribute leave out its
`purchase_id`, which is the identity in the newer ones."""

import re
from collections.abc import Iterable
from enum import Enum, auto

from bot.domain.models import EventRow
from bot.tribute import events, keys, times
from bot.tribute.events import PaymentEvent
from storage import webhook_events
from storage.engine.tx import Tx
from storage.queries.same_payments import Told
from storage.webhook_events import SeenEvent

_DATED = re.compile(rb'"created_at"\s*:\s*"([^"]{1,64})"')
_SECOND = len("2026-05-12T15:33:20")


class Likeness(Enum):
    """Whether two events are about one payment."""

    SAME = auto()
    DOUBTFUL = auto()
    """The buyer and the product are the same, but the amounts differ, or one moment is less exact
    than the other."""
    OTHER = auto()


def likeness(one: PaymentEvent, other: PaymentEvent) -> Likeness:
    """Compare two events by the moment, to the nanosecond, and by buyer, product and amount.

    Two numbers are two payments, also two that can't be read. A missing amount contradicts none. A
    body of the other shape may name the moment with fewer digits.
    """
    same_facts = one.product_id == other.product_id and _same_buyer(one, other)
    at, other_at = moment(one), moment(other)
    if not same_facts or at is None or other_at is None or not times.is_coarser(at, other_at):
        return Likeness.OTHER
    if None not in (one.purchase_id, other.purchase_id):
        return Likeness.SAME if one.purchase_id == other.purchase_id else Likeness.OTHER
    in_one_shape = one.purchase_id is None and other.purchase_id is None
    if in_one_shape and (at != other_at or _unread(one) or _unread(other)):
        return Likeness.OTHER
    amounts = {one.amount_minor, other.amount_minor} - {None}
    return Likeness.SAME if at == other_at and len(amounts) < 2 else Likeness.DOUBTFUL


def surely_differ(tx: Tx, one: EventRow, other: EventRow) -> bool:
    """Return whether two deliveries are about two payments, because both name one fact differently.

    A fact that one of them leaves out proves nothing, and neither does a less exact moment.
    """
    first, second = (events.read(webhook_events.body(tx, row)) for row in (one, other))
    if not isinstance(first, PaymentEvent) or not isinstance(second, PaymentEvent):
        return False
    at, other_at = moment(first), moment(second)
    return (
        _named_differently(first.product_id, second.product_id)
        or _named_differently(first.telegram_user_id, second.telegram_user_id)
        or (at is not None and other_at is not None and not times.is_coarser(at, other_at))
    )


def _named_differently(one: int | None, other: int | None) -> bool:
    return None not in (one, other) and one != other


def _unread(event: PaymentEvent) -> bool:
    """Return whether the event has a number that can't be read."""
    return any(problem.startswith("purchase_id") for problem in event.problems)


def moment(event: PaymentEvent) -> str | None:
    """Return the time of an event in its one spelling; None where it has none."""
    if event.dated is None or times.is_zero(event.dated):
        return None
    return times.exact(event.dated)


def second_of(at: str) -> str:
    """Return the second of a moment in its one spelling."""
    return at[:_SECOND]


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
    """Return whether a body may have this time, to the second, without reading it in full."""
    if b"\\" in body:
        return True
    return any(
        second_of(times.exact(found.decode("utf-8", "replace"))) == second_of(at)
        for found in _DATED.findall(body)
    )


def _same_buyer(one: PaymentEvent, other: PaymentEvent) -> bool:
    if None not in (one.telegram_user_id, other.telegram_user_id):
        return one.telegram_user_id == other.telegram_user_id
    return one.trb_user_id is not None and one.trb_user_id == other.trb_user_id
