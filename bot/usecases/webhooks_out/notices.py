"""Notices to admins about webhooks that the owner's service doesn't take."""

from collections.abc import Mapping

from bot.domain.models import Button, Message
from bot.domain.records import QueuedWebhook
from bot.texts import Markup, When
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.outbox.scene import Composer, Scene
from bot.usecases.outbox.wording import Wording
from storage import webhooks_out


def why(say: Wording, webhook: QueuedWebhook) -> Markup:
    """Return the error of the last try as a half-sentence."""
    return say("webhooks-out-why", why=webhook.error or "", status=webhook.error_status or 0)


def line(say: Wording, webhook: QueuedWebhook) -> Markup:
    """Return a webhook that was given up, in a line."""
    return say(
        "webhooks-out-line",
        type=webhook.type,
        id=webhook.telegram_user_id,
        when=When(webhook.done_at or 0),
        why=why(say, webhook),
    )


def _failing(scene: Scene) -> Message | None:
    failed = webhooks_out.last_error(scene.tx)
    if failed is None:
        return None
    count = webhooks_out.waiting(scene.tx)
    return Message(
        scene.say("notice-admin-webhooks-out-failing", why=why(scene.say, failed), count=count)
    )


def _lost(scene: Scene) -> Message | None:
    count = webhooks_out.count_undeliverable(scene.tx)
    if count == 0:
        return None
    latest = webhooks_out.undeliverable(scene.tx, 1)[0]
    text = scene.say("notice-admin-webhooks-out-lost", why=why(scene.say, latest), count=count)
    return Message(text, ((Button(scene.say.plain("button-show"), action="webhooks"),),))


COMPOSERS: Mapping[NoticeKind, Composer] = {
    NoticeKind.ADMIN_WEBHOOKS_FAILING: _failing,
    NoticeKind.ADMIN_WEBHOOKS_LOST: _lost,
}
