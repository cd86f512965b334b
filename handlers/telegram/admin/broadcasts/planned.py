"""The planned broadcasts: a list of them, and for each a card to see, move, send or cancel it."""

from aiogram import Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import CallbackQuery, InlineKeyboardButton

from bot.deps import Deps
from bot.domain.broadcasts import Broadcast
from bot.texts import GAP, Markup, ShopTime, lines
from bot.usecases.broadcasts.broadcasts import Progress
from bot.usecases.broadcasts.notices import audience_of, sending_time, words_of
from bot.usecases.broadcasts.planned import Planned
from bot.usecases.outbox.wording import Wording
from handlers.telegram.admin.broadcasts import card
from handlers.telegram.callbacks.broadcasts import (
    AskSendPlanned,
    AskWhen,
    AudiencePage,
    CancelPlanned,
    PlannedPage,
    SeePlanned,
    SendPlanned,
    ShowPlanned,
)
from handlers.telegram.ui.screen import button, done, pager, show

_A_PAGE = 8
_Rows = list[list[InlineKeyboardButton]]


def register(router: Router) -> None:
    router.callback_query.register(open_list, PlannedPage.filter())
    router.callback_query.register(open_card, ShowPlanned.filter())
    router.callback_query.register(see, SeePlanned.filter())
    router.callback_query.register(ask_send, AskSendPlanned.filter())
    router.callback_query.register(send, SendPlanned.filter())
    router.callback_query.register(cancel, CancelPlanned.filter())


async def open_list(
    query: CallbackQuery, callback_data: PlannedPage, say: Wording, deps: Deps
) -> None:
    await show(query, *_list(callback_data.page, say, await deps.planned_broadcasts.listed()))
    await done(query)


async def open_card(
    query: CallbackQuery, callback_data: ShowPlanned, say: Wording, deps: Deps
) -> None:
    found = await deps.planned_broadcasts.counted(callback_data.id)
    if found is None:
        await _show_gone(query, say)
        return
    await show(query, _card(say, found), _card_rows(say, found.broadcast))
    await done(query)


async def see(query: CallbackQuery, callback_data: SeePlanned, say: Wording, deps: Deps) -> None:
    """Send the message as its readers will get it, below the card."""
    found = await deps.planned_broadcasts.get(callback_data.id)
    if found is None or query.bot is None:
        await _show_gone(query, say)
        return
    try:
        await card.preview(query.bot, query.from_user.id, found.broadcast.content, say)
    except TelegramBadRequest as error:
        text = say("broadcast-not-shown", reason=error.message)
        await query.bot.send_message(query.from_user.id, text)
    await done(query)


async def ask_send(
    query: CallbackQuery, callback_data: AskSendPlanned, say: Wording, deps: Deps
) -> None:
    """Ask once more before it goes out now instead of at its time."""
    found = await deps.planned_broadcasts.counted(callback_data.id)
    if found is None:
        await _show_gone(query, say)
        return
    one = found.broadcast
    back = [button(say.plain("button-back"), ShowPlanned(id=one.id))]
    label = say.label("button-broadcast-send", count=one.expected)
    rows = [[button(label, SendPlanned(id=one.id))], back] if one.expected else [back]
    text = lines(say("broadcast-send-planned"), _people(say, found.progress))
    await show(query, text, rows)
    await done(query)


async def send(query: CallbackQuery, callback_data: SendPlanned, say: Wording, deps: Deps) -> None:
    """Start sending; from here on a worker keeps this very message up to date."""
    here = query.message.message_id if query.message else 0
    if await deps.planned_broadcasts.send_now(callback_data.id, query.from_user.id, here):
        await done(query, say.plain("toast-broadcast-started"))
        return
    progress = await deps.broadcasts.progress(callback_data.id)
    if progress is not None and progress.is_begun:
        await card.say_begun(query, progress, say)
        return
    await _show_gone(query, say)


async def cancel(
    query: CallbackQuery, callback_data: CancelPlanned, say: Wording, deps: Deps
) -> None:
    if not await deps.planned_broadcasts.cancel(callback_data.id, query.from_user.id):
        await _show_gone(query, say)
        return
    await show(query, say("broadcast-cancelled-planned"), [_to_list(say)])
    await done(query)


async def _show_gone(query: CallbackQuery, say: Wording) -> None:
    await show(query, say("broadcast-planned-gone"), [_to_list(say)])
    await done(query)


def _to_list(say: Wording) -> list[InlineKeyboardButton]:
    return [button(say.plain("button-broadcast-planned-list"), PlannedPage())]


def _list(page: int, say: Wording, planned: list[Broadcast]) -> tuple[Markup, _Rows]:
    pages = max(1, -(-len(planned) // _A_PAGE))
    page = min(page, pages - 1)
    back = [button(say.plain("button-back"), AudiencePage(page=0))]
    if not planned:
        return say("broadcast-planned-none"), [back]
    rows = [
        [button(_entry(say, one), ShowPlanned(id=one.id))]
        for one in planned[page * _A_PAGE : (page + 1) * _A_PAGE]
    ]
    rows.append(pager(say, page, pages, lambda number: PlannedPage(page=number)))
    return say("broadcast-planned-title", count=len(planned)), [*rows, back]


def _entry(say: Wording, one: Broadcast) -> str:
    when = ShopTime(one.planned_at or 0, short=True)
    missed = "yes" if one.missed_at is not None else "no"
    return say.label(
        "label-broadcast-planned", when=when, words=words_of(say, one.content), missed=missed
    )


def _card(say: Wording, found: Planned) -> Markup:
    one = found.broadcast
    when = ShopTime(one.planned_at or 0)
    missed = one.missed_why
    return lines(
        say("broadcast-planned-card", when=when),
        say("broadcast-missed", why=missed.value) if missed is not None else None,
        say("broadcast-planned-words", words=words_of(say, one.content)),
        GAP,
        _people(say, found.progress),
        say("broadcast-planned-by", who=say.person(found.author, one.admin_id)),
    )


def _people(say: Wording, progress: Progress) -> Markup:
    """Return the audience, and the number of its people as of now."""
    one = progress.broadcast
    skipped, declined = one.expected_skipped, one.expected_declined
    time = sending_time(one.expected)
    return lines(
        say(
            "broadcast-planned-people",
            whom=audience_of(say, progress),
            count=one.expected,
            time=time,
        ),
        say("broadcast-skipped", count=skipped) if skipped else None,
        say("broadcast-expected-declined", count=declined) if declined else None,
    )


def _card_rows(say: Wording, one: Broadcast) -> _Rows:
    return [
        [button(say.plain("button-broadcast-see"), SeePlanned(id=one.id))],
        [button(say.plain("button-broadcast-send-planned"), AskSendPlanned(id=one.id))],
        [button(say.plain("button-broadcast-another-time"), AskWhen(id=one.id))],
        [button(say.plain("button-broadcast-cancel-planned"), CancelPlanned(id=one.id))],
        _to_list(say),
    ]
