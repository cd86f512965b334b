"""Notices about claims: approved or denied to the claimant, and the question to the admins."""

from collections.abc import Mapping

from bot.domain.models import Button, Message, PurchaseStatus
from bot.domain.records import ClaimState
from bot.texts import Markup
from bot.usecases.chats.notices import status_buttons
from bot.usecases.claims.claims import ClaimView, read_claim
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.outbox.scene import Composer, Scene
from bot.usecases.purchases.notices import what_now
from bot.usecases.shop_face import words
from storage import claims, purchases


def _claim_found(scene: Scene) -> Message | None:
    """Tell the claimant that the payment is theirs, and what is still missing, if anything."""
    claim = claims.get(scene.tx, scene.subject)
    purchase = purchases.get(scene.tx, claim.purchase_row) if claim and claim.purchase_row else None
    if purchase is None:
        return None
    what = scene.say.bought(purchase)
    if purchase.held_reason is not None:
        reason = scene.say.held_reason_to_buyer(purchase.held_reason)
        text = scene.say("notice-claim-found-held", what=what, reason=reason)
    elif purchase.status is PurchaseStatus.APPLIED:
        text = scene.say(
            "notice-claim-found",
            what=what,
            access=scene.reader_access(),
        )
        own, button = what_now(scene, purchase, scene.buyer_subscription(purchase))
        return Message(words.followed(text, own), (*button, *status_buttons(scene)))
    else:
        return None
    return Message(text, status_buttons(scene))


def _claim_closed(scene: Scene) -> Message | None:
    """Tell the claimant what became of the payment they named, if it isn't theirs to use."""
    claim = claims.get(scene.tx, scene.subject)
    purchase = purchases.get(scene.tx, claim.purchase_row) if claim and claim.purchase_row else None
    if claim is None or purchase is None:
        return None
    if purchase.status is PurchaseStatus.REFUNDED:
        key = "notice-claim-closed-refunded"
    elif purchase.status is PurchaseStatus.DISMISSED:
        key = "notice-claim-closed-dismissed"
    else:
        key = "notice-claim-closed-settled"
    return Message(scene.say(key, text=claim.text))


def _claim_denied(scene: Scene) -> Message | None:
    view = read_claim(scene.tx, scene.subject)
    if view is None:
        return None
    key = "notice-claim-closed-refunded" if view.names_own_refund else "notice-claim-denied"
    return Message(scene.say(key, text=view.claim.text))


def _admin_claim(scene: Scene) -> Message | None:
    view = read_claim(scene.tx, scene.subject)
    if view is None or view.claim.state is not ClaimState.OPEN:
        return None
    text = scene.say(
        "notice-admin-claim",
        who=scene.say.person(view.person, view.claim.telegram_user_id),
        text=view.claim.text,
        match=_match(scene, view),
    )
    approve = Button(scene.say.plain("button-claim-approve"), action="claim_yes", id=view.claim.id)
    deny = Button(scene.say.plain("button-claim-deny"), action="claim_no", id=view.claim.id)
    return Message(text, ((approve,) if view.names_own_payment else (approve, deny),))


def _match(scene: Scene, view: ClaimView) -> Markup:
    if len(view.matches) == 1:
        key = "claim-match-own" if view.names_own_payment else "claim-match-one"
        return scene.say(key, what=scene.say.product(view.matches[0]))
    return scene.say("claim-match-unclear")


COMPOSERS: Mapping[NoticeKind, Composer] = {
    NoticeKind.CLAIM_FOUND: _claim_found,
    NoticeKind.CLAIM_DENIED: _claim_denied,
    NoticeKind.CLAIM_CLOSED: _claim_closed,
    NoticeKind.ADMIN_CLAIM: _admin_claim,
}
