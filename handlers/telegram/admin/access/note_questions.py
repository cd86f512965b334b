"""Asks for a note after a button; the last question then comes once more, with the note."""

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, ForceReply, Message

from bot.deps import Deps
from bot.domain.models import PersonId
from bot.usecases.outbox.wording import Wording
from handlers.telegram.admin.access import notes
from handlers.telegram.admin.access.grant import GrantDraft, answer_grant
from handlers.telegram.admin.access.revoke import answer_revoke
from handlers.telegram.callbacks.access import AskNote
from handlers.telegram.middlewares.questions import ANSWER
from handlers.telegram.ui.durations import decode
from handlers.telegram.ui.screen import done


class NoteQuestion(StatesGroup):
    """The note to a grant, or to revoking access."""

    note = State()


def register(router: Router) -> None:
    router.callback_query.register(ask, AskNote.filter())
    router.message.register(typed, NoteQuestion.note, ANSWER)


async def ask(
    query: CallbackQuery, callback_data: AskNote, state: FSMContext, say: Wording
) -> None:
    if query.bot is not None:
        await state.set_state(NoteQuestion.note)
        await state.update_data(note_for=callback_data.id, note_code=callback_data.code)
        text = say("note-ask")
        await query.bot.send_message(query.from_user.id, text, reply_markup=ForceReply())
    await done(query)


async def typed(message: Message, state: FSMContext, say: Wording, deps: Deps) -> None:
    if not notes.is_short(message.text or ""):
        await message.answer(say("note-unreadable"), reply_markup=ForceReply())
        return
    await state.set_state(None)
    data = await state.get_data()
    note = await notes.keep(state, message.message_id, message.text or "")
    person_id, duration = PersonId(data.get("note_for", 0)), decode(data.get("note_code", ""))
    if duration is None:
        await answer_revoke(message, person_id, say, deps, note)
    else:
        await answer_grant(message, GrantDraft(person_id, duration, note), say, deps)
