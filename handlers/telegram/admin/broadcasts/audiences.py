"""/broadcast: an admin chooses the audience; where there are several plans, also of one of them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from aiogram import Router
from aiogram.filters import Command
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, ForceReply, InlineKeyboardButton, Message

from bot.deps import Deps
from bot.domain.broadcasts import LONGEST_CAPTION, LONGEST_TEXT, Audience, AudienceGroup
from bot.domain.models import PlanId, TariffId
from bot.domain.plans import Plan
from bot.domain.records import Tariff
from bot.texts import Markup, lines
from bot.usecases.broadcasts.notices import audience_name
from bot.usecases.outbox.wording import Wording
from handlers.telegram.callbacks.broadcasts import (
    AudiencePage,
    AudiencePlan,
    AudiencePlans,
    ChooseAudience,
    ChoosePlanAudience,
    PlannedPage,
    ShowBroadcast,
)
from handlers.telegram.ui.home import to_home
from handlers.telegram.ui.screen import button, done, keyboard, pager, show

_A_PAGE = 20
"""Tariffs, or plans, on one page."""
_GROUPS = (AudienceGroup.ALL, AudienceGroup.ACTIVE, AudienceGroup.EXPIRED)
_Rows = list[list[InlineKeyboardButton]]


class BroadcastQuestion(StatesGroup):
    """The message to send; where its button leads, and what that says; when it goes out."""

    text = State()
    link = State()
    label = State()
    when = State()


def register(router: Router) -> None:
    router.message.register(broadcast, Command("broadcast", ignore_case=True))
    router.callback_query.register(turn_page, AudiencePage.filter())
    router.callback_query.register(show_plans, AudiencePlans.filter())
    router.callback_query.register(show_plan, AudiencePlan.filter())
    router.callback_query.register(ask, ChooseAudience.filter())
    router.callback_query.register(ask, ChoosePlanAudience.filter())


async def broadcast(message: Message, say: Wording, deps: Deps) -> None:
    text, rows = await _audiences(0, say, deps)
    await message.answer(text, reply_markup=keyboard(rows))


async def turn_page(
    query: CallbackQuery, callback_data: AudiencePage, say: Wording, deps: Deps
) -> None:
    await show(query, *await _audiences(callback_data.page, say, deps))
    await done(query)


async def show_plans(
    query: CallbackQuery, callback_data: AudiencePlans, say: Wording, deps: Deps
) -> None:
    await show(query, *_plans(callback_data.page, say, deps.plans.known))
    await done(query)


async def show_plan(
    query: CallbackQuery, callback_data: AudiencePlan, say: Wording, deps: Deps
) -> None:
    if (plan := deps.plans.get(callback_data.plan)) is None:
        await done(query, say.plain("error-stale-button"))
        return
    tariffs = [one for one in await deps.broadcasts.tariffs() if one.plan_id == plan.id]
    await show(query, *_of_plan(callback_data.page, say, plan, tariffs))
    await done(query)


async def ask(
    query: CallbackQuery,
    callback_data: ChooseAudience | ChoosePlanAudience,
    state: FSMContext,
    say: Wording,
    deps: Deps,
) -> None:
    """Ask for the text, unless the button names a tariff or a plan that there isn't."""
    chosen = _audience(callback_data)
    tariff = await deps.broadcasts.tariff(chosen)
    unknown = (chosen.group is AudienceGroup.TARIFF and tariff is None) or (
        chosen.plan_id is not None and deps.plans.get(chosen.plan_id) is None
    )
    if query.bot is None or unknown:
        await done(query, say.plain("error-stale-button"))
        return
    await ask_message(query, state, say, chosen, tariff)


async def ask_message(
    query: CallbackQuery,
    state: FSMContext,
    say: Wording,
    chosen: Audience,
    tariff: Tariff | None,
) -> None:
    """Ask for the message to this audience."""
    await state.set_state(BroadcastQuestion.text)
    await state.update_data(
        group=chosen.group.value,
        tariff=chosen.tariff_id or 0,
        plan=chosen.plan_id or 0,
        kept_from=0,
    )
    whom = audience_name(say, chosen, tariff)
    text = say("broadcast-ask-message", whom=whom, limit=LONGEST_TEXT, caption=LONGEST_CAPTION)
    if query.bot is not None:
        await query.bot.send_message(query.from_user.id, text, reply_markup=ForceReply())
    await done(query)


