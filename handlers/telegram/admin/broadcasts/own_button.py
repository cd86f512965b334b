"""The one button below a broadcast: to an address, or to a page of the shop."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from aiogram import Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, ForceReply, InlineKeyboardButton, Message

from bot.deps import Deps
from bot.domain.broadcasts import Broadcast, BroadcastButton, Page
from bot.domain.models import PlanId
from bot.texts import Markup, Url
from bot.texts.labels import ALONE, read_label
from bot.usecases.broadcasts.notices import page_label
from bot.usecases.outbox.wording import Wording
from handlers.telegram.admin.broadcasts import card
from handlers.telegram.admin.broadcasts.audiences import BroadcastQuestion
from handlers.telegram.callbacks.broadcasts import (
    AskButton,
    ChoosePage,
    NameByPage,
    RemoveButton,
    ShowDraft,
)
from handlers.telegram.middlewares.questions import ANSWER
from handlers.telegram.ui.links import read_link
from handlers.telegram.ui.screen import button, done, show

_MOST_PLANS = 20
"""More buttons would be too many to choose from; the first one leads to the prices of all plans."""
_DRAFT, _URL, _PAGE, _PLAN = "button_draft", "button_url", "button_page", "button_plan"
_Rows = list[list[InlineKeyboardButton]]


def register(router: Router) -> None:
    router.callback_query.register(ask, AskButton.filter())
    router.callback_query.register(choose_page, ChoosePage.filter())
    router.callback_query.register(name_by_page, NameByPage.filter())
    router.callback_query.register(remove, RemoveButton.filter())
    router.callback_query.register(back, ShowDraft.filter())
    router.message.register(typed_link, BroadcastQuestion.link, ANSWER)
    router.message.register(typed_label, BroadcastQuestion.label, ANSWER)


async def ask(
    query: CallbackQuery, callback_data: AskButton, state: FSMContext, say: Wording, deps: Deps
) -> None:
    draft = await deps.broadcasts.draft_of(callback_data.id, query.from_user.id)
    if draft is None:
        await _show_gone(query, state, say)
        return
    await state.set_state(BroadcastQuestion.link)
    await state.update_data({_DRAFT: draft.id})
    await show(query, say("broadcast-ask-link"), _targets(say, deps, draft))
    await done(query)


async def typed_link(message: Message, state: FSMContext, say: Wording, deps: Deps) -> None:
    """Take the address; ask for the words on the button unless they came along."""
    found = read_link(message)
    if found is None:
        await message.answer(say("broadcast-link-unreadable"), reply_markup=ForceReply())
        return
    await state.update_data({_URL: found.url, _PAGE: None, _PLAN: 0})
    label = read_label(found.label or "")
    if label is not None:
        made = BroadcastButton(label, url=found.url)
        await _add(message, made, state, say, deps)
        return
    await state.set_state(BroadcastQuestion.label)
    text = say("broadcast-ask-label", where=Url(found.url), most=ALONE)
    await message.answer(text, reply_markup=ForceReply())


async def choose_page(
    query: CallbackQuery, callback_data: ChoosePage, state: FSMContext, say: Wording, deps: Deps
) -> None:
    """Ask for the words on a button to a page of the shop; its usual name is one tap away."""
    draft = await deps.broadcasts.draft_of(callback_data.id, query.from_user.id)
    if draft is None:
        await _show_gone(query, state, say)
        return
    page, plan = Page(callback_data.page), callback_data.plan
    await state.set_state(BroadcastQuestion.label)
    await state.update_data({_DRAFT: draft.id, _URL: None, _PAGE: page.value, _PLAN: plan})
    usual = say.label("button-broadcast-usual-name", name=page_label(say, page))
    rows = [
        [button(usual, NameByPage(id=draft.id, page=page.value, plan=plan))],
        [button(say.plain("button-back"), AskButton(id=draft.id))],
    ]
    where = _page_name(say, page, PlanId(plan) if plan else None)
    await show(query, say("broadcast-ask-label", where=where, most=ALONE), rows)
    await done(query)


async def typed_label(message: Message, state: FSMContext, say: Wording, deps: Deps) -> None:
    label = read_label(message.text or "")
    if label is None:
        text = say("broadcast-label-unreadable", most=ALONE)
        await message.answer(text, reply_markup=ForceReply())
        return
    made = _recalled(await state.get_data(), label)
    await _add(message, made, state, say, deps)


async def name_by_page(
    query: CallbackQuery, callback_data: NameByPage, state: FSMContext, say: Wording, deps: Deps
) -> None:
    plan = PlanId(callback_data.plan) if callback_data.plan else None
    await state.update_data({_DRAFT: callback_data.id})
    made = BroadcastButton(None, page=Page(callback_data.page), plan_id=plan)
    await show(query, say("broadcast-button-changed"))
    await _add(query, made, state, say, deps)
    await done(query)


async def remove(
    query: CallbackQuery, callback_data: RemoveButton, state: FSMContext, say: Wording, deps: Deps
) -> None:
    await state.update_data({_DRAFT: callback_data.id})
    await show(query, say("broadcast-button-changed"))
    await _add(query, None, state, say, deps)
    await done(query)


async def back(
    query: CallbackQuery, callback_data: ShowDraft, state: FSMContext, say: Wording, deps: Deps
) -> None:
    """Show the card once more; the preview stands above it."""
    draft = await deps.broadcasts.draft_of(callback_data.id, query.from_user.id)
    progress = await deps.broadcasts.progress(draft.id) if draft is not None else None
    if progress is None:
        await _show_gone(query, state, say)
        return
    await state.set_state(None)
    await show(query, card.card_text(say, progress), card.card_rows(say, progress))
    await done(query)


async def _add(
    event: Message | CallbackQuery,
    made: BroadcastButton | None,
    state: FSMContext,
    say: Wording,
    deps: Deps,
) -> None:
    """Show the message with this button and ask for the last yes; where Telegram doesn't take the
    button, ask for another."""
    bot, admin_id = event.bot, event.chat.id if isinstance(event, Message) else event.from_user.id
    draft_id = int((await state.get_data()).get(_DRAFT, 0))
    known = await deps.broadcasts.draft_of(draft_id, admin_id)
    if bot is None or known is None:
        await state.set_state(None)
        if bot is not None:
            await bot.send_message(admin_id, say("broadcast-draft-gone"))
        return
    content = replace(known.content, button=made)
    try:
        shown = await card.preview(bot, admin_id, content, say)
    except TelegramBadRequest as error:
        await state.set_state(BroadcastQuestion.link)
        text = say("broadcast-button-refused", reason=error.message)
        await bot.send_message(admin_id, text, reply_markup=ForceReply())
        return
    await state.set_state(None)
    draft = await deps.broadcasts.draft(admin_id, known.audience, content)
    await card.ask(bot, draft, say, shown)


def _recalled(data: Mapping[str, Any], label: str) -> BroadcastButton:
    """Return the button of which the admin has named the target, with these words."""
    if data.get(_URL):
        return BroadcastButton(label, url=str(data[_URL]))
    plan = int(data.get(_PLAN) or 0)
    page = Page(str(data.get(_PAGE) or Page.PRICES))
    return BroadcastButton(label, page=page, plan_id=PlanId(plan) if plan else None)


def _targets(say: Wording, deps: Deps, draft: Broadcast) -> _Rows:
    """Return the pages of the shop that the button may lead to, and the ways out."""
    pages: list[tuple[Page, PlanId | None]] = [(Page.PRICES, None)]
    if len(deps.plans.sold) > 1:
        pages += [(Page.PRICES, plan.id) for plan in deps.plans.sold[:_MOST_PLANS]]
    pages.append((Page.ACCESS, None))
    rows = [
        [
            button(
                _page_label(say, page, plan),
                ChoosePage(id=draft.id, page=page.value, plan=plan or 0),
            )
        ]
        for page, plan in pages
    ]
    if draft.content.button is not None:
        rows.append([button(say.plain("button-broadcast-no-button"), RemoveButton(id=draft.id))])
    return [*rows, [button(say.plain("button-back"), ShowDraft(id=draft.id))]]


def _page_label(say: Wording, page: Page, plan_id: PlanId | None) -> str:
    if plan_id is not None:
        return say.label("button-broadcast-page-plan", plan=say.plan(plan_id))
    return say.plain("button-broadcast-page", page=page.value)


def _page_name(say: Wording, page: Page, plan_id: PlanId | None) -> Markup:
    if plan_id is not None:
        return say("broadcast-page-plan", plan=say.plan(plan_id))
    return say("broadcast-page", page=page.value)


async def _show_gone(query: CallbackQuery, state: FSMContext, say: Wording) -> None:
    await state.set_state(None)
    await show(query, say("broadcast-draft-gone"))
    await done(query)
