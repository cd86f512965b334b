"""Recognizes a refund that is known from another body, with or without the purchase's number."""

from collections.abc import Collection
from dataclasses import replace

from bot.domain.models import EventRow, Outcome, PurchaseStatus
from bot.domain.records import Purchase, UnmatchedRefund
from bot.tribute.events import PURCHASE, RefundEvent
from bot.usecases.refunds.apply import unmatched
from bot.usecases.refunds.guesses import let_go, let_go_others, refund_for_sure, settle_again
from bot.usecases.webhook_intake.likeness import (
    Likeness,
    most_alike,
    surely_differ,
    without_its_number,
)
from storage import purchases, unmatched_refunds, webhook_events
from storage.engine.tx import Tx
from storage.queries import guessed_refunds, same_payments
from storage.queries.guessed_refunds import Guess
from storage.queries.same_payments import Buyer


def join_known_refund(
    tx: Tx, event: RefundEvent, event_row: EventRow, admin_ids: Collection[int], now: int
) -> Outcome | None:
    """If this refund is known from a body of the other shape, return the outcome; else None.

    A number makes a known refund clear that was unclear without it. It may also say that not the
    purchase was meant which has been refunded: then that one stands again. An admin's match against
    which it proves nothing stays, and this refund is another one.
    """
    if event.product_id is None:
        return None
    if event.purchase_id is None:
        told = same_payments.numbered_refunds(tx, event.product_id, _buyer(event))
        alike = most_alike(event, told)
        same = alike is not None and alike[1] is Likeness.SAME
        return Outcome.DUPLICATE if same else None
    first = without_its_number(tx, event)
    if first is None or first.outcome == Outcome.IGNORED:
        return None
    unclear = unmatched_refunds.open_of_event(tx, first.id)
    if unclear is not None:
        return _of_unclear(tx, event.purchase_id, unclear, event_row, admin_ids, now)
    decided = unmatched_refunds.purchase_of_event(tx, first.id)
    guess = guessed_refunds.of_event(tx, first.id)
    if guess is None and decided is None:
        guess = _earlier_guess(tx, event, first.id, now)
    if guess is not None and (not guess.is_decided or _is_proof(tx, event.purchase_id, guess)):
        return _of_guess(tx, event.purchase_id, guess, event_row, admin_ids, now)
    return Outcome.DUPLICATE if decided is None else None


def _of_unclear(  # noqa: PLR0913  (two deliveries of one refund)
    tx: Tx,
    number: int,
    unclear: UnmatchedRefund,
    event_row: EventRow,
    admin_ids: Collection[int],
    now: int,
) -> Outcome:
    """Apply a refund that waited for its number, or let it wait for the purchase."""
    known = purchases.by_purchase_id(tx, number)
    if known is None:
        unmatched_refunds.set_event(tx, unclear.id, event_row)
        let_go_others(tx, event_row, admin_ids, now)
        return Outcome.HELD
    facts = (unclear.refunded_at, unclear.refund_reason)
    refund_for_sure(tx, known, *facts, admin_ids, now)
    unmatched_refunds.match(tx, unclear.id, known.id, now)
    return Outcome.APPLIED


def _of_guess(  # noqa: PLR0913  (two deliveries of one refund)
    tx: Tx,
    number: int,
    guess: Guess,
    event_row: EventRow,
    admin_ids: Collection[int],
    now: int,
) -> Outcome:
    """Decide whether a refund without its number has taken the right purchase, now with it."""
    known = purchases.by_purchase_id(tx, number)
    refund = replace(guess.refund, event_row=event_row)
    unmatched_refunds.set_event(tx, refund.id, event_row)
    if known is None and not guess.number_is_own:
        purchases.set_number(tx, guess.purchase_row, number)
    elif known is None or known.id != guess.purchase_row:
        let_go(tx, guess._replace(refund=refund), admin_ids, now)
        return settle_again(tx, refund, admin_ids, now)
    return Outcome.DUPLICATE


def _is_proof(tx: Tx, number: int, guess: Guess) -> bool:
    """Return whether the number of a refund shows which purchase it meant, so that an admin's
    decision yields to it: only a number that a delivery of a purchase itself names, of surely
    another one than the matched."""
    if guess.number_is_own or purchases.by_purchase_id(tx, number) is None:
        return True
    matched = purchases.get(tx, guess.purchase_row)
    named = webhook_events.find(tx, f"{PURCHASE}:purchase:{number}")
    if matched is None or named is None:
        return False
    return surely_differ(tx, matched.delivery, named.id)


def _earlier_guess(tx: Tx, event: RefundEvent, first: EventRow, now: int) -> Guess | None:
    """Return the guess of an earlier version of this program, which kept none, and keep it."""
    taken = _refunded_by(tx, event)
    if taken is None:
        return None
    refund = unmatched_refunds.insert(tx, unmatched(event, first, now))
    unmatched_refunds.match(tx, refund.id, taken.id, now)
    return guessed_refunds.of_event(tx, first)


def _refunded_by(tx: Tx, event: RefundEvent) -> Purchase | None:
    """Return the purchase without a number that the first body of this refund has refunded."""
    if event.product_id is None:
        return None
    refunded_at = event.refunded_at or event.created_at
    for one in same_payments.without_number(tx, event.product_id, _buyer(event)):
        same = one.refunded_at == refunded_at and event.amount_minor in {None, one.amount_minor}
        if same and one.status is PurchaseStatus.REFUNDED:
            return one
    return None


def _buyer(event: RefundEvent) -> Buyer:
    return Buyer(event.telegram_user_id, event.trb_user_id)
