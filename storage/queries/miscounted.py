"""Compares the sums with the ledger, for the ledger check: range by range of time."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from storage.engine.tx import Tx
from storage.sums import AHEAD, BILLION, DAY_SECONDS, NOW, RARE

_RANGE_FACTS = 60_000
"""About how many facts are compared at once: some 10 ms."""
_FEWER_RANGES = 8
"""How many ranges are one where a range can only be found by reading all of a table."""
_ROWS = 20_000
"""Rows of a table that are read at once for their times."""
_FIRST: Final = -(1 << 63)
_LAST: Final = (1 << 63) - 1


class Miscounted(NamedTuple):
    """A sum that is wrong, of the quarter or the day before `until`."""

    kind: str
    until: int


class _Counted(NamedTuple):
    """The facts that one of the views counts."""

    view: str
    kinds: tuple[str, ...]
    area: int = NOW
    table: str = ""
    """The table whose ids `row` of the view is; empty if no rows are named."""
    in_order: bool = True
    """Whether a range of time is found without reading all: by an index, or by the ids."""


_VIEWS = (
    _Counted("counted_sales", ("sold",), table="purchases"),
    _Counted("counted_refunds", ("refunded",)),
    _Counted("counted_recurring", ("recurring",), table="recurring_events"),
    _Counted("counted_newcomers", ("first", "again"), table="grants"),
    _Counted("counted_starts", ("began",), in_order=False),
    _Counted("counted_ends", ("ended",), AHEAD),
    _Counted("counted_lifetimes", ("life",), AHEAD),
    _Counted("counted_starts_within", ("began-within",), in_order=False),
    _Counted("counted_ends_within", ("ended-within",), AHEAD),
    _Counted("counted_lifetimes_within", ("life-within",), AHEAD),
    _Counted("counted_gaps", ("gap",), RARE, in_order=False),
)
"""The views that `counted` is made of."""
_TIMES = {
    "purchases": "MIN(COALESCE(purchased_at, received_at), received_at)",
    "recurring_events": "occurred_at",
    "grants": "granted_at",
}
"""The time of a row, as its view has it."""
_Days = Mapping[int, tuple[int, int]]
"""Between which ids the rows of each day are."""


def every(tx: Tx, rest: Callable[[], None] = lambda: None) -> list[Miscounted]:
    """Return the sums that aren't what the ledger adds up to, the earliest first.

    `rest` is called after each range; the ledger may have changed when it returns.
    """
    found = set(_in_quarters(tx, rest))
    for sql in (_UNKNOWN_KINDS, _DAYS, _UNKNOWN_RETURNS, _WRONG_DELIVERY, _MISSING_DELIVERY):
        found.update(_read(tx, sql))
        rest()
    return sorted(found, key=lambda one: (one.until, one.kind))


def _in_quarters(tx: Tx, rest: Callable[[], None]) -> Iterator[Miscounted]:
    times = _bounds(tx)
    days = {table: _days(tx, table, rest) for table in _TIMES}
    for counted in _VIEWS:
        chosen = times if counted.in_order else [*times[:-1:_FEWER_RANGES], times[-1]]
        for since, until in pairwise(chosen):
            yield from _in_range(tx, counted, since, until, days.get(counted.table))
            rest()


def _bounds(tx: Tx) -> list[int]:
    """Return where each range of time ends and the next one begins: about as much has happened in
    each. They are ends of days, later than 1970, where % counts the quarters in one direction."""
    rows = tx.all(
        f"""SELECT MAX(until) AS until FROM (
            SELECT until, CAST(TOTAL(number) OVER (ORDER BY until) / ? AS INTEGER) AS range
            FROM sums WHERE seconds = {DAY_SECONDS} AND until > 0)
        GROUP BY range ORDER BY 1""",
        (_RANGE_FACTS,),
    )
    return [_FIRST, *(row["until"] for row in rows), _LAST]


def _days(tx: Tx, table: str, rest: Callable[[], None]) -> _Days:
    """Return between which ids of the table the rows of each day are, which have no index."""
    found: dict[int, tuple[int, int]] = {}
    last = 0
    while (
        end := tx.scalar(
            f"SELECT MAX(id) FROM (SELECT id FROM {table} WHERE id > ? ORDER BY id LIMIT ?)",
            (last, _ROWS),
        )
    ) is not None:
        for row in tx.all(
            f"""SELECT {_TIMES[table]} / {DAY_SECONDS} AS day, MIN(id) AS first, MAX(id) AS last
            FROM {table} WHERE id > ? AND id <= ? GROUP BY day HAVING day IS NOT NULL""",
            (last, end),
        ):
            first, _ = found.get(row["day"], (row["first"], 0))
            found[row["day"]] = (first, row["last"])
        last = end
        rest()
    return found


def _rows_between(days: _Days, since: int, until: int) -> tuple[int, int]:
    """Return between which ids the rows of these days are; the latest row's go on without end."""
    of_range = [rows for day, rows in days.items() if since <= day * DAY_SECONDS < until]
    latest = max((last for _, last in days.values()), default=0)
    first = min((first for first, _ in of_range), default=_LAST)
    last = max((last for _, last in of_range), default=_FIRST)
    return first, last if last < latest else _LAST


