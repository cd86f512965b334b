"""The room of refunds that don't say what they refund: an admin names the purchase meant."""

from aiogram import Router
from aiogram.types import CallbackQuery, InlineKeyboardButton

from bot.deps import Deps
from bot.domain.models import PurchaseRow
from bot.texts import Markup, When
from bot.usecases.attention.actions import UnmatchedView
from bot.usecases.outbox.wording import Wording
from bot.usecases.people.people import Person
from bot.usecases.purchases.lookup import PurchaseCard
from handlers.telegram.admin.attention.backlog import show_attention
from handlers.telegram.admin.attention.held_screens import UNMATCHED
from handlers.telegram.admin.shared.buttons import to_attention
from handlers.telegram.admin.shared.phrases import (
    GAP,
    access_now,
    access_then,
    facts,
    lines,
    paid_line,
    purchase_label,
    refund_reason,
    told,
    who,
)
from handlers.telegram.callbacks.purchases import AskMatch, AskReason, Match
from handlers.telegram.callbacks.shared import ShowPurchase, ShowUnmatched
from handlers.telegram.ui.screen import button, done, show

_CANDIDATES = 8


def register(router: Router) -> None:
    router.callback_query.register(open_card, ShowUnmatched.filter())
    router.callback_query.register(ask, AskMatch.filter())
    router.callback_query.register(match, Match.filter())


def summary(say: Wording, view: UnmatchedView) -> Markup:
    """What Tribute said of the refund."""
    refund = view.refund
    whose = (
        who(say, view.person, refund.telegram_user_id)
        if refund.telegram_user_id is not None
        else say("person-unknown")
    )
    what = say.paid_for(refund.product_name, refund.product_id, refund.paid)
    return lines(
        say("card-product", what=what),
        whose,
        say("refunded-at", when=When(refund.refunded_at)),
        say("refunded-because", reason=refund_reason(say, refund.refund_reason)),
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
    """Is it this one? Shows what would be taken back, and from whom."""
    view = await deps.attention.unmatched(callback_data.id)
    card = await deps.purchases.card(callback_data.row)
    if view is None or card is None:
        await _too_late(query, say, deps)
        return
    now = deps.clock.now()
    text = lines(
        say("match-sure"),
        GAP,
        facts(say, card),
        access_now(say, card, now),
        access_then(say, card, now),
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
    choose = say("unmatched-choose") if view.candidates else say("unmatched-no-candidates")
    entries = [
        lines(
            GAP,
            say("unmatched-candidate", number=number, what=say.product(one)),
            paid_line(say, one),
        )
        for number, one in enumerate(view.candidates[:_CANDIDATES], 1)
    ]
    return lines(say("unmatched-title"), GAP, summary(say, view), GAP, choose, *entries)


def _rows(say: Wording, view: UnmatchedView) -> list[list[InlineKeyboardButton]]:
    candidates = [
        [
            button(
                say.plain("label-candidate", number=number, what=purchase_label(say, one)),
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
        say("matched"), GAP, facts(say, card), access_now(say, card, now), told(say, card.buyer)
    )


def _rows_after(say: Wording, card: PurchaseCard) -> list[list[InlineKeyboardButton]]:
    purchase = button(say.plain("button-purchase"), ShowPurchase(id=card.purchase.id))
    return [[purchase], [to_attention(say)]]
