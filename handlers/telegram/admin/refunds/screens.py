"""The screens of /refund: one for each state that a purchase and its refund can have."""

from typing import TypeAlias

from aiogram.types import InlineKeyboardButton

from bot.domain.models import PurchaseRow, PurchaseStatus
from bot.domain.records import AttemptState, Purchase, RefundAttempt
from bot.texts import GAP, Markup, When, lines
from bot.usecases.outbox.wording import Wording
from bot.usecases.purchases.lookup import PurchaseCard
from bot.usecases.refunds.request import RefundOutcome, RefundResult
from handlers.telegram.admin.shared.phrases import (
    access_after_refund,
    access_now,
    notified_line,
    purchase_summary,
    refund_reason,
)
from handlers.telegram.callbacks.purchases import PurchasesPage
from handlers.telegram.callbacks.refunds import (
    AskWhatHappened,
    DoRefund,
    KeepPayment,
    SayWhatHappened,
)
from handlers.telegram.callbacks.shared import ShowPurchase, ShowRefund
from handlers.telegram.ui.screen import button

Screen: TypeAlias = tuple[Markup, list[list[InlineKeyboardButton]]]


def as_it_is(say: Wording, card: PurchaseCard, now: int) -> Screen:
    """Return the question whether to refund, or why a refund isn't possible."""
    if card.purchase.status is PurchaseStatus.REFUNDED:
        return _already(say, card, now)
    if card.open_attempt is not None:
        return _open_attempt(say, card, card.open_attempt)
    if card.only_support_refunds:
        text = lines(
            say(_key(card, "refund-only-support", "stars-refund-only-support")),
            GAP,
            purchase_summary(say, card),
        )
        return text, [_to_purchase(say, card.purchase.id)]
    if not card.can_be_named:
        text = lines(
            say(_key(card, "refund-without-number", "stars-refund-without-number")),
            GAP,
            purchase_summary(say, card),
        )
        return text, [_to_purchase(say, card.purchase.id)]
    return _question(say, card, now)


def yes(card: PurchaseCard) -> DoRefund:
    """Return the button that confirms exactly what the question shows."""
    subscription = card.subscription
    until = (subscription.expires_at or 0) if subscription else 0
    return DoRefund(id=card.purchase.id, attempts=card.attempts, until=until)


def asking(say: Wording, card: PurchaseCard) -> Markup:
    """Return the screen while Tribute is being asked; no buttons, so that nobody asks twice."""
    return lines(
        say(_key(card, "refund-calling", "stars-refund-calling")), GAP, purchase_summary(say, card)
    )


def kept(say: Wording, row: PurchaseRow) -> Screen:
    return say("refund-cancelled"), [_to_purchase(say, row)]


def outcome(say: Wording, result: RefundResult, card: PurchaseCard, now: int) -> Screen:
    """Return the result of a refund."""
    if result.outcome is RefundOutcome.DONE:
        return done(say, card, now)
    if result.outcome is RefundOutcome.REJECTED and result.error is not None:
        text = lines(
            say("refund-rejected"),
            say(result.error.refund_text_key),
            GAP,
            purchase_summary(say, card),
        )
        if card.only_support_refunds:
            return text, [_to_purchase(say, card.purchase.id)]
        again = button(say.plain("button-refund-again"), ShowRefund(id=card.purchase.id))
        return text, [[again], _to_purchase(say, card.purchase.id)]
    return as_it_is(say, card, now)


def done(say: Wording, card: PurchaseCard, now: int) -> Screen:
    """Return the screen after a refund by this very tap; `card` is read afterwards."""
    revokes_access = card.granted is not None
    text = lines(
        say(_done_key(card, revokes_access=revokes_access)),
        GAP,
        purchase_summary(say, card),
        access_now(say, card, now),
        notified_line(say, card.buyer),
    )
    return text, [_to_purchase(say, card.purchase.id)]


