"""Sales of plans that include each other: in any order, repeated, one by one or all at once."""

import asyncio
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.clock import FixedClock
from bot.domain.durations import Duration
from bot.domain.models import PlanId
from bot.domain.plans import Inclusions, SeedTariff
from bot.usecases.webhooks_out.enqueue import ON, SWITCH
from storage import facts, plans
from storage.engine.database import Database, open_database
from tests.bodies import ANNA, BORIS, purchase, refund
from tests.conftest import NOW
from tests.invariants import assert_ledger_is_sound
from tests.usecases.conftest import build_shop

DAY = 86_400
MONTH = Duration(months=1)
BASIC, PRO, TEAM, COURSE = (PlanId(number) for number in range(1, 5))
SOLD = (
    SeedTariff(Duration(days=30), 456, "Basic"),
    SeedTariff(MONTH, 457, "Pro"),
    SeedTariff(Duration(days=7), 458, "Team"),
    SeedTariff(Duration(lifetime=True), 459, "Team"),
    SeedTariff(MONTH, 460, "Course"),
)
INCLUDED = Inclusions(frozenset({(PRO, BASIC), (TEAM, PRO), (TEAM, COURSE)}))


@st.composite
def histories(draw: st.DrawFn) -> list[bytes]:
    """Draw purchases of two people, some of them refunded, each body once or twice."""
    bodies = []
    for number in range(1, draw(st.integers(1, 7)) + 1):
        facts_of = {
            "telegram_user_id": draw(st.sampled_from([ANNA, ANNA, BORIS])),
            "product_id": draw(st.sampled_from([456, 457, 458, 460, 459])),
        }
        days_ago = draw(st.integers(0, 70))
        bodies += [purchase(number, at=NOW - days_ago * DAY, **facts_of)] * draw(st.integers(1, 2))
        if draw(st.integers(0, 3)) == 0:
            bodies.append(refund(number, at=NOW, **facts_of))
    return bodies


async def _received(bodies: Sequence[bytes], *, together: bool) -> list[tuple[object, ...]]:
    """Return everybody's subscriptions after these deliveries, but the time of the last look."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "shop.db"
        async with open_database(path) as db:
            shop = build_shop(db, FixedClock(NOW))
            await replace(shop.tariffs, seed=SOLD).on_start()
            await db.write(lambda tx: plans.set_inclusions(tx, INCLUDED))
            await db.write(lambda tx: plans.set_refolded_up_to(tx, None))
            await db.write(lambda tx: facts.put(tx, SWITCH, ON))
            if together:
                await asyncio.gather(*(shop.receive(body) for body in bodies))
            else:
                for body in bodies:
                    await shop.receive(body)
            found = await _subscriptions(db)
        assert_ledger_is_sound(path)
        return found


async def _subscriptions(db: Database) -> list[tuple[object, ...]]:
    rows = await db.read(
        lambda tx: tx.all(
            """SELECT telegram_user_id, plan_id, started_at, expires_at, renews_at
            FROM subscriptions ORDER BY 1, 2"""
        )
    )
    return [tuple(row) for row in rows]


@pytest.mark.fault("P7", "plans that include each other: any order, repeated, at once (hypothesis)")
@settings(max_examples=60)
@given(bodies=histories(), seed=st.integers(0, 1000))
@pytest.mark.long
def test_any_order_of_deliveries_ends_in_the_same_access(bodies, seed):
    shuffled = random.Random(seed).sample(bodies, len(bodies))
    once = asyncio.run(_received(bodies, together=False))
    assert asyncio.run(_received(shuffled, together=False)) == once
    assert asyncio.run(_received(shuffled, together=True)) == once


async def test_a_first_sale_opens_all_that_the_plan_includes(tmp_path: Path) -> None:
    bought = purchase(1, at=NOW, product_id=458)
    found = await _received([bought], together=False)
    ends_at = NOW + 7 * DAY
    assert found == [(ANNA, plan, NOW, ends_at, None) for plan in (BASIC, PRO, TEAM, COURSE)]


async def test_a_refund_takes_all_that_the_plan_included(tmp_path: Path) -> None:
    bought, returned = (
        purchase(1, at=NOW, product_id=458),
        refund(1, at=NOW, product_id=458),
    )
    assert await _received([bought, returned], together=False) == []
