"""/tariffs: each tariff with its current product and its old ones, whose links still work."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message

from bot.deps import Deps
from bot.texts import Markup, lines
from bot.usecases.outbox.wording import Wording
from bot.usecases.tariffs.product_list import Page, Wanted, page_of
from bot.usecases.tariffs.products import ProductCard, TariffProducts
from handlers.telegram.admin.products.screens import name_of, notes, prices
from handlers.telegram.callbacks.products import ShowProduct, ShowProducts, ShowTariffPage
from handlers.telegram.callbacks.recurring import ShowRecurringList
from handlers.telegram.ui.home import to_home
from handlers.telegram.ui.reply import reply
from handlers.telegram.ui.screen import button, done, pager, show

_TARIFFS_A_PAGE = 8
_OLD_SHOWN = 10
"""The most old products that a tariff names; it has more only after years."""

Row = list[InlineKeyboardButton]


def register(router: Router) -> None:
    router.message.register(tariffs_command, Command("tariffs", ignore_case=True))
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
    await deps.catalog.refresh()
    page = page_of(await deps.products.by_tariff(), number, _TARIFFS_A_PAGE)
    waiting = await deps.tariffs.waiting()
    parts: list[str | None] = [say("tariffs-title" if page.total else "tariffs-none")]
    for tariff in page.items:
        parts += ["", *_tariff(tariff, say)]
    if waiting:
        parts += ["", say("tariffs-held", count=waiting)]
    return lines(*parts), _rows(page, say)


def _tariff(tariff: TariffProducts, say: Wording) -> list[Markup]:
    found = [say("tariffs-duration", duration=say.tariff(tariff.tariff))]
    for card in tariff.on_offer:
        found += _current(card, say)
    if not tariff.on_offer:
        found.append(say("tariffs-none-current"))
    if tariff.old:
        ids = ", ".join(
            say("tariffs-old-id", id=card.product_id) for card in tariff.old[:_OLD_SHOWN]
        )
        more = len(tariff.old[_OLD_SHOWN:])
        found.append(say("tariffs-old", ids=Markup(ids), more=more))
    return found


def _current(card: ProductCard, say: Wording) -> list[Markup]:
    name = name_of(card.product, card.product_id, say)
    found = [say("tariffs-current", name=name, id=card.product_id)]
    if card.product is None:
        return [*found, say("tariffs-unseen")]
    return [*found, Markup(" · ".join(prices(card.product, say))), *notes(card.product, say)]


def _rows(page: Page[TariffProducts], say: Wording) -> list[Row]:
    rows = [
        [button(_label(card, tariff, say), ShowProduct(id=card.product_id))]
        for tariff in page.items
        for card in tariff.on_offer + tariff.old[:_OLD_SHOWN]
    ]
    rows.append(
        pager(say, page.number - 1, page.count, lambda place: ShowTariffPage(page=place + 1))
    )
    rows.append([button(say.plain("button-products"), ShowProducts.of(Wanted()))])
    rows.append([button(say.plain("button-recurring"), ShowRecurringList())])
    rows.append(to_home(say))
    return rows


def _label(card: ProductCard, tariff: TariffProducts, say: Wording) -> str:
    place = "current" if card in tariff.on_offer else "old"
    name = name_of(card.product, card.product_id, say)
    return say.label(
        "label-tariffs-product", place=place, duration=say.tariff(tariff.tariff), name=name
    )
