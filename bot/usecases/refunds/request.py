"""Refund requests by admins: commit the intent, ask Tribute, or Telegram for Stars, exactly once,
commit the answer."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Protocol

import structlog

from bot.clock import Clock
from bot.domain.models import PersonId, PurchaseRow, PurchaseStatus
from bot.domain.records import AttemptState, AuditEntry, Person, Purchase, RefundAttempt
from bot.domain.stars import StarsRefundError, StarsRefusal
from bot.tribute.client import TributeClient
from bot.tribute.errors import TributeError
from bot.usecases.outbox.enqueue import notify_admins
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.refunds.apply import refund_purchase
from storage import audit, people, purchases, refund_attempts
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.stars import listed, payments

log = structlog.get_logger(__name__)

REASON = "Refunded by an admin through the API"


class RefundOutcome(StrEnum):
    """The result of an admin's tap; with UNKNOWN the refund may or may not have happened."""

    DONE = "done"
    ALREADY_REFUNDED = "already-refunded"
    IN_PROGRESS = "in-progress"
    UNKNOWN_PURCHASE = "unknown-purchase"
    NO_NUMBER = "no-number"
    ONLY_SUPPORT = "only-support"
    REJECTED = "rejected"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class RefundResult:
    """The outcome, with Tribute's or Telegram's error, or the attempt that is still open, if there
    is one."""

    outcome: RefundOutcome
    error: TributeError | StarsRefundError | None = None
    attempt: RefundAttempt | None = None


class ReturnsStars(Protocol):
    """Gives Stars back at Telegram."""

    async def refund(self, telegram_user_id: int, charge_id: str) -> None:
        """Give a payment back to its payer; raise StarsRefundError."""


class StopsRenewals(Protocol):
    """Stops a renewal before a payment of it is given back."""

    async def stop_before_refund(self, purchase_row: PurchaseRow, actor_id: int) -> None:
        """Make sure that a payment won't renew; raise StarsRefundError where that isn't sure."""


class _Nowhere:
    """Stands for Telegram where it isn't connected."""

    async def stop_before_refund(self, purchase_row: PurchaseRow, actor_id: int) -> None:
        """Do nothing."""

    async def refund(self, telegram_user_id: int, charge_id: str) -> None:  # noqa: ARG002
        raise StarsRefundError(StarsRefusal.REFUSED, f"no way to refund {charge_id}")


_NOWHERE = _Nowhere()


class _StarsPaid(NamedTuple):
    """A payment in Stars as Telegram knows it."""

    payer: PersonId
    charge_id: str


