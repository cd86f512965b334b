"""Refund requests by admins: commit the intent, ask Tribute exactly once, commit the answer."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

import structlog

from bot.clock import Clock
from bot.domain.models import PurchaseRow, PurchaseStatus
from bot.domain.records import AttemptState, AuditEntry, Person, Purchase, RefundAttempt
from bot.tribute.client import TributeClient
from bot.tribute.errors import TributeError
from bot.usecases.outbox.enqueue import notify_admins
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.refunds.apply import refund_purchase
from storage import audit, people, purchases, refund_attempts
from storage.engine.database import Database
from storage.engine.tx import Tx

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
    """The outcome, with Tribute's error or the attempt that is still open, if there is one."""

    outcome: RefundOutcome
    error: TributeError | None = None
    attempt: RefundAttempt | None = None


@dataclass(frozen=True, slots=True)
class Refunds:
    """Refunds by admins, each an attempt with its states.

    They are `calling → succeeded | rejected | unknown`, `unknown → succeeded | not_done`.
    """

    db: Database
    clock: Clock
    tribute: TributeClient
    admin_ids: Collection[int]

    async def latest(self, limit: int) -> list[tuple[Purchase, Person | None]]:
        """Return the newest purchases that still stand and have Tribute's number, with buyers."""
        return await self.db.read(
            lambda tx: [
                (one, people.get(tx, one.telegram_user_id) if one.telegram_user_id else None)
                for one in purchases.latest_refundable(tx, limit)
            ]
        )

    async def refund(self, row: PurchaseRow, actor_id: int) -> RefundResult:
        """Ask Tribute to return this payment. However many tap at once, one request is made."""
        started = await self.db.write(lambda tx: self._start(tx, row, actor_id))
        if isinstance(started, RefundResult):
            return started
        attempt_id, purchase_id = started
        error: TributeError | None = None
        answered = False
        try:
            await self.tribute.cancel_purchase(purchase_id)
            answered = True
        except TributeError as refusal:
            error, answered = refusal, True
        finally:
            if not answered:
                # Interrupted during the call: nobody knows whether Tribute refunded it.
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

    def _start(self, tx: Tx, row: PurchaseRow, actor_id: int) -> RefundResult | tuple[int, int]:
        purchase = purchases.get(tx, row)
        if purchase is None:
            return RefundResult(RefundOutcome.UNKNOWN_PURCHASE)
        if purchase.status is PurchaseStatus.REFUNDED:
            return RefundResult(RefundOutcome.ALREADY_REFUNDED)
        if purchase.purchase_id is None:
            return RefundResult(RefundOutcome.NO_NUMBER)
        if purchase.was_made_on_the_web or refund_attempts.is_refused_for_good(tx, row):
            return RefundResult(RefundOutcome.ONLY_SUPPORT)
        attempt = refund_attempts.open_attempt(tx, row)
        if attempt is not None:
            return RefundResult(RefundOutcome.IN_PROGRESS, attempt=attempt)
        attempt_id = refund_attempts.insert_calling(tx, row, actor_id, self.clock.now())
        self._note(tx, actor_id, "refund_calling", row)
        return attempt_id, purchase.purchase_id

    def _finish(
        self, tx: Tx, row: PurchaseRow, attempt_id: int, error: TributeError | None
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

    def _refund_purchase(self, tx: Tx, row: PurchaseRow, actor_id: int, now: int) -> None:
        purchase = purchases.get(tx, row)
        if purchase is not None:
            others = tuple(admin_id for admin_id in self.admin_ids if admin_id != actor_id)
            refund_purchase(tx, purchase, now, REASON, others, now)
            self._note(tx, actor_id, "refunded", row)

    def _note(self, tx: Tx, actor_id: int, action: str, row: PurchaseRow) -> None:
        now = self.clock.now()
        audit.add(tx, AuditEntry(now, f"admin:{actor_id}", action, f"purchase:{row}", None))
