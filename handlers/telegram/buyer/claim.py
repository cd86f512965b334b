"""/claim: a person who paid in the browser sends a purchase number or the words of a receipt."""

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import ForceReply, Message

from bot.deps import Deps
from bot.domain.models import PersonId
from bot.texts import clean, paragraphs, quoted
from bot.usecases.claims.claims import ClaimOutcome
from bot.usecases.outbox.wording import Wording
from handlers.telegram.middlewares.questions import ANSWER

LONGEST_CLAIM = 300
_REFUSALS = {
    ClaimOutcome.TOO_MANY_OPEN: "claim-too-many-open",
    ClaimOutcome.TOO_MANY_TODAY: "claim-too-many-today",
}


class ClaimQuestion(StatesGroup):
    """A payment, by its number or the words of a receipt."""

    receipt = State()


def register(router: Router) -> None:
    router.message.register(claim, Command("claim", ignore_case=True))
    router.message.register(typed, ClaimQuestion.receipt, ANSWER)
    router.message.register(not_text, ClaimQuestion.receipt)


async def claim(
    message: Message, command: CommandObject, state: FSMContext, say: Wording, deps: Deps
) -> None:
    """Take `/claim <number or receipt>`; `/claim` alone asks for the receipt."""
    if (command.args or "").strip():
        await _take(message, command.args or "", say, deps)
        return
    waiting = await deps.claims.open_of(PersonId(message.chat.id))
    await state.set_state(ClaimQuestion.receipt)
    text = paragraphs(
        say("claim-ask"), *(say("claim-open", words=quoted(one.text)) for one in waiting)
    )
    await message.answer(text, reply_markup=ForceReply())


async def typed(message: Message, state: FSMContext, say: Wording, deps: Deps) -> None:
    if await _take(message, message.text or "", say, deps):
        await state.set_state(None)


async def not_text(message: Message, say: Wording) -> None:
    """Refuse anything that is no text, such as a picture: admins compare numbers and words."""
    await message.answer(say("claim-not-text"), reply_markup=ForceReply())


async def _take(message: Message, text: str, say: Wording, deps: Deps) -> bool:
    """Pass the claim on and answer the same whether it fits; return False if it is unusable."""
    receipt = clean(text, LONGEST_CLAIM + 1)
    if not 0 < len(receipt) <= LONGEST_CLAIM:
        await message.answer(say("claim-too-long"), reply_markup=ForceReply())
        return False
    outcome = await deps.claims.make(PersonId(message.chat.id), receipt)
    if outcome is ClaimOutcome.TAKEN:
        await message.answer(say("claim-sent", words=quoted(receipt)))
    else:
        await message.answer(say(_REFUSALS[outcome]))
    return True
