"""Starts and stops selling a product as a tariff; both are asked once more before they happen."""

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, ForceReply, InlineKeyboardButton, Message

from bot.deps import Deps
from bot.domain.durations import Duration
from bot.domain.models import FIRST_PLAN, ProductId
from bot.domain.records import NewTariff
from bot.texts import GAP, Markup, lines
from bot.tribute.errors import TributeError
from bot.usecases.outbox.wording import Wording
from bot.usecases.tariffs.products import ProductCard, SellPreview, SellResult
from handlers.telegram.admin.products.product import card_rows, card_screen, error_screen
from handlers.telegram.admin.products.screens import card_text, name_of, notes, prices
from handlers.telegram.admin.shared.phrases import named_otherwise
from handlers.telegram.callbacks.products import (
    BackToProduct,
    ConfirmSelling,
    ConfirmStop,
    SellAs,
    SellFor,
    StopSelling,
)
from handlers.telegram.middlewares.questions import ANSWER
from handlers.telegram.ui.durations import OTHER, decode, duration_rows, encode, read_duration
from handlers.telegram.ui.reply import reply
from handlers.telegram.ui.screen import alert, button, done, show

Row = list[InlineKeyboardButton]
Screen = tuple[Markup, list[Row]]


class SellQuestion(StatesGroup):
    """The duration that a product is sold as."""

    duration = State()


def register(router: Router) -> None:
    router.callback_query.register(choose, SellAs.filter())
    router.callback_query.register(chosen, SellFor.filter())
    router.callback_query.register(confirmed, ConfirmSelling.filter())
    router.callback_query.register(stop, StopSelling.filter())
    router.callback_query.register(stop_confirmed, ConfirmStop.filter())
    router.message.register(typed, SellQuestion.duration, ANSWER)


async def choose(query: CallbackQuery, callback_data: SellAs, deps: Deps, say: Wording) -> None:
    """Ask for a duration; the usual ones are buttons."""
    product_id = ProductId(callback_data.id)
    try:
        card = await deps.products.card(product_id)
    except TributeError as error:
        text, rows = error_screen(error, product_id, say)
    else:
        text = say("product-sell-ask-duration", name=name_of(card.product, product_id, say))
        rows = duration_rows(say, lambda code: SellFor(id=product_id, duration=code))
        rows.append(_back(product_id, say))
    await show(query, text, rows)
    await done(query)


async def chosen(
    query: CallbackQuery, callback_data: SellFor, state: FSMContext, deps: Deps, say: Wording
) -> None:
    product_id, duration = ProductId(callback_data.id), decode(callback_data.duration)
    if duration is not None:
        await state.set_state(None)  # the button answers the question: nothing needs to be typed
        await show(query, *await _question(product_id, duration, deps, say))
        await done(query)
    elif callback_data.duration == OTHER and query.bot is not None:
        await state.set_state(SellQuestion.duration)
        await state.update_data(product_to_sell=product_id)
        await query.bot.send_message(
            query.from_user.id, say("product-sell-type-duration"), reply_markup=_typing(say)
        )
        await done(query)
    else:
        await alert(query, say.plain("error-stale-button"))


async def typed(message: Message, state: FSMContext, deps: Deps, say: Wording) -> None:
    """Read the answer to “other”: a duration in words of either language."""
    product_id = (await state.get_data()).get("product_to_sell")
    duration = read_duration(message.text or "")
    if duration is None or product_id is None:
        await message.answer(say("product-sell-duration-unreadable"), reply_markup=_typing(say))
        return
    await state.set_state(None)
    text, rows = await _question(ProductId(product_id), duration, deps, say)
    await reply(message, text, rows)


async def confirmed(
    query: CallbackQuery, callback_data: ConfirmSelling, deps: Deps, say: Wording
) -> None:
    product_id, duration = ProductId(callback_data.id), decode(callback_data.duration)
    if duration is None:
        await alert(query, say.plain("error-stale-button"))
        return
    try:
        result = await deps.products.sell(
            product_id,
            NewTariff(FIRST_PLAN, duration),
            callback_data.instead_of,
            query.from_user.id,
        )
    except TributeError as error:
        screen = error_screen(error, product_id, say)
    else:
        screen = await _after_selling(result, deps, say)
    await show(query, *screen)
    await done(query)


