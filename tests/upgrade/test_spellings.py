"""Payments that an earlier version accepted stay known, in whatever spelling they come again.

`spellings.sql` holds what that version stored of deliveries in many spellings.
"""

import json
import re
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.clock import FixedClock
from bot.domain.models import Outcome, PurchaseStatus
from bot.domain.money import Money
from storage.engine.database import open_database
from storage.engine.migrate import MIGRATIONS
from tests.bodies import purchase, resent
from tests.invariants import assert_ledger_is_sound
from tests.usecases.conftest import ADMINS, Shop, build_shop

_ROWS = Path(__file__).with_name("spellings.sql")
_SCHEMA = 7
NUMBERS = ("telegram_user_id", "product_id", "amount", "purchase_id", "subscription_id")


@pytest.fixture
async def shop(tmp_path: Path, clock: FixedClock) -> AsyncIterator[Shop]:
    """Yield the shop after its upgrade, started once."""
    path = tmp_path / "old.db"
    with closing(sqlite3.connect(path)) as connection:
        for migration in sorted(MIGRATIONS.glob("*.sql")):
            if int(migration.name[:4]) <= _SCHEMA:
                connection.executescript(migration.read_text("utf-8"))
        connection.executescript(_ROWS.read_text("utf-8"))
        connection.executescript(f"PRAGMA user_version = {_SCHEMA}")
    async with open_database(path) as db:
        shop = build_shop(db, clock)
        await shop.payments.on_start()
        yield shop
        assert_ledger_is_sound(path)


def spellings(body: bytes) -> list[bytes]:
    """Return the event in each spelling that its time and its numbers can have."""
    one = json.loads(body)
    found = [body, resent(body)]
    moment = re.fullmatch(r"(.{10}).(.{8})\.([0-9]+?)0*(Z|\+03:00)", one["created_at"])
    assert moment is not None
    day, clock, fraction, zone = moment.groups()
    if zone != "Z":
        clock = f"{int(clock[:2]) - 3:02}{clock[2:]}"
    east = f"{int(clock[:2]) + 3:02}{clock[2:]}"
    found += [
        json.dumps({**one, "created_at": created_at}).encode()
        for created_at in (
            f"{day}T{clock}.{fraction}Z",
            f"{day} {clock}.{fraction}00z",
            f"{day}T{clock}.{fraction}+00:00",
            f"{day}T{east}.{fraction}+03:00",
        )
    ]
    for spell in (int, str, float):
        payload = dict(one["payload"])
        for name in NUMBERS:
            if isinstance(payload.get(name), int | float | str):
                payload[name] = spell(int(payload[name]))
        found.append(json.dumps({**one, "payload": payload}).encode())
    return found


async def stored(shop: Shop) -> list[Any]:
    return await shop.db.read(
        lambda tx: tx.all("SELECT body, name, outcome FROM webhook_events ORDER BY id")
    )


@pytest.mark.fault("P21", "accepted by the version before, sent again in each spelling")
async def test_every_stored_event_is_a_duplicate_in_every_spelling(shop: Shop) -> None:
    before = await shop.counts()
    for row in await stored(shop):
        if row["name"] == "unreadable":
            assert await shop.receive(row["body"]) is Outcome.DUPLICATE
            continue
        for body in spellings(row["body"]):
            assert await shop.receive(body) is Outcome.DUPLICATE, body
    assert await shop.counts() == before
    assert await shop.notices("admin-conflict") == []


@pytest.mark.matrix
@pytest.mark.fault("P21", "accepted by the version before, sent again in the other shape")
@pytest.mark.parametrize(
    ("person", "number"),
    [(1101, None), (1102, None), (1103, None), (1104, None), (1113, None), (1105, 21), (1109, 25)],
)
async def test_a_stored_payment_is_known_in_its_other_shape(
    shop: Shop, person: int, number: int | None
) -> None:
    before = await shop.subscription(person)
    bodies = {
        json.loads(row["body"])["payload"]["telegram_user_id"]: row["body"]
        for row in await stored(shop)
        if row["name"] == "new_digital_product"
    }
    one = json.loads(bodies[person])
    if number is None:
        one["payload"]["purchase_id"] = 70_000 + person
    else:
        del one["payload"]["purchase_id"]
    assert await shop.receive(json.dumps(one).encode()) is Outcome.DUPLICATE
    assert await shop.subscription(person) == before


async def test_a_payment_held_for_its_spelling_is_settled_with_one_press(shop: Shop) -> None:
    """The upgrade alone grants nothing: the owner may have given access in another way."""
    held = {one.purchase_id: one for one in (await shop.attention.backlog()).held}
    assert set(held) >= {22, 23, 24}
    assert held[24].amount_minor == 500
    assert await shop.attention.accept(held[23].id, ADMINS[0])
    assert await shop.attention.name_buyer(held[22].id, 1106, ADMINS[0])
    for number in (22, 23):
        assert (await shop.purchase(number)).status is PurchaseStatus.APPLIED


async def test_stars_of_before_are_whole_stars(shop: Shop) -> None:
    assert (await shop.purchase(25)).paid == Money(500, "XTR")


async def test_a_whole_body_settles_a_payment_held_for_its_spelling(shop: Shop) -> None:
    (row,) = [row for row in await stored(shop) if b'"telegram_user_id": "1110"' in row["body"]]
    one = json.loads(row["body"])
    one["payload"] |= {"telegram_user_id": 1110, "purchase_id": 80_000}
    assert await shop.receive(json.dumps(one).encode()) is Outcome.APPLIED
    assert await shop.subscription(1110) is not None
    assert (await shop.purchase(80_000)).status is PurchaseStatus.APPLIED


async def test_new_payments_of_known_buyers_still_count(shop: Shop) -> None:
    for person in (1101, 1105):
        before = await shop.subscription(person)
        assert await shop.receive(purchase(person, telegram_user_id=person)) is (
            Outcome.DUPLICATE if person == 1101 else Outcome.APPLIED
        )
        assert (await shop.subscription(person) == before) is (person == 1101)
