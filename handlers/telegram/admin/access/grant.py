"""The room where access is given by hand: to whom, how much, a last look, done."""

from dataclasses import dataclass

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, ForceReply, Message

from bot.deps import Deps
from bot.domain.durations import Duration
from bot.domain.models import PersonId
from bot.usecases.access.manual import Gift
from bot.usecases.outbox.wording import Wording
from handlers.telegram.admin.access import notes, screens
from handlers.telegram.admin.access.notes import NO_NOTE, Note
from handlers.telegram.admin.shared.person_card import show_user
from handlers.telegram.callbacks.access import AskGift, ChooseGift, Give, Leave
from handlers.telegram.middlewares.questions import ANSWER
from handlers.telegram.ui import person_lookup
from handlers.telegram.ui.durations import OTHER, decode, read_duration_and_rest
from handlers.telegram.ui.person_lookup import Whom
from handlers.telegram.ui.screen import done, keyboard, show


@dataclass(frozen=True, slots=True)
class Wish:
    """What an admin has asked for, before they have confirmed it."""

    person_id: PersonId
    duration: Duration
    note: Note = NO_NOTE


class GiftAsked(StatesGroup):
    """To whom? Or how much, where another duration than the usual ones is wanted."""

    person = State()
    duration = State()


def register(router: Router) -> None:
    router.message.register(grant, Command("grant"))
    router.message.register(person_typed, GiftAsked.person, ANSWER)
    router.message.register(duration_typed, GiftAsked.duration, ANSWER)
    router.callback_query.register(ask, AskGift.filter())
    router.callback_query.register(choose, ChooseGift.filter())
    router.callback_query.register(give, Give.filter())
    router.callback_query.register(leave, Leave.filter())


async def grant(
    message: Message, command: CommandObject, state: FSMContext, say: Wording, deps: Deps
) -> None:
    """`/grant <id or @name> <duration> <note>`; what isn't said is asked."""
    typed = (command.args or "").strip()
    if typed:
        await _begin(message, typed, state, say, deps)
        return
    await state.set_state(GiftAsked.person)
    await message.answer(say("gift-whom"), reply_markup=ForceReply())


async def person_typed(message: Message, state: FSMContext, say: Wording, deps: Deps) -> None:
    if await _begin(message, message.text or "", state, say, deps):
        await state.set_state(None)


async def ask(query: CallbackQuery, callback_data: AskGift, say: Wording, deps: Deps) -> None:
    meant = Whom(PersonId(callback_data.id), await deps.people.get(callback_data.id))
    await show(query, *screens.choose(say, meant))
    await done(query)


async def choose(
    query: CallbackQuery, callback_data: ChooseGift, state: FSMContext, say: Wording, deps: Deps
) -> None:
    duration = decode(callback_data.code)
    if duration is not None:
        found = await deps.by_hand.preview_grant(PersonId(callback_data.id), duration)
        await show(query, *screens.gift(say, found, duration, query.from_user.id))
    elif callback_data.code == OTHER and query.bot is not None:
        await state.set_state(GiftAsked.duration)
        await state.update_data(gift_to=callback_data.id)
        await query.bot.send_message(
            query.from_user.id, say("duration-type"), reply_markup=ForceReply()
        )
    await done(query)


async def duration_typed(message: Message, state: FSMContext, say: Wording, deps: Deps) -> None:
    read = read_duration_and_rest(message.text or "")
    if read is None:
        unread = say("gift-not-read", typed=message.text or "")
        await message.answer(unread, reply_markup=ForceReply())
        return
    await state.set_state(None)
    person_id = PersonId((await state.get_data()).get("gift_to", 0))
    note = await notes.keep(state, message.message_id, read[1])
    await answer_wish(message, Wish(person_id, read[0], note), say, deps)


async def give(
    query: CallbackQuery, callback_data: Give, state: FSMContext, say: Wording, deps: Deps
) -> None:
    """Yes. If other access would come of it than was shown, what is true now is shown instead."""
    duration = decode(callback_data.code)
    note = await notes.recall(state, callback_data.note)
    if note is None:
        await done(query, say.plain("toast-note-gone"))
        return
    person_id = person_lookup.read_id(str(callback_data.id))
    given = None
    if duration is not None and person_id is not None:
        gift = Gift(person_id, duration, callback_data.until, note or None)
        given = await deps.by_hand.grant(gift, query.from_user.id)
    if duration is None or given is None:
        await show_user(query, callback_data.id, say, deps)
        await done(query, say.plain("toast-no-longer"))
        return
    await show(query, *screens.given(say, given, duration, note))
    await done(query)


async def leave(query: CallbackQuery, callback_data: Leave, say: Wording, deps: Deps) -> None:
    if not await show_user(query, callback_data.id, say, deps):
        await show(query, say("question-left"))
    await done(query, say.plain("toast-nothing-done"))


async def answer_wish(message: Message, wish: Wish, say: Wording, deps: Deps) -> None:
    """What would come of it, and whether to."""
    found = await deps.by_hand.preview_grant(wish.person_id, wish.duration)
    text, rows = screens.gift(say, found, wish.duration, message.chat.id, wish.note)
    await message.answer(text, reply_markup=keyboard(rows))


async def _begin(message: Message, typed: str, state: FSMContext, say: Wording, deps: Deps) -> bool:
    """Take what was typed as far as it goes; False where it names nobody."""
    name, _, rest = " ".join(typed.split()).partition(" ")
    meant = await person_lookup.find(deps, name)
    if meant is None:
        await message.answer(say("buyer-not-found", wanted=name))
        return False
    read = read_duration_and_rest(rest)
    if read is None:
        text, rows = screens.choose(say, meant, unread=rest)
        await message.answer(text, reply_markup=keyboard(rows))
    else:
        note = await notes.keep(state, message.message_id, read[1])
        await answer_wish(message, Wish(meant.id, read[0], note), say, deps)
    return True
