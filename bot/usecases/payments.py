"""What a webhook delivery does to the ledger: everything or nothing, in one transaction."""

from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.models import HeldReason, Outcome, PersonId
from bot.tribute.events import (
    Event,
    OtherEvent,
    PurchaseEvent,
    RecurringEvent,
    RefundEvent,
    TestPing,
    Unreadable,
)
from bot.usecases import access, announce, recurring, tracing
from bot.usecases.intake import new_purchase
from bot.usecases.returning import receive_refund, refund_that_came_first
from bot.usecases.settling import held_reason
from storage import events, outbox, people, purchases, tariffs
from storage.database import Database
from storage.events import NewEvent, SeenEvent
from storage.grants import NewPurchaseGrant
from storage.outbox import NewMessage
from storage.purchases import NewPurchase
from storage.tariffs import Tariff
from storage.tx import Tx

_TEST_NOTICE_SECONDS = 60
_EXPECTED = {
    PurchaseEvent: Outcome.APPLIED,
    RefundEvent: Outcome.APPLIED,
    RecurringEvent: Outcome.APPLIED,
    Unreadable: Outcome.HELD,
    TestPing: Outcome.TEST,
    OtherEvent: Outcome.IGNORED,
}
"""What mostly becomes of an event: written with it; only another outcome is a second write."""


@dataclass(frozen=True, slots=True)
class Payments:
    """Takes in validly signed deliveries; `receive` returns once they are on disk."""

    db: Database
    clock: Clock
    admin_ids: tuple[int, ...]

    async def receive(self, event: Event, body: bytes) -> Outcome:
        """Record the delivery and do what it says, once however often it comes.

        Raises StorageUnavailable when it could not be stored: then nothing of it was.
        """
        now = self.clock.now()
        return await self.db.write(lambda tx: self._record(tx, event, body, now))

    def _record(self, tx: Tx, event: Event, body: bytes, now: int) -> Outcome:
        tx.event_id = tracing.event_id(event.key)
        seen = events.find(tx, event.key)
        if isinstance(event, TestPing):
            self._announce_test(tx, now)
        if seen is not None:
            return self._repeated(tx, seen, event, body, now)
        new = NewEvent(
            event.key, event.name, body, event.facts_digest, "; ".join(event.problems) or None
        )
        expected = _EXPECTED[type(event)]
        event_id = events.insert(tx, new, expected, now)
        outcome = self._handle(tx, event, event_id, now)
        if outcome is not expected:
            events.set_outcome(tx, event_id, outcome)
        return outcome

    def _handle(self, tx: Tx, event: Event, event_id: int, now: int) -> Outcome:
        match event:
            case PurchaseEvent() | Unreadable():
                return self._purchase(tx, event, event_id, now)
            case RefundEvent():
                return receive_refund(tx, event, event_id, self.admin_ids, now)
            case RecurringEvent():
                return recurring.receive(tx, event, event_id, self.admin_ids, now)
            case TestPing():
                return Outcome.TEST
            case OtherEvent():
                return Outcome.IGNORED

    def _repeated(self, tx: Tx, seen: SeenEvent, event: Event, body: bytes, now: int) -> Outcome:
        """Count the delivery and change nothing; other facts under the same key are kept."""
        events.count_delivery(tx, seen.id, now)
        if isinstance(event, TestPing):
            return Outcome.TEST
        digest = event.facts_digest
        if digest != seen.facts_digest and events.keep_conflict(
            tx, seen.id, digest or "", body, now
        ):
            announce.admins(tx, announce.ADMIN_CONFLICT, self.admin_ids, seen.id, now)
        return Outcome.DUPLICATE

    def _purchase(
        self, tx: Tx, event: PurchaseEvent | Unreadable, event_id: int, now: int
    ) -> Outcome:
        new = new_purchase(event, event_id, now)
        if new.telegram_user_id is not None:
            people.ensure(tx, new.telegram_user_id, new.telegram_username, now)
        refunded = refund_that_came_first(tx, new, now)
        if refunded is not None:
            announce.admins(tx, announce.ADMIN_REFUNDED_FIRST, self.admin_ids, refunded, now)
            return Outcome.APPLIED
        bound = tariffs.bound(tx, new.product_id) if new.product_id is not None else None
        reason = held_reason(
            readable=not event.problems, telegram_user_id=new.telegram_user_id, bound=bound
        )
        if reason is not None or bound is None or new.telegram_user_id is None:
            row = purchases.insert(tx, new, reason or HeldReason.UNBOUND)
            announce.buyer(tx, announce.WAITING, new.telegram_user_id, row, now)
            announce.admins(tx, announce.ADMIN_HELD, self.admin_ids, row, now)
            return Outcome.HELD
        self._apply(tx, new, new.telegram_user_id, bound.tariff, now)
        return Outcome.APPLIED

    def _apply(self, tx: Tx, new: NewPurchase, buyer: PersonId, tariff: Tariff, now: int) -> None:
        row = purchases.insert(tx, new, None)
        grant = NewPurchaseGrant(buyer, row, tariff.id, tariff.duration, new.began_at)
        access.grant_purchase(tx, grant, now)
        announce.buyer(tx, announce.PAID, buyer, row, now)
        announce.admins(tx, announce.ADMIN_SALE, self.admin_ids, row, now)

    def _announce_test(self, tx: Tx, now: int) -> None:
        """Tell the admins of a test ping, but not more than once a minute."""
        minute = now // _TEST_NOTICE_SECONDS
        for admin_id in self.admin_ids:
            key = f"{announce.ADMIN_TEST}:{minute}:{admin_id}"
            outbox.enqueue(tx, NewMessage(key, announce.ADMIN_TEST, admin_id), now)
