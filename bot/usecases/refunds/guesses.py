"""Makes refunds that were applied by guess unclear again, once another delivery contradicts the
guess, and finds their purchase where only one is left.

No guess stands on a purchase that an unclear refund with a number may mean.
"""

from collections.abc import Collection

from bot.domain.models import EventRow, HeldReason, Outcome, PurchaseRow
from bot.domain.records import Purchase, UnmatchedRefund
from bot.tribute.events import RefundEvent, has_unknown_name, read
from bot.usecases.outbox.enqueue import notify_admins_again
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.purchases.from_event import named_by, new_purchase
from bot.usecases.refunds.apply import refund_purchase, unmatched
from bot.usecases.refunds.meaning import (
    may_mean_a_known_one,
    only_candidate,
    sought_by,
    with_number,
)
from bot.usecases.refunds.mistaken import let_stand_again, overrule
from storage import people, purchases, unmatched_refunds, webhook_events
from storage.engine.tx import Tx
from storage.queries import guessed_refunds
from storage.queries.guessed_refunds import Guess


def refund_for_sure(  # noqa: PLR0913  (a refund is all of these facts)
    tx: Tx,
    purchase: Purchase,
    refunded_at: int,
    reason: str | None,
    admin_ids: Collection[int],
    now: int,
) -> None:
    """Refund a purchase by its own refund. Another refund that had taken it by guess is unclear
    again."""
    if not refund_purchase(tx, purchase, refunded_at, reason, admin_ids, now):
        replace_guess(tx, purchase.id, refunded_at, reason, admin_ids, now)


def replace_guess(  # noqa: PLR0913  (a refund is all of these facts)
    tx: Tx,
    row: PurchaseRow,
    refunded_at: int,
    reason: str | None,
    admin_ids: Collection[int],
    now: int,
) -> None:
    """Let the refund that has taken this purchase by guess be unclear again: it is refunded by its
    own.

    An admin's decision stays where that refund names no number, as both may be the same refund.
    """
    guess = guessed_refunds.of_purchase(tx, row)
    if guess is None or (guess.is_decided and with_number(tx, guess.refund.event_row) is None):
        return
    purchases.set_refunded(tx, row, refunded_at, reason)
    _reopen(tx, guess, admin_ids, now)
    settle_again(tx, guess.refund, admin_ids, now)


def let_go(tx: Tx, guess: Guess, admin_ids: Collection[int], now: int) -> None:
    """Let the refund of a guess be unclear again, and its purchase stand.

    The caller has `settle_again` decide about the refund once it knows more. Of an admin's decision
    the caller knows for certain that it was wrong.
    """
    _reopen(tx, guess, admin_ids, now)
    purchase = purchases.get(tx, guess.purchase_row)
    if purchase is not None:
        let_stand_again(tx, purchase, admin_ids, now, number_is_own=guess.number_is_own)


def settle_again(tx: Tx, refund: UnmatchedRefund, admin_ids: Collection[int], now: int) -> Outcome:
    """Apply a refund that is unclear again if it is clear now; else let it wait for an admin."""
    if settle(tx, refund, admin_ids, now):
        return Outcome.APPLIED
    let_go_others(tx, refund.event_row, admin_ids, now)
    notify_admins_again(tx, NoticeKind.ADMIN_UNMATCHED, admin_ids, refund.id, now)
    return Outcome.HELD


def settle(tx: Tx, refund: UnmatchedRefund, admin_ids: Collection[int], now: int) -> bool:
    """Apply an open refund to the purchase of its number, or to the only one that it can mean."""
    event = read(webhook_events.body(tx, refund.event_row))
    if not isinstance(event, RefundEvent) or has_unknown_name(event):
        return False
    if event.purchase_id is None:
        purchase = only_candidate(tx, event)
    else:
        purchase = numbered(tx, event, event.purchase_id, refund.event_row, now)
    if purchase is None:
        return False
    facts = (refund.refunded_at, refund.refund_reason)
    refund_for_sure(tx, purchase, *facts, admin_ids, now)
    unmatched_refunds.match(tx, refund.id, purchase.id, now)
    webhook_events.set_outcome(tx, refund.event_row, Outcome.APPLIED)
    return True


def numbered(
    tx: Tx, event: RefundEvent, number: int, event_row: EventRow, now: int
) -> Purchase | None:
    """Return the purchase with the number of a refund.

    One of which nothing else is known is recorded, so that it arrives as refunded; None where it
    may be a purchase that is known without its number.
    """
    known = purchases.by_purchase_id(tx, number)
    if known is not None or may_mean_a_known_one(tx, event) or _others(tx, event):
        return known
    if event.telegram_user_id is not None:
        people.ensure_all(tx, [named_by(event, event.telegram_user_id)], now)
    new = new_purchase(event, event_row, now)
    return purchases.get(tx, purchases.insert(tx, new, HeldReason.UNREADABLE))


def let_go_others(tx: Tx, event_row: EventRow, admin_ids: Collection[int], now: int) -> None:
    """Let go each guess whose purchase an unclear refund with a number may mean just as well."""
    event = with_number(tx, event_row)
    others = _others(tx, event) if event is not None else []
    for guess in others:
        let_go(tx, guess, admin_ids, now)
    for guess in others:
        settle_again(tx, guess.refund, admin_ids, now)


def wait_again(
    tx: Tx, event: RefundEvent, event_row: EventRow, admin_ids: Collection[int], now: int
) -> None:
    """Let a refund that was recorded without its purchase wait for an admin."""
    refund_id = unmatched_refunds.reopen(tx, event_row)
    if refund_id is None:
        refund_id = unmatched_refunds.insert(tx, unmatched(event, event_row, now)).id
    webhook_events.set_outcome(tx, event_row, Outcome.HELD)
    notify_admins_again(tx, NoticeKind.ADMIN_UNMATCHED, admin_ids, refund_id, now)


def _others(tx: Tx, event: RefundEvent) -> list[Guess]:
    sought = sought_by(event)
    return guessed_refunds.that_may_be_of(tx, sought) if sought is not None else []


def _reopen(tx: Tx, guess: Guess, admin_ids: Collection[int], now: int) -> None:
    if guess.is_decided:
        overrule(tx, guess.purchase_row, guess.refund.id, admin_ids, now)
    unmatched_refunds.reopen(tx, guess.refund.event_row)
    purchases.set_same_as(tx, guess.purchase_row, None)
    webhook_events.set_outcome(tx, guess.refund.event_row, Outcome.HELD)
