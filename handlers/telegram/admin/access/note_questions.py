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
from handlers.telegram.admin.access.revoke import answer_revoke_of_plan
from handlers.telegram.callbacks.access import AskNote
from handlers.telegram.middlewares.questions import ANSWER
from handlers.telegram.ui.durations import decode_tariff, split_plan
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
    person_id, code = PersonId(data.get("note_for", 0)), str(data.get("note_code", ""))
    tariff = decode_tariff(code)
    if tariff is None:
        await answer_revoke_of_plan(message, person_id, split_plan(code)[0], note, say, deps)
    else:
        await answer_grant(message, GrantDraft(person_id, tariff, note), say, deps)
