"""The owner's numbers counted from the ledger itself, row by row: what the sums are compared with.

These are the queries that the numbers were made of before there were sums.
"""

from collections import Counter

from bot.domain.durations import Duration
from bot.domain.models import PersonId, PlanId
from bot.domain.money import Money, Takings
from bot.domain.records import NewTariff, TariffSales
from bot.domain.recurring import RecurringSales
from storage import plans
from storage.engine.tx import Row, Tx
from storage.queries.health import LastDelivery

_SOLD_AT = "MIN(COALESCE(p.purchased_at, p.received_at), p.received_at)"
"""When access begins: at the purchase, never later than its arrival."""
_BILLION = 1_000_000_000
# In two halves, because SQLite fails on a sum of integers that exceeds 64 bits.
_AMOUNT = f"SUM(p.amount_minor / {_BILLION}) AS high, SUM(p.amount_minor % {_BILLION}) AS low"


def sales(tx: Tx, since: int, until: int) -> list[TariffSales]:
    """Return payments that stand, by tariff and currency: plans in their order, of each the
    shortest tariff first, then most sold."""
    rows = tx.all(
        f"""SELECT t.plan_id, t.months, t.days, t.lifetime, p.currency, COUNT(*) AS number,
            {_AMOUNT}
        FROM purchases p
        JOIN grants g ON g.purchase_row = p.id
        JOIN tariffs t ON t.id = g.tariff_id
        JOIN plans l ON l.id = t.plan_id
        WHERE p.status = 'applied' AND {_SOLD_AT} >= ? AND {_SOLD_AT} < ?
        GROUP BY t.id, p.currency
        ORDER BY l.position, l.id, t.lifetime, t.months * 30 + t.days, number DESC""",
        (since, until),
    )
    return [TariffSales(_tariff(row), row["number"], _money(row)) for row in rows]


def takings(tx: Tx, since: int, until: int) -> list[Takings]:
    """Return how many payments stand, and their sum, for each currency."""
    rows = tx.all(
        f"""SELECT p.currency, COUNT(*) AS number, {_AMOUNT} FROM purchases p
        WHERE p.status = 'applied' AND {_SOLD_AT} >= ? AND {_SOLD_AT} < ?
        GROUP BY p.currency ORDER BY p.currency""",
        (since, until),
    )
    return [Takings(row["number"], _money(row)) for row in rows]


def income(tx: Tx, since: int, until: int) -> list[Money]:
    """Return the income from payments that stand, a sum for each currency."""
    return _sums(
        tx.all(
            f"""SELECT p.currency, {_AMOUNT} FROM purchases p
            WHERE p.status = 'applied' AND {_SOLD_AT} >= ? AND {_SOLD_AT} < ?
            GROUP BY p.currency ORDER BY p.currency""",
            (since, until),
        )
    )


def recurring_sales(tx: Tx, since: int, until: int) -> list[RecurringSales]:
    """Return the sales of each recurring subscription, before Tribute's commission as for products.

    Trials cost nothing and are counted apart.
    """
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
        RecurringSales(row["subscription_id"], row["name"], row["number"], _money(row))
        for row in rows
    ]


def refunded(tx: Tx, since: int, until: int) -> tuple[int, list[Money]]:
    """Return how many payments were refunded, and the sums."""
    rows = tx.all(
        f"""SELECT p.currency, COUNT(*) AS number, {_AMOUNT} FROM purchases p
        WHERE p.status = 'refunded' AND p.same_as IS NULL
            AND p.refunded_at >= ? AND p.refunded_at < ?
        GROUP BY p.currency ORDER BY p.currency""",
        (since, until),
    )
    return sum(row["number"] for row in rows), _sums(rows)


def sold(tx: Tx, since: int, until: int) -> int:
    """Return how many payments stand."""
    return int(
        tx.scalar(
            f"""SELECT COUNT(*) FROM purchases p
            WHERE p.status = 'applied' AND {_SOLD_AT} >= ? AND {_SOLD_AT} < ?""",
            (since, until),
        )
    )


