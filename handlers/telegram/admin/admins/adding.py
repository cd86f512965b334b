"""Adding an admin: an owner names somebody, reads who that is, and says yes."""

from typing import Any

from aiogram import F, Router
from aiogram.filters import Filter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message, ReplyKeyboardRemove

from bot.deps import Deps
from bot.domain.models import PersonId
from bot.usecases.admins.admins import MOST_ADMINS, AddOutcome
from bot.usecases.outbox.wording import Wording
from bot.usecases.people.people import Profile
from bot.usecases.people.phrases import person_link
from handlers.telegram.admin.admins import screens
from handlers.telegram.admin.admins.candidates import (
    Candidate,
    choosing,
    of_message,
    of_shared,
)
from handlers.telegram.admin.admins.team import show_menu_of
from handlers.telegram.callbacks.admins import AskNewAdmin, LeaveNewAdmin, MakeAdmin
from handlers.telegram.ui.filters import IsOwner
from handlers.telegram.ui.reply import reply
from handlers.telegram.ui.screen import done, show

_KEPT = "new_admin"
"""The candidate's names in the state's data, until an owner has said yes."""


class AdminQuestion(StatesGroup):
    """Somebody who should become an admin."""

    person = State()


class _Leaves(Filter):
    """Admits a press of the keyboard's own “Cancel”, which Telegram sends as its text."""

    async def __call__(self, message: Message, deps: Deps) -> bool:
        texts = deps.texts
        return message.text in {texts.plain("button-admins-leave", one) for one in texts.locales}


def register(router: Router) -> None:
    router.callback_query.register(ask, AskNewAdmin.filter(), IsOwner())
    router.callback_query.register(make, MakeAdmin.filter(), IsOwner())
    router.callback_query.register(leave, LeaveNewAdmin.filter(), IsOwner())
    router.message.register(shared, F.users_shared, IsOwner())
    router.message.register(cancel, AdminQuestion.person, _Leaves(), IsOwner())
    router.message.register(named, AdminQuestion.person, ~F.text.startswith("/"), IsOwner())


async def ask(query: CallbackQuery, state: FSMContext, say: Wording) -> None:
    if query.bot is not None:
        await state.set_state(AdminQuestion.person)
        text = say("admins-ask", button=say.plain("button-admins-choose"))
        await query.bot.send_message(query.from_user.id, text, reply_markup=choosing(say))
    await done(query)


async def cancel(message: Message, state: FSMContext, say: Wording) -> None:
    await state.set_state(None)
    await message.answer(say("question-closed"), reply_markup=ReplyKeyboardRemove())


async def shared(message: Message, state: FSMContext, say: Wording, deps: Deps) -> None:
    """Take the person whom an owner has chosen in Telegram's own list."""
    await _propose(message, of_shared(message), state, say, deps)


async def named(message: Message, state: FSMContext, say: Wording, deps: Deps) -> None:
    """Take whom a forwarded message, a contact, an @name or an id names."""
    await _propose(message, await of_message(message, deps), state, say, deps)


async def _propose(
    message: Message, found: Candidate, state: FSMContext, say: Wording, deps: Deps
) -> None:
    """Ask whether this person should be an admin; else say why not, and wait for another one."""
    profile = found.profile
    if profile is None:
        shown = {"button": say.plain("button-admins-choose"), "wanted": found.wanted}
        await message.answer(say(found.problem, **shown), reply_markup=choosing(say))
        return
    person = await deps.people.get(profile.telegram_user_id)
    who = person_link(say, person or profile.newcomer(0), profile.telegram_user_id)
    await state.set_state(None)
    await state.update_data({_KEPT: _kept(profile)})
    await message.answer(say("admins-found", who=who), reply_markup=ReplyKeyboardRemove())
    member = await deps.admins.member(profile.telegram_user_id)
    if member is not None:
        await reply(message, *screens.card(say, member, await screens.link_to(message.bot)))
        return
    is_known = person is not None or bool(profile.name)
    asked = screens.question_of_adding(say, profile.telegram_user_id, who, known=is_known)
    await reply(message, *asked)


async def make(
    query: CallbackQuery, callback_data: MakeAdmin, state: FSMContext, say: Wording, deps: Deps
) -> None:
    person_id = PersonId(callback_data.id)
    profile = _profile(person_id, (await state.get_data()).get(_KEPT))
    outcome = await deps.admins.add(profile, query.from_user.id)
    member = await deps.admins.member(person_id)
    if outcome is AddOutcome.TOO_MANY:
        await show(query, say("admins-too-many", count=MOST_ADMINS), [screens.back(say)])
    elif outcome is AddOutcome.ADDED and member is not None:
        await show(query, *screens.made(say, member, await screens.link_to(query.bot)))
    else:
        await show(query, *await screens.admins_screen(say, deps, is_owner=True))
    await done(query, say.plain("toast-changed") if outcome is AddOutcome.NOT_ADDED else None)
    if outcome is AddOutcome.ADDED:
        await show_menu_of(query.bot, person_id, deps)


async def leave(query: CallbackQuery, say: Wording) -> None:
    await show(query, say("admins-not-made"), [screens.back(say)])
    await done(query)


def _kept(profile: Profile) -> dict[str, Any]:
    return {"id": profile.telegram_user_id, "name": profile.name, "username": profile.username}


def _profile(person_id: PersonId, kept: dict[str, Any] | None) -> Profile:
    """Return the names that the owner has read above the button, if they are this person's."""
    if not kept or kept["id"] != person_id:
        return Profile(person_id, "", None, None)
    return Profile(person_id, kept["name"], kept["username"], None)
