"""Starts and stops selling a product as a tariff; both are asked once more before they happen."""

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, ForceReply, Message

from bot.deps import Deps
from bot.domain.models import ProductId
from bot.domain.records import NewTariff
from bot.texts import GAP, lines
from bot.tribute.errors import TributeError
from bot.usecases.outbox.wording import Wording
from bot.usecases.tariffs.product_phrases import name_of
from bot.usecases.tariffs.products import SellPreview, SellResult
from handlers.telegram.admin.products.product import card_screen, error_screen
from handlers.telegram.admin.products.sell_screens import (
    Screen,
    ask_duration,
    ask_plan,
    ask_stop,
    ask_to_sell,
)
from handlers.telegram.callbacks.products import (
    ConfirmSelling,
    ConfirmStop,
    SellAs,
    SellFor,
    StopSelling,
)
from handlers.telegram.middlewares.questions import ANSWER
from handlers.telegram.ui.durations import OTHER, decode, read_duration
from handlers.telegram.ui.plan_choice import chosen_plan, plan_of
from handlers.telegram.ui.reply import reply
from handlers.telegram.ui.screen import alert, done, show
from handlers.telegram.ui.versions import seen_by


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
    """Ask for a plan, where several are sold, then for a duration; the usual ones are buttons."""
    product_id = ProductId(callback_data.id)
    try:
        card = await deps.products.card(product_id)
    except TributeError as error:
        text, rows = error_screen(error, product_id, say)
    else:
        name, sold = name_of(card.product, product_id, say), deps.plans.sold
        plan_id = chosen_plan(callback_data.plan, sold)
        if plan_id is None:
            text, rows = ask_plan(say, product_id, name, sold)
        else:
            text, rows = ask_duration(say, product_id, name, plan_id)
    await show(query, text, rows)
    await done(query)


async def chosen(
    query: CallbackQuery, callback_data: SellFor, state: FSMContext, deps: Deps, say: Wording
) -> None:
    product_id, duration = ProductId(callback_data.id), decode(callback_data.duration)
    if duration is not None:
        await state.set_state(None)  # the button answers the question: nothing needs to be typed
        tariff = NewTariff(plan_of(callback_data.plan), duration)
        await show(query, *await _question(product_id, tariff, deps, say))
        await done(query)
    elif callback_data.duration == OTHER and query.bot is not None:
        await state.set_state(SellQuestion.duration)
        await state.update_data(product_to_sell=product_id, plan_to_sell=callback_data.plan)
        await query.bot.send_message(
            query.from_user.id, say("product-sell-type-duration"), reply_markup=_typing(say)
        )
        await done(query)
    else:
        await alert(query, say.plain("error-stale-button"))


async def typed(message: Message, state: FSMContext, deps: Deps, say: Wording) -> None:
    """Read the answer to “other”: a duration in words of either language."""
    asked = await state.get_data()
    product_id, duration = asked.get("product_to_sell"), read_duration(message.text or "")
    if duration is None or product_id is None:
        await message.answer(say("product-sell-duration-unreadable"), reply_markup=_typing(say))
        return
    await state.set_state(None)
    tariff = NewTariff(plan_of(asked.get("plan_to_sell")), duration)
    text, rows = await _question(ProductId(product_id), tariff, deps, say)
    await reply(message, text, rows)


async def confirmed(
    query: CallbackQuery, callback_data: ConfirmSelling, deps: Deps, say: Wording
) -> None:
    product_id, duration = ProductId(callback_data.id), decode(callback_data.duration)
    if duration is None or deps.plans.get(plan_of(callback_data.plan)) is None:
        await alert(query, say.plain("error-stale-button"))
        return
    try:
        result = await deps.products.sell(
            product_id,
            NewTariff(plan_of(callback_data.plan), duration),
            await _seen(query, callback_data, deps),
            query.from_user.id,
            beside=callback_data.beside is not None,
        )
    except TributeError as error:
        screen = error_screen(error, product_id, say)
    else:
        screen = await _after_selling(result, deps, say)
    await show(query, *screen)
    await done(query)


async def _seen(query: CallbackQuery, data: ConfirmSelling, deps: Deps) -> int | str:
    """Return the version that the admin saw; for a button of before what it would replace, where
    nothing was decided about the product since."""
    if data.seen is not None:
        return data.seen
    now = await deps.tariffs.version(ProductId(data.id))
    seen = seen_by(query, None, now)
    return data.instead_of if seen == now.tag else seen


async def stop(query: CallbackQuery, callback_data: StopSelling, deps: Deps, say: Wording) -> None:
    """Ask once more; a product that isn't offered any more is only shown as it is."""
    product_id = ProductId(callback_data.id)
    text, rows = await card_screen(product_id, deps, say)
    bound = await deps.tariffs.bound(product_id)
    if bound is not None and bound.is_on_offer:
        seen = (await deps.tariffs.version(product_id)).tag
        text, rows = ask_stop(say, bound, seen, await deps.tariffs.all_bound())
    await show(query, text, rows)
    await done(query)


async def stop_confirmed(
    query: CallbackQuery, callback_data: ConfirmStop, deps: Deps, say: Wording
) -> None:
    product_id = ProductId(callback_data.id)
    seen = seen_by(query, callback_data.seen, await deps.tariffs.version(product_id))
    stopped = await deps.tariffs.stop_offering(product_id, query.from_user.id, seen=seen)
    text, rows = await card_screen(product_id, deps, say)
    if stopped:
        text = lines(say("product-stop-done"), GAP, text)
    await show(query, text, rows)
    await done(query, None if stopped else say.plain("toast-changed"))


async def _question(product_id: ProductId, tariff: NewTariff, deps: Deps, say: Wording) -> Screen:
    """Return the question “Sell this product as that tariff?”, with everything it would change."""
    if deps.plans.get(tariff.plan_id) is None:
        return await card_screen(product_id, deps, say)  # a forged button
    try:
        preview = await deps.products.preview(product_id, tariff)
    except TributeError as error:
        return error_screen(error, product_id, say)
    return ask_to_sell(preview, say)


async def _after_selling(result: SellResult | SellPreview, deps: Deps, say: Wording) -> Screen:
    """Return the card with the result; or the question again, if it has changed meanwhile."""
    if isinstance(result, SellPreview):
        text, rows = ask_to_sell(result, say)
        changed = None if result.is_done else say("product-sell-changed")
        return (lines(changed, GAP, text) if changed else text), rows
    product = result.preview.product
    text, rows = await card_screen(product.id, deps, say)
    name = name_of(product, product.id, say)
    headline = [say("product-sell-done", name=name, duration=say.tariff(result.preview.tariff))]
    if result.settled:
        headline.append(say("product-sell-settled", count=result.settled))
    return lines(*headline, GAP, text), rows


def _typing(say: Wording) -> ForceReply:
    return ForceReply(input_field_placeholder=say.plain("product-sell-duration-placeholder"))
