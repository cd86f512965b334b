"""/user: a person's card with their access, purchases and latest history."""

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from bot.deps import Deps
from bot.usecases.outbox.wording import Wording
from handlers.telegram.admin.shared.person_card import person_card, show_user
from handlers.telegram.admin.shared.person_question import PersonQuestion
from handlers.telegram.callbacks.people import ShowUser
from handlers.telegram.ui.screen import done, keyboard


class UserQuestion(StatesGroup):
    """A person, by id or @name."""

    person = State()


def register(router: Router) -> None:
    PersonQuestion("user", UserQuestion.person, text_key="user-ask", begin=_begin).register(router)
    router.callback_query.register(open_card, ShowUser.filter())


async def open_card(
    query: CallbackQuery, callback_data: ShowUser, say: Wording, deps: Deps
) -> None:
    known = await show_user(query, callback_data.id, say, deps)
    await done(query, None if known else say.plain("toast-changed"))


async def _begin(
    message: Message, wanted: str, _state: FSMContext, say: Wording, deps: Deps
) -> bool:
    person = await deps.people.find(wanted)
    if person is None:
        await message.answer(say("user-not-found", wanted=wanted))
        return False
    text, rows = await person_card(say, person, deps)
    await message.answer(text, reply_markup=keyboard(rows))
    return True
