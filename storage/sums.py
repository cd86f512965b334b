"""Sums of what has happened, for each quarter of an hour and each day: what the owner's numbers are
made of. The views of `0034_sums.sql` say what is counted."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from storage.engine.tx import Tx, marks

QUARTER_SECONDS = 900
DAY_SECONDS = 86_400
BILLION = 1_000_000_000
"""Amounts are summed in two halves, because SQLite fails on a sum of integers that exceeds 64
bits."""
_BY_DAYS = frozenset(
    {"sold", "refunded", "recurring", "first", "again"}
    | {"began", "began-within", "ended", "ended-within"}
)
"""The kinds that are summed by days too: as in the view `counted_in_days`."""
_LONG_AGO = -(1 << 62)
_MOST_DAYS = 1_500
"""The most days that are looked up one by one. An end of access can be thousands of years away."""


# Where in the table a kind has its rows; plain numbers, because they are parts of keys.
NOW: Final = 0
AHEAD: Final = 1
RARE: Final = 2


class Fact(NamedTuple):
    """A new fact to be counted, or a former one with the number -1; see the views for `subject`."""

    kind: str
    at: int
    subject: int = 0
    currency: str = ""
    amount_minor: int | None = None
    row: int = 0
    number: int = 1
    area: int = NOW


_Key = tuple[int, int, int, str, int, str]
"""The area, the end of the quarter or the day, its seconds, kind, subject, currency."""


def add(tx: Tx, facts: Iterable[Fact]) -> None:
    """Count these facts, in one statement for all of them."""
    quarters: dict[_Key, list[int]] = {}
    for kind, at, subject, currency, amount, row, number, area in facts:
        key = (area, _end_of(at, QUARTER_SECONDS), QUARTER_SECONDS, kind, subject, currency)
        one = quarters.get(key)
        if one is None:
            one = quarters[key] = [0, 0, 0, 0, at, row, row]
        elif at > one[4]:
            one[4] = at
        one[0] += number
        if amount is not None:
            one[1] += number
            one[2] += amount // BILLION * number
            one[3] += amount % BILLION * number
        if row < one[5]:
            one[5] = row
        elif row > one[6]:
            one[6] = row
    if quarters:
        _write(tx, quarters)


def _write(tx: Tx, quarters: Mapping[_Key, Sequence[int]]) -> None:
    days: dict[_Key, Sequence[int]] = {}
    for (area, _, _, kind, subject, currency), one in quarters.items():
        if kind in _BY_DAYS:
            key = (area, _end_of(one[4], DAY_SECONDS), DAY_SECONDS, kind, subject, currency)
            days[key] = _together(days[key], one) if key in days else one
    tx.insert_rows(
        """INSERT INTO sums VALUES ?
        ON CONFLICT DO UPDATE SET number = number + excluded.number,
            amounts = amounts + excluded.amounts, high = high + excluded.high,
            low = low + excluded.low, latest = MAX(latest, excluded.latest),
            first_row = MIN(first_row, excluded.first_row),
            last_row = MAX(last_row, excluded.last_row)""",
        [(*key, *one) for found in (quarters, days) for key, one in found.items()],
    )


def _end_of(at: int, seconds: int) -> int:
    """Return the end of the quarter or the day that this moment lies in, as SQL's % has it."""
    return at - at % seconds + seconds if at >= 0 else at + -at % seconds + seconds


def _together(one: Sequence[int], other: Sequence[int]) -> list[int]:
    added = [mine + its for mine, its in zip(one[:4], other[:4], strict=True)]
    return [*added, max(one[4], other[4]), min(one[5], other[5]), max(one[6], other[6])]


def count(tx: Tx, view: str, column: str, ids: Sequence[int], number: int = 1) -> None:
    """Count what the view has of these people or rows, `number` times: -1 before a change, 1 after
    it."""
    if not ids:
        return
    tx.execute(
        f"""INSERT INTO counting
        SELECT area, kind, at, subject, currency, amount, row, {number:d}
        FROM {view} WHERE {column} IN ({marks(ids)})""",
        ids,
    )