def recalled(data: Mapping[str, Any]) -> Audience:
    """Return the audience that was chosen before the question for the text."""
    group, plan = AudienceGroup(str(data.get("group"))), int(data.get("plan", 0))
    tariff = int(data.get("tariff", 0))
    return Audience(
        group,
        TariffId(tariff) if group is AudienceGroup.TARIFF else None,
        PlanId(plan) if plan else None,
    )


def choice(audience: Audience) -> ChooseAudience | ChoosePlanAudience:
    """Return the button's data that chooses this audience."""
    if audience.plan_id is not None:
        group = "active" if audience.group is AudienceGroup.ACTIVE else "expired"
        return ChoosePlanAudience(group=group, plan=audience.plan_id)
    return ChooseAudience(group=audience.group.value, tariff=audience.tariff_id or 0)


def _audience(chosen: ChooseAudience | ChoosePlanAudience) -> Audience:
    group = AudienceGroup(chosen.group)
    if isinstance(chosen, ChoosePlanAudience):
        return Audience(group, plan_id=PlanId(chosen.plan))
    return Audience(group, TariffId(chosen.tariff) if group is AudienceGroup.TARIFF else None)


async def _audiences(page: int, say: Wording, deps: Deps) -> tuple[Markup, _Rows]:
    """Return the question for the audience. With one plan, the buyers of each tariff are a choice;
    with several there is a button for a choice of plans."""
    running = await deps.broadcasts.in_progress()
    rows = [
        [button(say.plain("button-broadcast-audience", group=str(group)), choice(Audience(group)))]
        for group in _GROUPS
    ]
    if len(deps.plans.known) > 1:
        rows.append([button(say.plain("button-broadcast-plans"), AudiencePlans())])
    else:
        tariffs = await deps.broadcasts.tariffs()
        rows += _tariffs(say, page, tariffs, lambda number: AudiencePage(page=number))
    for one in running:
        label = say.plain("button-broadcast-progress")
        rows.append([button(label, ShowBroadcast(id=one.broadcast.id))])
    planned = len(await deps.planned_broadcasts.listed())
    if planned:
        label = say.plain("button-broadcast-planned", count=planned)
        rows.append([button(label, PlannedPage())])
    rows.append(to_home(say))
    progress = [say("broadcast-running", sent=one.sent, total=one.total) for one in running]
    return lines(say("broadcast-ask-audience"), *progress), rows


def _plans(page: int, say: Wording, known: Sequence[Plan]) -> tuple[Markup, _Rows]:
    """Return the choice of a plan, retired ones too: people may still have them."""
    page, pages, shown = _page(known, page)
    rows = [
        [button(say.label("button-plan", plan=say.plan(one.id)), AudiencePlan(plan=one.id))]
        for one in shown
    ]
    rows.append(pager(say, page, pages, lambda number: AudiencePlans(page=number)))
    rows.append([button(say.plain("button-back"), AudiencePage(page=0))])
    return say("broadcast-ask-plan"), rows


def _of_plan(
    page: int, say: Wording, plan: Plan, tariffs: Sequence[Tariff]
) -> tuple[Markup, _Rows]:
    """Return the audiences of a plan: who has it, who had it, and the buyers of its tariffs."""
    rows = [
        [
            button(
                say.plain("button-broadcast-plan-audience", group=group.value),
                choice(Audience(group, plan_id=plan.id)),
            )
        ]
        for group in (AudienceGroup.ACTIVE, AudienceGroup.EXPIRED)
    ]
    rows += _tariffs(say, page, tariffs, lambda number: AudiencePlan(plan=plan.id, page=number))
    rows.append([button(say.plain("button-plan-list"), AudiencePlans())])
    return say("broadcast-ask-audience-plan", plan=say.plan(plan.id)), rows


def _tariffs(
    say: Wording, page: int, tariffs: Sequence[Tariff], turn: Callable[[int], CallbackData]
) -> _Rows:
    """Return a page of buttons for the buyers of tariffs of one plan."""
    page, pages, shown = _page(tariffs, page)
    rows = [
        [
            button(
                say.label("button-broadcast-audience-tariff", duration=one.duration),
                choice(Audience(AudienceGroup.TARIFF, one.id)),
            )
        ]
        for one in shown
    ]
    return [*rows, pager(say, page, pages, turn)]


def _page(found: Sequence[Any], page: int) -> tuple[int, int, Sequence[Any]]:
    """Return the number of the page, counted from 0, how many there are, and what is on it."""
    pages = max(1, -(-len(found) // _A_PAGE))
    page = min(page, pages - 1)
    return page, pages, found[page * _A_PAGE : (page + 1) * _A_PAGE]
