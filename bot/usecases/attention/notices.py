"""Notices to admins about abandoned messages and chat jobs."""

from collections.abc import Mapping

from bot.domain.models import Button, Message
from bot.usecases.chats.notices import failed_job
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.outbox.scene import Composer, Scene
from storage.queries import undeliverable


def _undeliverable(scene: Scene) -> Message | None:
    """Say nothing if it was sent again meanwhile."""
    dead = undeliverable.get(scene.tx, scene.subject)
    if dead is None:
        return None
    text = failed_job(scene, dead) or scene.say(
        "notice-admin-undeliverable",
        who=scene.say.who(scene.tx, dead.chat_id),
        reason=dead.error or "",
    )
    again = Button(scene.say.plain("button-send-again"), action="resend", id=dead.id)
    return Message(text, ((again,),))


COMPOSERS: Mapping[NoticeKind, Composer] = {NoticeKind.ADMIN_UNDELIVERABLE: _undeliverable}
