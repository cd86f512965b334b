"""A plan as buyers see it, for an admin who arranges it: its place, its prices, whether it is
hidden."""

from collections.abc import Iterator
from typing import NamedTuple

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, InlineKeyboardButton

from bot.deps import Deps
from bot.domain.models import PlanId
from bot.domain.money import STARS, Money
from bot.domain.plans import Plan
from bot.texts import GAP, Markup, When, lines
from bot.usecases.outbox.wording import Wording
from bot.usecases.plans.sales import SaleOutcome
from bot.usecases.purchases.history_lines import person_line
from bot.usecases.tariffs.arrangement import Arranged, ListedTariff
from handlers.telegram.admin.shop_face.screens import Rows
from handlers.telegram.callbacks.plans import AddPlan, DescribePlan, RenamePlan
from handlers.telegram.callbacks.shop_face import ShowFace
from handlers.telegram.callbacks.shop_window import (
    HidePlan,
    MovePlan,
    RestoreTariffsOrder,
    SeeWindow,
    ShowPlanWindow,
    ShowTariffWindow,
    ShowWindow,
    UnhidePlan,
)
from handlers.telegram.ui.screen import alert, button, done, pager, show, side_by_side
from handlers.telegram.ui.versions import seen_by

A_PAGE = 15
_LATEST = 3
_MOST_PRICES = 4


class _Seen(NamedTuple):
    """The versions that an admin sees of a plan."""

    sale: str
    order: str


def register(router: Router) -> None:
    router.callback_query.register(open_plan, ShowPlanWindow.filter())
    router.callback_query.register(move, MovePlan.filter())
    router.callback_query.register(hide, HidePlan.filter())
    router.callback_query.register(unhide, UnhidePlan.filter())
    router.callback_query.register(restore_order, RestoreTariffsOrder.filter())


async def open_plan(
    query: CallbackQuery, callback_data: ShowPlanWindow, state: FSMContext, deps: Deps, say: Wording
) -> None:
    await state.set_state(None)
    if await _is_there(query, callback_data.plan_id, deps, say):
        await show(query, *await screen(callback_data.plan_id, callback_data.page, deps, say))
        await done(query)


async def move(query: CallbackQuery, callback_data: MovePlan, deps: Deps, say: Wording) -> None:
    plan_id = callback_data.plan_id
    if await _is_there(query, plan_id, deps, say):
        await deps.plans.move(plan_id, callback_data.step, query.from_user.id)
        places = [one.id for one in deps.plans.known]
        place, count = places.index(plan_id) + 1, len(places)
        await _show(
            query, plan_id, deps, say, say.plain("toast-plan-moved", place=place, count=count)
        )


async def hide(query: CallbackQuery, callback_data: HidePlan, deps: Deps, say: Wording) -> None:
    plan_id = callback_data.plan_id
    if not await _is_there(query, plan_id, deps, say):
        return
    seen = seen_by(query, callback_data.seen, await deps.plan_sales.version(plan_id))
    outcome = await deps.plan_sales.retire(plan_id, query.from_user.id, seen=seen)
    if outcome is SaleOutcome.LAST:
        await alert(query, say.plain("toast-window-last-plan"))
        return
    key = "toast-window-hidden" if outcome is SaleOutcome.DONE else "toast-changed"
    await _show(query, plan_id, deps, say, say.plain(key))


async def unhide(query: CallbackQuery, callback_data: UnhidePlan, deps: Deps, say: Wording) -> None:
    plan_id = callback_data.plan_id
    if await _is_there(query, plan_id, deps, say):
        seen = seen_by(query, callback_data.seen, await deps.plan_sales.version(plan_id))
        outcome = await deps.plan_sales.sell_again(plan_id, query.from_user.id, seen=seen)
        key = "toast-window-shown" if outcome is SaleOutcome.DONE else "toast-changed"
        await _show(query, plan_id, deps, say, say.plain(key))


async def restore_order(
    query: CallbackQuery, callback_data: RestoreTariffsOrder, deps: Deps, say: Wording
) -> None:
    plan_id = callback_data.plan_id
    if await _is_there(query, plan_id, deps, say):
        seen = seen_by(query, callback_data.seen, await deps.arrangement.order(plan_id))
        admin_id = query.from_user.id
        restored = await deps.arrangement.restore_order(plan_id, admin_id, seen=seen)
        key = "toast-window-order" if restored else "toast-changed"
        await _show(query, plan_id, deps, say, say.plain(key))


