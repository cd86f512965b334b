"""The message of a broadcast: an admin sends it, sees it as people will, and confirms.

While it is sent to them, a message shows the progress and can stop it.
"""

from dataclasses import replace

from aiogram import F, Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, ForceReply, Message

from bot.deps import Deps
from bot.domain.broadcasts import Content
from bot.texts import Markup
from bot.usecases.broadcasts.broadcasts import Progress
from bot.usecases.broadcasts.notices import progress_message
from bot.usecases.outbox.wording import Wording
from handlers.telegram.admin.broadcasts import audiences, card
from handlers.telegram.admin.broadcasts.content import read_content
from handlers.telegram.callbacks.broadcasts import (
    DropBroadcast,
    RewriteBroadcast,
    SendBroadcast,
    ShowBroadcast,
    StopBroadcast,
)
from handlers.telegram.middlewares.questions import ANSWER
from handlers.telegram.ui.filters import Written
from handlers.telegram.ui.screen import button, done, show

_NO_TEXT = ~F.text


def register(router: Router) -> None:
    router.message.register(written, audiences.BroadcastQuestion.text, ANSWER)
    router.message.register(written, audiences.BroadcastQuestion.text, _NO_TEXT, Written())
    router.callback_query.register(rewrite, RewriteBroadcast.filter())
    router.callback_query.register(send, SendBroadcast.filter())
    router.callback_query.register(drop, DropBroadcast.filter())
    router.callback_query.register(show_progress, ShowBroadcast.filter())
    router.callback_query.register(stop, StopBroadcast.filter())


async def written(message: Message, state: FSMContext, say: Wording, deps: Deps) -> None:
    """Show the message exactly as people will see it, then ask once more."""
    read = read_content(message, say)
    if isinstance(read, Markup):
        await message.answer(read, reply_markup=ForceReply())
        return
    data = await state.get_data()
    content = await _with_kept_button(read, int(data.get("kept_from", 0)), deps)
    if message.bot is None:
        return
    try:
        shown = await card.preview(message.bot, message.chat.id, content, say)
    except TelegramBadRequest as error:
        text = say("broadcast-refused", reason=error.message)
        await message.answer(text, reply_markup=ForceReply())
        return
    await state.set_state(None)
    draft = await deps.broadcasts.draft(message.chat.id, audiences.recalled(data), content)
    await card.ask(message.bot, draft, say, shown, message)


async def _with_kept_button(content: Content, kept_from: int, deps: Deps) -> Content:
    """Return the message with the button of the broadcast that it is written in the place of."""
    before = await deps.broadcasts.progress(kept_from) if kept_from else None
    return replace(content, button=before.broadcast.content.button) if before else content


async def rewrite(
    query: CallbackQuery,
    callback_data: RewriteBroadcast,
    state: FSMContext,
    say: Wording,
    deps: Deps,
) -> None:
    """Ask for another message to the same people; the button of the earlier one is kept."""
    before = await deps.broadcasts.progress(callback_data.id)
    if before is None:
        await done(query, say.plain("error-stale-button"))
        return
    await audiences.ask_message(query, state, say, before.broadcast.audience, before.tariff)
    await state.update_data(kept_from=callback_data.id)


async def send(
    query: CallbackQuery, callback_data: SendBroadcast, say: Wording, deps: Deps
) -> None:
    """Start sending; from here on a worker keeps this very message up to date."""
    here = query.message.message_id if query.message else 0
    if await deps.broadcasts.start(callback_data.id, query.from_user.id, here):
        await done(query, say.plain("toast-broadcast-started"))
        return
    progress = await deps.broadcasts.progress(callback_data.id)
    if progress is not None and progress.is_begun:
        await card.say_begun(query, progress, say)
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
    return progress is not None and progress.is_begun
