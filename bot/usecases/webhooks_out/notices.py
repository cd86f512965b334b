"""What admins are told when their own service doesn't take what it is told."""

from collections.abc import Callable
from typing import Protocol

from bot.domain.models import Button, Message
from bot.texts import Markup
from bot.usecases.outbox import enqueue
from bot.usecases.outbox.wording import Wording
from storage import webhooks_out
from storage.engine.tx import Tx
from storage.webhooks_out import QueuedWebhook


class Scene(Protocol):
    """What a composer may look at (see `bot.usecases.notices.compose`)."""

    @property
    def tx(self) -> Tx: ...

    @property
    def say(self) -> Wording: ...


def why(say: Wording, webhook: QueuedWebhook) -> Markup:
    """What went wrong at the last try, as a half-sentence."""
    return say("webhook-why", why=webhook.error or "", status=webhook.error_status or 0)


def _failing(scene: Scene) -> Message | None:
    failed = webhooks_out.last_error(scene.tx)
    if failed is None:
        return None
    count = webhooks_out.waiting(scene.tx)
    return Message(scene.say("notice-admin-webhooks-fail", why=why(scene.say, failed), count=count))


def _lost(scene: Scene) -> Message | None:
    count = webhooks_out.count_undeliverable(scene.tx)
    if count == 0:
        return None
    latest = webhooks_out.undeliverable(scene.tx, 1)[0]
    text = scene.say("notice-admin-webhooks-lost", why=why(scene.say, latest), count=count)
    return Message(text, ((Button(scene.say.plain("button-show"), action="webhooks"),),))


COMPOSERS: dict[str, Callable[[Scene], Message | None]] = {
    enqueue.ADMIN_WEBHOOKS_FAIL: _failing,
    enqueue.ADMIN_WEBHOOKS_LOST: _lost,
}
