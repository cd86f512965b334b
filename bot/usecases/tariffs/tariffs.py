"""Tariffs: what is sold, and which Tribute products stand for it, over time."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.durations import Duration
from bot.domain.models import HeldReason, Product, ProductId
from bot.usecases.purchases import settle_held
from storage import audit, facts, purchases, tariffs
from storage.audit import Entry
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.tariffs import BoundProduct, Tariff

_SEEDED = "tariffs_seeded_at"


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing a buyer can buy now."""

    tariff: Tariff
    product: Product


@dataclass(frozen=True, slots=True)
class Shelf:
    """What can be bought now. `unread`: something is meant to be sold of which Tribute has told
    nothing yet, so that an empty shelf does not mean an empty shop."""

    offers: tuple[Offer, ...]
    unread: bool


@dataclass(frozen=True, slots=True)
class Bound:
    """What binding a product did: how many held payments were settled by it."""

    tariff: Tariff
    settled: int


@dataclass(frozen=True, slots=True)
class Tariffs:
    """Reads and changes what is sold. After the first run the chat is the truth."""

    db: Database
    clock: Clock
    admin_ids: tuple[int, ...]

    async def seed(self, pairs: Iterable[tuple[str, int]]) -> None:
        """Plant the settings' TARIFFS, once in the life of the database."""
        now = self.clock.now()
        planted = [(Duration.parse(text), product_id) for text, product_id in pairs]
        await self.db.write(lambda tx: _seed(tx, planted, now))

    async def shelf(self) -> Shelf:
        """Each tariff's current product, shortest first, where Tribute would sell it now."""
        current = [bound for bound in await self.all_bound() if bound.is_current]
        offers = tuple(
            Offer(bound.tariff, bound.product)
            for bound in current
            if bound.product is not None and bound.product.sellable
        )
        return Shelf(offers, any(bound.fetched_at is None for bound in current))

    async def all_bound(self) -> list[BoundProduct]:
        return await self.db.read(tariffs.all_bound)

    async def bound(self, product_id: int) -> BoundProduct | None:
        return await self.db.read(lambda tx: tariffs.bound(tx, product_id))

    async def waiting(self) -> int:
        """How many payments are held because their product is bound to no tariff."""
        held = await self.db.read(purchases.held)
        return sum(one.held_reason is HeldReason.UNBOUND for one in held)

    async def sell_as(self, product: Product, duration: Duration, actor_id: int) -> Bound:
        """Sell `product` as this duration from now on; settles what was held for want of it.

        The product shown for that duration before stays valid for those who hold its link.
        """

        def work(tx: Tx) -> Bound:
            bound = self._bind_and_settle(tx, product.id, duration, actor_id)
            tariffs.save_snapshot(tx, product, self.clock.now())
            tariffs.make_current(tx, product.id)
            return bound

        return await self.db.write(work)

    async def bind(self, product_id: ProductId, duration: Duration, actor_id: int) -> Bound | None:
        """Honour payments for this product as the duration, without needing Tribute's word on it.

        It is offered to buyers only where nothing else is offered for the duration. None if the
        product is bound already: somebody else was quicker, and nothing is changed.
        """

        def work(tx: Tx) -> Bound | None:
            if tariffs.bound(tx, product_id) is not None:
                return None
            bound = self._bind_and_settle(tx, product_id, duration, actor_id)
            if not tariffs.has_current(tx, bound.tariff.id):
                tariffs.make_current(tx, product_id)
            return bound

        return await self.db.write(work)

    def _bind_and_settle(
        self, tx: Tx, product_id: ProductId, duration: Duration, actor_id: int
    ) -> Bound:
        now = self.clock.now()
        tariff = _bind(tx, product_id, duration, now)
        self._note(tx, actor_id, "bound", product_id, str(duration))
        held = purchases.held_of_product(tx, product_id)
        settled = [settle_held.settle(tx, one.id, self.admin_ids, now) for one in held]
        return Bound(tariff, sum(settled))

    async def stop_selling(self, product_id: ProductId, actor_id: int) -> None:
        """No longer offer the product. Who pays by its old link still gets what was promised."""

        def work(tx: Tx) -> None:
            tariffs.stop_selling(tx, product_id)
            self._note(tx, actor_id, "stop_selling", product_id, None)

        await self.db.write(work)

    async def make_current(self, product_id: ProductId, actor_id: int) -> None:
        """Offer this product for its tariff, instead of the one offered so far."""

        def work(tx: Tx) -> None:
            tariffs.make_current(tx, product_id)
            self._note(tx, actor_id, "make_current", product_id, None)

        await self.db.write(work)

    async def save_snapshots(self, products: Iterable[Product], *, complete: bool = True) -> None:
        """Keep what Tribute says now of the bound products; those it no longer lists are gone.

        A list of nothing at all is no word to trust so far, nor is one that is not `complete`:
        then what isn't in it stays as last seen.
        """
        now = self.clock.now()
        listed = {product.id: product for product in products}

        def work(tx: Tx) -> None:
            for bound in tariffs.all_bound(tx):
                product = listed.get(bound.product_id)
                if product is None and listed and complete:
                    tariffs.set_gone(tx, bound.product_id, now)
                elif product is not None:
                    tariffs.save_snapshot(tx, product, now)

        await self.db.write(work)

    def _note(
        self, tx: Tx, actor_id: int, action: str, product_id: int, detail: str | None
    ) -> None:
        audit.add(
            tx,
            Entry(self.clock.now(), f"admin:{actor_id}", action, f"product:{product_id}", detail),
        )


def _seed(tx: Tx, planted: list[tuple[Duration, int]], now: int) -> None:
    if facts.get(tx, _SEEDED) is not None:
        return
    for duration, product_id in planted:
        _bind(tx, product_id, duration, now)
        tariffs.make_current(tx, product_id)
    facts.put(tx, _SEEDED, str(now))


def _bind(tx: Tx, product_id: int, duration: Duration, now: int) -> Tariff:
    tariff_id = tariffs.find_or_create(tx, duration, now)
    tariffs.bind(tx, product_id, tariff_id, now)
    return Tariff(tariff_id, duration)
