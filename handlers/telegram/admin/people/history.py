"""Everything that ever happened with a person, page by page: payments, access, claims, deeds."""

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.deps import Deps
from bot.domain.models import PersonId
from bot.texts import Markup, When
from bot.usecases.outbox.wording import Wording
from bot.usecases.people.history import PAID, REFUNDED, Chapter, Line
from handlers.telegram.admin.history_lines import what_was_done
from handlers.telegram.admin.shared import GAP, lines, quoted, who
from handlers.telegram.callbacks.access import ShowHistory
from handlers.telegram.callbacks.purchases import ShowUser
from handlers.telegram.ui.screen import button, done, pager, show

_PAGE_SIZE = 8
_LAST_PAGE = 10_000


def register(room: Router) -> None:
    room.callback_query.register(open_page, ShowHistory.filter())


async def open_page(
    query: CallbackQuery, callback_data: ShowHistory, say: Wording, deps: Deps
) -> None:
    person_id, page = PersonId(callback_data.id), min(callback_data.page, _LAST_PAGE)
    person = await deps.people.get(person_id)
    chapter = await deps.histories.of_person(person_id, page, _PAGE_SIZE)
    title = say("user-title", who=who(say, person, person_id))
    told = [_line(say, one) for one in chapter.lines] or [say("history-empty")]
    turning = pager(
        page, page + 1 + chapter.more, lambda number: ShowHistory(id=person_id, page=number)
    )
    back = button(say.plain("button-back"), ShowUser(id=person_id))
    text = lines(title, GAP, say("history-title", number=page + 1), *told)
    await show(query, text, [turning, [back]])
    await done(query)


def recently(say: Wording, latest: Chapter) -> Markup | None:
    """The newest lines, for the person's card."""
    if not latest.lines:
        return None
    return lines(GAP, say("history-latest"), *(_line(say, one) for one in latest.lines))


def _line(say: Wording, one: Line) -> Markup:
    when = When(one.happening.at)
    if one.admin_id is not None:
        by = who(say, one.admin, one.admin_id)
        return say("history-line", when=when, who=by, what=_deed(say, one))
    if one.happening.actor is not None:
        return say("history-line-bot", when=when, what=_deed(say, one))
    return say("history-line-itself", when=when, what=_itself(say, one))


def _itself(say: Wording, one: Line) -> Markup:
    """What nobody here did: the person, or Tribute."""
    what, detail = one.happening.what, one.happening.detail or ""
    if one.purchase is not None:
        key = {PAID: "history-paid", REFUNDED: "history-refunded"}[what]
        return say(key, what=say.product(one.purchase), number=say.number(one.purchase))
    if one.recurring is not None:
        told = one.recurring
        return say(
            "history-recurring",
            what=str(told.what),
            kind=told.type or "",
            name=say.recurring(told),
            when=When(told.expires_at or one.happening.at),
        )
    return say("history-claimed", words=quoted(detail))


def _deed(say: Wording, one: Line) -> Markup:
    what = what_was_done(say, one.happening.what, one.happening.detail or "")
    if one.purchase is None:
        return what
    return say("history-of-purchase", number=say.number(one.purchase), what=what)
