"""The doctor's findings about the offers: what of each plan is on offer, and the
prices that buyers see."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from bot.domain.checkup import Finding, broken, ok, warning
from bot.domain.models import PlanId, Product, TariffId
from bot.domain.plans import Plan
from bot.domain.records import BoundProduct, Tariff
from bot.texts import Named
from bot.usecases.operations.doctor_ledger import LedgerView

_CYRILLIC = re.compile("[\u0400-\u04ff]")


def findings(
    ledger: LedgerView, listed: Sequence[Product] | None, default_locale: str
) -> Iterator[Finding]:
    """Yield the findings; `listed` is Tribute's list as it is now.

    If that is None because Tribute can't be asked, the products as last seen are judged.
    """
    if not ledger.tariffs and not ledger.subscribed_plans:
        yield broken("doctor-tariffs-none")
        return
    names = _Names(ledger.plans, default_locale)
    retired = {plan.id for plan in ledger.plans if plan.retired_at is not None}
    on_offer = [bound for bound in ledger.bound if bound.is_on_offer]
    sold = [bound for bound in on_offer if bound.tariff.plan_id not in retired]
    current = [bound for bound in sold if not bound.tariff.is_hidden]
    yield from _gaps(ledger, sold, retired, names)
    yield from _retired(on_offer, retired, names)
    errors = [one for bound in current for one in _of_bound(bound, listed, names)]
    yield from errors
    yield from _currencies(current)
    yield from _language(current, default_locale)
    yield from _without_chats(ledger, retired, names)
    if current and not errors:
        yield ok("doctor-offers", count=len(current))


@dataclass(frozen=True, slots=True)
class _Names:
    """Names plans and tariffs in findings; where there is one plan, nobody reads of it."""

    plans: Sequence[Plan]
    locale: str

    def plan(self, plan_id: PlanId) -> Named:
        plan = next(one for one in self.plans if one.id == plan_id)
        usual = plan.names.get(self.locale) or next(iter(plan.names.values()), plan.key)
        return Named(plan.names, usual)

    def tariff(self, tariff: Tariff) -> dict[str, object]:
        """Return the parameters of the text `doctor-tariff`."""
        several = "yes" if len(self.plans) > 1 else "no"
        name = self.plan(tariff.plan_id)
        return {"several": several, "plan": name, "duration": tariff.duration}


def _gaps(
    ledger: LedgerView,
    on_offer: Sequence[BoundProduct],
    retired: AbstractSet[PlanId],
    names: _Names,
) -> Iterator[Finding]:
    """Yield the plans of which nothing can be bought, and single tariffs without a product; what an
    admin has hidden is meant so."""
    sold = {bound.tariff.id for bound in on_offer}
    sold_plans = {bound.tariff.plan_id for bound in on_offer} | ledger.subscribed_plans
    empty = {plan.id for plan in ledger.plans if len(ledger.plans) > 1} - sold_plans - retired
    for plan in ledger.plans:
        if plan.id in empty:
            yield warning("doctor-plan-empty", plan=names.plan(plan.id))
    for tariff in ledger.tariffs:
        if tariff.id not in sold and not tariff.is_hidden and tariff.plan_id not in empty | retired:
            yield warning("doctor-tariff-empty", **names.tariff(tariff))


def _retired(
    on_offer: Sequence[BoundProduct], retired: AbstractSet[PlanId], names: _Names
) -> Iterator[Finding]:
    """Yield the retired plans with products that are on offer, so that buyers don't see them. Only
    an admin's own act brings that about: it is shown, and nobody is reminded of it."""
    counts = Counter(bound.tariff.plan_id for bound in on_offer if bound.tariff.plan_id in retired)
    for plan_id, count in counts.items():
        yield ok("doctor-plan-retired", plan=names.plan(plan_id), count=count)


def _without_chats(
    ledger: LedgerView, retired: AbstractSet[PlanId], names: _Names
) -> Iterator[Finding]:
    """Hint at sold plans without a private chat, where others have one."""
    for plan in ledger.plans:
        if ledger.plans_with_chats and plan.id not in ledger.plans_with_chats | retired:
            yield warning("doctor-plan-chatless", plan=names.plan(plan.id))


def _of_bound(
    bound: BoundProduct, listed: Sequence[Product] | None, names: _Names
) -> Iterator[Finding]:
    params = {"id": bound.product_id, **names.tariff(bound.tariff)}
    product = _now(bound, listed)
    if product is None:
        if listed is not None:
            yield broken("doctor-product-gone", **params)
        return
    named = {**params, "name": product.name}
    if product.status != "approved":
        yield broken("doctor-product-unapproved", **named, status=product.status)
    elif not product.link:
        yield broken("doctor-product-no-link", **named)
    if listed is not None:
        yield from _drift(bound, product)


def _now(bound: BoundProduct, listed: Sequence[Product] | None) -> Product | None:
    if listed is None:
        return bound.product
    return next((product for product in listed if product.id == bound.product_id), None)


def _drift(bound: BoundProduct, product: Product) -> Iterator[Finding]:
    """Compare the price that buyers saw last with Tribute's present price."""
    shown = bound.product.price if bound.product is not None else product.price
    params = {"name": product.name, "shown": shown, "price": product.price}
    if shown.currency != product.price.currency:
        yield warning("doctor-currency-drift", **params)
    elif shown != product.price:
        yield warning("doctor-price-drift", **params)


def _currencies(current: Sequence[BoundProduct]) -> Iterator[Finding]:
    """Warn where no currency of a plan is that of all its tariffs: a price in roubles and one in
    euros may be meant, some tariffs in roubles and others in euros hardly are."""
    of_plan: dict[PlanId, dict[TariffId, set[str]]] = {}
    for bound in current:
        if bound.product is not None:
            tariffs = of_plan.setdefault(bound.tariff.plan_id, {})
            tariffs.setdefault(bound.tariff.id, set()).add(bound.product.price.currency)
    for tariffs in of_plan.values():
        if not set.intersection(*tariffs.values()):
            found = sorted(set.union(*tariffs.values()))
            yield warning("doctor-currencies-mixed", currencies=", ".join(found))
            return


def _language(current: Sequence[BoundProduct], default_locale: str) -> Iterator[Finding]:
    """Hint at Russian where what is sold is meant for people who read it, and the bot's isn't."""
    if default_locale != "en":
        return
    for bound in current:
        product = bound.product
        if product and (product.price.currency == "RUB" or _CYRILLIC.search(product.name)):
            yield warning("doctor-locale", name=product.name, price=product.price)
            return
