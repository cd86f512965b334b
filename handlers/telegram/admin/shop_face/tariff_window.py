"""A tariff as buyers see it, for an admin who arranges it: its place among the others of its plan,
and whether it is hidden."""

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from bot.deps import Deps
from bot.domain.models import TariffId
from bot.texts import GAP, Markup, lines
from bot.usecases.outbox.wording import Wording
from bot.usecases.purchases.history_lines import person_line
from bot.usecases.tariffs.arrangement import Arranged, ListedTariff
from handlers.telegram.admin.shop_face import plan_window
from handlers.telegram.admin.shop_face.screens import Rows
from handlers.telegram.callbacks.shop_window import (
    HideTariff,
    MoveTariff,
    SeeWindow,
    ShowPlanWindow,
    ShowTariffWindow,
    ShowTariffWords,
    UnhideTariff,
)
from handlers.telegram.ui.screen import alert, button, done, show, side_by_side
from handlers.telegram.ui.versions import seen_by

_LATEST = 5
_NEIGHBOURS = 7
"""So many tariffs above and below are listed too, so that the place is seen."""


def register(router: Router) -> None:
    router.callback_query.register(open_tariff, ShowTariffWindow.filter())
    router.callback_query.register(move, MoveTariff.filter())
    router.callback_query.register(hide, HideTariff.filter())
    router.callback_query.register(unhide, UnhideTariff.filter())


async def open_tariff(
    query: CallbackQuery,
    callback_data: ShowTariffWindow,
    state: FSMContext,
    deps: Deps,
    say: Wording,
) -> None:
    await state.set_state(None)
    await _show(query, callback_data.tariff_id, deps, say)


async def move(query: CallbackQuery, callback_data: MoveTariff, deps: Deps, say: Wording) -> None:
    tariff_id = callback_data.tariff_id
    await deps.arrangement.move(tariff_id, callback_data.step, query.from_user.id)
    one = await deps.arrangement.tariff(tariff_id)
    if one is None:
        await gone(query, say)
        return
    found = await deps.arrangement.of_plan(one.tariff.plan_id)
    place, count = (found.place(tariff_id) or 0) + 1, len(found.tariffs)
    await _show(
        query, tariff_id, deps, say, say.plain("toast-plan-moved", place=place, count=count)
    )


async def hide(query: CallbackQuery, callback_data: HideTariff, deps: Deps, say: Wording) -> None:
    tariff_id = callback_data.tariff_id
    seen = seen_by(query, callback_data.seen, await deps.arrangement.version(tariff_id))
    hidden = await deps.arrangement.hide(tariff_id, query.from_user.id, seen=seen)
    key = "toast-window-hidden" if hidden else "toast-changed"
    await _show(query, tariff_id, deps, say, say.plain(key))


async def unhide(
    query: CallbackQuery, callback_data: UnhideTariff, deps: Deps, say: Wording
) -> None:
    tariff_id = callback_data.tariff_id
    seen = seen_by(query, callback_data.seen, await deps.arrangement.version(tariff_id))
    shown = await deps.arrangement.show(tariff_id, query.from_user.id, seen=seen)
    key = "toast-window-shown" if shown else "toast-changed"
    await _show(query, tariff_id, deps, say, say.plain(key))


async def screen(one: ListedTariff, deps: Deps, say: Wording) -> tuple[Markup, Rows]:
    """Return the card of a tariff that is on offer or hidden."""
    say = Wording(say.texts, say.locale, deps.plans.known)
    found = await deps.arrangement.of_plan(one.tariff.plan_id)
    history = await deps.arrangement.history(one.tariff.id, _LATEST)
    text = lines(
        say("window-tariff-title", tariff=say.tariff(one.tariff)),
        say("window-tariff-hidden") if one.tariff.is_hidden else None,
        say("window-tariff-empty") if not one.products and one.stars is None else None,
        GAP,
        *_neighbours(one, found, say),
        *([GAP, say("history-latest")] if history else []),
        *(person_line(say, entry) for entry in history),
    )
    seen = (await deps.arrangement.version(one.tariff.id)).tag
    return text, _rows(one, found, seen, say)


def _neighbours(one: ListedTariff, found: Arranged, say: Wording) -> list[Markup]:
    here = found.place(one.tariff.id) or 0
    first = max(0, here - _NEIGHBOURS)
    return [
        plan_window.price(place + 1, other, say, "here" if place == here else "")
        for place, other in enumerate(found.tariffs[: here + _NEIGHBOURS + 1])
        if place >= first
    ]


def _rows(one: ListedTariff, found: Arranged, seen: str, say: Wording) -> Rows:
    tariff, place = one.tariff, found.place(one.tariff.id) or 0
    moves = []
    if place > 0:
        moves.append(button(say.plain("button-window-up"), MoveTariff(id=tariff.id, to="up")))
    if place + 1 < len(found.tariffs):
        moves.append(button(say.plain("button-window-down"), MoveTariff(id=tariff.id, to="down")))
    hiding = (
        button(say.plain("button-window-show"), UnhideTariff(id=tariff.id, seen=seen))
        if tariff.is_hidden
        else button(say.plain("button-window-hide"), HideTariff(id=tariff.id, seen=seen))
    )
    plan = tariff.plan_id
    see = SeeWindow(plan=plan if len(say.plans) > 1 else 0)
    return [
        *side_by_side(moves),
        [hiding],
        [
            button(
                say.plain("button-window-words"), ShowTariffWords(id=tariff.id, locale=say.locale)
            )
        ],
        [button(say.plain("button-window-see"), see)],
        [button(say.plain("button-back"), ShowPlanWindow(id=plan))],
    ]


async def _show(
    query: CallbackQuery, tariff_id: TariffId, deps: Deps, say: Wording, toast: str | None = None
) -> None:
    one = await deps.arrangement.tariff(tariff_id)
    if one is None:
        await gone(query, say)
        return
    await show(query, *await screen(one, deps, say))
    await done(query, toast)


async def gone(query: CallbackQuery, say: Wording) -> None:
    await alert(query, say.plain("toast-window-gone"))
