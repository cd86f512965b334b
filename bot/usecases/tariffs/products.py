"""Products as admins see and sell them: each with its data at Tribute and its tariff."""

import re
from asyncio import Lock
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.domain.decisions.versions import NOT_DECIDED, Version, version_of
from bot.domain.models import Product, ProductId
from bot.domain.records import BoundProduct, NewTariff, Tariff
from bot.tribute import links
from bot.tribute.errors import TributeError, TributeNotFound
from bot.usecases.tariffs.catalog import Catalog
from bot.usecases.tariffs.product_list import Binding, Listed
from bot.usecases.tariffs.tariffs import Place, Tariffs, replaces

_NUMBER = re.compile(r"#?([0-9]{1,18})")


@dataclass(frozen=True, slots=True)
class ProductCard:
    """One product; with `error` Tribute could not be asked, and `product` is as last seen."""

    product_id: ProductId
    product: Product | None
    binding: Binding | None
    error: TributeError | None = None


@dataclass(frozen=True, slots=True)
class SellPreview:
    """The changes that selling a product as this tariff would make."""

    product: Product
    tariff: NewTariff
    binding: Binding | None
    """Its present tariff."""
    instead_of: tuple[ProductCard, ...]
    """The products of that tariff and this currency on offer now, which it would replace unless it
    is to be offered beside them."""
    beside: tuple[ProductCard, ...] = ()
    """The products of that tariff in other currencies on offer now, which stay."""
    is_hidden: bool = False
    """Whether an admin hides that tariff, so that buyers won't see the product."""
    sale: Version = field(default=version_of(NOT_DECIDED), compare=False)
    """How the product is sold now."""

    @property
    def version(self) -> Version:
        """The version of all that was shown, for `sell`."""
        return version_of(self.sale.decision, self.sale.tag, self.instead_of_id)

    @property
    def is_bound_so(self) -> bool:
        """Whether it has this tariff already."""
        binding = self.binding
        return binding is not None and is_same(binding.tariff, self.tariff)

    @property
    def is_done(self) -> bool:
        return self.binding is not None and self.binding.is_on_offer and self.is_bound_so

    def is_as(self, seen: int | str) -> bool:
        """Return whether this is what the admin was shown, by its tag or by what is replaced."""
        return seen in {self.version.tag, self.instead_of_id}

    @property
    def instead_of_id(self) -> int:
        """The replaced products for a button, as one number; 0 if nothing is replaced."""
        return _number_of(self.instead_of)

    def also_replaced(self, instead_of_id: int) -> tuple[ProductId, ...]:
        """Return the products in other currencies that the admin was shown as replaced: so said the
        questions of the version before, whose tariffs had one product on offer."""
        if instead_of_id != _number_of(self.instead_of + self.beside):
            return ()
        return tuple(one.product_id for one in self.beside)


@dataclass(frozen=True, slots=True)
class SellResult:
    """A preview that was carried out, and the number of held payments that it settled."""

    preview: SellPreview
    settled: int


@dataclass(frozen=True, slots=True)
class TariffProducts:
    """A tariff with its products on offer, and those whose old links still work."""

    tariff: Tariff
    on_offer: tuple[ProductCard, ...]
    old: tuple[ProductCard, ...]


