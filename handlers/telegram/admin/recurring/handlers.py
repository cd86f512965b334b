"""The room of Tribute's own recurring subscriptions: which there are, and which count as access."""

import re

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, ForceReply, InlineKeyboardButton, Message

from bot.deps import Deps
from bot.texts import Markup
from bot.usecases.outbox.wording import Wording
from bot.usecases.recurring.products import PlanState, RecurringPlan
from handlers.telegram.admin.shared.buttons import plan_button
from handlers.telegram.admin.shared.phrases import GAP, lines
from handlers.telegram.callbacks.products import ShowTariffPage
from handlers.telegram.callbacks.recurring import (
    BindPlan,
    ShowPlan,
    ShowPlans,
    TypePlan,
    UnbindPlan,
)
from handlers.telegram.middlewares.questions import ANSWER
from handlers.telegram.ui.reply import reply
from handlers.telegram.ui.screen import button, done, pager, show

_A_PAGE = 8
_NUMBER = re.compile(r"[0-9]{1,18}", re.ASCII)

Rows = list[list[InlineKeyboardButton]]


class PlanQuestion(StatesGroup):
    number = State()


def register(router: Router) -> None:
    router.callback_query.register(open_list, ShowPlans.filter())
    router.callback_query.register(open_plan, ShowPlan.filter())
    router.callback_query.register(bind, BindPlan.filter())
    router.callback_query.register(unbind, UnbindPlan.filter())
    router.callback_query.register(ask_number, TypePlan.filter())
    router.message.register(typed, PlanQuestion.number, ANSWER)


async def open_list(
    query: CallbackQuery, callback_data: ShowPlans, deps: Deps, say: Wording
) -> None:
    plans = await deps.recurring.every()
    await show(query, *_list(plans, callback_data.page, say))
    await done(query)


async def open_plan(
    query: CallbackQuery, callback_data: ShowPlan, deps: Deps, say: Wording
) -> None:
    await _show_plan(query, callback_data.id, deps, say)
    await done(query)


async def bind(query: CallbackQuery, callback_data: BindPlan, deps: Deps, say: Wording) -> None:
    decided = await deps.recurring.bind(callback_data.id, query.from_user.id)
    await _show_plan(query, callback_data.id, deps, say)
    if decided is None:
        await done(query, say.plain("toast-no-longer"))
    else:
        await done(query, say.plain("toast-plan-bound", count=decided.people))


async def unbind(query: CallbackQuery, callback_data: UnbindPlan, deps: Deps, say: Wording) -> None:
    decided = await deps.recurring.unbind(callback_data.id, query.from_user.id)
    await _show_plan(query, callback_data.id, deps, say)
    await done(query, say.plain("toast-plan-unbound" if decided else "toast-no-longer"))


async def ask_number(query: CallbackQuery, state: FSMContext, say: Wording) -> None:
    if query.bot is not None:
        await state.set_state(PlanQuestion.number)
        await query.bot.send_message(
            query.from_user.id, say("plan-which"), reply_markup=ForceReply()
        )
    await done(query)


async def typed(message: Message, state: FSMContext, deps: Deps, say: Wording) -> None:
    """A number is only shown as a card here; it counts once the button below is pressed."""
    text = (message.text or "").strip()
    number = int(text) if _NUMBER.fullmatch(text) else 0
    if number == 0:
        await message.answer(say("plan-not-read"), reply_markup=ForceReply())
        return
    await state.set_state(None)
    await reply(message, *await _card(number, deps, say))


async def _show_plan(query: CallbackQuery, subscription_id: int, deps: Deps, say: Wording) -> None:
    await show(query, *await _card(subscription_id, deps, say))


def _list(plans: list[RecurringPlan], page: int, say: Wording) -> tuple[Markup, Rows]:
    pages = max(1, -(-len(plans) // _A_PAGE))
    page = min(page, pages - 1)
    shown = plans[page * _A_PAGE : (page + 1) * _A_PAGE]
    told = [_line(one, say) for one in shown] or [say("plans-none")]
    text = lines(say("plans-title"), GAP, *told, GAP, say("plans-about"))
    rows = [[plan_button(one, say)] for one in shown]
    rows.append(pager(page, pages, lambda number: ShowPlans(page=number)))
    rows.append([button(say.plain("button-plan-number"), TypePlan())])
    rows.append([button(say.plain("button-back"), ShowTariffPage())])
    return text, rows


def _line(plan: RecurringPlan, say: Wording) -> Markup:
    name = say.plan_name(plan.name, plan.subscription_id)
    return say("plan-line", state=str(plan.state), name=name, people=plan.people)


async def _card(subscription_id: int, deps: Deps, say: Wording) -> tuple[Markup, Rows]:
    """Also of one that nobody has named yet: then there is only its number."""
    plan = await deps.recurring.get(subscription_id)
    if plan is None:
        plan = RecurringPlan(subscription_id, None, None, PlanState.UNBOUND, 0)
    name = plan.name or say("recurring-number", id=subscription_id)
    text = lines(
        say("plan-title", name=name, id=subscription_id),
        say("plan-channel", channel=plan.channel_name) if plan.channel_name else None,
        say("plan-people", people=plan.people),
        GAP,
        *_standing(plan.state, say),
    )
    rows = _choices(plan, say)
    rows.append([button(say.plain("button-plans-back"), ShowPlans())])
    return text, rows


def _standing(state: PlanState, say: Wording) -> list[Markup]:
    match state:
        case PlanState.BOUND:
            return [say("plan-bound"), say("plan-unbind-effect")]
        case PlanState.FOREIGN:
            return [say("plan-foreign"), say("plan-bind-effect")]
        case PlanState.UNBOUND:
            return [say("plan-unbound"), say("plan-bind-effect")]


def _choices(plan: RecurringPlan, say: Wording) -> Rows:
    yes = [button(say.plain("button-plan-bind"), BindPlan(id=plan.subscription_id))]
    no = [button(say.plain("button-plan-foreign"), UnbindPlan(id=plan.subscription_id))]
    match plan.state:
        case PlanState.BOUND:
            return [[button(say.plain("button-plan-unbind"), UnbindPlan(id=plan.subscription_id))]]
        case PlanState.FOREIGN:
            return [yes]
        case PlanState.UNBOUND:
            return [yes, no]
