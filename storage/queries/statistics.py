"""The owner's numbers: sums over a stretch of time, each found by the index of that time.

A stretch is from `since` up to, not including, `until`, in Unix seconds.
"""

from dataclasses import dataclass

from bot.domain.durations import Duration
from bot.domain.models import PersonId
from bot.domain.money import Money
from storage.engine.tx import Row, Tx

_SOLD_AT = "MIN(COALESCE(p.purchased_at, p.received_at), p.received_at)"
"""When access begins: at the purchase, never later than its arrival. Exactly as in the index."""
_BILLION = 1_000_000_000
# In two halves, for SQLite gives up on a sum of whole numbers that outgrows 64 bits.
_AMOUNT = f"SUM(p.amount_minor / {_BILLION}) AS high, SUM(p.amount_minor % {_BILLION}) AS low"


@dataclass(frozen=True, slots=True)
class Sale:
    """What was sold of one tariff for one currency; `paid` None where the amount isn't known."""

    duration: Duration
    count: int
    paid: Money | None


@dataclass(frozen=True, slots=True)
class RecurringSale:
    """What was paid for one recurring subscription in one currency; `paid` None for trials, and
    where the amount isn't known."""

    subscription_id: int
    name: str | None
    count: int
    paid: Money | None


def sales(tx: Tx, since: int, until: int) -> list[Sale]:
    """Payments that stand, by tariff and currency: shortest tariff first, most sold first in it."""
    rows = tx.all(
        f"""SELECT t.months, t.days, t.lifetime, p.currency, COUNT(*) AS number, {_AMOUNT}
        FROM purchases p
        JOIN grants g ON g.purchase_row = p.id
        JOIN tariffs t ON t.id = g.tariff_id
        WHERE p.status = 'applied' AND {_SOLD_AT} >= ? AND {_SOLD_AT} < ?
        GROUP BY t.id, p.currency
        ORDER BY t.lifetime, t.months * 30 + t.days, number DESC""",
        (since, until),
    )
    return [
        Sale(
            Duration(row["months"], row["days"], lifetime=bool(row["lifetime"])),
            row["number"],
            _money(row),
        )
        for row in rows
    ]


def income(tx: Tx, since: int, until: int) -> list[Money]:
    """What came in for payments that stand, a sum for each currency."""
    return _sums(
        tx.all(
            f"""SELECT p.currency, {_AMOUNT} FROM purchases p
            WHERE p.status = 'applied' AND {_SOLD_AT} >= ? AND {_SOLD_AT} < ?
            GROUP BY p.currency ORDER BY p.currency""",
            (since, until),
        )
    )


def recurring_sales(tx: Tx, since: int, until: int) -> list[RecurringSale]:
    """What was paid for each of Tribute's own subscriptions, before its commission as with
    products; trials cost nothing and stand apart."""
    rows = tx.all(
        f"""SELECT p.subscription_id, p.name, p.currency, p.number, p.high, p.low FROM (
            SELECT e.subscription_id, n.name, COUNT(*) AS number,
                CASE WHEN e.type = 'trial' THEN NULL ELSE e.currency END AS currency,
                SUM(e.price_minor / {_BILLION}) AS high, SUM(e.price_minor % {_BILLION}) AS low
            FROM recurring_events e
            JOIN recurring_plans n ON n.subscription_id = e.subscription_id
            WHERE e.status = 'applied' AND e.what <> 'cancelled'
                AND e.occurred_at >= ? AND e.occurred_at < ?
            GROUP BY e.subscription_id, 4) AS p
        ORDER BY p.number DESC""",
        (since, until),
    )
    return [
        RecurringSale(row["subscription_id"], row["name"], row["number"], _money(row))
        for row in rows
    ]


def refunded(tx: Tx, since: int, until: int) -> tuple[int, list[Money]]:
    """How many payments went back, and how much."""
    rows = tx.all(
        f"""SELECT p.currency, COUNT(*) AS number, {_AMOUNT} FROM purchases p
        WHERE p.status = 'refunded' AND p.refunded_at >= ? AND p.refunded_at < ?
        GROUP BY p.currency ORDER BY p.currency""",
        (since, until),
    )
    return sum(row["number"] for row in rows), _sums(rows)


def sold(tx: Tx, since: int, until: int) -> int:
    """How many payments that stand."""
    return int(
        tx.scalar(
            f"""SELECT COUNT(*) FROM purchases p
            WHERE p.status = 'applied' AND {_SOLD_AT} >= ? AND {_SOLD_AT} < ?""",
            (since, until),
        )
    )


def newcomers(tx: Tx, since: int, until: int) -> tuple[int, int]:
    """How often access was bought for the first time, and again; what admins gave aside."""
    row = tx.one(
        """SELECT COUNT(*) AS number, COALESCE(SUM(again), 0) AS again FROM (
            SELECT EXISTS (
                SELECT 1 FROM grants e
                WHERE e.telegram_user_id = g.telegram_user_id AND e.revoked_at IS NULL
                    AND e.source <> 'admin'
                    AND (e.granted_at, e.id) < (g.granted_at, g.id)) AS again
            FROM grants g
            WHERE g.revoked_at IS NULL AND g.source <> 'admin'
                AND g.granted_at >= ? AND g.granted_at < ?
                AND NOT EXISTS (
                    SELECT 1 FROM recurring_events c
                    WHERE c.id = g.recurring_event AND c.what = 'cancelled'))""",
        (since, until),
    )
    return (row["number"] - row["again"], row["again"]) if row else (0, 0)


def ended(tx: Tx, since: int, until: int) -> int:
    """People whose access ended, and who haven't bought again since."""
    return _count(tx, "subscriptions WHERE expires_at >= ? AND expires_at < ?", since, until)


def started(tx: Tx, since: int, until: int) -> int:
    """People whose present or last stretch of access began."""
    return _count(tx, "subscriptions WHERE started_at >= ? AND started_at < ?", since, until)


def held(tx: Tx, since: int, until: int) -> int:
    """Payments that came in and still wait for an admin."""
    found = "purchases WHERE status = 'held' AND received_at >= ? AND received_at < ?"
    return _count(tx, found, since, until)


def active(tx: Tx, now: int) -> tuple[int, int]:
    """Who has access until some day, and who has it for life."""
    for_life = _count(tx, "subscriptions WHERE expires_at IS NULL")
    return _count(tx, "subscriptions WHERE expires_at > ?", now), for_life


def came_back(tx: Tx, since: int) -> list[PersonId]:
    """People whose access began anew since then, and who had had some before it."""
    rows = tx.all(
        """SELECT s.telegram_user_id FROM subscriptions s
        WHERE s.started_at >= ? AND EXISTS (
            SELECT 1 FROM grants g
            WHERE g.telegram_user_id = s.telegram_user_id AND g.revoked_at IS NULL
                AND g.granted_at < s.started_at)""",
        (since,),
    )
    return [row["telegram_user_id"] for row in rows]


def _count(tx: Tx, found: str, *values: int) -> int:
    number: int = tx.scalar(f"SELECT COUNT(*) FROM {found}", values)
    return number


def _sums(rows: list[Row]) -> list[Money]:
    return [money for row in rows if (money := _money(row)) is not None]


def _money(row: Row) -> Money | None:
    if row["currency"] is None or row["high"] is None:
        return None
    return Money(row["high"] * _BILLION + row["low"], row["currency"])
