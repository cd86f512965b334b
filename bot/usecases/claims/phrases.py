"""Phrases about claims, which the chat and the console share."""

from bot.domain.models import PurchaseStatus
from bot.domain.records import ClaimState, Purchase
from bot.texts import Markup
from bot.usecases.claims.claims import ClaimView
from bot.usecases.outbox.wording import Wording

_DECISIONS = {ClaimState.APPROVED: "claim-approved", ClaimState.DENIED: "claim-denied"}
_CLOSED = {
    PurchaseStatus.REFUNDED: "claim-closed-refunded",
    PurchaseStatus.DISMISSED: "claim-closed-dismissed",
}


def decision(say: Wording, view: ClaimView) -> Markup:
    """Return how it was decided; of a closed one, what has become of the payment it names."""
    if view.claim.state is not ClaimState.CLOSED:
        return say(_DECISIONS[view.claim.state])
    person, payment = view.claim.telegram_user_id, view.decided_by
    own = payment is not None and payment.telegram_user_id == person
    usual = "claim-closed-own" if own else "claim-closed-other"
    return say(_CLOSED.get(payment.status, usual) if payment is not None else usual)


def choose(say: Wording, view: ClaimView) -> Markup:
    """Return what stands above the payments to choose from, or that there are none."""
    if not view.choices:
        return say("claim-nothing-held")
    return say("claim-candidates" if view.matches else "claim-no-match")


def deny_question(say: Wording, view: ClaimView) -> Markup:
    """Return the last question before a denial, with what the claimant will read."""
    refunded = view.names_own_refund
    return say("claim-deny-confirm-refunded" if refunded else "claim-deny-confirm")


def effect(say: Wording, purchase: Purchase, *, has_access: bool) -> Markup | None:
    """Return what an approval has led to; None for a payment that gives nothing by now."""
    if purchase.held_reason is not None:
        return say("claim-approved-held", reason=say.held_reason(purchase.held_reason))
    if purchase.status is not PurchaseStatus.APPLIED:
        return None
    return say("claim-approved-access" if has_access else "claim-approved-over")
