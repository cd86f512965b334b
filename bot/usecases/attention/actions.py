"""Admins' decisions about held payments, unclear refunds and undeliverable messages."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.models import HeldReason, Outcome, PersonId, ProductId, PurchaseRow, PurchaseStatus
from bot.domain.records import AuditEntry, NewTariff, Person, Purchase, UnmatchedRefund
from bot.usecases.access.noted import noted
from bot.usecases.attention.backlog import Backlog, UndeliverableMessage, read_backlog
from bot.usecases.attention.held import HeldPurchase, read_held
from bot.usecases.chats import sync
from bot.usecases.purchases import settle_held
from bot.usecases.purchases.close_claims import close_claims
from bot.usecases.refunds.apply import note_number, refund_purchase
from bot.usecases.refunds.meaning import with_number
from bot.usecases.tariffs.binding import Act, bind_unbound
from storage import audit, people, purchases, unmatched_refunds, webhook_events
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.queries import held_purchases, undeliverable

Settle = Callable[[Tx, Purchase], bool]
"""Settles a held purchase; returns False, and changes nothing, if another admin was quicker."""


@dataclass(frozen=True, slots=True)
class UnmatchedView:
    """An unclear refund, and the purchases that it may mean."""

    refund: UnmatchedRefund
    person: Person | None
    candidates: tuple[Purchase, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """A tariff was given to a held payment; `settled` payments for its product were settled by
    that, None where it names no product and was granted alone."""

    settled: int | None


@dataclass(frozen=True, slots=True)
class Attention:
    """Carries out an admin's decisions.

    Methods that settle a purchase return it as it is afterwards, or None if it is settled already:
    another admin was quicker.
    """

    db: Database
    clock: Clock
    admin_ids: Collection[int]

    async def backlog(self) -> Backlog:
        """Return everything that waits for an admin now."""
        now = self.clock.now()
        return await self.db.report(lambda tx: read_backlog(tx, now))

    async def held_for(self, reason: HeldReason) -> tuple[list[Purchase], int]:
        """Return the first payments that are held for this reason, and how many there are."""
        return await self.db.report(
            lambda tx: (
                held_purchases.held_for(tx, reason),
                held_purchases.count_held_for(tx, reason),
            )
        )

    async def held(self, row: int) -> HeldPurchase | None:
        """Return a held payment; None if it is not (or no longer) held."""
        return await self.db.read(lambda tx: read_held(tx, row))

    async def purchase(self, row: int) -> Purchase | None:
        return await self.db.read(lambda tx: purchases.get(tx, row))

    async def name_buyer(
        self, row: PurchaseRow, telegram_user_id: PersonId, actor_id: int
    ) -> Purchase | None:
        """Set the buyer, who gets access from now on if nothing else is missing."""

        def work(tx: Tx, purchase: Purchase) -> bool:
            if purchase.telegram_user_id is not None:
                return False
            now = self.clock.now()
            settle_held.name_buyer(tx, purchase, telegram_user_id, self.admin_ids, now)
            self._note_purchase(tx, actor_id, "named_buyer", row, str(telegram_user_id))
            return True

        return await self._settle(row, work)

    async def accept(self, row: PurchaseRow, actor_id: int) -> Purchase | None:
        """Accept a payment that couldn't be read in full, as shown; the admin vouches for it."""

        def work(tx: Tx, purchase: Purchase) -> bool:
            if purchase.held_reason is not HeldReason.UNREADABLE:
                return False
            settle_held.accept(tx, purchase, self.admin_ids, self.clock.now())
            self._note_purchase(tx, actor_id, "accepted", row, None)
            return True

        return await self._settle(row, work)

    async def give(self, row: PurchaseRow, tariff: NewTariff, actor_id: int) -> Given | None:
        """Give a held payment this tariff: bind its product, which settles all payments for it, or
        grant it where it names no product.

        None, and nothing changes, if another admin was quicker, if the product is bound already,
        or if a payment without a product has no buyer yet.
        """

        def work(tx: Tx) -> Given | None:
            purchase = purchases.get(tx, row)
            if purchase is None or purchase.status is not PurchaseStatus.HELD:
                return None
            if purchase.product_id is not None:
                return self._bind(tx, purchase.product_id, tariff, actor_id)
            if purchase.telegram_user_id is None:
                return None
            self._grant(tx, purchase, tariff, actor_id)
            return Given(None)

        return await self.db.write(work)

    async def settle_as(
        self, row: PurchaseRow, tariff: NewTariff, actor_id: int
    ) -> Purchase | None:
        """Grant this tariff for a payment whose product isn't known. It must have a buyer."""

        def work(tx: Tx, purchase: Purchase) -> bool:
            if purchase.telegram_user_id is None:
                return False
            self._grant(tx, purchase, tariff, actor_id)
            return True

        return await self._settle(row, work)

    async def dismiss(self, row: PurchaseRow, reason: str, actor_id: int) -> Purchase | None:
        """Close a held payment without access; the reason is kept with it."""

        def work(tx: Tx, purchase: Purchase) -> bool:
            purchases.set_dismissed(tx, purchase.id, actor_id, reason)
            if purchase.event_row is not None:
                webhook_events.set_outcome(tx, purchase.event_row, Outcome.IGNORED)
            self._note_purchase(tx, actor_id, "dismissed", row, reason or None)
            close_claims(tx, [row], self.clock.now())
            return True

        return await self._settle(row, work)

    async def unmatched(self, refund_id: int) -> UnmatchedView | None:
        """Return an unclear refund with the purchases that it may mean; None if it is closed."""
        return await self.db.read(lambda tx: _unmatched(tx, refund_id))

    async def match_refund(self, refund_id: int, row: PurchaseRow, actor_id: int) -> bool:
        """Apply an unclear refund to the purchase that the admin names.

        Return False if the refund is closed already, or can't mean that purchase (any more).
        """

        def work(tx: Tx) -> bool:
            now = self.clock.now()
            view = _unmatched(tx, refund_id)
            named = [one for one in view.candidates if one.id == row] if view else []
            if view is None or not named:
                return False
            refund = view.refund
            unmatched_refunds.match(tx, refund_id, row, now)
            note_number(tx, refund, named[0])
            webhook_events.set_outcome(tx, refund.event_row, Outcome.APPLIED)
            refund_purchase(
                tx, named[0], refund.refunded_at, refund.refund_reason, self.admin_ids, now
            )
            self._note_purchase(tx, actor_id, "matched_refund", row, None)
            return True

        return await self.db.write(work)

    async def dismiss_refund(self, refund_id: int, reason: str, actor_id: int) -> bool:
        """Close an unclear refund without touching any purchase; return False if it is closed."""

        def work(tx: Tx) -> bool:
            refund = unmatched_refunds.get_open(tx, refund_id)
            if refund is None:
                return False
            unmatched_refunds.dismiss(tx, refund_id, actor_id, reason, self.clock.now())
            webhook_events.set_outcome(tx, refund.event_row, Outcome.IGNORED)
            self._note(tx, actor_id, "dismissed_refund", f"refund:{refund_id}", reason)
            return True

        return await self.db.write(work)

    async def undeliverable(self, message_id: int) -> UndeliverableMessage | None:
        """Return an undeliverable message; None if it isn't (or is no longer) undeliverable."""
        return await self.db.read(lambda tx: _undeliverable(tx, message_id))

    async def send_again(self, message_id: int, actor_id: int) -> bool:
        """Queue an undeliverable message again; return False if it isn't one."""

        def work(tx: Tx) -> bool:
            message = undeliverable.get(tx, message_id)
            if message is None or not undeliverable.requeue(tx, message_id, self.clock.now()):
                return False
            whose = "person" if message.chat_id > 0 else "chat"
            subject = f"{whose}:{message.chat_id}"
            self._note(tx, actor_id, "message_sent_again", subject, message.kind)
            return True

        return await self.db.write(work)

    def _grant(self, tx: Tx, purchase: Purchase, tariff: NewTariff, actor_id: int) -> None:
        settle_held.settle_as(tx, purchase, tariff, self.admin_ids, self.clock.now())
        self._note_purchase(tx, actor_id, "settled_as", purchase.id, noted(tx, tariff))

    def _bind(
        self, tx: Tx, product_id: ProductId, tariff: NewTariff, actor_id: int
    ) -> Given | None:
        act = Act(actor_id, self.admin_ids, self.clock.now())
        bound = bind_unbound(tx, product_id, tariff, act)
        return Given(bound.settled) if bound is not None else None

    async def _settle(self, row: PurchaseRow, work: Settle) -> Purchase | None:
        """Run `work` on the purchase if it is held; return the purchase as it is afterwards."""

        def settle(tx: Tx) -> Purchase | None:
            purchase = purchases.get(tx, row)
            if purchase is None or purchase.status is not PurchaseStatus.HELD:
                return None
            return purchases.get(tx, row) if work(tx, purchase) else None

        return await self.db.write(settle)

    def _note_purchase(
        self, tx: Tx, actor_id: int, action: str, row: PurchaseRow, detail: str | None
    ) -> None:
        self._note(tx, actor_id, action, f"purchase:{row}", detail)

    def _note(self, tx: Tx, actor_id: int, action: str, subject: str, detail: str | None) -> None:
        audit.add(tx, AuditEntry(self.clock.now(), f"admin:{actor_id}", action, subject, detail))


def _unmatched(tx: Tx, refund_id: int) -> UnmatchedView | None:
    refund = unmatched_refunds.get_open(tx, refund_id)
    if refund is None:
        return None
    person_id = refund.telegram_user_id
    found = purchases.of_person(tx, person_id) if person_id else purchases.latest(tx, 20)
    event = with_number(tx, refund.event_row)
    return UnmatchedView(
        refund,
        people.get(tx, person_id) if person_id else None,
        tuple(one for one in found if _may_be_meant(one, event.purchase_id if event else None)),
    )


def _may_be_meant(purchase: Purchase, number: int | None) -> bool:
    """Return whether a refund of this number may mean a purchase: not if it has another one, and
    not if Tribute has nothing to do with it."""
    if purchase.status not in {PurchaseStatus.APPLIED, PurchaseStatus.HELD}:
        return False
    if purchase.was_made_in_the_chat:
        return False
    return None in (number, purchase.purchase_id) or purchase.purchase_id == number


def _undeliverable(tx: Tx, message_id: int) -> UndeliverableMessage | None:
    message = undeliverable.get(tx, message_id)
    return UndeliverableMessage(message, sync.person_of(tx, message)) if message else None
