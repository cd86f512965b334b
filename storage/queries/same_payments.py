"""Finds stored deliveries that may be about the same payment as a new one: one body can name
Tribute's `purchase_id`, the other one leave it out.

SQLite takes purchases without a number for one row, because `purchase_id` is unique; so the queries
name the index that knows better.
"""

from collections.abc import Sequence
from typing import NamedTuple

from bot.domain.models import EventRow, PurchaseRow
from bot.domain.records import Purchase
from storage.engine.tx import Tx, marks
from storage.purchases import COLUMNS, purchases_of


class Told(NamedTuple):
    """A stored delivery about a purchase or its refund, as it came."""

    purchase_row: PurchaseRow | None
    """The purchase; None for a refund that is still unclear."""
    event_row: EventRow
    body: bytes


class Buyer(NamedTuple):
    """A buyer as a delivery names them: by Telegram's id, by Tribute's own, by both or by none."""

    telegram_user_id: int | None
    trb_user_id: str | None


_NUMBERED = """
    SELECT id FROM purchases
    WHERE telegram_user_id = ?2 AND product_id = ?1 AND purchase_id IS NOT NULL
    UNION
    SELECT id FROM purchases
    WHERE ?2 IS NULL AND trb_user_id = ?3 AND trb_user_id >= 'W-' AND trb_user_id < 'W.'
        AND product_id = ?1 AND purchase_id IS NOT NULL
    UNION
    SELECT id FROM purchases
    WHERE status = 'held' AND telegram_user_id IS NULL AND trb_user_id = ?3
        AND product_id = ?1 AND purchase_id IS NOT NULL"""
"""The buyer's purchases of a product that have a number. Somebody whom only Tribute knows is found
by its name of them, also once an admin has said who it is."""


def uncertain_people(tx: Tx, product_ids: Sequence[int], people: Sequence[int]) -> set[int]:
    """Return the people whose new purchase may be known already: they have a purchase of one of
    the products without a number, or a refund whose purchase is or was unclear."""
    rows = tx.all(
        f"""SELECT telegram_user_id FROM purchases INDEXED BY purchases_without_number
        WHERE purchase_id IS NULL AND product_id IN ({marks(product_ids)})
            AND telegram_user_id IN ({marks(people)})
        UNION ALL
        SELECT telegram_user_id FROM unmatched_refunds
        WHERE telegram_user_id IN ({marks(people)})""",
        (*product_ids, *people, *people),
    )
    return {row["telegram_user_id"] for row in rows}


_BARE = """p.purchase_id IS NULL AND p.product_id = ?1 AND (p.telegram_user_id = ?2
            OR (p.trb_user_id = ?3 AND (?2 IS NULL OR p.telegram_user_id IS NULL)))"""
"""The buyer's purchases of a product without a number."""


def without_number(tx: Tx, product_id: int, buyer: Buyer) -> list[Purchase]:
    """Return the buyer's purchases of a product without a number, whatever became of them."""
    return purchases_of(
        tx.all(
            f"""SELECT {COLUMNS} FROM purchases
            WHERE id IN (SELECT p.id FROM purchases p INDEXED BY purchases_without_number
                WHERE {_BARE})
            ORDER BY id""",
            (product_id, buyer.telegram_user_id, buyer.trb_user_id),
        )
    )


def without_number_of_second(tx: Tx, product_id: int, buyer: Buyer, second: str) -> list[Told]:
    """Return those of them whose delivery names this second, and a few others.

    The keys of plain sales without a number begin with their moment. A purchase that wasn't granted
    at once may have come under another name, and so has another key.
    """
    return _told(
        tx,
        f"""SELECT p.id AS purchase_row, e.id, e.body
        FROM webhook_events e CROSS JOIN purchases p INDEXED BY purchases_without_number_by_event
        WHERE e.event_key >= ?4 || '.' AND e.event_key < ?4 || '[' AND p.event_id = e.id
            AND {_BARE}
        UNION
        SELECT p.id, e.id, e.body
        FROM purchases p INDEXED BY unusual_purchases_without_number
        JOIN webhook_events e ON e.id = p.event_id
        WHERE {_BARE} AND (p.status <> 'applied' OR p.settled_at IS NOT NULL)
        ORDER BY 1""",
        (
            product_id,
            buyer.telegram_user_id,
            buyer.trb_user_id,
            f"new_digital_product:{second}",
        ),
    )


def with_number(tx: Tx, product_id: int, buyer: Buyer) -> list[Told]:
    """Return the deliveries of the buyer's numbered purchases of a product."""
    return _told(
        tx,
        f"""SELECT p.id AS purchase_row, e.id, e.body
        FROM purchases p JOIN webhook_events e ON e.id = p.event_id
            OR e.event_key = 'new_digital_product:purchase:' || p.purchase_id
        WHERE p.id IN ({_NUMBERED})
        ORDER BY p.id""",
        (product_id, buyer.telegram_user_id, buyer.trb_user_id),
    )


def numbered_refunds(tx: Tx, product_id: int, buyer: Buyer) -> list[Told]:
    """Return the deliveries of the buyer's refunds of a product that name a purchase number."""
    return _told(
        tx,
        f"""SELECT p.id AS purchase_row, e.id, e.body FROM purchases p
        JOIN webhook_events e ON e.event_key = 'digital_product_refunded:purchase:' || p.purchase_id
        WHERE p.id IN ({_NUMBERED})
        UNION ALL
        SELECT NULL, e.id, e.body
        FROM unmatched_refunds JOIN webhook_events e ON e.id = unmatched_refunds.event_id
        WHERE unmatched_refunds.telegram_user_id IS ?2 AND unmatched_refunds.product_id = ?1
            AND +e.event_key GLOB 'digital_product_refunded:purchase:*'""",
        (product_id, buyer.telegram_user_id, buyer.trb_user_id),
    )


def numbered_by_refunds(tx: Tx, product_id: int, buyer: Buyer) -> list[Told]:
    """Return the deliveries of the buyer's purchases of a product that have no number of their own,
    but the one of a refund that was once unclear."""
    return _told(
        tx,
        """SELECT p.id AS purchase_row, own.id, own.body
        FROM unmatched_refunds
        JOIN webhook_events e ON e.id = unmatched_refunds.event_id
        JOIN purchases p ON p.id = unmatched_refunds.purchase_row
        JOIN webhook_events own ON own.id = p.event_id
        WHERE unmatched_refunds.telegram_user_id IS ?2 AND unmatched_refunds.product_id = ?1
            AND p.event_id <> unmatched_refunds.event_id
            AND e.event_key = 'digital_product_refunded:purchase:' || p.purchase_id
        ORDER BY p.id""",
        (product_id, buyer.telegram_user_id),
    )


def row_without_number(tx: Tx, event_row: EventRow) -> PurchaseRow | None:
    """Return the purchase that this delivery made, if it has no number."""
    row: PurchaseRow | None = tx.scalar(
        """SELECT id FROM purchases INDEXED BY purchases_without_number_by_event
        WHERE purchase_id IS NULL AND event_id = ?""",
        (event_row,),
    )
    return row


def _told(tx: Tx, sql: str, parameters: Sequence[object]) -> list[Told]:
    return [Told(*row) for row in tx.all(sql, parameters)]
