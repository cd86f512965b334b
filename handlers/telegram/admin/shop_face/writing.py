"""Words and pictures as an admin sends them: checked, shown as buyers will see them, kept as a
draft."""

from dataclasses import replace

from aiogram import F, Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from bot.deps import Deps
from bot.domain.shop_face.telegram_html import NAME
from bot.domain.shop_face.texts import ORIGINAL, Content, Place, Slot, most_of
from bot.texts import GAP, Markup, lines
from bot.usecases.outbox.wording import Wording
from bot.usecases.shop_face.writing import NotTaken, Unfit, why_not_taken, with_words
from handlers.telegram.admin.shared.phrases import reason_of
from handlers.telegram.admin.shop_face import (
    drafts,
    hints,
    of_settings,
    pictures,
    pieces,
    screens,
)
from handlers.telegram.admin.shop_face.card import is_there
from handlers.telegram.admin.shop_face.preview import send_preview
from handlers.telegram.callbacks.shop_face import WriteWords
from handlers.telegram.middlewares.questions import ANSWER
from handlers.telegram.ui.filters import Written
from handlers.telegram.ui.reply import reply
from handlers.telegram.ui.screen import copying, done, show
from handlers.telegram.ui.text import html_text

_PLACE, _SEEN = "face_place", "face_seen"
_MEGABYTE = 1024 * 1024


class FaceQuestion(StatesGroup):
    """The words for the place in the state's data; the address and the label of its button; the
    address of the terms."""

    words = State()
    url = State()
    label = State()
    address = State()


def register(router: Router) -> None:
    router.callback_query.register(ask, WriteWords.filter())
    router.message.register(sent, FaceQuestion.words, ANSWER)
    router.message.register(sent, FaceQuestion.words, ~F.text, Written())


async def ask(
    query: CallbackQuery, callback_data: WriteWords, state: FSMContext, deps: Deps, say: Wording
) -> None:
    place = callback_data.place
    if not await is_there(query, place, deps, say):
        return
    await begin(state, FaceQuestion.words, place, deps)
    text = lines(
        screens.asking(place, say),
        *_how_to_write(place.slot, say),
        GAP,
        say("face-ask-never-mind"),
    )
    copy = copying(say.plain("button-face-copy-name"), NAME)
    await show(
        query, text, [copy if place.slot is not Slot.CONTACT else [], screens.back_to(place, say)]
    )
    await done(query)


def _how_to_write(slot: Slot, say: Wording) -> list[Markup]:
    most = most_of(slot, picture=False)
    if slot.is_setting:
        return [of_settings.how_to_write(slot, most, say)]
    words, name = say("face-ask-words"), say("face-ask-name")
    if not slot.takes_picture:
        return [words, name, say("face-ask-most", most=most)]
    with_picture = most_of(slot, picture=True)
    limit = say("face-ask-most-picture", most=most, picture=with_picture)
    return [words, say("face-ask-picture"), name, limit]


async def begin(state: FSMContext, question: State, place: Place, deps: Deps) -> None:
    """Ask something about a place, and note which change of it the admin has seen."""
    await drafts.forget(state)
    await go_on(state, question, place, deps.shop_face.version(place))


async def go_on(state: FSMContext, question: State, place: Place, seen: int) -> None:
    """Ask something about a place of which there may be a draft already."""
    await pieces.forget(state)
    await state.update_data({_PLACE: drafts.named(place), _SEEN: seen})
    await state.set_state(question)


async def asked_about(state: FSMContext) -> tuple[Place, int, Content | None]:
    """Return the place of the question, the change that was seen there, and the draft so far."""
    data = await state.get_data()
    place = drafts.place_in(data[_PLACE])
    draft = drafts.recalled(data)
    known = draft.content if draft is not None and draft.place == place else None
    return place, int(data[_SEEN]), known


async def sent(message: Message, state: FSMContext, deps: Deps, say: Wording) -> None:
    """Take what was sent as the draft, or say why it can't be; one message after the other."""
    async with deps.shop_face.drafting(message.chat.id):
        await _take(message, state, deps, say)


async def _take(message: Message, state: FSMContext, deps: Deps, say: Wording) -> None:
    place, _, known = await asked_about(state)
    if not screens.is_known(place, deps):
        await message.answer(say("error-stale-button"))
        return
    if (together := await pieces.length_so_far(message, state)) is not None:
        await drafts.forget(state)
        most = most_of(place.slot, picture=False)
        await message.answer(say("face-too-long-parts", length=together, most=most))
        return
    found = await _content(message, place, known or deps.shop_face.shown(place).content, deps, say)
    if isinstance(found, Content):
        await propose(message, state, found, deps, say)
    else:
        await reply(message, found)


async def _content(
    message: Message, place: Place, before: Content, deps: Deps, say: Wording
) -> Content | Markup:
    """Return what stands in the place with what was sent; else what is wrong with it."""
    if place.slot.is_setting:
        value, before = of_settings.read(place.slot, message, say), ORIGINAL
        if value is not None:
            return value
    html = html_text(message).strip()
    picture = pictures.picture_in(message)
    if isinstance(picture, str):
        return say("face-not-a-picture", kind=picture)
    found = with_words(place.slot, before, html)
    if picture is not None and not (isinstance(found, NotTaken) and found.why is Unfit.EMPTY):
        taken = await _picture(message, place, picture, deps, say)
        if isinstance(taken, Markup):
            return taken
        found = with_words(place.slot, replace(before, picture_id=taken), html)
    return why_not_taken(place.slot, found, say) if isinstance(found, NotTaken) else found


async def _picture(
    message: Message, place: Place, picture: pictures.SentPicture, deps: Deps, say: Wording
) -> int | Markup:
    if not place.slot.takes_picture:
        return say("face-no-picture-here")
    if picture.size > pictures.LARGEST_BYTES:
        size, most = -(-picture.size // _MEGABYTE), pictures.LARGEST_BYTES // _MEGABYTE
        return say("face-picture-too-large", size=size, most=most)
    picture_id = await pictures.keep(message.bot, picture, deps) if message.bot else None
    return say("face-picture-unreadable") if picture_id is None else picture_id


def _has_facts(slot: Slot) -> bool:
    """Return whether a preview has examples of what the bot adds."""
    return slot is not Slot.GREETING and not slot.is_setting


async def propose(
    message: Message,
    state: FSMContext,
    content: Content,
    deps: Deps,
    say: Wording,
) -> bool:
    """Show the draft as buyers will see it, and ask whether it should count; return whether
    Telegram has taken it."""
    place, seen, _ = await asked_about(state)
    bot, reader = message.bot, message.from_user
    if bot is None or reader is None:
        return False
    try:
        shown = await send_preview(bot, reader, place, content, deps)
    except (TelegramBadRequest, LookupError) as error:
        await message.answer(say("face-refused", reason=reason_of(error)))
        return False
    picture = pictures.picture_in(message)
    came_as_file = isinstance(picture, pictures.SentPicture) and picture.as_file
    if came_as_file and content.picture_id is not None:
        smaller = await pictures.made_smaller(bot, content.picture_id, shown[0], deps)
        content = replace(content, picture_id=smaller)
    number = await drafts.keep(state, place, seen, content)
    text = lines(
        say("face-preview"),
        say("face-preview-facts") if _has_facts(place.slot) else None,
        *hints.about(message, place, content, shown, say),
    )
    await reply(message, text, drafts.choice(number, place, say))
    return True