def sure(say: Wording, card: PurchaseCard, pressed: AskWhatHappened) -> Screen:
    """Return the last question before an admin closes an attempt whose result is unknown."""
    key = "refund-confirm-happened" if pressed.happened else "refund-confirm-not-happened"
    label = "button-refund-happened" if pressed.happened else "button-refund-not-happened"
    confirm = SayWhatHappened(id=pressed.id, attempt=pressed.attempt, happened=pressed.happened)
    back = button(say.plain("button-back"), ShowRefund(id=pressed.id))
    return lines(say(key), GAP, purchase_summary(say, card)), [
        [button(say.plain(label), confirm)],
        [back],
    ]


def not_done(say: Wording, card: PurchaseCard, now: int) -> Screen:
    """Return the screen after an admin confirm that the money was not returned."""
    again = button(say.plain("button-refund-again"), ShowRefund(id=card.purchase.id))
    text = lines(
        say("refund-not-happened"), GAP, purchase_summary(say, card), access_now(say, card, now)
    )
    return text, [[again], _to_purchase(say, card.purchase.id)]


def unknown_number(say: Wording) -> Screen:
    return say("purchase-not-found"), [
        [button(say.plain("button-purchases"), PurchasesPage(page=0))]
    ]


def _question(say: Wording, card: PurchaseCard, now: int) -> Screen:
    purchase = card.purchase
    text = lines(
        say("refund-confirm"),
        GAP,
        purchase_summary(say, card),
        access_now(say, card, now),
        access_after_refund(say, card, now),
        GAP,
        say(_key(card, "refund-only-stars", "stars-refund-only-stars")),
        say("stars-refund-stops-renewal") if card.in_stars and card.in_stars.renewal_id else None,
    )
    return text, [
        [button(_refund_label(say, purchase), yes(card))],
        [button(say.plain("button-cancel"), KeepPayment(id=purchase.id))],
    ]


def _refund_label(say: Wording, purchase: Purchase) -> str:
    if purchase.paid is None:
        return say.plain("button-refund-confirm")
    return say.label("button-refund-confirm-paid", paid=purchase.paid)


def _already(say: Wording, card: PurchaseCard, now: int) -> Screen:
    purchase = card.purchase
    when = When(purchase.refunded_at or purchase.received_at)
    text = lines(
        say(_key(card, "refund-already", "stars-refund-already"), when=when),
        say("purchase-refunded-because", reason=refund_reason(say, purchase.refund_reason)),
        GAP,
        purchase_summary(say, card),
        access_now(say, card, now),
    )
    return text, [_to_purchase(say, purchase.id)]


def _open_attempt(say: Wording, card: PurchaseCard, attempt: RefundAttempt) -> Screen:
    row = card.purchase.id
    if attempt.state is not AttemptState.UNKNOWN:
        look = button(say.plain("button-refund-look-again"), ShowRefund(id=row))
        return lines(say("refund-in-progress"), GAP, purchase_summary(say, card)), [[look]]
    happened = AskWhatHappened(id=row, attempt=attempt.id, happened=True)
    not_happened = AskWhatHappened(id=row, attempt=attempt.id, happened=False)
    text = lines(
        say(_key(card, "refund-unknown", "stars-refund-unknown"), when=When(attempt.created_at)),
        GAP,
        purchase_summary(say, card),
        GAP,
        say(_key(card, "refund-error-unknown", "stars-refund-error-unknown")),
    )
    return text, [
        [button(say.plain("button-refund-happened"), happened)],
        [button(say.plain("button-refund-not-happened"), not_happened)],
        _to_purchase(say, row),
    ]


def _to_purchase(say: Wording, row: PurchaseRow) -> list[InlineKeyboardButton]:
    return [button(say.plain("button-purchase"), ShowPurchase(id=row))]


def _key(card: PurchaseCard, of_tribute: str, in_stars: str) -> str:
    """Return the key of the text about Tribute, or about Telegram for a payment in Stars."""
    return in_stars if card.purchase.was_made_in_the_chat else of_tribute


def _done_key(card: PurchaseCard, *, revokes_access: bool) -> str:
    if revokes_access:
        return _key(card, "refund-done", "stars-refund-done")
    return _key(card, "refund-done-without-access", "stars-refund-done-without-access")
