"""Tribute's recurring subscriptions: a list, and which of them count as access."""

import re

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, ForceReply, InlineKeyboardButton, Message

from bot.deps import Deps
from bot.domain.recurring import RecurringBinding, RecurringProduct
from bot.texts import GAP, Markup, lines
from bot.usecases.outbox.wording import Wording
from handlers.telegram.admin.shared.buttons import to_recurring
from handlers.telegram.callbacks.products import ShowTariffPage
from handlers.telegram.callbacks.recurring import (
    BindRecurring,
    MoveRecurring,
    ShowRecurring,
    ShowRecurringList,
    TypeRecurringNumber,
    UnbindRecurring,
)
from handlers.telegram.middlewares.questions import ANSWER
from handlers.telegram.ui.plan_choice import chosen_plan, likely_first, plan_rows
from handlers.telegram.ui.reply import reply
from handlers.telegram.ui.screen import button, done, pager, show
from handlers.telegram.ui.versions import seen_by

_A_PAGE = 8
_NUMBER = re.compile(r"[0-9]{1,18}", re.ASCII)

Rows = list[list[InlineKeyboardButton]]


class RecurringQuestion(StatesGroup):
    """The number of a recurring subscription at Tribute."""

    number = State()


def register(router: Router) -> None:
    router.callback_query.register(open_list, ShowRecurringList.filter())
    router.callback_query.register(open_card, ShowRecurring.filter())
    router.callback_query.register(bind, BindRecurring.filter())
    router.callback_query.register(move, MoveRecurring.filter())
    router.callback_query.register(unbind, UnbindRecurring.filter())
    router.callback_query.register(ask_number, TypeRecurringNumber.filter())
    router.message.register(typed, RecurringQuestion.number, ANSWER)


async def open_list(
    query: CallbackQuery, callback_data: ShowRecurringList, deps: Deps, say: Wording
) -> None:
    products = await deps.recurring.every()
    await show(query, *_list(products, callback_data.page, say))
    await done(query)


async def open_card(
    query: CallbackQuery, callback_data: ShowRecurring, deps: Deps, say: Wording
) -> None:
    await _show_card(query, callback_data.id, deps, say)
    await done(query)


async def bind(
    query: CallbackQuery, callback_data: BindRecurring, deps: Deps, say: Wording
) -> None:
    """Count it as access to the plan; where there are several, ask for one first."""
    plan_id = chosen_plan(callback_data.plan, deps.plans.sold)
    if plan_id is None:
        await _ask_plan(query, callback_data.id, deps, say)
        return
    seen = seen_by(query, callback_data.seen, await deps.recurring.version(callback_data.id))
    decided = await deps.recurring.bind(callback_data.id, plan_id, query.from_user.id, seen=seen)
    await _show_card(query, callback_data.id, deps, say)
    if decided is None:
        await done(query, say.plain("toast-changed"))
    else:
        await done(query, say.plain("toast-recurring-bound", count=decided.people))


async def move(
    query: CallbackQuery, callback_data: MoveRecurring, deps: Deps, say: Wording
) -> None:
    await _ask_plan(query, callback_data.id, deps, say)


async def unbind(
    query: CallbackQuery, callback_data: UnbindRecurring, deps: Deps, say: Wording
) -> None:
    seen = seen_by(query, callback_data.seen, await deps.recurring.version(callback_data.id))
    decided = await deps.recurring.unbind(callback_data.id, query.from_user.id, seen=seen)
    await _show_card(query, callback_data.id, deps, say)
    await done(query, say.plain("toast-recurring-unbound" if decided else "toast-changed"))


async def ask_number(query: CallbackQuery, state: FSMContext, say: Wording) -> None:
    if query.bot is not None:
        await state.set_state(RecurringQuestion.number)
        await query.bot.send_message(
            query.from_user.id, say("recurring-ask-number"), reply_markup=ForceReply()
        )
    await done(query)


async def typed(message: Message, state: FSMContext, deps: Deps, say: Wording) -> None:
    """Show the card of the typed number; it counts as access only after a button is pressed."""
    text = (message.text or "").strip()
    number = int(text) if _NUMBER.fullmatch(text) else 0
    if number == 0:
        await message.answer(say("recurring-number-unreadable"), reply_markup=ForceReply())
        return
    await state.set_state(None)
    await reply(message, *await _card(number, deps, say))


