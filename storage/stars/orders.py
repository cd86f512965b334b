"""Orders in Stars: one row for each invoice, written before it is sent."""

from typing import NamedTuple

from bot.domain.models import PersonId, TariffId
from bot.domain.stars import InStars, Order, OrderState
from storage.engine.tx import Row, Tx

INVOICES_SIGNAL = "stars_invoices"
"""Raised where an invoice was sent, or has to go, so that the worker looks."""

_COLUMNS = """id, payload, telegram_user_id, tariff_id, stars, renews, title, created_at,
    expires_at, state, message_id"""


class NewOrder(NamedTuple):
    """An order before it is stored."""

    payload: str
    telegram_user_id: PersonId
    tariff_id: TariffId
    price: InStars
    title: str
    created_at: int
    expires_at: int


def insert(tx: Tx, new: NewOrder) -> Order:
    order_id = tx.insert(
        """INSERT INTO stars_orders (payload, telegram_user_id, tariff_id, stars, renews, title,
            created_at, expires_at, state)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'open')""",
        (*new[:3], new.price.stars, int(new.price.renews), *new[4:]),
    )
    stars, renews = new.price
    return Order(order_id, *new[:3], stars, *new[4:], OrderState.OPEN, None, renews)


def get(tx: Tx, order_id: int) -> Order | None:
    row = tx.one(f"SELECT {_COLUMNS} FROM stars_orders WHERE id = ?", (order_id,))
    return _order(row) if row else None


def by_payload(tx: Tx, payload: str) -> Order | None:
    row = tx.one(f"SELECT {_COLUMNS} FROM stars_orders WHERE payload = ?", (payload,))
    return _order(row) if row else None


def whose(tx: Tx, purchase_row: int) -> PersonId | None:
    """Return whom the invoice of a purchase was made for; None where no order is known."""
    found = tx.scalar(
        """SELECT o.telegram_user_id FROM stars_payments p JOIN stars_orders o ON o.id = p.order_id
        WHERE p.purchase_row = ?""",
        (purchase_row,),
    )
    return PersonId(found) if found is not None else None


def open_of(tx: Tx, telegram_user_id: int) -> list[Order]:
    """Return the person's orders that can be paid, as far as no time has passed."""
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM stars_orders WHERE telegram_user_id = ? AND state = 'open'",
        (telegram_user_id,),
    )
    return [_order(row) for row in rows]


def open_of_tariff(tx: Tx, tariff_id: int) -> list[Order]:
    """Return the open orders of a tariff: those of a day at most are looked at."""
    rows = tx.all(
        f"""SELECT {_COLUMNS} FROM stars_orders INDEXED BY open_stars_orders
        WHERE state = 'open' AND tariff_id = ? ORDER BY id""",
        (tariff_id,),
    )
    return [_order(row) for row in rows]


def close(tx: Tx, order_id: int, state: OrderState, now: int) -> bool:
    """Close an open order; return False, and change nothing, for one that is closed already."""
    changed = tx.execute(
        "UPDATE stars_orders SET state = ?, closed_at = ? WHERE id = ? AND state = 'open'",
        (state, now, order_id),
    )
    tx.signal(INVOICES_SIGNAL)
    return changed == 1


def set_paid(tx: Tx, order_id: int, now: int) -> None:
    """Record that an order was paid, whatever it was before."""
    tx.execute(
        """UPDATE stars_orders SET state = 'paid', closed_at = ?
        WHERE id = ? AND state <> 'paid'""",
        (now, order_id),
    )
    tx.signal(INVOICES_SIGNAL)


def set_message(tx: Tx, order_id: int, message_id: int | None) -> None:
    """Record the invoice of an order; None once it is paid, or not in the chat any more."""
    tx.execute("UPDATE stars_orders SET message_id = ? WHERE id = ?", (message_id, order_id))
    tx.signal(INVOICES_SIGNAL)


def expire(tx: Tx, now: int) -> None:
    """Close the open orders whose day is over."""
    tx.execute(
        """UPDATE stars_orders INDEXED BY open_stars_orders SET state = 'expired', closed_at = ?
        WHERE expires_at <= ? AND state = 'open'""",
        (now, now),
    )


def invoices_to_remove(tx: Tx, limit: int) -> list[Order]:
    """Return orders whose invoice is in a chat and can't be paid any more, the oldest first."""
    rows = tx.all(
        f"""SELECT {_COLUMNS} FROM stars_orders
        WHERE message_id IS NOT NULL AND state <> 'open' ORDER BY expires_at LIMIT ?""",
        (limit,),
    )
    return [_order(row) for row in rows]


def next_to_expire_at(tx: Tx) -> int | None:
    """Return when the next invoice in a chat expires; None without any."""
    at: int | None = tx.scalar(
        "SELECT MIN(expires_at) FROM stars_orders WHERE message_id IS NOT NULL"
    )
    return at


def _order(row: Row) -> Order:
    values = {"state": OrderState(row["state"]), "renews": bool(row["renews"])}
    return Order(**{**dict(row), **values})
