"""The address of the terms: an admin sends it, and sees /terms as buyers will."""

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.deps import Deps
from bot.domain.shop_face.texts import Content, Slot
from bot.texts import GAP, lines
from bot.usecases.outbox.wording import Wording
from handlers.telegram.admin.shop_face import of_settings, screens
from handlers.telegram.admin.shop_face.card import is_there
from handlers.telegram.admin.shop_face.writing import FaceQuestion, begin, propose
from handlers.telegram.callbacks.shop_face import WriteAddress
from handlers.telegram.middlewares.questions import ANSWER
from handlers.telegram.ui.filters import Written
from handlers.telegram.ui.reply import reply
from handlers.telegram.ui.screen import done, show


def register(router: Router) -> None:
    router.callback_query.register(ask, WriteAddress.filter())
    router.message.register(sent, FaceQuestion.address, ANSWER)
    router.message.register(sent, FaceQuestion.address, ~F.text, Written())


async def ask(
    query: CallbackQuery, callback_data: WriteAddress, state: FSMContext, deps: Deps, say: Wording
) -> None:
    place = callback_data.place._replace(slot=Slot.TERMS, plan_id=None)
    if not await is_there(query, place, deps, say):
        return
    await begin(state, FaceQuestion.address, place, deps)
    text = lines(
        screens.asking(place, say), say("face-ask-address"), GAP, say("face-ask-never-mind")
    )
    await show(query, text, [screens.back_to(place, say)])
    await done(query)


async def sent(message: Message, state: FSMContext, deps: Deps, say: Wording) -> None:
    async with deps.shop_face.drafting(message.chat.id):
        found = of_settings.read_address(message, say)
        if isinstance(found, Content):
            await propose(message, state, found, deps, say)
        else:
            await reply(message, found)
