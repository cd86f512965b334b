"""/product: one product's card, found by number or link, with the steps that are possible."""

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message

from bot.deps import Deps
from bot.domain.models import ProductId
from bot.texts import Markup
from bot.tribute.errors import TributeError
from bot.usecases.outbox.wording import Wording
from bot.usecases.tariffs.product_list import Wanted
from bot.usecases.tariffs.product_phrases import card_text
from bot.usecases.tariffs.products import ProductCard
from handlers.telegram.callbacks.products import (
    BackToProduct,
    SellAs,
    SellFor,
    ShowProduct,
    ShowProducts,
    StopSelling,
)
from handlers.telegram.callbacks.stars import ShowStarsPrice
from handlers.telegram.ui.durations import encode
from handlers.telegram.ui.plan_choice import number_of
from handlers.telegram.ui.reply import reply
from handlers.telegram.ui.screen import button, done, show, side_by_side

Row = list[InlineKeyboardButton]


def register(router: Router) -> None:
    router.message.register(product_command, Command("product", ignore_case=True))
    router.callback_query.register(product_pressed, ShowProduct.filter())
    router.callback_query.register(product_card_again, BackToProduct.filter())


async def product_command(
    message: Message, command: CommandObject, deps: Deps, say: Wording
) -> None:
    try:
        card = await deps.products.find(command.args or "")
    except TributeError as error:
        await message.answer(say(error.text_key))
        return
    if card is None:
        rows = [[button(say.plain("button-products"), ShowProducts.of(Wanted()))]]
        await reply(message, say("product-ask"), rows)
        return
    await reply(message, card_text(card, say), card_rows(card, say))


async def product_pressed(
    query: CallbackQuery, callback_data: ShowProduct, deps: Deps, say: Wording
) -> None:
    """Send the card as a message of its own, so that the list stays where it is."""
    text, rows = await card_screen(ProductId(callback_data.id), deps, say)
    await reply(query, text, rows)


async def product_card_again(
    query: CallbackQuery, callback_data: BackToProduct, deps: Deps, say: Wording
) -> None:
    text, rows = await card_screen(ProductId(callback_data.id), deps, say)
    await show(query, text, rows)
    await done(query)


async def card_screen(product_id: ProductId, deps: Deps, say: Wording) -> tuple[Markup, list[Row]]:
    """Return the product's card as it is now, or the error instead."""
    try:
        card = await deps.products.card(product_id)
    except TributeError as error:
        return error_screen(error, product_id, say)
    return card_text(card, say), card_rows(card, say)


def error_screen(
    error: TributeError, product_id: ProductId, say: Wording
) -> tuple[Markup, list[Row]]:
    """Return an error of Tribute's, with a button to try again."""
    again = button(say.plain("button-try-again"), BackToProduct(id=product_id))
    return say(error.text_key), [[again]]


def card_rows(card: ProductCard, say: Wording) -> list[Row]:
    """Return links to Tribute's pages of the product, then the possible steps.

    A product can be sold only if Tribute confirms it at this moment.
    """
    product, binding, again = card.product, card.binding, BackToProduct(id=card.product_id)
    rows: list[Row] = []
    if product is not None and card.error is None:
        links = (
            ("button-product-open", product.link),
            ("button-product-open-web", product.web_link),
        )
        rows += side_by_side(
            InlineKeyboardButton(text=say.plain(key), url=url) for key, url in links if url
        )
        if binding is not None and not binding.is_on_offer:
            code, plan = encode(binding.tariff.duration), number_of(say, binding.tariff.plan_id)
            offered = SellFor(id=card.product_id, duration=code, plan=plan)
            rows.append([button(say.plain("button-product-make-current"), offered)])
        label = "button-product-sell-otherwise" if binding else "button-product-sell"
        rows.append([button(say.plain(label), SellAs(id=card.product_id))])
    if binding is not None:
        price = ShowStarsPrice(id=binding.tariff.id)
        rows.append([button(say.plain("button-stars-price"), price)])
    if binding is not None and binding.is_on_offer:
        rows.append([button(say.plain("button-product-stop"), StopSelling(id=card.product_id))])
    rows.append([button(say.plain("button-product-refresh"), again)])
    return rows
