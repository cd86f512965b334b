"""/grant: an admin names a person and a duration, is asked once more, and grants access."""

from dataclasses import dataclass

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, ForceReply, Message

from bot.deps import Deps
from bot.domain.durations import Duration
from bot.domain.models import FIRST_PLAN, PersonId
from bot.usecases.access.manual import GrantOrder
from bot.usecases.outbox.wording import Wording
from handlers.telegram.admin.access import notes, screens
from handlers.telegram.admin.access.notes import NO_NOTE, Note
from handlers.telegram.admin.shared.person_card import show_user
from handlers.telegram.admin.shared.person_question import PersonQuestion
from handlers.telegram.callbacks.access import AskGrant, ChooseGrant, DoGrant, LeaveGrant
from handlers.telegram.middlewares.questions import ANSWER
from handlers.telegram.ui import person_lookup
from handlers.telegram.ui.durations import OTHER, decode, read_duration_and_rest
from handlers.telegram.ui.person_lookup import FoundPerson
from handlers.telegram.ui.screen import done, keyboard, show


@dataclass(frozen=True, slots=True)
class GrantDraft:
    """A manual grant that the admin has typed and not confirmed yet."""

    person_id: PersonId
    duration: Duration
    note: Note = NO_NOTE


class GrantQuestion(StatesGroup):
    """The person to grant access to; or the duration, where it is none of the usual ones."""

    person = State()
    duration = State()


def register(router: Router) -> None:
    PersonQuestion(
        "grant", GrantQuestion.person, text_key="grant-ask-person", begin=_begin
    ).register(router)
    router.message.register(duration_typed, GrantQuestion.duration, ANSWER)
    router.callback_query.register(ask, AskGrant.filter())
    router.callback_query.register(choose, ChooseGrant.filter())
    router.callback_query.register(grant, DoGrant.filter())
    router.callback_query.register(leave, LeaveGrant.filter())


async def ask(query: CallbackQuery, callback_data: AskGrant, say: Wording, deps: Deps) -> None:
    meant = FoundPerson(PersonId(callback_data.id), await deps.people.get(callback_data.id))
    await show(query, *screens.choose_duration(say, meant))
    await done(query)


async def choose(
    query: CallbackQuery, callback_data: ChooseGrant, state: FSMContext, say: Wording, deps: Deps
) -> None:
    duration = decode(callback_data.code)
    if duration is not None:
        preview = await deps.manual_grants.preview_grant(
            PersonId(callback_data.id), FIRST_PLAN, duration
        )
        await show(query, *screens.confirm_grant(say, preview, duration, query.from_user.id))
    elif callback_data.code == OTHER and query.bot is not None:
        await state.set_state(GrantQuestion.duration)
        await state.update_data(grant_to=callback_data.id)
        await query.bot.send_message(
            query.from_user.id, say("duration-ask"), reply_markup=ForceReply()
        )
    await done(query)


async def duration_typed(message: Message, state: FSMContext, say: Wording, deps: Deps) -> None:
    read = read_duration_and_rest(message.text or "")
    if read is None:
        unread = say("grant-duration-unreadable", typed=message.text or "")
        await message.answer(unread, reply_markup=ForceReply())
        return
    await state.set_state(None)
    person_id = PersonId((await state.get_data()).get("grant_to", 0))
    duration, rest = read
    note = await notes.keep(state, message.message_id, rest)
    await answer_grant(message, GrantDraft(person_id, duration, note), say, deps)


async def grant(
    query: CallbackQuery, callback_data: DoGrant, state: FSMContext, say: Wording, deps: Deps
) -> None:
    """Grant, if it leads to the access that was shown; else show the person's card as it is now."""
    duration = decode(callback_data.code)
    note = await notes.recall(state, callback_data.note)
    if note is None:
        await done(query, say.plain("toast-note-lost"))
        return
    person_id = person_lookup.read_id(str(callback_data.id))
    granted = None
    if duration is not None and person_id is not None:
        order = GrantOrder(person_id, FIRST_PLAN, duration, callback_data.until, note or None)
        granted = await deps.manual_grants.grant(order, query.from_user.id)
    if duration is None or granted is None:
        await show_user(query, callback_data.id, say, deps)
        await done(query, say.plain("toast-changed"))
        return
    await show(query, *screens.granted(say, granted, duration, note))
    await done(query)


async def leave(query: CallbackQuery, callback_data: LeaveGrant, say: Wording, deps: Deps) -> None:
    if not await show_user(query, callback_data.id, say, deps):
        await show(query, say("question-closed"))
    await done(query, say.plain("toast-nothing-changed"))


async def answer_grant(message: Message, draft: GrantDraft, say: Wording, deps: Deps) -> None:
    """Answer with the access that the grant would lead to, and the last question."""
    preview = await deps.manual_grants.preview_grant(draft.person_id, FIRST_PLAN, draft.duration)
    text, rows = screens.confirm_grant(say, preview, draft.duration, message.chat.id, draft.note)
    await message.answer(text, reply_markup=keyboard(rows))


async def _begin(message: Message, typed: str, state: FSMContext, say: Wording, deps: Deps) -> bool:
    """Go on with the typed text as far as it leads; return False where it names nobody."""
    name, _, rest = " ".join(typed.split()).partition(" ")
    meant = await person_lookup.find(deps, name)
    if meant is None:
        await message.answer(say("person-not-found", wanted=name))
        return False
    read = read_duration_and_rest(rest)
    if read is None:
        text, rows = screens.choose_duration(say, meant, unread=rest)
        await message.answer(text, reply_markup=keyboard(rows))
    else:
        duration, words = read
        note = await notes.keep(state, message.message_id, words)
        await answer_grant(message, GrantDraft(meant.id, duration, note), say, deps)
    return True
