"""Revocations of older versions become cuts at their moment, and periods are read from bodies."""

import json
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.usecases.access import cuts
from storage import subscriptions
from storage.engine.database import Database, open_database
from tests.invariants import assert_ledger_is_sound
from tests.upgrade.restored import ask_file, load

APRIL, MAY_1, MAY_12 = 1_775_599_140, 1_777_586_340, 1_778_623_140
"""The moments of the revocations in the dump."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "old.db"
    load(path)
    return path


@pytest.fixture
async def opened(path: Path) -> AsyncIterator[Database]:
    async with open_database(path) as db:
        yield db
        assert_ledger_is_sound(path)


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


async def _span(db: Database, person: int) -> tuple[int, int | None]:
    found = await db.read(lambda tx: subscriptions.of_any_plan(tx, person))
    assert found is not None
    return found.started_at, found.expires_at


async def test_access_revoked_by_an_admin_counts_until_then(opened: Database) -> None:
    assert await _span(opened, 800004) == (APRIL, MAY_12)
    assert await _span(opened, 800015) == (APRIL, MAY_1)


async def test_time_given_after_the_revocation_goes_on_as_it_was(opened: Database) -> None:
    _, ends_at = await _span(opened, 800006)
    assert ends_at == 1_780_869_540
    assert await _span(opened, 800036) == (APRIL, MAY_12 + 14 * 86400)


async def test_purchases_cut_short_name_the_admin_and_the_reason(opened: Database) -> None:
    found = await opened.read(lambda tx: cuts.revocations(tx, 800004))
    assert [(one.at, one.admin_id, one.reason) for one in found.values()] == [
        (MAY_12, 700004, "broke the rules: “twice”")
    ]
    assert set(await opened.read(lambda tx: cuts.revocations(tx, 800036))) == {27}


async def test_no_row_is_lost_and_nothing_is_revoked_in_an_admins_name(path: Path) -> None:
    """Where a grant had the admin who revoked it, there is no column any more."""
    numbers = "SELECT COUNT(*), COUNT(revoked_at){} FROM grants"
    [(rows, revoked, by_admins)] = ask_file(path, numbers.format(", COUNT(revoked_by)"))
    assert by_admins > 0
    async with open_database(path):
        pass
    assert ask_file(path, numbers.format("")) == [(rows, revoked - by_admins)]
    columns = {row[1] for row in ask_file(path, "PRAGMA table_info(grants)")}
    assert columns & {"revoked_by", "revoked_reason"} == set()
    assert ask_file(path, "SELECT COUNT(*) FROM access_cuts") == [(4,)]
    assert ask_file(path, "SELECT * FROM people_to_fold") == []


async def test_a_purchase_refunded_after_its_revocation_stays_revoked(path: Path) -> None:
    change(path, "UPDATE purchases SET status = 'refunded', refunded_at = 1 WHERE id = 4")
    async with open_database(path) as db:
        assert await db.read(lambda tx: subscriptions.of_any_plan(tx, 800004)) is None
    assert_ledger_is_sound(path)


async def test_nobody_is_notified_of_an_end_that_a_revocation_made(path: Path) -> None:
    async with open_database(path):
        pass
    people = """SELECT check_at, changed_at FROM subscriptions
        WHERE telegram_user_id IN (800004, 800015) ORDER BY telegram_user_id"""
    assert ask_file(path, people) == [(None, MAY_12), (None, MAY_1)]


async def test_periods_are_read_from_the_stored_bodies(path: Path) -> None:
    bodies = [b"", b"not json", b"[1]", b'{"payload": 5}', b"\xff\xfe"] + [
        json.dumps({"payload": {"period_id": wrong}}).encode()
        for wrong in (None, "1547", 0, -1, 1.5, True, {}, 10**30)
    ]
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for row, body in enumerate(bodies, start=1):
            event = "(SELECT event_id FROM recurring_events WHERE id = ?)"
            connection.execute(
                f"UPDATE webhook_events SET body = ? WHERE id = {event}", (body, row)
            )
    async with open_database(path):
        pass
    assert_ledger_is_sound(path)
    periods = ask_file(path, "SELECT id, period_id FROM recurring_events ORDER BY id")
    unread = {row for row, period in periods if period is None}
    assert unread == set(range(1, len(bodies) + 1))
    assert {period for row, period in periods if row not in unread} == {1547, 1601, 1603}


async def test_a_period_that_another_one_s_cancellation_stopped_renews_again(path: Path) -> None:
    """Person 800040 cancelled the month (1547); the same payments go on by the year (1600)."""
    year = """UPDATE webhook_events
        SET body = CAST(replace(CAST(body AS TEXT), '1547', '1600') AS BLOB)
        WHERE id = (SELECT event_id FROM recurring_events WHERE id = 13)"""
    change(path, year)
    async with open_database(path) as db:
        found = await db.read(lambda tx: subscriptions.of_any_plan(tx, 800040))
        assert found is not None
        assert found.renews_at == 1_781_301_540
    assert_ledger_is_sound(path)
