"""The screens of /refund: one for each state that a purchase and its refund can have."""

from typing import TypeAlias

from aiogram.types import InlineKeyboardButton

from bot.domain.models import PurchaseRow
from bot.domain.records import AttemptState, RefundAttempt
from bot.texts import Markup
from bot.usecases.outbox.wording import Wording
from bot.usecases.purchases.lookup import PurchaseCard
from bot.usecases.refunds import phrases
from bot.usecases.refunds.request import RefundOutcome, RefundResult
from handlers.telegram.callbacks.purchases import PurchasesPage
from handlers.telegram.callbacks.refunds import (
    AskWhatHappened,
    DoRefund,
    KeepPayment,
    SayWhatHappened,
)
from handlers.telegram.callbacks.shared import ShowPurchase, ShowRefund
from handlers.telegram.ui.screen import button

Rows: TypeAlias = list[list[InlineKeyboardButton]]
Screen: TypeAlias = tuple[Markup, Rows]


def as_it_is(say: Wording, card: PurchaseCard, now: int) -> Screen:
    """Return the question whether to refund, or why a refund isn't possible."""
    text, row = phrases.as_it_is(say, card, now), card.purchase.id
    if card.may_be_refunded:
        return text, [
            [button(phrases.confirm_label(say, card), yes(card))],
            [button(say.plain("button-cancel"), KeepPayment(id=row))],
        ]
    if card.waits_for_refund is not None:
        return text, _open_attempt(say, row, card.waits_for_refund)
    return text, [_to_purchase(say, row)]


def yes(card: PurchaseCard) -> DoRefund:
    """Return the button that confirms exactly what the question shows."""
    seen = card.seen
    return DoRefund(id=card.purchase.id, attempts=seen.attempts, until=seen.until)


def kept(say: Wording, row: PurchaseRow) -> Screen:
    return say("refund-cancelled"), [_to_purchase(say, row)]


def outcome(say: Wording, result: RefundResult, card: PurchaseCard, now: int) -> Screen:
    """Return the result of a refund."""
    if result.outcome is RefundOutcome.DONE:
        return done(say, card, now)
    if result.outcome is RefundOutcome.REJECTED and result.error is not None:
        text, row = phrases.outcome(say, result, card, now), card.purchase.id
        if card.only_support_refunds:
            return text, [_to_purchase(say, row)]
        return text, [_again(say, row), _to_purchase(say, row)]
    return as_it_is(say, card, now)


def done(say: Wording, card: PurchaseCard, now: int) -> Screen:
    """Return the screen after a refund by this very tap; `card` is read afterwards."""
    return phrases.done(say, card, now), [_to_purchase(say, card.purchase.id)]


def sure(say: Wording, card: PurchaseCard, pressed: AskWhatHappened) -> Screen:
    """Return the last question before an admin closes an attempt whose result is unknown."""
    label = "button-refund-happened" if pressed.happened else "button-refund-not-happened"
    confirm = SayWhatHappened(id=pressed.id, attempt=pressed.attempt, happened=pressed.happened)
    back = button(say.plain("button-back"), ShowRefund(id=pressed.id))
    text = phrases.sure(say, card, happened=pressed.happened)
    return text, [[button(say.plain(label), confirm)], [back]]


def not_done(say: Wording, card: PurchaseCard, now: int) -> Screen:
    """Return the screen after an admin confirm that the money was not returned."""
    row = card.purchase.id
    return phrases.not_done(say, card, now), [_again(say, row), _to_purchase(say, row)]


def unknown_number(say: Wording) -> Screen:
    return say("purchase-not-found"), [
        [button(say.plain("button-purchases"), PurchasesPage(page=0))]
    ]


def _open_attempt(say: Wording, row: PurchaseRow, attempt: RefundAttempt) -> Rows:
    if attempt.state is not AttemptState.UNKNOWN:
        return [[button(say.plain("button-refund-look-again"), ShowRefund(id=row))]]
    happened = AskWhatHappened(id=row, attempt=attempt.id, happened=True)
    not_happened = AskWhatHappened(id=row, attempt=attempt.id, happened=False)
    return [
        [button(say.plain("button-refund-happened"), happened)],
        [button(say.plain("button-refund-not-happened"), not_happened)],
        _to_purchase(say, row),
    ]


def _again(say: Wording, row: PurchaseRow) -> list[InlineKeyboardButton]:
    return [button(say.plain("button-refund-again"), ShowRefund(id=row))]


def _to_purchase(say: Wording, row: PurchaseRow) -> list[InlineKeyboardButton]:
    return [button(say.plain("button-purchase"), ShowPurchase(id=row))]
