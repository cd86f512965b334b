"""A shop for tests: the use cases on a real database, with a fixed clock and two admins."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bot.clock import FixedClock
from bot.domain.durations import Duration, add_calendar
from bot.domain.models import FIRST_PLAN, Outcome, Subscription
from bot.domain.plans import SeedTariff
from bot.domain.records import Purchase
from bot.tribute import events
from bot.usecases.access.status import Subscriptions
from bot.usecases.attention.actions import Attention
from bot.usecases.recurring.products import RecurringProducts
from bot.usecases.tariffs.tariffs import Tariffs
from bot.usecases.webhook_intake.receive import WebhookIntake
from storage import purchases, subscriptions
from storage.engine.database import Database, open_database
from tests.bodies import ANNA
from tests.invariants import assert_ledger_is_sound

ADMINS = (9001, 9002)


@dataclass(frozen=True)
class Shop:
    """The use cases over one database, without Telegram and HTTP."""

    db: Database
    clock: FixedClock
    payments: WebhookIntake
    tariffs: Tariffs
    attention: Attention
    subscriptions: Subscriptions
    recurring: RecurringProducts

    async def receive(self, body: bytes) -> Outcome:
        return await self.payments.receive(events.read(body), body)

    async def subscription(self, person: int) -> Subscription | None:
        return await self.db.read(lambda tx: subscriptions.of_any_plan(tx, person))

    async def purchases(self) -> list[Purchase]:
        return await self.db.read(lambda tx: list(reversed(purchases.latest(tx, 1000))))

    async def purchase(self, purchase_id: int) -> Purchase:
        found = await self.db.read(lambda tx: purchases.by_purchase_id(tx, purchase_id))
        assert found is not None
        return found

    async def notices(self, kind: str) -> list[int]:
        """Return the chats for which a notice of this kind was ever queued."""
        rows = await self.db.read(
            lambda tx: tx.all("SELECT chat_id FROM outbox WHERE kind = ? ORDER BY id", (kind,))
        )
        return [row["chat_id"] for row in rows]

    async def counts(self) -> dict[str, int]:
        """Return how many rows each table of the ledger has."""
        tables = ("webhook_events", "purchases", "grants", "subscriptions", "outbox", "people")
        return await self.db.read(
            lambda tx: {table: tx.scalar(f"SELECT COUNT(*) FROM {table}") for table in tables}
        )


def build_shop(db: Database, clock: FixedClock) -> Shop:
    return Shop(
        db,
        clock,
        WebhookIntake(db, clock, ADMINS),
        Tariffs(db, clock, ADMINS),
        Attention(db, clock, ADMINS),
        Subscriptions(db, clock),
        RecurringProducts(db, clock, ADMINS),
    )


async def seed(shop: Shop, *sold: tuple[str, int]) -> None:
    """Put these pairs of duration and product id on sale, as TARIFFS does at the first start."""
    pairs = tuple(SeedTariff(Duration.parse(text), product_id) for text, product_id in sold)
    await replace(shop.tariffs, seed=pairs).on_start()


async def months_of(shop: Shop, person: int = ANNA) -> int:
    """Return how many months the person has, counted from the usual moment of a purchase."""
    subscription = await shop.subscription(person)
    if subscription is None:
        return 0
    ends = [add_calendar(subscription.started_at, months, 0) for months in range(9)]
    return ends.index(subscription.expires_at)


@pytest.fixture
async def shop(tmp_path: Path, clock: FixedClock) -> AsyncIterator[Shop]:
    """Yield a shop: product 456 is one month, 457 three months, 459 a lifetime; no other is bound.

    The ledger is checked at the end.
    """
    path = tmp_path / "shop.db"
    async with open_database(path) as db:
        shop = build_shop(db, clock)
        await seed(shop, ("1 month", 456), ("3 months", 457), ("lifetime", 459))
        yield shop
        assert_ledger_is_sound(path)


async def nobody_asked() -> None:
    """Stand for the servers' time where no server is asked."""


@pytest.fixture
def one_month() -> Duration:
    return Duration(months=1)


SUBSCRIPTION_ID = 1644
"""Tribute's recurring subscription in the tests."""


@pytest.fixture
async def bound(shop: Shop) -> Shop:
    """Return a shop where the recurring subscription counts as access."""
    assert await shop.recurring.bind(SUBSCRIPTION_ID, FIRST_PLAN, ADMINS[0])
    return shop
