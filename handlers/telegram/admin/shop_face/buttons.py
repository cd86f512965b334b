"""The one button below own words: an admin sends its address, then what it says."""

from dataclasses import replace

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, ForceReply, Message

from bot.deps import Deps
from bot.domain.addresses import tidy_url
from bot.domain.shop_face.texts import OwnButton
from bot.texts import Url
from bot.texts.labels import ALONE, read_label
from bot.usecases.outbox.wording import Wording
from handlers.telegram.admin.shop_face import drafts, screens
from handlers.telegram.admin.shop_face.card import is_there
from handlers.telegram.admin.shop_face.writing import (
    FaceQuestion,
    asked_about,
    begin,
    go_on,
    propose,
)
from handlers.telegram.callbacks.shop_face import AddButton, WriteButton
from handlers.telegram.middlewares.questions import ANSWER
from handlers.telegram.ui.filters import Written
from handlers.telegram.ui.screen import done, show

_URL = "face_url"


def register(router: Router) -> None:
    router.callback_query.register(ask, WriteButton.filter())
    router.callback_query.register(ask_below_draft, AddButton.filter())
    router.message.register(sent_url, FaceQuestion.url, ANSWER)
    router.message.register(sent_label, FaceQuestion.label, ANSWER)
    router.message.register(sent_url, FaceQuestion.url, ~F.text, Written())
    router.message.register(sent_label, FaceQuestion.label, ~F.text, Written())


async def ask(
    query: CallbackQuery, callback_data: WriteButton, state: FSMContext, deps: Deps, say: Wording
) -> None:
    place = callback_data.place
    if await is_there(query, place, deps, say):
        await begin(state, FaceQuestion.url, place, deps)
        await show(query, say("face-ask-url"), [screens.back_to(place, say)])
        await done(query)


async def ask_below_draft(
    query: CallbackQuery, callback_data: AddButton, state: FSMContext, say: Wording
) -> None:
    """Ask for the address of a button below words that aren't saved yet."""
    draft = await drafts.pressed(query, callback_data.draft, state, say)
    if draft is None or query.bot is None:
        return
    await go_on(state, FaceQuestion.url, draft.place, draft.seen)
    await query.bot.send_message(query.from_user.id, say("face-ask-url"), reply_markup=ForceReply())
    await done(query)


async def sent_url(message: Message, state: FSMContext, say: Wording) -> None:
    url = tidy_url(message.text or "")
    if url is None:
        await message.answer(say("face-url-unreadable"), reply_markup=ForceReply())
        return
    await state.set_state(FaceQuestion.label)
    await state.update_data({_URL: url})
    text = say("face-ask-label", url=Url(url), most=ALONE)
    await message.answer(text, reply_markup=ForceReply())


async def sent_label(message: Message, state: FSMContext, deps: Deps, say: Wording) -> None:
    """Show the button where it will be. Telegram may refuse its address: then that is asked for
    once more."""
    label = read_label(message.text or "")
    if label is None:
        typed = " ".join((message.text or "").split())
        text = say("face-label-unreadable", most=ALONE, typed=typed)
        await message.answer(text, reply_markup=ForceReply())
        return
    place, _, known = await asked_about(state)
    before = known or deps.shop_face.shown(place).content
    button = OwnButton(label, str((await state.get_data())[_URL]))
    if not await propose(message, state, replace(before, button=button), deps, say):
        await state.set_state(FaceQuestion.url)
