"""Selling a product as a duration, and no longer: each is asked once more before it is done."""

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, ForceReply, InlineKeyboardButton, Message

from bot.deps import Deps
from bot.domain.durations import Duration
from bot.domain.models import ProductId
from bot.texts import Markup
from bot.tribute.errors import TributeError
from bot.usecases.outbox.wording import Wording
from bot.usecases.tariffs.products import Card, Plan, Sale
from handlers.telegram.admin.products.product import card_rows, card_screen, trouble_screen
from handlers.telegram.admin.products.screens import card_text, lines, name_of, notes, prices
from handlers.telegram.callbacks.products import (
    BackToProduct,
    ConfirmSale,
    ConfirmStop,
    SellAs,
    SellFor,
    StopSelling,
)
from handlers.telegram.middlewares.questions import ANSWER
from handlers.telegram.ui.durations import OTHER, decode, duration_rows, encode, read_duration
from handlers.telegram.ui.reply import reply
from handlers.telegram.ui.screen import button, done, show

Row = list[InlineKeyboardButton]
Screen = tuple[Markup, list[Row]]


class SaleQuestion(StatesGroup):
    duration = State()


def register(router: Router) -> None:
    router.callback_query.register(choose, SellAs.filter())
    router.callback_query.register(chosen, SellFor.filter())
    router.callback_query.register(confirmed, ConfirmSale.filter())
    router.callback_query.register(stop, StopSelling.filter())
    router.callback_query.register(stop_confirmed, ConfirmStop.filter())
    router.message.register(typed, SaleQuestion.duration, ANSWER)


async def choose(query: CallbackQuery, callback_data: SellAs, deps: Deps, say: Wording) -> None:
    """Which duration? The usual ones are buttons."""
    product_id = ProductId(callback_data.id)
    try:
        card = await deps.products.card(product_id)
    except TributeError as trouble:
        text, rows = trouble_screen(trouble, product_id, say)
    else:
        text = say("product-choose", name=name_of(card.product, product_id, say))
        rows = duration_rows(say, lambda code: SellFor(id=product_id, duration=code))
        rows.append(_back(product_id, say))
    await show(query, text, rows)
    await done(query)


async def chosen(
    query: CallbackQuery, callback_data: SellFor, state: FSMContext, deps: Deps, say: Wording
) -> None:
    product_id, duration = ProductId(callback_data.id), decode(callback_data.duration)
    if duration is not None:
        await state.set_state(None)  # chosen by a button: nothing need be typed any more
        await show(query, *await _question(product_id, duration, deps, say))
        await done(query)
    elif callback_data.duration == OTHER and query.bot is not None:
        await state.set_state(SaleQuestion.duration)
        await state.update_data(sale_product_id=product_id)
        await query.bot.send_message(
            query.from_user.id, say("product-type-duration"), reply_markup=_typing(say)
        )
        await done(query)
    else:
        await query.answer(say.plain("stale-button"), show_alert=True)


async def typed(message: Message, state: FSMContext, deps: Deps, say: Wording) -> None:
    """The answer to “other”: a duration in words, of either language."""
    product_id = (await state.get_data()).get("sale_product_id")
    duration = read_duration(message.text or "")
    if duration is None or product_id is None:
        await message.answer(say("product-duration-unread"), reply_markup=_typing(say))
        return
    await state.set_state(None)
    text, rows = await _question(ProductId(product_id), duration, deps, say)
    await reply(message, text, rows)


async def confirmed(
    query: CallbackQuery, callback_data: ConfirmSale, deps: Deps, say: Wording
) -> None:
    product_id, duration = ProductId(callback_data.id), decode(callback_data.duration)
    if duration is None:
        await query.answer(say.plain("stale-button"), show_alert=True)
        return
    try:
        result = await deps.products.sell(
            product_id, duration, callback_data.instead_of, query.from_user.id
        )
    except TributeError as trouble:
        screen = trouble_screen(trouble, product_id, say)
    else:
        screen = await _after_sale(result, deps, say)
    await show(query, *screen)
    await done(query)


async def stop(query: CallbackQuery, callback_data: StopSelling, deps: Deps, say: Wording) -> None:
    """Ask first; what is no longer offered is only shown as it is."""
    product_id = ProductId(callback_data.id)
    text, rows = await card_screen(product_id, deps, say)
    bound = await deps.tariffs.bound(product_id)
    if bound is not None and bound.is_current:
        name = name_of(bound.product, product_id, say)
        text = say("product-stop-question", name=name, duration=bound.tariff.duration)
        yes = button(say.plain("product-stop-yes"), ConfirmStop(id=product_id))
        rows = [[yes], _back(product_id, say)]
    await show(query, text, rows)
    await done(query)


async def stop_confirmed(
    query: CallbackQuery, callback_data: ConfirmStop, deps: Deps, say: Wording
) -> None:
    product_id = ProductId(callback_data.id)
    await deps.tariffs.stop_selling(product_id, query.from_user.id)
    text, rows = await card_screen(product_id, deps, say)
    await show(query, lines([say("product-stopped"), "", text]), rows)
    await done(query)


async def _question(product_id: ProductId, duration: Duration, deps: Deps, say: Wording) -> Screen:
    """“Sell this as that?”, with all that would change."""
    try:
        plan = await deps.products.plan(product_id, duration)
    except TributeError as trouble:
        return trouble_screen(trouble, product_id, say)
    return _plan_screen(plan, say)


def _plan_screen(plan: Plan, say: Wording) -> Screen:
    product, duration = plan.product, plan.duration
    name = name_of(product, product.id, say)
    if plan.is_done:
        card = Card(product.id, product, plan.binding)
        text = lines([say("product-sold-already", duration=duration), "", card_text(card, say)])
        return text, card_rows(card, say)
    parts = [say("product-sale-question", name=name, duration=duration)]
    parts += [Markup(" · ".join(prices(product, say))), *_changes(plan, say), *notes(product, say)]
    sale = ConfirmSale(id=product.id, duration=encode(duration), instead_of=plan.instead_of_id)
    otherwise = button(say.plain("product-choose-again"), SellAs(id=product.id))
    yes = button(say.plain("product-sale-yes"), sale)
    return Markup("\n\n".join(parts)), [[yes], [otherwise], _back(product.id, say)]


def _changes(plan: Plan, say: Wording) -> list[Markup]:
    found = []
    if plan.instead_of is not None:
        old = plan.instead_of
        name = name_of(old.product, old.product_id, say)
        found.append(say("product-instead", name=name, id=old.product_id, duration=plan.duration))
    if plan.binding is not None and plan.binding.duration != plan.duration:
        before = plan.binding.duration
        found.append(say("product-moves", before=before, duration=plan.duration))
    return found


async def _after_sale(result: Sale | Plan, deps: Deps, say: Wording) -> Screen:
    """The card with what was done; or the question anew, if things changed meanwhile."""
    if isinstance(result, Plan):
        text, rows = _plan_screen(result, say)
        changed = None if result.is_done else say("product-changed")
        return (lines([changed, "", text]) if changed else text), rows
    product = result.plan.product
    text, rows = await card_screen(product.id, deps, say)
    name = name_of(product, product.id, say)
    headline = [say("product-sold", name=name, duration=result.plan.duration)]
    if result.settled:
        headline.append(say("product-sale-settled", count=result.settled))
    return lines([*headline, "", text]), rows


def _back(product_id: ProductId, say: Wording) -> Row:
    return [button(say.plain("product-back"), BackToProduct(id=product_id))]


def _typing(say: Wording) -> ForceReply:
    return ForceReply(input_field_placeholder=say.plain("product-duration-placeholder"))
