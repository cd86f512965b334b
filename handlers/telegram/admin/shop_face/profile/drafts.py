"""Drafts of the bot's profile: what an admin has sent and seen, until they set it or leave it."""

from dataclasses import dataclass

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from bot.deps import Deps
from bot.domain.shop_face.profile import Part, Present, Spot, Wish
from bot.texts import Markup, When, lines
from bot.usecases.outbox.wording import Wording
from bot.usecases.people.phrases import person_link
from bot.usecases.shop_face.profile import Changed
from handlers.telegram.admin.shared.drafts import Drafts, mine_or_theirs, save_or_leave
from handlers.telegram.admin.shop_face.profile import screens
from handlers.telegram.admin.shop_face.profile.acts import show_result
from handlers.telegram.callbacks.bot_profile import DropProfile, SaveProfile
from handlers.telegram.ui.screen import Buttons, done, keyboard, show

_DRAFTS = Drafts("profile_draft", "profile_number", ("profile_part", "profile_language"))


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


async def _pressed(
    query: CallbackQuery, number: int, state: FSMContext, say: Wording
) -> KeptDraft | None:
    """Return the draft of a button; None, and the press is answered, for an older one."""
    found = await _DRAFTS.pressed(query, number, state, say)
    if found is None:
        return None
    spot = Spot(Part(found["part"]), found["language"])
    content = Present(found["words"], found["picture"])
    return KeptDraft(number, spot, int(found["seen"]), content)


async def keep(state: FSMContext, spot: Spot, seen: int, content: Present) -> int:
    """Put a draft into the conversation, in the place of an earlier one; return its number."""
    draft = {
        "part": spot.part.value,
        "language": spot.language,
        "seen": seen,
        "words": content.words,
        "picture": content.picture_id,
    }
    return await _DRAFTS.keep(state, draft)


async def forget(state: FSMContext) -> None:
    await _DRAFTS.forget(state)


def choice(number: int, say: Wording) -> list[Buttons]:
    """Return the buttons below a preview."""
    set_, leave = SaveProfile(draft=number), DropProfile(draft=number)
    return save_or_leave(say, set_, leave, "button-profile-save")


async def save(
    query: CallbackQuery, callback_data: SaveProfile, state: FSMContext, deps: Deps, say: Wording
) -> None:
    """Set the draft; where another admin was quicker, show theirs and ask once more."""
    draft = await _pressed(query, callback_data.draft, state, say)
    if draft is None:
        return
    seen = callback_data.seen or draft.seen
    found = await deps.bot_profile.wish(draft.spot, draft.content, seen, query.from_user.id)
    if isinstance(found, Wish):
        await _DRAFTS.close(state)
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
    rows = mine_or_theirs(say, mine, DropProfile(draft=draft.number))
    await query.bot.send_message(query.from_user.id, text, reply_markup=keyboard(rows))


def _theirs(theirs: Wish, spot: Spot, say: Wording) -> Markup:
    return screens.content_of(spot, theirs.content, say)


async def drop(
    query: CallbackQuery, callback_data: DropProfile, state: FSMContext, deps: Deps, say: Wording
) -> None:
    draft = await _pressed(query, callback_data.draft, state, say)
    if draft is None:
        return
    await _DRAFTS.close(state)
    await show(query, *await screens.card(draft.spot, deps, say))
    await done(query, say.plain("toast-face-left"))
