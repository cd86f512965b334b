"""Ends of several plans on one day: people read one reminder and one goodbye about them."""

from collections.abc import Collection
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.domain.access.plan_access import PlanAccess
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
    earlier, and where the notice of another plan that ends that day has spoken of this one. A
    person's notices go out one after the other.
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
    said_at = [at for one in own if (at := _said_at(scene, one)) is not None]
    new = [one for one in own if not _is_said(scene, one, said_at)]
    return new if plan_id in {one.plan_id for one in new} else None


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


def _said_at(scene: Scene, one: PlanAccess) -> int | None:
    """Return when such a notice of this plan's end was sent; None if it wasn't."""
    kind, person = NoticeKind(scene.queued.kind), scene.queued.chat_id
    key = notice_key(kind, person, one.plan_id, one.subscription.expires_at or 0)
    if kind is NoticeKind.REMINDER:
        key += f":{scene.queued.detail.get('before')}"
    return outbox.sent_at(scene.tx, key)


def _is_said(scene: Scene, one: PlanAccess, said_at: Collection[int]) -> bool:
    """Return whether a notice of that day has named this plan, which ended so already then."""
    changed_at = due_subscriptions.changed_at(scene.tx, scene.queued.chat_id, one.plan_id)
    return any(changed_at <= at for at in said_at)


def _day(at: int, zone: ZoneInfo) -> date:
    return datetime.fromtimestamp(at, zone).date()
