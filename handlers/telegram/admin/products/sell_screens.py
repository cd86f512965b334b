"""The questions before a product is sold or stopped: which plan, how long, what it changes."""

from collections.abc import Iterable, Sequence

from aiogram.types import InlineKeyboardButton

from bot.domain.models import PlanId, ProductId
from bot.domain.plans import Plan
from bot.domain.records import BoundProduct
from bot.texts import GAP, Markup, lines
from bot.usecases.outbox.wording import Wording
from bot.usecases.tariffs.product_phrases import card_text
from bot.usecases.tariffs.products import ProductCard, SellPreview
from bot.usecases.tariffs.sell_phrases import question, stop_question
from handlers.telegram.admin.products.product import card_rows
from handlers.telegram.callbacks.products import (
    BackToProduct,
    ConfirmSelling,
    ConfirmStop,
    SellAs,
    SellFor,
)
from handlers.telegram.ui.durations import duration_rows, encode
from handlers.telegram.ui.plan_choice import likely_first, number_of, plan_rows
from handlers.telegram.ui.screen import button

Row = list[InlineKeyboardButton]
Screen = tuple[Markup, list[Row]]


def ask_plan(say: Wording, product_id: ProductId, name: str, plans: Sequence[Plan]) -> Screen:
    """Return the question which plan the product opens; the one in its name comes first."""
    rows = plan_rows(say, likely_first(name, plans), lambda plan: SellAs(id=product_id, plan=plan))
    return say("product-sell-ask-which", name=name), [*rows, _back(product_id, say)]


def ask_duration(say: Wording, product_id: ProductId, name: str, plan_id: PlanId) -> Screen:
    """Return the question for how long the product opens this plan."""
    number = number_of(say, plan_id)
    rows = duration_rows(say, lambda code: SellFor(id=product_id, duration=code, plan=number))
    rows.append(_back(product_id, say))
    if number is None:
        return say("product-sell-ask-duration", name=name), rows
    return say("product-sell-ask-duration-of", name=name, plan=say.plan(plan_id)), rows


def ask_to_sell(preview: SellPreview, say: Wording) -> Screen:
    """Return the question before selling; the card, if there is nothing to change."""
    product, tariff = preview.product, say.tariff(preview.tariff)
    if preview.is_done:
        card = ProductCard(product.id, product, preview.binding)
        text = lines(say("product-sell-not-needed", duration=tariff), GAP, card_text(card, say))
        return text, card_rows(card, say)
    return question(preview, say), _answers(preview, say)


def ask_stop(
    say: Wording, bound: BoundProduct, seen: str, all_bound: Iterable[BoundProduct]
) -> Screen:
    """Return the question before a product is no longer offered."""
    sure = ConfirmStop(id=bound.product_id, seen=seen)
    yes = button(say.plain("button-product-stop-confirm"), sure)
    return stop_question(say, bound, all_bound), [[yes], _back(bound.product_id, say)]


def _answers(preview: SellPreview, say: Wording) -> list[Row]:
    """Return *Yes*, *Keep both* where something would be replaced, and the ways out."""
    product, (plan_id, duration) = preview.product, preview.tariff
    number = number_of(say, plan_id)
    yes = ConfirmSelling(
        id=product.id,
        duration=encode(duration),
        plan=number,
        seen=preview.version.tag,
    )
    rows = [[button(say.plain("button-product-sell-confirm"), yes)]]
    if preview.instead_of:
        both = yes.model_copy(update={"beside": "1"})
        rows.append([button(say.plain("button-product-sell-beside"), both)])
    otherwise = SellAs(id=product.id, plan=number)
    rows.append([button(say.plain("button-duration-another"), otherwise)])
    if number is not None:
        another = button(say.plain("button-product-sell-another"), SellAs(id=product.id))
        rows.append([another])
    return [*rows, _back(product.id, say)]


def _back(product_id: ProductId, say: Wording) -> Row:
    return [button(say.plain("button-product-back"), BackToProduct(id=product_id))]
