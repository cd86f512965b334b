"""The owner's tables: written in portions into a nameless file, never held in memory."""

import asyncio
import csv
import io
import tempfile
from collections import deque
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import IO, Any
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.domain.records import AuditEntry, Purchase
from bot.domain.recurring import RecurringEvent
from bot.usecases.reports import csv_tables
from storage import audit, purchases
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.queries import granted_plans, subscribers
from storage.recurring import recurring_events
from storage.shop_face import consent, shop_texts
from storage.stars import payments, renewals

PART_BYTES = 40 * 1000 * 1000
"""Longer tables continue in another file: bots may send 50 MB at most (Bot API, sendDocument)."""
_ROWS = 50
"""Rows of a portion: a millisecond of Python's one lock, which payments need too."""

ReportProgress = Callable[[int, int], Awaitable[None]]
"""Called after each portion with the rows done and the rows in all."""


class TableName(StrEnum):
    PURCHASES = "purchases"
    SUBSCRIBERS = "subscribers"
    RECURRING = "recurring"
    AGREEMENTS = "agreements"
    TERMS = "terms"


@dataclass(frozen=True, slots=True)
class Part:
    """A file at its beginning, open until the next part is asked for."""

    name: str
    file: IO[bytes]
    rows: int


@dataclass(frozen=True, slots=True)
class _Portion:
    lines: bytes
    rows: int
    end: Any
    """The place after its last row."""


@dataclass(frozen=True, slots=True)
class _Table:
    columns: Sequence[str]
    beginning: Any
    """The place before the first row."""
    after: Callable[[Tx, Any, int, int], list[Any]]
    """Reads the next rows after a place, so many at most, as they are now."""
    place: Callable[[Any], Any]
    row: Callable[[Any, int], Sequence[str]]
    count: Callable[[Tx], int]


def _purchases(tx: Tx, place: int, limit: int, _now: int) -> list[tuple[Purchase, str | None]]:
    found = purchases.after(tx, place, limit)
    opened = granted_plans.of_purchases(tx, [one.id for one in found])
    return [(one, opened.get(one.id)) for one in found]


def _purchases_with_charges(
    tx: Tx, place: int, limit: int, now: int
) -> list[tuple[Purchase, str | None, str | None]]:
    found = _purchases(tx, place, limit, now)
    charges = payments.charges_of(tx, [one.id for one, _ in found])
    return [(one, plan, charges.get(one.id)) for one, plan in found]


def _purchases_with_ends(
    tx: Tx, place: int, limit: int, now: int
) -> list[tuple[Purchase, str | None, str | None, int | None]]:
    found = _purchases_with_charges(tx, place, limit, now)
    ends = granted_plans.fixed_ends_of(tx, [one.id for one, _, _ in found])
    return [(*one, ends.get(one[0].id)) for one in found]


def _recurring(
    tx: Tx, place: int, limit: int, _now: int
) -> list[tuple[RecurringEvent, str | None]]:
    found = recurring_events.after(tx, place, limit)
    opened = granted_plans.of_recurring(tx, [one.id for one in found])
    return [(one, opened.get(one.id)) for one in found]


_TABLES = {
    TableName.PURCHASES: _Table(
        csv_tables.PURCHASES,
        0,
        _purchases,
        lambda found: found[0].id,
        lambda found, _: csv_tables.purchase_row(*found),
        purchases.count,
    ),
    TableName.SUBSCRIBERS: _Table(
        csv_tables.SUBSCRIBERS,
        subscribers.BEGINNING,
        subscribers.after,
        lambda one: one.place,
        csv_tables.subscriber_row,
        subscribers.count,
    ),
    TableName.RECURRING: _Table(
        csv_tables.RECURRING,
        0,
        _recurring,
        lambda found: found[0].id,
        lambda found, _: csv_tables.recurring_row(*found),
        recurring_events.count,
    ),
    TableName.AGREEMENTS: _Table(
        csv_tables.AGREEMENTS,
        0,
        lambda tx, place, limit, _: consent.after(tx, place, limit),
        lambda one: one.id,
        lambda one, _: csv_tables.agreement_row(one),
        consent.count,
    ),
    TableName.TERMS: _Table(
        csv_tables.TERMS,
        0,
        lambda tx, place, limit, _: shop_texts.own_terms_after(tx, place, limit),
        lambda one: one.id,
        lambda one, _: csv_tables.terms_row(one),
        shop_texts.count_own_terms,
    ),
}


_PURCHASES_WITH_CHARGES = replace(
    _TABLES[TableName.PURCHASES],
    columns=(*csv_tables.PURCHASES, csv_tables.CHARGE),
    after=_purchases_with_charges,
    row=lambda found, _: (*csv_tables.purchase_row(*found[:2]), csv_tables.safe(found[2])),
)
"""The table of a shop where somebody has paid in Stars, in the chat."""
_PURCHASES_WITH_ENDS = replace(
    _PURCHASES_WITH_CHARGES,
    columns=(*_PURCHASES_WITH_CHARGES.columns, csv_tables.PAID_UNTIL),
    after=_purchases_with_ends,
    row=lambda found, now: (
        *_PURCHASES_WITH_CHARGES.row(found[:3], now),
        csv_tables.iso(found[3]),
    ),
)
"""And of one where somebody has paid what renews."""


