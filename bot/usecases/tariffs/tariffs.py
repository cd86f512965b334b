"""Tariffs: the lengths of time that are sold, and their Tribute products over time."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.durations import Duration
from bot.domain.models import HeldReason, Product, ProductId
from bot.domain.records import AuditEntry, BoundProduct, Tariff
from bot.usecases.purchases import settle_held
from storage import audit, facts, tariffs
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.queries import held_purchases

_SEEDED = "tariffs_seeded_at"


@dataclass(frozen=True, slots=True)
class Offer:
    """A tariff on sale with its current product, as buyers see it."""

    tariff: Tariff
    product: Product


@dataclass(frozen=True, slots=True)
class Offers:
    """The offers that buyers can choose from now.

    `unread`: a current product was never fetched from Tribute yet, so no offers doesn't mean that
    nothing is on sale.
    """

    items: tuple[Offer, ...]
    unread: bool


@dataclass(frozen=True, slots=True)
class BindResult:
    """The tariff that a product was bound to, and how many held payments that settled."""

    tariff: Tariff
    settled: int


@dataclass(frozen=True, slots=True)
class Tariffs:
    """Reads and changes tariffs and products; after the first start only admins change them."""

    db: Database
    clock: Clock
    admin_ids: tuple[int, ...]
    seed: tuple[tuple[Duration, int], ...] = ()
    """The settings' TARIFFS: (duration, product id)."""

    async def on_start(self) -> None:
        """Store the seed, once in the lifetime of the database."""
        now = self.clock.now()
        await self.db.write(lambda tx: _seed(tx, self.seed, now))

    async def offers(self) -> Offers:
        """Return each tariff's current product that Tribute would sell now, shortest first."""
        current = [bound for bound in await self.all_bound() if bound.is_current]
        items = tuple(
            Offer(bound.tariff, bound.product)
            for bound in current
            if bound.product is not None and bound.product.sellable
        )
        return Offers(items, any(bound.fetched_at is None for bound in current))

    async def all_bound(self) -> list[BoundProduct]:
        return await self.db.read(tariffs.all_bound)

    async def bound(self, product_id: int) -> BoundProduct | None:
        return await self.db.read(lambda tx: tariffs.bound(tx, product_id))

    async def waiting(self) -> int:
        """Return how many payments are held because their product is bound to no tariff."""
        held = await self.db.read(held_purchases.held)
        return sum(one.held_reason is HeldReason.UNBOUND for one in held)

    async def sell_as(self, product: Product, duration: Duration, actor_id: int) -> BindResult:
        """Sell `product` as this duration from now on, and settle held payments for it.

        The previous product of that duration stays valid for people who have its link.
        """

        def work(tx: Tx) -> BindResult:
            bound = self._bind_and_settle(tx, product.id, duration, actor_id)
            tariffs.save_snapshot(tx, product, self.clock.now())
            tariffs.make_current(tx, product.id)
            return bound

        return await self.db.write(work)

    async def bind(
        self, product_id: ProductId, duration: Duration, actor_id: int
    ) -> BindResult | None:
        """Grant payments for this product as the duration, without asking Tribute about it.

        It is offered to buyers only if nothing else is offered for the duration. None, and nothing
        changes, if the product is bound already: another admin was quicker.
        """

        def work(tx: Tx) -> BindResult | None:
            if tariffs.bound(tx, product_id) is not None:
                return None
            bound = self._bind_and_settle(tx, product_id, duration, actor_id)
            if not tariffs.has_current(tx, bound.tariff.id):
                tariffs.make_current(tx, product_id)
            return bound

        return await self.db.write(work)

    def _bind_and_settle(
        self, tx: Tx, product_id: ProductId, duration: Duration, actor_id: int
    ) -> BindResult:
        now = self.clock.now()
        tariff = _bind(tx, product_id, duration, now)
        self._note(tx, actor_id, "bound", product_id, str(duration))
        held = held_purchases.held_of_product(tx, product_id)
        settled = [settle_held.settle(tx, one.id, self.admin_ids, now) for one in held]
        return BindResult(tariff, sum(settled))

    async def stop_selling(self, product_id: ProductId, actor_id: int) -> None:
        """Stop offering the product; payments by its old link are still granted."""

        def work(tx: Tx) -> None:
            tariffs.stop_selling(tx, product_id)
            self._note(tx, actor_id, "stop_selling", product_id, None)

        await self.db.write(work)

    async def make_current(self, product_id: ProductId, actor_id: int) -> None:
        """Offer this product for its tariff, instead of the previous one."""

        def work(tx: Tx) -> None:
            tariffs.make_current(tx, product_id)
            self._note(tx, actor_id, "make_current", product_id, None)

        await self.db.write(work)

    async def save_snapshots(self, products: Iterable[Product], *, complete: bool = True) -> None:
        """Save Tribute's data of the bound products; those that are no longer listed are gone.

        An empty list isn't trusted that far, nor is one that is not `complete`: then products that
        are missing in it stay as last seen.
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
            AuditEntry(
                self.clock.now(), f"admin:{actor_id}", action, f"product:{product_id}", detail
            ),
        )


def _seed(tx: Tx, seed: tuple[tuple[Duration, int], ...], now: int) -> None:
    if facts.get(tx, _SEEDED) is not None:
        return
    for duration, product_id in seed:
        _bind(tx, product_id, duration, now)
        tariffs.make_current(tx, product_id)
    facts.put(tx, _SEEDED, str(now))


def _bind(tx: Tx, product_id: int, duration: Duration, now: int) -> Tariff:
    tariff_id = tariffs.find_or_create(tx, duration, now)
    tariffs.bind(tx, product_id, tariff_id, now)
    return Tariff(tariff_id, duration)
