"""A plan's card: its place in the order, and whether it is sold."""

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from bot.deps import Deps
from bot.domain.models import PlanId
from bot.texts import lines
from bot.usecases.outbox.wording import Wording
from bot.usecases.plans.sales import SaleOutcome
from handlers.telegram.admin.plans import screens
from handlers.telegram.callbacks.plans import (
    AskRetirePlan,
    MovePlanUp,
    RetirePlan,
    SellPlanAgain,
    ShowPlan,
)
from handlers.telegram.ui.screen import alert, button, done, show
from handlers.telegram.ui.versions import seen_by


def register(router: Router) -> None:
    router.callback_query.register(open_card, ShowPlan.filter())
    router.callback_query.register(move_up, MovePlanUp.filter())
    router.callback_query.register(ask_retire, AskRetirePlan.filter())
    router.callback_query.register(retire, RetirePlan.filter())
    router.callback_query.register(sell_again, SellPlanAgain.filter())


async def open_card(
    query: CallbackQuery, callback_data: ShowPlan, state: FSMContext, deps: Deps, say: Wording
) -> None:
    await state.set_state(None)
    if await screens.known(query, callback_data.id, deps, say) is not None:
        await _show_card(query, PlanId(callback_data.id), deps, say)


async def move_up(
    query: CallbackQuery, callback_data: MovePlanUp, deps: Deps, say: Wording
) -> None:
    plan = await screens.known(query, callback_data.id, deps, say)
    if plan is not None:
        await deps.plans.move_up(plan.id, query.from_user.id)
        places = [one.id for one in deps.plans.known]
        toast = say.plain("toast-plan-moved", place=places.index(plan.id) + 1, count=len(places))
        await _show_card(query, plan.id, deps, say, toast)


async def ask_retire(
    query: CallbackQuery, callback_data: AskRetirePlan, deps: Deps, say: Wording
) -> None:
    plan = await screens.known(query, callback_data.id, deps, say)
    if plan is None:
        return
    if [one.id for one in deps.plans.sold] == [plan.id]:
        await alert(query, say.plain("toast-plan-last-sold"))
        return
    found = await deps.plan_overview.every()
    people = next(one.people for one in found if one.plan.id == plan.id)
    text = lines(
        say("plan-retire-question", name=say.plan(plan.id)),
        say("plan-retire-people", count=people),
        say("plan-retire-old-links"),
    )
    seen = (await deps.plan_sales.version(plan.id)).tag
    yes = button(say.plain("button-plan-retire-yes"), RetirePlan(id=plan.id, seen=seen))
    await show(query, text, [[yes], screens.back(plan.id, say)])
    await done(query)


async def retire(query: CallbackQuery, callback_data: RetirePlan, deps: Deps, say: Wording) -> None:
    plan = await screens.known(query, callback_data.id, deps, say)
    if plan is None:
        return
    seen = seen_by(query, callback_data.seen, await deps.plan_sales.version(plan.id))
    outcome = await deps.plan_sales.retire(plan.id, query.from_user.id, seen=seen)
    if outcome is SaleOutcome.LAST:
        await alert(query, say.plain("toast-plan-last-sold"))
        return
    key = "toast-plan-retired" if outcome is SaleOutcome.DONE else "toast-changed"
    await _show_card(query, plan.id, deps, say, say.plain(key))


async def sell_again(
    query: CallbackQuery, callback_data: SellPlanAgain, deps: Deps, say: Wording
) -> None:
    plan = await screens.known(query, callback_data.id, deps, say)
    if plan is not None:
        seen = seen_by(query, callback_data.seen, await deps.plan_sales.version(plan.id))
        outcome = await deps.plan_sales.sell_again(plan.id, query.from_user.id, seen=seen)
        key = "toast-plan-sold-again" if outcome is SaleOutcome.DONE else "toast-changed"
        await _show_card(query, plan.id, deps, say, say.plain(key))


async def _show_card(
    query: CallbackQuery, plan_id: PlanId, deps: Deps, say: Wording, toast: str | None = None
) -> None:
    await show(query, *await screens.card(plan_id, deps, say))
    await done(query, toast)
