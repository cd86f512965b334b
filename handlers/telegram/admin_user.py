"""The room of people: who somebody is, what access they have, what they paid."""

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, ForceReply, InlineKeyboardButton, Message

from bot.deps import Deps
from bot.texts import Markup, When
from bot.usecases.people import Person
from bot.usecases.subscriptions import Status
from bot.usecases.wording import Wording
from handlers.telegram.admin_words import GAP, access, lines, purchase_label, who
from handlers.telegram.callbacks import ShowPurchase
from handlers.telegram.callbacks_payments import ShowUser
from handlers.telegram.questions import ANSWER
from handlers.telegram.screen import button, done, keyboard, show

_PURCHASES = 10


class Asked(StatesGroup):
    """Which person? An id or @name is to be typed."""

    person = State()


def router() -> Router:
    found = Router(name="admin user")
    found.message.register(user, Command("user"))
    found.message.register(typed, Asked.person, ANSWER)
    found.callback_query.register(open_card, ShowUser.filter())
    return found


async def user(
    message: Message, command: CommandObject, state: FSMContext, say: Wording, deps: Deps
) -> None:
    """`/user <id or @name>`; alone it asks for one."""
    wanted = (command.args or "").strip()
    if wanted:
        await _answer(message, wanted, say, deps)
        return
    await state.set_state(Asked.person)
    await message.answer(say("user-which"), reply_markup=ForceReply())


async def typed(message: Message, state: FSMContext, say: Wording, deps: Deps) -> None:
    if await _answer(message, message.text or "", say, deps):
        await state.set_state(None)


async def open_card(
    query: CallbackQuery, callback_data: ShowUser, say: Wording, deps: Deps
) -> None:
    person = await deps.people.get(callback_data.id)
    if person is None:
        await done(query, say.plain("toast-no-longer"))
        return
    status = await deps.subscriptions.status(person.telegram_user_id)
    await show(query, _card(say, person, status), _rows(say, status))
    await done(query)


async def _answer(message: Message, wanted: str, say: Wording, deps: Deps) -> bool:
    person = await deps.people.find(wanted)
    if person is None:
        await message.answer(say("user-not-found", wanted=wanted))
        return False
    status = await deps.subscriptions.status(person.telegram_user_id)
    await message.answer(_card(say, person, status), reply_markup=keyboard(_rows(say, status)))
    return True


def _card(say: Wording, person: Person, status: Status) -> Markup:
    count = len(status.purchases)
    return lines(
        say("user-title", who=who(say, person, person.telegram_user_id)),
        GAP,
        say("access-now", access=access(say, status.subscription, status.now)),
        say("user-since", when=When(person.first_seen_at)),
        _language(say, person),
        _writing(say, person),
        GAP,
        say("user-purchases", count=count) if count else say("user-no-purchases"),
    )


def _language(say: Wording, person: Person) -> Markup:
    if person.locale is not None:
        return say("user-language-chosen", language=person.locale)
    if person.language_code is not None:
        return say("user-language", language=person.language_code)
    return say("user-language-unknown")


def _writing(say: Wording, person: Person) -> Markup:
    if person.started_at is None:
        return say("user-never-started")
    if person.blocked_at is not None:
        return say("user-blocked", when=When(person.blocked_at))
    return say("user-reachable")


def _rows(say: Wording, status: Status) -> list[list[InlineKeyboardButton]]:
    return [
        [button(purchase_label(say, paid.purchase), ShowPurchase(id=paid.purchase.id))]
        for paid in status.purchases[:_PURCHASES]
    ]
