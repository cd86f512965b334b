"""Finds the purchases that a refund may mean, by its buyer, its product and its amount."""

from bot.domain.records import Purchase
from storage.engine.tx import Tx
from storage.purchases import COLUMNS, purchases_of


def meant(  # noqa: PLR0913  (a refund's facts)
    tx: Tx,
    product_id: int,
    telegram_user_id: int | None,
    trb_user_id: str | None,
    amount_minor: int | None,
    *,
    numbered: bool = True,
) -> list[Purchase]:
    """Return the first two of a buyer's purchases of a product that a refund may mean.

    They aren't refunded and have this amount, if it is known; `numbered` says whether they may have
    a number. Two are enough to know that a refund is unclear, and a buyer may have thousands.
    """
    whose, buyer = _of_buyer(telegram_user_id, trb_user_id)
    return purchases_of(
        tx.all(
            f"""SELECT {COLUMNS} FROM purchases
            WHERE {whose} AND product_id = ? AND status IN ('applied', 'held')
                AND (? OR +purchase_id IS NULL) AND (? IS NULL OR amount_minor = ?)
            ORDER BY id LIMIT 2""",
            (buyer, product_id, numbered, amount_minor, amount_minor),
        )
    )


def refunded_before_they_came(
    tx: Tx, product_id: int, telegram_user_id: int | None, trb_user_id: str | None
) -> list[Purchase]:
    """Return a buyer's purchases of a product that only a refund with a number has named so far."""
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
                    WHERE u.event_id = purchases.event_id)
            ORDER BY id""",
            (buyer, product_id),
        )
    )


def _of_buyer(
    telegram_user_id: int | None, trb_user_id: str | None
) -> tuple[str, int | str | None]:
    """Return the condition that finds a buyer's purchases, and its value.

    Without a Telegram id the buyer is known by Tribute's own, also once an admin has named them.
    """
    if telegram_user_id is not None:
        return "telegram_user_id = ?", telegram_user_id
    return "trb_user_id = ? AND trb_user_id >= 'W-' AND trb_user_id < 'W.'", trb_user_id
