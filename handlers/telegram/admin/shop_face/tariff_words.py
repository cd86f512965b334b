"""The own name and description of a tariff: an admin sends them, sees the prices as buyers will,
and then lets them count."""

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, ForceReply, Message

from bot.deps import Deps
from bot.domain.models import TariffId
from bot.domain.plan_names import LONGEST_DESCRIPTION, LONGEST_NAME
from bot.domain.records import NO_WORDS, TariffWords
from bot.texts import GAP, lines
from bot.usecases.outbox.wording import Wording
from bot.usecases.tariffs.arrangement import ListedTariff
from bot.usecases.tariffs.words import WordsProblem, described, named
from handlers.telegram.admin.shared.drafts import Drafts, mine_or_theirs, save_or_leave
from handlers.telegram.admin.shared.hints import about_words
from handlers.telegram.admin.shop_face.screens import language
from handlers.telegram.admin.shop_face.tariff_window import gone
from handlers.telegram.admin.shop_face.tariff_words_screens import card, previewed, quoted
from handlers.telegram.callbacks.shop_window import (
    DropTariffWords,
    RestoreTariffWords,
    SaveTariffWords,
    ShowTariffWords,
    WriteTariffWords,
)
from handlers.telegram.middlewares.questions import ANSWER
from handlers.telegram.ui.filters import Written
from handlers.telegram.ui.reply import reply
from handlers.telegram.ui.screen import alert, button, done, show
from handlers.telegram.ui.text import html_text
from handlers.telegram.ui.versions import seen_by

_ASKED = "tariff_words_asked"
_DRAFTS = Drafts("tariff_words", "tariff_words_number", (_ASKED,))
_PROBLEMS = {
    WordsProblem.EMPTY: "window-words-empty",
    WordsProblem.TOO_LONG: "window-words-too-long",
    WordsProblem.TAKEN: "window-words-in-use",
    WordsProblem.GONE: "toast-window-gone",
}


class TariffQuestion(StatesGroup):
    """The name, or the description, of the tariff in the state's data."""

    name = State()
    about = State()


def register(router: Router) -> None:
    router.callback_query.register(open_words, ShowTariffWords.filter())
    router.callback_query.register(ask, WriteTariffWords.filter())
    router.callback_query.register(restore, RestoreTariffWords.filter())
    router.callback_query.register(save, SaveTariffWords.filter())
    router.callback_query.register(drop, DropTariffWords.filter())
    for question in (TariffQuestion.name, TariffQuestion.about):
        router.message.register(sent, question, ANSWER)
        router.message.register(refuse, question, ~F.text, Written())


async def open_words(
    query: CallbackQuery,
    callback_data: ShowTariffWords,
    state: FSMContext,
    deps: Deps,
    say: Wording,
) -> None:
    await state.set_state(None)
    one = await _known(query, callback_data.tariff_id, callback_data.locale, deps, say)
    if one is not None:
        await show(query, *await card(one, callback_data.locale, deps, say))
        await done(query)


async def ask(
    query: CallbackQuery,
    callback_data: WriteTariffWords,
    state: FSMContext,
    deps: Deps,
    say: Wording,
) -> None:
    """Ask for words, and remember those that stand there now."""
    locale, tariff_id = callback_data.locale, callback_data.tariff_id
    one = await _known(query, tariff_id, locale, deps, say)
    if one is None:
        return
    is_name = callback_data.what == "name"
    present = (await deps.arrangement.texts.of(tariff_id)).get(locale, NO_WORDS)
    await state.set_state(TariffQuestion.name if is_name else TariffQuestion.about)
    asked = {"tariff": tariff_id, "locale": locale, "seen": list(present)}
    await state.update_data({_ASKED: {**asked, "words": list(present)}})
    key = "window-ask-name" if is_name else "window-ask-about"
    most = LONGEST_NAME if is_name else LONGEST_DESCRIPTION
    tariff = say.tariff(one.tariff)
    text = say(key, tariff=tariff, language=language(locale, say), most=most)
    back = ShowTariffWords(id=tariff_id, locale=locale)
    await show(query, text, [[button(say.plain("button-back"), back)]])
    await done(query)


