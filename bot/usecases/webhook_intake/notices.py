"""Notices to admins about deliveries: Tribute's test, two sets of facts, a wrong address."""

from collections.abc import Mapping

from bot.domain.models import Button, EventRow, Message, may_be_copied
from bot.texts import Whole
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.outbox.scene import Composer, Scene
from storage import webhook_events
from storage.queries import setup


def _conflict(scene: Scene) -> Message | None:
    key = webhook_events.key(scene.tx, EventRow(scene.subject))
    return Message(scene.say("notice-admin-webhook-conflict", event=key))


def _test(scene: Scene) -> Message | None:
    text = scene.say("notice-admin-webhook-test")
    if not setup.leads_to_list(scene.tx):
        return Message(text)
    go_on = Button(scene.say.plain("button-checklist-go-on"), action="steps")
    return Message(text, ((go_on,),))


def _misdirected(scene: Scene) -> Message | None:
    detail = scene.queued.detail
    address = str(detail["address"])
    text = scene.say(
        "notice-admin-webhook-misdirected", path=str(detail["path"]), address=Whole(address)
    )
    copy = Button(scene.say.plain("button-webhook-copy-address"), copy=address)
    return Message(text, ((copy,),) if may_be_copied(address) else ())


COMPOSERS: Mapping[NoticeKind, Composer] = {
    NoticeKind.ADMIN_CONFLICT: _conflict,
    NoticeKind.ADMIN_TEST: _test,
    NoticeKind.ADMIN_MISDIRECTED: _misdirected,
}
