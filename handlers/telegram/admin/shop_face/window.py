"""Plans and prices as buyers see them, for an admin who arranges them: the plans in their order."""

from collections.abc import Sequence

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from bot.deps import Deps
from bot.domain.models import PlanId
from bot.domain.plans import Plan
from bot.texts import GAP, Markup, lines
from bot.usecases.outbox.wording import Wording
from bot.usecases.purchases.history_lines import person_line
from bot.usecases.tariffs.arrangement import ListedTariff
from handlers.telegram.admin.shop_face import plan_window
from handlers.telegram.admin.shop_face.screens import Rows
from handlers.telegram.buyer.shop import newcomers_shop
from handlers.telegram.callbacks.plans import AddPlan
from handlers.telegram.callbacks.shop_face import ShowFace
from handlers.telegram.callbacks.shop_window import (
    RestorePlansOrder,
    SeeWindow,
    ShowPlanWindow,
    ShowWindow,
)
from handlers.telegram.ui.reply import reply
from handlers.telegram.ui.screen import button, done, pager, show
from handlers.telegram.ui.versions import seen_by

_A_PAGE = 15
_LATEST = 3


def register(router: Router) -> None:
    router.callback_query.register(open_window, ShowWindow.filter())
    router.callback_query.register(restore_order, RestorePlansOrder.filter())
    router.callback_query.register(see, SeeWindow.filter())


async def open_window(
    query: CallbackQuery, callback_data: ShowWindow, state: FSMContext, deps: Deps, say: Wording
) -> None:
    await state.set_state(None)
    await show(query, *await screen(callback_data.page, deps, say))
    await done(query)


async def restore_order(
    query: CallbackQuery, callback_data: RestorePlansOrder, deps: Deps, say: Wording
) -> None:
    seen = seen_by(query, callback_data.seen, await deps.plans.order())
    restored = await deps.plans.restore_order(query.from_user.id, seen=seen)
    await show(query, *await screen(0, deps, say))
    await done(query, say.plain("toast-window-order" if restored else "toast-changed"))


async def see(query: CallbackQuery, callback_data: SeeWindow, deps: Deps, say: Wording) -> None:
    """Send the shop as somebody new sees it in the admin's language."""
    plan_id = PlanId(callback_data.plan) if callback_data.plan else None
    say = Wording(say.texts, say.locale, deps.plans.known)
    await reply(query, *await newcomers_shop(deps, say, plan_id))


async def screen(page: int, deps: Deps, say: Wording) -> tuple[Markup, Rows]:
    """Return the plans in their order; in a shop with one plan its prices."""
    say, known = Wording(say.texts, say.locale, deps.plans.known), deps.plans.known
    if len(known) == 1:
        return await plan_window.screen(known[0].id, 0, deps, say)
    listed = await deps.arrangement.every()
    pages = max(1, -(-len(known) // _A_PAGE))
    page = min(page, pages - 1)
    first = page * _A_PAGE
    shown = known[first : first + _A_PAGE]
    entries = [
        _entry(place, one, listed.get(one.id, ()), say)
        for place, one in enumerate(shown, start=first + 1)
    ]
    history = await deps.plan_overview.history_of_order(_LATEST)
    text = lines(
        say("window-title"),
        say("window-about"),
        GAP,
        *entries,
        *([GAP, say("history-latest")] if history else []),
        *(person_line(say, one) for one in history),
    )
    rows = [
        [button(say.label("button-plan", plan=say.plan(one.id)), ShowPlanWindow(id=one.id))]
        for one in shown
    ]
    rows.append(pager(say, page, pages, lambda number: ShowWindow(page=number)))
    seen = (await deps.plans.order()).tag
    return text, [*rows, *_acts(deps, seen, say)]


def _acts(deps: Deps, seen: str, say: Wording) -> Rows:
    original = button(say.plain("button-window-order"), RestorePlansOrder(seen=seen))
    return [
        [button(say.plain("button-window-see"), SeeWindow())],
        [original] if deps.plans.is_ordered else [],
        [button(say.plain("button-plan-add"), AddPlan())],
        [button(say.plain("button-face-list"), ShowFace())],
    ]


def _entry(place: int, plan: Plan, tariffs: Sequence[ListedTariff], say: Wording) -> Markup:
    offered = sum(not one.tariff.is_hidden for one in tariffs)
    state = "offered" if offered else "all-hidden" if tariffs else "nothing"
    if plan.retired_at is not None:
        state = "hidden"
    name = say.plan(plan.id)
    return say("window-plan", place=place, name=name, state=state, count=offered)
