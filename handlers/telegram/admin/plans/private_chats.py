"""The private chats of a plan, and the answers to the question about a new one."""

from aiogram import Router
from aiogram.types import CallbackQuery, InlineKeyboardButton

from bot.deps import Deps
from bot.domain.models import PlanId
from bot.domain.plans import Plan
from bot.texts import GAP, Markup, lines
from bot.usecases.chats.phrases import close_question, entry, key_for, open_question
from bot.usecases.chats.phrases import title as chat_title
from bot.usecases.chats.plan_chats import ChatOfPlan
from bot.usecases.outbox.wording import Wording
from handlers.telegram.admin.plans import screens
from handlers.telegram.callbacks.new_chats import OpenNewChat, RefuseNewChat
from handlers.telegram.callbacks.plans import (
    AskClosePlanChat,
    ClosePlanChat,
    OpenPlanChat,
    ShowPlanChats,
)
from handlers.telegram.ui import new_chat
from handlers.telegram.ui.checklist import towards_checklist
from handlers.telegram.ui.home import kept_home
from handlers.telegram.ui.screen import alert, button, done, show

_MOST_SHOWN = 40
"""Telegram takes a hundred buttons; a shop has a few chats."""


def register(router: Router) -> None:
    router.callback_query.register(choose, ShowPlanChats.filter())
    router.callback_query.register(open_, OpenPlanChat.filter())
    router.callback_query.register(ask_close, AskClosePlanChat.filter())
    router.callback_query.register(close, ClosePlanChat.filter())
    router.callback_query.register(open_new, OpenNewChat.filter())
    router.callback_query.register(refuse_new, RefuseNewChat.filter())


async def choose(
    query: CallbackQuery, callback_data: ShowPlanChats, deps: Deps, say: Wording
) -> None:
    plan = await screens.known(query, callback_data.id, deps, say)
    if plan is not None:
        await show(query, *await _choices(plan.id, deps, say))
        await done(query)


async def open_(
    query: CallbackQuery, callback_data: OpenPlanChat, deps: Deps, say: Wording
) -> None:
    """Open the chat at once; ask before, where people would be removed."""
    found = await _pair(query, callback_data.id, callback_data.chat, deps, say)
    if found is None:
        return
    plan, chat = found
    if not chat.is_open and chat.removed > callback_data.seen:
        await show(query, *_question_open(plan, chat, say))
        await done(query)
        return
    opened = await deps.plan_chats.open(
        plan.id, chat.chat.id, callback_data.seen, query.from_user.id
    )
    await show(query, *await _choices(plan.id, deps, say))
    key = key_for(say, "toast-plan-chat-opened")
    await done(query, say.plain(key if opened else "toast-changed"))


async def ask_close(
    query: CallbackQuery, callback_data: AskClosePlanChat, deps: Deps, say: Wording
) -> None:
    found = await _pair(query, callback_data.id, callback_data.chat, deps, say)
    if found is None:
        return
    plan, chat = found
    if chat.in_settings:
        await alert(query, say.plain("toast-plan-chat-in-settings"))
        return
    if chat.is_open:
        await show(query, *_question_close(plan, chat, say))
        await done(query)
        return
    await show(query, *await _choices(plan.id, deps, say))
    await done(query, say.plain("toast-changed"))


async def close(
    query: CallbackQuery, callback_data: ClosePlanChat, deps: Deps, say: Wording
) -> None:
    """Take the chat away; where more people would be removed than were seen, ask again."""
    found = await _pair(query, callback_data.id, callback_data.chat, deps, say)
    if found is None:
        return
    plan, before = found
    closed = await deps.plan_chats.close(
        plan.id, before.chat.id, callback_data.seen, query.from_user.id
    )
    now = await deps.plan_chats.get(plan.id, before.chat.id) or before
    if closed or not now.is_open or now.in_settings:
        await show(query, *await _choices(plan.id, deps, say))
    else:
        text, rows = _question_close(plan, now, say)
        await show(query, lines(say("toast-changed"), GAP, text), rows)
    key = key_for(say, "toast-plan-chat-closed")
    await done(query, say.plain(key if closed else "toast-changed"))


