"""Makes ledger records of Tribute's events."""

from bot.domain.models import EventRow, PersonId, bare_username
from bot.domain.times import arrival
from bot.tribute.events import Event, PurchaseEvent, RecurringEvent, RefundEvent, Unreadable
from storage.people import Named
from storage.purchases import NewPurchase
from storage.webhook_events import NewEvent


def new_event(event: Event, body: bytes) -> NewEvent:
    problems = "; ".join(event.problems) or None
    return NewEvent(event.key, event.name, body, event.facts_digest, problems)


def named_by(event: Event, person: PersonId) -> Named:
    """Return the event's buyer with the username they had when it happened."""
    if isinstance(event, PurchaseEvent | RefundEvent | RecurringEvent):
        return Named(person, event.telegram_username, event.created_at)
    return Named(person)


def new_purchase(
    event: PurchaseEvent | RefundEvent | Unreadable, event_row: EventRow, now: int
) -> NewPurchase:
    """Return the purchase of an event, as far as it could be read.

    A refund doesn't say when its purchase was made, and an unreadable body says nothing at all.
    """
    if isinstance(event, Unreadable):
        return NewPurchase(event_row=event_row, received_at=now)
    happened_at = event.created_at
    purchased_at = None
    if isinstance(event, PurchaseEvent):
        purchased_at = happened_at = event.purchased_at or event.created_at
    return NewPurchase(
        event_row=event_row,
        purchase_id=event.purchase_id,
        telegram_user_id=event.telegram_user_id,
        telegram_username=bare_username(event.telegram_username),
        trb_user_id=event.trb_user_id,
        product_id=event.product_id,
        product_name=event.product_name,
        amount_minor=event.amount_minor,
        currency=event.currency,
        transaction_id=event.transaction_id,
        purchased_at=purchased_at,
        received_at=arrival(happened_at, now),
    )
