"""The room of people: who somebody is, what access they have, what they paid, what was done."""

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, ForceReply, Message

from bot.deps import Deps
from bot.usecases.outbox.wording import Wording
from handlers.telegram.admin.shared.person_card import person_card, show_user
from handlers.telegram.callbacks.purchases import ShowUser
from handlers.telegram.middlewares.questions import ANSWER
from handlers.telegram.ui.screen import done, keyboard


class Asked(StatesGroup):
    """Which person? An id or @name is to be typed."""

    person = State()


def register(router: Router) -> None:
    router.message.register(user, Command("user"))
    router.message.register(typed, Asked.person, ANSWER)
    router.callback_query.register(open_card, ShowUser.filter())


async def user(
    message: Message, command: CommandObject, state: FSMContext, say: Wording, deps: Deps
) -> None:
    """`/user <id or @name>`; alone it asks for one."""
    wanted = (command.args or "").strip()
    if wanted:
        await _answer(message, wanted, say, deps)
        return
    await state.set_state(Asked.person)
    await message.answer(say("user-which"), reply_markup=ForceReply())


async def typed(message: Message, state: FSMContext, say: Wording, deps: Deps) -> None:
    if await _answer(message, message.text or "", say, deps):
        await state.set_state(None)


async def open_card(
    query: CallbackQuery, callback_data: ShowUser, say: Wording, deps: Deps
) -> None:
    known = await show_user(query, callback_data.id, say, deps)
    await done(query, None if known else say.plain("toast-no-longer"))


async def _answer(message: Message, wanted: str, say: Wording, deps: Deps) -> bool:
    person = await deps.people.find(wanted)
    if person is None:
        await message.answer(say("user-not-found", wanted=wanted))
        return False
    text, rows = await person_card(say, person, deps)
    await message.answer(text, reply_markup=keyboard(rows))
    return True
