"""/broadcast: an admin chooses the audience, types the text, sees it and confirms.

While it is sent, a message shows the progress and can stop it.
"""

from aiogram import F, Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, ForceReply, InlineKeyboardButton, Message

from bot.deps import Deps
from bot.domain.broadcasts import Audience, AudienceGroup
from bot.domain.models import TariffId
from bot.texts import Markup, lines
from bot.usecases.broadcasts.broadcasts import Progress
from bot.usecases.broadcasts.notices import (
    audience_name,
    audience_of,
    progress_message,
    sending_time,
)
from bot.usecases.outbox.wording import Wording
from handlers.telegram.callbacks.broadcasts import (
    AudiencePage,
    ChooseAudience,
    DropBroadcast,
    SendBroadcast,
    ShowBroadcast,
    StopBroadcast,
)
from handlers.telegram.middlewares.questions import ANSWER
from handlers.telegram.ui.filters import Written
from handlers.telegram.ui.home import to_home
from handlers.telegram.ui.screen import button, done, keyboard, pager, show
from handlers.telegram.ui.text import html_text

LONGEST_TEXT = 4096
"""Telegram's own limit, in UTF-16 code units, markup not counted (Bot API, sendMessage)."""
_NO_ANSWER = ~F.text
_TARIFFS_A_PAGE = 20


class BroadcastQuestion(StatesGroup):
    """The text to send."""

    text = State()


def register(router: Router) -> None:
    router.message.register(broadcast, Command("broadcast", ignore_case=True))
    router.callback_query.register(turn_page, AudiencePage.filter())
    router.callback_query.register(ask, ChooseAudience.filter())
    router.message.register(typed, BroadcastQuestion.text, ANSWER)
    router.message.register(not_text, BroadcastQuestion.text, _NO_ANSWER, Written())
    router.callback_query.register(send, SendBroadcast.filter())
    router.callback_query.register(drop, DropBroadcast.filter())
    router.callback_query.register(show_progress, ShowBroadcast.filter())
    router.callback_query.register(stop, StopBroadcast.filter())


async def broadcast(message: Message, say: Wording, deps: Deps) -> None:
    text, rows = await _audiences(0, say, deps)
    await message.answer(text, reply_markup=keyboard(rows))


async def turn_page(
    query: CallbackQuery, callback_data: AudiencePage, say: Wording, deps: Deps
) -> None:
    await show(query, *await _audiences(callback_data.page, say, deps))
    await done(query)


