"""Reads the sums of many periods in two statements: charts and the overview have dozens of them.

A year by weeks took four statements for each week, and twelve more for the whole and the year
before; each of them went from day to day itself.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import NamedTuple

from bot.domain.money import Money
from storage import sums
from storage.engine.tx import Row, Tx, marks
from storage.sums import AHEAD, BILLION, DAY_SECONDS, NOW, QUARTER_SECONDS

_AT_ONCE = 200
"""Periods of one statement; SQLite takes 500 rows where the days are listed."""
_Kinds = tuple[tuple[str, ...], ...]
_NOW_KINDS: _Kinds = (
    ("sold",),
    ("recurring",),
    ("refunded",),
    ("first", "again"),
    ("began", "began-within"),
)
_AHEAD_KINDS: _Kinds = (("ended", "ended-within"),)


@dataclass(frozen=True, slots=True)
class Summed:
    """The sums of one period. A currency may stand in the income twice: as that of purchases, and
    as that of recurring subscriptions."""

    income: tuple[Money, ...]
    recurring: tuple[Money, ...]
    """The part of the income that recurring subscriptions brought."""
    refunded: int
    returned: tuple[Money, ...]
    new: int
    renewed: int
    began: int
    """How many people's access began who had no other plan then."""
    ended: int
    """How many people's access ended who had no other plan then. Those who had none for a time
    within the period are among both."""


def by_period(tx: Tx, edges: Sequence[int]) -> list[Summed]:
    """Return the sums from each edge up to the next one; edges ascend, in Unix seconds."""
    now = _rows(tx, _NOW_KINDS, edges, NOW)
    ahead = _rows(tx, _AHEAD_KINDS, edges, AHEAD)
    return [_summed([*some, *more]) for some, more in zip(now, ahead, strict=True)]


def _summed(rows: Sequence[Row]) -> Summed:
    numbers: dict[str, int] = defaultdict(int)
    money: dict[str, tuple[Money, ...]] = {"sold": (), "recurring": (), "refunded": ()}
    for row in rows:
        kind = row["kind"]
        numbers[kind] += row["number"]
        if kind in money and row["currency"] and row["amounts"]:
            money[kind] += (Money(row["high"] * BILLION + row["low"], row["currency"]),)
    return Summed(
        income=money["sold"] + money["recurring"],
        recurring=money["recurring"],
        refunded=numbers["refunded"],
        returned=money["refunded"],
        new=numbers["first"],
        renewed=numbers["again"],
        began=numbers["began"] - numbers["began-within"],
        ended=numbers["ended"] - numbers["ended-within"],
    )


class _Span(NamedTuple):
    """A time of the period at this place, from `since` up to `until`; -1 where it is subtracted."""

    place: int
    since: int
    until: int
    sign: int = 1


def _rows(tx: Tx, kinds: _Kinds, edges: Sequence[int], area: int) -> list[list[Row]]:
    """Return the rows of each period: a kind and a currency, number, amounts, high, low.

    Periods of whole quarters of an hour are read together; any other, as that which ends now, by
    itself, and kind by kind: what happened in a part of a quarter may have to be read from the
    ledger.
    """
    found: list[list[Row]] = [[] for _ in edges[1:]]
    whole = []
    for place, (since, until) in enumerate(pairwise(edges)):
        if since % QUARTER_SECONDS == until % QUARTER_SECONDS == 0:
            whole.append(_Span(place, since, until))
        elif since < until:
            found[place] = [row for one in kinds for row in _alone(tx, one, since, until, area)]
    for first in range(0, len(whole), _AT_ONCE):
        for row in _together(tx, [*chain(*kinds)], whole[first : first + _AT_ONCE], area):
            found[row["place"]].append(row)
    return found


def _alone(tx: Tx, kinds: Sequence[str], since: int, until: int, area: int) -> list[Row]:
    summed, values = sums.of_time(tx, kinds, since, until, area)
    return tx.all(f"SELECT {_COLUMNS} FROM {summed} GROUP BY 1, 2", values)


def _together(tx: Tx, kinds: Sequence[str], spans: Sequence[_Span], area: int) -> list[Row]:
    days, quarters = _divided(spans, in_days=sums.are_by_days(kinds))
    parts, values = [], list[object]()
    for each, sql in ((days, _OF_DAYS), (quarters, _OF_QUARTERS)):
        if each:
            rows = ", ".join(["(?, ?, ?, ?)"] * len(each))
            parts.append(sql.format(spans=rows, kinds=marks(kinds)))
            values += [*(value for one in each for value in one), area, *kinds]
    if not parts:
        return []
    return tx.all(
        f"""SELECT place, {_COLUMNS} FROM ({" UNION ALL ".join(parts)})
        GROUP BY 1, 2, 3""",
        values,
    )


def _divided(spans: Iterable[_Span], *, in_days: bool) -> tuple[list[_Span], list[_Span]]:
    """Return the whole days of these spans, and the quarters of an hour that are added to them or
    subtracted: a day that is cut is read with its shorter part."""
    days, quarters = [], []
    for one in spans:
        first, last = _nearest_day(one.since), _nearest_day(one.until)
        if not in_days or first >= last:
            quarters.append(one)
            continue
        days.append(_Span(one.place, first + DAY_SECONDS, last))
        quarters += _between(one.place, one.since, first)
        quarters += _between(one.place, last, one.until)
    return days, quarters


def _nearest_day(at: int) -> int:
    return (at + DAY_SECONDS // 2) // DAY_SECONDS * DAY_SECONDS


def _between(place: int, since: int, until: int) -> list[_Span]:
    """Return the span between both moments; it is subtracted where the first one is the later."""
    if since == until:
        return []
    return [_Span(place, min(since, until), max(since, until), 1 if since < until else -1)]


_COLUMNS = """kind, NULLIF(currency, '') AS currency, SUM(number) AS number,
    SUM(amounts) AS amounts, SUM(high) AS high, SUM(low) AS low"""
_SUMS = "kind, currency, number, amounts, high, low"
_OF_DAYS = f"""SELECT place, {_SUMS} FROM (
        WITH RECURSIVE days (place, day, last, sign) AS (
            VALUES {{spans}}
            UNION ALL SELECT place, day + {DAY_SECONDS}, last, sign FROM days WHERE day < last)
        SELECT place, day FROM days)
    CROSS JOIN sums ON area = ? AND until = day AND seconds = {DAY_SECONDS}
        AND +kind IN ({{kinds}})"""
_OF_QUARTERS = f"""SELECT span.column1 AS place, kind, currency, number * span.column4 AS number,
        amounts * span.column4 AS amounts, high * span.column4 AS high, low * span.column4 AS low
    FROM (VALUES {{spans}}) AS span
    CROSS JOIN sums ON area = ? AND until > span.column2 AND until <= span.column3
        AND seconds = {QUARTER_SECONDS} AND +kind IN ({{kinds}})"""