def delivered(tx: Tx, event_row: int, at: int) -> None:
    """Note the last delivery of a quarter."""
    tx.execute(
        """INSERT INTO sums VALUES (0, ?1 - ?1 % 900 + 900, 900, 'delivery', 0, '', ?2, 0, 0, 0, ?1,
            0, 0)
        ON CONFLICT DO UPDATE SET number = excluded.number, latest = excluded.latest
        WHERE (excluded.latest, excluded.number) > (latest, number)""",
        (at, event_row),
    )


def forget_deliveries_after(tx: Tx, now: int) -> list[int]:
    """Forget the last deliveries of quarters that lie later than now; return their events."""
    rows = tx.all(
        """DELETE FROM sums
        WHERE area = 0 AND until > ?1 AND kind = 'delivery' AND latest > ?1 RETURNING number""",
        (now,),
    )
    return [row["number"] for row in rows]


def currencies(tx: Tx) -> list[str]:
    """Return the currencies in which anything was ever sold or refunded.

    It goes from each day that has rows to the next one: between them are many more of quarters.
    """
    next_day = f"""SELECT until - 900 - (until - 900) % {DAY_SECONDS} + {DAY_SECONDS}
            FROM sums WHERE area = 0 AND until > {{}} ORDER BY until LIMIT 1"""
    rows = tx.all(
        f"""WITH RECURSIVE days (day) AS (
            SELECT ({next_day.format(_LONG_AGO)})
            UNION ALL SELECT ({next_day.format("day")}) FROM days WHERE day IS NOT NULL)
        SELECT DISTINCT currency FROM days
        CROSS JOIN sums ON area = 0 AND until = day AND seconds = {DAY_SECONDS}
            AND +kind IN ('sold', 'refunded')
        WHERE currency <> '' ORDER BY currency"""
    )
    return [row["currency"] for row in rows]


def fill(tx: Tx) -> None:
    """Count the whole ledger again, for a file that was written past the functions of `storage`."""
    tx.execute("DELETE FROM sums WHERE kind <> 'delivery'")
    for view in ("counted_in_quarters", "counted_in_days", "counted_returns"):
        tx.execute(f"INSERT INTO sums SELECT * FROM {view}")
    last = tx.one(
        """SELECT id, last_seen_at FROM webhook_events
        ORDER BY last_seen_at DESC, id DESC LIMIT 1"""
    )
    if last is not None:
        delivered(tx, last["id"], last["last_seen_at"])


def of_time(
    tx: Tx, kinds: Sequence[str], since: int, until: int, area: int = NOW
) -> tuple[str, tuple[object, ...]]:
    """Return a subquery, `summed`, and its values: the sums of these kinds from `since` up to, not
    including, `until`, as kind, subject, currency, number, amounts, high, low.

    Whole quarters are read from the sums. The quarter at either end is read from the ledger itself,
    unless all that was counted in the last one lies before `until`.
    """
    until = min(until, 1 + _last_counted(tx, area)) if area == AHEAD else until
    first = since + -since % QUARTER_SECONDS
    last = until - until % QUARTER_SECONDS
    if last < until and not _counted_after(tx, kinds, last + QUARTER_SECONDS, until, area):
        last = until = last + QUARTER_SECONDS
    if until <= since:
        parts = [_quarters(kinds, last, last, area)]
    elif first > last:
        parts = [_of_ledger(kinds, since, until, area)]
    else:
        parts = [*_of_sums(kinds, first, last, area)]
        if since < first:
            parts.append(_of_ledger(kinds, since, first, area))
        if last < until:
            parts.append(_of_ledger(kinds, last, until, area))
    union = " UNION ALL ".join(sql for sql, _ in parts)
    return (
        f"""(SELECT kind, subject, NULLIF(currency, '') AS currency, SUM(number) AS number,
            SUM(amounts) AS amounts, SUM(high) AS high, SUM(low) AS low
        FROM ({union}) GROUP BY 1, 2, 3 HAVING SUM(number) <> 0) AS summed""",
        tuple(value for _, values in parts for value in values),
    )


def are_by_days(kinds: Sequence[str]) -> bool:
    """Return whether all of these kinds are summed by days too."""
    return _BY_DAYS.issuperset(kinds)


_Part = tuple[str, tuple[object, ...]]


