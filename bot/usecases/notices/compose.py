"""Puts a queued notice into words at the moment it is sent, from what is true then."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.models import Button, Message, PurchaseStatus, Subscription
from bot.texts import Markup, Texts, When
from bot.usecases.access import notices as notices_by_hand
from bot.usecases.broadcasts import notices
from bot.usecases.chats import notices as chat_notices
from bot.usecases.operations import incidents
from bot.usecases.outbox import enqueue
from bot.usecases.outbox import notices as pause_notices
from bot.usecases.outbox.wording import Wording, locale_of
from bot.usecases.recurring import notices as notices_recurring
from bot.usecases.webhooks_out import notices as webhook_notices
from storage import (
    grants,
    outbox,
    people,
    purchases,
    refund_attempts,
    unmatched_refunds,
    webhook_events,
)
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.outbox import QueuedMessage
from storage.purchases import Purchase


@dataclass(frozen=True, slots=True)
class Notices:
    """`compose` gives the message, or None when what it would say is no longer true."""

    db: Database
    texts: Texts
    clock: Clock

    async def wording_for(self, chat_id: int) -> Wording:
        """The texts in this person's language."""
        person = await self.db.read(lambda tx: people.get(tx, chat_id))
        return Wording(self.texts, locale_of(person, self.texts))

    async def compose(self, queued: QueuedMessage) -> Message | None:
        now = self.clock.now()
        return await self.db.read(lambda tx: self._compose(tx, queued, now))

    def _compose(self, tx: Tx, queued: QueuedMessage, now: int) -> Message | None:
        person = people.get(tx, queued.chat_id)
        locale = locale_of(person, self.texts)
        return COMPOSERS[queued.kind](_Scene(tx, queued, Wording(self.texts, locale), now))


@dataclass(frozen=True, slots=True)
class _Scene:
    """What a composer may look at."""

    tx: Tx
    queued: QueuedMessage
    say: Wording
    now: int

    @property
    def subject(self) -> int:
        if self.queued.subject_id is None:
            raise LookupError(f"notice {self.queued.id} has no subject")
        return self.queued.subject_id

    def purchase(self) -> Purchase:
        purchase = purchases.get(self.tx, self.subject)
        if purchase is None:
            raise LookupError(f"notice {self.queued.id} is about a missing purchase")
        return purchase

    def subscription(self, purchase: Purchase) -> Subscription | None:
        if purchase.telegram_user_id is None:
            return None
        return grants.subscription(self.tx, purchase.telegram_user_id)


def _paid(scene: _Scene) -> Message | None:
    purchase = scene.purchase()
    if purchase.status is not PurchaseStatus.APPLIED:
        return None
    subscription = scene.subscription(purchase)
    over = subscription is None or not subscription.active_at(scene.now)
    access = scene.say.access(subscription, scene.now)
    key = "notice-paid-late" if over else "notice-paid"
    text = scene.say(key, what=scene.say.product(purchase), access=access)
    status = (Button(scene.say.plain("button-status"), action="status"),)
    return Message(text, (*chat_notices.door_buttons(scene), status))


def _refunded(scene: _Scene) -> Message | None:
    purchase = scene.purchase()
    access = scene.say.access(scene.subscription(purchase), scene.now)
    text = scene.say("notice-refunded", what=scene.say.product(purchase), access=access)
    return Message(text, ((Button(scene.say.plain("button-buy"), action="buy"),),))


def _waiting(scene: _Scene) -> Message | None:
    """The buyer of a held payment learns that it isn't lost."""
    purchase = scene.purchase()
    if purchase.status is not PurchaseStatus.HELD:
        return None
    text = scene.say("notice-waiting", what=scene.say.product(purchase))
    return Message(text, ((Button(scene.say.plain("button-status"), action="status"),),))


def _before_the_end(scene: _Scene) -> Message | None:
    subscription = _still_ending_then(scene)
    if subscription is None or not subscription.active_at(scene.now):
        return None
    text = scene.say("notice-reminder", access=scene.say.access(subscription, scene.now))
    return Message(text, ((Button(scene.say.plain("button-extend-now"), action="buy"),),))


def _ended(scene: _Scene) -> Message | None:
    subscription = _still_ending_then(scene)
    if subscription is None or subscription.active_at(scene.now):
        return None
    text = scene.say("notice-ended", access=scene.say.access(subscription, scene.now))
    return Message(text, ((Button(scene.say.plain("button-buy"), action="buy"),),))


def _still_ending_then(scene: _Scene) -> Subscription | None:
    """The person's subscription, if its end is still the one the notice speaks of."""
    subscription = grants.subscription(scene.tx, scene.queued.chat_id)
    told = scene.queued.detail["expires_at"]
    return subscription if subscription and subscription.expires_at == told else None


def _admin_purchase(key: str) -> Callable[[_Scene], Message | None]:
    """A notice about a purchase that stands, with a way to its card."""

    def compose(scene: _Scene) -> Message | None:
        purchase = scene.purchase()
        if purchase.status is not PurchaseStatus.APPLIED:
            return None
        return Message(_about(scene, key, purchase), (_card_button(scene, purchase),))

    return compose