async def _ask_plan(query: CallbackQuery, subscription_id: int, deps: Deps, say: Wording) -> None:
    """Ask which plan it opens; the one that it opens now is left out."""
    product = await deps.recurring.get(subscription_id)
    name = (product and product.name) or say("recurring-number", id=subscription_id)
    now = product.plan_id if product is not None else None
    others = likely_first(name, [one for one in deps.plans.sold if one.id != now])
    seen = (await deps.recurring.version(subscription_id)).tag
    rows = plan_rows(
        say, others, lambda plan: BindRecurring(id=subscription_id, plan=plan, seen=seen)
    )
    rows.append([button(say.plain("button-back"), ShowRecurring(id=subscription_id))])
    key = "recurring-ask-which" if now is None else "recurring-ask-where"
    await show(query, say(key, name=name), rows)
    await done(query)


async def _show_card(query: CallbackQuery, subscription_id: int, deps: Deps, say: Wording) -> None:
    await show(query, *await _card(subscription_id, deps, say))


def _list(products: list[RecurringProduct], page: int, say: Wording) -> tuple[Markup, Rows]:
    pages = max(1, -(-len(products) // _A_PAGE))
    page = min(page, pages - 1)
    shown = products[page * _A_PAGE : (page + 1) * _A_PAGE]
    entries = [_line(one, say) for one in shown] or [say("recurring-list-none")]
    text = lines(say("recurring-list-title"), GAP, *entries, GAP, say("recurring-list-about"))
    rows = [[to_recurring(say, one)] for one in shown]
    rows.append(pager(say, page, pages, lambda number: ShowRecurringList(page=number)))
    rows.append([button(say.plain("button-recurring-number"), TypeRecurringNumber())])
    rows.append([button(say.plain("button-back"), ShowTariffPage())])
    return text, rows


def _line(product: RecurringProduct, say: Wording) -> Markup:
    name = say.recurring_name(product.name, product.subscription_id)
    return say("recurring-list-line", state=str(product.state), name=name, people=product.people)


async def _card(subscription_id: int, deps: Deps, say: Wording) -> tuple[Markup, Rows]:
    """Return a card, also for a subscription that no event has named: then only its number."""
    product = await deps.recurring.get(subscription_id)
    if product is None:
        product = RecurringProduct(subscription_id, None, None, RecurringBinding.UNBOUND, None, 0)
    name = product.name or say("recurring-number", id=subscription_id)
    text = lines(
        say("recurring-card-title", name=name, id=subscription_id),
        say("recurring-card-channel", channel=product.channel_name)
        if product.channel_name
        else None,
        say("recurring-card-people", people=product.people),
        GAP,
        *_binding_lines(product.state, say),
        say("recurring-card-opens", plan=say.plan(product.plan_id))
        if product.plan_id is not None and len(say.plans) > 1
        else None,
    )
    seen = (await deps.recurring.version(subscription_id)).tag
    rows = [*_moves(product, deps, say), *_choices(product, seen, say)]
    rows.append([button(say.plain("button-recurring-list"), ShowRecurringList())])
    return text, rows


def _binding_lines(state: RecurringBinding, say: Wording) -> list[Markup]:
    match state:
        case RecurringBinding.BOUND:
            return [say("recurring-card-bound"), say("recurring-unbind-effect")]
        case RecurringBinding.FOREIGN:
            return [say("recurring-card-foreign"), say("recurring-bind-effect")]
        case RecurringBinding.UNBOUND:
            return [say("recurring-card-unbound"), say("recurring-bind-effect")]


def _moves(product: RecurringProduct, deps: Deps, say: Wording) -> Rows:
    """Return the button to another plan, where there is one."""
    number, plan_id = product.subscription_id, product.plan_id
    if plan_id is None or all(one.id == plan_id for one in deps.plans.sold):
        return []
    return [[button(say.plain("button-recurring-move"), MoveRecurring(id=number))]]


def _choices(product: RecurringProduct, seen: str, say: Wording) -> Rows:
    number = product.subscription_id
    unbind = UnbindRecurring(id=number, seen=seen)
    yes = [button(say.plain("button-recurring-bind"), BindRecurring(id=number, seen=seen))]
    no = [button(say.plain("button-recurring-foreign"), unbind)]
    match product.state:
        case RecurringBinding.BOUND:
            return [[button(say.plain("button-recurring-unbind"), unbind)]]
        case RecurringBinding.FOREIGN:
            return [yes]
        case RecurringBinding.UNBOUND:
            return [yes, no]