@dataclass(frozen=True, slots=True)
class Exports:
    """Writes the tables; `folder` is on a disk, as a small machine's /tmp is often in memory."""

    db: Database
    clock: Clock
    folder: Path
    part_bytes: int = PART_BYTES
    timezone: str = "UTC"
    """The shop's: a file is named by its day there."""
    _asked_before: deque[tuple[int, int | str]] = field(default_factory=lambda: deque(maxlen=100))
    _one_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock)

    def first_time(self, chat_id: int, asked: int | str) -> bool:
        """Return whether this message, or this press of a button, asks for the first time since
        this process started."""
        if (chat_id, asked) in self._asked_before:
            return False
        self._asked_before.append((chat_id, asked))
        return True

    async def count(self, name: TableName) -> int:
        return await self.db.report(_TABLES[name].count)

    async def tables(self) -> list[TableName]:
        """Return the tables worth sending.

        There are none before anybody paid or agreed to terms. Recurring subscriptions and
        agreements are there only if any exist, and with agreements the terms.
        """
        some = await self.db.report(partial(_with_rows, now=self.clock.now()))
        if TableName.AGREEMENTS not in some:
            some.discard(TableName.TERMS)
        always = {TableName.PURCHASES, TableName.SUBSCRIBERS} if some else set()
        return [name for name in TableName if name in some | always]

    async def record(self, admin_id: int, table: TableName | None = None) -> None:
        """Record in the audit that this admin exported this table, or all of them."""
        subject = f"table:{table}" if table is not None else "everything"
        entry = AuditEntry(self.clock.now(), f"admin:{admin_id}", "exported", subject, None)
        await self.db.write(lambda tx: audit.add(tx, entry))

    async def parts(self, name: TableName, report: ReportProgress) -> AsyncGenerator[Part, None]:
        """Yield the table in one file or several; an empty table is a file with column names."""
        table, now = await self._table(name), self.clock.now()
        total = await self.count(name)
        done, in_part, number, place = 0, 0, 1, table.beginning
        file = await asyncio.to_thread(self._begin, table)
        try:
            while portion := await self._portion(table, place, now):
                await asyncio.to_thread(file.write, portion.lines)
                place, size = portion.end, file.tell()
                done, in_part = done + portion.rows, in_part + portion.rows
                await report(done, max(total, done))
                if size >= self.part_bytes:
                    yield self._part(name, number, file, in_part)
                    file.close()
                    file = await asyncio.to_thread(self._begin, table)
                    number, in_part = number + 1, 0
            if in_part or number == 1:
                yield self._part(name, number, file, in_part)
        finally:
            file.close()

    async def stream(self, name: TableName) -> AsyncGenerator[bytes, None]:
        """Yield the whole table piece by piece, as it is read; none of it is kept."""
        table, now = await self._table(name), self.clock.now()
        place = table.beginning
        yield _beginning(table)
        while portion := await self._portion(table, place, now):
            place = portion.end
            yield portion.lines

    async def _portion(self, table: _Table, place: Any, now: int) -> _Portion | None:
        """Return the next rows as lines, after a rest for the work on them: in it payments have
        Python to themselves, also where several admins export at once. None after the last row."""
        async with self._one_at_a_time:
            loop = asyncio.get_running_loop()
            began = loop.time()
            found = await self.db.report(partial(_read, table=table, place=place, now=now))
            await asyncio.sleep(self.db.rests.after(loop.time() - began))
        return found

    async def _table(self, name: TableName) -> _Table:
        if name is not TableName.PURCHASES or not await self.db.report(payments.any_ever):
            return _TABLES[name]
        renews = await self.db.report(renewals.any_ever)
        return _PURCHASES_WITH_ENDS if renews else _PURCHASES_WITH_CHARGES

    def _begin(self, table: _Table) -> IO[bytes]:
        """Create a file without a name, which vanishes with the process, however that ends."""
        file = tempfile.TemporaryFile(dir=self.folder)  # noqa: SIM115  (closed by the caller)
        file.write(_beginning(table))
        return file

    def file_name(self, name: TableName, number: int = 1) -> str:
        """Return a name like `purchases-2026-05-12.csv`, by today's day in the shop."""
        day = datetime.fromtimestamp(self.clock.now(), ZoneInfo(self.timezone)).date()
        suffix = f"-{number}" if number > 1 else ""
        return f"{name}-{day}{suffix}.csv"

    def _part(self, name: TableName, number: int, file: IO[bytes], rows: int) -> Part:
        file.seek(0)
        return Part(self.file_name(name, number), file, rows)


def _with_rows(tx: Tx, now: int) -> set[TableName]:
    """Return the tables that have any row; the first of each is enough to know it."""
    return {name for name, table in _TABLES.items() if table.after(tx, table.beginning, 1, now)}


def _read(tx: Tx, table: _Table, place: Any, now: int) -> _Portion | None:
    rows = table.after(tx, place, _ROWS, now)
    if not rows:
        return None
    lines = _lines(table.row(one, now) for one in rows)
    return _Portion(lines, len(rows), table.place(rows[-1]))


def _beginning(table: _Table) -> bytes:
    """Return the names of the columns, after the mark without which Excel reads the letters in
    another encoding."""
    return b"\xef\xbb\xbf" + _lines([table.columns])


def _lines(rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()