def newcomers(tx: Tx, since: int, until: int) -> tuple[int, int]:
    """Return how often access was bought for the first time, and again; without manual grants."""
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
    """Return how many people's access to a plan ended, who have no access to any at the end of the
    period. It is what `started` is at the beginning: their difference is that of the people with
    access."""
    found = "subscriptions s WHERE s.expires_at >= ?1 AND s.expires_at < ?2"
    return _people(tx, found, _NO_OTHER_AT.format(at="?2"), since, until)


def started(tx: Tx, since: int, until: int) -> int:
    """Return how many people's access to a plan began, who had no access to any at the beginning
    of the period. Only the present or last access to each plan is looked at."""
    found = "subscriptions s WHERE s.started_at >= ?1 AND s.started_at < ?2"
    return _people(tx, found, _NO_OTHER_AT.format(at="?1"), since, until)


_OTHER = """SELECT 1 FROM subscriptions o
    WHERE o.telegram_user_id = s.telegram_user_id AND o.plan_id <> s.plan_id"""
_NO_OTHER_AT = f"""NOT EXISTS ({_OTHER} AND o.started_at < {{at}}
    AND (o.expires_at IS NULL OR o.expires_at >= {{at}}))"""


def _people(tx: Tx, found: str, only: str, *values: int) -> int:
    """Count people by their subscriptions, each once; `only` looks at their other plans. With one
    plan nobody has another, and the index alone is read."""
    if plans.only(tx) is not None:
        return _count(tx, found, *values)
    return int(
        tx.scalar(f"SELECT COUNT(DISTINCT s.telegram_user_id) FROM {found} AND {only}", values)
    )


def active(tx: Tx, now: int) -> tuple[int, int]:
    """Return how many people have access until some day, and how many to something for life."""
    for_some_time = "subscriptions s WHERE s.expires_at > ?1"
    for_life = "subscriptions s WHERE s.expires_at IS NULL"
    no_other_for_life = f"NOT EXISTS ({_OTHER} AND o.expires_at IS NULL)"
    return _people(tx, for_some_time, no_other_for_life, now), _people(tx, for_life, "1")


def active_by_plan(tx: Tx, now: int) -> dict[PlanId, int]:
    """Return how many people have each plan now; plans that nobody has are left out."""
    rows = tx.all(
        "SELECT plan_id FROM subscriptions WHERE expires_at IS NULL OR expires_at > ?", (now,)
    )
    return dict(Counter(PlanId(row["plan_id"]) for row in rows))


def last_delivery(tx: Tx) -> LastDelivery | None:
    """Return Tribute's last signed delivery."""
    row = tx.one(
        """SELECT last_seen_at, name, outcome FROM webhook_events
        ORDER BY last_seen_at DESC, id DESC LIMIT 1"""
    )
    return LastDelivery(row["last_seen_at"], row["name"], row["outcome"]) if row else None


def came_back(tx: Tx, since: int) -> list[PersonId]:
    """Return people whose own access to a plan began since then, and who had had it before. Access
    by inclusion is that of another plan."""
    rows = tx.all(
        """SELECT s.telegram_user_id FROM subscriptions s
        WHERE s.started_at >= ? AND EXISTS (
            SELECT 1 FROM grants g
            WHERE g.telegram_user_id = s.telegram_user_id AND g.revoked_at IS NULL
                AND g.plan_id = s.plan_id AND g.granted_at < s.started_at)""",
        (since,),
    )
    return sorted({row["telegram_user_id"] for row in rows})


def _tariff(row: Row) -> NewTariff:
    duration = Duration(row["months"], row["days"], lifetime=bool(row["lifetime"]))
    return NewTariff(row["plan_id"], duration)


def _count(tx: Tx, found: str, *values: int) -> int:
    number: int = tx.scalar(f"SELECT COUNT(*) FROM {found}", values)
    return number


def _sums(rows: list[Row]) -> list[Money]:
    return [money for row in rows if (money := _money(row)) is not None]


def _money(row: Row) -> Money | None:
    if row["currency"] is None or row["high"] is None:
        return None
    return Money(row["high"] * _BILLION + row["low"], row["currency"])
