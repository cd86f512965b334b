"""Payments in Stars as Telegram reports them: each charge is stored once, and granted or held.

Telegram forgets a payment once its update is acknowledged, so that comes after the commit.
"""

from collections.abc import Collection
from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.models import HeldReason, PersonId, PurchaseRow
from bot.domain.money import STARS
from bot.domain.records import Person
from bot.domain.stars import Charge, Order, StarsPayment
from bot.domain.times import arrival
from bot.usecases.outbox.enqueue import notify_admins, notify_admins_again, notify_buyer
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.outbox.trace import trace_id_of
from bot.usecases.purchases.grant_batch import Sale, grant_stored
from bot.usecases.refunds.apply import refund_purchase
from bot.usecases.stars.renewing import RenewingPayment, correct_end, grant_renewing
from storage import people, purchases, tariffs
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.people import Named
from storage.purchases import NewPurchase
from storage.stars import early_refunds, listed, orders, payments, prices

REFUND_REASON = "telegram_refund"


@dataclass(frozen=True, slots=True)
class StarsPayments:
    """Takes in what Telegram reports of payments in Stars."""

    db: Database
    clock: Clock
    admin_ids: Collection[int]

    async def take(self, charge: Charge, language: str | None, *, only_ours: bool) -> bool:
        """Store a payment, and grant it where that can be done.

        With `only_ours` a payment without an order isn't the bot's business: then return False, and
        change nothing. Raises StorageUnavailable; nothing was stored then.
        """
        now = self.clock.now()

        def work(tx: Tx) -> bool:
            known = payments.by_charge(tx, charge.charge_id)
            if known is not None:
                payments.count_report(tx, known.id, now)
                if known.facts != charge.facts:
                    self.contradict(tx, known, charge, now)
                else:
                    correct_end(tx, charge, now)
                return True
            order = orders.by_payload(tx, charge.payload)
            if order is None and only_ours:
                return False
            self.store(tx, charge, language, order, now)
            return True

        return await self.db.write(work)

    async def refunded(
        self, charge_id: str, refunded_at: int | None, *, only_ours: bool = False
    ) -> bool:
        """Apply a refund that Telegram reports, and return True.

        Of a charge that isn't known it is kept until the payment comes. With `only_ours` it may be
        of somebody else's payment: then nobody is told, and False is returned. So it is in a shop
        that has never sold in Stars, where nothing is kept.
        """
        now = self.clock.now()

        def work(tx: Tx) -> bool:
            known, at = payments.by_charge(tx, charge_id), refunded_at or now
            if known is not None:
                self.refund(tx, known.purchase_row, at, now)
                return True
            if not prices.any_ever(tx):
                return False
            kept = early_refunds.keep(tx, charge_id, at, now)
            if kept is not None and not only_ours:
                notify_admins(tx, NoticeKind.ADMIN_STARS_REFUND_EARLY, self.admin_ids, kept, now)
            tx.signal(listed.SIGNAL)
            return not only_ours

        return await self.db.write(work)

    def store(
        self, tx: Tx, charge: Charge, language: str | None, order: Order | None, now: int
    ) -> PurchaseRow:
        """Store a payment of which nothing is known yet, and grant it where that can be done; if
        its refund came first, it counts from here on too."""
        tx.trace_id = trace_id_of(f"stars:{charge.charge_id}")
        _meet(tx, charge, language, now)
        row = self._store(tx, charge, order, now)
        kept = early_refunds.of_charge(tx, charge.charge_id)
        if kept is not None:
            self.refund(tx, row, kept.refunded_at, now)
            early_refunds.match(tx, kept.id, row, now)
        return row

    def refund(self, tx: Tx, row: PurchaseRow, refunded_at: int, now: int) -> bool:
        """Refund a purchase that Telegram says was given back; return False if it was refunded
        already."""
        purchase, notified = purchases.get(tx, row), tuple(self.admin_ids)
        if purchase is None:
            return False
        return refund_purchase(tx, purchase, refunded_at, REFUND_REASON, notified, now)

    def contradict(self, tx: Tx, known: StarsPayment, charge: Charge, now: int) -> None:
        """Keep another report of a known charge that has other facts, and notify the admins."""
        if payments.keep_conflict(tx, known.id, charge, now):
            kind, row = NoticeKind.ADMIN_STARS_CONFLICT, known.purchase_row
            notify_admins_again(tx, kind, self.admin_ids, row, now)

    def _store(self, tx: Tx, charge: Charge, order: Order | None, now: int) -> PurchaseRow:
        new = NewPurchase(
            event_row=None,
            received_at=arrival(charge.paid_at, now),
            telegram_user_id=charge.payer,
            telegram_username=charge.payer_username,
            product_name=order.title if order is not None else None,
            amount_minor=charge.amount,
            currency=charge.currency,
            purchased_at=charge.paid_at,
        )
        tariff = tariffs.get(tx, order.tariff_id) if order is not None else None
        reason = _held_reason(charge, order)
        if reason is None and order is not None and tariff is not None and charge.payer is not None:
            sale = Sale(new, charge.payer, tariff, tx.trace_id)
            return self._grant(tx, charge, order, sale, now)
        row = purchases.insert(tx, new, reason or HeldReason.NO_ORDER)
        payments.insert(tx, charge, row, order.id if order is not None else None, now)
        if order is not None:
            _close(tx, order, charge.payer, now)
        notify_buyer(tx, NoticeKind.WAITING, charge.payer, row, now)
        notify_admins(tx, NoticeKind.ADMIN_HELD, self.admin_ids, row, now)
        return row

    def _grant(self, tx: Tx, charge: Charge, order: Order, sale: Sale, now: int) -> PurchaseRow:
        """Grant whoever has paid; a second payment of an order is a purchase of its own, unless
        it renews the one before."""
        was_paid = payments.was_paid(tx, order.id)
        [row] = purchases.insert_applied(tx, [sale.new])
        payment_id = payments.insert(tx, charge, row, order.id, now)
        if order.renews:
            payment = RenewingPayment(payment_id, row, charge, order, sale)
            if not grant_renewing(tx, payment, self.admin_ids, now):
                _close(tx, order, charge.payer, now)
                return row
        else:
            grant_stored(tx, row, sale, self.admin_ids, now)
        _close(tx, order, charge.payer, now)
        if was_paid:
            notify_admins(tx, NoticeKind.ADMIN_STARS_TWICE, self.admin_ids, row, now)
        if charge.payer != order.telegram_user_id:
            notify_buyer(tx, NoticeKind.STARS_PAID_BY_OTHER, order.telegram_user_id, row, now)
        return row


