"""One purchase's way out of being held: why it can't be granted, and granting it once it can."""

from bot.domain.durations import Duration
from bot.domain.models import HeldReason, PersonId, PurchaseRow
from bot.usecases.access import grants
from bot.usecases.outbox import enqueue, trace
from storage import people, purchases, tariffs, webhook_events
from storage.engine.tx import Tx
from storage.grants import NewPurchaseGrant
from storage.purchases import Purchase
from storage.tariffs import BoundProduct, Tariff


def held_reason(
    *, readable: bool, telegram_user_id: int | None, bound: BoundProduct | None
) -> HeldReason | None:
    """What stands between this payment and access; None when nothing does."""
    if not readable:
        return HeldReason.UNREADABLE
    if telegram_user_id is None:
        return HeldReason.NO_BUYER
    if bound is None:
        return HeldReason.UNBOUND
    return None


def settle(tx: Tx, row: PurchaseRow, admin_ids: tuple[int, ...], now: int) -> bool:
    """Grant a held purchase if nothing is missing any more; else note what still is.

    The access begins now, for nobody had it before. An unreadable one is settled only by
    `accept` or `settle_as`, so it is not looked at here.
    """
    purchase = purchases.get(tx, row)
    if purchase is None or purchase.held_reason in {None, HeldReason.UNREADABLE}:
        return False
    return _grant_or_keep(tx, purchase, admin_ids, now)


def name_buyer(
    tx: Tx, purchase: Purchase, buyer: PersonId, admin_ids: tuple[int, ...], now: int
) -> bool:
    """Say who paid, and grant it if nothing else is missing; whether it was."""
    people.ensure(tx, buyer, None, now)
    purchases.set_buyer(tx, purchase.id, buyer)
    return settle(tx, purchase.id, admin_ids, now)


def accept(tx: Tx, purchase: Purchase, admin_ids: tuple[int, ...], now: int) -> bool:
    """An admin vouches for an unreadable purchase: from here on it is like any other."""
    return _grant_or_keep(tx, purchase, admin_ids, now)


def settle_as(
    tx: Tx, purchase: Purchase, duration: Duration, admin_ids: tuple[int, ...], now: int
) -> None:
    """An admin names the tariff of a purchase whose product can't be read; it has a buyer."""
    tariff = Tariff(tariffs.find_or_create(tx, duration, now), duration)
    _apply(tx, purchase, tariff, now)
    enqueue.admins(tx, enqueue.ADMIN_SETTLED, admin_ids, purchase.id, now)


def _grant_or_keep(tx: Tx, purchase: Purchase, admin_ids: tuple[int, ...], now: int) -> bool:
    bound = tariffs.bound(tx, purchase.product_id) if purchase.product_id else None
    reason = held_reason(readable=True, telegram_user_id=purchase.telegram_user_id, bound=bound)
    if reason is not None:
        purchases.set_held_reason(tx, purchase.id, reason)
        return False
    if bound is not None:
        _apply(tx, purchase, bound.tariff, now)
        enqueue.admins(tx, enqueue.ADMIN_SETTLED, admin_ids, purchase.id, now)
    return True


def _apply(tx: Tx, purchase: Purchase, tariff: Tariff, now: int) -> None:
    trace.follow(tx, purchase.event_id)
    if purchase.telegram_user_id is None:
        raise ValueError(f"purchase {purchase.id} has no buyer to grant to")
    buyer = purchase.telegram_user_id
    purchases.set_applied(tx, purchase.id, settled_at=now)
    webhook_events.set_outcome(tx, purchase.event_id, "applied")
    grant = NewPurchaseGrant(buyer, purchase.id, tariff.id, tariff.duration, now)
    grants.grant_purchases(tx, [grant], now)
    enqueue.buyer(tx, enqueue.PAID, buyer, purchase.id, now)