@dataclass(frozen=True, slots=True)
class Products:
    """Finds products and sells them; a product that Tribute can't confirm is not sold."""

    catalog: Catalog
    tariffs: Tariffs
    _one_sale: Lock = field(default_factory=Lock)

    async def listed(self) -> list[Listed]:
        """Return Tribute's list with every product's tariff. Raises TributeError."""
        products = await self.catalog.products()
        bound = {one.product_id: _binding(one) for one in await self.tariffs.all_bound()}
        return [Listed(product, bound.get(product.id)) for product in products]

    @property
    def skipped(self) -> int:
        """The number of unreadable products in that list."""
        return self.catalog.skipped

    async def by_tariff(self) -> list[TariffProducts]:
        """Return every tariff that ever had a product, by plan, in it shortest first; products as
        last seen."""
        found: dict[Tariff, list[ProductCard]] = {}
        for one in await self.tariffs.all_bound():
            found.setdefault(one.tariff, []).append(_card(one))
        return [
            TariffProducts(
                tariff,
                tuple(card for card in cards if _is_on_offer(card)),
                tuple(card for card in cards if not _is_on_offer(card)),
            )
            for tariff, cards in found.items()
        ]

    async def find(self, text: str) -> ProductCard | None:
        """Return the product of a pasted id, link or link's code; None for another text.

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

    async def card(self, product_id: ProductId) -> ProductCard:
        """Return the product as it is now; a bound one as last seen if Tribute can't be asked.

        Raises TributeError for a product that is neither at Tribute nor bound.
        """
        bound = await self.tariffs.bound(product_id)
        binding = _binding(bound) if bound else None
        try:
            return ProductCard(product_id, await self.catalog.product(product_id), binding)
        except TributeError as error:
            if bound is None:
                raise
            return ProductCard(product_id, bound.product, binding, error)

    async def preview(self, product_id: ProductId, tariff: NewTariff) -> SellPreview:
        """Return the effect of `sell`. Raises TributeError if Tribute can't confirm the product."""
        product = await self.catalog.product(product_id)
        all_bound = await self.tariffs.all_bound()
        own = next((one for one in all_bound if one.product_id == product_id), None)
        others = [
            one
            for one in all_bound
            if one.is_on_offer and is_same(one.tariff, tariff) and one.product_id != product_id
        ]
        return SellPreview(
            product,
            tariff,
            _binding(own) if own else None,
            tuple(_card(one) for one in others if replaces(product, one.product)),
            tuple(_card(one) for one in others if not replaces(product, one.product)),
            any(one.tariff.is_hidden for one in all_bound if is_same(one.tariff, tariff)),
            await self.tariffs.version(product_id),
        )

    async def sell(
        self,
        product_id: ProductId,
        tariff: NewTariff,
        seen: int | str,
        actor_id: int,
        *,
        beside: bool = False,
    ) -> SellResult | SellPreview:
        """Sell the product instead of those that the admin was shown, or `beside` them.

        `seen` is the tag of the version that they saw; a button of before has the number of what is
        replaced (`SellPreview.instead_of_id`). If that is otherwise by now, nothing changes: return
        the new preview. One sale waits for the other, so that it sees what that one did.
        """
        async with self._one_sale:
            preview = await self.preview(product_id, tariff)
            also = preview.also_replaced(seen) if isinstance(seen, int) else ()
            if preview.is_done or not (also or preview.is_as(seen)):
                return preview
            return await self._sell(preview, actor_id, Place(beside, also))

    async def _sell(self, preview: SellPreview, actor_id: int, place: Place) -> SellResult:
        product, tariff = preview.product, preview.tariff
        if preview.is_bound_so:
            await self.tariffs.offer(product.id, actor_id, place)
            return SellResult(preview, 0)
        bound = await self.tariffs.sell_as(product, tariff, actor_id, place)
        return SellResult(preview, bound.settled)

    async def _by_hint(self, pasted: str) -> ProductCard | None:
        """Read the code of a link as an id, and check that this product's link has the code."""
        hint = links.decode(pasted)
        if hint is None:
            return None
        card = await self.card(hint.product_id)
        if card.product is None or not links.leads_to(pasted, card.product):
            raise card.error or TributeNotFound("no product has the pasted link")
        return card


def _number_of(cards: Sequence[ProductCard]) -> int:
    """Return products for a button, as one number: their sum, as far as a button can hold it."""
    return sum(one.product_id for one in cards) % 2**63


def _binding(bound: BoundProduct) -> Binding:
    return Binding(bound.tariff, bound.is_on_offer)


def _card(bound: BoundProduct) -> ProductCard:
    return ProductCard(bound.product_id, bound.product, _binding(bound))


def _is_on_offer(card: ProductCard) -> bool:
    return card.binding is not None and card.binding.is_on_offer


def is_same(tariff: Tariff, new: NewTariff) -> bool:
    """Return whether both are the same plan for the same time."""
    return (tariff.plan_id, tariff.duration) == new
