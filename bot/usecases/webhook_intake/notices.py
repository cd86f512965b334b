"""Notices to admins about deliveries: Tribute's test, and one key with two sets of facts."""

from collections.abc import Mapping

from bot.domain.models import EventRow, Message
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.outbox.scene import Composer, Scene
from storage import webhook_events


def _conflict(scene: Scene) -> Message | None:
    key = webhook_events.key(scene.tx, EventRow(scene.subject))
    return Message(scene.say("notice-admin-webhook-conflict", event=key))


def _test(scene: Scene) -> Message | None:
    return Message(scene.say("notice-admin-webhook-test"))


COMPOSERS: Mapping[NoticeKind, Composer] = {
    NoticeKind.ADMIN_CONFLICT: _conflict,
    NoticeKind.ADMIN_TEST: _test,
}
