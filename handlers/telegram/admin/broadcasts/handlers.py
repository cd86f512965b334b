"""The text of a broadcast: an admin types it, sees it as people will, and confirms.

While it is sent, a message shows the progress and can stop it.
"""

from aiogram import F, Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, ForceReply, InlineKeyboardButton, Message

from bot.deps import Deps
from bot.texts import Markup, lines, paragraphs
from bot.usecases.broadcasts.broadcasts import Progress
from bot.usecases.broadcasts.notices import (
    audience_of,
    broadcast_message,
    progress_message,
    sending_time,
)
from bot.usecases.outbox.wording import Wording
from handlers.telegram.admin.broadcasts import audiences
from handlers.telegram.admin.broadcasts.audiences import LONGEST_TEXT
from handlers.telegram.callbacks.broadcasts import (
    DropBroadcast,
    SendBroadcast,
    ShowBroadcast,
    StopBroadcast,
)
from handlers.telegram.middlewares.questions import ANSWER
from handlers.telegram.ui.composed import inline
from handlers.telegram.ui.filters import Written
from handlers.telegram.ui.screen import button, done, keyboard, show
from handlers.telegram.ui.text import html_text

_NO_ANSWER = ~F.text


def register(router: Router) -> None:
    router.message.register(typed, audiences.BroadcastQuestion.text, ANSWER)
    router.message.register(not_text, audiences.BroadcastQuestion.text, _NO_ANSWER, Written())
    router.callback_query.register(send, SendBroadcast.filter())
    router.callback_query.register(drop, DropBroadcast.filter())
    router.callback_query.register(show_progress, ShowBroadcast.filter())
    router.callback_query.register(stop, StopBroadcast.filter())


async def typed(message: Message, state: FSMContext, say: Wording, deps: Deps) -> None:
    """Show the text exactly as people will see it, then ask once more."""
    length = len((message.text or "").encode("utf-16-le")) // 2
    if length > LONGEST_TEXT:
        text = say("broadcast-too-long", length=length, limit=LONGEST_TEXT)
        await message.answer(text, reply_markup=ForceReply())
        return
    try:
        await _preview(message, say)
    except TelegramBadRequest as error:
        text = say("broadcast-refused", reason=error.message)
        await message.answer(text, reply_markup=ForceReply())
        return
    await state.set_state(None)
    chosen = audiences.recalled(await state.get_data())
    draft = await deps.broadcasts.draft(message.chat.id, chosen, html_text(message))
    await message.answer(_sure(say, draft), reply_markup=keyboard(_sure_rows(say, draft)))


async def _preview(message: Message, say: Wording) -> None:
    composed = broadcast_message(say, html_text(message), broadcast_id=0)
    await message.answer(composed.text, reply_markup=inline(composed.buttons))


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


def _sure(say: Wording, draft: Progress) -> Markup:
    named, count = audience_of(say, draft), draft.broadcast.expected
    skipped = draft.broadcast.expected_skipped
    declined = draft.broadcast.expected_declined
    left_out = (
        say("broadcast-skipped", count=skipped) if skipped else None,
        say("broadcast-expected-declined", count=declined) if declined else None,
    )
    if not count:
        return paragraphs(say("broadcast-nobody", whom=named), lines(*left_out))
    time = sending_time(count)
    return lines(say("broadcast-confirm", whom=named, count=count, time=time), *left_out)


def _sure_rows(say: Wording, draft: Progress) -> list[list[InlineKeyboardButton]]:
    one = draft.broadcast
    rows = [
        [button(say.plain("button-broadcast-rewrite"), audiences.choice(one.audience))],
        [button(say.plain("button-cancel"), DropBroadcast(id=one.id))],
    ]
    if one.expected:
        label = say.label("button-broadcast-send", count=one.expected)
        rows.insert(0, [button(label, SendBroadcast(id=one.id))])
    return rows
