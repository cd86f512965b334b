"""The worker of outgoing webhooks: one after the other, each signed anew at every try."""

import asyncio

import structlog

from bot.usecases.webhooks_out.deliver import Failure, QueuedWebhook, Webhooks
from bot.webhooks.client import NotTaken, Taken, WebhookClient, Why
from bot.workers.supervisor import sleep_unless

log = structlog.get_logger(__name__)

_LOOK_AGAIN_SECONDS = 1.0
_REST_AFTER_FAILURE_SECONDS = 1.0
"""A service that is down is not asked for every one of thousands at once."""


class WebhooksWorker:
    """`step` delivers one webhook; `run` does so for ever, on a connection of its own."""

    def __init__(self, webhooks: Webhooks, client: WebhookClient) -> None:
        self._webhooks = webhooks
        self._client = client
        self._wake = asyncio.Event()
        self._was_out_of_reach = True
        """Whether it was when last tried, for all we know: another try may have been in a run
        before this one. What has no connection has none for any webhook."""

    def wake(self) -> None:
        """Something was queued."""
        self._wake.set()

    async def run(self, stop: asyncio.Event) -> None:
        async with self._client:
            while not stop.is_set():
                self._wake.clear()
                taken = await self.step()
                if taken is None:
                    await self._sleep()
                elif not taken:
                    await sleep_unless(stop, _REST_AFTER_FAILURE_SECONDS)

    async def step(self) -> bool | None:
        """Deliver the next that may go now; whether it was taken, or None if there is none."""
        webhook = await self._webhooks.next_due()
        if webhook is None:
            return None
        timestamp = self._webhooks.clock.now()
        delivery = await self._client.post(webhook.webhook_id, timestamp, webhook.body.encode())
        match delivery:
            case Taken():
                over = Why.UNREACHABLE.value if self._was_out_of_reach else None
                await self._webhooks.delivered(webhook, over=over)
                self._was_out_of_reach = False
                return True
            case NotTaken():
                await self._note(webhook, delivery)
                return False

    async def _note(self, webhook: QueuedWebhook, refusal: NotTaken) -> None:
        why, status = refusal.why, refusal.status
        log.warning("webhook not taken", webhook=webhook.id, why=why.value, status=status)
        failure = Failure(
            why.value,
            status,
            refusal.retry_after_seconds,
            for_good=why is Why.GONE,
            needs_the_owner=why in {Why.PRIVATE, Why.REDIRECT, Why.CERTIFICATE},
        )
        self._was_out_of_reach = self._was_out_of_reach or why is Why.UNREACHABLE
        await self._webhooks.failed(webhook, failure)

    async def _sleep(self) -> None:
        try:
            async with asyncio.timeout(_LOOK_AGAIN_SECONDS):
                await self._wake.wait()
        except TimeoutError:
            return
