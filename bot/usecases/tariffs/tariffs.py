"""Tariffs: plans for a length of time, as they are sold, and their Tribute products over time."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from bot.clock import Clock
from bot.domain.decisions.versions import Version, version_of
from bot.domain.models import HeldReason, Product, ProductId, TariffId
from bot.domain.money import STARS, Money
from bot.domain.plans import NO_INCLUSIONS, Inclusions, SeedTariff
from bot.domain.records import NO_WORDS, BoundProduct, NewTariff, Tariff, TariffWords
from bot.domain.stars import InStars
from bot.usecases.access.noted import noted
from bot.usecases.tariffs.binding import BOUND, Act, BindResult, bind_and_settle, bind_unbound, note
from bot.usecases.tariffs.seed import store_seed
from bot.usecases.tariffs.shown import Shown
from bot.usecases.tariffs.words import sound
from storage import audit, plans, tariffs
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.plans import OFFERS_SIGNAL
from storage.queries import held_purchases
from storage.stars import prices

_OFFERED, _STOPPED = "make_current", "stop_selling"


@dataclass(frozen=True, slots=True)
class Offer:
    """A tariff on sale with one of its products on offer, as buyers see it."""

    tariff: Tariff
    product: Product | None
    """None where the tariff is sold in Stars alone."""
    words: tuple[tuple[str, TariffWords], ...] = ()
    """The owner's own words for the tariff, by language."""
    stars: int | None = None
    """The price in Stars, paid in the chat; only with the last product of a tariff."""
    stars_renew: bool = False
    """Whether that price is charged again every 30 days."""

    @property
    def prices(self) -> list[Money]:
        """Return what it costs, each way of paying in its currency."""
        in_chat = Money.of(self.stars, STARS)
        product = self.product.price if self.product is not None else None
        return [one for one in (product, in_chat) if one is not None]

    def own(self, locale: str) -> TariffWords:
        """Return the words for readers of a language: those of another one aren't theirs."""
        return next((one for language, one in self.words if language == locale), NO_WORDS)


@dataclass(frozen=True, slots=True)
class Offers:
    """The offers that buyers can choose from now.

    `unread`: a product on offer was never fetched from Tribute yet, so no offers doesn't mean that
    nothing is on sale.
    """

    items: tuple[Offer, ...]
    unread: bool
    inclusions: Inclusions = NO_INCLUSIONS
    shown: Shown = field(default_factory=Shown, compare=False, repr=False)

    @property
    def any_in_stars(self) -> bool:
        """Whether something is sold in Stars, in the chat."""
        return any(one.stars is not None for one in self.items)

    @property
    def any_renews_in_stars(self) -> bool:
        """Whether something is sold in Stars that Telegram charges again every 30 days."""
        return any(one.stars is not None and one.stars_renew for one in self.items)


@dataclass(slots=True)
class _Memory:
    """The offers as they were last read; a change drops them, also while they are being read."""

    offers: Offers | None = None
    changes: int = 0

    def forget(self) -> None:
        self.offers = None
        self.changes += 1


class Place(NamedTuple):
    """How a product comes on offer: instead of those of its currency, or `beside` them. Those in
    `instead_of` stop in any case."""

    beside: bool = False
    instead_of: Collection[ProductId] = ()


INSTEAD = Place()


