"""A shop in which things happen at random: sales, refunds, held payments, recurring subscriptions,
what admins give and take, other inclusions, a clock that goes on or back."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from bot.clock import CheckedClock
from bot.domain.durations import Duration
from bot.domain.models import PersonId, PlanId, ProductId
from bot.domain.plans import Inclusions
from bot.domain.records import NewTariff, Revocation
from bot.usecases.access.grants import refold
from bot.usecases.operations.clock_recheck import ClockRecheck
from storage import grants, people, plans
from storage.access import cuts
from storage.engine.tx import Tx
from tests.bodies import ANNA, BORIS, CLARA, purchase, recurring, refund
from tests.usecases.conftest import ADMINS, Shop

DAY, QUARTER = 86400, 900
PEOPLE = [PersonId(one) for one in (ANNA, BORIS, CLARA, 1004)]
PRODUCTS = (456, 456, 457, 458, 459, 999)
"""One that no tariff has at first is among them."""
DURATIONS = (Duration(days=1), Duration(days=9), Duration(months=1), Duration(lifetime=True))


class Life:
    """A shop in which things happen at random, each in a unit of its own."""

    def __init__(self, shop: Shop, rng: random.Random, plan_count: int) -> None:
        self.shop = shop
        self.rng = rng
        self.plan_count = plan_count
        self.number = 0
        self.set_back = False

    async def step(self) -> str:
        """Let something happen, and return what."""
        acts: tuple[tuple[Callable[[], Awaitable[object]], int], ...] = (
            (self.buy, 8),
            (self.buy_together, 2),
            (self.refund, 3),
            (self.subscribe, 4),
            (self.give, 2),
            (self.cut, 2),
            (self.settle, 2),
            (self.bind, 1),
            (self.include, 1),
            (self.pass_time, 4),
            (self.set_clock_back, 1),
        )
        (act,) = self.rng.choices([one for one, _ in acts], [weight for _, weight in acts])
        await act()
        return act.__name__

    def now(self) -> int:
        return self.shop.clock.now()

    def moment(self) -> int:
        """Return a time of Tribute's: now, a little ahead, or earlier, often at a border."""
        at = self.now() - self.rng.choice((0, 0, 0, 60, 5000, 3 * DAY, 40 * DAY, -90, -2000))
        return at - at % QUARTER + self.rng.choice((-1, 0)) if self.rng.random() < 0.3 else at

    def body(self) -> bytes:
        self.number += 1
        facts: dict[str, Any] = {
            "telegram_user_id": self.rng.choice(PEOPLE),
            "product_id": self.rng.choice(PRODUCTS),
            "amount": self.rng.choice((500, 700, 2**62, None)),
            "currency": self.rng.choice(("usd", "usd", "eur", "stars", None)),
        }
        number = self.number if self.rng.random() < 0.9 else None
        return purchase(number, at=self.moment(), **facts)

    async def buy(self) -> None:
        body = self.body()
        for _ in range(self.rng.choice((1, 1, 1, 2))):
            await self.shop.receive(body)

    async def buy_together(self) -> None:
        await asyncio.gather(*(self.shop.receive(self.body()) for _ in range(6)))

    async def refund(self) -> None:
        number = self.rng.randint(1, self.number + 2)
        known = self.rng.random() < 0.8
        facts = {"telegram_user_id": self.rng.choice(PEOPLE)}
        await self.shop.receive(refund(number if known else None, at=self.moment(), **facts))

    async def subscribe(self) -> None:
        at = self.moment()
        await self.shop.receive(
            recurring(
                self.rng.choice(("new", "renewed", "renewed", "cancelled")),
                at=at,
                until=at + self.rng.choice((-5, 1, 30)) * DAY,
                telegram_user_id=self.rng.choice(PEOPLE),
                subscription_id=self.rng.choice((1644, 1645)),
                type=self.rng.choice(("regular", "gift", "trial")),
            )
        )

    async def give(self) -> None:
        plan, duration = self.plan(), self.rng.choice(DURATIONS)

        def work(tx: Tx, person: PersonId) -> None:
            people.ensure(tx, person, None, self.now())
            grants.insert_by_admin(tx, person, plan, duration, self.now())
            refold(tx, person, self.now())

        await self.shop.db.write(partial(work, person=self.rng.choice(PEOPLE)))

    async def cut(self) -> None:
        plan, person = self.plan(), self.rng.choice(PEOPLE)

        def work(tx: Tx) -> None:
            if any(one.plan_id == plan for one in grants.live(tx, person)):
                cuts.insert(tx, person, plan, Revocation(self.now(), ADMINS[0], None))
                refold(tx, person, self.now())

        await self.shop.db.write(work)

    async def settle(self) -> None:
        backlog = await self.shop.attention.backlog()
        for held in backlog.held[:1]:
            tariff = NewTariff(self.plan(), self.rng.choice(DURATIONS))
            act = self.rng.choice(("settle", "dismiss", "name"))
            if act == "settle":
                await self.shop.attention.settle_as(held.id, tariff, ADMINS[0])
            elif act == "dismiss":
                await self.shop.attention.dismiss(held.id, "no", ADMINS[0])
            else:
                await self.shop.attention.name_buyer(held.id, PEOPLE[0], ADMINS[0])

    async def bind(self) -> None:
        tariff = NewTariff(self.plan(), self.rng.choice(DURATIONS))
        if self.rng.random() < 0.5:
            await self.shop.tariffs.bind(ProductId(999), tariff, ADMINS[0])
        else:
            await self.shop.recurring.bind(1645, self.plan(), ADMINS[0])

    async def include(self) -> None:
        if self.plan_count < 3:
            return
        pairs = self.rng.choice(((), ((2, 1),), ((1, 2), (1, 3)), ((3, 2), (2, 1))))

        def work(tx: Tx) -> None:
            plans.set_inclusions(tx, Inclusions(frozenset(pairs)))
            plans.set_refolded_up_to(tx, None)
            for person in PEOPLE:
                refold(tx, person, self.now())

        await self.shop.db.write(work)

    async def pass_time(self) -> None:
        self.shop.clock.move(self.rng.choice((1, 60, QUARTER, 5 * 3600, 3 * DAY, 20 * DAY)))

    async def set_clock_back(self) -> None:
        self.set_back = True
        self.shop.clock.move(-self.rng.choice((1, 300, 5 * 3600, 2 * DAY)))
        if self.rng.random() < 0.7:
            await ClockRecheck(self.shop.db, CheckedClock(self.shop.clock)).recheck()

    def plan(self) -> PlanId:
        return PlanId(self.rng.randint(1, self.plan_count))
