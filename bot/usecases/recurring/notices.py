"""What people and admins are told of Tribute's own recurring subscriptions."""

from collections.abc import Callable, Mapping

from bot.domain.models import Button, Message
from bot.texts import Markup, When
from bot.usecases.chats.notices import Scene, door_buttons
from bot.usecases.outbox import enqueue
from storage import grants, recurring_events, recurring_plans
from storage.recurring_events import RecurringEvent
from storage.recurring_plans import PlanState


def _event(scene: Scene) -> RecurringEvent:
    event = recurring_events.get(scene.tx, scene.subject)
    if event is None:
        raise LookupError(f"notice {scene.queued.id} is about a missing recurring event")
    return event


def _paid(key: str) -> Callable[[Scene], Message | None]:
    """It began or goes on; unless Tribute has said something newer since, or it is over by now."""

    def compose(scene: Scene) -> Message | None:
        event = _event(scene)
        subscription = grants.subscription(scene.tx, scene.queued.chat_id)
        if not recurring_events.is_latest(scene.tx, event):
            return None
        if subscription is None or not subscription.active_at(scene.now):
            return None
        access = scene.say.access(subscription, scene.now)
        kind = event.type or ""
        text = scene.say(key, kind=kind, what=scene.say.recurring(event), access=access)
        status = (Button(scene.say.plain("button-status"), action="status"),)
        return Message(text, (*door_buttons(scene), status))

    return compose


def _cancelled(scene: Scene) -> Message | None:
    event = _event(scene)
    subscription = grants.subscription(scene.tx, scene.queued.chat_id)
    if subscription is None or not recurring_events.is_latest(scene.tx, event):
        return None
    active = subscription.active_at(scene.now)
    key = "notice-recurring-cancelled" if active else "notice-recurring-cancelled-over"
    access = scene.say.access(subscription, scene.now)
    text = scene.say(key, what=scene.say.recurring(event), access=access)
    return Message(text, ((Button(scene.say.plain("button-buy"), action="buy"),),))


def _admin_new(scene: Scene) -> Message | None:
    event = _event(scene)
    return Message(_about(scene, "notice-admin-recurring-new", event, kind=event.type or ""))


def _admin_cancelled(scene: Scene) -> Message | None:
    event = _event(scene)
    if event.cancel_reason:
        key = "notice-admin-recurring-cancelled-why"
        return Message(_about(scene, key, event, why=event.cancel_reason))
    return Message(_about(scene, "notice-admin-recurring-cancelled", event))


def _about(scene: Scene, key: str, event: RecurringEvent, **more: object) -> Markup:
    return scene.say(
        key,
        what=scene.say.recurring(event),
        who=scene.say.who(scene.tx, event.telegram_user_id),
        until=When(event.expires_at or event.received_at),
        **more,
    )


def _admin_unbound(scene: Scene) -> Message | None:
    plan = recurring_plans.get(scene.tx, scene.subject, scene.now)
    if plan is None or plan.state is not PlanState.UNBOUND:
        return None
    text = scene.say(
        "notice-admin-recurring-unbound",
        name=scene.say.plan_name(plan.name, plan.subscription_id),
        id=plan.subscription_id,
    )
    yes = Button(scene.say.plain("button-plan-bind"), action="plan_yes", id=plan.subscription_id)
    no = Button(scene.say.plain("button-plan-foreign"), action="plan_no", id=plan.subscription_id)
    return Message(text, ((yes,), (no,)))


COMPOSERS: Mapping[str, Callable[[Scene], Message | None]] = {
    enqueue.RECURRING_STARTED: _paid("notice-recurring-started"),
    enqueue.RECURRING_RENEWED: _paid("notice-recurring-renewed"),
    enqueue.RECURRING_CANCELLED: _cancelled,
    enqueue.ADMIN_RECURRING_NEW: _admin_new,
    enqueue.ADMIN_RECURRING_CANCELLED: _admin_cancelled,
    enqueue.ADMIN_RECURRING_UNBOUND: _admin_unbound,
}
