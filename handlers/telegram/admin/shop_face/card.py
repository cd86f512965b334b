"""The card of a place: what readers get there, and the acts of one tap, each of which can be
undone."""

from dataclasses import replace

from aiogram import Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from bot.deps import Deps
from bot.domain.shop_face.texts import ORIGINAL, Content, Place, Saved, Slot
from bot.texts import GAP, Markup, lines
from bot.usecases.outbox.wording import Wording
from bot.usecases.shop_face.own import own_languages, still_original
from handlers.telegram.admin.shared.phrases import reason_of
from handlers.telegram.admin.shop_face import screens
from handlers.telegram.admin.shop_face.preview import send_preview
from handlers.telegram.callbacks.shop_face import (
    Changing,
    RemoveButton,
    RemovePicture,
    RestoreOriginal,
    SeeSlot,
    ShowSlot,
    UndoChange,
)
from handlers.telegram.ui.screen import alert, button, done, show


def register(router: Router) -> None:
    router.callback_query.register(open_card, ShowSlot.filter())
    router.callback_query.register(see, SeeSlot.filter())
    router.callback_query.register(remove_picture, RemovePicture.filter())
    router.callback_query.register(remove_button, RemoveButton.filter())
    router.callback_query.register(restore, RestoreOriginal.filter())
    router.callback_query.register(undo, UndoChange.filter())


async def open_card(
    query: CallbackQuery, callback_data: ShowSlot, state: FSMContext, deps: Deps, say: Wording
) -> None:
    await state.set_state(None)
    if await is_there(query, callback_data.place, deps, say):
        await show(query, *await screens.card(callback_data.place, deps, say))
        await done(query)


async def see(query: CallbackQuery, callback_data: SeeSlot, deps: Deps, say: Wording) -> None:
    """Send exactly what buyers get now."""
    place = callback_data.place
    if query.bot is None or not await is_there(query, place, deps, say):
        return
    await done(query)
    content = deps.shop_face.shown(place).content
    try:
        await send_preview(query.bot, query.from_user, place, content, deps)
    except (TelegramBadRequest, LookupError) as error:
        await query.bot.send_message(
            query.from_user.id, say("face-refused", reason=reason_of(error))
        )


async def remove_picture(
    query: CallbackQuery, callback_data: RemovePicture, deps: Deps, say: Wording
) -> None:
    shown = deps.shop_face.shown(callback_data.place).content
    await _save(query, callback_data, replace(shown, picture_id=None), deps, say)


async def remove_button(
    query: CallbackQuery, callback_data: RemoveButton, deps: Deps, say: Wording
) -> None:
    shown = deps.shop_face.shown(callback_data.place).content
    await _save(query, callback_data, replace(shown, button=None), deps, say)


async def restore(
    query: CallbackQuery, callback_data: RestoreOriginal, deps: Deps, say: Wording
) -> None:
    await _save(query, callback_data, ORIGINAL, deps, say)


async def undo(query: CallbackQuery, callback_data: UndoChange, deps: Deps, say: Wording) -> None:
    place = callback_data.place
    if not await is_there(query, place, deps, say):
        return
    saved = await deps.shop_face.undo(callback_data.row, place, query.from_user.id)
    if saved is None:
        await _show_as_it_is(query, place, deps, say)
        return
    await show(query, *await with_undo(say("face-undone"), saved, deps, say))
    await done(query)


async def _save(
    query: CallbackQuery, pressed: Changing, content: Content, deps: Deps, say: Wording
) -> None:
    """Save at once, unless somebody has changed the place since the card was drawn."""
    place = pressed.place
    if not await is_there(query, place, deps, say):
        return
    before = deps.shop_face.saved(place)
    saved = await deps.shop_face.save(place, content, pressed.seen, query.from_user.id)
    if not isinstance(saved, Saved) or saved == before:
        await _show_as_it_is(query, place, deps, say)
        return
    await show(query, *await with_undo(say(_done(saved, deps)), saved, deps, say))
    await done(query)


def _done(saved: Saved, deps: Deps) -> str:
    if not saved.content.is_original:
        return "face-saved"
    gone = screens.leaves_nothing(saved.place.slot, deps)
    return "face-removed" if gone else "face-restored"


async def _show_as_it_is(query: CallbackQuery, place: Place, deps: Deps, say: Wording) -> None:
    await show(query, *await screens.card(place, deps, say))
    await done(query, say.plain("toast-changed"))


async def with_undo(
    what: Markup, saved: Saved, deps: Deps, say: Wording
) -> tuple[Markup, screens.Rows]:
    """Return the card after a change, with what was done and a button that undoes it."""
    text, rows = await screens.card(saved.place, deps, say)
    others = _beside(saved.place, deps, say)
    label = say.plain("button-face-undo")
    return lines(what, others, GAP, text), [
        [button(label, UndoChange.of(saved.place, row=saved.id))],
        *rows,
    ]


def _beside(place: Place, deps: Deps, say: Wording) -> Markup | None:
    """Return what a change leaves as it was: the other languages, and agreements to the terms."""
    if not place.slot.is_setting:
        return still_original(place, deps.shop_face, say)
    others = [screens.language(one, say) for one in _with_own(place, deps)]
    found = lines(
        say("face-value-others", languages=", ".join(others)) if others else None,
        say(_consent(place, deps)) if place.slot is Slot.TERMS and deps.consent.is_on else None,
    )
    return found or None


def _consent(place: Place, deps: Deps) -> str:
    return "consent-kept" if deps.shop_face.terms(place.locale) else "consent-needs-terms"


def _with_own(place: Place, deps: Deps) -> list[str]:
    """Return the other languages that have a value of their own."""
    own = own_languages(place.slot, deps.shop_face.texts, deps.texts.locales)
    return [one for one in own if one != place.locale]


async def is_there(query: CallbackQuery, place: Place, deps: Deps, say: Wording) -> bool:
    """Return whether there is such a place; else the press of an old button is answered."""
    if screens.is_known(place, deps):
        return True
    await alert(query, say.plain("error-stale-button"))
    return False
