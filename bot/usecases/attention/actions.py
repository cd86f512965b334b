"""What needs an admin: held payments, unclear refunds, open refund calls, dead messages."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.durations import Duration
from bot.domain.models import HeldReason, PersonId, PurchaseRow, PurchaseStatus
from bot.usecases.attention import backlog
from bot.usecases.attention.backlog import DeadMessage, OpenClaim, Trouble, UnknownRefund
from bot.usecases.chats import sync
from bot.usecases.purchases import settle_held
from bot.usecases.refunds.apply import take_back
from storage import audit, people, purchases, tariffs, unmatched_refunds, webhook_events
from storage.audit import Entry
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.people import Person
from storage.purchases import Purchase
from storage.queries import undeliverable
from storage.unmatched_refunds import UnmatchedRefund

__all__ = [
    "Attention",
    "DeadMessage",
    "HeldPurchase",
    "OpenClaim",
    "Trouble",
    "UnknownRefund",
    "UnmatchedRefund",
    "UnmatchedView",
]

Settling = Callable[[Tx, Purchase], bool]
"""Does its part; False when somebody else has done it before, and nothing is changed then."""


@dataclass(frozen=True, slots=True)
class HeldPurchase:
    """A held payment with what could not be read of it, and the body as it came."""

    purchase: Purchase
    buyer: Person | None
    is_bound: bool
    """Whether its product is sold by us: then only the rest is missing."""
    problems: str | None
    body: str


@dataclass(frozen=True, slots=True)
class UnmatchedView:
    """An unclear refund, and the purchases it may mean."""

    refund: UnmatchedRefund
    person: Person | None
    candidates: tuple[Purchase, ...]


@dataclass(frozen=True, slots=True)
class Attention:
    """Each settling method returns the purchase as it is afterwards, or None if there is nothing
    left to do for it: somebody else was quicker."""

    db: Database
    clock: Clock
    admin_ids: tuple[int, ...]

    async def trouble(self) -> Trouble:
        now = self.clock.now()
        return await self.db.read(lambda tx: backlog.read(tx, now))

    async def held(self, row: int) -> HeldPurchase | None:
        """One held payment, or None if it is not (or no longer) held."""
        return await self.db.read(lambda tx: _held(tx, row))

    async def purchase(self, row: int) -> Purchase | None:
        return await self.db.read(lambda tx: purchases.get(tx, row))

    async def name_buyer(
        self, row: PurchaseRow, telegram_user_id: PersonId, actor_id: int
    ) -> Purchase | None:
        """Say who paid; the access is theirs from now if nothing else is missing."""

        def work(tx: Tx, purchase: Purchase) -> bool:
            if purchase.telegram_user_id is not None:
                return False
            now = self.clock.now()
            settle_held.name_buyer(tx, purchase, telegram_user_id, self.admin_ids, now)
            return True

        return await self._settle(row, actor_id, f"named_buyer {telegram_user_id}", work)

    async def accept(self, row: PurchaseRow, actor_id: int) -> Purchase | None:
        """Vouch for a payment that couldn't be read in full: take it as it is shown."""

        def work(tx: Tx, purchase: Purchase) -> bool:
            if purchase.held_reason is not HeldReason.UNREADABLE:
                return False
            settle_held.accept(tx, purchase, self.admin_ids, self.clock.now())
            return True

        return await self._settle(row, actor_id, "accepted", work)

    async def settle_as(
        self, row: PurchaseRow, duration: Duration, actor_id: int
    ) -> Purchase | None:
        """Grant this time for a payment whose product isn't known. It must have a buyer."""

        def work(tx: Tx, purchase: Purchase) -> bool:
            if purchase.telegram_user_id is None:
                return False
            settle_held.settle_as(tx, purchase, duration, self.admin_ids, self.clock.now())
            return True

        return await self._settle(row, actor_id, f"settled_as {duration}", work)

    async def dismiss(self, row: PurchaseRow, reason: str, actor_id: int) -> Purchase | None:
        """Close a held payment without access; the reason stays with it."""

        def work(tx: Tx, purchase: Purchase) -> bool:
            purchases.set_dismissed(tx, purchase.id, actor_id, reason)
            webhook_events.set_outcome(tx, purchase.event_id, "ignored")
            return True

        return await self._settle(row, actor_id, f"dismissed {reason}", work)

    async def unmatched(self, refund_id: int) -> UnmatchedView | None:
        """An unclear refund with the purchases it may mean, or None if it is closed."""
        return await self.db.read(lambda tx: _unmatched(tx, refund_id))

    async def match_refund(self, refund_id: int, row: PurchaseRow, actor_id: int) -> bool:
        """An admin says which purchase a refund means; False if it is closed already, or if that
        purchase can't be meant (any more)."""

        def work(tx: Tx) -> bool:
            now = self.clock.now()
            view = _unmatched(tx, refund_id)
            meant = [one for one in view.candidates if one.id == row] if view else []
            if view is None or not meant:
                return False
            refund = view.refund
            unmatched_refunds.match(tx, refund_id, row, now)
            webhook_events.set_outcome(tx, refund.event_id, "applied")
            take_back(tx, meant[0], refund.refunded_at, refund.refund_reason, self.admin_ids, now)
            self._note(tx, actor_id, "matched_refund", f"purchase:{row}", None)
            return True

        return await self.db.write(work)

    async def dismiss_refund(self, refund_id: int, reason: str, actor_id: int) -> bool:
        """Close an unclear refund without touching any purchase; False if it is closed already."""

        def work(tx: Tx) -> bool:
            refund = unmatched_refunds.get_open(tx, refund_id)
            if refund is None:
                return False
            unmatched_refunds.dismiss(tx, refund_id, actor_id, reason, self.clock.now())
            webhook_events.set_outcome(tx, refund.event_id, "ignored")
            self._note(tx, actor_id, "dismissed_refund", f"refund:{refund_id}", reason)
            return True

        return await self.db.write(work)

    async def dead_message(self, message_id: int) -> DeadMessage | None:
        """One undeliverable message, or None if it isn't (or is no longer) undeliverable."""
        return await self.db.read(lambda tx: _dead(tx, message_id))

    async def send_again(self, message_id: int) -> bool:
        """Try an undeliverable message once more; False if it isn't one."""
        now = self.clock.now()
        return await self.db.write(lambda tx: undeliverable.requeue(tx, message_id, now))

    async def _settle(
        self, row: PurchaseRow, actor_id: int, action: str, work: Settling
    ) -> Purchase | None:
        def settle(tx: Tx) -> Purchase | None:
            purchase = purchases.get(tx, row)
            if purchase is None or purchase.status is not PurchaseStatus.HELD:
                return None
            if not work(tx, purchase):
                return None
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
    buyer_id, product_id = purchase.telegram_user_id, purchase.product_id
    return HeldPurchase(
        purchase,
        people.get(tx, buyer_id) if buyer_id is not None else None,
        product_id is not None and tariffs.bound(tx, product_id) is not None,
        webhook_events.problems(tx, purchase.event_id),
        webhook_events.body(tx, purchase.event_id).decode("utf-8", "replace"),
    )


def _unmatched(tx: Tx, refund_id: int) -> UnmatchedView | None:
    refund = unmatched_refunds.get_open(tx, refund_id)
    if refund is None:
        return None
    person_id = refund.telegram_user_id
    found = purchases.of_person(tx, person_id) if person_id else purchases.latest(tx, 20)
    standing = {PurchaseStatus.APPLIED, PurchaseStatus.HELD}
    return UnmatchedView(
        refund,
        people.get(tx, person_id) if person_id else None,
        tuple(one for one in found if one.status in standing),
    )


def _dead(tx: Tx, message_id: int) -> DeadMessage | None:
    message = undeliverable.get(tx, message_id)
    return DeadMessage(message, sync.person_of(tx, message)) if message else None
