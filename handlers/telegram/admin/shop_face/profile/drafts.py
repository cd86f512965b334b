"""Drafts of the bot's profile: what an admin has sent and seen, until they set it or leave it.

A draft is in the admin's conversation, so it outlives a restart. Its number grows, so that the
button of an older preview sets nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from bot.deps import Deps
from bot.domain.shop_face.profile import Part, Present, Spot, Wish
from bot.texts import Markup, When, lines
from bot.usecases.outbox.wording import Wording
from bot.usecases.shop_face.profile import Changed
from handlers.telegram.admin.shared.phrases import person_link
from handlers.telegram.admin.shop_face.profile import screens
from handlers.telegram.admin.shop_face.profile.acts import show_result
from handlers.telegram.callbacks.bot_profile import DropProfile, SaveProfile
from handlers.telegram.ui.screen import Buttons, alert, button, done, keyboard, show

_DRAFT, _NUMBER = "profile_draft", "profile_number"


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A content for a spot, and the wish that the admin had seen there when they began."""

    number: int
    spot: Spot
    seen: int
    content: Present


def register(router: Router) -> None:
    router.callback_query.register(save, SaveProfile.filter())
    router.callback_query.register(drop, DropProfile.filter())


def recalled(data: Mapping[str, Any]) -> KeptDraft | None:
    """Return the draft in an admin's conversation; None without one."""
    found = data.get(_DRAFT)
    if not found:
        return None
    spot = Spot(Part(found["part"]), found["language"])
    content = Present(found["words"], found["picture"])
    return KeptDraft(int(data[_NUMBER]), spot, int(found["seen"]), content)


async def keep(state: FSMContext, spot: Spot, seen: int, content: Present) -> int:
    """Put a draft into the conversation, in the place of an earlier one; return its number."""
    number = int((await state.get_data()).get(_NUMBER, 0)) + 1
    draft = {
        "part": spot.part.value,
        "language": spot.language,
        "seen": seen,
        "words": content.words,
        "picture": content.picture_id,
    }
    await state.update_data({_DRAFT: draft, _NUMBER: number})
    return number


async def forget(state: FSMContext) -> None:
    if (await state.get_data()).get(_DRAFT):
        await state.update_data({_DRAFT: None})


def choice(number: int, say: Wording) -> list[Buttons]:
    """Return the buttons below a preview."""
    return [
        [button(say.plain("button-profile-save"), SaveProfile(draft=number))],
        [button(say.plain("button-face-drop"), DropProfile(draft=number))],
    ]


async def save(
    query: CallbackQuery, callback_data: SaveProfile, state: FSMContext, deps: Deps, say: Wording
) -> None:
    """Set the draft; where another admin was quicker, show theirs and ask once more."""
    draft = recalled(await state.get_data())
    if draft is None or draft.number != callback_data.draft:
        await alert(query, say.plain("toast-face-draft-gone"))
        return
    seen = callback_data.seen or draft.seen
    found = await deps.bot_profile.wish(draft.spot, draft.content, seen, query.from_user.id)
    if isinstance(found, Wish):
        await state.set_state(None)
        await forget(state)
        await show_result(query, draft.spot, found, deps, say)
    else:
        await done(query)
        await _ask_again(query, draft, found, deps, say)


async def _ask_again(
    query: CallbackQuery, draft: KeptDraft, found: Changed, deps: Deps, say: Wording
) -> None:
    theirs = found.latest
    if theirs is None or query.bot is None:
        return
    known = (await deps.bot_profile.state(draft.spot)).admin
    who = person_link(say, known, theirs.admin_id)
    text = lines(
        _theirs(theirs, draft.spot, say),
        say("profile-conflict", who=who, when=When(theirs.asked_at)),
    )
    mine = SaveProfile(draft=draft.number, seen=theirs.id)
    rows = [
        [button(say.plain("button-face-save-anyway"), mine)],
        [button(say.plain("button-face-keep"), DropProfile(draft=draft.number))],
    ]
    await query.bot.send_message(query.from_user.id, text, reply_markup=keyboard(rows))


def _theirs(theirs: Wish, spot: Spot, say: Wording) -> Markup:
    return screens.content_of(spot, theirs.content, say)


async def drop(
    query: CallbackQuery, callback_data: DropProfile, state: FSMContext, deps: Deps, say: Wording
) -> None:
    draft = recalled(await state.get_data())
    if draft is None or draft.number != callback_data.draft:
        await alert(query, say.plain("toast-face-draft-gone"))
        return
    await state.set_state(None)
    await forget(state)
    await show(query, *await screens.card(draft.spot, deps, say))
    await done(query, say.plain("toast-face-left"))
