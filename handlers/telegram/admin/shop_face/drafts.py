"""Drafts of the shop's own words: what an admin has sent and seen as buyers will, until they save
it or leave it."""

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
from bot.usecases.people.phrases import person_link
from handlers.telegram.admin.shared.drafts import Drafts, mine_or_theirs, save_or_leave
from handlers.telegram.admin.shared.phrases import reason_of
from handlers.telegram.admin.shop_face import screens
from handlers.telegram.admin.shop_face.card import with_undo
from handlers.telegram.admin.shop_face.preview import send_preview
from handlers.telegram.callbacks.shop_face import AddButton, DropDraft, SaveDraft
from handlers.telegram.ui.screen import alert, button, done, keyboard, show

_DRAFTS = Drafts("face_draft", "face_number", ("face_place",), chain=True)


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
    latest = _DRAFTS.latest(data)
    return _read(*latest) if latest is not None else None


def _read(number: int, found: Mapping[str, Any]) -> Draft:
    button_ = OwnButton(*found["button"]) if found["button"] else None
    content = Content(found["html"], found["picture"], button_)
    return Draft(number, place_in(found), int(found["seen"]), content)


def place_in(found: Mapping[str, Any]) -> Place:
    plan = found["plan"]
    return Place(Slot(found["slot"]), str(found["locale"]), PlanId(plan) if plan else None)


def named(place: Place) -> dict[str, Any]:
    """Return a place as `place_in` reads it."""
    return {"slot": place.slot.value, "locale": place.locale, "plan": place.plan_id}


async def keep(state: FSMContext, place: Place, seen: int, content: Content) -> int:
    """Put a draft into the conversation, in the place of an earlier one; return its number."""
    draft = {
        **named(place),
        "seen": seen,
        "html": content.html,
        "picture": content.picture_id,
        "button": list(content.button) if content.button else None,
    }
    return await _DRAFTS.keep(state, draft)


async def forget(state: FSMContext) -> None:
    await _DRAFTS.forget(state)


async def pressed(
    query: CallbackQuery, number: int, state: FSMContext, say: Wording
) -> Draft | None:
    """Return the draft of a button; None, and the press is answered, for an older one."""
    found = await _DRAFTS.pressed(query, number, state, say)
    return _read(number, found) if found is not None else None


def choice(number: int, place: Place, say: Wording) -> screens.Rows:
    """Return the buttons below a preview."""
    to_button = button(say.plain("button-face-button"), AddButton(draft=number))
    save_, drop_ = save_or_leave(say, SaveDraft(draft=number), DropDraft(draft=number))
    return [save_, [to_button] if place.slot.takes_button else [], drop_]


async def save(
    query: CallbackQuery, callback_data: SaveDraft, state: FSMContext, deps: Deps, say: Wording
) -> None:
    """Let the draft count; where another admin was quicker, show theirs and ask once more."""
    draft = await pressed(query, callback_data.draft, state, say)
    if draft is None:
        return
    seen = callback_data.seen or draft.seen
    saved = await deps.shop_face.save(draft.place, draft.content, seen, query.from_user.id)
    if isinstance(saved, Saved):
        await _DRAFTS.close(state)
        await show(query, *await with_undo(say("face-saved"), saved, deps, say))
        await done(query)
    elif saved.saved is not None and query.bot is not None:
        await done(query)
        await _show_theirs(query.bot, query.from_user, saved.saved, deps, say)
        mine = SaveDraft(draft=draft.number, seen=saved.saved.id)
        rows = mine_or_theirs(say, mine, DropDraft(draft=draft.number))
        text = await _conflict(saved.saved, deps, say)
        await query.bot.send_message(query.from_user.id, text, reply_markup=keyboard(rows))
    else:
        await alert(query, say.plain("toast-face-draft-gone"))


async def _show_theirs(bot: Bot, reader: User, theirs: Saved, deps: Deps, say: Wording) -> None:
    try:
        await send_preview(bot, reader, theirs.place, theirs.content, deps)
    except (TelegramBadRequest, LookupError) as error:
        await bot.send_message(reader.id, say("face-refused", reason=reason_of(error)))


async def _conflict(theirs: Saved, deps: Deps, say: Wording) -> Markup:
    who = person_link(say, await deps.shop_face.admin(theirs), theirs.admin_id)
    key = "face-conflict-original" if theirs.content.is_original else "face-conflict"
    return say(key, who=who, when=When(theirs.saved_at))


async def drop(
    query: CallbackQuery, callback_data: DropDraft, state: FSMContext, deps: Deps, say: Wording
) -> None:
    draft = await pressed(query, callback_data.draft, state, say)
    if draft is None:
        return
    await _DRAFTS.close(state)
    await show(query, *await screens.card(draft.place, deps, say))
    await done(query, say.plain("toast-face-left"))
