"""Outgoing webhooks as their worker and the admins use them: what is due, and what became of it."""

from dataclasses import dataclass

from bot.clock import Clock
from bot.usecases.outbox import enqueue, pause
from bot.usecases.webhooks_out import enqueue as webhook_events
from storage import facts, outbox, webhooks_out
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.outbox import NewMessage
from storage.webhooks_out import QueuedWebhook

__all__ = ["Failure", "Lost", "QueuedWebhook", "Webhooks"]

DELAYS_SECONDS = (5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400)
"""The timetable of Standard Webhooks: ten tries within a little more than three days."""
ATTEMPTS = len(DELAYS_SECONDS) + 1
_TELL_AFTER_ATTEMPTS = 3
_LONGEST_WISH_SECONDS = 24 * 3600
_A_DAY = 24 * 3600
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a try failed: a word, the HTTP status where there was an answer, and what follows."""

    why: str
    status: int | None = None
    retry_after_seconds: int | None = None
    for_good: bool = False
    """The service wants no more of it: it is not tried again."""
    needs_the_owner: bool = False
    """Only another setting can help: admins are told at once."""


@dataclass(frozen=True, slots=True)
class Lost:
    """What was given up: how many, and the latest of them."""

    count: int
    latest: tuple[QueuedWebhook, ...]


@dataclass(frozen=True, slots=True)
class Webhooks:
    db: Database
    clock: Clock
    admin_ids: tuple[int, ...]

    async def switch(self, *, on: bool) -> None:
        """At start-up: whether changes of subscriptions are to be told to anybody from now on."""
        state = webhook_events.ON if on else webhook_events.OFF
        await self.db.write(lambda tx: facts.put(tx, webhook_events.SWITCH, state))

    async def next_due(self) -> QueuedWebhook | None:
        """None also while all is paused after a restore."""
        now = self.clock.now()

        def query(tx: Tx) -> QueuedWebhook | None:
            if pause.paused_since(tx) is not None:
                return None
            return webhooks_out.next_due(tx, now)

        return await self.db.read(query)

    async def delivered(self, webhook: QueuedWebhook, *, over: str | None) -> None:
        """It was taken. `over` is a trouble of the service as a whole that has passed with that:
        what was put off for it goes now."""
        now = self.clock.now()

        def work(tx: Tx) -> None:
            webhooks_out.set_delivered(tx, webhook.id, now)
            if over is not None:
                webhooks_out.hurry(tx, over, now)

        await self.db.write(work)

    async def failed(self, webhook: QueuedWebhook, failure: Failure) -> None:
        """Try again later, or give up after the last try; admins are told once a day of either."""
        now = self.clock.now()
        tries = webhook.attempts + 1
        given_up = failure.for_good or tries >= ATTEMPTS

        def work(tx: Tx) -> None:
            if given_up:
                webhooks_out.set_undeliverable(tx, webhook.id, failure.why, failure.status, now)
                self._tell(tx, enqueue.ADMIN_WEBHOOKS_LOST, now)
                return
            later = now + self._delay(webhook, failure)
            webhooks_out.postpone(tx, webhook.id, failure.why, failure.status, later)
            if failure.needs_the_owner or tries == _TELL_AFTER_ATTEMPTS:
                self._tell(tx, enqueue.ADMIN_WEBHOOKS_FAIL, now)

        await self.db.write(work)

    async def lost(self) -> Lost:
        return await self.db.read(
            lambda tx: Lost(
                webhooks_out.count_undeliverable(tx),
                tuple(webhooks_out.undeliverable(tx, _SHOWN)),
            )
        )

    async def send_again(self) -> int:
        """Try all that was given up once more; how many that is."""
        now = self.clock.now()
        return await self.db.write(lambda tx: webhooks_out.requeue_undeliverable(tx, now))

    async def let_go(self) -> int:
        """An admin needs none of what was given up; how many that was."""
        now = self.clock.now()
        return await self.db.write(lambda tx: webhooks_out.dismiss_undeliverable(tx, now))

    @staticmethod
    def _delay(webhook: QueuedWebhook, failure: Failure) -> int:
        """By the timetable, spread a little, but not before the service wants to hear of us."""
        delay = DELAYS_SECONDS[webhook.attempts]
        spread = webhook.id % (delay // 10 + 1)
        wish = min(failure.retry_after_seconds or 0, _LONGEST_WISH_SECONDS)
        return max(delay + spread, wish)

    def _tell(self, tx: Tx, kind: str, now: int) -> None:
        for admin_id in self.admin_ids:
            key = f"{kind}:{now // _A_DAY}:{admin_id}"
            outbox.enqueue(tx, NewMessage(key, kind, admin_id), now)
