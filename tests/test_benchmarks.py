"""The targets by which `make bench-smoke` judges its measurements, and the B-trees of a sale."""

import asyncio
from pathlib import Path

import pytest

from benchmarks import btrees, shops
from benchmarks.beside import OLDER, ONE, TWELVE, Beside
from benchmarks.beside_report import table, targets
from benchmarks.filling import FIRST_PERSON
from benchmarks.intake import Contest, Rounds
from benchmarks.load import Plan, body
from benchmarks.processes import ROOT
from benchmarks.targets import Target
from bot.domain.models import PersonId
from bot.tribute import events
from storage import subscriptions
from storage.engine.database import open_database

MOST_BTREES = 18
"""The B-trees that a sale writes to; one of them, the sums, is shared by a batch."""


@pytest.mark.parametrize(
    ("measured", "met", "fallen"), [(0.9, True, False), (0.7, False, False), (0.59, False, True)]
)
def test_a_ratio_has_fallen_when_it_lost_more_than_a_third(
    measured: float, met: bool, fallen: bool
) -> None:
    target = Target("speed", measured, 0.9)
    assert (target.met, target.fallen) == (met, fallen)


@pytest.mark.parametrize(
    ("measured", "met", "fallen"), [(2.9, True, False), (4.4, False, False), (4.6, False, True)]
)
def test_a_time_that_should_be_short_has_fallen_when_it_grew_by_more_than_half(
    measured: float, met: bool, fallen: bool
) -> None:
    target = Target("p99", measured, 3, at_most=True)
    assert (target.met, target.fallen) == (met, fallen)


async def test_a_sale_writes_to_as_few_btrees_as_the_page_says(tmp_path: Path) -> None:
    found = await btrees.written(tmp_path / "shop.db")
    assert {"grants", "subscriptions", "outbox", "purchases", "sums"} <= set(found)
    assert len(found) <= MOST_BTREES


async def test_the_shop_with_twelve_plans_is_what_the_page_says(tmp_path: Path) -> None:
    shops.one_plan(ROOT, tmp_path / "one", 24)
    await asyncio.to_thread(shops.twelve_plans, tmp_path / "one", tmp_path / "twelve")
    buyers = [FIRST_PERSON + number for number in (2, 10)]
    async with open_database(tmp_path / "twelve" / "shop.db") as db:
        found = await db.read(lambda tx: subscriptions.of_people(tx, buyers))
    assert [sorted(found[PersonId(one)]) for one in buyers] == [[1, 4], [1, 2, 3, 12]]
    plan = Plan(products=shops.PRODUCTS)
    bought = [events.read(body(plan, number)) for number in range(shops.PRODUCTS)]
    assert all(isinstance(one, events.PurchaseEvent) for one in bought)


def test_the_comparison_says_which_targets_are_missed() -> None:
    times = {"/start": 90.0, "/status": 100.0, "access, unknown": 1.0, "access, known": 1.0}
    load = {"per_second": 100.0, "cpu_ms": 1.0}
    idle = {"resident_mb": 100.0, "proportional_mb": 90.0, "ready_seconds": 1.0}
    names = (OLDER, ONE, TWELVE)

    def rounds(figures: dict[str, float]) -> dict[str, list[dict[str, float]]]:
        return {name: [dict(figures)] for name in names}

    found = Beside(
        names,
        Contest(32, rounds=rounds(load)),
        Contest(32, rounds=rounds(load)),
        Rounds(rounds=rounds(times)),
        Rounds(rounds=rounds(idle)),
        {OLDER: ["people"], ONE: ["people", "plans"]},
        {"seconds": 130.0, "cpu_seconds": 100.0, "peak_mb": 100.0},
    )
    found.updates.rounds[TWELVE][0]["/start"] = 100.0
    missed = [one.what for one in targets(found) if not one.met]
    assert missed == [
        "/start with twelve plans, to the older build",
        "migration of the largest shop",
    ]
    assert "| `/start` | 90.0 µs | 90.0 µs | 0.10 ms | 0.90 |" in table(found)
