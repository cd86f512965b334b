"""A person's whole history, page by page: payments, access, claims and audit actions."""

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.deps import Deps
from bot.domain.models import PersonId
from bot.texts import GAP, lines
from bot.usecases.outbox.wording import Wording
from bot.usecases.people.phrases import person_link
from bot.usecases.purchases.history_lines import person_line
from handlers.telegram.callbacks.people import ShowHistory, ShowUser
from handlers.telegram.ui.screen import button, done, pager, show

_PAGE_SIZE = 8
_LAST_PAGE = 10_000


def register(router: Router) -> None:
    router.callback_query.register(open_page, ShowHistory.filter())


async def open_page(
    query: CallbackQuery, callback_data: ShowHistory, say: Wording, deps: Deps
) -> None:
    person_id, page = PersonId(callback_data.id), min(callback_data.page, _LAST_PAGE)
    person = await deps.people.get(person_id)
    found = await deps.person_histories.of_person(person_id, page, _PAGE_SIZE)
    title = say("user-title", who=person_link(say, person, person_id))
    entries = [person_line(say, one) for one in found.lines] or [say("history-empty")]
    turning = pager(
        say, found.number, found.pages, lambda number: ShowHistory(id=person_id, page=number)
    )
    back = button(say.plain("button-back"), ShowUser(id=person_id))
    text = lines(title, GAP, say("history-title", number=found.number + 1), *entries)
    await show(query, text, [turning, [back]])
    await done(query)
