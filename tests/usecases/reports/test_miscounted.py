"""Wrong sums are found by ranges of time as in one go, and what is sold meanwhile is none."""

import asyncio
import itertools
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.clock import FixedClock
from bot.domain.models import FIRST_PLAN
from storage import plans
from storage.engine.breaks import Breaks
from storage.engine.database import Database, open_database, open_read_only
from storage.engine.tx import Tx
from storage.queries import miscounted
from storage.queries.miscounted import Miscounted
from tests.bodies import purchase
from tests.conftest import NOW
from tests.usecases.conftest import ADMINS, Shop, build_shop, seed
from tests.usecases.reports import former_miscounted
from tests.usecases.reports.lives import DAY, Life


@pytest.fixture(autouse=True)
def short_ranges(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a few facts make a range, so that a small shop has many."""
    monkeypatch.setattr(miscounted, "_RANGE_FACTS", 5)
    monkeypatch.setattr(miscounted, "_FEWER_RANGES", 3)
    monkeypatch.setattr(miscounted, "_ROWS", 20)


async def _lived(db: Database, number: int) -> Shop:
    """Return a shop with three plans in which sixty things have happened."""
    shop = build_shop(db, FixedClock(NOW))
    for plan in (2, 3):
        await db.write(lambda tx, plan=plan: plans.insert(tx, f"plan-{plan}"))  # type: ignore[misc]
    await seed(shop, ("1 month", 456), ("3 months", 457), ("9 days", 458), ("lifetime", 459))
    await shop.recurring.bind(1644, FIRST_PLAN, ADMINS[0])
    life = Life(shop, random.Random(number), plan_count=3)
    for _ in range(60):
        await life.step()
    return shop


_MOST_SOLD = 200
_CHANGES = (
    "number = number + 1",
    "number = 0, amounts = 0, high = 0, low = 0",
    "amounts = amounts - 1",
    "high = high + 1",
    "low = low - 1",
    "latest = latest - 1",
    "first_row = first_row + 1",
    "last_row = last_row - 1",
    "currency = 'XXX'",
    "subject = subject + 1000",
    "until = until + 900",
    "until = until - 40 * 86400",
    "kind = 'unknown'",
    "area = (area + 1) % 3",
)


def _wrong(tx: Tx, rng: random.Random) -> Iterator[tuple[str, list[Miscounted], list[Miscounted]]]:
    """Make some sums of each kind wrong, one after the other; yield how, and what is found in one
    go and by ranges."""
    keys = "area, until, seconds, kind, subject, currency"
    sums = [tuple(row) for row in tx.all(f"SELECT {keys} FROM sums")]
    kinds = {(key[2], key[3]) for key in sums}
    for seconds, kind in sorted(kinds) * 6:
        key = rng.choice([one for one in sums if (one[2], one[3]) == (seconds, kind)])
        change = rng.choice((*_CHANGES, None))
        act = "DELETE FROM sums" if change is None else f"UPDATE OR IGNORE sums SET {change}"
        tx.execute("SAVEPOINT before")
        tx.execute(f"{act} WHERE ({keys}) = (?, ?, ?, ?, ?, ?)", key)
        yield f"{act}: {key}", former_miscounted.every(tx), miscounted.every(tx)
        tx.execute("ROLLBACK TO before")
        tx.execute("RELEASE before")


@pytest.mark.matrix
@pytest.mark.parametrize("number", range(3))
async def test_a_wrong_sum_of_any_quarter_is_found_as_in_one_go(
    tmp_path: Path, number: int
) -> None:
    async with open_database(tmp_path / "shop.db") as db:
        await _lived(db, number)
        looks = await db.write(lambda tx: list(_wrong(tx, random.Random(number))))
    assert [how for how, former, now in looks if former != now] == []
    assert sum(former != [] for _, former, _ in looks) > len(looks) / 2


async def test_what_happens_at_midnight_is_of_one_range(tmp_path: Path) -> None:
    async with open_database(tmp_path / "shop.db") as db:
        shop = build_shop(db, FixedClock(NOW))
        await seed(shop, ("1 month", 456))
        midnight = NOW - NOW % DAY
        for day, second in itertools.product(range(4), (-1, 0)):
            number, at = 10 * day + second + 2, midnight - day * DAY + second
            await shop.receive(purchase(number, at=at, telegram_user_id=5000 + number))
        assert await db.read(miscounted.every) == []


async def test_sales_between_two_ranges_are_no_finding(tmp_path: Path) -> None:
    """A new one has another id than all before, a late one is of an earlier range."""
    async with open_database(tmp_path / "shop.db") as db:
        shop = await _lived(db, 1)
        loop, now = asyncio.get_running_loop(), shop.clock.now()
        sold: list[int] = []
        rests: list[int] = []

        async def sell() -> None:
            for at in (now, now - len(sold) % 50 * DAY):
                sold.append(at)
                buyer = {"telegram_user_id": 5000 + len(sold)}
                await shop.receive(purchase(90_000 + len(sold), at=at, **buyer))

        def look() -> list[Miscounted]:
            with open_read_only(tmp_path / "shop.db") as tx:
                take_break = Breaks(tx, db.rests)

                def rest() -> None:
                    rests.append(1)
                    if len(rests) % 2 == 0 and len(sold) < _MOST_SOLD:
                        asyncio.run_coroutine_threadsafe(sell(), loop).result()
                    take_break()

                return miscounted.every(tx, rest)

        assert await asyncio.to_thread(look) == []
        assert len(sold) > 50
