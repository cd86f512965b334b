"""Notices about payments in Stars: one that was for somebody else, and odd ones, to admins."""

from collections.abc import Mapping

from bot.domain.models import Button, Message, PurchaseStatus
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.outbox.scene import Composer, Scene


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


def _about_purchase(scene: Scene, key: str) -> Message:
    purchase, say = scene.purchase(), scene.say
    text = say(
        key,
        what=say.product(purchase),
        who=say.buyer(scene.tx, purchase),
        number=say.number(purchase),
    )
    card = Button(say.plain("button-purchase"), action="purchase", id=purchase.id)
    return Message(text, ((card,),))


COMPOSERS: Mapping[NoticeKind, Composer] = {
    NoticeKind.STARS_PAID_BY_OTHER: _paid_by_other,
    NoticeKind.ADMIN_STARS_TWICE: _twice,
    NoticeKind.ADMIN_STARS_CONFLICT: _conflict,
}
