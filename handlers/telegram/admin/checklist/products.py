"""The proposals for products: page by page, with one tap for all that is ready."""

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, ForceReply, Message

from bot.deps import Deps
from bot.domain.models import PlanId
from bot.texts import GAP, lines
from bot.tribute.errors import TributeError
from bot.usecases.outbox.wording import Wording
from handlers.telegram.admin.checklist import product_screens as screens
from handlers.telegram.admin.checklist.product_screens import Screen
from handlers.telegram.callbacks.checklist.proposals import (
    AskNewPlans,
    ChooseProposedPlan,
    KeepOut,
    MakeNewPlans,
    ProposeFor,
    ReadAgain,
    ShowProposal,
    ShowProposals,
    TakeProposals,
)
from handlers.telegram.middlewares.questions import ANSWER
from handlers.telegram.ui.durations import OTHER, decode, read_duration
from handlers.telegram.ui.reply import reply
from handlers.telegram.ui.screen import alert, done, show


class ProposalQuestion(StatesGroup):
    """The duration that a product could be sold as."""

    duration = State()


def register(router: Router) -> None:
    router.callback_query.register(show_page, ShowProposals.filter())
    router.callback_query.register(take, TakeProposals.filter())
    router.callback_query.register(show_one, ShowProposal.filter())
    router.callback_query.register(choose_plan, ChooseProposedPlan.filter())
    router.callback_query.register(choose_duration, ProposeFor.filter())
    router.callback_query.register(keep_out, KeepOut.filter())
    router.callback_query.register(read_again, ReadAgain.filter())
    router.callback_query.register(ask_new_plans, AskNewPlans.filter())
    router.callback_query.register(make_new_plans, MakeNewPlans.filter())
    router.message.register(typed, ProposalQuestion.duration, ANSWER)


async def show_page(
    query: CallbackQuery, callback_data: ShowProposals, deps: Deps, say: Wording
) -> None:
    await show(query, *await _page(callback_data.page, deps, say))
    await done(query)


async def take(
    query: CallbackQuery, callback_data: TakeProposals, deps: Deps, say: Wording
) -> None:
    """Sell what the admin was shown as ready; where it isn't that any more, show it again."""
    number = callback_data.page
    try:
        taken = await deps.proposals.take(number, callback_data.seen, query.from_user.id)
    except TributeError as error:
        await show(query, *screens.failed(error, number, say))
        await done(query)
        return
    text, rows = await _page(number, deps, say)
    await show(query, lines(*screens.headline(taken, say), GAP, text), rows)
    await done(query, say.plain("toast-changed") if taken.changed else None)


async def show_one(
    query: CallbackQuery, callback_data: ShowProposal, deps: Deps, say: Wording
) -> None:
    """Show one product and the durations to choose from; where there are several plans and none is
    known, the plans first."""
    await show(query, *await _one(callback_data.id, _plan(callback_data.plan), deps, say))
    await done(query)


async def choose_plan(
    query: CallbackQuery, callback_data: ChooseProposedPlan, deps: Deps, say: Wording
) -> None:
    try:
        found = await deps.proposals.find(callback_data.id)
    except TributeError as error:
        screen = screens.failed(error, 1, say)
    else:
        screen = screens.plan_choice(*found, deps.plans.sold, say) if found else screens.gone(say)
    await show(query, *screen)
    await done(query)


async def choose_duration(
    query: CallbackQuery, callback_data: ProposeFor, state: FSMContext, deps: Deps, say: Wording
) -> None:
    """Keep the choice and show the page again; “other” asks for a typed one."""
    duration, plan = decode(callback_data.duration), callback_data.plan
    if callback_data.duration == OTHER and query.bot is not None:
        await state.set_state(ProposalQuestion.duration)
        await state.update_data(product_to_propose=callback_data.id, plan_to_propose=plan)
        await query.bot.send_message(
            query.from_user.id, say("product-sell-type-duration"), reply_markup=_typing(say)
        )
        await done(query)
    elif duration is None or (plan is not None and deps.plans.get(plan) is None):
        await alert(query, say.plain("error-stale-button"))
    else:
        await state.set_state(None)  # the button answers the question: nothing needs to be typed
        await deps.proposals.choose(callback_data.id, duration, _plan(plan))
        await _show_its_page(query, callback_data.id, deps, say)


