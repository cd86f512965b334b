"""Statistics for the owner, made of the sums that are kept of each quarter of an hour.

A period is from `since` up to, not including, `until`, in Unix seconds.
"""

from collections import Counter
from collections.abc import Callable, Sequence

from bot.domain.durations import Duration
from bot.domain.models import PersonId, PlanId
from bot.domain.money import Money, Takings
from bot.domain.records import NewTariff, TariffSales
from bot.domain.recurring import RecurringSales
from storage import plans, sums
from storage.engine.tx import Row, Tx, marks
from storage.sums import AHEAD, BILLION, NOW, RARE


def sales(tx: Tx, since: int, until: int) -> list[TariffSales]:
    """Return payments that stand, by tariff and currency: plans in their order, of each the
    shortest tariff first, then most sold."""
    summed, values = sums.of_time(tx, ("sold",), since, until)
    rows = tx.all(
        f"""SELECT t.plan_id, t.months, t.days, t.lifetime, summed.currency, summed.number,
            summed.amounts, summed.high, summed.low
        FROM {summed}
        JOIN tariffs t ON t.id = summed.subject
        JOIN plans l ON l.id = t.plan_id
        ORDER BY l.position, l.id, t.lifetime, t.months * 30 + t.days, summed.number DESC""",
        values,
    )
    return [TariffSales(_tariff(row), row["number"], _money(row)) for row in rows]


def takings(tx: Tx, since: int, until: int) -> list[Takings]:
    """Return how many payments stand, and their sum, for each currency."""
    rows = _by_currency(tx, "sold", since, until)
    return [Takings(row["number"], _money(row)) for row in rows]


def income(tx: Tx, since: int, until: int) -> list[Money]:
    """Return the income from payments that stand, a sum for each currency."""
    return _sums(_by_currency(tx, "sold", since, until))


def recurring_sales(tx: Tx, since: int, until: int) -> list[RecurringSales]:
    """Return the sales of each recurring subscription, before Tribute's commission as for products.

    Trials cost nothing and are counted apart.
    """
    summed, values = sums.of_time(tx, ("recurring",), since, until)
    rows = tx.all(
        f"""SELECT summed.subject, n.name, summed.currency, summed.number, summed.amounts,
            summed.high, summed.low
        FROM {summed}
        JOIN recurring_plans n ON n.subscription_id = summed.subject
        ORDER BY summed.number DESC, summed.subject, summed.currency""",
        values,
    )
    return [RecurringSales(row["subject"], row["name"], row["number"], _money(row)) for row in rows]


def refunded(tx: Tx, since: int, until: int) -> tuple[int, list[Money]]:
    """Return how many payments were refunded, and the sums."""
    rows = _by_currency(tx, "refunded", since, until)
    return sum(row["number"] for row in rows), _sums(rows)


def sold(tx: Tx, since: int, until: int) -> int:
    """Return how many payments stand."""
    return _numbers(tx, ("sold",), since, until)["sold"]


def newcomers(tx: Tx, since: int, until: int) -> tuple[int, int]:
    """Return how often access was bought for the first time, and again; without manual grants."""
    found = _numbers(tx, ("first", "again"), since, until)
    return found["first"], found["again"]


def ended(tx: Tx, since: int, until: int) -> int:
    """Return how many people's access to a plan ended, who have no access to any at the end of the
    period."""
    found = _numbers(tx, _ENDS, since, until, AHEAD)
    return found["ended"] - found["ended-within"] - gaps(tx, since, until)


MOST_RETURNS = 300
"""Of more people who came back only the last access is looked at; each takes a quarter of a
millisecond."""
_ENDS = ("ended", "ended-within")
_NEVER = 1 << 40
"""Later than any end of access."""


def gaps(tx: Tx, since: int, until: int) -> int:
    """Return how often people were without any access for a time that lies in the period as a
    whole: they are neither counted as gone, nor as new."""
    if plans.only(tx) is not None:
        return 0
    summed, values = sums.of_time(tx, ("gap",), since, until, RARE)
    found = tx.scalar(f"SELECT SUM(number) FROM {summed} WHERE subject >= ?", (*values, since))
    return int(found or 0)


def held(tx: Tx, since: int, until: int) -> int:
    """Return how many payments came in and are still held."""
    found = "purchases WHERE status = 'held' AND received_at >= ? AND received_at < ?"
    return _count(tx, found, since, until)


def active(tx: Tx, now: int) -> tuple[int, int]:
    """Return how many people have access until some day, and how many to something for life."""
    ends = _numbers(tx, _ENDS, now + 1, _NEVER, AHEAD)
    some_time = ends["ended"] - ends["ended-within"] - _gaps_to_come(tx, now)
    for_life = sum(_for_life(tx, "life").values()) - sum(_for_life(tx, "life-within").values())
    return some_time, for_life


