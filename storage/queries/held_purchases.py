"""Purchases that are held: paid, but not granted yet."""

from collections.abc import Sequence

from bot.domain.models import HeldReason
from bot.domain.records import Purchase
from storage.engine.tx import Tx, marks
from storage.purchases import COLUMNS, purchases_of


def held_of_person(tx: Tx, telegram_user_id: int) -> list[Purchase]:
    """Return the person's payments that are held, newest first."""
    return purchases_of(
        tx.all(
            f"""SELECT {COLUMNS} FROM purchases
            WHERE telegram_user_id = ? AND status = 'held' ORDER BY id DESC""",
            (telegram_user_id,),
        )
    )


def held(tx: Tx, limit: int = 100) -> list[Purchase]:
    return purchases_of(
        tx.all(
            f"SELECT {COLUMNS} FROM purchases WHERE status = 'held' ORDER BY id LIMIT ?", (limit,)
        )
    )


def held_for(tx: Tx, reason: HeldReason, limit: int = 100) -> list[Purchase]:
    """Return the first payments that are held for this reason."""
    return purchases_of(
        tx.all(
            f"""SELECT {COLUMNS} FROM purchases
            WHERE status = 'held' AND held_reason = ? ORDER BY id LIMIT ?""",
            (reason, limit),
        )
    )


def count_held_for(tx: Tx, reason: HeldReason) -> int:
    number: int = tx.scalar(
        "SELECT COUNT(*) FROM purchases WHERE status = 'held' AND held_reason = ?", (reason,)
    )
    return number


def held_of_product(tx: Tx, product_id: int) -> list[Purchase]:
    return purchases_of(
        tx.all(
            f"""SELECT {COLUMNS} FROM purchases
            WHERE status = 'held' AND product_id = ? ORDER BY id""",
            (product_id,),
        )
    )


def held_without_buyer(tx: Tx, limit: int = 100) -> list[Purchase]:
    """Return held purchases without a buyer, newest first: claims come soon after paying."""
    return purchases_of(
        tx.all(
            f"""SELECT {COLUMNS} FROM purchases
            WHERE status = 'held' AND telegram_user_id IS NULL ORDER BY id DESC LIMIT ?""",
            (limit,),
        )
    )


def held_without_buyer_of(
    tx: Tx, transactions: Sequence[int], buyers: Sequence[str]
) -> list[Purchase]:
    """Return those of them with one of these transaction numbers or Tribute users."""
    return purchases_of(
        tx.all(
            f"""SELECT {COLUMNS} FROM purchases
            WHERE status = 'held' AND telegram_user_id IS NULL
                AND (transaction_id IN ({marks(transactions)}) OR trb_user_id IN ({marks(buyers)}))
            ORDER BY id DESC LIMIT 10""",
            (*transactions, *buyers),
        )
    )


def count_held(tx: Tx) -> int:
    number: int = tx.scalar("SELECT COUNT(*) FROM purchases WHERE status = 'held'")
    return number
