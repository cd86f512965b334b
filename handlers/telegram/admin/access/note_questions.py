"""A note asked for by a button: typed, then the last question comes once more, with it."""

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, ForceReply, Message

from bot.deps import Deps
from bot.domain.models import PersonId
from bot.usecases.outbox.wording import Wording
from handlers.telegram.admin.access import notes
from handlers.telegram.admin.access.grant import Wish, answer_wish
from handlers.telegram.admin.access.revoke import answer_ending
from handlers.telegram.callbacks.access import AskNote
from handlers.telegram.middlewares.questions import ANSWER
from handlers.telegram.ui.durations import decode
from handlers.telegram.ui.screen import done


class NoteAsked(StatesGroup):
    """What shall be noted?"""

    note = State()


def register(router: Router) -> None:
    router.callback_query.register(ask, AskNote.filter())
    router.message.register(typed, NoteAsked.note, ANSWER)


async def ask(
    query: CallbackQuery, callback_data: AskNote, state: FSMContext, say: Wording
) -> None:
    if query.bot is not None:
        await state.set_state(NoteAsked.note)
        await state.update_data(note_for=callback_data.id, note_code=callback_data.code)
        text = say("note-which")
        await query.bot.send_message(query.from_user.id, text, reply_markup=ForceReply())
    await done(query)


async def typed(message: Message, state: FSMContext, say: Wording, deps: Deps) -> None:
    if not notes.is_short(message.text or ""):
        await message.answer(say("note-not-read"), reply_markup=ForceReply())
        return
    await state.set_state(None)
    data = await state.get_data()
    note = await notes.keep(state, message.message_id, message.text or "")
    person_id, duration = PersonId(data.get("note_for", 0)), decode(data.get("note_code", ""))
    if duration is None:
        await answer_ending(message, person_id, say, deps, note)
    else:
        await answer_wish(message, Wish(person_id, duration, note), say, deps)
