"""Held purchases: finds why one can't be granted, and settles it once it can."""

from collections.abc import Collection

from bot.domain.models import HeldReason, Outcome, PersonId, PurchaseRow
from bot.domain.records import NewTariff, Purchase, Tariff
from bot.domain.times import arrival
from bot.usecases.access.grants import grant_purchases
from bot.usecases.outbox.enqueue import notify_admins, notify_buyer
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.outbox.trace import continue_trace
from bot.usecases.purchases.close_claims import close_claims
from storage import people, product_bindings, purchases, tariffs, webhook_events
from storage.engine.tx import Tx
from storage.grants import NewPurchaseGrant
from storage.product_bindings import ProductBinding


def held_reason(
    *, readable: bool, telegram_user_id: int | None, bound: ProductBinding | None
) -> HeldReason | None:
    """Return the first reason to hold this payment; None if it can be granted."""
    if not readable:
        return HeldReason.UNREADABLE
    if telegram_user_id is None:
        return HeldReason.NO_BUYER
    if bound is None:
        return HeldReason.UNBOUND
    return None


def settle(tx: Tx, row: PurchaseRow, admin_ids: Collection[int], now: int) -> bool:
    """Grant a held purchase if nothing is missing any more, else record what still is.

    It gets the tariff that its product was bound to when it was paid. Return whether it was
    granted. The access begins now, because nobody had it before; but never before the purchase,
    where this machine's clock is behind. An unreadable purchase is settled
    only by `accept` or `settle_as`, so it is skipped here.
    """
    purchase = purchases.get(tx, row)
    if purchase is None or purchase.held_reason in {None, HeldReason.UNREADABLE}:
        return False
    return _grant_or_keep(tx, purchase, admin_ids, now)


def name_buyer(
    tx: Tx, purchase: Purchase, buyer: PersonId, admin_ids: Collection[int], now: int
) -> bool:
    """Set the buyer, and grant the purchase if nothing else is missing; return whether it was."""
    people.ensure(tx, buyer, None, now)
    purchases.set_buyer(tx, purchase.id, buyer)
    granted = settle(tx, purchase.id, admin_ids, now)
    close_claims(tx, [purchase.id], now)
    return granted


def accept(tx: Tx, purchase: Purchase, admin_ids: Collection[int], now: int) -> bool:
    """Treat an unreadable purchase like any other, because an admin vouches for it."""
    return _grant_or_keep(tx, purchase, admin_ids, now)


def settle_as(
    tx: Tx, purchase: Purchase, tariff: NewTariff, admin_ids: Collection[int], now: int
) -> None:
    """Grant this tariff for a purchase with a buyer whose product can't be read."""
    _apply(tx, purchase, tariffs.find_or_create(tx, *tariff, now), now)
    notify_admins(tx, NoticeKind.ADMIN_SETTLED, admin_ids, purchase.id, now)


def _grant_or_keep(tx: Tx, purchase: Purchase, admin_ids: Collection[int], now: int) -> bool:
    if purchase.was_made_in_the_chat:  # it names no product: only an admin can say what for
        return False
    bound = product_bindings.of_payment(tx, purchase.product_id, purchase.began_at)
    reason = held_reason(readable=True, telegram_user_id=purchase.telegram_user_id, bound=bound)
    if reason is not None:
        purchases.set_held_reason(tx, purchase.id, reason)
        return False
    if bound is not None:
        _apply(tx, purchase, bound.tariff, now)
        notify_admins(tx, NoticeKind.ADMIN_SETTLED, admin_ids, purchase.id, now)
    return True


def _apply(tx: Tx, purchase: Purchase, tariff: Tariff, now: int) -> None:
    continue_trace(tx, purchase.event_row)
    if purchase.telegram_user_id is None:
        raise ValueError(f"purchase {purchase.id} has no buyer to grant to")
    buyer = purchase.telegram_user_id
    purchases.set_applied(tx, purchase.id, settled_at=now)
    if purchase.event_row is not None:
        webhook_events.set_outcome(tx, purchase.event_row, Outcome.APPLIED)
    granted_at = arrival(purchase.purchased_at, now)
    grant = NewPurchaseGrant(buyer, purchase.id, tariff, granted_at)
    grant_purchases(tx, [grant], now)
    notify_buyer(tx, NoticeKind.PAID, buyer, purchase.id, now)
    close_claims(tx, [purchase.id], now)
