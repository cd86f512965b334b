"""The card of one purchase, which several admin features show."""

from aiogram.types import CallbackQuery, InlineKeyboardButton

from bot.deps import Deps
from bot.domain.models import HeldReason, PurchaseStatus
from bot.texts import Markup, When
from bot.usecases.outbox.wording import Wording
from bot.usecases.people.people import Person
from bot.usecases.purchases.lookup import Purchase, PurchaseCard
from handlers.telegram.admin.shared.history_lines import history
from handlers.telegram.admin.shared.phrases import (
    EMOJI,
    GAP,
    access,
    facts,
    lines,
    refund_reason,
    short_name,
    who,
)
from handlers.telegram.callbacks.purchases import PurchasesPage, ShowUser
from handlers.telegram.callbacks.shared import ShowHeld, ShowRefund
from handlers.telegram.ui.screen import button, show
from handlers.telegram.ui.text import quoted

Rows = list[list[InlineKeyboardButton]]


async def show_purchase(
    query: CallbackQuery, row: int, say: Wording, deps: Deps, *, back: int = 0
) -> None:
    """The card of a purchase as it is now; `back` is the page of the list to return to."""
    card = await deps.purchases.card(row)
    if card is None:
        await show(query, say("purchase-not-found"), [[_all(say, back)]])
        return
    await show(query, _card(say, card, deps.clock.now()), _card_rows(say, card, back))


def _card(say: Wording, card: PurchaseCard, now: int) -> Markup:
    purchase = card.purchase
    return lines(
        say("purchase-title", emoji=EMOJI[purchase.status], status=_status(say, card)),
        _why(say, card),
        GAP,
        facts(say, card),
        say("purchase-arrived", when=When(purchase.received_at)),
        _settled(say, purchase),
        say("access-now", access=access(say, card.subscription, now))
        if purchase.telegram_user_id is not None
        else None,
        history(say, card.history),
    )


def _card_rows(say: Wording, card: PurchaseCard, back: int) -> Rows:
    purchase = card.purchase
    rows: Rows = []
    if purchase.status is PurchaseStatus.HELD:
        rows.append([button(say.plain("button-settle"), ShowHeld(id=purchase.id))])
    if purchase.status is not PurchaseStatus.REFUNDED:
        rows.append([button(say.plain("button-refund-question"), ShowRefund(id=purchase.id))])
    if purchase.telegram_user_id is not None:
        name = short_name(say, card.buyer, purchase.telegram_user_id)
        label = say.plain("button-buyer", name=name)
        rows.append([button(label, ShowUser(id=purchase.telegram_user_id))])
    return [*rows, [_all(say, back)]]


def _all(say: Wording, page: int) -> InlineKeyboardButton:
    return button(say.plain("button-all-purchases"), PurchasesPage(page=page))


def _status(say: Wording, card: PurchaseCard) -> Markup:
    purchase = card.purchase
    match purchase.status:
        case PurchaseStatus.APPLIED if card.taken_back is not None:
            return say("status-taken-back", when=When(card.taken_back.at))
        case PurchaseStatus.APPLIED:
            return say("status-applied")
        case PurchaseStatus.HELD:
            return say("status-waiting")
        case PurchaseStatus.REFUNDED:
            return say("status-refunded", when=When(purchase.refunded_at or purchase.received_at))
        case PurchaseStatus.DISMISSED:
            return say("status-dismissed")


def _why(say: Wording, card: PurchaseCard) -> Markup | None:
    purchase = card.purchase
    if purchase.held_reason is not None:
        return say("waiting-because", reason=held_reason(say, purchase.held_reason))
    if purchase.status is PurchaseStatus.REFUNDED:
        return say("refunded-because", reason=refund_reason(say, purchase.refund_reason))
    if card.taken_back is not None:
        by = who(say, card.taken_back_by, card.taken_back.admin_id)
        return say("dismissed-because", who=by, reason=quoted(card.taken_back.reason or "—"))
    if purchase.dismissed_by is not None:
        by = who(say, _admin(card, purchase.dismissed_by), purchase.dismissed_by)
        return say("dismissed-because", who=by, reason=quoted(purchase.dismissed_reason or "—"))
    return None


def held_reason(say: Wording, reason: HeldReason) -> Markup:
    return say(f"held-{reason.replace('_', '-')}")


def _admin(card: PurchaseCard, admin_id: int) -> Person | None:
    return next((deed.admin for deed in card.history if deed.admin_id == admin_id), None)


def _settled(say: Wording, purchase: Purchase) -> Markup | None:
    if purchase.settled_at is None:
        return None
    return say("purchase-settled", when=When(purchase.settled_at))
