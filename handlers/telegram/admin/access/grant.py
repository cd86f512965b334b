"""/grant: an admin names a person and a duration, is asked once more, and grants access."""

from dataclasses import dataclass

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, ForceReply, Message

from bot.deps import Deps
from bot.domain.models import FIRST_PLAN, PersonId
from bot.domain.records import NewTariff
from bot.usecases.access.manual import GrantOrder
from bot.usecases.outbox.wording import Wording
from bot.usecases.people import typed as people_typed
from bot.usecases.people.typed import FoundPerson
from handlers.telegram.admin.access import notes, screens
from handlers.telegram.admin.access.notes import NO_NOTE, Note
from handlers.telegram.admin.shared.person_card import show_user
from handlers.telegram.admin.shared.person_question import PersonQuestion
from handlers.telegram.callbacks.access import (
    AskGrant,
    ChooseGrant,
    DoGrant,
    GrantPlan,
    LeaveGrant,
)
from handlers.telegram.middlewares.questions import ANSWER
from handlers.telegram.ui.durations import (
    OTHER,
    decode_tariff,
    encode,
    read_duration_and_rest,
    split_plan,
)
from handlers.telegram.ui.plan_choice import named_plan
from handlers.telegram.ui.screen import done, keyboard, show


@dataclass(frozen=True, slots=True)
class GrantDraft:
    """A manual grant that the admin has typed and not confirmed yet."""

    person_id: PersonId
    tariff: NewTariff
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
    router.callback_query.register(choose_plan, GrantPlan.filter())
    router.callback_query.register(choose, ChooseGrant.filter())
    router.callback_query.register(grant, DoGrant.filter())
    router.callback_query.register(leave, LeaveGrant.filter())


async def ask(query: CallbackQuery, callback_data: AskGrant, say: Wording, deps: Deps) -> None:
    meant = FoundPerson(PersonId(callback_data.id), await deps.people.get(callback_data.id))
    if len(deps.plans.known) > 1:
        await show(query, *screens.choose_plan(say, meant))
    else:
        await show(query, *screens.choose_duration(say, meant))
    await done(query)


async def choose_plan(
    query: CallbackQuery, callback_data: GrantPlan, state: FSMContext, say: Wording, deps: Deps
) -> None:
    """Ask for the duration, or the last question if that was typed before."""
    person_id, (plan_id, _) = PersonId(callback_data.id), split_plan(callback_data.code)
    tariff, text = decode_tariff(callback_data.code), await notes.recall(state, callback_data.note)
    if deps.plans.get(plan_id) is None or text is None:
        await done(query, say.plain("toast-note-lost" if text is None else "error-stale-button"))
        return
    if tariff is None:
        meant = FoundPerson(person_id, await deps.people.get(person_id))
        await show(query, *screens.choose_duration(say, meant, plan_id=plan_id))
    else:
        preview = await deps.manual_grants.preview_grant(person_id, *tariff)
        note = Note(callback_data.note, text)
        actor_id = query.from_user.id
        await show(query, *screens.confirm_grant(say, preview, tariff, actor_id, note))
    await done(query)


async def choose(
    query: CallbackQuery, callback_data: ChooseGrant, state: FSMContext, say: Wording, deps: Deps
) -> None:
    tariff, (plan_id, code) = decode_tariff(callback_data.code), split_plan(callback_data.code)
    if deps.plans.get(plan_id) is None:
        await done(query, say.plain("error-stale-button"))
        return
    if tariff is not None:
        preview = await deps.manual_grants.preview_grant(PersonId(callback_data.id), *tariff)
        await show(query, *screens.confirm_grant(say, preview, tariff, query.from_user.id))
    elif code == OTHER and query.bot is not None:
        await state.set_state(GrantQuestion.duration)
        await state.update_data(grant_to=callback_data.id, grant_plan=plan_id)
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
    data = await state.get_data()
    person_id, plan_id = PersonId(data.get("grant_to", 0)), data.get("grant_plan", FIRST_PLAN)
    duration, rest = read
    note = await notes.keep(state, message.message_id, rest)
    draft = GrantDraft(person_id, NewTariff(plan_id, duration), note)
    await answer_grant(message, draft, say, deps)


async def grant(
    query: CallbackQuery, callback_data: DoGrant, state: FSMContext, say: Wording, deps: Deps
) -> None:
    """Grant, if it leads to the access that was shown; else show the person's card as it is now."""
    tariff = decode_tariff(callback_data.code)
    note = await notes.recall(state, callback_data.note)
    if note is None:
        await done(query, say.plain("toast-note-lost"))
        return
    person_id = people_typed.read_id(str(callback_data.id))
    granted = None
    if tariff is not None and person_id is not None:
        order = GrantOrder(person_id, *tariff, callback_data.until, note or None)
        granted = await deps.manual_grants.grant(order, query.from_user.id)
    if tariff is None or granted is None:
        await show_user(query, callback_data.id, say, deps)
        await done(query, say.plain("toast-changed"))
        return
    await show(query, *screens.granted(say, granted, tariff, note))
    await done(query)


async def leave(query: CallbackQuery, callback_data: LeaveGrant, say: Wording, deps: Deps) -> None:
    if not await show_user(query, callback_data.id, say, deps):
        await show(query, say("question-closed"))
    await done(query, say.plain("toast-nothing-changed"))


async def answer_grant(message: Message, draft: GrantDraft, say: Wording, deps: Deps) -> None:
    """Answer with the access that the grant would lead to, and the last question."""
    preview = await deps.manual_grants.preview_grant(draft.person_id, *draft.tariff)
    text, rows = screens.confirm_grant(say, preview, draft.tariff, message.chat.id, draft.note)
    await message.answer(text, reply_markup=keyboard(rows))


async def _begin(message: Message, typed: str, state: FSMContext, say: Wording, deps: Deps) -> bool:
    """Go on with the typed text as far as it leads; return False where it names nobody.

    A shop with several plans asks for the plan then, unless its name stands before the duration.
    """
    name, _, rest = " ".join(typed.split()).partition(" ")
    meant = await people_typed.find(deps.people, name)
    if meant is None:
        await message.answer(say("person-not-found", wanted=name))
        return False
    plan_id, rest = named_plan(rest, deps.plans)
    read = read_duration_and_rest(rest)
    duration, words = read or (None, "")
    note = await notes.keep(state, message.message_id, words)
    if plan_id is not None and duration is not None:
        draft = GrantDraft(meant.id, NewTariff(plan_id, duration), note)
        await answer_grant(message, draft, say, deps)
        return True
    unread = rest if read is None else ""
    if plan_id is not None:
        text, rows = screens.choose_duration(say, meant, unread, plan_id)
    else:
        code = encode(duration) if duration is not None else screens.OPEN
        text, rows = screens.choose_plan(say, meant, code, note, unread)
    await message.answer(text, reply_markup=keyboard(rows))
    return True
