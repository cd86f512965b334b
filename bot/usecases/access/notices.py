"""What people are told of access given or ended by hand, and of claims."""

from collections.abc import Callable, Mapping

from bot.domain.models import Button, Message, PurchaseStatus
from bot.texts import Markup
from bot.usecases.chats.notices import Scene, door_buttons
from bot.usecases.claims.claims import ClaimState, ClaimView, read_claim
from bot.usecases.outbox import enqueue
from storage import claims, grants, purchases


def _granted(scene: Scene) -> Message | None:
    duration = grants.given_by_admin(scene.tx, scene.subject)
    if duration is None:
        return None
    text = scene.say("notice-granted", duration=duration, access=_access(scene))
    return Message(text, _ways_in(scene))


def _revoked(scene: Scene) -> Message | None:
    """Unless they have access again by now."""
    subscription = grants.subscription(scene.tx, scene.queued.chat_id)
    if subscription is not None and subscription.active_at(scene.now):
        return None
    text = scene.say("notice-revoked")
    return Message(text, ((Button(scene.say.plain("button-buy"), action="buy"),),))


def _claim_found(scene: Scene) -> Message | None:
    """It is theirs now, and perhaps something else is still missing."""
    claim = claims.get(scene.tx, scene.subject)
    purchase = purchases.get(scene.tx, claim.purchase_row) if claim and claim.purchase_row else None
    if purchase is None:
        return None
    what = scene.say.product(purchase)
    if purchase.held_reason is not None:
        reason = scene.say.held_reason(purchase.held_reason)
        text = scene.say("notice-claim-found-held", what=what, reason=reason)
    elif purchase.status is PurchaseStatus.APPLIED:
        text = scene.say("notice-claim-found", what=what, access=_access(scene))
    else:
        return None
    return Message(text, _ways_in(scene))


def _claim_denied(scene: Scene) -> Message | None:
    claim = claims.get(scene.tx, scene.subject)
    return Message(scene.say("notice-claim-denied", text=claim.text)) if claim else None


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
    return Message(text, ((approve, deny),))


def _match(scene: Scene, view: ClaimView) -> Markup:
    if len(view.matches) == 1:
        return scene.say("claim-matches", what=scene.say.product(view.matches[0]))
    return scene.say("claim-unclear")


def _ways_in(scene: Scene) -> tuple[tuple[Button, ...], ...]:
    status = (Button(scene.say.plain("button-status"), action="status"),)
    return (*door_buttons(scene), status)


def _access(scene: Scene) -> Markup:
    return scene.say.access(grants.subscription(scene.tx, scene.queued.chat_id), scene.now)


COMPOSERS: Mapping[str, Callable[[Scene], Message | None]] = {
    enqueue.GRANTED: _granted,
    enqueue.REVOKED: _revoked,
    enqueue.CLAIM_FOUND: _claim_found,
    enqueue.CLAIM_DENIED: _claim_denied,
    enqueue.ADMIN_CLAIM: _admin_claim,
}
