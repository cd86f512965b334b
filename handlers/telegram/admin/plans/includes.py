"""Which plans a plan includes: an admin sees whom a change touches, and says yes."""

import asyncio
from collections.abc import Awaitable
from contextlib import suppress
from typing import TypeVar

from aiogram import Router
from aiogram.exceptions import TelegramAPIError
from aiogram.types import CallbackQuery

from bot.deps import Deps
from bot.domain.models import PlanId
from bot.texts import GAP, Markup, lines
from bot.usecases.outbox.wording import Wording
from bot.usecases.plans.inclusions import InclusionChange, Touched
from bot.usecases.plans.phrases import inclusion_question
from handlers.telegram.admin.plans import screens
from handlers.telegram.callbacks.plans import AskInclusion, ChangeInclusion, Exclude, ShowInclusions
from handlers.telegram.ui.screen import alert, button, done, show

_SLOW_AFTER_SECONDS = 1.0

_Counted = TypeVar("_Counted")


def register(router: Router) -> None:
    router.callback_query.register(choose, ShowInclusions.filter())
    router.callback_query.register(ask, AskInclusion.filter())
    router.callback_query.register(change, ChangeInclusion.filter())
    router.callback_query.register(change, Exclude.filter())


async def choose(
    query: CallbackQuery, callback_data: ShowInclusions, deps: Deps, say: Wording
) -> None:
    plan = await screens.known(query, callback_data.id, deps, say)
    if plan is not None:
        await show(query, *await _choices(plan.id, deps, say))
        await done(query)


async def ask(query: CallbackQuery, callback_data: AskInclusion, deps: Deps, say: Wording) -> None:
    """Ask before the change, with its counts; the press is answered before they are known."""
    found = await _pair(query, callback_data.id, callback_data.other, deps, say)
    if found is None:
        return
    if await _is_busy(query, deps, say):
        return
    inclusions = await deps.inclusions.get()
    include = found not in inclusions.pairs
    if include and inclusions.would_be_a_circle(*found):
        await alert(query, say.plain("toast-plan-circle"))
        return
    await done(query)
    wanted = InclusionChange(*found, include)
    touched = await _counting(query, deps.inclusions.touched(wanted), say)
    await show(query, *_question(wanted, touched, say))


async def change(
    query: CallbackQuery, callback_data: ChangeInclusion | Exclude, deps: Deps, say: Wording
) -> None:
    """Carry the change out, if it is what was seen; else ask again, or show what is so now."""
    found = await _pair(query, callback_data.id, callback_data.other, deps, say)
    if found is None or await _is_busy(query, deps, say):
        return
    await done(query)
    wanted = InclusionChange(*found, callback_data.include)
    seen = Touched(callback_data.people, callback_data.shortened)
    changed = deps.inclusions.change(wanted, seen, query.from_user.id)
    if await _counting(query, changed, say):
        first, (text, rows) = say("plan-inclusion-done"), await _choices(found[0], deps, say)
    elif wanted.is_possible(await deps.inclusions.get()):
        touched = await _counting(query, deps.inclusions.touched(wanted), say)
        first, (text, rows) = say("plan-inclusion-grown"), _question(wanted, touched, say)
    else:
        first, (text, rows) = say("toast-changed"), await _choices(found[0], deps, say)
    await show(query, lines(first, GAP, text), rows)


async def _pair(
    query: CallbackQuery, plan_id: int, other_id: int, deps: Deps, say: Wording
) -> tuple[PlanId, PlanId] | None:
    """Return the two plans of a button; None, and the press is answered, for a forged one."""
    plan = await screens.known(query, plan_id, deps, say)
    other = await screens.known(query, other_id, deps, say) if plan is not None else None
    return (plan.id, other.id) if plan is not None and other is not None else None


async def _is_busy(query: CallbackQuery, deps: Deps, say: Wording) -> bool:
    """Refuse another change while the last one isn't done."""
    left = await deps.inclusions.refolded()
    if left is None:
        return False
    await alert(query, say.plain("toast-plan-refolding", count=left))
    return True


async def _counting(query: CallbackQuery, work: Awaitable[_Counted], say: Wording) -> _Counted:
    """Wait for a count of people; say so where it takes long."""
    try:
        async with asyncio.TaskGroup() as tasks:
            counting = tasks.create_task(_run(work))
            await asyncio.wait({counting}, timeout=_SLOW_AFTER_SECONDS)
            if not counting.done():
                with suppress(TelegramAPIError):
                    await show(query, say("plan-counting"))
    except BaseExceptionGroup as failed:
        raise failed.exceptions[0] from None  # as if there were no tasks
    return counting.result()


async def _run(work: Awaitable[_Counted]) -> _Counted:
    return await work


async def _choices(plan_id: PlanId, deps: Deps, say: Wording) -> tuple[Markup, screens.Rows]:
    """Return the other plans to choose from; those that include this one aren't offered."""
    inclusions, left = await deps.inclusions.get(), await deps.inclusions.refolded()
    rows: screens.Rows = []
    for other in deps.plans.known:
        if not inclusions.would_be_a_circle(plan_id, other.id):
            mark = "on" if (plan_id, other.id) in inclusions.pairs else "off"
            label = say.label("label-plan-choice", mark=mark, name=say.plan(other.id))
            rows.append([button(label, AskInclusion(id=plan_id, other=other.id))])
    key = "plan-includes-choose" if rows else "plan-includes-nothing-to-choose"
    text = lines(say(key, name=say.plan(plan_id)), *screens.refolding(left, say))
    return text, [*rows, screens.back(plan_id, say)]


def _question(
    wanted: InclusionChange, touched: Touched, say: Wording
) -> tuple[Markup, screens.Rows]:
    text = inclusion_question(wanted, touched, say)
    pair = {"id": wanted.plan_id, "other": wanted.included_id}
    counted = {"people": touched.people, "shortened": touched.shortened}
    yes = (
        ChangeInclusion(include=True, **pair, **counted)
        if wanted.include
        else Exclude(**pair, **counted)
    )
    no = ShowInclusions(id=wanted.plan_id)
    key = "button-plan-include-yes" if wanted.include else "button-plan-exclude-yes"
    return text, [[button(say.plain(key), yes)], [button(say.plain("button-plan-no"), no)]]