async def screen(plan_id: PlanId, page: int, deps: Deps, say: Wording) -> tuple[Markup, Rows]:
    """Return the prices of a plan in the order of the shop, and what can be done about it."""
    say = Wording(say.texts, say.locale, deps.plans.known)
    plan = next(one for one in deps.plans.known if one.id == plan_id)
    found = await deps.arrangement.of_plan(plan_id)
    pages = max(1, -(-len(found.tariffs) // A_PAGE))
    page = min(page, pages - 1)
    shown = range(len(found.tariffs))[page * A_PAGE : (page + 1) * A_PAGE]
    history = await deps.plan_overview.history(plan_id, _LATEST)
    text = lines(
        _title(plan, deps, say),
        *_state(plan, found, say),
        *_description(plan, say),
        GAP,
        *(price(place + 1, found.tariffs[place], say) for place in shown),
        *([] if found.tariffs else [say("plan-nothing-on-offer")]),
        *([GAP, say("history-latest")] if history else []),
        *(person_line(say, one) for one in history),
    )
    rows = [[_to_tariff(found.tariffs[place], say)] for place in shown]
    rows.append(pager(say, page, pages, lambda number: ShowPlanWindow(id=plan_id, page=number)))
    seen = _Seen(
        (await deps.plan_sales.version(plan_id)).tag, (await deps.arrangement.order(plan_id)).tag
    )
    return text, [*rows, *_acts(plan, found, seen, deps, say)]


def price(place: int, one: ListedTariff, say: Wording, mark: str = "") -> Markup:
    """Return the line of a tariff: its place, its prices, and why buyers don't see it."""
    state = "shown" if one.is_sellable else "unsold"
    if one.tariff.is_hidden:
        state = "hidden"
    prices = [
        say("shop-price", price=bound.product.price)
        for bound in one.products[:_MOST_PRICES]
        if bound.product is not None
    ]
    if one.stars is not None:
        key = "stars-price-renewing" if one.stars_renew else "shop-price"
        prices.append(say(key, price=Money(one.stars, STARS)))
    return say(
        "window-price",
        mark=mark,
        place=place,
        duration=one.tariff.duration,
        prices=Markup(" · ".join(prices)) if prices else say("window-price-unknown"),
        state=state,
    )


def _title(plan: Plan, deps: Deps, say: Wording) -> Markup:
    known = [one.id for one in deps.plans.known]
    if len(known) == 1:
        return say("window-title")
    place = known.index(plan.id) + 1
    return say("window-plan-title", name=say.plan(plan.id), place=place, count=len(known))


def _state(plan: Plan, found: Arranged, say: Wording) -> list[Markup]:
    """Return whether buyers see the plan, and what can be done with its prices."""
    if plan.retired_at is not None:
        return [say("window-plan-hidden", when=When(plan.retired_at))]
    count = len(found.tariffs)
    return [say("window-about-prices", count=count)] if count else []


def _description(plan: Plan, say: Wording) -> list[Markup]:
    words = say.plan_words(plan.id)
    return [say("plan-card-description", words=words)] if words else []


def _to_tariff(one: ListedTariff, say: Wording) -> InlineKeyboardButton:
    mark = "hidden" if one.tariff.is_hidden else "shown"
    label = say.label("button-window-price", mark=mark, duration=one.tariff.duration)
    return button(label, ShowTariffWindow(id=one.tariff.id))


def _acts(plan: Plan, found: Arranged, seen: _Seen, deps: Deps, say: Wording) -> Rows:
    several = len(deps.plans.known) > 1
    restore = RestoreTariffsOrder(id=plan.id, seen=seen.order)
    original = button(say.plain("button-window-order"), restore)
    rename = RenamePlan(id=plan.id, locale=say.locale, shop="1")
    describe = DescribePlan(id=plan.id, locale=say.locale, shop="1")
    return [
        *side_by_side(_moves(plan, deps, say) if several else ()),
        [_hiding(plan, seen.sale, say)] if several else [],
        *side_by_side(
            (
                button(say.plain("button-plan-rename"), rename),
                button(say.plain("button-plan-describe"), describe),
            )
        ),
        [button(say.plain("button-window-see"), SeeWindow(plan=plan.id if several else 0))],
        [original] if found.is_ordered else [],
        *_ways(say, several=several),
    ]


def _ways(say: Wording, *, several: bool) -> Rows:
    if several:
        return [[button(say.plain("button-window-plans"), ShowWindow())]]
    return [
        [button(say.plain("button-plan-add"), AddPlan())],
        [button(say.plain("button-face-list"), ShowFace())],
    ]


def _moves(plan: Plan, deps: Deps, say: Wording) -> Iterator[InlineKeyboardButton]:
    known = [one.id for one in deps.plans.known]
    if plan.id != known[0]:
        yield button(say.plain("button-window-up"), MovePlan(id=plan.id, to="up"))
    if plan.id != known[-1]:
        yield button(say.plain("button-window-down"), MovePlan(id=plan.id, to="down"))


def _hiding(plan: Plan, seen: str, say: Wording) -> InlineKeyboardButton:
    if plan.retired_at is None:
        return button(say.plain("button-window-hide"), HidePlan(id=plan.id, seen=seen))
    return button(say.plain("button-window-show"), UnhidePlan(id=plan.id, seen=seen))


async def _is_there(query: CallbackQuery, plan_id: PlanId, deps: Deps, say: Wording) -> bool:
    if deps.plans.get(plan_id) is not None:
        return True
    await alert(query, say.plain("error-stale-button"))
    return False


async def _show(
    query: CallbackQuery, plan_id: PlanId, deps: Deps, say: Wording, toast: str
) -> None:
    await show(query, *await screen(plan_id, 0, deps, say))
    await done(query, toast)
