"""Tariffs in words: their products, their price in Stars, their own names."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.decisions.versions import Version
from bot.domain.models import PlanId, TariffId
from bot.domain.money import STARS, Money
from bot.domain.records import Tariff, TariffWords
from bot.texts import Markup
from bot.usecases.stars.prices import TariffInStars
from bot.usecases.tariffs.arrangement import Arranged, ListedTariff
from bot.usecases.tariffs.product_phrases import name_of, notes, prices
from bot.usecases.tariffs.products import ProductCard, TariffProducts
from handlers.http.console.api.plans.models import (
    ProductView,
    StarsView,
    TariffView,
    WordsView,
)
from handlers.http.console.api.route import Call
from handlers.http.console.api.said import sentence

_MOST_PRICES = 4


@dataclass(frozen=True, slots=True)
class TariffViews:
    """All tariffs that ever had a product or a price in Stars, read in one go."""

    call: Call
    arranged: Mapping[PlanId, Arranged]
    products: Mapping[TariffId, TariffProducts]
    stars: Mapping[TariffId, TariffInStars]
    words: Mapping[TariffId, Mapping[str, TariffWords]]
    versions: Mapping[TariffId, Version]
    orders: Mapping[PlanId, Version]

    @classmethod
    async def read(cls, call: Call) -> "TariffViews":
        deps = call.deps
        return cls(
            call,
            await deps.arrangement.by_plan(),
            {one.tariff.id: one for one in await deps.products.by_tariff()},
            {one.tariff.id: one for one in await deps.stars_prices.every()},
            await deps.arrangement.texts.every(),
            await deps.arrangement.versions(),
            await deps.arrangement.orders(),
        )

    def of(self, plan_id: PlanId) -> list[TariffView]:
        """Return a plan's tariffs: first those with a place in the order of the shop, in it."""
        found = self.arranged.get(plan_id)
        listed = found.tariffs if found is not None else ()
        places = {one.tariff.id for one in listed}
        others = [
            ListedTariff(one.tariff, ())
            for one in self.stars.values()
            if one.tariff.plan_id == plan_id and one.tariff.id not in places
        ]
        return [
            *(self._view(one, is_listed=True) for one in listed),
            *(self._view(one, is_listed=False) for one in others),
        ]

    def is_ordered(self, plan_id: PlanId) -> bool:
        found = self.arranged.get(plan_id)
        return found is not None and found.is_ordered

    def order_seen(self, plan_id: PlanId) -> str | None:
        """Return the version of the order of a plan's tariffs; None where it has none."""
        found = self.orders.get(plan_id)
        return found.tag if found is not None else None

    def _view(self, one: ListedTariff, *, is_listed: bool) -> TariffView:
        tariff, say = one.tariff, self.call.say
        products, stars = self.products.get(tariff.id), self.stars.get(tariff.id)
        return TariffView(
            id=tariff.id,
            duration=say.plain("label-duration", duration=tariff.duration),
            prices=self._prices(one),
            is_hidden=tariff.is_hidden,
            is_sold=one.is_sellable,
            is_listed=is_listed,
            on_offer=[product_view(self.call, card) for card in products.on_offer]
            if products
            else [],
            old=[product_view(self.call, card) for card in products.old] if products else [],
            stars=stars_view(self.call, stars) if stars is not None else None,
            words=self._words(tariff),
            seen=self.versions[tariff.id].tag,
        )

    def _prices(self, one: ListedTariff) -> str | None:
        say = self.call.say
        found = [
            say("shop-price", price=bound.product.price)
            for bound in one.products[:_MOST_PRICES]
            if bound.product is not None
        ]
        if one.stars is not None:
            found.append(_in_stars(self.call, one.stars, renews=one.stars_renew))
        return " · ".join(sentence(each) for each in found) or None

    def _words(self, tariff: Tariff) -> list[WordsView]:
        return [
            WordsView(locale=locale, name=words.name, description=words.description)
            for locale, words in self.words.get(tariff.id, {}).items()
        ]


def product_view(call: Call, card: ProductCard) -> ProductView:
    """Return a product of a tariff, as it was last seen."""
    product, say = card.product, call.say
    facts = (
        sentence(" · ".join(prices(product, say)))
        if product is not None
        else sentence(say("tariffs-unseen"))
    )
    return ProductView(
        id=card.product_id,
        name=name_of(product, card.product_id, say),
        facts=facts,
        notes=[sentence(one) for one in notes(product, say)] if product is not None else [],
        link=web_address(product.link) if product is not None else None,
        is_on_offer=card.binding is not None and card.binding.is_on_offer,
    )


def web_address(url: str) -> str | None:
    """Return an address that a page may link to; None for any other one."""
    return url if url.startswith("https://") else None


def stars_view(call: Call, one: TariffInStars) -> StarsView:
    """Return a tariff's price in Stars, also that it has none."""
    price, say = one.price, call.say
    text = (
        say("stars-price-off")
        if price is None
        else _in_stars(call, price.stars, renews=price.renews)
    )
    return StarsView(
        stars=price.stars if price is not None else None,
        renews=price is not None and price.renews,
        may_renew=one.may_renew,
        text=sentence(text),
        seen=one.version,
    )


def _in_stars(call: Call, stars: int, *, renews: bool) -> Markup:
    key = "stars-price-renewing" if renews else "shop-price"
    return call.say(key, price=Money(stars, STARS))
