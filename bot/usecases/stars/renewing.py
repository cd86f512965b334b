"""Grants the payments that renew each other: each has a fixed end, which Telegram names."""

from collections.abc import Collection
from dataclasses import dataclass

from bot.domain.models import PurchaseRow
from bot.domain.stars import Charge, Order
from bot.domain.stars_renewals.renewal import (
    PERIOD_SECONDS,
    PaidTime,
    Renewal,
    RenewalChange,
    paid_time,
)
from bot.usecases.access.grants import refold
from bot.usecases.outbox.enqueue import notify_admins
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.purchases.grant_batch import Sale, grant_stored
from storage import grants
from storage.engine.tx import Tx
from storage.stars import payments, renewals
from storage.stars.renewals import RenewalEvent

TELEGRAM = "telegram"
"""The actor of what Telegram reports."""


@dataclass(frozen=True, slots=True)
class RenewingPayment:
    """A payment of an order that renews, stored with its purchase."""

    id: int
    row: PurchaseRow
    charge: Charge
    order: Order
    sale: Sale

    @property
    def paid_at(self) -> int:
        return self.sale.new.began_at


def grant_renewing(tx: Tx, payment: RenewingPayment, admin_ids: Collection[int], now: int) -> bool:
    """Grant the time up to the end that Telegram names; return whether this is a first payment.

    A link that was paid by somebody else, or twice by one person, makes a renewal of its own.
    """
    charge, order, buyer = payment.charge, payment.order, payment.sale.buyer
    found = _belongs_to(tx, payment)
    is_first = found is None and charge.is_first is not False
    first_charge = charge.charge_id if is_first else None
    renewal_id = (
        found.id
        if found is not None
        else renewals.insert(tx, order.id, buyer, first_charge, payment.paid_at)
    )
    if found is not None and _is_its_first(found, payment):
        renewals.set_first_charge(tx, renewal_id, charge.charge_id, payment.paid_at)
    time = paid_time(charge.named_end_at, payment.paid_at)
    payments.set_renewal(tx, payment.id, renewal_id, time.end_at if time.is_named else None)
    event = RenewalEvent(RenewalChange.CHARGED, payment.paid_at, TELEGRAM)
    renewals.add_event(tx, renewal_id, event)
    sale = payment.sale._replace(fixed_end_at=time.end_at)
    grant_stored(tx, payment.row, sale, admin_ids, now)
    if time.is_odd:
        notify_admins(tx, NoticeKind.ADMIN_STARS_END, admin_ids, payment.row, now)
    return is_first


def correct_end(tx: Tx, charge: Charge, now: int) -> None:
    """Correct the end of a payment that is known, where only this report names it."""
    known = payments.by_charge(tx, charge.charge_id)
    renewal = renewals.of_purchase(tx, known.purchase_row) if known is not None else None
    if known is None or renewal is None or known.named_end_at is not None:
        return
    time = _time_of(charge)
    if time is None or not time.is_named:
        return
    payments.set_renewal(tx, known.id, renewal.id, time.end_at)
    grants.set_fixed_end(tx, known.purchase_row, time.end_at)
    refold(tx, renewal.telegram_user_id, now)


def _time_of(charge: Charge) -> PaidTime | None:
    return paid_time(charge.named_end_at, charge.paid_at) if charge.paid_at is not None else None


def _belongs_to(tx: Tx, payment: RenewingPayment) -> Renewal | None:
    """Return the renewal that a payment goes on with; None where it begins one.

    Telegram doesn't say which of several renewals by one person and order it is: then it is the one
    that is due first. Of a payment without `is_first_recurring`, as only Telegram's list of
    transactions has it, one that lies within half a period of another one is a renewal of its own.
    """
    known = renewals.of_order(tx, payment.order.id, payment.sale.buyer)
    is_first, paid_at = payment.charge.is_first, payment.paid_at
    if is_first:
        return next((one for one in known if _is_its_first(one, payment)), None)
    if is_first is None:
        half = PERIOD_SECONDS // 2
        known = [one for one in known if not renewals.paid_near(tx, one.id, paid_at, half)]
    return next(iter(known), None)


def _is_its_first(renewal: Renewal, payment: RenewingPayment) -> bool:
    """Return whether a payment is the first of a renewal whose first one isn't known yet."""
    return (
        renewal.first_charge is None
        and payment.charge.is_first is not False
        and payment.paid_at <= renewal.started_at
    )