@dataclass(frozen=True, slots=True)
class Tariffs:
    """Reads and changes tariffs and products; after the first start only admins change them."""

    db: Database
    clock: Clock
    admin_ids: Collection[int]
    seed: tuple[SeedTariff, ...] = ()
    """The settings' TARIFFS."""
    locale: str = "en"
    """The language of the plans' names in the seed."""
    _memory: _Memory = field(default_factory=_Memory)

    def __post_init__(self) -> None:
        self.db.on(OFFERS_SIGNAL, self._memory.forget)

    async def on_start(self) -> None:
        """Store the seed, once in the lifetime of the database."""
        now = self.clock.now()
        await self.db.write(lambda tx: store_seed(tx, self.seed, self.locale, now))

    async def offers(self) -> Offers:
        """Return the products on offer that Tribute would sell now, by plan, in it in the owner's
        order, else the shortest tariff first. Nothing of a retired plan is on offer, and nothing of
        a hidden tariff. They are read once until they change."""
        known, changes = self._memory.offers, self._memory.changes
        if known is not None:
            return known
        found = await self._read_offers()
        if self._memory.changes == changes:
            self._memory.offers = found
        return found

    async def _read_offers(self) -> Offers:
        return await self.db.read(_offered)

    async def all_bound(self) -> list[BoundProduct]:
        return await self.db.read(tariffs.all_bound)

    async def bound(self, product_id: int) -> BoundProduct | None:
        return await self.db.read(lambda tx: tariffs.bound(tx, product_id))

    async def waiting(self) -> int:
        """Return how many payments are held because their product is bound to no tariff."""
        return await self.db.read(lambda tx: held_purchases.count_held_for(tx, HeldReason.UNBOUND))

    async def sell_as(
        self, product: Product, tariff: NewTariff, actor_id: int, place: Place = INSTEAD
    ) -> BindResult:
        """Sell `product` as this tariff from now on, and settle held payments for it.

        A product that it replaces stays valid for people who have its link.
        """

        def work(tx: Tx) -> BindResult:
            bound = bind_and_settle(tx, product.id, tariff, self._act(actor_id))
            tariffs.save_snapshot(tx, product, self.clock.now())
            _offer(tx, product.id, place)
            return bound

        return await self.db.write(work)

    async def bind(
        self, product_id: ProductId, tariff: NewTariff, actor_id: int
    ) -> BindResult | None:
        """Grant payments for this product as the tariff, without asking Tribute about it."""
        act = self._act(actor_id)
        return await self.db.write(lambda tx: bind_unbound(tx, product_id, tariff, act))

    async def version(self, product_id: ProductId) -> Version:
        """Return how a product is sold, as a version for the acts."""
        return await self.db.read(lambda tx: _version(tx, product_id))

    async def stop_offering(
        self, product_id: ProductId, actor_id: int, *, seen: str | None = None
    ) -> bool:
        """Stop offering the product; payments by its old link are still granted. Return False, and
        change nothing, where it isn't on offer, or with `seen` where another admin has decided
        since."""

        def work(tx: Tx) -> bool:
            bound = tariffs.bound(tx, product_id)
            if bound is None or not bound.is_on_offer:
                return False
            if seen not in {None, _version(tx, product_id).tag}:
                return False
            tariffs.stop_offering(tx, product_id)
            note(tx, _STOPPED, product_id, _noted_plan(tx, product_id), self._act(actor_id))
            return True

        return await self.db.write(work)

    async def offer(self, product_id: ProductId, actor_id: int, place: Place = INSTEAD) -> None:
        """Offer this product for its tariff."""

        def work(tx: Tx) -> None:
            _offer(tx, product_id, place)
            note(tx, _OFFERED, product_id, _noted_plan(tx, product_id), self._act(actor_id))

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

    def _act(self, actor_id: int) -> Act:
        return Act(actor_id, self.admin_ids, self.clock.now())


def _version(tx: Tx, product_id: ProductId) -> Version:
    bound = tariffs.bound(tx, product_id)
    latest = audit.latest(tx, [f"product:{product_id}"], [BOUND, _OFFERED, _STOPPED])
    if bound is None:
        return version_of(latest)
    return version_of(latest, bound.tariff.id, int(bound.is_on_offer))


def _offered(tx: Tx) -> Offers:
    on_offer, words, in_stars = tariffs.on_sale(tx), sound(tx), prices.on_sale(tx)
    items = [
        Offer(bound.tariff, bound.product, tuple(words.get(bound.tariff.id, {}).items()))
        for bound in on_offer
        if bound.product is not None and bound.product.sellable
    ]
    if in_stars:
        items = _with_stars(tx, items, in_stars, words)
    unread = any(bound.fetched_at is None for bound in on_offer)
    return Offers(tuple(items), unread, plans.inclusions(tx))


def _with_stars(
    tx: Tx,
    items: Iterable[Offer],
    in_stars: Mapping[TariffId, InStars],
    words: Mapping[TariffId, Mapping[str, TariffWords]],
) -> list[Offer]:
    """Return the offers with the prices in Stars, in the shop's order: with the last product."""
    by_tariff: dict[TariffId, list[Offer]] = {}
    for one in items:
        by_tariff.setdefault(one.tariff.id, []).append(one)
    found: list[Offer] = []
    for tariff in tariffs.every(tx):
        offers, price = by_tariff.get(tariff.id, []), in_stars.get(tariff.id)
        if price is not None:
            alone = Offer(tariff, None, tuple(words.get(tariff.id, {}).items()))
            last, (stars, renew) = (offers[-1] if offers else alone), price
            offers = [*offers[:-1], replace(last, stars=stars, stars_renew=renew)]
        found += offers
    return found


def _offer(tx: Tx, product_id: ProductId, place: Place) -> None:
    """Offer a product, and stop offering what it replaces: those of its currency, and those whose
    currency isn't known yet."""
    bound = tariffs.bound(tx, product_id)
    if bound is None:
        return
    for one in tariffs.on_offer(tx, bound.tariff.id):
        replaced = not place.beside and replaces(bound.product, one.product)
        if replaced or one.product_id in place.instead_of:
            tariffs.stop_offering(tx, one.product_id)
    tariffs.offer(tx, product_id)


def _noted_plan(tx: Tx, product_id: ProductId) -> str | None:
    """Return a product's tariff for the audit where there are several plans."""
    bound = tariffs.bound(tx, product_id)
    if bound is None or plans.only(tx) is not None:
        return None
    return noted(tx, NewTariff(bound.tariff.plan_id, bound.tariff.duration))


def replaces(new: Product | None, old: Product | None) -> bool:
    """Return whether one product of a tariff is offered instead of the other: where both have one
    currency, or where one was never fetched."""
    return new is None or old is None or new.price.currency == old.price.currency
