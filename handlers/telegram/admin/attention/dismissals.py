"""Dismisses a held payment or an unclear refund without a change to access, with a reason."""

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, ForceReply, InlineKeyboardButton, Message

from bot.deps import Deps
from bot.domain.models import PurchaseRow
from bot.texts import GAP, Markup, lines, quoted
from bot.usecases.attention.reasons import reason_of
from bot.usecases.outbox.wording import Wording
from handlers.telegram.admin.attention import held_screens, unmatched_refunds
from handlers.telegram.admin.attention.held_screens import HELD, UNMATCHED
from handlers.telegram.admin.shared.buttons import to_attention
from handlers.telegram.callbacks.attention import AskReason, Dismiss
from handlers.telegram.callbacks.shared import ShowHeld, ShowUnmatched
from handlers.telegram.middlewares.questions import ANSWER
from handlers.telegram.ui.screen import button, done, keyboard, show


class DismissalQuestion(StatesGroup):
    """The reason of a dismissal."""

    reason = State()


def register(router: Router) -> None:
    router.callback_query.register(ask, AskReason.filter())
    router.message.register(typed, DismissalQuestion.reason, ANSWER)
    router.callback_query.register(dismiss, Dismiss.filter())


async def ask(
    query: CallbackQuery, callback_data: AskReason, state: FSMContext, say: Wording, deps: Deps
) -> None:
    summary = await _summary(callback_data.what, callback_data.id, say, deps)
    if summary is None or query.bot is None:
        await done(query, say.plain("toast-quicker"))
        return
    await state.set_state(DismissalQuestion.reason)
    await state.update_data(what=callback_data.what, id=callback_data.id)
    text = lines(say("dismiss-ask-reason"), GAP, summary)
    await query.bot.send_message(query.from_user.id, text, reply_markup=ForceReply())
    await done(query)


async def typed(message: Message, state: FSMContext, say: Wording, deps: Deps) -> None:
    """Keep the reason with the message it came in, so that a button is good for this one only."""
    reason = reason_of(message.text or "")
    if reason is None:
        await message.answer(say("dismiss-reason-unreadable"), reply_markup=ForceReply())
        return
    await state.set_state(None)
    data = await state.update_data(asked=message.message_id, reason=reason)
    what, subject = str(data.get("what")), int(data.get("id", 0))
    summary = await _summary(what, subject, say, deps)
    if summary is None:
        await message.answer(say("held-gone"), reply_markup=keyboard([[to_attention(say)]]))
        return
    text = lines(say("dismiss-confirm", reason=quoted(reason)), GAP, summary)
    sure = Dismiss(what=what, id=subject, asked=message.message_id)
    rows = [[button(say.plain("button-dismiss-confirm"), sure)], [_back(say, what, subject)]]
    await message.answer(text, reply_markup=keyboard(rows))


async def dismiss(
    query: CallbackQuery, callback_data: Dismiss, state: FSMContext, say: Wording, deps: Deps
) -> None:
    data = await state.get_data()
    if data.get("asked") != callback_data.asked:
        await done(query, say.plain("toast-dismiss-reason-lost"))
        return
    reason, subject, actor_id = str(data.get("reason")), callback_data.id, query.from_user.id
    if callback_data.what == HELD:
        dismissed = await deps.attention.dismiss(PurchaseRow(subject), reason, actor_id) is not None
    else:
        dismissed = await deps.attention.dismiss_refund(subject, reason, actor_id)
    text = say("dismiss-done", reason=quoted(reason)) if dismissed else say("held-gone")
    await show(query, text, [[to_attention(say)]])
    await done(query)


async def _summary(what: str, subject: int, say: Wording, deps: Deps) -> Markup | None:
    """Return what would be dismissed; None if nothing is left to dismiss."""
    if what == HELD:
        held = await deps.attention.held(subject)
        return held_screens.summary(say, held) if held else None
    view = await deps.attention.unmatched(subject) if what == UNMATCHED else None
    return unmatched_refunds.summary(say, view) if view else None


def _back(say: Wording, what: str, subject: int) -> InlineKeyboardButton:
    target = ShowHeld(id=subject) if what == HELD else ShowUnmatched(id=subject)
    return button(say.plain("button-back"), target)
