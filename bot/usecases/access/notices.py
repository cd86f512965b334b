"""Notices to people about their access: near its end, ended, granted or revoked by an admin."""

from collections.abc import Mapping

from bot.domain.models import Message, Subscription
from bot.usecases.access.lifecycle import plan_of
from bot.usecases.chats.notices import status_buttons
from bot.usecases.outbox.invitation import invite
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.outbox.scene import Composer, Scene
from storage import grants, subscriptions
from storage.queries import early_notices


def _reminder(scene: Scene) -> Message | None:
    subscription = _unchanged_subscription(scene)
    if subscription is None or not subscription.active_at(scene.now):
        return None
    access = scene.say.access(subscription, scene.now)
    text = scene.say("notice-access-reminder", access=access)
    instead = scene.say("notice-access-reminder-waiting", access=access)
    return invite(scene, text, instead=instead, label="button-shop-extend")


def _ended(scene: Scene) -> Message | None:
    subscription = _unchanged_subscription(scene)
    if subscription is None or subscription.active_at(scene.now):
        return None
    text = scene.say("notice-access-ended", access=scene.say.access(subscription, scene.now))
    return invite(scene, text)


def _ended_early(scene: Scene) -> Message | None:
    """Correct the notice of an end that a wrong clock has announced, if it was sent."""
    subscription = scene.reader_subscription()
    if subscription is None or not subscription.active_at(scene.now):
        return None
    if not early_notices.was_sent(scene.tx, scene.subject):
        return None
    text = scene.say("notice-access-goes-on", access=scene.say.access(subscription, scene.now))
    return Message(text, status_buttons(scene))


def _end_corrected(scene: Scene) -> Message | None:
    """Name the right end of access that was given by a clock that was ahead, if the wrong one was
    read."""
    subscription = scene.reader_subscription()
    if subscription is None or subscription.expires_at is None:
        return None
    if not subscription.active_at(scene.now):
        return None
    if not early_notices.of_grant_was_sent(scene.tx, scene.subject):
        return None
    access = scene.say.access(subscription, scene.now)
    return Message(scene.say("notice-access-corrected", access=access), status_buttons(scene))


def _unchanged_subscription(scene: Scene) -> Subscription | None:
    """Return the person's subscription if it still ends when the notice says it does."""
    plan_id = plan_of(scene.queued.detail)
    subscription = subscriptions.get(scene.tx, scene.queued.chat_id, plan_id)
    noticed = scene.queued.detail["expires_at"]
    return subscription if subscription and subscription.expires_at == noticed else None


def _granted(scene: Scene) -> Message | None:
    grant = grants.given_by_admin(scene.tx, scene.subject)
    if grant is None or grant.duration is None:
        return None
    access = scene.say.access(scene.reader_subscription(), scene.now)
    text = scene.say("notice-access-granted", duration=grant.duration, access=access)
    return Message(text, status_buttons(scene))


def _revoked(scene: Scene) -> Message | None:
    """Say nothing if the person has access again by now."""
    subscription = scene.reader_subscription()
    if subscription is not None and subscription.active_at(scene.now):
        return None
    text = scene.say("notice-access-revoked")
    return invite(scene, text)


COMPOSERS: Mapping[NoticeKind, Composer] = {
    NoticeKind.REMINDER: _reminder,
    NoticeKind.ENDED: _ended,
    NoticeKind.ENDED_EARLY: _ended_early,
    NoticeKind.END_CORRECTED: _end_corrected,
    NoticeKind.GRANTED: _granted,
    NoticeKind.REVOKED: _revoked,
}
