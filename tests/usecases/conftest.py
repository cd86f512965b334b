"""A shop without doors: the use cases on a real file, a clock that stands still, two admins."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.clock import FixedClock
from bot.domain.durations import Duration
from bot.domain.models import Outcome, Subscription
from bot.tribute import events
from bot.usecases.access.status import Subscriptions
from bot.usecases.attention.actions import Attention
from bot.usecases.recurring.products import RecurringPlans
from bot.usecases.tariffs.tariffs import Tariffs
from bot.usecases.webhook_intake.receive import Payments
from storage import grants, purchases
from storage.engine.database import Database, open_database
from storage.purchases import Purchase
from tests.invariants import assert_ledger_is_sound

ADMINS = (9001, 9002)


@dataclass(frozen=True)
class Shop:
    db: Database
    clock: FixedClock
    payments: Payments
    tariffs: Tariffs
    attention: Attention
    subscriptions: Subscriptions
    recurring: RecurringPlans

    async def receive(self, body: bytes) -> Outcome:
        return await self.payments.receive(events.read(body), body)

    async def subscription(self, person: int) -> Subscription | None:
        return await self.db.read(lambda tx: grants.subscription(tx, person))

    async def purchases(self) -> list[Purchase]:
        return await self.db.read(lambda tx: list(reversed(purchases.latest(tx, 1000))))

    async def purchase(self, purchase_id: int) -> Purchase:
        found = await self.db.read(lambda tx: purchases.by_purchase_id(tx, purchase_id))
        assert found is not None
        return found

    async def notices(self, kind: str) -> list[int]:
        """The chats for which a notice of this kind was ever queued."""
        rows = await self.db.read(
            lambda tx: tx.all("SELECT chat_id FROM outbox WHERE kind = ? ORDER BY id", (kind,))
        )
        return [row["chat_id"] for row in rows]

    async def counts(self) -> dict[str, int]:
        """How many rows each table of the ledger has."""
        tables = ("webhook_events", "purchases", "grants", "subscriptions", "outbox", "people")
        return await self.db.read(
            lambda tx: {table: tx.scalar(f"SELECT COUNT(*) FROM {table}") for table in tables}
        )


def build_shop(db: Database, clock: FixedClock) -> Shop:
    return Shop(
        db,
        clock,
        Payments(db, clock, ADMINS),
        Tariffs(db, clock, ADMINS),
        Attention(db, clock, ADMINS),
        Subscriptions(db, clock),
        RecurringPlans(db, clock, ADMINS),
    )


@pytest.fixture
async def shop(tmp_path: Path, clock: FixedClock) -> AsyncIterator[Shop]:
    """One month is product 456, three months 457, a lifetime 459; nothing else is bound."""
    path = tmp_path / "shop.db"
    async with open_database(path) as db:
        shop = build_shop(db, clock)
        await shop.tariffs.seed([("1 month", 456), ("3 months", 457), ("lifetime", 459)])
        yield shop
        assert_ledger_is_sound(path)


@pytest.fixture
def one_month() -> Duration:
    return Duration(months=1)


PLAN = 1644


@pytest.fixture
async def bound(shop: Shop) -> Shop:
    """Subscription 1644 counts as access."""
    assert await shop.recurring.bind(PLAN, ADMINS[0])
    return shop