def _held_reason(charge: Charge, order: Order | None) -> HeldReason | None:
    """Return the first reason to hold this payment; None if it can be granted."""
    if charge.problems is not None or charge.payer is None:
        return HeldReason.CHARGE_UNREADABLE
    if order is None:
        return HeldReason.NO_ORDER
    if (charge.amount, charge.currency) != (order.stars, STARS):
        return HeldReason.OTHER_AMOUNT
    return None


def _close(tx: Tx, order: Order, payer: PersonId | None, now: int) -> None:
    """Close a paid order. Its invoice stays as the payer's receipt; one that somebody else has paid
    goes, as nobody may pay it any more, and so does a link that renews."""
    orders.set_paid(tx, order.id, now)
    if payer == order.telegram_user_id and not order.renews:
        orders.set_message(tx, order.id, None)


def _meet(tx: Tx, charge: Charge, language: str | None, now: int) -> None:
    """Create the payer, unless the bot knows them."""
    if charge.payer is None:
        return
    if people.get(tx, charge.payer) is not None:
        people.ensure_all(tx, [Named(charge.payer, charge.payer_username, charge.paid_at)], now)
        return
    person = Person(
        telegram_user_id=charge.payer,
        name=charge.payer_name,
        username=charge.payer_username,
        language_code=language,
        locale=None,
        first_seen_at=now,
        started_at=None,
        blocked_at=None,
    )
    people.save_profile(tx, person, now)
