"""Finds the purchases that a refund may mean, by buyer, product, amount and time."""

from typing import NamedTuple

from bot.domain.records import Purchase
from storage.engine.tx import Tx
from storage.purchases import COLUMNS, purchases_of


class Sought(NamedTuple):
    """The facts of the purchase that a refund means, as far as it names them."""

    product_id: int
    telegram_user_id: int | None
    trb_user_id: str | None
    amount_minor: int | None
    refunded_at: int | None


def meant(tx: Tx, sought: Sought, *, numbered: bool = True) -> list[Purchase]:
    """Return the first two purchases that a refund may mean.

    They aren't refunded, aren't later, and have this amount, if it is known; `numbered` says
    whether they may have a number. Two are enough to know that a refund is unclear, and a buyer may
    have thousands.
    """
    matches, values = condition(sought)
    return purchases_of(
        tx.all(
            f"""SELECT {COLUMNS} FROM purchases
            WHERE {matches} AND status IN ('applied', 'held') AND (? OR +purchase_id IS NULL)
            ORDER BY id LIMIT 2""",
            (*values, numbered),
        )
    )


def refunded_before_they_came(
    tx: Tx, product_id: int, telegram_user_id: int | None, trb_user_id: str | None
) -> list[Purchase]:
    """Return a buyer's purchases of a product that only a refund with a number has named so far,
    unless that refund turned out to be another one's or an admin has decided about it."""
    whose, buyer = _of_buyer(telegram_user_id, trb_user_id)
    return purchases_of(
        tx.all(
            f"""SELECT {COLUMNS} FROM purchases
            WHERE {whose} AND product_id = ? AND status = 'refunded'
                AND (SELECT name FROM webhook_events AS e
                    WHERE e.id = purchases.event_id) = 'digital_product_refunded'
                AND NOT EXISTS (SELECT 1 FROM webhook_events AS e
                    WHERE e.event_key = 'new_digital_product:purchase:' || purchases.purchase_id)
                AND NOT EXISTS (SELECT 1 FROM unmatched_refunds AS u
                    WHERE u.event_id = purchases.event_id AND u.closed_at IS NOT NULL
                        AND u.purchase_row IS NOT purchases.id)
            ORDER BY id""",
            (buyer, product_id),
        )
    )


def condition(sought: Sought) -> tuple[str, tuple[object, ...]]:
    """Return the condition that finds the purchases with these facts, and its values."""
    whose, buyer = _of_buyer(sought.telegram_user_id, sought.trb_user_id)
    matches = f"""purchases.{whose} AND purchases.product_id = ?
                AND (? IS NULL OR purchases.amount_minor = ?)
                AND (? IS NULL OR COALESCE(purchases.purchased_at, 0) <= ?)"""
    amount, at = sought.amount_minor, sought.refunded_at
    return matches, (buyer, sought.product_id, amount, amount, at, at)


def _of_buyer(
    telegram_user_id: int | None, trb_user_id: str | None
) -> tuple[str, int | str | None]:
    """Return the condition that finds a buyer's purchases, and its value.

    Without a Telegram id the buyer is known by Tribute's own, also once an admin has named them.
    """
    if telegram_user_id is not None:
        return "telegram_user_id = ?", telegram_user_id
    return (
        "trb_user_id = ? AND purchases.trb_user_id >= 'W-' AND purchases.trb_user_id < 'W.'",
        trb_user_id,
    )