def _gaps_to_come(tx: Tx, now: int) -> int:
    """Return how often people whose access ends later have another one that begins after that: only
    a clock that was ahead makes such ends."""
    found = tx.scalar(
        """SELECT SUM(number) FROM sums
        WHERE area = 2 AND until > ?1 AND seconds = 900 AND kind = 'gap' AND subject > ?1""",
        (now,),
    )
    return int(found or 0)


def active_by_plan(tx: Tx, now: int) -> dict[PlanId, int]:
    """Return how many people have each plan now; plans that nobody has are left out."""
    summed, values = sums.of_time(tx, ("ended",), now + 1, _NEVER, AHEAD)
    rows = tx.all(f"SELECT subject, number FROM {summed}", values)
    found = Counter({PlanId(row["subject"]): row["number"] for row in rows})
    found.update(_for_life(tx, "life"))
    return {plan: number for plan, number in found.items() if number}


def _for_life(tx: Tx, kind: str) -> dict[PlanId, int]:
    rows = tx.all(
        """SELECT subject, number FROM sums
        WHERE area = 1 AND until = 900 AND seconds = 900 AND kind = ?""",
        (kind,),
    )
    return {PlanId(row["subject"]): row["number"] for row in rows}


def active_with(tx: Tx, plan_id: PlanId, others: Sequence[PlanId], now: int) -> int:
    """Return how many people have this plan now and also one of the others."""
    return sum(
        int(
            tx.scalar(
                f"""SELECT COUNT(*) FROM subscriptions s
                WHERE {condition} AND s.plan_id = ? AND EXISTS (
                    SELECT 1 FROM subscriptions o
                    WHERE o.telegram_user_id = s.telegram_user_id
                        AND o.plan_id IN ({marks(others)})
                        AND (o.expires_at IS NULL OR o.expires_at > ?))""",
                (*values(now), plan_id, *others, now),
            )
        )
        for condition, values in _OPEN
    )


_OPEN: tuple[tuple[str, Callable[[int], tuple[int, ...]]], ...] = (
    ("s.expires_at > ?", lambda now: (now,)),
    ("s.expires_at IS NULL", lambda _: ()),
)
"""The conditions of access that is open now, for some time and for life, with their values."""


def came_back(tx: Tx, since: int) -> list[PersonId]:
    """Return people whose own access to a plan began since then, and who had had it before. Access
    by inclusion is that of another plan."""
    rows = tx.all(
        """SELECT DISTINCT s.telegram_user_id FROM sums r
        JOIN subscriptions s ON s.telegram_user_id = r.subject
        WHERE r.area = 2 AND r.until > ?1 AND r.seconds = 900 AND r.kind = 'returned'
            AND s.started_at >= ?1 AND EXISTS (
                SELECT 1 FROM grants g
                WHERE g.telegram_user_id = s.telegram_user_id AND g.revoked_at IS NULL
                    AND g.plan_id = s.plan_id AND g.granted_at < s.started_at)""",
        (since,),
    )
    return [row["telegram_user_id"] for row in rows]


def returns(tx: Tx, since: int, most: int) -> int:
    """Return how often somebody came back since then, as `came_back` looks for them; at most so
    many."""
    return int(
        tx.scalar(
            """SELECT COUNT(*) FROM (
                SELECT 1 FROM sums
                WHERE area = 2 AND until > ? AND seconds = 900 AND kind = 'returned' LIMIT ?)""",
            (since, most),
        )
    )


def _by_currency(tx: Tx, kind: str, since: int, until: int) -> list[Row]:
    summed, values = sums.of_time(tx, (kind,), since, until)
    return tx.all(
        f"""SELECT currency, SUM(number) AS number, SUM(amounts) AS amounts, SUM(high) AS high,
            SUM(low) AS low
        FROM {summed} GROUP BY currency ORDER BY currency""",
        values,
    )


def _numbers(tx: Tx, kinds: Sequence[str], since: int, until: int, area: int = NOW) -> Counter[str]:
    summed, values = sums.of_time(tx, kinds, since, until, area)
    rows = tx.all(f"SELECT kind, SUM(number) AS number FROM {summed} GROUP BY kind", values)
    return Counter({row["kind"]: row["number"] for row in rows})


def _tariff(row: Row) -> NewTariff:
    duration = Duration(row["months"], row["days"], lifetime=bool(row["lifetime"]))
    return NewTariff(row["plan_id"], duration)


def _count(tx: Tx, found: str, *values: int) -> int:
    number: int = tx.scalar(f"SELECT COUNT(*) FROM {found}", values)
    return number


def _sums(rows: list[Row]) -> list[Money]:
    return [money for row in rows if (money := _money(row)) is not None]


def _money(row: Row) -> Money | None:
    if row["currency"] is None or not row["amounts"]:
        return None
    return Money(row["high"] * BILLION + row["low"], row["currency"])
