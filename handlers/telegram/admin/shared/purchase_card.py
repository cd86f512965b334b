"""The card of one purchase, which several admin features show."""

from aiogram.types import CallbackQuery, InlineKeyboardButton

from bot.deps import Deps
from bot.domain.models import PurchaseStatus
from bot.texts import GAP, Markup, When, lines
from bot.usecases.outbox.wording import Wording
from bot.usecases.people.phrases import short_name
from bot.usecases.purchases import card_phrases
from bot.usecases.purchases.history_lines import purchase_history
from bot.usecases.purchases.lookup import PurchaseCard
from bot.usecases.purchases.phrases import EMOJI, access_now, purchase_summary
from handlers.telegram.admin.shared.buttons import copy_rows
from handlers.telegram.callbacks.people import ShowUser
from handlers.telegram.callbacks.purchases import PurchasesPage
from handlers.telegram.callbacks.shared import ShowHeld, ShowRefund
from handlers.telegram.ui.screen import button, show

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
        say("purchase-title", emoji=EMOJI[purchase.status], status=card_phrases.status(say, card)),
        card_phrases.why(say, card),
        GAP,
        purchase_summary(say, card),
        say("purchase-received", when=When(purchase.received_at)),
        card_phrases.settled(say, purchase),
        *card_phrases.in_stars(say, card),
        card_phrases.way_of_refund(say, card),
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
