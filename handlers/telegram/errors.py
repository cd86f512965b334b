"""Handles errors of handlers: logs the traceback, notifies the admins and answers the person."""

from typing import Any

import structlog
from aiogram import Router
from aiogram.exceptions import TelegramAPIError, TelegramRetryAfter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, ErrorEvent, Message, User

from bot.deps import Deps
from bot.domain.refusals import is_about_reader
from bot.errors import StorageUnavailable, TributaryError
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.outbox.wording import Wording, locale_of
from handlers.telegram.ui.put_off import put_off
from handlers.telegram.ui.screen import alert
from handlers.telegram.ui.source import may_come_later

log = structlog.get_logger(__name__)


def register(router: Router) -> None:
    router.errors.register(failed)


async def failed(
    event: ErrorEvent,
    deps: Deps,
    raw_update: dict[str, Any] | None = None,
    state: FSMContext | None = None,
    raw_state: str | None = None,
) -> bool:
    """Handle an error; admins are notified once an hour of each kind, and not of Telegram's own.

    A message whose answer Telegram makes wait is put off, and handled again afterwards: until then
    the question that it may answer (`raw_state`) stays open.
    """
    error = event.exception
    if isinstance(error, TelegramAPIError) and is_about_reader(error.message):
        log.info("person can't be answered now", update=event.update.update_id, why=error.message)
        return True
    if isinstance(error, TelegramRetryAfter):
        log.info("answer must wait", update=event.update.update_id, seconds=error.retry_after)
        if raw_update is not None and may_come_later(raw_update):
            if state is not None:
                await state.set_state(raw_state)
            await put_off(deps, raw_update)
            return True
    else:
        log.error("handler failed", update=event.update.update_id, exc_info=error)
    await _notify_person(deps, event.update.event, error)
    if not isinstance(error, TelegramAPIError):
        what = f"{type(error).__name__} while handling a {event.update.event_type}"
        incident = f"{what}:{deps.clock.now() // 3600}"
        await deps.outbox.notify_admins(NoticeKind.ADMIN_ERROR, incident, {"what": what})
    return True


async def _notify_person(deps: Deps, event: object, error: Exception) -> None:
    """Answer that it didn't work and what to do; if that fails too, the log has it."""
    if not isinstance(event, Message | CallbackQuery) or event.from_user is None:
        return
    say = Wording(deps.texts, await _locale(deps, event.from_user), deps.plans.known)
    key = error.text_key if isinstance(error, TributaryError) else "error-unexpected"
    if isinstance(error, TelegramRetryAfter):
        key = "error-telegram-waits"
    try:
        if isinstance(event, CallbackQuery):
            await alert(event, say.plain(key))
        else:
            await event.answer(say(key))
    except TelegramAPIError as failure:
        log.info("person not told of a failure", reason=type(failure).__name__)


async def _locale(deps: Deps, user: User) -> str:
    """Return the language the person chose; if the database fails, their Telegram's."""
    try:
        person = await deps.people.get(user.id)
    except StorageUnavailable:
        person = None
    return locale_of(person, deps.texts) if person else deps.texts.pick(user.language_code)
