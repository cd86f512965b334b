"""Recognizes a purchase that is known from another body, and completes it, so that one payment is
granted once whichever body comes first."""

from collections.abc import Collection

from bot.domain.models import EventRow, Outcome, PurchaseRow, PurchaseStatus
from bot.domain.records import Purchase
from bot.tribute.events import PurchaseEvent, read
from bot.usecases.outbox.enqueue import notify_admins
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.purchases.close_claims import close_claims
from bot.usecases.purchases.from_event import new_purchase
from bot.usecases.purchases.settle_held import accept
from bot.usecases.refunds.apply import refund_purchase
from bot.usecases.refunds.guesses import let_go, replace_guess, settle, settle_again
from bot.usecases.refunds.meaning import claimants, with_number
from bot.usecases.refunds.mistaken import let_stand_again, overrule
from bot.usecases.refunds.receive import is_refunded, refund_instead, refund_of_known_number
from bot.usecases.webhook_intake.likeness import (
    Likeness,
    likeness,
    moment,
    most_alike,
    second_of,
    surely_differ,
    without_its_number,
)
from storage import purchases, unmatched_refunds, webhook_events
from storage.engine.tx import Tx
from storage.purchases import NewPurchase
from storage.queries import guessed_refunds, same_payments
from storage.queries.guessed_refunds import Guess
from storage.queries.same_payments import Buyer, Told
from storage.webhook_events import SeenEvent

_OTHER_AMOUNT = "another payment of the same moment has another amount"
_LESS_EXACT = "another payment of the same second may be this one"


def join_known_purchase(
    tx: Tx, event: PurchaseEvent, event_row: EventRow, admin_ids: Collection[int], now: int
) -> Outcome | None:
    """If this event is about a known purchase, complete that one and return the outcome; else None.

    HELD means that it may be a known purchase, but has another amount or a less exact time: the
    caller holds it, with the problem noted.
    """
    mistaken = _numbered_by_mistake(tx, event)
    if mistaken is not None:
        refund_id = _free_number(tx, mistaken, event_row, admin_ids, now)
        found = _find(tx, event)
        known = found[0] if found is not None and found[1] is Likeness.SAME else None
        new = new_purchase(event, event_row, now)
        row = refund_instead(tx, known, new, mistaken, admin_ids, now)
        if refund_id is not None:
            unmatched_refunds.match(tx, refund_id, row, now)
        return Outcome.APPLIED
    found = _find(tx, event)
    if found is None:
        return None
    if found[1] is Likeness.DOUBTFUL:
        amounts = {found[0].amount_minor, event.amount_minor} - {None}
        problem = _OTHER_AMOUNT if len(amounts) > 1 else _LESS_EXACT
        webhook_events.add_problem(tx, event_row, problem)
        return Outcome.HELD
    return _join(tx, found[0], event, event_row, admin_ids, now)


def _join(  # noqa: PLR0913  (two deliveries of one payment)
    tx: Tx,
    known: Purchase,
    event: PurchaseEvent,
    event_row: EventRow,
    admin_ids: Collection[int],
    now: int,
) -> Outcome:
    """Complete a known purchase by its other body.

    Its number decides about refunds with another one that might have been this purchase's.
    """
    if None not in (known.currency, event.currency) and known.currency != event.currency:
        _report_conflict(tx, known, event_row, admin_ids, now)
    if event.purchase_id in {None, known.purchase_id}:
        return _complete(tx, known, event, admin_ids, now)
    unclear, guess = claimants(tx, known), _guess_against(tx, known, event.purchase_id)
    if guess is not None:
        let_go(tx, guess, admin_ids, now)
        known = _purchase(tx, known.id)
    outcome = _complete(tx, known, event, admin_ids, now)
    if guess is not None:
        settle_again(tx, guess.refund, admin_ids, now)
    for refund in unclear:
        if unmatched_refunds.get_open(tx, refund.id) is not None:
            settle(tx, refund, admin_ids, now)
    return outcome


def _guess_against(tx: Tx, known: Purchase, number: int | None) -> Guess | None:
    """Return the refund that names another number than a purchase's own, if that has no other
    refund."""
    if number is None or is_refunded(tx, number):
        return None
    guess = guessed_refunds.of_purchase(tx, known.id)
    if guess is None or not guess.is_decided:
        return guess if known.purchase_id is not None else None
    return guess if with_number(tx, guess.refund.event_row) is not None else None


def _complete(
    tx: Tx, known: Purchase, event: PurchaseEvent, admin_ids: Collection[int], now: int
) -> Outcome:
    new = new_purchase(event, known.delivery, now)._replace(purchased_at=None)
    if event.purchase_id not in {None, known.purchase_id}:
        first = purchases.by_purchase_id(tx, event.purchase_id)
        if first is not None:
            return _refund_too(tx, known, first, new, admin_ids, now)
        purchases.set_number(tx, known.id, event.purchase_id)
    purchases.complete(tx, known.id, new)
    if known.status is not PurchaseStatus.HELD:
        close_claims(tx, [known.id], now)
    if event.purchase_id is not None:
        refund_of_known_number(tx, event.purchase_id, known.id, admin_ids, now)
    return _settle_unread(tx, known.id, event, admin_ids, now)