@dataclass(frozen=True, slots=True)
class Refunds:
    """Refunds by admins, each an attempt with its states.

    They are `calling → succeeded | rejected | unknown`, `unknown → succeeded | not_done`.
    """

    db: Database
    clock: Clock
    tribute: TributeClient
    admin_ids: Collection[int]
    stars: ReturnsStars = _NOWHERE
    renewals: StopsRenewals = _NOWHERE

    async def latest(self, limit: int) -> list[tuple[Purchase, Person | None]]:
        """Return the newest purchases that still stand and can be refunded, with buyers."""
        return await self.db.read(
            lambda tx: [
                (one, people.get(tx, one.telegram_user_id) if one.telegram_user_id else None)
                for one in purchases.latest_refundable(tx, limit)
            ]
        )

    async def refund(self, row: PurchaseRow, actor_id: int) -> RefundResult:
        """Ask Tribute, or Telegram for Stars, to return this payment. However many tap at once, one
        request is made."""
        started = await self.db.write(lambda tx: self._start(tx, row, actor_id))
        if isinstance(started, RefundResult):
            return started
        attempt_id, paid = started
        error: TributeError | StarsRefundError | None = None
        answered = False
        try:
            await self._ask(row, paid, actor_id)
            answered = True
        except (TributeError, StarsRefundError) as refusal:
            error, answered = refusal, True
        finally:
            if not answered:
                # Interrupted during the call: nobody knows whether it was refunded.
                await self.db.write(lambda tx: self._unknown(tx, attempt_id, "interrupted"))
        return await self.db.write(lambda tx: self._finish(tx, row, attempt_id, error))

    async def close_unknown(self, attempt_id: int, *, happened: bool, actor_id: int) -> bool:
        """Record what an admin has found out at Tribute; return False if it is closed already."""

        def work(tx: Tx) -> bool:
            attempt = refund_attempts.get(tx, attempt_id)
            if attempt is None or attempt.state is not AttemptState.UNKNOWN:
                return False
            now = self.clock.now()
            state = AttemptState.SUCCEEDED if happened else AttemptState.NOT_DONE
            refund_attempts.set_state(tx, attempt_id, state, attempt.error, now)
            self._note(tx, actor_id, f"refund_{state}", attempt.purchase_row)
            if happened:
                self._refund_purchase(tx, attempt.purchase_row, actor_id, now)
            return True

        return await self.db.write(work)

    async def on_start(self) -> None:
        """Mark calls that a crash cut short as unknown. They are never sent again."""

        def work(tx: Tx) -> None:
            for attempt in refund_attempts.interrupted(tx):
                self._unknown(tx, attempt.id, "the bot stopped during the call")

        await self.db.write(work)

    async def _ask(self, row: PurchaseRow, paid: int | _StarsPaid, actor_id: int) -> None:
        if isinstance(paid, _StarsPaid):
            await self.renewals.stop_before_refund(row, actor_id)
            await self.stars.refund(*paid)
        else:
            await self.tribute.cancel_purchase(paid)

    def _start(
        self, tx: Tx, row: PurchaseRow, actor_id: int
    ) -> RefundResult | tuple[int, int | _StarsPaid]:
        purchase = purchases.get(tx, row)
        if purchase is None:
            return RefundResult(RefundOutcome.UNKNOWN_PURCHASE)
        if purchase.status is PurchaseStatus.REFUNDED:
            return RefundResult(RefundOutcome.ALREADY_REFUNDED)
        paid = _paid(tx, purchase)
        if paid is None:
            return RefundResult(RefundOutcome.NO_NUMBER)
        if purchase.was_made_on_the_web or refund_attempts.is_refused_for_good(tx, row):
            return RefundResult(RefundOutcome.ONLY_SUPPORT)
        attempt = refund_attempts.open_attempt(tx, row)
        if attempt is not None:
            return RefundResult(RefundOutcome.IN_PROGRESS, attempt=attempt)
        attempt_id = refund_attempts.insert_calling(tx, row, actor_id, self.clock.now())
        self._note(tx, actor_id, "refund_calling", row)
        return attempt_id, paid

    def _finish(
        self,
        tx: Tx,
        row: PurchaseRow,
        attempt_id: int,
        error: TributeError | StarsRefundError | None,
    ) -> RefundResult:
        attempt = refund_attempts.get(tx, attempt_id)
        if attempt is None:
            raise LookupError(f"refund attempt {attempt_id} vanished")
        now = self.clock.now()
        if error is None:
            self._refund_purchase(tx, row, attempt.actor_id, now)
            return RefundResult(RefundOutcome.DONE)
        log.warning("refund not confirmed", purchase_row=row, reason=str(error))
        if attempt.state is AttemptState.SUCCEEDED:
            # The refund webhook came during the call: the refund happened, whatever the answer.
            return RefundResult(RefundOutcome.DONE)
        if error.outcome_unknown:
            self._unknown(tx, attempt_id, str(error), notify_actor=False)
            return RefundResult(RefundOutcome.UNKNOWN, error, refund_attempts.get(tx, attempt_id))
        refund_attempts.set_state(tx, attempt_id, AttemptState.REJECTED, str(error), now)
        if error.for_good:
            refund_attempts.set_refused_for_good(tx, attempt_id)
        self._note(tx, attempt.actor_id, "refund_rejected", row)
        return RefundResult(RefundOutcome.REJECTED, error)

    def _unknown(self, tx: Tx, attempt_id: int, error: str, *, notify_actor: bool = True) -> None:
        now = self.clock.now()
        attempt = refund_attempts.get(tx, attempt_id)
        if attempt is None or attempt.state is not AttemptState.CALLING:
            return
        refund_attempts.set_state(tx, attempt_id, AttemptState.UNKNOWN, error, now)
        notified = tuple(
            admin_id for admin_id in self.admin_ids if notify_actor or admin_id != attempt.actor_id
        )
        notify_admins(tx, NoticeKind.ADMIN_REFUND_UNKNOWN, notified, attempt_id, now)
        if payments.of_purchase(tx, attempt.purchase_row) is not None:
            tx.signal(listed.SIGNAL)  # Telegram's list says whether it happened

    def _refund_purchase(self, tx: Tx, row: PurchaseRow, actor_id: int, now: int) -> None:
        purchase = purchases.get(tx, row)
        if purchase is not None:
            others = tuple(admin_id for admin_id in self.admin_ids if admin_id != actor_id)
            refund_purchase(tx, purchase, now, REASON, others, now)
            self._note(tx, actor_id, "refunded", row)

    def _note(self, tx: Tx, actor_id: int, action: str, row: PurchaseRow) -> None:
        now = self.clock.now()
        audit.add(tx, AuditEntry(now, f"admin:{actor_id}", action, f"purchase:{row}", None))


def _paid(tx: Tx, purchase: Purchase) -> int | _StarsPaid | None:
    """Return the number that Tribute knows a purchase by, or the payment in Stars; None where
    nothing names it there."""
    if not purchase.was_made_in_the_chat:
        return purchase.purchase_id
    payment = payments.of_purchase(tx, purchase.id)
    if payment is None or not payment.has_charge or purchase.telegram_user_id is None:
        return None
    return _StarsPaid(purchase.telegram_user_id, payment.charge_id)
