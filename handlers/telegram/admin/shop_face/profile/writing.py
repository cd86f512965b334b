"""Words and the picture of the bot's profile as an admin sends them: checked, and shown as people
will see them."""

from collections.abc import Iterable

from aiogram import Bot, F, Router
from aiogram.enums import MessageEntityType
from aiogram.exceptions import TelegramBadRequest
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from bot.deps import Deps
from bot.domain.shop_face.profile import (
    LONGEST,
    SMALLEST_PICTURE,
    Part,
    Present,
    Spot,
)
from bot.domain.shop_face.telegram_html import NAME
from bot.texts import GAP, Markup, lines
from bot.texts.languages import telegram_codes
from bot.usecases.outbox.wording import Wording
from bot.usecases.shop_face.profile_shown import read_words
from handlers.telegram.admin.shared.hints import has_typed_tags, looks_foreign
from handlers.telegram.admin.shared.phrases import reason_of
from handlers.telegram.admin.shop_face import pictures, pieces
from handlers.telegram.admin.shop_face.profile import drafts, screens
from handlers.telegram.admin.shop_face.profile.card import is_there
from handlers.telegram.admin.shop_face.profile.preview import Draft, send_preview
from handlers.telegram.callbacks.bot_profile import ShowPart, TakeOver, WritePart
from handlers.telegram.middlewares.questions import ANSWER
from handlers.telegram.ui.filters import Written
from handlers.telegram.ui.reply import reply
from handlers.telegram.ui.screen import alert, button, done, keyboard, show

_PART, _LANGUAGE, _SEEN = "profile_part", "profile_language", "profile_seen"
_MEGABYTE = 1024 * 1024
_SHOWN_ANYWAY = frozenset(
    {
        *(MessageEntityType.URL, MessageEntityType.MENTION, MessageEntityType.HASHTAG),
        *(MessageEntityType.CASHTAG, MessageEntityType.BOT_COMMAND, MessageEntityType.EMAIL),
        MessageEntityType.PHONE_NUMBER,
    }
)
"""Marks of Telegram's own making, which a profile has too."""


class ProfileQuestion(StatesGroup):
    """The words or the picture for the spot in the state's data."""

    sent = State()


def register(router: Router) -> None:
    router.callback_query.register(ask, WritePart.filter())
    router.callback_query.register(take_over, TakeOver.filter())
    router.message.register(sent, ProfileQuestion.sent, ANSWER)
    router.message.register(sent, ProfileQuestion.sent, ~F.text, Written())


async def ask(
    query: CallbackQuery, callback_data: WritePart, state: FSMContext, deps: Deps, say: Wording
) -> None:
    spot = callback_data.spot
    if not await is_there(query, spot, deps, say):
        return
    await _begin(state, spot, deps)
    language = screens.language_of(spot, deps, say)
    title = say("profile-ask-title-alone", what=screens.name_of(spot.part, say))
    if language:
        title = say("profile-ask-title", what=screens.name_of(spot.part, say), language=language)
    most = LONGEST.get(spot.part)
    text = lines(
        title,
        say("profile-ask", part=spot.part.value),
        say("profile-ask-plain", most=most) if most else None,
        GAP,
        say("face-ask-never-mind"),
    )
    await show(query, text, [[button(say.plain("button-back"), ShowPart.of(spot))]])
    await done(query)


async def take_over(
    query: CallbackQuery, callback_data: TakeOver, state: FSMContext, deps: Deps, say: Wording
) -> None:
    """Propose what another bot had there; nothing counts until the admin says so."""
    spot, bot = callback_data.spot, query.bot
    if bot is None or not await is_there(query, spot, deps, say):
        return
    theirs = (await deps.bot_profile.state(spot)).elsewhere
    if theirs is None:
        await alert(query, say.plain("error-stale-button"))
        return
    await done(query)
    await _begin(state, spot, deps)
    try:
        await send_preview(bot, query.from_user.id, Draft(spot, theirs.content), deps, say)
    except (TelegramBadRequest, LookupError) as error:
        text = say("face-refused", reason=reason_of(error))
        await bot.send_message(query.from_user.id, text)
        return
    await _offer(query, state, spot, theirs.content, say)


async def _begin(state: FSMContext, spot: Spot, deps: Deps) -> None:
    """Ask something about a spot, and note which wish about it the admin has seen."""
    await drafts.forget(state)
    await pieces.forget(state)
    seen = (await deps.bot_profile.state(spot)).seen
    await state.update_data({_PART: spot.part.value, _LANGUAGE: spot.language, _SEEN: seen})
    await state.set_state(ProfileQuestion.sent)


async def sent(message: Message, state: FSMContext, deps: Deps, say: Wording) -> None:
    """Take what was sent as the draft, or say why it can't be; one message after the other."""
    async with deps.shop_face.drafting(message.chat.id):
        await _take(message, state, deps, say)


