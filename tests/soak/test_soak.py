"""The soak itself: its seed decides its steps, and its verdict sees every planted loss."""

import itertools
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.soak.__main__ import report, soak
from tests.soak.actions import ACTIONS
from tests.soak.steps import EVERYDAY, WEIGHTS, steps
from tests.soak.verdict import judge, too_often


def test_the_same_seed_has_the_same_steps_and_another_one_has_others() -> None:
    def first_steps(seed: int) -> list[tuple[str, float, float]]:
        some = itertools.islice(steps(seed), 200)
        return [(step.kind, step.wait_seconds, step.rng.random()) for step in some]

    assert first_steps(1) == first_steps(1)
    assert first_steps(1) != first_steps(2)


def test_every_kind_of_step_has_an_action() -> None:
    assert set(ACTIONS) == set(WEIGHTS)
    assert set(WEIGHTS) > EVERYDAY


def test_a_stranger_who_gets_too_many_answers_is_seen() -> None:
    apart = range(0, 930, 30)
    assert too_often([0] * 31) == ["31 answers since 0"]
    assert too_often([*range(30), 60]) == too_often(apart) == []


@pytest.mark.long
@pytest.mark.timeout(300)
async def test_a_short_soak_loses_nothing_and_sees_every_planted_loss(tmp_path: Path) -> None:
    run, done, verdict = await soak(0.4, 20261174, tmp_path)
    assert not any(verdict.problems().values()), report(run, done, verdict)
    assert run.telegram.charges
    applied = [purchase for purchase in run.expected.purchases if purchase.status == "applied"]
    first, second = applied[:2]
    with closing(sqlite3.connect(run.bot.database)) as file, file:
        file.execute("DELETE FROM stars_payments WHERE id = (SELECT MAX(id) FROM stars_payments)")
        file.execute("DELETE FROM grants WHERE id = (SELECT MAX(id) FROM grants)")
        file.execute("UPDATE subscriptions SET expires_at = expires_at + 1")
        number = (first.record.id,)
        file.execute("UPDATE purchases SET purchase_id = 1 WHERE purchase_id = ?", number)
    second.applied_answers = 2
    second.record.product_name = "Never mentioned"
    found = judge(run)
    for planted in (
        found.purchases_lost,
        found.granted_twice,
        found.notices_lost,
        found.wrong_ends,
        found.stars,
        found.ledger,
    ):
        assert planted
