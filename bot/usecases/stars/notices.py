"""Notices about payments in Stars: one that was for somebody else, renewals, and odd ones, to
admins."""

from collections.abc import Mapping

from bot.domain.models import Button, Message, PurchaseStatus
from bot.domain.records import AttemptState, Purchase
from bot.domain.stars_renewals.renewal import Renewal, RenewalChange, RenewalState
from bot.texts import Markup, When
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.outbox.scene import Composer, Scene
from bot.usecases.outbox.wording import Wording
from storage import refund_attempts
from storage.stars import early_refunds, renewals


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
    renews = renewals.of_purchase(scene.tx, scene.subject) is not None
    key = "notice-admin-stars-twice-renewing" if renews else "notice-admin-stars-twice"
    return _about_purchase(scene, key)


def _conflict(scene: Scene) -> Message | None:
    return _about_purchase(scene, "notice-admin-stars-conflict")


def _odd_end(scene: Scene) -> Message:
    """Report that Telegram has named an end that can't be; by now it may have named another."""
    renewal = renewals.of_purchase(scene.tx, scene.subject)
    until = When(renewal.paid_until if renewal and renewal.paid_until else scene.now)
    return _about_purchase(scene, "notice-admin-stars-end", until=until)


def _renewal(scene: Scene) -> Message | None:
    """Say to the payer whether it renews, while that is so. A renewal that has failed is said also
    when it is over by now: it fails at its end."""
    found = renewals.of_event(scene.tx, scene.subject)
    if found is None or not found.is_latest or found.renewal.was_stopped_by_payer:
        return None
    renewal, say = found.renewal, scene.say
    key = f"notice-stars-renewal-{renewal.state}"
    if renewal.is_over(scene.now) and renewal.state is not RenewalState.FAILED:
        return None
    text = say(key, **_facts(say, renewal))
    return Message(text, ((Button(say.plain("button-status"), action="status"),),))


def _admin_renewal(scene: Scene) -> Message | None:
    """Say to admins what has become of a renewal."""
    found = renewals.of_event(scene.tx, scene.subject)
    if found is None or not found.is_latest:
        return None
    renewal, say = found.renewal, scene.say
    who = say.who(scene.tx, renewal.telegram_user_id)
    key = f"notice-admin-stars-renewal-{found.event.what}"
    if found.event.what is RenewalChange.STOPPED and renewal.was_stopped_by_payer:
        key = "notice-admin-stars-renewal-stopped-here"
    text = say(key, who=who, **_facts(say, renewal))
    card = Button(say.plain("button-stars-person"), action="user", id=renewal.telegram_user_id)
    return Message(text, ((card,),))


def _unread(scene: Scene) -> Message:
    """Report that Telegram has said something of a renewal that the bot doesn't know."""
    return Message(scene.say(f"notice-admin-stars-unread-{scene.queued.detail['about']}"))


def _facts(say: Wording, renewal: Renewal) -> dict[str, object]:
    return {
        "what": say("product-quoted", what=renewal.title),
        "price": renewal.price,
        "until": When(renewal.paid_until or renewal.started_at),
    }


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
    return Message(text, ((show,), (scene.card_button(purchase),)))


def _about_purchase(scene: Scene, key: str, **more: object) -> Message:
    purchase = scene.purchase()
    return Message(_said_of(scene, purchase, key, **more), ((scene.card_button(purchase),),))


def _said_of(scene: Scene, purchase: Purchase, key: str, **more: object) -> Markup:
    say = scene.say
    who = say.buyer(scene.tx, purchase)
    return say(key, what=say.product(purchase), who=who, number=say.number(purchase), **more)


COMPOSERS: Mapping[NoticeKind, Composer] = {
    NoticeKind.STARS_PAID_BY_OTHER: _paid_by_other,
    NoticeKind.ADMIN_STARS_TWICE: _twice,
    NoticeKind.ADMIN_STARS_CONFLICT: _conflict,
    NoticeKind.ADMIN_STARS_REFUND_EARLY: _refund_early,
    NoticeKind.ADMIN_STARS_NOT_REFUNDED: _not_refunded,
    NoticeKind.STARS_RENEWAL: _renewal,
    NoticeKind.ADMIN_STARS_RENEWAL: _admin_renewal,
    NoticeKind.ADMIN_STARS_END: _odd_end,
    NoticeKind.ADMIN_STARS_UNREAD: _unread,
}
