"""An admin's view of the products: Tribute's word on each, and how the bot sells it."""

import re
from dataclasses import dataclass

from bot.domain.durations import Duration
from bot.domain.models import Product, ProductId
from bot.tribute import links
from bot.tribute.errors import TributeError, TributeNotFound
from bot.usecases.tariffs.catalog import Catalog
from bot.usecases.tariffs.product_list import Binding, Listed
from bot.usecases.tariffs.tariffs import Tariffs
from storage.tariffs import BoundProduct

_NUMBER = re.compile(r"#?([0-9]{1,18})")


@dataclass(frozen=True, slots=True)
class Card:
    """One product. With `trouble` Tribute could not be asked, and `product` is as last seen."""

    product_id: ProductId
    product: Product | None
    binding: Binding | None
    trouble: TributeError | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What selling a product as a duration would change."""

    product: Product
    duration: Duration
    binding: Binding | None
    """How it is bound now."""
    instead_of: Card | None
    """What is sold as that duration now and would no longer be."""

    @property
    def is_done(self) -> bool:
        binding = self.binding
        return binding is not None and binding.is_current and binding.duration == self.duration

    @property
    def instead_of_id(self) -> int:
        """0 when nothing is replaced: what a button can carry."""
        return self.instead_of.product_id if self.instead_of else 0


@dataclass(frozen=True, slots=True)
class Sale:
    """A plan carried out; `settled` held payments found their tariff by it."""

    plan: Plan
    settled: int


@dataclass(frozen=True, slots=True)
class Shelf:
    """A tariff: the product sold as it now, and those whose links go on working."""

    duration: Duration
    current: Card | None
    old: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Products:
    """Finds products and sells them. What Tribute can't confirm is not sold."""

    catalog: Catalog
    tariffs: Tariffs

    async def listed(self) -> list[Listed]:
        """Tribute's list with every product's tariff. Raises TributeError."""
        products = await self.catalog.products()
        bound = {one.product_id: _binding(one) for one in await self.tariffs.all_bound()}
        return [Listed(product, bound.get(product.id)) for product in products]

    @property
    def skipped(self) -> int:
        """How many products of that list could not be read."""
        return self.catalog.skipped

    async def shelves(self) -> list[Shelf]:
        """Every tariff that has ever had a product, shortest first, with products as last seen."""
        found: dict[Duration, list[Card]] = {}
        for one in await self.tariffs.all_bound():
            found.setdefault(one.tariff.duration, []).append(_card(one))
        return [
            Shelf(
                duration,
                next((card for card in cards if _is_current(card)), None),
                tuple(card for card in cards if not _is_current(card)),
            )
            for duration, cards in found.items()
        ]

    async def find(self, text: str) -> Card | None:
        """The product of a pasted id, link or link's code; None if the text is neither.

        Raises TributeError if Tribute does not know it or can't be asked.
        """
        pasted = text.strip()
        if number := _NUMBER.fullmatch(pasted):
            return await self.card(ProductId(int(number[1])))
        if "/" not in pasted and not links.may_be_code(pasted):
            return None
        for product in await self.catalog.products():
            if links.leads_to(pasted, product):
                return await self.card(product.id)
        return await self._by_hint(pasted)

    async def card(self, product_id: ProductId) -> Card:
        """The product as it is now; a bound one as last seen if Tribute can't tell.

        Raises TributeError for one that is neither there nor bound.
        """
        bound = await self.tariffs.bound(product_id)
        binding = _binding(bound) if bound else None
        try:
            return Card(product_id, await self.catalog.product(product_id), binding)
        except TributeError as trouble:
            if bound is None:
                raise
            return Card(product_id, bound.product, binding, trouble)

    async def plan(self, product_id: ProductId, duration: Duration) -> Plan:
        """What `sell` would do. Raises TributeError if Tribute can't confirm the product."""
        product = await self.catalog.product(product_id)
        all_bound = await self.tariffs.all_bound()
        own = next((one for one in all_bound if one.product_id == product_id), None)
        instead = next(
            (
                one
                for one in all_bound
                if one.is_current
                and one.tariff.duration == duration
                and one.product_id != product_id
            ),
            None,
        )
        return Plan(
            product,
            duration,
            _binding(own) if own else None,
            _card(instead) if instead else None,
        )

    async def sell(
        self, product_id: ProductId, duration: Duration, instead_of_id: int, actor_id: int
    ) -> Sale | Plan:
        """Sell it in the place of what the admin was shown; else the plan as it stands now."""
        plan = await self.plan(product_id, duration)
        if plan.is_done or plan.instead_of_id != instead_of_id:
            return plan
        if plan.binding is not None and plan.binding.duration == duration:
            await self.tariffs.make_current(product_id, actor_id)
            return Sale(plan, 0)
        bound = await self.tariffs.sell_as(plan.product, duration, actor_id)
        return Sale(plan, bound.settled)

    async def _by_hint(self, pasted: str) -> Card | None:
        """The code of a link as an id: believed only if that product's own link has the code."""
        hint = links.decode(pasted)
        if hint is None:
            return None
        card = await self.card(hint.product_id)
        if card.product is None or not links.leads_to(pasted, card.product):
            raise card.trouble or TributeNotFound("no product has the pasted link")
        return card


def _binding(bound: BoundProduct) -> Binding:
    return Binding(bound.tariff.id, bound.tariff.duration, bound.is_current)


def _card(bound: BoundProduct) -> Card:
    return Card(bound.product_id, bound.product, _binding(bound))


def _is_current(card: Card) -> bool:
    return card.binding is not None and card.binding.is_current
