"""Notices to people and admins about Tribute's recurring subscriptions."""

from collections.abc import Mapping
from functools import partial

from bot.domain.models import Button, EventRow, Message, PlanId, Subscription
from bot.domain.recurring import RecurringBinding, RecurringChange, RecurringEvent
from bot.domain.shop_face.texts import Slot
from bot.texts import Markup, When, lines
from bot.tribute import events as tribute
from bot.usecases.chats.notices import chat_buttons
from bot.usecases.outbox.invitation import invite
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.outbox.scene import Composer, Scene
from bot.usecases.shop_face import words
from storage import grants, subscriptions, webhook_events
from storage.recurring import recurring_events, recurring_plans


def _event(scene: Scene) -> RecurringEvent:
    event = recurring_events.get(scene.tx, scene.subject)
    if event is None:
        raise LookupError(f"notice {scene.queued.id} is about a missing recurring event")
    return event


def _paid(key: str, scene: Scene) -> Message | None:
    """Compose the text `key`, that it began or was renewed.

    It says nothing if a newer event came since, or if the access is over by now.
    """
    event = _event(scene)
    subscription = _subscription(scene, event)
    if not recurring_events.is_latest(scene.tx, event):
        return None
    if subscription is None or not subscription.active_at(scene.now):
        return None
    access = scene.reader_access()
    kind = event.type or ""
    text = scene.say(key, kind=kind, what=scene.say.recurring(event), access=access)
    status = (Button(scene.say.plain("button-status"), action="status"),)
    begins = event.what is RecurringChange.NEW
    own, button = words.what_now(scene, _plan_of(scene, event), is_open=begins)
    return Message(words.followed(text, own), (*button, *chat_buttons(scene), status))


def _cancelled(scene: Scene) -> Message | None:
    """Say that it won't be renewed, or wasn't. Where the access is over though the time is paid,
    the owner has ended it, and nothing failed to be renewed."""
    event = _event(scene)
    subscription, access = _subscription(scene, event), scene.reader_access()
    if subscription is None or not recurring_events.is_latest(scene.tx, event):
        return None
    key, own = "notice-recurring-cancelled", None
    if not subscription.active_at(scene.now):
        access = _over(scene, event, subscription)
        key = "notice-recurring-cancelled-over"
        if event.expires_at is not None and event.expires_at > scene.now:
            key = "notice-recurring-cancelled-revoked"
        elif own := words.own_words(scene, Slot.ENDED):
            key = "notice-recurring-cancelled-over-fact"
    elif _another_period_renews(scene, event, scene.queued.chat_id):
        key = "notice-recurring-cancelled-period"
    text = scene.say(
        key,
        what=scene.say.recurring(event),
        until=When(event.expires_at or event.received_at),
        access=access,
    )
    plan_id = recurring_plans.plan_of(scene.tx, event.subscription_id)
    return invite(scene, words.followed(text, own), plan_id=plan_id)


def _subscription(scene: Scene, event: RecurringEvent) -> Subscription | None:
    """Return the reader's subscription to the plan that Tribute's subscription has opened."""
    plan_id = _plan_of(scene, event)
    if plan_id is None:
        return scene.reader_subscription()
    return subscriptions.get(scene.tx, scene.queued.chat_id, plan_id)


def _over(scene: Scene, event: RecurringEvent, subscription: Subscription) -> Markup:
    """Return that the access is over: to which plan, where there are several."""
    plan_id = _plan_of(scene, event)
    if plan_id is None or len(scene.say.plans) < 2:
        return scene.say.access(subscription, scene.now)
    when = When(subscription.expires_at or scene.now)
    return scene.say("access-plan-ended", plan=scene.say.plan(plan_id), when=when)


def _plan_of(scene: Scene, event: RecurringEvent) -> PlanId | None:
    return grants.plan_of_recurring(scene.tx, scene.queued.chat_id, event.subscription_id)


def _another_period_renews(scene: Scene, event: RecurringEvent, person: int) -> bool:
    """Return whether the same subscription goes on by another period, such as yearly."""
    return any(
        one.renews_at is not None and scene.now < one.over_at
        for one in recurring_events.standings(scene.tx, person, scene.now)
        if one.latest.subscription_id == event.subscription_id
        and one.latest.period_id != event.period_id
    )


def _admin_new(scene: Scene) -> Message | None:
    event = _event(scene)
    return Message(_about(scene, "notice-admin-recurring-new", event, kind=event.type or ""))


def _admin_cancelled(scene: Scene) -> Message | None:
    event = _event(scene)
    person = event.telegram_user_id
    if event.cancel_reason:
        key = "notice-admin-recurring-cancelled-why"
        text = _about(scene, key, event, why=event.cancel_reason)
    else:
        text = _about(scene, "notice-admin-recurring-cancelled", event)
    if person is not None and _another_period_renews(scene, event, person):
        text = lines(text, scene.say("notice-admin-recurring-goes-on"))
    return Message(text)


def _admin_unclear(scene: Scene) -> Message | None:
    """Say that a cancellation lacks what it takes to know whose or which one it is."""
    event = tribute.read(webhook_events.body(scene.tx, EventRow(scene.subject)))
    if not isinstance(event, tribute.RecurringEvent):
        return None
    name = event.subscription_name
    text = scene.say(
        "notice-admin-recurring-unclear",
        what=scene.say("product-quoted", what=name) if name else scene.say("recurring-unnamed"),
        who=scene.say.who(scene.tx, event.telegram_user_id),
    )
    return Message(text)


def _about(scene: Scene, key: str, event: RecurringEvent, **more: object) -> Markup:
    return scene.say(
        key,
        what=scene.say.recurring(event),
        who=scene.say.who(scene.tx, event.telegram_user_id),
        until=When(event.expires_at or event.received_at),
        **more,
    )


def _admin_unbound(scene: Scene) -> Message | None:
    product = recurring_plans.get(scene.tx, scene.subject, scene.now)
    if product is None or product.state is not RecurringBinding.UNBOUND:
        return None
    text = scene.say(
        "notice-admin-recurring-unbound",
        name=scene.say.recurring_name(product.name, product.subscription_id),
        id=product.subscription_id,
    )
    yes = Button(
        scene.say.plain("button-recurring-bind"), action="plan_yes", id=product.subscription_id
    )
    no = Button(
        scene.say.plain("button-recurring-foreign"), action="plan_no", id=product.subscription_id
    )
    return Message(text, ((yes,), (no,)))


COMPOSERS: Mapping[NoticeKind, Composer] = {
    NoticeKind.RECURRING_STARTED: partial(_paid, "notice-recurring-started"),
    NoticeKind.RECURRING_RENEWED: partial(_paid, "notice-recurring-renewed"),
    NoticeKind.RECURRING_CANCELLED: _cancelled,
    NoticeKind.ADMIN_RECURRING_NEW: _admin_new,
    NoticeKind.ADMIN_RECURRING_CANCELLED: _admin_cancelled,
    NoticeKind.ADMIN_RECURRING_UNBOUND: _admin_unbound,
    NoticeKind.ADMIN_RECURRING_UNCLEAR: _admin_unclear,
}
