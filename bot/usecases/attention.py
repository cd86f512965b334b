"""What needs an admin: held payments, unclear refunds, open refund calls, dead messages."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.models import PersonId, PurchaseRow, PurchaseStatus
from bot.domain.periods import Duration
from bot.usecases import settling
from bot.usecases.returning import take_back
from storage import audit, events, outbox, people, purchases, refunds, unmatched
from storage.audit import Entry
from storage.database import Database
from storage.outbox import QueuedMessage
from storage.purchases import Purchase
from storage.refunds import Attempt
from storage.tx import Tx
from storage.unmatched import UnmatchedRefund

Settling = Callable[[Tx, Purchase], object]


@dataclass(frozen=True, slots=True)
class Trouble:
    """Everything that waits for an admin, oldest first."""

    held: tuple[Purchase, ...]
    unmatched_refunds: tuple[UnmatchedRefund, ...]
    unknown_refunds: tuple[Attempt, ...]
    undeliverable: tuple[QueuedMessage, ...]

    @property
    def count(self) -> int:
        return (
            len(self.held)
            + len(self.unmatched_refunds)
            + len(self.unknown_refunds)
            + len(self.undeliverable)
        )


@dataclass(frozen=True, slots=True)
class HeldPurchase:
    """A held payment with what could not be read of it, and the body as it came."""

    purchase: Purchase
    problems: str | None
    body: str


@dataclass(frozen=True, slots=True)
class UnmatchedView:
    refund: UnmatchedRefund
    candidates: tuple[Purchase, ...]


@dataclass(frozen=True, slots=True)
class Attention:
    """Each settling method returns the purchase as it is afterwards, or None if it is no longer
    held: somebody else was quicker."""

    db: Database
    clock: Clock
    admin_ids: tuple[int, ...]

    async def trouble(self) -> Trouble:
        return await self.db.read(
            lambda tx: Trouble(
                tuple(purchases.held(tx)),
                tuple(unmatched.all_open(tx)),
                tuple(refunds.unknown(tx)),
                tuple(outbox.undeliverable(tx)),
            )
        )

    async def held(self, row: int) -> HeldPurchase | None:
        """One held payment, or None if it is not (or no longer) held."""
        return await self.db.read(lambda tx: _held(tx, row))

    async def purchase(self, row: int) -> Purchase | None:
        return await self.db.read(lambda tx: purchases.get(tx, row))

    async def name_buyer(
        self, row: PurchaseRow, telegram_user_id: PersonId, actor_id: int
    ) -> Purchase | None:
        """Say who paid; the access is theirs from now if nothing else is missing."""

        def work(tx: Tx, purchase: Purchase) -> None:
            now = self.clock.now()
            people.ensure(tx, telegram_user_id, None, now)
            purchases.set_buyer(tx, purchase.id, telegram_user_id)
            settling.settle(tx, purchase.id, self.admin_ids, now)

        return await self._settle(row, actor_id, f"named_buyer {telegram_user_id}", work)

    async def accept(self, row: PurchaseRow, actor_id: int) -> Purchase | None:
        """Vouch for a payment that couldn't be read in full: take it as it is shown."""

        def work(tx: Tx, purchase: Purchase) -> None:
            settling.accept(tx, purchase, self.admin_ids, self.clock.now())

        return await self._settle(row, actor_id, "accepted", work)

    async def settle_as(
        self, row: PurchaseRow, duration: Duration, actor_id: int
    ) -> Purchase | None:
        """Grant this time for a payment whose product isn't known. It must have a buyer."""

        def work(tx: Tx, purchase: Purchase) -> None:
            if purchase.telegram_user_id is not None:
                settling.settle_as(tx, purchase, duration, self.admin_ids, self.clock.now())

        return await self._settle(row, actor_id, f"settled_as {duration}", work)

    async def dismiss(self, row: PurchaseRow, reason: str, actor_id: int) -> Purchase | None:
        """Close a held payment without access; the reason stays with it."""

        def work(tx: Tx, purchase: Purchase) -> None:
            purchases.set_dismissed(tx, purchase.id, actor_id, reason)
            events.set_outcome(tx, purchase.event_id, "ignored")

        return await self._settle(row, actor_id, f"dismissed {reason}", work)

    async def unmatched(self, refund_id: int) -> UnmatchedView | None:
        """An unclear refund with the purchases it may mean."""
        return await self.db.read(lambda tx: _unmatched(tx, refund_id))

    async def match_refund(self, refund_id: int, row: PurchaseRow, actor_id: int) -> bool:
        """An admin says which purchase a refund means; False if it is closed already."""

        def work(tx: Tx) -> bool:
            now = self.clock.now()
            refund = unmatched.get_open(tx, refund_id)
            purchase = purchases.get(tx, row)
            if refund is None or purchase is None:
                return False
            unmatched.match(tx, refund_id, row, now)
            events.set_outcome(tx, refund.event_id, "applied")
            take_back(tx, purchase, refund.refunded_at, refund.refund_reason, self.admin_ids, now)
            self._note(tx, actor_id, "matched_refund", f"purchase:{row}", None)
            return True

        return await self.db.write(work)

    async def dismiss_refund(self, refund_id: int, reason: str, actor_id: int) -> bool:
        def work(tx: Tx) -> bool:
            refund = unmatched.get_open(tx, refund_id)
            if refund is None:
                return False
            unmatched.dismiss(tx, refund_id, actor_id, reason, self.clock.now())
            events.set_outcome(tx, refund.event_id, "ignored")
            self._note(tx, actor_id, "dismissed_refund", f"refund:{refund_id}", reason)
            return True

        return await self.db.write(work)

    async def send_again(self, message_id: int) -> bool:
        """Try an undeliverable message once more; False if it isn't one."""
        now = self.clock.now()
        return await self.db.write(lambda tx: outbox.requeue(tx, message_id, now))

    async def _settle(
        self, row: PurchaseRow, actor_id: int, action: str, work: Settling
    ) -> Purchase | None:
        def settle(tx: Tx) -> Purchase | None:
            purchase = purchases.get(tx, row)
            if purchase is None or purchase.status is not PurchaseStatus.HELD:
                return None
            work(tx, purchase)
            verb, _, detail = action.partition(" ")
            self._note(tx, actor_id, verb, f"purchase:{row}", detail or None)
            return purchases.get(tx, row)

        return await self.db.write(settle)

    def _note(self, tx: Tx, actor_id: int, action: str, subject: str, detail: str | None) -> None:
        audit.add(tx, Entry(self.clock.now(), f"admin:{actor_id}", action, subject, detail))


def _held(tx: Tx, row: int) -> HeldPurchase | None:
    purchase = purchases.get(tx, row)
    if purchase is None or purchase.status is not PurchaseStatus.HELD:
        return None
    body = events.body(tx, purchase.event_id).decode("utf-8", "replace")
    return HeldPurchase(purchase, events.problems(tx, purchase.event_id), body)


def _unmatched(tx: Tx, refund_id: int) -> UnmatchedView | None:
    refund = unmatched.get_open(tx, refund_id)
    if refund is None:
        return None
    found = (
        purchases.of_person(tx, refund.telegram_user_id)
        if refund.telegram_user_id
        else purchases.latest(tx, 20)
    )
    standing = {PurchaseStatus.APPLIED, PurchaseStatus.HELD}
    return UnmatchedView(refund, tuple(one for one in found if one.status in standing))
