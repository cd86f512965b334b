"""How plans overlap is counted from what the fold had in hand exactly as the view has it."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.models import PersonId, PlanId, Subscription
from storage.access.counted import changed_overlaps
from storage.engine.migrate import migrate
from storage.engine.tx import Tx
from storage.sums import Fact

ANNA = PersonId(1)
_MOMENTS = st.integers(-2, 6)
_ONE = st.tuples(_MOMENTS, st.none() | _MOMENTS)
"""A start and an end of access. Ends before the start are no fold's, but the view counts them."""
_PLANS = st.dictionaries(st.integers(1, 5).map(PlanId), _ONE, max_size=5)

Spans = dict[PlanId, tuple[int, int | None]]


@pytest.fixture(scope="module")
def tx(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tx]:
    path: Path = tmp_path_factory.mktemp("overlaps") / "shop.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection)
        connection.execute("BEGIN")
        yield Tx(connection)


def _counted(tx: Tx, spans: Spans) -> Counter[Fact]:
    """Return what the view has of a person with this access."""
    tx.execute("DELETE FROM subscriptions")
    for plan, (start, end) in spans.items():
        tx.execute(
            """INSERT INTO subscriptions
                (telegram_user_id, plan_id, started_at, expires_at, changed_at)
            VALUES (1, ?, ?, ?, 1)""",
            (plan, start, end),
        )
    rows = tx.all("SELECT kind, at, subject, area FROM counted_overlaps")
    return Counter(Fact(row["kind"], row["at"], row["subject"], area=row["area"]) for row in rows)


def _access(spans: Spans) -> dict[PlanId, Subscription]:
    return {plan: Subscription(ANNA, start, end) for plan, (start, end) in spans.items()}


def _assert_counted(tx: Tx, before: Spans, after: Spans) -> None:
    sums = _counted(tx, before)
    for fact in changed_overlaps(_access(before), _access(after)):
        sums[fact._replace(number=1)] += fact.number
    expected = _counted(tx, after)
    assert {fact: number for fact, number in sums.items() if number} == dict(expected)


@given(before=_PLANS, after=_PLANS)
def test_a_change_of_plans_counts_as_the_view_has_it(tx: Tx, before: Spans, after: Spans) -> None:
    _assert_counted(tx, before, after)


@given(spans=_PLANS, plan=st.integers(1, 5).map(PlanId), longer=st.integers(1, 5))
def test_a_sale_that_moves_one_end_counts_as_the_view_has_it(
    tx: Tx, spans: Spans, plan: PlanId, longer: int
) -> None:
    start, end = spans.get(plan, (0, 0))
    after = spans | {plan: (start, None if end is None else end + longer)}
    _assert_counted(tx, spans, after)


def test_people_with_one_plan_count_for_nothing() -> None:
    assert changed_overlaps(_access({PlanId(1): (1, 2)}), _access({PlanId(1): (1, None)})) == []