def _in_range(
    tx: Tx, counted: _Counted, since: int, until: int, days: _Days | None
) -> list[Miscounted]:
    """Return the wrong sums of the quarters from `since` up to `until`.

    Only the ids that had such times are looked at first. A payment that came since then may have
    another id, so whatever seems wrong is looked at once more, in all rows.
    """
    sql, times = _differing(counted), (since, until)
    if days is None:
        return _read(tx, sql, (*times, _FIRST, _LAST))
    found = _read(tx, sql, (*times, *_rows_between(days, since, until)))
    return found and _read(tx, sql, (*times, _FIRST, _LAST))


def _read(tx: Tx, sql: str, values: Sequence[int] = ()) -> list[Miscounted]:
    return [Miscounted(row["kind"], row["until"]) for row in tx.all(sql, values)]


def _differing(counted: _Counted) -> str:
    """Return a query for what the view counts from ?1 up to ?2, in the rows ?3 to ?4."""
    kinds = ", ".join(f"'{kind}'" for kind in counted.kinds)
    return _compared(
        f"""SELECT area, at - at % 900 + 900 AS until, 900 AS seconds, kind, subject, currency,
            COUNT(*) AS number, COUNT(amount) AS amounts,
            COALESCE(SUM(amount / {BILLION}), 0) AS high,
            COALESCE(SUM(amount % {BILLION}), 0) AS low,
            MAX(at) AS latest, MIN(row) AS first_row, MAX(row) AS last_row
        FROM {counted.view}
        WHERE at >= ?1 AND at < ?2 AND row BETWEEN ?3 AND ?4
        GROUP BY 1, 2, 4, 5, 6""",
        f"""area = {counted.area} AND until > ?1 AND until <= ?2 AND seconds = 900
            AND kind IN ({kinds})""",
    )


def _compared(ledger: str, sums: str) -> str:
    """Return a query for what the ledger has and the sums have not, or the other way round.

    A fact that counts no longer leaves a row of zeros. The latest moment, and the rows between
    which all are, may reach further than needed, but never less far.
    """
    return f"""WITH c AS MATERIALIZED ({ledger})
        SELECT kind, until FROM (
            SELECT {_COUNTED} FROM c
            EXCEPT SELECT {_COUNTED} FROM sums WHERE {sums})
        UNION
        SELECT kind, until FROM (
            SELECT {_COUNTED} FROM sums WHERE {sums} AND {_NOT_ZERO}
            EXCEPT SELECT {_COUNTED} FROM c)
        UNION
        SELECT s.kind, s.until FROM c
        CROSS JOIN sums s ON s.area = c.area AND s.until = c.until AND s.seconds = c.seconds
            AND s.kind = c.kind AND s.subject = c.subject AND s.currency = c.currency
        WHERE s.latest < c.latest OR (c.kind IN ('sold', 'first', 'again', 'recurring')
            AND (s.first_row > c.first_row OR s.last_row < c.last_row))"""


_COUNTED = "area, until, kind, subject, currency, number, amounts, high, low"
_NOT_ZERO = """kind NOT IN ('delivery', 'returned')
    AND (number <> 0 OR amounts <> 0 OR high <> 0 OR low <> 0)"""
_DAYS = _compared("SELECT * FROM counted_in_days", "seconds = 86400")
_KNOWN = ", ".join(f"({one.area}, '{kind}')" for one in _VIEWS for kind in one.kinds)
_UNKNOWN_KINDS = f"""SELECT kind, until FROM sums
    WHERE seconds = 900 AND {_NOT_ZERO} AND (area, kind) NOT IN (VALUES {_KNOWN})"""
_UNKNOWN_RETURNS = """SELECT c.kind, c.until FROM counted_returns c
    WHERE NOT EXISTS (
        SELECT 1 FROM sums s
        WHERE s.area = c.area AND s.until = c.until AND s.seconds = c.seconds
            AND s.kind = c.kind AND s.subject = c.subject)"""
_WRONG_DELIVERY = """SELECT s.kind, s.until FROM sums s
    LEFT JOIN webhook_events e ON e.id = s.number AND e.last_seen_at = s.latest
    WHERE s.kind = 'delivery' AND e.id IS NULL AND s.until = (
        SELECT MAX(until) FROM sums WHERE area = 0 AND kind = 'delivery')"""
_MISSING_DELIVERY = """SELECT 'delivery' AS kind, MAX(last_seen_at) AS until FROM webhook_events
    WHERE NOT EXISTS (SELECT 1 FROM sums WHERE area = 0 AND kind = 'delivery')
    HAVING until IS NOT NULL"""
