"""/shop: everything that an owner can word, and whose words stand there now."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.deps import Deps
from bot.domain.shop_face.texts import OwnTexts, Place, Slot
from bot.texts import GAP, Markup, lines
from bot.usecases.outbox.wording import Wording
from bot.usecases.shop_face.own import own_languages, own_plans
from handlers.telegram.admin.shop_face import screens
from handlers.telegram.callbacks.bot_profile import ShowProfile
from handlers.telegram.callbacks.shop_face import ShowFace, ShowFacePlans, ShowSlot
from handlers.telegram.callbacks.shop_window import ShowWindow
from handlers.telegram.ui.home import to_home
from handlers.telegram.ui.reply import reply
from handlers.telegram.ui.screen import button, done, pager, show

_A_PAGE = 20


def register(router: Router) -> None:
    router.message.register(shop, Command("shop", ignore_case=True))
    router.callback_query.register(open_list, ShowFace.filter())
    router.callback_query.register(choose_plan, ShowFacePlans.filter())


async def shop(message: Message, deps: Deps, say: Wording) -> None:
    await reply(message, *await _screen(deps, say))


async def open_list(query: CallbackQuery, state: FSMContext, deps: Deps, say: Wording) -> None:
    await state.set_state(None)
    await show(query, *await _screen(deps, say))
    await done(query)


async def choose_plan(
    query: CallbackQuery,
    callback_data: ShowFacePlans,
    state: FSMContext,
    deps: Deps,
    say: Wording,
) -> None:
    await state.set_state(None)
    await show(query, *_plans(callback_data.page, deps, say))
    await done(query)


async def _screen(deps: Deps, say: Wording) -> tuple[Markup, screens.Rows]:
    entries = [
        say("face-entry", what=screens.name_of(slot, say), state=_whole_state(slot, deps, say))
        for slot in Slot
    ]
    rows = [_open(slot, deps, say) for slot in Slot]
    text = lines(
        say("face-title"),
        say("face-about"),
        GAP,
        *entries,
        say("window-entry"),
        await _profile(deps, say),
    )
    to_window = [button(say.plain("button-window-open"), ShowWindow())]
    to_profile = [button(say.plain("button-profile-open"), ShowProfile())]
    return text, [*rows, to_window, to_profile, to_home(say)]


async def _profile(deps: Deps, say: Wording) -> Markup:
    """Return the line about the bot itself in Telegram."""
    parts = await deps.bot_profile.changed_parts()
    names = ", ".join(say.plain("profile-part", part=part.value) for part in parts)
    state = say("profile-face-entry", parts="some" if parts else "none", names=names)
    return say("face-entry", what=say.plain("button-profile-open"), state=state)


def _open(slot: Slot, deps: Deps, say: Wording) -> screens.Row:
    """Return the button of a slot: to the admin's language, or to the choice of a plan first."""
    label = screens.name_of(slot, say)
    if not slot.is_by_plan:
        return [button(label, ShowSlot.of(Place(slot, say.locale)))]
    if len(say.plans) > 1:
        return [button(label, ShowFacePlans())]
    return [button(label, ShowSlot.of(Place(slot, say.locale, deps.plans.known[0].id)))]


def _whole_state(slot: Slot, deps: Deps, say: Wording) -> Markup:
    """Return whose words stand in a slot; of the terms also that buyers agree to them."""
    state = _state(slot, deps.shop_face.texts, deps, say)
    if slot is Slot.TERMS and deps.consent.is_on:
        return say("consent-state", state=state)
    return state


def _state(slot: Slot, texts: OwnTexts, deps: Deps, say: Wording) -> Markup:
    own = own_languages(slot, texts, deps.texts.locales)
    if not own and deps.shop_face.in_settings(slot) is not None:
        return say("face-state-env")
    if not own:
        return say("face-state-original" if slot.has_original else "face-state-nothing")
    if slot.is_by_plan and len(say.plans) > 1:
        return say("face-state-own-plans", count=len(own_plans(texts)))
    key = "face-state-own-value" if slot.is_setting else "face-state-own"
    return say(key, languages=", ".join(screens.language(one, say) for one in own))


def _plans(page: int, deps: Deps, say: Wording) -> tuple[Markup, screens.Rows]:
    """Return the choice of the plan whose buyers are meant; retired ones still have some."""
    known, own = deps.plans.known, own_plans(deps.shop_face.texts)
    pages = max(1, -(-len(known) // _A_PAGE))
    page = min(page, pages - 1)
    rows = []
    for one in known[page * _A_PAGE : (page + 1) * _A_PAGE]:
        mark = "own" if one.id in own else "none"
        label = say.label("label-face-plan", mark=mark, plan=say.plan(one.id))
        rows.append([button(label, ShowSlot.of(Place(Slot.WHAT_NOW, say.locale, one.id)))])
    rows.append(pager(say, page, pages, lambda number: ShowFacePlans(page=number)))
    rows.append([button(say.plain("button-face-list"), ShowFace())])
    return say("face-choose-plan"), rows
