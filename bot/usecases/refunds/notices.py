"""Notices to buyers and admins about refunds, also about those that need an admin."""

from collections.abc import Mapping

from bot.domain.models import Button, Message, PurchaseStatus
from bot.domain.records import AttemptState
from bot.texts import paragraphs
from bot.usecases.outbox.invitation import invite
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.outbox.scene import Composer, Scene
from bot.usecases.purchases.notices import about_purchase
from storage import grants, purchases, refund_attempts, unmatched_refunds


def _refunded(scene: Scene) -> Message | None:
    purchase = scene.purchase()
    what, access = scene.say.bought(purchase), scene.reader_access()
    text = scene.say("notice-refund", what=what, access=access)
    gave = grants.of_purchase(scene.tx, purchase.id)
    return invite(scene, text, plan_id=gave.plan_id if gave is not None else None)


def _admin_refund(scene: Scene) -> Message | None:
    purchase = scene.purchase()
    gave_access = grants.of_purchase(scene.tx, purchase.id) is not None
    key = "notice-admin-refund" if gave_access else "notice-admin-refund-without-access"
    return Message(about_purchase(scene, key, purchase), ((scene.card_button(purchase),),))


def _admin_refunded_first(scene: Scene) -> Message | None:
    purchase = scene.purchase()
    text = about_purchase(scene, "notice-admin-purchase-refunded-first", purchase)
    return Message(text, ((scene.card_button(purchase),),))


def _admin_unmatched(scene: Scene) -> Message | None:
    refund = unmatched_refunds.get_open(scene.tx, scene.subject)
    if refund is None:
        return None
    text = scene.say(
        "notice-admin-refund-unmatched",
        what=scene.say.paid_for(refund.product_name, refund.product_id, refund.paid),
        who=scene.say.who(scene.tx, refund.telegram_user_id),
    )
    settle = Button(scene.say.plain("button-settle"), action="unmatched", id=refund.id)
    return Message(text, ((settle,),))


def _admin_refund_unknown(scene: Scene) -> Message | None:
    attempt = refund_attempts.get(scene.tx, scene.subject)
    if attempt is None or attempt.state is not AttemptState.UNKNOWN:
        return None
    purchase = purchases.get(scene.tx, attempt.purchase_row)
    if purchase is None:
        return None
    in_chat = purchase.was_made_in_the_chat
    key = "notice-admin-stars-refund-unknown" if in_chat else "notice-admin-refund-unknown"
    text = about_purchase(scene, key, purchase)
    show = Button(scene.say.plain("button-show"), action="refund", id=purchase.id)
    return Message(text, ((show,), (scene.card_button(purchase),)))


def _admin_refund_overruled(scene: Scene) -> Message | None:
    """Say of a purchase that its refund was another one's, and which, as far as that is known."""
    standing = scene.purchase()
    if standing.status is PurchaseStatus.REFUNDED:
        return None
    text = about_purchase(scene, "notice-admin-refund-overruled", standing)
    show = Button(scene.say.plain("button-refund-stands-again"), action="purchase", id=standing.id)
    refund_id = int(str(scene.queued.detail["refund"]))
    row = unmatched_refunds.purchase_of(scene.tx, refund_id)
    if row is not None:
        refunded = scene.purchase_of(row)
        other = about_purchase(scene, "notice-admin-refund-overruled-instead", refunded)
        label = scene.say.plain("button-refund-refunded-instead")
        second = Button(label, action="purchase", id=refunded.id)
    elif unmatched_refunds.get_open(scene.tx, refund_id) is not None:
        other = scene.say("notice-admin-refund-overruled-waits")
        second = Button(scene.say.plain("button-settle"), action="unmatched", id=refund_id)
    else:
        return Message(text, ((show,),))
    return Message(paragraphs(text, other), ((show,), (second,)))


COMPOSERS: Mapping[NoticeKind, Composer] = {
    NoticeKind.REFUNDED: _refunded,
    NoticeKind.ADMIN_REFUND: _admin_refund,
    NoticeKind.ADMIN_REFUNDED_FIRST: _admin_refunded_first,
    NoticeKind.ADMIN_UNMATCHED: _admin_unmatched,
    NoticeKind.ADMIN_REFUND_UNKNOWN: _admin_refund_unknown,
    NoticeKind.ADMIN_REFUND_OVERRULED: _admin_refund_overruled,
}