def _find(tx: Tx, event: PurchaseEvent) -> tuple[Purchase, Likeness] | None:
    bare = without_its_number(tx, event)
    if event.purchase_id is not None:
        numbered = purchases.by_purchase_id(tx, event.purchase_id)
        if numbered is not None and _was_told(numbered, bare):
            return numbered, Likeness.SAME
    alike = most_alike(event, _told(tx, event))
    if alike is not None and alike[1] is Likeness.SAME:
        return _purchase(tx, alike[0].purchase_row), Likeness.SAME
    row = same_payments.row_without_number(tx, bare.id) if bare is not None else None
    if row is not None:
        return _purchase(tx, row), Likeness.SAME
    return (_purchase(tx, alike[0].purchase_row), alike[1]) if alike else None


def _numbered_by_mistake(tx: Tx, event: PurchaseEvent) -> Purchase | None:
    """Return the refunded purchase that has this one's number although it is another payment.

    A refund without a number had taken it, and a second body of that refund named the number.
    """
    number = event.purchase_id
    known = purchases.by_purchase_id(tx, number) if number is not None else None
    if known is None or known.status is not PurchaseStatus.REFUNDED:
        return None
    own = read(webhook_events.body(tx, known.delivery))
    if not isinstance(own, PurchaseEvent) or own.purchase_id is not None or own.problems:
        return None
    return known if likeness(own, event) is Likeness.OTHER else None


def _free_number(
    tx: Tx, mistaken: Purchase, event_row: EventRow, admin_ids: Collection[int], now: int
) -> int | None:
    """Take a number from the purchase that only a refund has given it, and let that one stand.

    Return the refund if it is to be matched again; an admin's decision about it stays where nothing
    proves that the purchase isn't the one with the number.
    """
    refund = guessed_refunds.kept_with(tx, mistaken.id)
    if guessed_refunds.is_decided(tx, mistaken.id) and refund is not None:
        named = with_number(tx, refund.event_row) is not None
        if not (named and surely_differ(tx, mistaken.delivery, event_row)):
            purchases.set_number(tx, mistaken.id, None)
            return None
        overrule(tx, mistaken.id, refund.id, admin_ids, now)
    let_stand_again(tx, mistaken, admin_ids, now)
    return refund.id if refund is not None else None


def _was_told(purchase: Purchase, bare: SeenEvent | None) -> bool:
    """Return whether a purchase itself has come, and not only its refund."""
    if purchase.status is not PurchaseStatus.REFUNDED:
        return True
    return bare is not None and bare.id == purchase.event_row


def _told(tx: Tx, event: PurchaseEvent) -> list[Told]:
    """Return the stored deliveries about the same product and buyer, except those whose number is
    another one anyway."""
    at = moment(event)
    if event.product_id is None or at is None:
        return []
    buyer = Buyer(event.telegram_user_id, event.trb_user_id)
    without = same_payments.without_number_of_second(tx, event.product_id, buyer, second_of(at))
    if event.purchase_id is not None:
        return without + same_payments.numbered_by_refunds(tx, event.product_id, buyer)
    return same_payments.with_number(tx, event.product_id, buyer) + without


def _refund_too(  # noqa: PLR0913  (two rows of one payment)
    tx: Tx,
    known: Purchase,
    refunded: Purchase,
    new: NewPurchase,
    admin_ids: Collection[int],
    now: int,
) -> Outcome:
    """Revoke a purchase whose refund came first, by a number that it didn't have yet.

    That refund has a row of its own, and everybody was notified of it.
    """
    purchases.complete(tx, refunded.id, new)
    purchases.set_number(tx, known.id, None)  # it may have one of a refund that wasn't its own
    facts = (refunded.refunded_at or now, refunded.refund_reason)
    if not refund_purchase(tx, known, *facts, (), now):
        replace_guess(tx, known.id, *facts, admin_ids, now)
    purchases.set_same_as(tx, known.id, refunded.id)
    if new.purchase_id is not None:
        refund_of_known_number(tx, new.purchase_id, refunded.id, admin_ids, now)
    return Outcome.DUPLICATE


def _settle_unread(
    tx: Tx, row: PurchaseRow, event: PurchaseEvent, admin_ids: Collection[int], now: int
) -> Outcome:
    """Grant a purchase that is held because its first body says too little, if this one says it."""
    purchase = _purchase(tx, row)
    held = purchase.status is PurchaseStatus.HELD
    if held and not event.problems and accept(tx, purchase, admin_ids, now):
        return Outcome.APPLIED
    return Outcome.DUPLICATE


def _report_conflict(
    tx: Tx, known: Purchase, event_row: EventRow, admin_ids: Collection[int], now: int
) -> None:
    """Keep a body that names another currency, and notify the admins."""
    body = webhook_events.body(tx, event_row)
    if webhook_events.keep_conflict(tx, known.delivery, "", body, now):
        notify_admins(tx, NoticeKind.ADMIN_CONFLICT, admin_ids, known.delivery, now)


def _purchase(tx: Tx, row: int | None) -> Purchase:
    found = purchases.get(tx, row) if row is not None else None
    if found is None:
        raise LookupError(f"purchase {row} vanished inside its own transaction")
    return found
