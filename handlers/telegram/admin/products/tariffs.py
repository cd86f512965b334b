"""/tariffs: what is sold for how long, and the old products whose links still work."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message

from bot.deps import Deps
from bot.texts import Markup
from bot.usecases.outbox.wording import Wording
from bot.usecases.tariffs.product_list import Page, Wanted, page_of
from bot.usecases.tariffs.products import Card, Shelf
from handlers.telegram.admin.products.keyboards import paging
from handlers.telegram.admin.products.screens import lines, name_of, notes, prices
from handlers.telegram.callbacks.products import ShowProduct, ShowProducts, ShowTariffPage
from handlers.telegram.callbacks.recurring import ShowPlans
from handlers.telegram.ui.reply import reply
from handlers.telegram.ui.screen import button, done, show

_TARIFFS_A_PAGE = 8
_OLD_SHOWN = 10
"""So many of a tariff's old products are named; there are more only after years."""

Row = list[InlineKeyboardButton]


def register(router: Router) -> None:
    router.message.register(tariffs_command, Command("tariffs"))
    router.callback_query.register(tariffs_pressed, ShowTariffPage.filter())


async def tariffs_command(message: Message, deps: Deps, say: Wording) -> None:
    text, rows = await _screen(1, deps, say)
    await reply(message, text, rows)


async def tariffs_pressed(
    query: CallbackQuery, callback_data: ShowTariffPage, deps: Deps, say: Wording
) -> None:
    text, rows = await _screen(callback_data.page, deps, say)
    await show(query, text, rows)
    await done(query)


async def _screen(number: int, deps: Deps, say: Wording) -> tuple[Markup, list[Row]]:
    await deps.catalog.freshen()
    page = page_of(await deps.products.shelves(), number, _TARIFFS_A_PAGE)
    waiting = await deps.tariffs.waiting()
    parts: list[str | None] = [say("tariffs-title" if page.total else "tariffs-none")]
    for shelf in page.items:
        parts += ["", *_shelf(shelf, say)]
    if waiting:
        parts += ["", say("tariffs-waiting", count=waiting)]
    return lines(parts), _rows(page, say)


def _shelf(shelf: Shelf, say: Wording) -> list[Markup]:
    found = [say("tariffs-tariff", duration=shelf.duration)]
    found += _current(shelf.current, say) if shelf.current else [say("tariffs-nothing-current")]
    if shelf.old:
        ids = ", ".join(say("tariffs-id", id=card.product_id) for card in shelf.old[:_OLD_SHOWN])
        more = len(shelf.old[_OLD_SHOWN:])
        found.append(say("tariffs-old", ids=Markup(ids), more=more))
    return found


def _current(card: Card, say: Wording) -> list[Markup]:
    name = name_of(card.product, card.product_id, say)
    found = [say("tariffs-current", name=name, id=card.product_id)]
    if card.product is None:
        return [*found, say("tariffs-unseen")]
    return [*found, Markup(" · ".join(prices(card.product, say))), *notes(card.product, say)]


def _rows(page: Page[Shelf], say: Wording) -> list[Row]:
    rows = [
        [button(_label(card, shelf, say), ShowProduct(id=card.product_id))]
        for shelf in page.items
        for card in ([shelf.current] if shelf.current else []) + list(shelf.old[:_OLD_SHOWN])
    ]
    rows.append(paging(page, say, lambda number: ShowTariffPage(page=number)))
    rows.append([button(say.plain("products-open"), ShowProducts.of(Wanted()))])
    rows.append([button(say.plain("button-plans"), ShowPlans())])
    return rows


def _label(card: Card, shelf: Shelf, say: Wording) -> str:
    place = "current" if card is shelf.current else "old"
    name = name_of(card.product, card.product_id, say)
    return say.plain("tariffs-button", place=place, duration=shelf.duration, name=name)