async def _audiences(
    page: int, say: Wording, deps: Deps
) -> tuple[Markup, list[list[InlineKeyboardButton]]]:
    """Return the question for the audience, with the buyers of so many tariffs a page."""
    running, tariffs = await deps.broadcasts.in_progress(), await deps.broadcasts.tariffs()
    pages = max(1, -(-len(tariffs) // _TARIFFS_A_PAGE))
    page = min(page, pages - 1)
    rows = [
        [_audience_button(say, group)]
        for group in AudienceGroup
        if group is not AudienceGroup.TARIFF
    ]
    for tariff in tariffs[page * _TARIFFS_A_PAGE : (page + 1) * _TARIFFS_A_PAGE]:
        label = say.label("button-broadcast-audience-tariff", duration=tariff.duration)
        rows.append([button(label, ChooseAudience(group="tariff", tariff=tariff.id))])
    rows.append(pager(say, page, pages, lambda number: AudiencePage(page=number)))
    for one in running:
        label = say.plain("button-broadcast-progress")
        rows.append([button(label, ShowBroadcast(id=one.broadcast.id))])
    rows.append(to_home(say))
    progress = [say("broadcast-running", sent=one.sent, total=one.total) for one in running]
    return lines(say("broadcast-ask-audience"), *progress), rows


async def ask(
    query: CallbackQuery, callback_data: ChooseAudience, state: FSMContext, say: Wording, deps: Deps
) -> None:
    chosen = _audience(callback_data.group, callback_data.tariff)
    tariff = await deps.broadcasts.tariff(chosen)
    if query.bot is None or (chosen.group is AudienceGroup.TARIFF and tariff is None):
        await done(query, say.plain("error-stale-button"))
        return
    await state.set_state(BroadcastQuestion.text)
    await state.update_data(group=callback_data.group, tariff=callback_data.tariff)
    text = say("broadcast-ask-message", whom=audience_name(say, chosen, tariff), limit=LONGEST_TEXT)
    await query.bot.send_message(query.from_user.id, text, reply_markup=ForceReply())
    await done(query)


async def typed(message: Message, state: FSMContext, say: Wording, deps: Deps) -> None:
    """Show the text exactly as people will see it, then ask once more."""
    length = len((message.text or "").encode("utf-16-le")) // 2
    if length > LONGEST_TEXT:
        text = say("broadcast-too-long", length=length, limit=LONGEST_TEXT)
        await message.answer(text, reply_markup=ForceReply())
        return
    try:
        await message.answer(html_text(message))
    except TelegramBadRequest as error:
        text = say("broadcast-refused", reason=error.message)
        await message.answer(text, reply_markup=ForceReply())
        return
    await state.set_state(None)
    data = await state.get_data()
    chosen = _audience(str(data.get("group")), int(data.get("tariff", 0)))
    draft = await deps.broadcasts.draft(message.chat.id, chosen, html_text(message))
    await message.answer(_sure(say, draft), reply_markup=keyboard(_sure_rows(say, draft)))


async def not_text(message: Message, say: Wording) -> None:
    await message.answer(say("broadcast-only-text"), reply_markup=ForceReply())


async def send(
    query: CallbackQuery, callback_data: SendBroadcast, say: Wording, deps: Deps
) -> None:
    """Start sending; from here on a worker keeps this very message up to date."""
    here = query.message.message_id if query.message else 0
    if await deps.broadcasts.start(callback_data.id, query.from_user.id, here):
        await done(query, say.plain("toast-broadcast-started"))
        return
    if await _is_begun(callback_data.id, deps):
        await done(query, say.plain("toast-broadcast-started"))  # the second of two taps
        return
    await show(query, say("broadcast-draft-gone"))
    await done(query)


async def drop(
    query: CallbackQuery, callback_data: DropBroadcast, say: Wording, deps: Deps
) -> None:
    await deps.broadcasts.drop(callback_data.id, query.from_user.id)
    begun = await _is_begun(callback_data.id, deps)
    if begun:
        await done(query, say.plain("toast-changed"))
        return
    await show(query, say("broadcast-cancelled"))
    await done(query)


async def show_progress(
    query: CallbackQuery, callback_data: ShowBroadcast, say: Wording, deps: Deps
) -> None:
    """Make the message whose button was pressed the one that shows the progress."""
    progress = await deps.broadcasts.progress(callback_data.id)
    if progress is None or query.message is None:
        await done(query, say.plain("error-stale-button"))
        return
    if progress.broadcast.admin_id == query.from_user.id and progress.is_open:
        await deps.broadcasts.show_progress_in(callback_data.id, query.message.message_id)
    else:
        await _show_progress(query, say, progress)
    await done(query)


async def stop(
    query: CallbackQuery, callback_data: StopBroadcast, say: Wording, deps: Deps
) -> None:
    stopped = await deps.broadcasts.stop(callback_data.id, query.from_user.id)
    progress = await deps.broadcasts.progress(callback_data.id)
    if progress is not None:
        await _show_progress(query, say, progress)
    await done(query, say.plain("toast-broadcast-stopped" if stopped else "toast-broadcast-over"))


async def _show_progress(query: CallbackQuery, say: Wording, progress: Progress) -> None:
    message = progress_message(say, progress)
    stops = [
        [button(one.label, StopBroadcast(id=one.id)) for one in row] for row in message.buttons
    ]
    await show(query, Markup(message.text), stops)


async def _is_begun(broadcast_id: int, deps: Deps) -> bool:
    progress = await deps.broadcasts.progress(broadcast_id)
    return progress is not None and progress.broadcast.started_at is not None


def _audience(group: str, tariff_id: int) -> Audience:
    if group == AudienceGroup.TARIFF:
        return Audience(AudienceGroup.TARIFF, TariffId(tariff_id))
    return Audience(AudienceGroup(group))


def _audience_button(say: Wording, group: AudienceGroup) -> InlineKeyboardButton:
    return button(
        say.plain("button-broadcast-audience", group=str(group)), ChooseAudience(group=group.value)
    )


def _sure(say: Wording, draft: Progress) -> Markup:
    named, count = audience_of(say, draft), draft.broadcast.expected
    skipped = draft.broadcast.expected_skipped
    if not count:
        return say("broadcast-nobody", whom=named)
    time = sending_time(count)
    return lines(
        say("broadcast-confirm", whom=named, count=count, time=time),
        say("broadcast-skipped", count=skipped) if skipped else None,
    )


def _sure_rows(say: Wording, draft: Progress) -> list[list[InlineKeyboardButton]]:
    one = draft.broadcast
    again = ChooseAudience(group=one.audience.group.value, tariff=one.audience.tariff_id or 0)
    rows = [
        [button(say.plain("button-broadcast-rewrite"), again)],
        [button(say.plain("button-cancel"), DropBroadcast(id=one.id))],
    ]
    if one.expected:
        label = say.label("button-broadcast-send", count=one.expected)
        rows.insert(0, [button(label, SendBroadcast(id=one.id))])
    return rows
