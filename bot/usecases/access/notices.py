"""Notices to people about their access: near its end, ended, granted or revoked by an admin."""

from collections.abc import Mapping, Sequence

from bot.domain.access.plan_access import PlanAccess
from bot.domain.models import FIRST_PLAN, Message, PlanId
from bot.domain.records import NewTariff
from bot.domain.shop_face.texts import Slot
from bot.texts import When, lines
from bot.usecases.access.lifecycle import plan_of
from bot.usecases.access.same_day import ends_of_the_day
from bot.usecases.chats.notices import status_buttons
from bot.usecases.outbox.accesses import accesses_of
from bot.usecases.outbox.invitation import invite
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.outbox.scene import Composer, Scene
from bot.usecases.shop_face import words
from storage import grants, outbox, subscriptions, tariffs
from storage.queries import early_notices


def _reminder(scene: Scene) -> Message | None:
    due = ends_of_the_day(scene)
    if due is None or not any(one.subscription.active_at(scene.now) for one in due):
        return None
    access = scene.say.accesses(due, scene.now)
    own = words.own_words(scene, Slot.REMINDER)
    text = words.reminder(scene.say, access, own)
    instead = text if own else scene.say("notice-access-reminder-waiting", access=access)
    if not _is_any_sold(scene, due):
        return invite(scene, instead)
    plan_id = _only_plan(due)
    return invite(scene, text, instead=instead, label="button-shop-extend", plan_id=plan_id)


def _ended(scene: Scene) -> Message | None:
    """Say what has ended, and what ends the same day; where there are several plans, also which of
    them are open."""
    due = ends_of_the_day(scene)
    over = [one for one in due or () if not one.subscription.active_at(scene.now)]
    if plan_of(scene.queued.detail) not in {one.plan_id for one in over}:
        return None
    if len(scene.say.plans) < 2:
        access = scene.say.access(over[0].subscription, scene.now)
        own = words.own_words(scene, Slot.ENDED)
        return invite(scene, words.ended(scene.say, access, own))
    ended = [
        scene.say(
            "access-plan-ended",
            plan=scene.say.plan(one.plan_id),
            when=When(one.subscription.expires_at or scene.now),
        )
        for one in over
    ]
    is_open = any(
        one.subscription.active_at(scene.now)
        for one in accesses_of(scene.tx, scene.queued.chat_id, scene.now)
    )
    if not is_open:
        text = words.ended(scene.say, lines(*ended), words.own_words(scene, Slot.ENDED))
        return invite(scene, text, plan_id=_only_plan(over))
    still = scene.reader_access()
    text = scene.say("notice-access-ended-of-several", ended=lines(*ended), still=still)
    return invite(scene, text, plan_id=_only_plan(over))


def _is_any_sold(scene: Scene, found: Sequence[PlanAccess]) -> bool:
    """Return whether any of these plans isn't retired or hidden, so that somebody can stay."""
    sold = {one.id for one in scene.say.plans if one.retired_at is None}
    hidden = tariffs.hidden_plans(scene.tx)
    if hidden:
        sold -= hidden - tariffs.offered_plans(scene.tx)
    return any(one.plan_id in sold for one in found)


def _only_plan(found: Sequence[PlanAccess]) -> PlanId | None:
    """Return the plan whose prices follow; None where the notice is about several."""
    return found[0].plan_id if len(found) == 1 else None


def _ended_early(scene: Scene) -> Message | None:
    """Correct the notice of an end that a wrong clock has announced, if it was sent."""
    noticed = outbox.get(scene.tx, scene.subject)
    plan_id = plan_of(noticed.detail) if noticed is not None else FIRST_PLAN
    subscription = subscriptions.get(scene.tx, scene.queued.chat_id, plan_id)
    if subscription is None or not subscription.active_at(scene.now):
        return None
    if not early_notices.was_sent(scene.tx, scene.subject):
        return None
    text = scene.say("notice-access-goes-on", access=scene.reader_access())
    return Message(text, status_buttons(scene))


def _end_corrected(scene: Scene) -> Message | None:
    """Name the right end of access that was given by a clock that was ahead, if the wrong one was
    read."""
    plan_id = grants.plan_of(scene.tx, scene.subject)
    subscription = subscriptions.get(scene.tx, scene.queued.chat_id, plan_id)
    if subscription is None or subscription.expires_at is None:
        return None
    if not subscription.active_at(scene.now):
        return None
    if not early_notices.of_grant_was_sent(scene.tx, scene.subject):
        return None
    access = scene.reader_access()
    return Message(scene.say("notice-access-corrected", access=access), status_buttons(scene))


def _granted(scene: Scene) -> Message | None:
    grant = grants.given_by_admin(scene.tx, scene.subject)
    if grant is None or grant.duration is None:
        return None
    given = scene.say.tariff(NewTariff(grant.plan_id, grant.duration))
    text = scene.say("notice-access-granted", duration=given, access=scene.reader_access())
    return Message(text, status_buttons(scene))


def _revoked(scene: Scene) -> Message | None:
    """Say nothing if the person has access to the plan again by now, or by another one."""
    plan_id = plan_of(scene.queued.detail)
    subscription = subscriptions.get(scene.tx, scene.queued.chat_id, plan_id)
    if subscription is not None and subscription.active_at(scene.now):
        return None
    text = scene.say("notice-access-revoked")
    if len(scene.say.plans) > 1:
        text = scene.say("notice-access-revoked-plan", plan=scene.say.plan(plan_id))
    return invite(scene, text)


COMPOSERS: Mapping[NoticeKind, Composer] = {
    NoticeKind.REMINDER: _reminder,
    NoticeKind.ENDED: _ended,
    NoticeKind.ENDED_EARLY: _ended_early,
    NoticeKind.END_CORRECTED: _end_corrected,
    NoticeKind.GRANTED: _granted,
    NoticeKind.REVOKED: _revoked,
}
