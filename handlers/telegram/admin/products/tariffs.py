"""/tariffs: each tariff with its current product and its old ones, whose links still work."""

from collections.abc import Iterable
from itertools import groupby

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message

from bot.deps import Deps
from bot.domain.models import PlanId
from bot.texts import Markup, lines
from bot.usecases.outbox.wording import Wording
from bot.usecases.tariffs.product_list import Wanted
from bot.usecases.tariffs.product_phrases import name_of, notes, prices
from bot.usecases.tariffs.products import ProductCard, TariffProducts
from handlers.telegram.callbacks.plans import AddPlan
from handlers.telegram.callbacks.products import ShowProduct, ShowProducts, ShowTariffPage
from handlers.telegram.callbacks.recurring import ShowRecurringList
from handlers.telegram.callbacks.stars import ShowStarsPrices
from handlers.telegram.ui.home import to_home
from handlers.telegram.ui.paging import Space, page_at, page_starts, space_of
from handlers.telegram.ui.reply import reply
from handlers.telegram.ui.screen import button, done, pager, show

_TARIFFS_A_PAGE = 8
_PAGE = Space(characters=3400, rows=92)
"""The most of a page: Telegram takes 4096 characters and 100 buttons, and there are more than the
tariffs' own."""
_OLD_SHOWN = 10
"""The most old products that a tariff names; it has more only after years."""
_OFFERED_SHOWN = 8
"""The most products on offer that a tariff names; they are on offer in some currencies at most."""

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
    found = await deps.products.by_tariff()
    waiting = await deps.tariffs.waiting()
    spaces = [space_of(lines(*_tariff(one, say)), len(_shown(one))) for one in found]
    starts = page_starts(spaces, _PAGE, _TARIFFS_A_PAGE)
    page = min(number, len(starts)) - 1
    parts: list[str | None] = [say("tariffs-title" if found else "tariffs-none")]
    parts += _by_plan(found[page_at(starts, page)], say)
    if waiting:
        parts += ["", say("tariffs-held", count=waiting)]
    turning = pager(say, page, len(starts), lambda place: ShowTariffPage(page=place + 1))
    return lines(*parts), [*_product_rows(found[page_at(starts, page)], say), turning, *_ways(say)]


def _by_plan(tariffs: Iterable[TariffProducts], say: Wording) -> list[str | None]:
    """Return the tariffs below the name of their plan; a shop with one plan reads no name."""
    found: list[str | None] = []
    for plan_id, of_plan in groupby(tariffs, key=lambda one: one.tariff.plan_id):
        if len(say.plans) > 1:
            state = "retired" if _is_retired(say, plan_id) else "sold"
            found += ["", say("tariffs-of-plan", plan=say.plan(plan_id), state=state)]
        for tariff in of_plan:
            found += ["", *_tariff(tariff, say)]
    return found


def _is_retired(say: Wording, plan_id: PlanId) -> bool:
    return any(one.id == plan_id and one.retired_at is not None for one in say.plans)


def _shown(tariff: TariffProducts) -> tuple[ProductCard, ...]:
    """Return the products of a tariff that have a button."""
    return tariff.on_offer[:_OFFERED_SHOWN] + tariff.old[:_OLD_SHOWN]


def _tariff(tariff: TariffProducts, say: Wording) -> list[Markup]:
    state = "hidden" if tariff.tariff.is_hidden else "shown"
    found = [say("tariffs-duration", duration=tariff.tariff.duration, state=state)]
    for card in tariff.on_offer[:_OFFERED_SHOWN]:
        found += _current(card, say)
    if others := len(tariff.on_offer[_OFFERED_SHOWN:]):
        found.append(say("product-sell-more", count=others))
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


def _product_rows(tariffs: Iterable[TariffProducts], say: Wording) -> list[Row]:
    return [
        [button(_label(card, tariff, say), ShowProduct(id=card.product_id))]
        for tariff in tariffs
        for card in _shown(tariff)
    ]


def _ways(say: Wording) -> list[Row]:
    """Return the ways from here."""
    return [
        [button(say.plain("button-products"), ShowProducts.of(Wanted()))],
        [button(say.plain("button-stars-prices"), ShowStarsPrices())],
        [button(say.plain("button-recurring"), ShowRecurringList())],
        [button(say.plain("button-plan-add"), AddPlan())],
        to_home(say),
    ]


def _label(card: ProductCard, tariff: TariffProducts, say: Wording) -> str:
    place = "current" if card in tariff.on_offer else "old"
    name = name_of(card.product, card.product_id, say)
    return say.label(
        "label-tariffs-product", place=place, duration=say.tariff(tariff.tariff), name=name
    )
