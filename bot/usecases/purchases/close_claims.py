"""Closes the claims that name a payment, in the transaction that settles or refunds it."""

from collections.abc import Iterable

from bot.domain.models import PurchaseStatus
from bot.domain.receipts import Receipt, read_receipt, waits_for_buyer
from bot.domain.records import AuditEntry, Claim, Purchase
from bot.usecases.outbox.enqueue import notify_buyer
from bot.usecases.outbox.kinds import NoticeKind
from storage import audit, claims, outbox, purchases
from storage.engine.tx import Tx
from storage.outbox import NewMessage
from storage.queries import held_purchases

_ABOUT_PAYMENT = {
    PurchaseStatus.APPLIED: NoticeKind.PAID,
    PurchaseStatus.REFUNDED: NoticeKind.REFUNDED,
}
"""The notice by which a buyer reads how their payment ended."""


def close_claims(tx: Tx, rows: Iterable[int], now: int) -> None:
    """Close the open claims that name one of these payments, and notify each claimant.

    A payment that still waits for its buyer closes nothing, and a claim stays open while it names
    another payment that does: an admin can still answer it.
    """
    waiting = claims.every_open(tx)
    if not waiting:
        return
    settled = [one for row in rows if (one := purchases.get(tx, row)) and not waits_for_buyer(one)]
    for claim in waiting if settled else ():
        receipt = read_receipt(claim.text)
        meant = next((one for one in settled if receipt.names(one)), None)
        if meant is not None and not any(map(waits_for_buyer, named_by(tx, receipt))):
            _close(tx, claim, meant, now)


def named_by(tx: Tx, receipt: Receipt) -> list[Purchase]:
    """Return the payments that a receipt names by their number, and those that wait for a buyer.

    The latter are also found by their transaction and by Tribute's own name of the buyer.
    """
    found = [purchases.by_purchase_id(tx, number) for number in receipt.numbers]
    held = held_purchases.held_without_buyer_of(tx, receipt.numbers, receipt.buyers)
    return list({one.id: one for one in (*found, *held) if one is not None}.values())


def _close(tx: Tx, claim: Claim, purchase: Purchase, now: int) -> None:
    person = claim.telegram_user_id
    claims.close(tx, claim.id, purchase.id, now)
    audit.add(tx, AuditEntry(now, "ledger", "claim_closed", f"person:{person}", claim.text))
    about_payment = _ABOUT_PAYMENT.get(purchase.status)
    if purchase.telegram_user_id != person or purchase.status is PurchaseStatus.DISMISSED:
        _notify(tx, NoticeKind.CLAIM_CLOSED, claim, now)
    elif about_payment is None:
        _notify(tx, NoticeKind.CLAIM_FOUND, claim, now)
    else:  # the notice about the payment says it all, and goes out once
        notify_buyer(tx, about_payment, person, purchase.id, now)


def _notify(tx: Tx, kind: NoticeKind, claim: Claim, now: int) -> None:
    key = f"{kind}:{claim.id}"
    outbox.enqueue(tx, NewMessage(key, kind, claim.telegram_user_id, claim.id), now)