def _admin_refund(scene: _Scene) -> Message | None:
    purchase = scene.purchase()
    gave_access = grants.duration_of_purchase(scene.tx, purchase.id) is not None
    key = "notice-admin-refund" if gave_access else "notice-admin-refund-without-access"
    return Message(_about(scene, key, purchase))


def _admin_refunded_first(scene: _Scene) -> Message | None:
    return Message(_about(scene, "notice-admin-refunded-first", scene.purchase()))


def _admin_held(scene: _Scene) -> Message | None:
    purchase = scene.purchase()
    if purchase.status is not PurchaseStatus.HELD or purchase.held_reason is None:
        return None
    reason = scene.say.held_reason(purchase.held_reason)
    text = _about(scene, "notice-admin-held", purchase, reason=reason)
    settle = Button(scene.say.plain("button-settle"), action="held", id=purchase.id)
    return Message(text, ((settle,),))


def _admin_unmatched(scene: _Scene) -> Message | None:
    refund = unmatched_refunds.get_open(scene.tx, scene.subject)
    if refund is None:
        return None
    text = scene.say(
        "notice-admin-unmatched",
        what=scene.say.paid_for(refund.product_name, refund.product_id, refund.paid),
        who=scene.say.who(scene.tx, refund.telegram_user_id),
    )
    settle = Button(scene.say.plain("button-settle"), action="unmatched", id=refund.id)
    return Message(text, ((settle,),))


def _admin_conflict(scene: _Scene) -> Message | None:
    key = webhook_events.key(scene.tx, scene.subject)
    return Message(scene.say("notice-admin-conflict", event=key))


def _admin_test(scene: _Scene) -> Message | None:
    return Message(scene.say("notice-admin-test"))


def _admin_refund_unknown(scene: _Scene) -> Message | None:
    attempt = refund_attempts.get(scene.tx, scene.subject)
    if attempt is None or attempt.state is not refund_attempts.AttemptState.UNKNOWN:
        return None
    purchase = purchases.get(scene.tx, attempt.purchase_row)
    if purchase is None:
        return None
    text = _about(scene, "notice-admin-refund-unknown", purchase)
    show = Button(scene.say.plain("button-show"), action="refund", id=purchase.id)
    return Message(text, ((show,),))


def _admin_undeliverable(scene: _Scene) -> Message | None:
    dead = outbox.get(scene.tx, scene.subject)
    if dead is None:
        return None
    text = chat_notices.undone(scene, dead) or scene.say(
        "notice-admin-undeliverable",
        who=scene.say.who(scene.tx, dead.chat_id),
        reason=dead.error or "",
    )
    again = Button(scene.say.plain("button-send-again"), action="resend", id=dead.id)
    return Message(text, ((again,),))


def _admin_error(scene: _Scene) -> Message | None:
    return Message(scene.say("notice-admin-error", what=str(scene.queued.detail.get("what", ""))))


def _about(scene: _Scene, key: str, purchase: Purchase, **more: object) -> Markup:
    return scene.say(
        key,
        what=scene.say.product(purchase),
        who=scene.say.buyer(scene.tx, purchase),
        number=scene.say.number(purchase),
        when=When(purchase.purchased_at or purchase.received_at),
        access=scene.say.access(scene.subscription(purchase), scene.now),
        **more,
    )


def _card_button(scene: _Scene, purchase: Purchase) -> tuple[Button, ...]:
    return (Button(scene.say.plain("button-purchase"), action="purchase", id=purchase.id),)


COMPOSERS: dict[str, Callable[[_Scene], Message | None]] = {
    enqueue.PAID: _paid,
    enqueue.REFUNDED: _refunded,
    enqueue.WAITING: _waiting,
    enqueue.REMINDER: _before_the_end,
    enqueue.ENDED: _ended,
    enqueue.ADMIN_SALE: _admin_purchase("notice-admin-sale"),
    enqueue.ADMIN_SETTLED: _admin_purchase("notice-admin-settled"),
    enqueue.ADMIN_REFUND: _admin_refund,
    enqueue.ADMIN_REFUNDED_FIRST: _admin_refunded_first,
    enqueue.ADMIN_HELD: _admin_held,
    enqueue.ADMIN_UNMATCHED: _admin_unmatched,
    enqueue.ADMIN_CONFLICT: _admin_conflict,
    enqueue.ADMIN_TEST: _admin_test,
    enqueue.ADMIN_REFUND_UNKNOWN: _admin_refund_unknown,
    enqueue.ADMIN_UNDELIVERABLE: _admin_undeliverable,
    enqueue.ADMIN_ERROR: _admin_error,
    **notices_by_hand.COMPOSERS,
    **notices_recurring.COMPOSERS,
    **notices.COMPOSERS,
    **chat_notices.COMPOSERS,
    **webhook_notices.COMPOSERS,
    **incidents.COMPOSERS,
    **notices.COMPOSERS,
}
