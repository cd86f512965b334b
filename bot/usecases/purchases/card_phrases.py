"""The words on the card of a purchase: what state it is in, and why."""

from bot.domain.models import PurchaseStatus
from bot.domain.records import Person, Purchase
from bot.texts import Markup, When, quoted
from bot.usecases.outbox.wording import Wording
from bot.usecases.people.phrases import person_link
from bot.usecases.purchases.lookup import PurchaseCard
from bot.usecases.purchases.phrases import refund_reason


def status(say: Wording, card: PurchaseCard) -> Markup:
    """Return what state it is in."""
    purchase = card.purchase
    match purchase.status:
        case PurchaseStatus.APPLIED if card.revocation is not None:
            return say("purchase-status-revoked", when=When(card.revocation.at))
        case PurchaseStatus.APPLIED:
            return say("purchase-status-applied")
        case PurchaseStatus.HELD:
            return say("purchase-status-held")
        case PurchaseStatus.REFUNDED:
            return say(
                "purchase-status-refunded", when=When(purchase.refunded_at or purchase.received_at)
            )
        case PurchaseStatus.DISMISSED:
            return say("purchase-status-dismissed")


def why(say: Wording, card: PurchaseCard) -> Markup | None:
    """Return why it is held, was refunded, revoked or dismissed, and by whom; None where nothing
    has to be said."""
    purchase = card.purchase
    if purchase.held_reason is not None:
        return say("purchase-held-because", reason=say.held_reason(purchase.held_reason))
    if purchase.status is PurchaseStatus.REFUNDED:
        return say("purchase-refunded-because", reason=refund_reason(say, purchase.refund_reason))
    if card.revocation is not None:
        by = person_link(say, card.revoked_by, card.revocation.admin_id)
        return _by_whom(say, by, card.revocation.reason)
    if purchase.dismissed_by is not None:
        by = person_link(say, _admin(card, purchase.dismissed_by), purchase.dismissed_by)
        return _by_whom(say, by, purchase.dismissed_reason)
    return None


def way_of_refund(say: Wording, card: PurchaseCard) -> Markup | None:
    """Return that only support can refund it; None where the API can."""
    if card.purchase.status is PurchaseStatus.REFUNDED or not card.only_support_refunds:
        return None
    in_chat = card.purchase.was_made_in_the_chat
    return say("stars-refund-refused-for-good" if in_chat else "purchase-refund-by-support")


def in_stars(say: Wording, card: PurchaseCard) -> list[Markup]:
    """Return the charge of a payment in Stars, and what is odd about it."""
    payment = card.in_stars
    if payment is None:
        return []
    found = [say("stars-purchase", charge=payment.charge_id)]
    if payment.renewal_id is not None:
        found.append(say("stars-purchase-renewing"))
    if payment.is_repeated:
        found.append(say("stars-purchase-repeated"))
    if payment.conflicts:
        found.append(say("stars-purchase-conflicts"))
    return found


def settled(say: Wording, purchase: Purchase) -> Markup | None:
    """Return when it was settled; None for one that never waited."""
    if purchase.settled_at is None:
        return None
    return say("purchase-settled", when=When(purchase.settled_at))


def _by_whom(say: Wording, by: Markup, reason: str | None) -> Markup:
    """Return the admin, with the note or the reason if one was given."""
    if not reason:
        return say("purchase-dismissed-by", who=by)
    return say("purchase-dismissed-because", who=by, reason=quoted(reason))


def _admin(card: PurchaseCard, admin_id: int) -> Person | None:
    return next(
        (audit_line.admin for audit_line in card.history if audit_line.admin_id == admin_id), None
    )