async def stop(query: CallbackQuery, callback_data: StopSelling, deps: Deps, say: Wording) -> None:
    """Ask once more; a product that isn't offered any more is only shown as it is."""
    product_id = ProductId(callback_data.id)
    text, rows = await card_screen(product_id, deps, say)
    bound = await deps.tariffs.bound(product_id)
    if bound is not None and bound.is_on_offer:
        name = name_of(bound.product, product_id, say)
        text = say("product-stop-confirm", name=name, duration=say.tariff(bound.tariff))
        yes = button(say.plain("button-product-stop-confirm"), ConfirmStop(id=product_id))
        rows = [[yes], _back(product_id, say)]
    await show(query, text, rows)
    await done(query)


async def stop_confirmed(
    query: CallbackQuery, callback_data: ConfirmStop, deps: Deps, say: Wording
) -> None:
    product_id = ProductId(callback_data.id)
    await deps.tariffs.stop_offering(product_id, query.from_user.id)
    text, rows = await card_screen(product_id, deps, say)
    await show(query, lines(say("product-stop-done"), GAP, text), rows)
    await done(query)


async def _question(product_id: ProductId, duration: Duration, deps: Deps, say: Wording) -> Screen:
    """Return the question “Sell this product as that tariff?”, with everything it would change."""
    try:
        preview = await deps.products.preview(product_id, NewTariff(FIRST_PLAN, duration))
    except TributeError as error:
        return error_screen(error, product_id, say)
    return _preview_screen(preview, say)


def _preview_screen(preview: SellPreview, say: Wording) -> Screen:
    product, duration = preview.product, preview.tariff.duration
    name = name_of(product, product.id, say)
    if preview.is_done:
        card = ProductCard(product.id, product, preview.binding)
        text = lines(say("product-sell-not-needed", duration=duration), GAP, card_text(card, say))
        return text, card_rows(card, say)
    parts = [say("product-sell-confirm", name=name, duration=duration)]
    parts += [
        Markup(" · ".join(prices(product, say))),
        *_changes(preview, say),
        *notes(product, say),
        *named_otherwise(say, product.name, duration),
    ]
    result = ConfirmSelling(
        id=product.id, duration=encode(duration), instead_of=preview.instead_of_id
    )
    otherwise = button(say.plain("button-duration-another"), SellAs(id=product.id))
    yes = button(say.plain("button-product-sell-confirm"), result)
    return Markup("\n\n".join(parts)), [[yes], [otherwise], _back(product.id, say)]


def _changes(preview: SellPreview, say: Wording) -> list[Markup]:
    found = []
    duration = say.tariff(preview.tariff)
    for old in preview.instead_of:
        name = name_of(old.product, old.product_id, say)
        found.append(say("product-sell-replaces", name=name, id=old.product_id, duration=duration))
    if preview.binding is not None and not preview.is_bound_so:
        before = say.tariff(preview.binding.tariff)
        found.append(say("product-sell-moves", before=before, duration=duration))
    return found


async def _after_selling(result: SellResult | SellPreview, deps: Deps, say: Wording) -> Screen:
    """Return the card with the result; or the question again, if it has changed meanwhile."""
    if isinstance(result, SellPreview):
        text, rows = _preview_screen(result, say)
        changed = None if result.is_done else say("product-sell-changed")
        return (lines(changed, GAP, text) if changed else text), rows
    product = result.preview.product
    text, rows = await card_screen(product.id, deps, say)
    name = name_of(product, product.id, say)
    headline = [say("product-sell-done", name=name, duration=say.tariff(result.preview.tariff))]
    if result.settled:
        headline.append(say("product-sell-settled", count=result.settled))
    return lines(*headline, GAP, text), rows


def _back(product_id: ProductId, say: Wording) -> Row:
    return [button(say.plain("button-product-back"), BackToProduct(id=product_id))]


def _typing(say: Wording) -> ForceReply:
    return ForceReply(input_field_placeholder=say.plain("product-sell-duration-placeholder"))
