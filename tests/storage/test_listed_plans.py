"""The console's lists read their rows by an index, so that no page reads a whole table."""

import itertools
from pathlib import Path

import pytest

from benchmarks.plans import plans_of
from bot.clock import FixedClock
from bot.domain.listing import people, purchases
from bot.domain.listing.people import ListedAccess, SoughtPeople
from bot.domain.listing.purchases import ListedKind, ListedStatus, SoughtPurchases
from bot.domain.models import PersonId, PlanId, PurchaseRow
from bot.usecases.people.listing import PeopleList
from bot.usecases.purchases.listing import PurchaseList
from storage.engine.database import Database, open_database
from tests.conftest import NOW

_SMALL = ("(subquery-2)", "plans", "u", "CONSTANT", "walk", "keys", "unmatched_refunds")
"""Tables with few rows; and what a page has read already."""
_PURCHASE_PLACES = (None, purchases.Place(5, NOW))
_PEOPLE_PLACES = (None, people.Place(5, NOW, 1), people.Place(5, 0, 1, part=1))


def _purchases() -> list[SoughtPurchases]:
    narrowed = ({}, {"currency": "EUR"}, {"plan_id": PlanId(2)}, {"words": ("a", "b")})
    periods = ({}, {"since": NOW - 9, "until": NOW})
    found = [
        SoughtPurchases(status=status, kind=kind, **period, **more)  # type: ignore[arg-type]
        for status, kind, period, more in itertools.product(
            (None, *ListedStatus), (None, *ListedKind), periods, narrowed
        )
    ]
    return [*found, *_few()]


def _few() -> list[SoughtPurchases]:
    people, rows = (PersonId(1),), (PurchaseRow(2),)
    return [
        SoughtPurchases(people=people, rows=rows),
        SoughtPurchases(people=people),
        SoughtPurchases(rows=rows),
    ]


def _people() -> list[SoughtPeople]:
    periods = ({}, {"new_since": 1, "new_until": NOW}, {"ends_since": 1, "ends_until": NOW})
    narrowed = ({}, {"plan_id": PlanId(2)}, {"words": ("a",)}, {"ids": (PersonId(1),)})
    return [
        SoughtPeople(access=access, **period, **more)  # type: ignore[arg-type]
        for access, period, more in itertools.product((None, *ListedAccess), periods, narrowed)
    ]


async def test_lists_use_indexes(
    tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.queries.listing.purchase_rows.FEW", 0)
    # The statements of the writer's connection are traced, and reports have another one.
    monkeypatch.setattr(Database, "report", Database.read)
    async with open_database(tmp_path / "shop.db") as db:

        async def read_lists() -> None:
            for sought, place in itertools.product(_purchases(), _PURCHASE_PLACES):
                await PurchaseList(db).page(sought, "", place, 50)
            for one, at in itertools.product(_people(), _PEOPLE_PLACES):
                await PeopleList(db, clock).page(one, "", at, 50)
            for typed in ("7", "#7", "@name", "name"):
                await PurchaseList(db).page(SoughtPurchases(), typed, None, 50)
                await PeopleList(db, clock).page(SoughtPeople(), typed, None, 50)

        found = await plans_of(db, read_lists)
    assert len(found) > 100
    scans = {
        (step, statement)
        for statement, steps in found.items()
        for step in steps
        if step.startswith("SCAN") and step.split()[1] not in _SMALL and "USING" not in step
    }
    assert scans == set()
    sorted_ = {
        (step, statement)
        for statement, steps in found.items()
        for step in steps
        if "TEMP B-TREE FOR ORDER BY" in step and "OR purchases.id IN" not in statement
    }
    assert sorted_ == set()


async def test_what_a_number_means_is_looked_up_and_not_searched_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Database, "report", Database.read)
    async with open_database(tmp_path / "shop.db") as db:

        async def read_few() -> None:
            for sought in _few():
                await PurchaseList(db).page(sought, "", None, 50)

        found = await plans_of(db, read_few)
    steps = [step for steps in found.values() for step in steps]
    assert any("purchases_by_person" in step for step in steps)
    assert not any("PRIMARY KEY (rowid>?" in step for step in steps)
