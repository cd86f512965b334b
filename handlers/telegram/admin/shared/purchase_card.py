"""The card of one purchase, which several admin features show."""

from aiogram.types import CallbackQuery, InlineKeyboardButton

from bot.deps import Deps
from bot.domain.models import PurchaseStatus
from bot.domain.records import Person, Purchase
from bot.texts import GAP, Markup, When, lines
from bot.usecases.outbox.wording import Wording
from bot.usecases.purchases.lookup import PurchaseCard
from handlers.telegram.admin.shared.buttons import copy_rows
from handlers.telegram.admin.shared.history_lines import purchase_history
from handlers.telegram.admin.shared.phrases import (
    EMOJI,
    access_now,
    person_link,
    purchase_summary,
    refund_reason,
    short_name,
)
from handlers.telegram.callbacks.people import ShowUser
from handlers.telegram.callbacks.purchases import PurchasesPage
from handlers.telegram.callbacks.shared import ShowHeld, ShowRefund
from handlers.telegram.ui.screen import button, show
from handlers.telegram.ui.text import quoted

Rows = list[list[InlineKeyboardButton]]


async def show_purchase(
    query: CallbackQuery, row: int, say: Wording, deps: Deps, *, back: int = 0
) -> None:
    """Show the card of a purchase as it is now; `back` is the page of the list to return to."""
    card = await deps.purchases.card(row)
    if card is None:
        await show(query, say("purchase-not-found"), [[_to_list(say, back)]])
        return
    await show(query, _card(say, card, deps.clock.now()), _card_rows(say, card, back))


def _card(say: Wording, card: PurchaseCard, now: int) -> Markup:
    purchase = card.purchase
    return lines(
        say("purchase-title", emoji=EMOJI[purchase.status], status=_status(say, card)),
        _why(say, card),
        GAP,
        purchase_summary(say, card),
        say("purchase-received", when=When(purchase.received_at)),
        _settled(say, purchase),
        *_in_stars(say, card),
        _way_of_refund(say, card),
        access_now(say, card, now),
        purchase_history(say, card.history),
    )


def _card_rows(say: Wording, card: PurchaseCard, back: int) -> Rows:
    purchase = card.purchase
    rows: Rows = []
    if purchase.status is PurchaseStatus.HELD:
        rows.append([button(say.plain("button-settle"), ShowHeld(id=purchase.id))])
    if purchase.status is not PurchaseStatus.REFUNDED and not card.only_support_refunds:
        rows.append([button(say.plain("button-refund-ask"), ShowRefund(id=purchase.id))])
    if purchase.telegram_user_id is not None:
        name = short_name(say, card.buyer, purchase.telegram_user_id)
        label = say.label("button-person", name=name)
        rows.append([button(label, ShowUser(id=purchase.telegram_user_id))])
    return [*rows, *copy_rows(say, purchase), [_to_list(say, back)]]


def _to_list(say: Wording, page: int) -> InlineKeyboardButton:
    return button(say.plain("button-purchases"), PurchasesPage(page=page))


def _status(say: Wording, card: PurchaseCard) -> Markup:
    purchase = card.purchase
    match purchase.status:
        case PurchaseStatus.APPLIED if card.revocation is not None:
            return say("purchase-status-revoked", when=When(card.revocation.at))
        case PurchaseStatus.APPLIED:
            return say("purchase-status-applied")
        case PurchaseStatus.HELD:
            return say("purchase-status-held")
        case PurchaseStatus.REFUNDED:
            return say(
                "purchase-status-refunded", when=When(purchase.refunded_at or purchase.received_at)
            )
        case PurchaseStatus.DISMISSED:
            return say("purchase-status-dismissed")


def _why(say: Wording, card: PurchaseCard) -> Markup | None:
    purchase = card.purchase
    if purchase.held_reason is not None:
        return say("purchase-held-because", reason=say.held_reason(purchase.held_reason))
    if purchase.status is PurchaseStatus.REFUNDED:
        return say("purchase-refunded-because", reason=refund_reason(say, purchase.refund_reason))
    if card.revocation is not None:
        by = person_link(say, card.revoked_by, card.revocation.admin_id)
        return _by_whom(say, by, card.revocation.reason)
    if purchase.dismissed_by is not None:
        by = person_link(say, _admin(card, purchase.dismissed_by), purchase.dismissed_by)
        return _by_whom(say, by, purchase.dismissed_reason)
    return None


def _by_whom(say: Wording, by: Markup, reason: str | None) -> Markup:
    """Return the admin, with the note or the reason if one was given."""
    if not reason:
        return say("purchase-dismissed-by", who=by)
    return say("purchase-dismissed-because", who=by, reason=quoted(reason))


def _admin(card: PurchaseCard, admin_id: int) -> Person | None:
    return next(
        (audit_line.admin for audit_line in card.history if audit_line.admin_id == admin_id), None
    )


def _way_of_refund(say: Wording, card: PurchaseCard) -> Markup | None:
    if card.purchase.status is PurchaseStatus.REFUNDED or not card.only_support_refunds:
        return None
    in_chat = card.purchase.was_made_in_the_chat
    return say("stars-refund-refused-for-good" if in_chat else "purchase-refund-by-support")


def _in_stars(say: Wording, card: PurchaseCard) -> list[Markup]:
    """Return the charge of a payment in Stars, and what is odd about it."""
    payment = card.in_stars
    if payment is None:
        return []
    found = [say("stars-purchase", charge=payment.charge_id)]
    if payment.renewal_id is not None:
        found.append(say("stars-purchase-renewing"))
    if payment.is_repeated:
        found.append(say("stars-purchase-repeated"))
    if payment.conflicts:
        found.append(say("stars-purchase-conflicts"))
    return found


def _settled(say: Wording, purchase: Purchase) -> Markup | None:
    if purchase.settled_at is None:
        return None
    return say("purchase-settled", when=When(purchase.settled_at))
