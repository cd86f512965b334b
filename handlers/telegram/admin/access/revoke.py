"""The room where access is ended by hand: whose, a last look, done."""

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, ForceReply, Message

from bot.deps import Deps
from bot.domain.models import PersonId
from bot.usecases.access.manual import Ending
from bot.usecases.outbox.wording import Wording
from handlers.telegram.admin.access import notes, screens
from handlers.telegram.admin.access.notes import NO_NOTE, Note
from handlers.telegram.admin.shared.person_card import show_user
from handlers.telegram.callbacks.access import AskEnding, End
from handlers.telegram.middlewares.questions import ANSWER
from handlers.telegram.ui import person_lookup
from handlers.telegram.ui.screen import done, keyboard, show


class EndingAsked(StatesGroup):
    """Whose?"""

    person = State()


def register(router: Router) -> None:
    router.message.register(revoke, Command("revoke"))
    router.message.register(person_typed, EndingAsked.person, ANSWER)
    router.callback_query.register(ask, AskEnding.filter())
    router.callback_query.register(end, End.filter())


async def revoke(
    message: Message, command: CommandObject, state: FSMContext, say: Wording, deps: Deps
) -> None:
    """`/revoke <id or @name> <note>`; alone it asks for one."""
    typed = (command.args or "").strip()
    if typed:
        await _begin(message, typed, state, say, deps)
        return
    await state.set_state(EndingAsked.person)
    await message.answer(say("ending-whose"), reply_markup=ForceReply())


async def person_typed(message: Message, state: FSMContext, say: Wording, deps: Deps) -> None:
    if await _begin(message, message.text or "", state, say, deps):
        await state.set_state(None)


async def ask(query: CallbackQuery, callback_data: AskEnding, say: Wording, deps: Deps) -> None:
    found = await deps.by_hand.preview_revoke(PersonId(callback_data.id))
    await show(query, *screens.ending(say, found, query.from_user.id))
    await done(query)


async def end(
    query: CallbackQuery, callback_data: End, state: FSMContext, say: Wording, deps: Deps
) -> None:
    """Yes. Other access than was shown is not touched: what is true now is shown instead."""
    note = await notes.recall(state, callback_data.note)
    if note is None:
        await done(query, say.plain("toast-note-gone"))
        return
    ending = Ending(PersonId(callback_data.id), callback_data.until, note or None)
    ended = await deps.by_hand.revoke(ending, query.from_user.id)
    if ended is None:
        await show_user(query, callback_data.id, say, deps)
        await done(query, say.plain("toast-no-longer"))
        return
    await show(query, *screens.ended(say, ended, note))
    await done(query)


async def answer_ending(
    message: Message, person_id: PersonId, say: Wording, deps: Deps, note: Note = NO_NOTE
) -> None:
    """What would come of it, and whether to."""
    found = await deps.by_hand.preview_revoke(person_id)
    text, rows = screens.ending(say, found, message.chat.id, note)
    await message.answer(text, reply_markup=keyboard(rows))


async def _begin(message: Message, typed: str, state: FSMContext, say: Wording, deps: Deps) -> bool:
    """Take what was typed as far as it goes; False where it names nobody."""
    name, _, rest = " ".join(typed.split()).partition(" ")
    meant = await person_lookup.find(deps, name)
    if meant is None:
        await message.answer(say("buyer-not-found", wanted=name))
        return False
    note = await notes.keep(state, message.message_id, rest)
    await answer_ending(message, meant.id, say, deps, note)
    return True