async def open_new(
    query: CallbackQuery, callback_data: OpenNewChat, deps: Deps, say: Wording
) -> None:
    """Let the plan open the new chat at once, and say what comes next."""
    found = await _pair(query, callback_data.id, callback_data.chat, deps, say)
    if found is None:
        return
    plan, chat = found
    await deps.new_chats.answered(chat.chat.id)
    if not chat.is_open and chat.removed:
        await show(query, *_question_open(plan, chat, say))
        await done(query)
        return
    await deps.plan_chats.open(plan.id, chat.chat.id, 0, query.from_user.id)
    text = new_chat.opened(chat.chat, (plan.id, *chat.others), say)
    go_on = towards_checklist(say, points=deps.checklist.points)
    await show(query, text, [_to_chats(plan.id, say), go_on, kept_home(query, say)])
    await done(query)


async def refuse_new(
    query: CallbackQuery, callback_data: RefuseNewChat, deps: Deps, say: Wording
) -> None:
    """Leave the chat as it is, also where another admin has opened it meanwhile."""
    chat = await deps.new_chats.answered(callback_data.id)
    if chat is None:
        await alert(query, say.plain("error-stale-button"))
        return
    opening = await deps.plan_chats.opening(chat.id)
    rows = [_to_chats(deps.plans.known[0].id, say)] if len(say.plans) < 2 else []
    await show(query, new_chat.refused(chat, opening, say), [*rows, kept_home(query, say)])
    await done(query)


async def _pair(
    query: CallbackQuery, plan_id: int, access_chat: int, deps: Deps, say: Wording
) -> tuple[Plan, ChatOfPlan] | None:
    """Return the plan and the chat of a button; None, and the press is answered, for a forged
    one."""
    plan = await screens.known(query, plan_id, deps, say)
    if plan is None:
        return None
    chat = await deps.plan_chats.get(plan.id, access_chat)
    if chat is None:
        await alert(query, say.plain("error-stale-button"))
        return None
    return plan, chat


async def _choices(plan_id: PlanId, deps: Deps, say: Wording) -> tuple[Markup, screens.Rows]:
    found = (await deps.plan_chats.of_plan(plan_id))[:_MOST_SHOWN]
    text = lines(
        say(key_for(say, "plan-chats-choose"), name=say.plan(plan_id)),
        *([] if found else [GAP, say("plan-chats-none")]),
        *(part for one in found for part in (GAP, *entry(one, say))),
        GAP,
        say(key_for(say, "plan-chats-another")),
    )
    rows = [[button(_label(one, say), _change(plan_id, one))] for one in found]
    return text, [*rows, screens.back(plan_id, say)]


def _label(one: ChatOfPlan, say: Wording) -> str:
    mark = "on" if one.is_open else "off"
    return say.label("label-plan-choice", mark=mark, name=chat_title(one.chat))


def _change(plan_id: PlanId, one: ChatOfPlan) -> AskClosePlanChat | OpenPlanChat:
    if one.is_open:
        return AskClosePlanChat(id=plan_id, chat=one.chat.id)
    return OpenPlanChat(id=plan_id, chat=one.chat.id)


def _question_close(plan: Plan, one: ChatOfPlan, say: Wording) -> tuple[Markup, screens.Rows]:
    yes = ClosePlanChat(id=plan.id, chat=one.chat.id, seen=one.removed)
    return _question(close_question(plan.id, one, say), plan, yes, say)


def _question_open(plan: Plan, one: ChatOfPlan, say: Wording) -> tuple[Markup, screens.Rows]:
    yes = OpenPlanChat(id=plan.id, chat=one.chat.id, seen=one.removed)
    return _question(open_question(plan.id, one, say), plan, yes, say)


def _question(
    text: Markup, plan: Plan, yes: ClosePlanChat | OpenPlanChat, say: Wording
) -> tuple[Markup, screens.Rows]:
    key = "button-plan-chat-close" if isinstance(yes, ClosePlanChat) else "button-plan-chat-open"
    no = button(say.plain("button-plan-no"), ShowPlanChats(id=plan.id))
    return text, [[button(say.plain(key), yes)], [no]]


def _to_chats(plan_id: PlanId, say: Wording) -> list[InlineKeyboardButton]:
    return [button(say.plain(key_for(say, "button-plan-its-chats")), ShowPlanChats(id=plan_id))]
