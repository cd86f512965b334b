"""The history of a place: which admin changed it when, and the words before and after."""

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.deps import Deps
from bot.texts import GAP, Markup, When, lines
from bot.usecases.outbox.wording import Wording
from bot.usecases.people.phrases import person_link
from bot.usecases.shop_face.face import Change
from handlers.telegram.admin.shop_face import screens
from handlers.telegram.admin.shop_face.card import is_there
from handlers.telegram.admin.shop_face.quotes import excerpt
from handlers.telegram.callbacks.shop_face import ShowChanges
from handlers.telegram.ui.screen import done, pager, show

_A_PAGE = 5


def register(router: Router) -> None:
    router.callback_query.register(show_changes, ShowChanges.filter())


async def show_changes(
    query: CallbackQuery, callback_data: ShowChanges, deps: Deps, say: Wording
) -> None:
    place = callback_data.place
    if not await is_there(query, place, deps, say):
        return
    found, pages = await deps.shop_face.history(place, callback_data.page, _A_PAGE)
    page = min(callback_data.page, pages - 1)
    entries = [part for one in found for part in (GAP, *_entry(one, say))]
    title = say(
        "face-history-title",
        what=screens.name_of(place.slot, say),
        language=screens.language(place.locale, say),
    )
    text = lines(title, *(entries or [say("face-history-none")]))
    turn = pager(say, page, pages, lambda number: ShowChanges.of(place, page=number))
    await show(query, text, [turn, screens.back_to(place, say)])
    await done(query)


def _entry(one: Change, say: Wording) -> list[Markup]:
    slot = one.after.place.slot
    who = person_link(say, one.admin, one.after.admin_id)
    return [
        say("face-card-saved", when=When(one.after.saved_at), who=who),
        say("face-history-after", words=excerpt(slot, one.after.content, say)),
        say("face-history-before", words=excerpt(slot, one.before, say)),
    ]
