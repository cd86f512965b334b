"""Notices about payments in Stars: one that was for somebody else, and odd ones, to admins."""

from collections.abc import Mapping

from bot.domain.models import Button, Message, PurchaseStatus
from bot.domain.records import AttemptState, Purchase
from bot.texts import Markup, When
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.outbox.scene import Composer, Scene
from storage import refund_attempts
from storage.stars import early_refunds


def _paid_by_other(scene: Scene) -> Message | None:
    """Explain to somebody that another person has paid their invoice, and has the access."""
    purchase = scene.purchase()
    if purchase.status is not PurchaseStatus.APPLIED:
        return None
    text = scene.say("notice-stars-paid-by-other", what=scene.say.bought(purchase))
    return Message(text, ((Button(scene.say.plain("button-shop-open"), action="buy"),),))


def _twice(scene: Scene) -> Message | None:
    """Report the second payment of one invoice, while it stands."""
    if scene.purchase().status is not PurchaseStatus.APPLIED:
        return None
    return _about_purchase(scene, "notice-admin-stars-twice")


def _conflict(scene: Scene) -> Message | None:
    return _about_purchase(scene, "notice-admin-stars-conflict")


def _refund_early(scene: Scene) -> Message | None:
    """Report the refund of a payment that isn't known, until that is known and refunded."""
    refund = early_refunds.get(scene.tx, scene.subject)
    if refund is None or refund.purchase_row is not None:
        return None
    is_open = refund.closed_at is None
    key = "notice-admin-stars-refund-early" if is_open else "notice-admin-stars-refund-foreign"
    return Message(scene.say(key, charge=refund.charge_id, when=When(refund.refunded_at)))


def _not_refunded(scene: Scene) -> Message | None:
    """Say that a refund which nobody was sure of didn't happen, as long as the payment stands."""
    attempt = refund_attempts.get(scene.tx, scene.subject)
    if attempt is None or attempt.state is not AttemptState.NOT_DONE:
        return None
    purchase = scene.purchase_of(attempt.purchase_row)
    if purchase.status is PurchaseStatus.REFUNDED:
        return None
    text = _said_of(scene, purchase, "notice-admin-stars-not-refunded")
    show = Button(scene.say.plain("button-show"), action="refund", id=purchase.id)
    return Message(text, ((show,), _card(scene, purchase)))


def _about_purchase(scene: Scene, key: str) -> Message:
    purchase = scene.purchase()
    return Message(_said_of(scene, purchase, key), (_card(scene, purchase),))


def _said_of(scene: Scene, purchase: Purchase, key: str) -> Markup:
    say = scene.say
    who = say.buyer(scene.tx, purchase)
    return say(key, what=say.product(purchase), who=who, number=say.number(purchase))


def _card(scene: Scene, purchase: Purchase) -> tuple[Button]:
    return (Button(scene.say.plain("button-purchase"), action="purchase", id=purchase.id),)


COMPOSERS: Mapping[NoticeKind, Composer] = {
    NoticeKind.STARS_PAID_BY_OTHER: _paid_by_other,
    NoticeKind.ADMIN_STARS_TWICE: _twice,
    NoticeKind.ADMIN_STARS_CONFLICT: _conflict,
    NoticeKind.ADMIN_STARS_REFUND_EARLY: _refund_early,
    NoticeKind.ADMIN_STARS_NOT_REFUNDED: _not_refunded,
}
