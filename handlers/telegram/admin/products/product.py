"""/product: one product's card, found by number or link, and what can be done with it."""

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message

from bot.deps import Deps
from bot.domain.models import ProductId
from bot.texts import Markup
from bot.tribute.errors import TributeError
from bot.usecases.outbox.wording import Wording
from bot.usecases.tariffs.product_list import Wanted
from bot.usecases.tariffs.products import Card
from handlers.telegram.admin.products.screens import card_text
from handlers.telegram.callbacks.products import (
    BackToProduct,
    SellAs,
    SellFor,
    ShowProduct,
    ShowProducts,
    StopSelling,
)
from handlers.telegram.ui.durations import encode
from handlers.telegram.ui.reply import reply
from handlers.telegram.ui.screen import button, done, show

Row = list[InlineKeyboardButton]


def register(router: Router) -> None:
    router.message.register(product_command, Command("product"))
    router.callback_query.register(product_pressed, ShowProduct.filter())
    router.callback_query.register(product_again, BackToProduct.filter())


async def product_command(
    message: Message, command: CommandObject, deps: Deps, say: Wording
) -> None:
    try:
        card = await deps.products.find(command.args or "")
    except TributeError as trouble:
        await message.answer(say(trouble.text_key))
        return
    if card is None:
        rows = [[button(say.plain("products-open"), ShowProducts.of(Wanted()))]]
        await reply(message, say("product-example"), rows)
        return
    await reply(message, card_text(card, say), card_rows(card, say))


async def product_pressed(
    query: CallbackQuery, callback_data: ShowProduct, deps: Deps, say: Wording
) -> None:
    """A card of its own, so that the list stays where it is."""
    text, rows = await card_screen(ProductId(callback_data.id), deps, say)
    await reply(query, text, rows)


async def product_again(
    query: CallbackQuery, callback_data: BackToProduct, deps: Deps, say: Wording
) -> None:
    text, rows = await card_screen(ProductId(callback_data.id), deps, say)
    await show(query, text, rows)
    await done(query)


async def card_screen(product_id: ProductId, deps: Deps, say: Wording) -> tuple[Markup, list[Row]]:
    """The product's card as it is now, or why there is none."""
    try:
        card = await deps.products.card(product_id)
    except TributeError as trouble:
        return trouble_screen(trouble, product_id, say)
    return card_text(card, say), card_rows(card, say)


def trouble_screen(
    trouble: TributeError, product_id: ProductId, say: Wording
) -> tuple[Markup, list[Row]]:
    again = button(say.plain("products-again"), BackToProduct(id=product_id))
    return say(trouble.text_key), [[again]]


def card_rows(card: Card, say: Wording) -> list[Row]:
    """Tribute's own pages of it; then what can be done. What Tribute can't confirm isn't sold."""
    product, binding, again = card.product, card.binding, BackToProduct(id=card.product_id)
    rows: list[Row] = []
    if product is not None and card.trouble is None:
        links = (("product-open", product.link), ("product-open-web", product.web_link))
        rows.append(
            [InlineKeyboardButton(text=say.plain(key), url=url) for key, url in links if url]
        )
        if binding is not None and not binding.is_current:
            code = encode(binding.duration)
            current = SellFor(id=card.product_id, duration=code)
            rows.append([button(say.plain("product-make-current"), current)])
        label = "product-sell-otherwise" if binding else "product-sell"
        rows.append([button(say.plain(label), SellAs(id=card.product_id))])
    if binding is not None and binding.is_current:
        rows.append([button(say.plain("product-stop"), StopSelling(id=card.product_id))])
    rows.append([button(say.plain("product-refresh"), again)])
    return rows
