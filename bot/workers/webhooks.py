"""The worker of outgoing webhooks: sends one after the other, each signed again at every try."""

import asyncio

import structlog

from bot.domain.records import QueuedWebhook
from bot.usecases.webhooks_out.deliver import Failure, WebhooksOut
from bot.webhooks.client import NotTaken, Taken, WebhookClient, Why
from bot.workers.sleep import Sleep
from bot.workers.supervisor import sleep_unless

log = structlog.get_logger(__name__)

_LOOK_AGAIN_SECONDS = 1.0
_REST_AFTER_FAILURE_SECONDS = 1.0
"""A service that is down doesn't get thousands of tries in a row."""


class WebhooksWorker:
    """`step` sends one webhook; `run` does so as long as the bot runs, with a client of its own."""

    def __init__(self, webhooks: WebhooksOut, client: WebhookClient) -> None:
        self._webhooks = webhooks
        self._client = client
        self._sleep = Sleep(webhooks.db, webhooks.clock, _LOOK_AGAIN_SECONDS)
        self._was_out_of_reach = True
        """Whether the service was out of reach at the last try. It begins as True, because that try
        may have been before this start. A service out of reach is so for every webhook."""

    def wake(self) -> None:
        """Look at once: a webhook was queued."""
        self._sleep.wake()

    async def run(self, stop: asyncio.Event) -> None:
        async with self._client:
            with self._sleep.watching():
                await self._keep_sending(stop)

    async def _keep_sending(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            self._sleep.begin()
            taken = await self.step()
            if taken is None:
                await self._sleep.until_due(stop, self._webhooks.next_at)
            elif not taken:
                await sleep_unless(stop, _REST_AFTER_FAILURE_SECONDS)

    async def step(self) -> bool | None:
        """Send the next webhook that may go now; return whether it was taken, or None if there is
        none."""
        webhook = await self._webhooks.next_due()
        if webhook is None:
            return None
        timestamp = self._webhooks.clock.now()
        outcome = await self._client.post(webhook.webhook_id, timestamp, webhook.body.encode())
        match outcome:
            case Taken():
                over = Why.UNREACHABLE.value if self._was_out_of_reach else None
                await self._webhooks.delivered(webhook, recovered_from=over)
                self._was_out_of_reach = False
                return True
            case NotTaken():
                await self._note(webhook, outcome)
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