async def typed(message: Message, state: FSMContext, deps: Deps, say: Wording) -> None:
    """Read the answer to “other”: a duration in words of either language."""
    asked = await state.get_data()
    product_id, duration = asked.get("product_to_propose"), read_duration(message.text or "")
    if duration is None or product_id is None:
        await message.answer(say("product-sell-duration-unreadable"), reply_markup=_typing(say))
        return
    await state.set_state(None)
    await deps.proposals.choose(product_id, duration, _plan(asked.get("plan_to_propose")))
    await reply(message, *await _its_page(product_id, deps, say))


async def keep_out(query: CallbackQuery, callback_data: KeepOut, deps: Deps, say: Wording) -> None:
    await deps.proposals.keep_out(callback_data.id)
    await _show_its_page(query, callback_data.id, deps, say)


async def read_again(
    query: CallbackQuery, callback_data: ReadAgain, deps: Deps, say: Wording
) -> None:
    await deps.proposals.read_again(callback_data.id)
    await _show_its_page(query, callback_data.id, deps, say)


async def ask_new_plans(query: CallbackQuery, deps: Deps, say: Wording) -> None:
    """Name the plans that would be made, and ask."""
    try:
        found = await deps.proposals.page(1)
    except TributeError as error:
        screen = screens.failed(error, 1, say)
    else:
        screen = screens.new_plans(found, say) if found.new_plans else screens.page(found, say)
    await show(query, *screen)
    await done(query)


async def make_new_plans(
    query: CallbackQuery, callback_data: MakeNewPlans, deps: Deps, say: Wording
) -> None:
    try:
        found = await deps.proposals.page(1)
    except TributeError as error:
        await show(query, *screens.failed(error, 1, say))
        await done(query)
        return
    same = screens.seen(found.new_plans) == callback_data.seen and bool(found.new_plans)
    if same:
        await deps.proposals.make_plans(found.new_plans, say.locale, query.from_user.id)
        say = Wording(say.texts, say.locale, deps.plans.known)
    await show(query, *await _page(1, deps, say))
    await done(query, say.plain("toast-proposals-plans" if same else "toast-changed"))


async def _page(number: int, deps: Deps, say: Wording) -> Screen:
    try:
        return screens.page(await deps.proposals.page(number), say)
    except TributeError as error:
        return screens.failed(error, number, say)


async def _one(product_id: int, plan_id: PlanId | None, deps: Deps, say: Wording) -> Screen:
    try:
        found = await deps.proposals.find(product_id)
    except TributeError as error:
        return screens.failed(error, 1, say)
    if found is None:
        return screens.gone(say)
    one, number = found
    chosen = plan_id or one.plan_id
    if chosen is None and not one.is_settled:
        return screens.plan_choice(one, number, deps.plans.sold, say)
    return screens.card(one, number, chosen, say)


async def _its_page(product_id: int, deps: Deps, say: Wording) -> Screen:
    try:
        found = await deps.proposals.find(product_id)
    except TributeError as error:
        return screens.failed(error, 1, say)
    return await _page(found[1] if found else 1, deps, say)


async def _show_its_page(query: CallbackQuery, product_id: int, deps: Deps, say: Wording) -> None:
    await show(query, *await _its_page(product_id, deps, say))
    await done(query)


def _plan(number: int | None) -> PlanId | None:
    return None if number is None else PlanId(number)


def _typing(say: Wording) -> ForceReply:
    return ForceReply(input_field_placeholder=say.plain("product-sell-duration-placeholder"))
