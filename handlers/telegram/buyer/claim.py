"""/claim: somebody who paid in the browser sends their purchase number or receipt."""

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import ForceReply, Message

from bot.deps import Deps
from bot.domain.models import PersonId
from bot.texts import clean
from bot.usecases.claims.claims import Claimed
from bot.usecases.outbox.wording import Wording
from handlers.telegram.middlewares.questions import ANSWER
from handlers.telegram.ui.reply import paragraphs
from handlers.telegram.ui.text import quoted

LONGEST_CLAIM = 300
_REFUSALS = {
    Claimed.TOO_MANY_OPEN: "claim-too-many-open",
    Claimed.TOO_MANY_TODAY: "claim-too-many-today",
}


class ClaimAsked(StatesGroup):
    """Which payment? A number, or the words of a receipt."""

    receipt = State()


def register(router: Router) -> None:
    router.message.register(claim, Command("claim", ignore_case=True))
    router.message.register(typed, ClaimAsked.receipt, ANSWER)
    router.message.register(not_words, ClaimAsked.receipt)


async def claim(
    message: Message, command: CommandObject, state: FSMContext, say: Wording, deps: Deps
) -> None:
    """`/claim <number or receipt>`; alone it asks for it."""
    if (command.args or "").strip():
        await _take(message, command.args or "", say, deps)
        return
    waiting = await deps.claims.open_of(PersonId(message.chat.id))
    await state.set_state(ClaimAsked.receipt)
    text = paragraphs(
        say("claim-which"), *(say("claim-waiting", words=quoted(one.text)) for one in waiting)
    )
    await message.answer(text, reply_markup=ForceReply())


async def typed(message: Message, state: FSMContext, say: Wording, deps: Deps) -> None:
    if await _take(message, message.text or "", say, deps):
        await state.set_state(None)


async def not_words(message: Message, say: Wording) -> None:
    """A picture of the receipt, say: admins compare numbers, and get none from it."""
    await message.answer(say("claim-not-words"), reply_markup=ForceReply())


async def _take(message: Message, text: str, say: Wording, deps: Deps) -> bool:
    """Pass it on. The answer is the same for right and for wrong; False if it can't be taken."""
    receipt = clean(text, LONGEST_CLAIM + 1)
    if not 0 < len(receipt) <= LONGEST_CLAIM:
        await message.answer(say("claim-too-long"), reply_markup=ForceReply())
        return False
    outcome = await deps.claims.make(PersonId(message.chat.id), receipt)
    if outcome is Claimed.TAKEN:
        await message.answer(say("claim-taken", words=quoted(receipt)))
    else:
        await message.answer(say(_REFUSALS[outcome]))
    return True
