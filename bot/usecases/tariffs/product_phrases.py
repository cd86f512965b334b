"""A product, its prices and its tariff in words, for lists and for its card."""

from html import escape

from bot.domain.models import Product
from bot.domain.money import STARS, Money
from bot.domain.records import NewTariff, Tariff
from bot.texts import Markup, clean, lines
from bot.usecases.outbox.wording import Wording
from bot.usecases.tariffs.product_list import Binding, Listed
from bot.usecases.tariffs.products import ProductCard

_DESCRIPTION_LENGTH = 400
_UNKNOWN = "unknown"


def name_of(product: Product | None, product_id: int, say: Wording) -> str:
    """Return a product's name, cleaned; its number where no visible name is left."""
    name = clean(product.name) if product else ""
    return name or say.plain("product-number", id=product_id)


def listed_facts(one: Listed, say: Wording) -> Markup:
    """Return the line under a name in the list: type, status, prices, orders, tariff."""
    product = one.product
    parts = [_kind(product, say), _status(product, say), *prices(product, say)]
    if product.pending_orders:
        parts.append(say("product-orders", count=product.pending_orders))
    if one.binding is not None:
        parts.append(_sold_as(one.binding, say))
    return Markup(" · ".join(parts))


def _sold_as(binding: Binding, say: Wording) -> Markup:
    place = "current" if binding.is_on_offer else "old"
    return say("product-sold-as", place=place, duration=say.tariff(binding.tariff))


def prices(product: Product, say: Wording) -> list[Markup]:
    """Return the price in money, then in Stars; a physical product's is its cheapest variant's."""
    physical = "physical" if product.type == "physical" else "other"
    found = [say("product-price", price=product.price, type=physical)]
    if product.stars_amount is not None:
        found.append(say("product-stars", price=Money(product.stars_amount, STARS)))
    return found


def card_text(card: ProductCard, say: Wording) -> Markup:
    """Return everything about one product, and the next step."""
    parts: list[str | None] = []
    if card.error is not None:
        known = "known" if card.product else "unknown"
        parts += [say("product-error", error=say(card.error.text_key), known=known), ""]
    parts.append(say("product-title", name=name_of(card.product, card.product_id, say)))
    if card.product is not None:
        parts += _details(card.product, say)
    parts += ["", _place(card, say)]
    if card.product is not None:
        parts += notes(card.product, say)
    if card.binding is not None and card.binding.is_on_offer:
        parts += retired_note(say, card.binding.tariff)
        parts += hidden_note(say, is_hidden=card.binding.tariff.is_hidden)
    return lines(*parts)


def retired_note(say: Wording, tariff: Tariff | NewTariff) -> list[Markup]:
    """Return a warning where the plan of a tariff is retired."""
    if not is_retired(say, tariff):
        return []
    return [say("product-note-retired", name=say.plan(tariff.plan_id))]


def hidden_note(say: Wording, *, is_hidden: bool) -> list[Markup]:
    """Return a warning where a tariff is hidden."""
    return [say("product-note-hidden")] if is_hidden else []


def is_retired(say: Wording, tariff: Tariff | NewTariff) -> bool:
    """Return whether the plan of a tariff is retired, so that buyers see none of its products."""
    return any(one.id == tariff.plan_id and one.retired_at is not None for one in say.plans)


def notes(product: Product, say: Wording) -> list[Markup]:
    """Return warnings that matter before this product is sold."""
    found = []
    if not product.sellable:
        status = product.status if product.status != "approved" else "linkless"
        found.append(say("product-note-status", status=status or _UNKNOWN))
    if product.type in {"custom", "physical"}:
        found.append(say("product-note-type", type=product.type))
    return found


def _details(product: Product, say: Wording) -> list[str | None]:
    facts = (say("product-id", id=product.id), _kind(product, say), _status(product, say))
    description = clean(product.description, _DESCRIPTION_LENGTH)
    cards = "yes" if product.accepts_cards else "no"
    paid = [*prices(product, say), say("product-cards", accepted=cards)]
    if product.stars_amount is None:
        paid.append(say("product-without-stars"))
    return [
        " · ".join(facts),
        " · ".join(paid),
        say("product-orders", count=product.pending_orders)
        if product.pending_orders is not None
        else None,
        f"<blockquote>{escape(description)}</blockquote>" if description else None,
    ]


def _place(card: ProductCard, say: Wording) -> Markup:
    if card.binding is None:
        return say("product-unbound")
    place = "old"
    if card.binding.is_on_offer:
        tariff = card.binding.tariff
        shown = not (is_retired(say, tariff) or tariff.is_hidden)
        seen = card.product is not None and card.product.sellable and shown
        place = "current" if seen else "unseen"
    return say("product-place", place=place, duration=say.tariff(card.binding.tariff))


def _kind(product: Product, say: Wording) -> Markup:
    return say("product-type", type=product.type or _UNKNOWN)


def _status(product: Product, say: Wording) -> Markup:
    return say("product-status", status=product.status or _UNKNOWN)
