"""The words of a refund in each state, which admins read in the chat and in the console."""

from bot.domain.models import PurchaseStatus
from bot.domain.records import AttemptState, RefundAttempt
from bot.texts import GAP, Markup, When, lines
from bot.usecases.outbox.wording import Wording
from bot.usecases.people.phrases import notified_line
from bot.usecases.purchases.lookup import PurchaseCard
from bot.usecases.purchases.phrases import (
    access_after_refund,
    access_now,
    purchase_summary,
    refund_reason,
)
from bot.usecases.refunds.request import RefundOutcome, RefundResult


def as_it_is(say: Wording, card: PurchaseCard, now: int) -> Markup:
    """Return the question whether to refund, or why a refund isn't possible."""
    if card.purchase.status is PurchaseStatus.REFUNDED:
        return _already(say, card, now)
    if card.open_attempt is not None:
        return _open_attempt(say, card, card.open_attempt)
    if card.only_support_refunds:
        why = _key(card, "refund-only-support", "stars-refund-only-support")
        return lines(say(why), GAP, purchase_summary(say, card))
    if not card.can_be_named:
        why = _key(card, "refund-without-number", "stars-refund-without-number")
        return lines(say(why), GAP, purchase_summary(say, card))
    return _question(say, card, now)


def asking(say: Wording, card: PurchaseCard) -> Markup:
    """Return what stands there while Tribute, or Telegram for Stars, is being asked."""
    return lines(
        say(_key(card, "refund-calling", "stars-refund-calling")), GAP, purchase_summary(say, card)
    )


def outcome(say: Wording, result: RefundResult, card: PurchaseCard, now: int) -> Markup:
    """Return the result of a refund; `card` is read afterwards."""
    if result.outcome is RefundOutcome.DONE:
        return done(say, card, now)
    if result.outcome is RefundOutcome.REJECTED and result.error is not None:
        return lines(
            say("refund-rejected"),
            say(result.error.refund_text_key),
            GAP,
            purchase_summary(say, card),
        )
    return as_it_is(say, card, now)


def done(say: Wording, card: PurchaseCard, now: int) -> Markup:
    """Return what a refund has done, by this very request."""
    return lines(
        say(_done_key(card, revokes_access=card.granted is not None)),
        GAP,
        purchase_summary(say, card),
        access_now(say, card, now),
        notified_line(say, card.buyer),
    )


def sure(say: Wording, card: PurchaseCard, *, happened: bool) -> Markup:
    """Return the last question before an admin closes an attempt whose result is unknown."""
    key = "refund-confirm-happened" if happened else "refund-confirm-not-happened"
    return lines(say(key), GAP, purchase_summary(say, card))


def not_done(say: Wording, card: PurchaseCard, now: int) -> Markup:
    """Return what stands there once an admin has confirmed that no money was returned."""
    return lines(
        say("refund-not-happened"), GAP, purchase_summary(say, card), access_now(say, card, now)
    )


def confirm_label(say: Wording, card: PurchaseCard) -> str:
    """Return the label of the button that refunds, with the price where it is known."""
    if card.purchase.paid is None:
        return say.plain("button-refund-confirm")
    return say.label("button-refund-confirm-paid", paid=card.purchase.paid)


def _question(say: Wording, card: PurchaseCard, now: int) -> Markup:
    return lines(
        say("refund-confirm"),
        GAP,
        purchase_summary(say, card),
        access_now(say, card, now),
        access_after_refund(say, card, now),
        GAP,
        say(_key(card, "refund-only-stars", "stars-refund-only-stars")),
        say("stars-refund-stops-renewal") if card.in_stars and card.in_stars.renewal_id else None,
    )


def _already(say: Wording, card: PurchaseCard, now: int) -> Markup:
    purchase = card.purchase
    when = When(purchase.refunded_at or purchase.received_at)
    return lines(
        say(_key(card, "refund-already", "stars-refund-already"), when=when),
        say("purchase-refunded-because", reason=refund_reason(say, purchase.refund_reason)),
        GAP,
        purchase_summary(say, card),
        access_now(say, card, now),
    )


def _open_attempt(say: Wording, card: PurchaseCard, attempt: RefundAttempt) -> Markup:
    if attempt.state is not AttemptState.UNKNOWN:
        return lines(say("refund-in-progress"), GAP, purchase_summary(say, card))
    return lines(
        say(_key(card, "refund-unknown", "stars-refund-unknown"), when=When(attempt.created_at)),
        GAP,
        purchase_summary(say, card),
        GAP,
        say(_key(card, "refund-error-unknown", "stars-refund-error-unknown")),
    )


def _key(card: PurchaseCard, of_tribute: str, in_stars: str) -> str:
    """Return the key of the text about Tribute, or about Telegram for a payment in Stars."""
    return in_stars if card.purchase.was_made_in_the_chat else of_tribute


def _done_key(card: PurchaseCard, *, revokes_access: bool) -> str:
    if revokes_access:
        return _key(card, "refund-done", "stars-refund-done")
    return _key(card, "refund-done-without-access", "stars-refund-done-without-access")
