"""Names and descriptions of plans, which admins type, in each language."""

from collections.abc import Callable, Mapping
from typing import Literal

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, ForceReply, Message

from bot.deps import Deps
from bot.domain.models import FIRST_PLAN, PlanId
from bot.domain.plan_names import LONGEST_DESCRIPTION, LONGEST_NAME, NameProblem, description_of
from bot.texts import GAP, Markup, lines
from bot.usecases.outbox.wording import Wording
from bot.usecases.plans import words
from handlers.telegram.admin.plans import drafts, screens
from handlers.telegram.callbacks.plans import (
    AddPlan,
    DescribePlan,
    RemoveDescription,
    RemoveName,
    RenamePlan,
)
from handlers.telegram.callbacks.shop_window import ShowPlanWindow
from handlers.telegram.middlewares.questions import ANSWER
from handlers.telegram.ui.filters import Written
from handlers.telegram.ui.reply import reply
from handlers.telegram.ui.screen import alert, button, done, show
from handlers.telegram.ui.text import html_text
from handlers.telegram.ui.versions import seen_by

_PROBLEMS = {
    NameProblem.EMPTY: "plan-name-empty",
    NameProblem.TOO_LONG: "plan-name-too-long",
    NameProblem.TAKEN: "plan-name-in-use",
    NameProblem.CHANGED: "toast-changed",
}
_ToLocale = Callable[[str], CallbackData]


class PlanQuestion(StatesGroup):
    """A new plan's name; another name, or the description, of the plan in the state's data."""

    new_name = State()
    name = State()
    description = State()


def register(router: Router) -> None:
    router.callback_query.register(ask_new_name, AddPlan.filter())
    router.callback_query.register(ask_name, RenamePlan.filter())
    router.callback_query.register(ask_description, DescribePlan.filter())
    router.callback_query.register(remove_name, RemoveName.filter())
    router.callback_query.register(remove_description, RemoveDescription.filter())
    router.message.register(typed_new_name, PlanQuestion.new_name, ANSWER)
    router.message.register(typed_name, PlanQuestion.name, ANSWER)
    router.message.register(typed_description, PlanQuestion.description, ANSWER)
    router.message.register(refuse, StateFilter(PlanQuestion), ~F.text, Written())


async def ask_new_name(query: CallbackQuery, state: FSMContext, say: Wording) -> None:
    if query.bot is not None:
        await state.set_state(PlanQuestion.new_name)
        text = say("plan-ask-new-name", most=LONGEST_NAME)
        await query.bot.send_message(query.from_user.id, text, reply_markup=ForceReply())
    await done(query)


async def typed_new_name(message: Message, state: FSMContext, deps: Deps, say: Wording) -> None:
    """Add the plan, in the language of the admin."""
    added = await deps.plans.add(message.text or "", say.locale, message.chat.id)
    if isinstance(added, NameProblem):
        await _refuse(message, added, say)
        return
    await state.set_state(None)
    text, rows = await screens.card(added.id, deps, say)
    await reply(message, lines(say("plan-added"), GAP, text), rows)


async def ask_name(
    query: CallbackQuery, callback_data: RenamePlan, state: FSMContext, deps: Deps, say: Wording
) -> None:
    plan = await screens.known(query, callback_data.id, deps, say, callback_data.locale)
    if plan is None:
        return
    await _ask(state, PlanQuestion.name, callback_data, plan.names)
    await _show_name(query, callback_data, deps, say)


async def _show_name(
    query: CallbackQuery, asked: RenamePlan, deps: Deps, say: Wording, toast: str | None = None
) -> None:
    """Show the names that the plan has, and the way to take one away."""
    plan, locale = await screens.known(query, asked.id, deps, say, asked.locale), asked.locale
    if plan is None:
        return
    text = lines(
        say("plan-ask-name", language=screens.language(locale, say)),
        *_names(plan.names, say),
        GAP,
        say("plan-name-rule", most=LONGEST_NAME),
    )
    rows = _other_languages(locale, say, lambda other: asked.model_copy(update={"locale": other}))
    if locale in plan.names and (len(plan.names) > 1 or plan.id == FIRST_PLAN):
        seen = (await words.name_of(deps.plans, plan.id, locale))[1].tag
        remove = RemoveName(id=plan.id, locale=locale, seen=seen)
        rows.insert(0, [button(say.plain("button-plan-name-remove"), remove)])
    await show(query, text, [*rows, _back(asked, say)])
    await done(query, toast)


async def typed_name(message: Message, state: FSMContext, deps: Deps, say: Wording) -> None:
    draft = await _draft(state, message.text or "")
    problem = deps.plans.check_name(PlanId(draft.plan_id), draft.typed)
    if problem is not None:
        await _refuse(message, problem, say)
        return
    await drafts.offer(message, state, draft, deps, say)


async def ask_description(
    query: CallbackQuery, callback_data: DescribePlan, state: FSMContext, deps: Deps, say: Wording
) -> None:
    plan = await screens.known(query, callback_data.id, deps, say, callback_data.locale)
    if plan is None:
        return
    await _ask(state, PlanQuestion.description, callback_data, plan.descriptions)
    await _show_description(query, callback_data, deps, say)


