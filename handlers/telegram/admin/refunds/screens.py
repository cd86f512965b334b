"""What the room of refunds shows: one screen for each way a payment can stand."""

from typing import TypeAlias

from aiogram.types import InlineKeyboardButton

from bot.domain.models import PurchaseRow, PurchaseStatus
from bot.texts import Markup, When
from bot.usecases.outbox.wording import Wording
from bot.usecases.purchases.lookup import Attempt, AttemptState, Purchase, PurchaseCard
from bot.usecases.refunds.request import RefundOutcome, RefundResult
from handlers.telegram.admin.shared.phrases import (
    GAP,
    access_now,
    access_then,
    facts,
    lines,
    refund_reason,
    told,
)
from handlers.telegram.callbacks.purchases import (
    AskWhatHappened,
    DoRefund,
    KeepPayment,
    PurchasesPage,
    SayWhatHappened,
)
from handlers.telegram.callbacks.shared import ShowPurchase, ShowRefund
from handlers.telegram.ui.screen import button

Screen: TypeAlias = tuple[Markup, list[list[InlineKeyboardButton]]]


def how_it_stands(say: Wording, card: PurchaseCard, now: int) -> Screen:
    """The question whether to refund, or why there is nothing to ask."""
    if card.purchase.status is PurchaseStatus.REFUNDED:
        return _already(say, card, now)
    if card.open_attempt is not None:
        return _open_attempt(say, card, card.open_attempt)
    if card.purchase.purchase_id is None:
        text = lines(say("refund-without-number"), GAP, facts(say, card))
        return text, [_to_purchase(say, card.purchase.id)]
    return _question(say, card, now)


def yes(card: PurchaseCard) -> DoRefund:
    """The button's word: yes to what the question shows, and to nothing else."""
    subscription = card.subscription
    until = (subscription.expires_at or 0) if subscription else 0
    return DoRefund(id=card.purchase.id, attempts=card.attempts, until=until)


def asking(say: Wording, card: PurchaseCard) -> Markup:
    """While Tribute is being asked; without buttons, so that nobody asks twice."""
    return lines(say("refund-asking"), GAP, facts(say, card))


def kept(say: Wording, row: PurchaseRow) -> Screen:
    return say("refund-kept"), [_to_purchase(say, row)]


def outcome(say: Wording, result: RefundResult, card: PurchaseCard, now: int) -> Screen:
    """What an admin's tap led to."""
    if result.outcome is RefundOutcome.DONE:
        return done(say, card, now)
    if result.outcome is RefundOutcome.REJECTED and result.error is not None:
        again = button(say.plain("button-refund-again"), ShowRefund(id=card.purchase.id))
        text = lines(
            say("refund-rejected"), say(result.error.refund_text_key), GAP, facts(say, card)
        )
        return text, [[again], _to_purchase(say, card.purchase.id)]
    return how_it_stands(say, card, now)


def done(say: Wording, card: PurchaseCard, now: int) -> Screen:
    """Returned by this very tap. `card` is as it is afterwards."""
    took_back = card.duration is not None
    text = lines(
        say("refund-done") if took_back else say("refund-done-without-access"),
        GAP,
        facts(say, card),
        access_now(say, card, now),
        told(say, card.buyer),
    )
    return text, [_to_purchase(say, card.purchase.id)]


def sure(say: Wording, card: PurchaseCard, pressed: AskWhatHappened) -> Screen:
    """The last question before an admin's word closes an unclear refund."""
    key = "refund-sure-happened" if pressed.happened else "refund-sure-not"
    label = "button-refund-happened" if pressed.happened else "button-refund-not"
    says = SayWhatHappened(id=pressed.id, attempt=pressed.attempt, happened=pressed.happened)
    back = button(say.plain("button-back"), ShowRefund(id=pressed.id))
    return lines(say(key), GAP, facts(say, card)), [[button(say.plain(label), says)], [back]]


def not_done(say: Wording, card: PurchaseCard, now: int) -> Screen:
    """An admin says that the money was not returned."""
    again = button(say.plain("button-refund-again"), ShowRefund(id=card.purchase.id))
    text = lines(say("refund-closed-not"), GAP, facts(say, card), access_now(say, card, now))
    return text, [[again], _to_purchase(say, card.purchase.id)]


def unknown_number(say: Wording) -> Screen:
    return say("purchase-not-found"), [
        [button(say.plain("button-all-purchases"), PurchasesPage(page=0))]
    ]


def _question(say: Wording, card: PurchaseCard, now: int) -> Screen:
    purchase = card.purchase
    text = lines(
        say("refund-question"),
        GAP,
        facts(say, card),
        access_now(say, card, now),
        access_then(say, card, now),
        GAP,
        say("refund-only-stars"),
    )
    return text, [
        [button(_refund_label(say, purchase), yes(card))],
        [button(say.plain("button-cancel"), KeepPayment(id=purchase.id))],
    ]


def _refund_label(say: Wording, purchase: Purchase) -> str:
    if purchase.paid is None:
        return say.plain("button-refund")
    return say.plain("button-refund-paid", paid=purchase.paid)


def _already(say: Wording, card: PurchaseCard, now: int) -> Screen:
    purchase = card.purchase
    when = When(purchase.refunded_at or purchase.received_at)
    text = lines(
        say("refund-already", when=when),
        say("refunded-because", reason=refund_reason(say, purchase.refund_reason)),
        GAP,
        facts(say, card),
        access_now(say, card, now),
    )
    return text, [_to_purchase(say, purchase.id)]


def _open_attempt(say: Wording, card: PurchaseCard, attempt: Attempt) -> Screen:
    row = card.purchase.id
    if attempt.state is not AttemptState.UNKNOWN:
        look = button(say.plain("button-look-again"), ShowRefund(id=row))
        return lines(say("refund-in-progress"), GAP, facts(say, card)), [[look]]
    happened = AskWhatHappened(id=row, attempt=attempt.id, happened=True)
    not_happened = AskWhatHappened(id=row, attempt=attempt.id, happened=False)
    text = lines(
        say("refund-unknown", when=When(attempt.created_at)),
        GAP,
        facts(say, card),
        GAP,
        say("refund-error-unknown"),
    )
    return text, [
        [button(say.plain("button-refund-happened"), happened)],
        [button(say.plain("button-refund-not"), not_happened)],
        _to_purchase(say, row),
    ]


def _to_purchase(say: Wording, row: PurchaseRow) -> list[InlineKeyboardButton]:
    return [button(say.plain("button-purchase"), ShowPurchase(id=row))]
