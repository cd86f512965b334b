"""Takes in webhook deliveries: all changes of one in the same transaction, or none."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.models import EventRow, HeldReason, Outcome, PurchaseRow
from bot.tribute.events import (
    Event,
    OtherEvent,
    PurchaseEvent,
    RecurringEvent,
    RefundEvent,
    TestPing,
    Unreadable,
    has_unknown_name,
    read,
)
from bot.usecases.foreign_events.receive import receive_foreign, receive_unknown_name
from bot.usecases.outbox.enqueue import notify_admins, notify_buyer
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.outbox.trace import trace_id_of
from bot.usecases.purchases.from_event import named_by, new_event, new_purchase
from bot.usecases.purchases.grant_batch import (
    Delivery,
    grant_plain_sales,
    grant_sales,
    grant_stored,
    sale_of,
)
from bot.usecases.purchases.settle_held import held_reason
from bot.usecases.recurring.apply import receive_recurring
from bot.usecases.refunds.early import reopen_early_refund
from bot.usecases.refunds.receive import receive_refund, refund_that_came_first
from bot.usecases.webhook_intake.same_purchase import join_known_purchase
from bot.usecases.webhook_intake.same_refund import join_known_refund
from bot.usecases.webhook_intake.stored_keys import update_keys
from storage import outbox, people, product_bindings, purchases, webhook_events
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.outbox import NewMessage
from storage.purchases import NewPurchase
from storage.webhook_events import SeenEvent

_TEST_NOTICE_SECONDS = 60
_EXPECTED = {
    PurchaseEvent: Outcome.APPLIED,
    RefundEvent: Outcome.APPLIED,
    RecurringEvent: Outcome.APPLIED,
    Unreadable: Outcome.HELD,
    TestPing: Outcome.TEST,
    OtherEvent: Outcome.IGNORED,
}
"""The usual outcome of an event, written with it; only another outcome costs a second write."""


@dataclass(frozen=True, slots=True)
class WebhookIntake:
    """Takes in validly signed deliveries; `receive` returns once they are on the disk."""

    db: Database
    clock: Clock
    admin_ids: Collection[int]

    async def on_start(self) -> None:
        """Let the events of an earlier version have the keys of this one."""
        await update_keys(self.db, self.clock.now())

    async def receive(self, event: Event, body: bytes) -> Outcome:
        """Store the delivery and apply its event, once however often it comes.

        Raises StorageUnavailable if it could not be stored; then nothing of it was.
        """
        return await self.db.write_together(self.take_in, Delivery(event, body), len(body))

    def take_in(self, tx: Tx, deliveries: Sequence[Delivery]) -> list[Outcome]:
        """Store these deliveries and apply their events, as a part of the work of `tx`."""
        now = self.clock.now()
        sold = grant_plain_sales(tx, deliveries, self.admin_ids, now)
        return [
            Outcome.APPLIED if index in sold else self._record(tx, delivery, now)
            for index, delivery in enumerate(deliveries)
        ]

    def _record(self, tx: Tx, delivery: Delivery, now: int) -> Outcome:
        event = delivery.event
        tx.trace_id = trace_id_of(event.key)
        seen = webhook_events.find(tx, event.key)
        if isinstance(event, TestPing):
            self._announce_test(tx, now)
        if seen is not None:
            return self._repeated(tx, seen, delivery, now)
        expected = _EXPECTED[type(event)]
        event_row = webhook_events.insert(tx, new_event(event, delivery.body), expected, now)
        if has_unknown_name(event):
            receive_unknown_name(tx, event.name, event_row, self.admin_ids, now)
        outcome = self._handle(tx, event, event_row, now)
        if outcome not in {expected, Outcome.DUPLICATE}:
            webhook_events.set_outcome(tx, event_row, outcome)
        return outcome

    def _handle(self, tx: Tx, event: Event, event_row: EventRow, now: int) -> Outcome:
        match event:
            case PurchaseEvent() | Unreadable():
                return self._purchase(tx, event, event_row, now)
            case RefundEvent():
                known = join_known_refund(tx, event, event_row, self.admin_ids, now)
                return known or receive_refund(tx, event, event_row, self.admin_ids, now)
            case RecurringEvent():
                return receive_recurring(tx, event, event_row, self.admin_ids, now)
            case TestPing():
                return Outcome.TEST
            case OtherEvent():
                if event.family is not None:
                    receive_foreign(tx, event.family, event_row, self.admin_ids, now)
                return Outcome.IGNORED

    def _repeated(self, tx: Tx, seen: SeenEvent, delivery: Delivery, now: int) -> Outcome:
        """Count a repeated delivery; if its facts differ, keep it and notify the admins."""
        webhook_events.count_delivery(tx, seen.id, now)
        if isinstance(delivery.event, TestPing):
            return Outcome.TEST
        if _contradicts(tx, seen, delivery.event) and webhook_events.keep_conflict(
            tx, seen.id, delivery.event.facts_digest, delivery.body, now
        ):
            notify_admins(tx, NoticeKind.ADMIN_CONFLICT, self.admin_ids, seen.id, now)
        return Outcome.DUPLICATE

    def _purchase(
        self, tx: Tx, event: PurchaseEvent | Unreadable, event_row: EventRow, now: int
    ) -> Outcome:
        new = new_purchase(event, event_row, now)
        if new.telegram_user_id is not None:
            people.ensure_all(tx, [named_by(event, new.telegram_user_id)], now)
        joined = None
        if isinstance(event, PurchaseEvent):
            joined = join_known_purchase(tx, event, event_row, self.admin_ids, now)
            if joined not in {None, Outcome.HELD}:
                return joined
        reopened = reopen_early_refund(tx, new, self.admin_ids, now)
        refunded = refund_that_came_first(tx, new, now) if reopened is None else None
        if refunded is not None:
            notify_admins(tx, NoticeKind.ADMIN_REFUNDED_FIRST, self.admin_ids, refunded, now)
            return Outcome.APPLIED
        bound = product_bindings.of_payment(tx, new.product_id, new.began_at)
        reason = held_reason(
            readable=not event.problems and joined is None,
            telegram_user_id=new.telegram_user_id,
            bound=bound,
        )
        if reason is not None or bound is None or new.telegram_user_id is None:
            self._hold(tx, new, reason or HeldReason.UNBOUND, reopened, now)
            return Outcome.HELD
        sale = sale_of(new, new.telegram_user_id, [bound], None)
        if reopened is None:
            grant_sales(tx, [sale], self.admin_ids, now)
        else:
            purchases.set_applied(tx, reopened, settled_at=None)
            grant_stored(tx, reopened, sale, self.admin_ids, now)
        return Outcome.APPLIED

    def _hold(
        self, tx: Tx, new: NewPurchase, reason: HeldReason, row: PurchaseRow | None, now: int
    ) -> None:
        """Hold a payment, in this row if it has one, and notify the buyer and the admins."""
        if row is None:
            row = purchases.insert(tx, new, reason)
        else:
            purchases.set_held_reason(tx, row, reason)
        notify_buyer(tx, NoticeKind.WAITING, new.telegram_user_id, row, now)
        notify_admins(tx, NoticeKind.ADMIN_HELD, self.admin_ids, row, now)

    def _announce_test(self, tx: Tx, now: int) -> None:
        """Notify the admins of a test ping, at most once a minute."""
        minute = now // _TEST_NOTICE_SECONDS
        for admin_id in self.admin_ids:
            key = f"{NoticeKind.ADMIN_TEST}:{minute}:{admin_id}"
            outbox.enqueue(tx, NewMessage(key, NoticeKind.ADMIN_TEST, admin_id), now)


def _contradicts(tx: Tx, seen: SeenEvent, event: Event) -> bool:
    """Return whether an event has other facts than its first delivery.

    That one may have been read by an earlier version, which took fewer spellings for numbers, so it
    is read again before anybody is notified.
    """
    if event.facts_digest == seen.facts_digest:
        return False
    return event.facts_digest != read(webhook_events.body(tx, seen.id)).facts_digest
