"""The questions before a product is sold or stopped, with all that the answer changes."""

from collections.abc import Iterable, Sequence

from bot.domain.records import BoundProduct
from bot.texts import Markup, paragraphs
from bot.usecases.outbox.wording import Wording
from bot.usecases.purchases.phrases import named_otherwise
from bot.usecases.tariffs.product_phrases import hidden_note, name_of, notes, prices, retired_note
from bot.usecases.tariffs.products import ProductCard, SellPreview

_MOST_NAMED = 5
"""The most products that a question names one by one."""


def question(preview: SellPreview, say: Wording) -> Markup:
    """Return the question whether to sell a product as a tariff; a paragraph for each fact."""
    product, tariff = preview.product, say.tariff(preview.tariff)
    name = name_of(product, product.id, say)
    return paragraphs(
        say("product-sell-confirm", name=name, duration=tariff),
        Markup(" · ".join(prices(product, say))),
        *_changes(preview, say),
        *notes(product, say),
        *retired_note(say, preview.tariff),
        *hidden_note(say, is_hidden=preview.is_hidden),
        *named_otherwise(say, product.name, preview.tariff),
    )


def stop_question(say: Wording, bound: BoundProduct, all_bound: Iterable[BoundProduct]) -> Markup:
    """Return the question before a product is no longer offered."""
    others = [
        one
        for one in all_bound
        if one.is_on_offer
        and one.tariff.id == bound.tariff.id
        and one.product_id != bound.product_id
    ]
    return say(
        "product-stop-confirm",
        name=name_of(bound.product, bound.product_id, say),
        duration=say.tariff(bound.tariff),
        others=len(others),
    )


def _changes(preview: SellPreview, say: Wording) -> list[Markup]:
    found = [
        *_named(preview.instead_of, "product-sell-replaces", preview, say),
        *_named(preview.beside, "product-sell-stays", preview, say),
    ]
    if preview.binding is not None and not preview.is_bound_so:
        before, after = say.tariff(preview.binding.tariff), say.tariff(preview.tariff)
        found.append(say("product-sell-moves", before=before, duration=after))
    return found


def _named(
    cards: Sequence[ProductCard], key: str, preview: SellPreview, say: Wording
) -> list[Markup]:
    """Return a line for each of these products, and how many more there are."""
    found = [
        say(
            key,
            name=name_of(one.product, one.product_id, say),
            id=one.product_id,
            duration=say.tariff(preview.tariff),
        )
        for one in cards[:_MOST_NAMED]
    ]
    if more := len(cards[_MOST_NAMED:]):
        found.append(say("product-sell-more", count=more))
    return found
