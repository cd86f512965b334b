"""Exported tables have every row once, in files that Telegram accepts and Excel runs no code of."""

import asyncio
import csv
import io
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.money import Money
from bot.usecases.reports.csv_tables import decimal, iso, safe
from bot.usecases.reports.exports import Exports, TableName
from storage import purchases
from storage.engine.database import Database
from tests.bodies import ANNA, purchase
from tests.rests import NotedRests


async def ignore_progress(_done, _total):
    return


async def fill(shop, number):
    """Store this number of purchases: the first is delivered, the others are copies of its row."""
    await shop.receive(purchase())

    def work(tx):
        tx.execute(
            """INSERT INTO purchases (event_id, status, held_reason, telegram_user_id,
                product_name, amount_minor, currency, received_at)
            WITH RECURSIVE n (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
            SELECT event_id, 'held', 'unbound', telegram_user_id, 'Copy ' || i, 500, 'USD', 5
            FROM purchases, n WHERE id = 1""",
            (number,),
        )

    await shop.db.write(work)


async def test_a_long_table_is_complete_and_split_into_several_files(shop, tmp_path):
    await fill(shop, 3500)
    exports = Exports(shop.db, shop.clock, tmp_path, part_bytes=60_000)
    reported, rows, names = [], [], []

    async def report(done, total):
        reported.append((done, total))

    async for part in exports.parts(TableName.PURCHASES, report):
        table = list(csv.DictReader(io.StringIO(part.file.read().decode("utf-8-sig"))))
        assert len(table) == part.rows
        rows += table
        names.append(part.name)
    assert [int(row["number"]) for row in rows] == list(range(1, 3501))
    assert names[:2] == ["purchases-2026-05-12.csv", "purchases-2026-05-12-2.csv"]
    assert reported[-1] == (3500, 3500)
    assert not list(tmp_path.glob("tmp*"))


async def test_a_file_is_closed_when_the_export_is_abandoned(shop, tmp_path):
    await fill(shop, 3000)
    parts = Exports(shop.db, shop.clock, tmp_path, 1000).parts(TableName.PURCHASES, ignore_progress)
    part = await anext(parts)
    await parts.aclose()
    assert part.file.closed


class Watched(Database):
    """The shop's database; it notes how many portions were read at once."""

    now = most = 0

    async def report(self, query):
        if not isinstance(query, partial):
            return await super().report(query)
        self.now += 1
        self.most = max(self.most, self.now)
        found = await super().report(query)
        self.now -= 1
        return found


async def test_exports_at_once_take_turns_by_portions(shop, tmp_path):
    await fill(shop, 450)
    db = Watched(shop.db._connection, shop.db._reader)
    exports = Exports(db, shop.clock, tmp_path)

    async def rows():
        return sum(
            [part.rows async for part in exports.parts(TableName.PURCHASES, ignore_progress)]
        )

    assert await asyncio.gather(rows(), rows()) == [450, 450]
    assert db.most == 1


async def test_an_export_rests_after_every_fifty_rows(shop, tmp_path):
    await fill(shop, 450)
    exports = Exports(shop.db, shop.clock, tmp_path)
    shop.db.rests = rests = NotedRests()
    async for part in exports.parts(TableName.PURCHASES, ignore_progress):
        assert part.rows == 450
    assert len(rests.worked) == 450 / 50 + 1, "the last look finds nothing"
    assert min(rests.worked) > 0


async def test_a_table_that_is_streamed_rests_likewise(shop, tmp_path):
    await fill(shop, 120)
    exports = Exports(shop.db, shop.clock, tmp_path)
    shop.db.rests = rests = NotedRests()
    pieces = [piece async for piece in exports.stream(TableName.PURCHASES)]
    assert [piece.count(b"\n") for piece in pieces] == [1, 50, 50, 20]
    assert len(rests.worked) == 4


async def test_an_empty_table_has_only_its_header(shop, tmp_path):
    parts = Exports(shop.db, shop.clock, tmp_path).parts(TableName.SUBSCRIBERS, ignore_progress)
    lines = [part.file.read() async for part in parts]
    assert len(lines) == 1
    assert lines[0].startswith(b"\xef\xbb\xbftelegram_user_id,name,")


async def test_a_subscriber_has_name_tariff_and_end(shop, tmp_path):
    await shop.receive(purchase())
    parts = Exports(shop.db, shop.clock, tmp_path).parts(TableName.SUBSCRIBERS, ignore_progress)
    (text,) = [part.file.read().decode("utf-8-sig") async for part in parts]
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["telegram_user_id"], row["status"]) == (str(ANNA), "active")
    assert (row["tariff"], row["access_until"]) == ("1 month", "2026-06-12T15:33:20Z")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_a_cell_that_a_spreadsheet_would_compute_begins_with_an_apostrophe(start):
    assert safe(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize("text", ["Anna", "a=b", "'=1", " =1", "1", "", "Ёж"])
def test_a_harmless_cell_stays_as_it_is(text):
    assert safe(text) == text


@given(st.text())
def test_no_cell_begins_like_a_formula(text):
    cell = safe(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    written = io.StringIO(newline="")
    csv.writer(written).writerow([cell])
    written.getvalue().encode()


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        (500, "USD", "5.00"),
        (5, "EUR", "0.05"),
        (500, "XTR", "500"),
        (100, "JPY", "100"),
        (2**63 - 1, "RUB", "92233720368547758.07"),
    ],
)
def test_money_is_a_decimal_number(amount, currency, text):
    assert decimal(Money(amount, currency)) == text


def test_an_unknown_value_is_an_empty_cell():
    assert (decimal(None), iso(None), safe(None)) == ("", "", "")


async def test_reading_the_next_portion_scans_no_table(shop):
    def plan(tx):
        asked = []
        purchases.after(type("T", (), {"all": lambda _, *a: asked.append(a) or []})(), 5, 9)
        return [row["detail"] for row in tx.all(f"EXPLAIN QUERY PLAN {asked[0][0]}", asked[0][1])]

    steps = await shop.db.read(plan)
    assert steps[0].startswith("SEARCH purchases")
    assert not any(step.startswith("SCAN") for step in steps)
