"""Names the buyer of a held payment: asked for, shown once more, then settled."""

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, ForceReply, Message

from bot.deps import Deps
from bot.domain.models import PurchaseRow
from bot.domain.records import Person
from bot.usecases.outbox.wording import Wording
from bot.usecases.people import typed as people_typed
from handlers.telegram.admin.attention import held_screens as screens
from handlers.telegram.admin.attention.held import show_result, still_held
from handlers.telegram.admin.shared.buttons import to_attention
from handlers.telegram.callbacks.attention import AskBuyer, NameBuyer
from handlers.telegram.middlewares.questions import ANSWER
from handlers.telegram.ui.screen import done, keyboard


class BuyerQuestion(StatesGroup):
    """The buyer of a held payment, by id or @name."""

    buyer = State()


def register(router: Router) -> None:
    router.callback_query.register(ask, AskBuyer.filter())
    router.message.register(typed, BuyerQuestion.buyer, ANSWER)
    router.callback_query.register(name, NameBuyer.filter())


async def ask(
    query: CallbackQuery, callback_data: AskBuyer, state: FSMContext, say: Wording, deps: Deps
) -> None:
    held = await still_held(query, callback_data.id, say, deps)
    if held is None or query.bot is None:
        return
    await state.set_state(BuyerQuestion.buyer)
    await state.update_data(held=held.purchase.id)
    text = say("held-ask-buyer", number=say.number(held.purchase))
    await query.bot.send_message(query.from_user.id, text, reply_markup=ForceReply())
    await done(query)


async def typed(message: Message, state: FSMContext, say: Wording, deps: Deps) -> None:
    """Read a person by id or @name, or an id that is new to the bot, and ask once more."""
    text = (message.text or "").strip()
    meant = await people_typed.find(deps.people, text)
    if meant is None:
        await message.answer(say("person-not-found", wanted=text), reply_markup=ForceReply())
        return
    await state.set_state(None)
    held = await deps.attention.held((await state.get_data()).get("held", 0))
    if held is None or held.purchase.telegram_user_id is not None:
        await message.answer(say("held-gone"), reply_markup=keyboard([[to_attention(say)]]))
        return
    await message.answer(
        screens.name_buyer(say, held, meant.person, meant.id),
        reply_markup=keyboard(screens.name_buyer_rows(say, held, meant.id)),
    )


async def name(
    query: CallbackQuery, callback_data: NameBuyer, say: Wording, deps: Deps, person: Person
) -> None:
    row, buyer_id = PurchaseRow(callback_data.id), people_typed.read_id(str(callback_data.person))
    named = (
        await deps.attention.name_buyer(row, buyer_id, person.telegram_user_id)
        if buyer_id is not None
        else None
    )
    toast = say.plain("toast-held-buyer-named") if named else None
    await show_result(query, row, say, deps, toast)
