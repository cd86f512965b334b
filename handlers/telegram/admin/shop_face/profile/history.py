"""The history of a spot of the bot's profile: which admin wanted what, and what became of it."""

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.deps import Deps
from bot.domain.shop_face.profile import Present, Spot, WishState
from bot.texts import GAP, Markup, When, lines, quoted
from bot.usecases.outbox.wording import Wording
from bot.usecases.people.phrases import person_link
from bot.usecases.shop_face.profile_state import PastWish
from handlers.telegram.admin.shop_face.profile import screens
from handlers.telegram.admin.shop_face.profile.card import is_there
from handlers.telegram.callbacks.bot_profile import ShowPart, ShowWishes
from handlers.telegram.ui.screen import button, done, pager, show

_A_PAGE = 3
_UNDONE = (WishState.WAITING, WishState.REFUSED, WishState.CANCELLED, WishState.REPLACED)


def register(router: Router) -> None:
    router.callback_query.register(show_wishes, ShowWishes.filter())


async def show_wishes(
    query: CallbackQuery, callback_data: ShowWishes, deps: Deps, say: Wording
) -> None:
    spot = callback_data.spot
    if not await is_there(query, spot, deps, say):
        return
    found, pages = await deps.bot_profile.history(spot, callback_data.page, _A_PAGE)
    page = min(callback_data.page, pages - 1)
    entries = [part for one in found for part in (GAP, *_entry(one, say))]
    title = say("profile-card-title-alone", what=screens.name_of(spot.part, say))
    if (language := screens.language_of(spot, deps, say)) is not None:
        what = screens.name_of(spot.part, say)
        title = say("profile-card-title", what=what, language=language)
    turn = pager(say, page, pages, lambda number: ShowWishes.of(spot, page=number))
    back = button(say.plain("button-back"), ShowPart.of(spot))
    text = lines(title, *(entries or [say("face-history-none")]))
    await show(query, text, [turn, [back]])
    await done(query)


def _entry(one: PastWish, say: Wording) -> list[Markup]:
    wish = one.wish
    who = person_link(say, one.admin, wish.admin_id)
    entry = [
        say("face-card-saved", when=When(wish.asked_at), who=who),
        say("face-history-after", words=_excerpt(wish.spot, wish.content, say)),
        say("face-history-before", words=_excerpt(wish.spot, one.before, say)),
    ]
    if wish.state in _UNDONE:
        entry.append(say("profile-history-state", state=wish.state.value))
    return entry


def _excerpt(spot: Spot, content: Present, say: Wording) -> Markup:
    if content.is_empty or content.picture_id is not None:
        return screens.content_of(spot, content, say)
    return quoted(content.words)
