"""Makes the files of the shops that are compared: one plan as the base has it, the same
brought to this build, and the same with twelve plans."""

import asyncio
import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from benchmarks.filling import FIRST_PERSON
from benchmarks.load import PRODUCT_ID
from benchmarks.processes import python
from bot.clock import SystemClock
from bot.domain.durations import Duration
from bot.domain.models import FIRST_PLAN, PlanId, Product, ProductId
from bot.domain.money import Money
from bot.domain.plans import Inclusions
from bot.usecases.plans.inclusions import PlanInclusions
from storage import plans, sums, tariffs
from storage.engine.database import open_database
from storage.engine.tx import Tx

PLANS = 12
_DURATIONS = (Duration(months=1), Duration(months=3), Duration(lifetime=True))
PRODUCTS = sum(number % len(_DURATIONS) + 1 for number in range(PLANS))
"""Each plan has one, two or three tariffs, each tariff a product."""
_INCLUDED = frozenset({(12, 1), (12, 2), (12, 3), (8, 7)})
_FILL = """import sys; from pathlib import Path; from benchmarks.filling import fill
fill(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))"""

_OFFER = """UPDATE tariff_products SET type = 'digital', name = 'Reading club: 1 month',
    description = '', amount_minor = 500, currency = 'USD', accepts_cards = 0,
    status = 'approved', link = 'https://t.me/tribute/app?startapp=pA1',
    web_link = 'https://web.tribute.tg/p/A1', fetched_at = bound_at"""
_SECOND_PLANS = (
    # Everybody has a second plan besides the first, from the second to the twelfth in turn.
    f"""INSERT INTO grants (telegram_user_id, plan_id, source, months, days, lifetime, granted_at)
    SELECT telegram_user_id, 2 + id % {PLANS - 1}, 'admin', months, days, lifetime, granted_at
    FROM grants""",
    f"""INSERT INTO subscriptions (telegram_user_id, plan_id, started_at, expires_at, changed_at,
        check_at)
    SELECT telegram_user_id, 2 + (telegram_user_id - {FIRST_PERSON}) % {PLANS - 1}, started_at,
        expires_at, changed_at, check_at
    FROM subscriptions WHERE plan_id = 1""",
)


def fill(checkout: Path, file: Path, purchases: int) -> None:
    """Fill a file as the benchmarks of that checkout do, with its own schema."""
    command = [python(checkout), "-P", "-c", _FILL]
    values = [str(file), str(purchases), str(SystemClock().now())]
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(checkout)}
    subprocess.run([*command, *values], env=environment, cwd=file.parent, check=True)


def one_plan(checkout: Path, folder: Path, purchases: int) -> None:
    """Make a shop of that checkout's build, whose product is on offer."""
    folder.mkdir()
    fill(checkout, folder / "shop.db", purchases)
    with closing(sqlite3.connect(folder / "shop.db")) as file, file:
        file.execute(_OFFER)


def twelve_plans(shop: Path, folder: Path) -> None:
    """Copy a shop with one plan, and give it eleven more; everybody in it has two of them."""
    shutil.copytree(shop, folder)
    asyncio.run(_twelve_plans(folder / "shop.db"))


async def _twelve_plans(path: Path) -> None:
    clock = SystemClock()
    async with open_database(path) as db:
        await db.write(lambda tx: _sell_twelve(tx, clock.now()))
        inclusions = PlanInclusions(db, clock)
        while await inclusions.step():
            pass


def _sell_twelve(tx: Tx, now: int) -> None:
    product = PRODUCT_ID
    for number in range(1, PLANS + 1):
        plan_id = FIRST_PLAN if number == 1 else plans.insert(tx, f"plan-{number}")
        plans.set_name(tx, plan_id, "en", f"Plan {number}")
        for duration in _DURATIONS[: (number - 1) % len(_DURATIONS) + 1]:
            _sell(tx, plan_id, duration, product, now)
            product += 1
    for statement in _SECOND_PLANS:
        tx.execute(statement)
    sums.fill(tx)
    pairs = frozenset((PlanId(outer), PlanId(inner)) for outer, inner in _INCLUDED)
    plans.set_inclusions(tx, Inclusions(pairs))


def _sell(tx: Tx, plan_id: PlanId, duration: Duration, number: int, now: int) -> None:
    tariff = tariffs.find_or_create(tx, plan_id, duration, now)
    tariffs.bind(tx, number, tariff.id, now)
    link = "https://t.me/tribute/app?startapp=pA1"
    price = Money(500, "USD")
    name = f"Reading club {number}"
    product = Product(ProductId(number), "digital", name, price, "approved", False, link, link)  # noqa: FBT003
    tariffs.save_snapshot(tx, product, now)
    tariffs.offer(tx, number)
