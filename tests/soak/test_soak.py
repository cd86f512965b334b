"""The soak itself: its plan is its seed's, and what it would miss if it were blind."""

import itertools
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.soak.__main__ import report, soak
from tests.soak.acts import ACTS
from tests.soak.plan import CALM, WEIGHTS, steps
from tests.soak.verdict import judge


def test_the_same_seed_is_the_same_plan_and_another_one_is_not() -> None:
    def plan(seed: int) -> list[tuple[str, float, float]]:
        some = itertools.islice(steps(seed), 200)
        return [(step.kind, step.wait_seconds, step.dice.random()) for step in some]

    assert plan(1) == plan(1)
    assert plan(1) != plan(2)


def test_every_step_of_the_plan_can_be_done() -> None:
    assert set(ACTS) == set(WEIGHTS)
    assert set(WEIGHTS) > CALM


@pytest.mark.long
@pytest.mark.timeout(300)
async def test_a_short_one_loses_nothing_and_sees_every_planted_loss(tmp_path: Path) -> None:
    stage, done, verdict = await soak(0.4, 20261174, tmp_path)
    assert not any(verdict.faults().values()), report(stage, done, verdict)
    applied = [sale for sale in stage.books.sales if sale.status == "applied"]
    first, second = applied[:2]
    with closing(sqlite3.connect(stage.bot.database)) as file, file:
        file.execute("DELETE FROM grants WHERE id = (SELECT MAX(id) FROM grants)")
        file.execute("UPDATE subscriptions SET expires_at = expires_at + 1")
        number = (first.purchase.id,)
        file.execute("UPDATE purchases SET purchase_id = 1 WHERE purchase_id = ?", number)
    second.applied_answers = 2
    second.purchase.product_name = "Never told of"
    found = judge(stage)
    for planted in (
        found.purchases_lost,
        found.granted_twice,
        found.notices_lost,
        found.wrong_ends,
        found.ledger,
    ):
        assert planted
