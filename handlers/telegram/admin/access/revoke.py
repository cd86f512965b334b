"""/revoke: an admin names a person, is asked once more, and ends the person's access."""

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from bot.deps import Deps
from bot.domain.models import FIRST_PLAN, PersonId, PlanId
from bot.texts import Markup
from bot.usecases.access.manual import RevokeOrder
from bot.usecases.outbox.wording import Wording
from bot.usecases.people import typed as people_typed
from bot.usecases.people.typed import FoundPerson
from handlers.telegram.admin.access import notes, screens
from handlers.telegram.admin.access.notes import NO_NOTE, Note
from handlers.telegram.admin.shared.person_card import show_user
from handlers.telegram.admin.shared.person_question import PersonQuestion
from handlers.telegram.callbacks.access import AskRevoke, DoRevoke, DoRevokePlan, RevokePlan
from handlers.telegram.ui.plan_choice import named_plan
from handlers.telegram.ui.screen import done, keyboard, show


class RevokeQuestion(StatesGroup):
    """The person whose access is revoked."""

    person = State()


def register(router: Router) -> None:
    PersonQuestion(
        "revoke", RevokeQuestion.person, text_key="revoke-ask-person", begin=_begin
    ).register(router)
    router.callback_query.register(ask, AskRevoke.filter())
    router.callback_query.register(ask_of_plan, RevokePlan.filter())
    router.callback_query.register(revoke, DoRevoke.filter())
    router.callback_query.register(revoke, DoRevokePlan.filter())


async def ask(query: CallbackQuery, callback_data: AskRevoke, say: Wording, deps: Deps) -> None:
    person_id = PersonId(callback_data.id)
    await show(query, *await _question(person_id, query.from_user.id, NO_NOTE, say, deps))
    await done(query)


async def ask_of_plan(
    query: CallbackQuery, callback_data: RevokePlan, state: FSMContext, say: Wording, deps: Deps
) -> None:
    text = await notes.recall(state, callback_data.note)
    if deps.plans.get(callback_data.plan) is None or text is None:
        await done(query, say.plain("toast-note-lost" if text is None else "error-stale-button"))
        return
    person_id, plan_id = PersonId(callback_data.id), PlanId(callback_data.plan)
    preview = await deps.manual_grants.preview_revoke(person_id, plan_id)
    note = Note(callback_data.note, text)
    await show(query, *screens.confirm_revoke(say, preview, query.from_user.id, note))
    await done(query)


async def revoke(
    query: CallbackQuery,
    callback_data: DoRevoke | DoRevokePlan,
    state: FSMContext,
    say: Wording,
    deps: Deps,
) -> None:
    """Revoke, if access ends as was shown; else show the person's card as it is now."""
    note = await notes.recall(state, callback_data.note)
    if note is None:
        await done(query, say.plain("toast-note-lost"))
        return
    plan_id = FIRST_PLAN
    if isinstance(callback_data, DoRevokePlan):
        plan_id = PlanId(callback_data.plan)
    order = RevokeOrder(PersonId(callback_data.id), plan_id, callback_data.until, note or None)
    revoked = await deps.manual_grants.revoke(order, query.from_user.id)
    if revoked is None:
        await show_user(query, callback_data.id, say, deps)
        await done(query, say.plain("toast-changed"))
        return
    await show(query, *screens.revoked(say, revoked, note))
    await done(query)


async def answer_revoke(
    message: Message, person_id: PersonId, say: Wording, deps: Deps, note: Note = NO_NOTE
) -> None:
    """Answer with the access that would be left, and the last question."""
    text, rows = await _question(person_id, message.chat.id, note, say, deps)
    await message.answer(text, reply_markup=keyboard(rows))


async def answer_revoke_of_plan(  # noqa: PLR0913  (what aiogram gives, and the question's facts)
    message: Message, person_id: PersonId, plan_id: PlanId, note: Note, say: Wording, deps: Deps
) -> None:
    """Answer with the last question about a plan that was chosen before."""
    preview = await deps.manual_grants.preview_revoke(person_id, plan_id)
    text, rows = screens.confirm_revoke(say, preview, message.chat.id, note)
    await message.answer(text, reply_markup=keyboard(rows))


async def _question(
    person_id: PersonId, actor_id: int, note: Note, say: Wording, deps: Deps
) -> tuple[Markup, screens.Rows]:
    """Return the last question; where the person has own access to several plans, which one."""
    plan_ids = await deps.manual_grants.revocable(person_id)
    if len(plan_ids) > 1:
        meant = FoundPerson(person_id, await deps.people.get(person_id))
        return screens.choose_plan_to_revoke(say, meant, plan_ids, note)
    plan_id = plan_ids[0] if plan_ids else FIRST_PLAN
    preview = await deps.manual_grants.preview_revoke(person_id, plan_id)
    return screens.confirm_revoke(say, preview, actor_id, note)


async def _begin(message: Message, typed: str, state: FSMContext, say: Wording, deps: Deps) -> bool:
    """Go on with the typed text as far as it leads; return False where it names nobody. Which
    plan's access should end is asked unless its name stands before the note."""
    name, _, rest = " ".join(typed.split()).partition(" ")
    meant = await people_typed.find(deps.people, name)
    if meant is None:
        await message.answer(say("person-not-found", wanted=name))
        return False
    plan_id, rest = named_plan(rest, deps.plans)
    note = await notes.keep(state, message.message_id, rest)
    if plan_id is not None and len(deps.plans.known) > 1:
        await answer_revoke_of_plan(message, meant.id, plan_id, note, say, deps)
    else:
        await answer_revoke(message, meant.id, say, deps, note)
    return True
