"""Names and descriptions of plans, which admins type, in each language."""

from collections.abc import Callable, Mapping

from aiogram import Bot, Router
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, ForceReply, Message

from bot.deps import Deps
from bot.domain.models import PlanId
from bot.domain.plan_names import LONGEST_DESCRIPTION, LONGEST_NAME, NameProblem
from bot.texts import GAP, Markup, lines
from bot.usecases.outbox.wording import Wording
from handlers.telegram.admin.plans import screens
from handlers.telegram.callbacks.plans import (
    AddPlan,
    DescribePlan,
    RemoveDescription,
    RenamePlan,
)
from handlers.telegram.middlewares.questions import ANSWER
from handlers.telegram.ui.menu import personal_menus, show_menus
from handlers.telegram.ui.reply import reply
from handlers.telegram.ui.screen import alert, button, done, show
from handlers.telegram.ui.text import quoted

_PROBLEMS = {
    NameProblem.EMPTY: "plan-name-empty",
    NameProblem.TOO_LONG: "plan-name-too-long",
    NameProblem.TAKEN: "plan-name-in-use",
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
    router.callback_query.register(remove_description, RemoveDescription.filter())
    router.message.register(typed_new_name, PlanQuestion.new_name, ANSWER)
    router.message.register(typed_name, PlanQuestion.name, ANSWER)
    router.message.register(typed_description, PlanQuestion.description, ANSWER)


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
    if len(deps.plans.known) == 2 and message.bot is not None:
        await _show_plans_in_menus(message.bot, deps)


async def _show_plans_in_menus(bot: Bot, deps: Deps) -> None:
    """Show all admins the commands of a shop with several plans."""
    for admin_id, chosen in (await deps.people.chosen_locales(deps.admins.roll)).items():
        await show_menus(bot, personal_menus(deps, admin_id, chosen))


async def ask_name(
    query: CallbackQuery, callback_data: RenamePlan, state: FSMContext, deps: Deps, say: Wording
) -> None:
    plan = await screens.known(query, callback_data.id, deps, say, callback_data.locale)
    if plan is None:
        return
    await _ask(state, PlanQuestion.name, plan.id, callback_data.locale)
    text = lines(
        say("plan-ask-name", language=screens.language(callback_data.locale, say)),
        *_names(plan.names, say),
        GAP,
        say("plan-name-rule", most=LONGEST_NAME),
    )
    rows = _other_languages(
        callback_data.locale,
        say,
        lambda locale: RenamePlan.model_validate({"id": plan.id, "locale": locale}),
    )
    await show(query, text, [*rows, screens.back(plan.id, say)])
    await done(query)


async def typed_name(message: Message, state: FSMContext, deps: Deps, say: Wording) -> None:
    plan_id, locale = await _asked_for(state)
    problem = await deps.plans.rename(plan_id, message.text or "", locale, message.chat.id)
    if problem is not None:
        await _refuse(message, problem, say)
        return
    await state.set_state(None)
    await reply(message, *await screens.card(plan_id, deps, say))


async def ask_description(
    query: CallbackQuery, callback_data: DescribePlan, state: FSMContext, deps: Deps, say: Wording
) -> None:
    locale = callback_data.locale
    plan = await screens.known(query, callback_data.id, deps, say, locale)
    if plan is None:
        return
    await _ask(state, PlanQuestion.description, plan.id, locale)
    present = plan.descriptions.get(locale)
    text = lines(
        say("plan-ask-description", name=say.plan(plan.id), language=screens.language(locale, say)),
        say("plan-card-description", words=quoted(present)) if present else None,
        GAP,
        say("plan-description-rule", most=LONGEST_DESCRIPTION),
    )
    rows = _other_languages(
        locale, say, lambda other: DescribePlan.model_validate({"id": plan.id, "locale": other})
    )
    if present:
        remove = RemoveDescription(id=plan.id, locale=locale)
        rows.insert(0, [button(say.plain("button-plan-description-remove"), remove)])
    await show(query, text, [*rows, screens.back(plan.id, say)])
    await done(query)


async def typed_description(message: Message, state: FSMContext, deps: Deps, say: Wording) -> None:
    plan_id, locale = await _asked_for(state)
    if not await deps.plans.describe(plan_id, message.text, locale, message.chat.id):
        await message.answer(say("plan-description-too-long", most=LONGEST_DESCRIPTION))
        return
    await state.set_state(None)
    await reply(message, *await screens.card(plan_id, deps, say))


async def remove_description(
    query: CallbackQuery,
    callback_data: RemoveDescription,
    state: FSMContext,
    deps: Deps,
    say: Wording,
) -> None:
    plan = await screens.known(query, callback_data.id, deps, say)
    if plan is None:
        return
    if callback_data.locale not in plan.descriptions:
        await alert(query, say.plain("toast-nothing-changed"))
        return
    await state.set_state(None)
    await deps.plans.describe(plan.id, None, callback_data.locale, query.from_user.id)
    await show(query, *await screens.card(plan.id, deps, say))
    await done(query)


async def _ask(state: FSMContext, question: State, plan_id: PlanId, locale: str) -> None:
    await state.set_state(question)
    await state.update_data(plan_id=plan_id, plan_locale=locale)


async def _asked_for(state: FSMContext) -> tuple[PlanId, str]:
    data = await state.get_data()
    return PlanId(data["plan_id"]), str(data["plan_locale"])


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
