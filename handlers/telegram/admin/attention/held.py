"""Held payments: an admin supplies the missing duration or accepts; each step is confirmed."""

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, ForceReply, Message

from bot.deps import Deps
from bot.domain.models import PurchaseRow, PurchaseStatus
from bot.domain.records import NewTariff, Person
from bot.usecases.attention.held import HeldPurchase
from bot.usecases.outbox.wording import Wording
from handlers.telegram.admin.attention import held_screens as screens
from handlers.telegram.admin.shared.buttons import to_attention
from handlers.telegram.admin.shared.purchase_card import show_purchase
from handlers.telegram.callbacks.attention import (
    Accept,
    AskAccept,
    AskDuration,
    ChooseDuration,
    GiveDuration,
)
from handlers.telegram.callbacks.shared import ShowHeld
from handlers.telegram.middlewares.questions import ANSWER
from handlers.telegram.ui.durations import OTHER, decode, read_duration
from handlers.telegram.ui.plan_choice import chosen_plan, plan_of
from handlers.telegram.ui.screen import done, keyboard, show


class HeldQuestion(StatesGroup):
    """The duration of a held payment."""

    duration = State()


def register(router: Router) -> None:
    router.callback_query.register(open_card, ShowHeld.filter())
    router.callback_query.register(ask_duration, AskDuration.filter())
    router.callback_query.register(choose_duration, ChooseDuration.filter())
    router.message.register(duration_typed, HeldQuestion.duration, ANSWER)
    router.callback_query.register(give_duration, GiveDuration.filter())
    router.callback_query.register(ask_accept, AskAccept.filter())
    router.callback_query.register(accept, Accept.filter())


async def open_card(
    query: CallbackQuery, callback_data: ShowHeld, say: Wording, deps: Deps
) -> None:
    await show_as_it_is(query, callback_data.id, say, deps)
    await done(query)


async def ask_duration(
    query: CallbackQuery, callback_data: AskDuration, say: Wording, deps: Deps
) -> None:
    held = await still_held(query, callback_data.id, say, deps)
    if held is None:
        return
    plan_id = chosen_plan(callback_data.plan, deps.plans.sold)
    if plan_id is None:
        await show(query, *screens.ask_plan(say, held, deps.plans.sold))
    else:
        await show(query, *screens.ask_duration(say, held, plan_id))
    await done(query)


async def choose_duration(
    query: CallbackQuery, callback_data: ChooseDuration, state: FSMContext, say: Wording, deps: Deps
) -> None:
    held = await still_held(query, callback_data.id, say, deps)
    if held is None:
        return
    duration = decode(callback_data.code)
    if deps.plans.get(plan_of(callback_data.plan)) is None:
        await done(query, say.plain("toast-changed"))
        return
    if duration is not None:
        tariff = NewTariff(plan_of(callback_data.plan), duration)
        await show(query, *screens.give(say, held, tariff))
    elif callback_data.code == OTHER and query.bot is not None:
        await state.set_state(HeldQuestion.duration)
        await state.update_data(held=held.purchase.id, plan_of_held=callback_data.plan)
        await query.bot.send_message(
            query.from_user.id, say("duration-ask"), reply_markup=ForceReply()
        )
    await done(query)


async def duration_typed(message: Message, state: FSMContext, say: Wording, deps: Deps) -> None:
    duration = read_duration(message.text or "")
    if duration is None:
        await message.answer(say("held-duration-unreadable"), reply_markup=ForceReply())
        return
    await state.set_state(None)
    asked = await state.get_data()
    held = await deps.attention.held(asked.get("held", 0))
    if held is None:
        await message.answer(say("held-gone"), reply_markup=keyboard([[to_attention(say)]]))
        return
    tariff = NewTariff(plan_of(asked.get("plan_of_held")), duration)
    text, rows = screens.give(say, held, tariff)
    await message.answer(text, reply_markup=keyboard(rows))


async def give_duration(
    query: CallbackQuery, callback_data: GiveDuration, say: Wording, deps: Deps, person: Person
) -> None:
    """Settle: bind the product, which settles all payments for it, or grant where it has none."""
    held = await still_held(query, callback_data.id, say, deps)
    if held is None:
        return
    duration = decode(callback_data.code)
    tariff = NewTariff(plan_of(callback_data.plan), duration) if duration else None
    if tariff is None or deps.plans.get(tariff.plan_id) is None:
        await done(query, say.plain("toast-changed"))
        return
    row = held.purchase.id
    given = await deps.attention.give(row, tariff, person.telegram_user_id)
    toast = screens.given(say, given) if given is not None else None
    await show_result(query, row, say, deps, toast)


async def ask_accept(
    query: CallbackQuery, callback_data: AskAccept, say: Wording, deps: Deps
) -> None:
    held = await still_held(query, callback_data.id, say, deps)
    if held is not None:
        await show(query, *screens.accept(say, held))
        await done(query)


async def accept(
    query: CallbackQuery, callback_data: Accept, say: Wording, deps: Deps, person: Person
) -> None:
    row = PurchaseRow(callback_data.id)
    accepted = await deps.attention.accept(row, person.telegram_user_id)
    toast = say.plain("toast-held-accepted") if accepted else None
    await show_result(query, row, say, deps, toast)


async def still_held(
    query: CallbackQuery, row: int, say: Wording, deps: Deps
) -> HeldPurchase | None:
    """Return the payment if it is still held; else show it as it is now and return None."""
    held = await deps.attention.held(row)
    if held is None:
        await show_result(query, row, say, deps, None)
    return held


async def show_result(
    query: CallbackQuery, row: int, say: Wording, deps: Deps, toast: str | None
) -> None:
    """Show the payment after a step; without a `toast` another admin was quicker."""
    after = await deps.purchases.card(row)
    if toast and after and after.purchase.status is PurchaseStatus.APPLIED:
        await show(query, *screens.settled(say, after, deps.clock.now()))
    else:
        await show_as_it_is(query, row, say, deps)
    await done(query, toast or say.plain("toast-quicker"))


async def show_as_it_is(query: CallbackQuery, row: int, say: Wording, deps: Deps) -> None:
    """Show the card of a held payment; once it is settled, the card of the purchase."""
    held = await deps.attention.held(row)
    if held is None:
        await show_purchase(query, row, say, deps)
    else:
        await show(query, screens.card(say, held), screens.rows(say, held))
