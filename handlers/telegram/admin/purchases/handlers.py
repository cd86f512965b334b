"""The room of purchases: all of them, newest first, and one card for each."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message

from bot.deps import Deps
from bot.domain.models import HeldReason, PurchaseStatus
from bot.texts import Markup, When
from bot.usecases.outbox.wording import Wording
from bot.usecases.people.people import Person
from bot.usecases.purchases.lookup import Page, Purchase, PurchaseCard
from handlers.telegram.admin.history_lines import history
from handlers.telegram.admin.shared import (
    EMOJI,
    GAP,
    access,
    buyer,
    facts,
    lines,
    quoted,
    refund_reason,
    short_name,
    who,
)
from handlers.telegram.callbacks.purchases import OpenPurchase, PurchasesPage, ShowUser
from handlers.telegram.callbacks.shared import ShowHeld, ShowPurchase, ShowRefund
from handlers.telegram.ui.screen import button, done, keyboard, pager, show

_PAGE_SIZE = 6

Rows = list[list[InlineKeyboardButton]]


def register(room: Router) -> None:
    room.message.register(purchases, Command("purchases"))
    room.callback_query.register(turn_page, PurchasesPage.filter())
    room.callback_query.register(open_from_list, OpenPurchase.filter())
    room.callback_query.register(open_card, ShowPurchase.filter())


async def purchases(message: Message, say: Wording, deps: Deps) -> None:
    page = await deps.purchases.page(0, _PAGE_SIZE)
    await message.answer(_list(say, page), reply_markup=keyboard(_list_rows(say, page)))


async def turn_page(
    query: CallbackQuery, callback_data: PurchasesPage, say: Wording, deps: Deps
) -> None:
    page = await deps.purchases.page(callback_data.page, _PAGE_SIZE)
    await show(query, _list(say, page), _list_rows(say, page))
    await done(query)


async def open_card(
    query: CallbackQuery, callback_data: ShowPurchase, say: Wording, deps: Deps
) -> None:
    await show_purchase(query, callback_data.id, say, deps)
    await done(query)


async def open_from_list(
    query: CallbackQuery, callback_data: OpenPurchase, say: Wording, deps: Deps
) -> None:
    await show_purchase(query, callback_data.id, say, deps, back=callback_data.page)
    await done(query)


async def show_purchase(
    query: CallbackQuery, row: int, say: Wording, deps: Deps, *, back: int = 0
) -> None:
    """The card of a purchase as it is now; `back` is the page of the list to return to."""
    card = await deps.purchases.card(row)
    if card is None:
        await show(query, say("purchase-not-found"), [[_all(say, back)]])
        return
    await show(query, _card(say, card, deps.clock.now()), _card_rows(say, card, back))


def _list(say: Wording, page: Page) -> Markup:
    if not page.rows:
        return say("purchases-none")
    title = say("purchases-title", number=page.number + 1, pages=page.pages)
    entries = [
        lines(
            GAP,
            say("purchases-entry", number=number, emoji=_emoji(one), what=say.product(one)),
            say(
                "purchases-entry-more",
                who=buyer(say, one, person),
                number=say.number(one),
                when=_paid_when(one),
            ),
        )
        for number, (one, person) in enumerate(page.rows, 1)
    ]
    return lines(title, *entries)


def _list_rows(say: Wording, page: Page) -> Rows:
    numbers = [
        button(
            say.plain("label-number", number=number, emoji=_emoji(one)),
            OpenPurchase(id=one.id, page=page.number),
        )
        for number, (one, _) in enumerate(page.rows, 1)
    ]
    turning = pager(page.number, page.pages, lambda number: PurchasesPage(page=number))
    return [numbers[:3], numbers[3:], turning]


def _card(say: Wording, card: PurchaseCard, now: int) -> Markup:
    purchase = card.purchase
    return lines(
        say("purchase-title", emoji=_emoji(purchase), status=_status(say, card)),
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


def _emoji(purchase: Purchase) -> str:
    return EMOJI[purchase.status]


def _paid_when(purchase: Purchase) -> When:
    return When(purchase.purchased_at or purchase.received_at)


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
