"""Drafts: what an admin has sent and seen as buyers will, until they save it or leave it.

A draft is in the admin's conversation, so it outlives a restart and a command in between. Its
number grows, so that the button of an older preview saves nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aiogram import Bot, Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, User

from bot.deps import Deps
from bot.domain.models import PlanId
from bot.domain.shop_face.texts import Content, OwnButton, Place, Saved, Slot
from bot.texts import Markup, When
from bot.usecases.outbox.wording import Wording
from handlers.telegram.admin.shared.phrases import person_link, reason_of
from handlers.telegram.admin.shop_face import screens
from handlers.telegram.admin.shop_face.card import with_undo
from handlers.telegram.admin.shop_face.preview import send_preview
from handlers.telegram.callbacks.shop_face import AddButton, DropDraft, SaveDraft
from handlers.telegram.ui.screen import alert, button, done, keyboard, show

_DRAFT, _NUMBER = "face_draft", "face_number"


@dataclass(frozen=True, slots=True)
class Draft:
    """A content for a place, and the change that the admin had seen there when they began."""

    number: int
    place: Place
    seen: int
    content: Content


def register(router: Router) -> None:
    router.callback_query.register(save, SaveDraft.filter())
    router.callback_query.register(drop, DropDraft.filter())


def recalled(data: Mapping[str, Any]) -> Draft | None:
    """Return the draft in an admin's conversation; None without one."""
    found = data.get(_DRAFT)
    if not found:
        return None
    button_ = OwnButton(*found["button"]) if found["button"] else None
    content = Content(found["html"], found["picture"], button_)
    return Draft(int(data[_NUMBER]), place_in(found), int(found["seen"]), content)


def place_in(found: Mapping[str, Any]) -> Place:
    plan = found["plan"]
    return Place(Slot(found["slot"]), str(found["locale"]), PlanId(plan) if plan else None)


def named(place: Place) -> dict[str, Any]:
    """Return a place as `place_in` reads it."""
    return {"slot": place.slot.value, "locale": place.locale, "plan": place.plan_id}


async def keep(state: FSMContext, place: Place, seen: int, content: Content) -> int:
    """Put a draft into the conversation, in the place of an earlier one; return its number."""
    number = int((await state.get_data()).get(_NUMBER, 0)) + 1
    draft = {
        **named(place),
        "seen": seen,
        "html": content.html,
        "picture": content.picture_id,
        "button": list(content.button) if content.button else None,
    }
    await state.update_data({_DRAFT: draft, _NUMBER: number})
    return number


async def forget(state: FSMContext) -> None:
    if (await state.get_data()).get(_DRAFT):
        await state.update_data({_DRAFT: None})


def choice(number: int, place: Place, say: Wording) -> screens.Rows:
    """Return the buttons below a preview."""
    to_button = button(say.plain("button-face-button"), AddButton(draft=number))
    return [
        [button(say.plain("button-face-save"), SaveDraft(draft=number))],
        [to_button] if place.slot.takes_button else [],
        [button(say.plain("button-face-drop"), DropDraft(draft=number))],
    ]


async def save(
    query: CallbackQuery, callback_data: SaveDraft, state: FSMContext, deps: Deps, say: Wording
) -> None:
    """Let the draft count; where another admin was quicker, show theirs and ask once more."""
    draft = recalled(await state.get_data())
    if draft is None or draft.number != callback_data.draft:
        await alert(query, say.plain("toast-face-draft-gone"))
        return
    seen = callback_data.seen or draft.seen
    saved = await deps.shop_face.save(draft.place, draft.content, seen, query.from_user.id)
    if isinstance(saved, Saved):
        await state.set_state(None)
        await forget(state)
        await show(query, *await with_undo(say("face-saved"), saved, deps, say))
        await done(query)
    elif saved.saved is not None and query.bot is not None:
        await done(query)
        await _show_theirs(query.bot, query.from_user, saved.saved, deps, say)
        rows = _anyway(draft, saved.saved, say)
        text = await _conflict(saved.saved, deps, say)
        await query.bot.send_message(query.from_user.id, text, reply_markup=keyboard(rows))
    else:
        await alert(query, say.plain("toast-face-draft-gone"))


async def _show_theirs(bot: Bot, reader: User, theirs: Saved, deps: Deps, say: Wording) -> None:
    try:
        await send_preview(bot, reader, theirs.place, theirs.content, deps)
    except (TelegramBadRequest, LookupError) as error:
        await bot.send_message(reader.id, say("face-refused", reason=reason_of(error)))


def _anyway(draft: Draft, theirs: Saved, say: Wording) -> screens.Rows:
    mine = SaveDraft(draft=draft.number, seen=theirs.id)
    return [
        [button(say.plain("button-face-save-anyway"), mine)],
        [button(say.plain("button-face-keep"), DropDraft(draft=draft.number))],
    ]


async def _conflict(theirs: Saved, deps: Deps, say: Wording) -> Markup:
    who = person_link(say, await deps.shop_face.admin(theirs), theirs.admin_id)
    key = "face-conflict-original" if theirs.content.is_original else "face-conflict"
    return say(key, who=who, when=When(theirs.saved_at))


async def drop(
    query: CallbackQuery, callback_data: DropDraft, state: FSMContext, deps: Deps, say: Wording
) -> None:
    draft = recalled(await state.get_data())
    if draft is None or draft.number != callback_data.draft:
        await alert(query, say.plain("toast-face-draft-gone"))
        return
    await state.set_state(None)
    await forget(state)
    await show(query, *await screens.card(draft.place, deps, say))
    await done(query, say.plain("toast-face-left"))
