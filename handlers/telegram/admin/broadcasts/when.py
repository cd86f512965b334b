"""The time of a broadcast: an admin types it, sees which moment it is, and confirms."""

from datetime import datetime

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, ForceReply, InlineKeyboardButton, Message

from bot.deps import Deps
from bot.domain.broadcasts import Broadcast, BroadcastState
from bot.domain.planning.moments import Calendar, Moment, NoMoment
from bot.texts import Markup, Remaining, ShopTime, lines
from bot.usecases.broadcasts.broadcasts import Progress
from bot.usecases.broadcasts.notices import audience_of
from bot.usecases.broadcasts.planned import PlanOutcome
from bot.usecases.outbox.wording import Wording
from handlers.telegram.admin.broadcasts.audiences import BroadcastQuestion
from handlers.telegram.callbacks.broadcasts import (
    AskWhen,
    CancelPlanned,
    PlanBroadcast,
    PlannedPage,
    ShowDraft,
    ShowPlanned,
)
from handlers.telegram.middlewares.questions import ANSWER
from handlers.telegram.ui.moments import read_moment
from handlers.telegram.ui.screen import button, done, keyboard, show

_BROADCAST = "when_of"
_Rows = list[list[InlineKeyboardButton]]


def register(router: Router) -> None:
    router.callback_query.register(ask, AskWhen.filter())
    router.callback_query.register(plan, PlanBroadcast.filter())
    router.message.register(typed, BroadcastQuestion.when, ANSWER)


async def ask(
    query: CallbackQuery, callback_data: AskWhen, state: FSMContext, say: Wording, deps: Deps
) -> None:
    if await _to_plan(callback_data.id, query.from_user.id, deps) is None or query.bot is None:
        await state.set_state(None)
        await show(query, say("broadcast-draft-gone"))
        await done(query)
        return
    await state.set_state(BroadcastQuestion.when)
    await state.update_data({_BROADCAST: callback_data.id})
    await query.bot.send_message(
        query.from_user.id, _question(say, deps), reply_markup=ForceReply()
    )
    await done(query)


async def typed(message: Message, state: FSMContext, say: Wording, deps: Deps) -> None:
    """Show which moment the words mean, and ask for the last yes."""
    calendar = Calendar(deps.clock.now(), deps.texts.zone)
    found = read_moment(message.text or "", calendar)
    if isinstance(found, NoMoment):
        await message.answer(_why_not(found, say, deps), reply_markup=ForceReply())
        return
    broadcast_id = int((await state.get_data()).get(_BROADCAST, 0))
    progress = await _to_plan(broadcast_id, message.chat.id, deps)
    await state.set_state(None)
    if progress is None:
        await message.answer(say("broadcast-draft-gone"))
        return
    text = _sure(say, progress, found, deps.clock.now())
    await message.answer(text, reply_markup=keyboard(_sure_rows(say, progress.broadcast, found)))


async def plan(
    query: CallbackQuery, callback_data: PlanBroadcast, state: FSMContext, say: Wording, deps: Deps
) -> None:
    broadcast_id, at = callback_data.id, callback_data.at
    match await deps.planned_broadcasts.plan(broadcast_id, query.from_user.id, at):
        case PlanOutcome.PLANNED:
            await show(
                query, say("broadcast-planned", when=ShopTime(at)), _planned_rows(say, broadcast_id)
            )
        case PlanOutcome.PAST:
            await show(
                query, say("broadcast-time-passed", when=ShopTime(at)), _again(say, broadcast_id)
            )
        case PlanOutcome.TOO_FAR:
            text = say("broadcast-when-not", why=PlanOutcome.TOO_FAR.value)
            await show(query, text, _again(say, broadcast_id))
        case PlanOutcome.GONE:
            await show(query, say("broadcast-draft-gone"))
    await state.set_state(None)
    await done(query)


async def _to_plan(broadcast_id: int, admin_id: int, deps: Deps) -> Progress | None:
    """Return the admin's draft, or a planned broadcast whosever it is; None for any other."""
    progress = await deps.broadcasts.progress(broadcast_id)
    if progress is None:
        return None
    one = progress.broadcast
    mine = one.state is BroadcastState.DRAFT and one.admin_id == admin_id
    return progress if mine or one.state is BroadcastState.PLANNED else None


def _question(say: Wording, deps: Deps) -> Markup:
    zone, now = deps.texts.zone.key, ShopTime(deps.clock.now())
    return say("broadcast-ask-when", zone=zone, now=now)


def _why_not(found: NoMoment, say: Wording, deps: Deps) -> Markup:
    """Say why the words name no moment, and what the time is in the shop."""
    why = say("broadcast-when-not", why=found.problem.value)
    if found.skipped is not None:
        before, after = found.skipped
        why = say("broadcast-when-skipped", before=_clock(before), after=_clock(after))
    now = ShopTime(deps.clock.now())
    return lines(why, say("broadcast-when-again", zone=deps.texts.zone.key, now=now))


def _clock(local: datetime) -> str:
    return f"{local:%H:%M}"


def _sure(say: Wording, progress: Progress, moment: Moment, now: int) -> Markup:
    one = progress.broadcast
    left = Remaining(now, moment.at)
    return lines(
        say("broadcast-confirm-time", when=ShopTime(moment.at), left=left),
        say("broadcast-time-twice") if moment.repeated else None,
        say("broadcast-confirm-later", whom=audience_of(say, progress), count=one.expected),
    )


def _sure_rows(say: Wording, one: Broadcast, moment: Moment) -> _Rows:
    label = say.label("button-broadcast-plan", when=ShopTime(moment.at, short=True))
    is_planned = one.state is BroadcastState.PLANNED
    back = ShowPlanned(id=one.id) if is_planned else ShowDraft(id=one.id)
    return [
        [button(label, PlanBroadcast(id=one.id, at=moment.at))],
        *_again(say, one.id),
        [button(say.plain("button-back"), back)],
    ]


def _again(say: Wording, broadcast_id: int) -> _Rows:
    return [[button(say.plain("button-broadcast-another-time"), AskWhen(id=broadcast_id))]]


def _planned_rows(say: Wording, broadcast_id: int) -> _Rows:
    return [
        [button(say.plain("button-broadcast-cancel-planned"), CancelPlanned(id=broadcast_id))],
        [button(say.plain("button-broadcast-planned-list"), PlannedPage())],
    ]