async def _take(message: Message, state: FSMContext, deps: Deps, say: Wording) -> None:
    data = await state.get_data()
    spot = Spot(Part(data[_PART]), str(data[_LANGUAGE]))
    if not screens.is_known(spot, deps):
        await message.answer(say("error-stale-button"))
        return
    together = await pieces.length_so_far(message, state)
    if together is not None and spot.part is not Part.PICTURE:
        await drafts.forget(state)
        most = LONGEST[spot.part]
        await message.answer(say("face-too-long-parts", length=together, most=most))
        return
    if spot.part is Part.PICTURE:
        found = await _picture(message, deps, say)
    else:
        found = _words(message, spot, say)
    if isinstance(found, Present):
        await _propose(message, state, spot, found, deps, say)
    else:
        await reply(message, found)


def _words(message: Message, spot: Spot, say: Wording) -> Present | Markup:
    if message.text is None:
        return say("profile-only-words")
    return read_words(spot.part, message.text, say)


async def _picture(message: Message, deps: Deps, say: Wording) -> Present | Markup:
    picture = pictures.picture_in(message)
    if picture is None:
        return say("profile-only-picture")
    if isinstance(picture, str):
        return say("profile-not-a-picture", kind=picture)
    if picture.size > pictures.LARGEST_BYTES:
        size, most = -(-picture.size // _MEGABYTE), pictures.LARGEST_BYTES // _MEGABYTE
        return say("face-picture-too-large", size=size, most=most)
    if _is_too_small(message):
        return say("profile-picture-too-small", least=SMALLEST_PICTURE)
    picture_id = await pictures.keep(message.bot, picture, deps) if message.bot else None
    return say("face-picture-unreadable") if picture_id is None else Present("", picture_id)


def _is_too_small(message: Message) -> bool:
    """Return whether Telegram would refuse the photo for its size; of a file it isn't known yet."""
    sizes = message.photo or []
    return bool(sizes) and max(min(one.width, one.height) for one in sizes) < SMALLEST_PICTURE


async def _propose(  # noqa: PLR0913  (as a handler has them)
    message: Message, state: FSMContext, spot: Spot, content: Present, deps: Deps, say: Wording
) -> None:
    """Show the draft as people will see it, and ask whether it should be set."""
    bot = message.bot
    if bot is None:
        return
    try:
        shown = await send_preview(bot, message.chat.id, Draft(spot, content), deps, say)
    except (TelegramBadRequest, LookupError) as error:
        await message.answer(say("face-refused", reason=reason_of(error)))
        return
    if spot.part is Part.PICTURE:
        if _is_too_small(shown):
            await message.answer(say("profile-picture-too-small", least=SMALLEST_PICTURE))
            return
        content = await _as_telegram_has_it(bot, message, content, shown, deps)
    await _offer(message, state, spot, content, say, hints_about(message, spot, content, deps, say))


async def _as_telegram_has_it(
    bot: Bot, message: Message, content: Present, shown: Message, deps: Deps
) -> Present:
    """Return a picture that came as a file as the photo that Telegram has made of it, a JPEG."""
    picture = pictures.picture_in(message)
    came_as_file = isinstance(picture, pictures.SentPicture) and picture.as_file
    if not came_as_file or content.picture_id is None:
        return content
    return Present("", await pictures.made_smaller(bot, content.picture_id, shown, deps))


async def _offer(  # noqa: PLR0913  (as a handler has them)
    event: Message | CallbackQuery,
    state: FSMContext,
    spot: Spot,
    content: Present,
    say: Wording,
    hints_: Iterable[Markup] = (),
) -> None:
    seen = int((await state.get_data())[_SEEN])
    number = await drafts.keep(state, spot, seen, content)
    text = lines(say("profile-preview", part=spot.part.value), *hints_)
    bot, reader = event.bot, event.from_user
    if bot is not None and reader is not None:
        markup = keyboard(drafts.choice(number, say))
        await bot.send_message(reader.id, text, reply_markup=markup)


def hints_about(
    message: Message, spot: Spot, content: Present, deps: Deps, say: Wording
) -> Iterable[Markup]:
    """Yield what may not be as the admin meant it."""
    if message.media_group_id is not None:
        yield say("face-hint-album")
    if message.caption:
        yield say("profile-hint-caption")
    if any(one.type not in _SHOWN_ANYWAY for one in message.entities or ()):
        yield say("profile-hint-plain")
    if has_typed_tags(content.words):
        yield say("profile-hint-html")
    if NAME in content.words:
        yield say("profile-hint-name")
    locale = telegram_codes(deps.texts.locales).get(spot.language)
    if locale is not None and looks_foreign(content.words, locale, say):
        yield say("face-hint-language", language=say.texts.language_name(locale))
