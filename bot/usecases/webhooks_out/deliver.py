"""Outgoing webhooks: due ones for the worker, the results of its tries, lost ones for admins."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

from bot.clock import Clock
from bot.domain.decisions.versions import Version, version_of
from bot.domain.records import AuditEntry, QueuedWebhook
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.outbox.pause import paused_since
from bot.usecases.webhooks_out.enqueue import OFF, ON, SWITCH
from storage import audit, facts, outbox, webhooks_out
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.outbox import NewMessage

DELAYS_SECONDS = (5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400)
"""The timetable of Standard Webhooks: ten tries within a little more than three days."""
ATTEMPTS = len(DELAYS_SECONDS) + 1
_NOTIFY_AFTER_ATTEMPTS = 3
_LONGEST_RETRY_AFTER_SECONDS = 24 * 3600
_A_DAY = 24 * 3600
_SHOWN = 5
_SUBJECT, _SENT_AGAIN, _DISMISSED = "webhooks_out", "webhooks_sent_again", "webhooks_dismissed"


@dataclass(frozen=True, slots=True)
class Failure:
    """A failed attempt: why in a word, the HTTP status if there was an answer, and what follows."""

    why: str
    status: int | None = None
    retry_after_seconds: int | None = None
    for_good: bool = False
    """Whether the service refused it for good, so that it isn't tried again."""
    needs_the_owner: bool = False
    """Whether only a changed setting can help, so that admins are notified at once."""


@dataclass(frozen=True, slots=True)
class LostWebhooks:
    """Abandoned webhooks: how many there are, and the latest of them."""

    count: int
    latest: tuple[QueuedWebhook, ...]
    version: Version
    """By what admins have decided about earlier ones."""


class SeenLost(NamedTuple):
    """How many abandoned webhooks an admin saw, and the tag of their version."""

    most: int
    tag: str


@dataclass(frozen=True, slots=True)
class WebhooksOut:
    """The queue of outgoing webhooks."""

    db: Database
    clock: Clock
    admin_ids: Collection[int]
    enabled: bool = False
    """Whether the settings name a service to send webhooks to."""

    async def on_start(self) -> None:
        """Store whether changes of subscriptions are sent to a service from now on."""
        state = ON if self.enabled else OFF
        await self.db.write(lambda tx: facts.put(tx, SWITCH, state))

    async def next_due(self) -> QueuedWebhook | None:
        """Return the webhook to send next; None also while all is paused after a restore."""
        now = self.clock.now()

        def query(tx: Tx) -> QueuedWebhook | None:
            if paused_since(tx) is not None:
                return None
            return webhooks_out.next_due(tx, now)

        return await self.db.read(query)

    async def next_at(self, since: int) -> int | None:
        """Return when the next of the webhooks may go that were put off beyond `since`."""
        return await self.db.read(lambda tx: webhooks_out.next_at(tx, since))

    async def delivered(self, webhook: QueuedWebhook, *, recovered_from: str | None) -> None:
        """Record a webhook that the service took.

        `recovered_from` is an error of the whole service that is over by that: webhooks that were
        put off because of it are due now.
        """
        now = self.clock.now()

        def work(tx: Tx) -> None:
            webhooks_out.set_delivered(tx, webhook.id, now)
            if recovered_from is not None:
                webhooks_out.retry_now(tx, recovered_from, now)

        await self.db.write(work)

    async def failed(self, webhook: QueuedWebhook, failure: Failure) -> None:
        """Schedule the next try, or give up after the last one.

        Admins are notified of either once a day.
        """
        now = self.clock.now()
        tries = webhook.attempts + 1
        given_up = failure.for_good or tries >= ATTEMPTS

        def work(tx: Tx) -> None:
            if given_up:
                webhooks_out.set_undeliverable(tx, webhook.id, failure.why, failure.status, now)
                self._notify_admins(tx, NoticeKind.ADMIN_WEBHOOKS_LOST, now)
                return
            later = now + self._delay(webhook, failure)
            webhooks_out.postpone(tx, webhook.id, failure.why, failure.status, later)
            if failure.needs_the_owner or tries == _NOTIFY_AFTER_ATTEMPTS:
                self._notify_admins(tx, NoticeKind.ADMIN_WEBHOOKS_FAILING, now)

        await self.db.write(work)

    async def lost(self) -> LostWebhooks:
        return await self.db.read(
            lambda tx: LostWebhooks(
                webhooks_out.count_undeliverable(tx),
                tuple(webhooks_out.undeliverable(tx, _SHOWN)),
                _version(tx),
            )
        )

    async def send_again(self, actor_id: int) -> int:
        """Queue all abandoned webhooks again and return how many there are."""
        now = self.clock.now()

        def work(tx: Tx) -> int:
            count = webhooks_out.requeue_undeliverable(tx, now)
            _record(tx, _SENT_AGAIN, actor_id, count, now)
            return count

        return await self.db.write(work)

    async def dismiss_lost(self, actor_id: int, seen: SeenLost | None = None) -> int:
        """Dismiss all abandoned webhooks and return how many there were; none if there are more
        than the admin has seen, or if others were sent again or dismissed since."""
        now = self.clock.now()

        def work(tx: Tx) -> int:
            if seen is not None and not _is_seen(tx, seen):
                return 0
            count = webhooks_out.dismiss_undeliverable(tx, now)
            _record(tx, _DISMISSED, actor_id, count, now)
            return count

        return await self.db.write(work)

    @staticmethod
    def _delay(webhook: QueuedWebhook, failure: Failure) -> int:
        """Return the delay of the timetable, spread a little, and no shorter than Retry-After."""
        delay = DELAYS_SECONDS[webhook.attempts]
        spread = webhook.id % (delay // 10 + 1)
        wanted = min(failure.retry_after_seconds or 0, _LONGEST_RETRY_AFTER_SECONDS)
        return max(delay + spread, wanted)

    def _notify_admins(self, tx: Tx, kind: str, now: int) -> None:
        for admin_id in self.admin_ids:
            key = f"{kind}:{now // _A_DAY}:{admin_id}"
            outbox.enqueue(tx, NewMessage(key, kind, admin_id), now)


def _version(tx: Tx) -> Version:
    return version_of(audit.latest(tx, [_SUBJECT], [_SENT_AGAIN, _DISMISSED]))


def _is_seen(tx: Tx, seen: SeenLost) -> bool:
    return webhooks_out.count_undeliverable(tx) <= seen.most and seen.tag == _version(tx).tag


def _record(tx: Tx, action: str, actor_id: int, count: int, now: int) -> None:
    if count:
        entry = AuditEntry(now, f"admin:{actor_id}", action, _SUBJECT, str(count))
        audit.add(tx, entry)
