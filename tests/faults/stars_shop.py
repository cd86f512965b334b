"""A shop that sells a month in Stars, in a process of its own, by polling and by webhook."""

import secrets

import pytest

from bot.domain.models import PersonId, TariffId
from bot.domain.stars import InStars
from bot.sandbox.telegram.stars import Invoice
from storage.engine.database import open_database, open_read_only
from storage.engine.tx import Tx
from storage.stars import orders, prices
from storage.stars.orders import NewOrder
from tests.faults.conftest import ADMIN, Shop

PRICE = 250
_DAY = 86_400


@pytest.fixture(params=["polling", "webhook"])
async def sold(request: pytest.FixtureRequest, shop: Shop) -> Shop:
    """Return a shop that sells a month in Stars, by polling and by webhook; the bot is stopped."""
    await shop.bot.start()
    await shop.telegram.wait_for(ADMIN, lambda one: "A new, empty shop" in one.text)
    assert await shop.bot.stop() == 0
    async with open_database(shop.bot.database) as db:
        await db.write(lambda tx: prices.insert(tx, TariffId(1), InStars(PRICE), 1, ADMIN))
    if request.param == "webhook":
        shop.bot.settings["PUBLIC_URL"] = shop.bot.url
    return shop


async def order(shop: Shop, people: range, now: int) -> dict[int, Invoice]:
    """Let each of these people, who are new, have an unpaid invoice; the bot is stopped."""

    def work(tx: Tx) -> dict[int, Invoice]:
        found = {}
        for person in people:
            asked = "INSERT INTO people (telegram_user_id, first_seen_at) VALUES (?, ?)"
            tx.execute(asked, (person, now))
            payload, month = secrets.token_urlsafe(24), TariffId(1)
            whose = PersonId(person)
            new = NewOrder(payload, whose, month, InStars(PRICE), "1 month", now, now + _DAY)
            orders.insert(tx, new)
            found[person] = Invoice("1 month", "Access", payload, "XTR", PRICE)
        return found

    for person in people:
        shop.telegram.add_person(person, f"Person {person}", started=True)
    async with open_database(shop.bot.database) as db:
        return await db.write(work)


def count(shop: Shop, table: str) -> int:
    with open_read_only(shop.bot.database) as tx:
        return int(tx.scalar(f"SELECT COUNT(*) FROM {table}"))