async def _show_description(
    query: CallbackQuery, asked: DescribePlan, deps: Deps, say: Wording, toast: str | None = None
) -> None:
    """Show the description that the plan has, and the way to take it away."""
    plan, locale = await screens.known(query, asked.id, deps, say, asked.locale), asked.locale
    if plan is None:
        return
    present = plan.descriptions.get(locale)
    text = lines(
        say("plan-ask-description", name=say.plan(plan.id), language=screens.language(locale, say)),
        say("plan-card-description", words=screens.description_of(plan, locale))
        if present
        else None,
        GAP,
        say("plan-description-rule", most=LONGEST_DESCRIPTION),
    )
    rows = _other_languages(locale, say, lambda other: asked.model_copy(update={"locale": other}))
    if present:
        seen = (await words.description_of(deps.plans, plan.id, locale))[1].tag
        remove = RemoveDescription(id=plan.id, locale=locale, seen=seen)
        rows.insert(0, [button(say.plain("button-plan-description-remove"), remove)])
    await show(query, text, [*rows, _back(asked, say)])
    await done(query, toast)


async def typed_description(message: Message, state: FSMContext, deps: Deps, say: Wording) -> None:
    draft = await _draft(state, message.text or "", html_text(message))
    if description_of(draft.typed) is None:
        await message.answer(say("plan-description-too-long", most=LONGEST_DESCRIPTION))
        return
    await drafts.offer(message, state, draft, deps, say)


async def refuse(message: Message, say: Wording) -> None:
    """Ask once more for words, where something else was sent."""
    await message.answer(say("window-words-only"), reply_markup=ForceReply())


async def remove_description(
    query: CallbackQuery,
    callback_data: RemoveDescription,
    state: FSMContext,
    deps: Deps,
    say: Wording,
) -> None:
    """Take the description away; where another admin has changed it meanwhile, show theirs."""
    plan = await screens.known(query, callback_data.id, deps, say)
    if plan is None:
        return
    if callback_data.locale not in plan.descriptions:
        await alert(query, say.plain("toast-nothing-changed"))
        return
    locale, admin_id = callback_data.locale, query.from_user.id
    stands, version = await words.description_of(deps.plans, plan.id, locale)
    is_seen = seen_by(query, callback_data.seen, version) == version.tag
    if is_seen and await deps.plans.describe(plan.id, None, locale, admin_id, seen=stands):
        await _show_card(query, plan.id, state, deps, say)
        return
    asked = DescribePlan(id=plan.id, locale=locale, shop=await _from_shop(state))
    await _show_description(query, asked, deps, say, say.plain("toast-changed"))


async def remove_name(
    query: CallbackQuery, callback_data: RemoveName, state: FSMContext, deps: Deps, say: Wording
) -> None:
    """Take the name away; where another admin has changed it meanwhile, show theirs."""
    plan = await screens.known(query, callback_data.id, deps, say)
    if plan is None:
        return
    locale, admin_id = callback_data.locale, query.from_user.id
    stands, version = await words.name_of(deps.plans, plan.id, locale)
    problem: NameProblem | None = NameProblem.CHANGED
    if seen_by(query, callback_data.seen, version) == version.tag or stands.words is None:
        problem = await deps.plans.unname(plan.id, locale, admin_id, stands)
    if problem is None:
        await _show_card(query, plan.id, state, deps, say)
    elif problem is NameProblem.CHANGED:
        asked = RenamePlan(id=plan.id, locale=locale, shop=await _from_shop(state))
        await _show_name(query, asked, deps, say, say.plain("toast-changed"))
    else:
        taken = problem is NameProblem.TAKEN
        key = "toast-plan-name-in-use" if taken else "toast-nothing-changed"
        await alert(query, say.plain(key))


async def _from_shop(state: FSMContext) -> Literal["1"] | None:
    """Return whether the question began in /shop, as its buttons have it."""
    return "1" if (await state.get_data()).get("plan_from_shop") is not None else None


async def _show_card(
    query: CallbackQuery, plan_id: PlanId, state: FSMContext, deps: Deps, say: Wording
) -> None:
    """Leave the question, and show the plan with the way back to where it was asked."""
    await state.set_state(None)
    text, rows = await screens.card(plan_id, deps, say)
    to_shop = screens.to_shop(plan_id, say) if await _from_shop(state) else []
    await show(query, text, [*rows, to_shop])
    await done(query)


async def _ask(
    state: FSMContext, question: State, pressed: RenamePlan | DescribePlan, texts: Mapping[str, str]
) -> None:
    """Ask, and remember what stands there now."""
    await state.set_state(question)
    seen, locale = texts.get(pressed.locale), pressed.locale
    await state.update_data(
        plan_id=pressed.id, plan_locale=locale, plan_seen=seen, plan_from_shop=pressed.shop
    )


def _back(pressed: RenamePlan | DescribePlan, say: Wording) -> screens.Row:
    if pressed.shop is None:
        return screens.back(pressed.id, say)
    return [button(say.plain("button-back"), ShowPlanWindow(id=pressed.id))]


async def _draft(state: FSMContext, typed: str, html: str | None = None) -> drafts.Draft:
    """Return the answer to the open question; with `html` it is a description."""
    data = await state.get_data()
    return drafts.Draft(
        plan_id=data["plan_id"],
        locale=data["plan_locale"],
        is_name=html is None,
        typed=typed,
        html=html or "",
        seen=data["plan_seen"],
        shop=data["plan_from_shop"],
    )


async def _refuse(message: Message, problem: NameProblem, say: Wording) -> None:
    text = say(_PROBLEMS[problem], most=LONGEST_NAME)
    await message.answer(text, reply_markup=ForceReply())


def _names(names: Mapping[str, str], say: Wording) -> list[Markup]:
    return [
        say("plan-name-in", language=screens.language(locale, say), name=names[locale])
        for locale in say.texts.locales
        if locale in names
    ]


def _other_languages(locale: str, say: Wording, ask: _ToLocale) -> screens.Rows:
    return [
        [
            button(
                say.label("label-plan-language", language=screens.language(other, say)), ask(other)
            )
        ]
        for other in say.texts.locales
        if other != locale
    ]
