"""Ends of several plans on one day: people read one reminder and one goodbye about them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.domain.models import PlanId
from bot.domain.plan_access import PlanAccess
from bot.usecases.access.lifecycle import notice_key, plan_of
from bot.usecases.outbox.accesses import accesses_of
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.outbox.scene import Scene
from storage import outbox, subscriptions
from storage.queries import due_subscriptions


def ends_of_the_day(scene: Scene) -> list[PlanAccess] | None:
    """Return the plans that end on the day of the noticed end, in the order of the plans; None if
    this notice has nothing to say.

    So it is where the subscription has changed since, where a plan that includes this one ends no
    earlier, and where the plan that ends first that day has a notice that speaks of this one too.
    """
    person, plan_id = scene.queued.chat_id, plan_of(scene.queued.detail)
    noticed = subscriptions.get(scene.tx, person, plan_id)
    if noticed is None or noticed.expires_at != scene.queued.detail["expires_at"]:
        return None
    day = _day(noticed.expires_at or 0, scene.say.texts.zone)
    found = [
        one
        for one in scene.say.in_order(accesses_of(scene.tx, person, scene.now))
        if one.subscription.expires_at is not None
        and _day(one.subscription.expires_at, scene.say.texts.zone) == day
    ]
    own = _not_covered(scene, found)
    if plan_id not in {one.plan_id for one in own} or _was_said(scene, plan_id, own):
        return None
    return own


def _not_covered(scene: Scene, found: list[PlanAccess]) -> list[PlanAccess]:
    """Return those that end later than every plan that includes them."""
    ends = {one.plan_id: one.subscription.expires_at for one in found}
    inclusions = scene.inclusions()
    return [
        one
        for one in found
        if one.subscription.expires_at
        not in {ends.get(above) for above in inclusions.including(one.plan_id)}
    ]


def _was_said(scene: Scene, plan_id: PlanId, own: list[PlanAccess]) -> bool:
    """Return whether an earlier notice has named this plan, which ended so already then."""
    first = min(own, key=lambda one: one.subscription.expires_at or 0)
    if first.plan_id == plan_id:
        return False
    kind, person = NoticeKind(scene.queued.kind), scene.queued.chat_id
    key = notice_key(kind, person, first.plan_id, first.subscription.expires_at or 0)
    if kind is NoticeKind.REMINDER:
        key += f":{scene.queued.detail.get('before')}"
    said_at = outbox.said_at(scene.tx, key)
    changed_at = due_subscriptions.changed_at(scene.tx, person, plan_id)
    return said_at is not None and changed_at <= said_at


def _day(at: int, zone: ZoneInfo) -> date:
    return datetime.fromtimestamp(at, zone).date()