async def sent(message: Message, state: FSMContext, deps: Deps, say: Wording) -> None:
    """Show the prices as buyers will see them; nothing counts before *Save*."""
    asked = (await state.get_data())[_ASKED]
    tariff_id, locale = TariffId(asked["tariff"]), str(asked["locale"])
    is_name = await state.get_state() == TariffQuestion.name.state
    before = TariffWords(*asked["words"])
    typed = message.text or ""
    words = named(before, typed) if is_name else described(before, html_text(message))
    one = await deps.arrangement.tariff(tariff_id)
    problem = await deps.arrangement.texts.check(tariff_id, locale, words)
    if one is None or problem is not None:
        problem = problem or WordsProblem.GONE
        most = LONGEST_NAME if is_name else LONGEST_DESCRIPTION
        await message.answer(say(_PROBLEMS[problem], most=most), reply_markup=ForceReply())
        return
    shown = await previewed(message, one, (locale, words), deps, say)
    if shown is None:
        return
    number = await _DRAFTS.keep(state, {**asked, "words": list(words)})
    hints = () if is_name else about_words(words.description or "", locale, shown, say)
    rows = save_or_leave(say, SaveTariffWords(draft=number), DropTariffWords(draft=number))
    await reply(message, lines(say("face-preview"), *hints), rows)


async def refuse(message: Message, say: Wording) -> None:
    await message.answer(say("window-words-only"), reply_markup=ForceReply())


async def save(
    query: CallbackQuery,
    callback_data: SaveTariffWords,
    state: FSMContext,
    deps: Deps,
    say: Wording,
) -> None:
    """Let the draft count; where another admin was quicker, show theirs and ask once more."""
    draft = await _DRAFTS.pressed(query, callback_data.draft, state, say)
    if draft is None:
        return
    tariff_id, locale = TariffId(draft["tariff"]), str(draft["locale"])
    one = await _known(query, tariff_id, locale, deps, say)
    if one is None:
        return
    texts, words, seen = deps.arrangement.texts, TariffWords(*draft["words"]), draft["seen"]
    problem = await texts.save(tariff_id, locale, words, TariffWords(*seen), query.from_user.id)
    if problem is WordsProblem.CHANGED:
        present = (await texts.of(tariff_id)).get(locale, NO_WORDS)
        await _DRAFTS.change(state, {**draft, "seen": list(present)})
        text, number = say("window-words-conflict", words=quoted(present, say)), callback_data.draft
        mine, leave = SaveTariffWords(draft=number), DropTariffWords(draft=number)
        await show(query, text, mine_or_theirs(say, mine, leave))
        await done(query)
        return
    if problem is not None:
        await alert(query, say.plain(_PROBLEMS[problem], most=LONGEST_NAME))
        return
    await _DRAFTS.close(state)
    text, rows = await card(one, locale, deps, say)
    await show(query, lines(say("face-saved"), GAP, text), rows)
    await done(query)


async def drop(
    query: CallbackQuery,
    callback_data: DropTariffWords,
    state: FSMContext,
    deps: Deps,
    say: Wording,
) -> None:
    draft = await _DRAFTS.pressed(query, callback_data.draft, state, say)
    if draft is None:
        return
    await _DRAFTS.close(state)
    one = await _known(query, TariffId(draft["tariff"]), str(draft["locale"]), deps, say)
    if one is not None:
        await show(query, *await card(one, str(draft["locale"]), deps, say))
        await done(query, say.plain("toast-face-left"))


async def restore(
    query: CallbackQuery, callback_data: RestoreTariffWords, deps: Deps, say: Wording
) -> None:
    """Go back to the original; where another admin has worded it meanwhile, show theirs."""
    tariff_id, locale = callback_data.tariff_id, callback_data.locale
    one = await _known(query, tariff_id, locale, deps, say)
    if one is None:
        return
    texts = deps.arrangement.texts
    present, version = await texts.standing(tariff_id, locale)
    problem: WordsProblem | None = WordsProblem.CHANGED
    if seen_by(query, callback_data.seen, version) == version.tag:
        problem = await texts.save(tariff_id, locale, NO_WORDS, present, query.from_user.id)
    text, rows = await card(one, locale, deps, say)
    if problem is not None:
        await show(query, text, rows)
        await done(query, say.plain("toast-changed"))
        return
    await show(query, lines(say("face-restored"), GAP, text), rows)
    await done(query)


async def _known(
    query: CallbackQuery, tariff_id: TariffId, locale: str, deps: Deps, say: Wording
) -> ListedTariff | None:
    """Return the tariff of a button in a language that is there; else the press is answered."""
    if locale not in say.texts.locales:
        await alert(query, say.plain("error-stale-button"))
        return None
    one = await deps.arrangement.tariff(tariff_id)
    if one is None:
        await gone(query, say)
    return one
