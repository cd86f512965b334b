"""/plans: all plans in the order in which buyers see them."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message

from bot.deps import Deps
from bot.texts import GAP, Markup, lines
from bot.usecases.outbox.wording import Wording
from bot.usecases.plans.overview import PlanSummary
from handlers.telegram.admin.plans.screens import contents, counts, refolding
from handlers.telegram.callbacks.plans import AddPlan, ShowPlan, ShowPlans
from handlers.telegram.ui.home import to_home
from handlers.telegram.ui.reply import reply
from handlers.telegram.ui.screen import button, done, pager, show

_A_PAGE = 10

Rows = list[list[InlineKeyboardButton]]


def register(router: Router) -> None:
    router.message.register(plans_command, Command("plans", ignore_case=True))
    router.callback_query.register(open_list, ShowPlans.filter())


async def plans_command(message: Message, deps: Deps, say: Wording) -> None:
    await reply(message, *await _screen(0, deps, say))


async def open_list(
    query: CallbackQuery, callback_data: ShowPlans, state: FSMContext, deps: Deps, say: Wording
) -> None:
    await state.set_state(None)
    await show(query, *await _screen(callback_data.page, deps, say))
    await done(query)


async def _screen(page: int, deps: Deps, say: Wording) -> tuple[Markup, Rows]:
    found = await deps.plan_overview.every()
    pages = max(1, -(-len(found) // _A_PAGE))
    page = min(page, pages - 1)
    shown = found[page * _A_PAGE : (page + 1) * _A_PAGE]
    entries = [part for one in shown for part in (GAP, *_entry(one, say))]
    text = lines(
        say("plans-list-title"),
        say("plans-list-about"),
        *entries,
        *refolding(await deps.inclusions.refolded(), say),
        *_hint(found, say),
    )
    rows = [
        [button(say.label("button-plan", plan=say.plan(one.plan.id)), ShowPlan(id=one.plan.id))]
        for one in shown
    ]
    rows.append(pager(say, page, pages, lambda number: ShowPlans(page=number)))
    rows.append([button(say.plain("button-plan-add"), AddPlan())])
    rows.append(to_home(say))
    return text, rows


def _entry(one: PlanSummary, say: Wording) -> list[Markup]:
    state = "sold" if one.plan.retired_at is None else "retired"
    name = say("plans-entry", name=say.plan(one.plan.id), code=one.plan.key, state=state)
    return [name, *contents(one, say), counts(one, say)]


def _hint(found: list[PlanSummary], say: Wording) -> list[Markup]:
    """Return a hint to name the plan that the shop began with, once buyers read its name."""
    unnamed = [one for one in found if not one.plan.names]
    if len(found) < 2 or not unnamed:
        return []
    return [GAP, say("plans-unnamed", name=say.plan(unnamed[0].plan.id))]