def _counted_after(tx: Tx, kinds: Sequence[str], quarter: int, at: int, area: int) -> bool:
    """Return whether the quarter up to this moment may hold something later than `at`."""
    found = tx.scalar(
        f"""SELECT MAX(latest) FROM sums
        WHERE area = ? AND until = ? AND seconds = 900 AND kind IN ({marks(kinds)})""",
        (area, quarter, *kinds),
    )
    return found is not None and found >= at


def _last_counted(tx: Tx, area: int) -> int:
    """Return the end of the last quarter or day that something was counted in; 0 if nothing was."""
    return int(tx.scalar("SELECT MAX(until) FROM sums WHERE area = ?", (area,)) or 0)


def _of_sums(kinds: Sequence[str], first: int, last: int, area: int) -> list[_Part]:
    """Return whole days, where the kinds have such sums, and the quarters before and after them."""
    first_day = first + -first % DAY_SECONDS
    last_day = min(last - last % DAY_SECONDS, first_day + _MOST_DAYS * DAY_SECONDS)
    if not are_by_days(kinds) or first_day >= last_day:
        return [_quarters(kinds, first, last, area)]
    days = f"""SELECT kind, subject, currency, number, amounts, high, low FROM (
            WITH RECURSIVE days (day) AS (
                SELECT ? UNION ALL SELECT day + {DAY_SECONDS} FROM days WHERE day < ?)
            SELECT day FROM days)
        CROSS JOIN sums ON area = ? AND until = day AND seconds = {DAY_SECONDS}
            AND kind IN ({marks(kinds)})"""
    return [
        _quarters(kinds, first, first_day, area),
        (days, (first_day + DAY_SECONDS, last_day, area, *kinds)),
        _quarters(kinds, last_day, last, area),
    ]


def _quarters(kinds: Sequence[str], first: int, last: int, area: int) -> _Part:
    return (
        f"""SELECT kind, subject, currency, number, amounts, high, low FROM sums
        WHERE area = ? AND until > ? AND until <= ? AND seconds = {QUARTER_SECONDS}
            AND kind IN ({marks(kinds)})""",
        (area, first, last, *kinds),
    )


_VIEWS = {
    "sold": "counted_sales",
    "refunded": "counted_refunds",
    "recurring": "counted_recurring",
    "first": "counted_newcomers",
    "began": "counted_starts",
    "ended": "counted_ends",
    "began-within": "counted_starts_within",
    "ended-within": "counted_ends_within",
    "gap": "counted_gaps",
}
"""The view of each kind; `again` is with `first`."""
_FOUND_BY_ROW = frozenset({"sold", "first", "recurring"})
"""Kinds whose rows have no index of that time: the sums know between which ids they are."""


def _of_ledger(kinds: Sequence[str], since: int, until: int, area: int) -> _Part:
    """Return the facts of one quarter, from the ledger itself."""
    parts = [_of_view(kind, since, until, area) for kind in kinds if kind in _VIEWS]
    return " UNION ALL ".join(sql for sql, _ in parts), tuple(
        value for _, values in parts for value in values
    )


def _of_view(kind: str, since: int, until: int, area: int) -> _Part:
    kinds = ("first", "again") if kind == "first" else (kind,)
    sql = f"""SELECT kind, subject, currency, 1 AS number, amount IS NOT NULL AS amounts,
            COALESCE(amount / {BILLION}, 0) AS high, COALESCE(amount % {BILLION}, 0) AS low
        FROM {_VIEWS[kind]} WHERE kind IN ({marks(kinds)}) AND at >= ? AND at < ?"""
    values: tuple[object, ...] = (*kinds, since, until)
    if kind in _FOUND_BY_ROW:
        quarter = (area, since - since % QUARTER_SECONDS + QUARTER_SECONDS, *kinds)
        counted = f"area = ? AND until = ? AND seconds = 900 AND kind IN ({marks(kinds)})"
        sql += f"""
            AND row >= (SELECT MIN(first_row) FROM sums WHERE {counted})
            AND row <= (SELECT MAX(last_row) FROM sums WHERE {counted})"""
        values += (*quarter, *quarter)
    return sql, values
