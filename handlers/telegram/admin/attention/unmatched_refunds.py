"""Unclear refunds, which fit no single purchase: an admin names the purchase that is meant."""

from aiogram import Router
from aiogram.types import CallbackQuery, InlineKeyboardButton

from bot.deps import Deps
from bot.domain.models import PurchaseRow
from bot.domain.records import Person
from bot.texts import GAP, Markup, lines
from bot.usecases.attention.actions import UnmatchedView
from bot.usecases.attention.phrases import choose_purchase, unmatched_facts
from bot.usecases.outbox.wording import Wording
from bot.usecases.people.phrases import notified_line
from bot.usecases.purchases.lookup import PurchaseCard
from bot.usecases.purchases.phrases import (
    access_after_refund,
    access_now,
    paid_line,
    purchase_label,
    purchase_summary,
)
from handlers.telegram.admin.attention.backlog import show_attention
from handlers.telegram.admin.attention.held_screens import UNMATCHED
from handlers.telegram.admin.shared.buttons import to_attention
from handlers.telegram.callbacks.attention import AskMatch, AskReason, Match
from handlers.telegram.callbacks.shared import ShowPurchase, ShowUnmatched
from handlers.telegram.ui.screen import button, done, show

_CANDIDATES = 8


def register(router: Router) -> None:
    router.callback_query.register(open_card, ShowUnmatched.filter())
    router.callback_query.register(ask, AskMatch.filter())
    router.callback_query.register(match, Match.filter())


def summary(say: Wording, view: UnmatchedView) -> Markup:
    """Return the refund as Tribute reported it."""
    refund = view.refund
    what = say.paid_for(refund.product_name, refund.product_id, refund.paid)
    return lines(
        say("purchase-product", what=what),
        *unmatched_facts(say, view),
    )


async def open_card(
    query: CallbackQuery, callback_data: ShowUnmatched, say: Wording, deps: Deps
) -> None:
    view = await deps.attention.unmatched(callback_data.id)
    if view is None:
        await _too_late(query, say, deps)
        return
    await show(query, _card(say, view), _rows(say, view))
    await done(query)


async def ask(query: CallbackQuery, callback_data: AskMatch, say: Wording, deps: Deps) -> None:
    """Ask whether the refund means this purchase, and show the access that would be revoked."""
    view = await deps.attention.unmatched(callback_data.id)
    card = await deps.purchases.card(callback_data.row)
    if view is None or card is None:
        await _too_late(query, say, deps)
        return
    now = deps.clock.now()
    text = lines(
        say("refund-match-confirm"),
        GAP,
        purchase_summary(say, card),
        access_now(say, card, now),
        access_after_refund(say, card, now),
    )
    sure = Match(id=callback_data.id, row=callback_data.row)
    back = ShowUnmatched(id=callback_data.id)
    rows = [[button(say.plain("button-yes"), sure)], [button(say.plain("button-back"), back)]]
    await show(query, text, rows)
    await done(query)


async def match(
    query: CallbackQuery, callback_data: Match, say: Wording, deps: Deps, person: Person
) -> None:
    row = PurchaseRow(callback_data.row)
    matched = await deps.attention.match_refund(callback_data.id, row, person.telegram_user_id)
    card = await deps.purchases.card(row)
    if not matched or card is None:
        await _too_late(query, say, deps)
        return
    await show(query, _matched(say, card, deps.clock.now()), _rows_after(say, card))
    await done(query)


async def _too_late(query: CallbackQuery, say: Wording, deps: Deps) -> None:
    await show_attention(query, say, deps)
    await done(query, say.plain("toast-quicker"))


def _card(say: Wording, view: UnmatchedView) -> Markup:
    choose = choose_purchase(say, view)
    entries = [
        lines(
            GAP,
            say("refund-unmatched-candidate", number=number, what=say.product(one)),
            paid_line(say, one),
        )
        for number, one in enumerate(view.candidates[:_CANDIDATES], 1)
    ]
    return lines(say("refund-unmatched-title"), GAP, summary(say, view), GAP, choose, *entries)


def _rows(say: Wording, view: UnmatchedView) -> list[list[InlineKeyboardButton]]:
    candidates = [
        [
            button(
                say.label("label-refund-candidate", number=number, what=purchase_label(say, one)),
                AskMatch(id=view.refund.id, row=one.id),
            )
        ]
        for number, one in enumerate(view.candidates[:_CANDIDATES], 1)
    ]
    dismiss = AskReason(what=UNMATCHED, id=view.refund.id)
    return [
        *candidates,
        [button(say.plain("button-dismiss"), dismiss)],
        [to_attention(say)],
    ]


def _matched(say: Wording, card: PurchaseCard, now: int) -> Markup:
    return lines(
        say("refund-match-done"),
        GAP,
        purchase_summary(say, card),
        access_now(say, card, now),
        notified_line(say, card.buyer),
    )


def _rows_after(say: Wording, card: PurchaseCard) -> list[list[InlineKeyboardButton]]:
    purchase = button(say.plain("button-purchase"), ShowPurchase(id=card.purchase.id))
    return [[purchase], [to_attention(say)]]
