"""/purchases: all purchases, newest first, and a card for each."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message

from bot.deps import Deps
from bot.domain.records import Purchase
from bot.texts import GAP, Markup, When, lines
from bot.usecases.outbox.wording import Wording
from bot.usecases.purchases.lookup import Page
from bot.usecases.purchases.phrases import EMOJI, buyer
from handlers.telegram.admin.shared.purchase_card import show_purchase
from handlers.telegram.callbacks.purchases import OpenPurchase, PurchasesPage
from handlers.telegram.callbacks.shared import ShowPurchase
from handlers.telegram.ui.home import to_home
from handlers.telegram.ui.screen import button, done, keyboard, pager, show

_PAGE_SIZE = 6

Rows = list[list[InlineKeyboardButton]]


def register(router: Router) -> None:
    router.message.register(purchases, Command("purchases", ignore_case=True))
    router.callback_query.register(turn_page, PurchasesPage.filter())
    router.callback_query.register(open_from_list, OpenPurchase.filter())
    router.callback_query.register(open_card, ShowPurchase.filter())


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
            say.plain("label-purchases-number", number=number, emoji=_emoji(one)),
            OpenPurchase(id=one.id, page=page.number),
        )
        for number, (one, _) in enumerate(page.rows, 1)
    ]
    turning = pager(say, page.number, page.pages, lambda number: PurchasesPage(page=number))
    return [numbers[:3], numbers[3:], turning, to_home(say)]


def _emoji(purchase: Purchase) -> str:
    return EMOJI[purchase.status]


def _paid_when(purchase: Purchase) -> When:
    return When(purchase.purchased_at or purchase.received_at)
