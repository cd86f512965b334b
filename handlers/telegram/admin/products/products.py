"""/products: Tribute's products page by page; the buttons hold the filter."""

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.deps import Deps
from bot.texts import GAP, Markup, lines
from bot.tribute.errors import TributeError
from bot.usecases.outbox.wording import Wording
from bot.usecases.tariffs.product_list import Binding, Listed, Page, Wanted, matching, page_of
from bot.usecases.tariffs.product_phrases import listed_facts, name_of
from handlers.telegram.admin.products.filter_query import read_wanted
from handlers.telegram.admin.products.keyboards import (
    PANEL,
    Row,
    describe,
    empty_rows,
    list_rows,
    panel_rows,
)
from handlers.telegram.callbacks.products import ShowProducts
from handlers.telegram.ui.reply import reply
from handlers.telegram.ui.screen import button, done, show

PAGE_SIZE = 6

Screen = tuple[Markup, list[Row]]


def register(router: Router) -> None:
    router.message.register(products_command, Command("products", ignore_case=True))
    router.callback_query.register(products_pressed, ShowProducts.filter())


async def products_command(
    message: Message, command: CommandObject, deps: Deps, say: Wording
) -> None:
    """Answer `/products`, also with a filter: `/products 5-20 usd`, `/products stars 100-500`."""
    wanted = read_wanted(command.args or "")
    if wanted is None:
        await message.answer(say("products-filter-unreadable"))
        return
    text, rows = await _screen(ShowProducts.of(wanted), deps, say)
    await reply(message, text, rows)


async def products_pressed(
    query: CallbackQuery, callback_data: ShowProducts, deps: Deps, say: Wording
) -> None:
    text, rows = await _screen(callback_data, deps, say)
    await show(query, text, rows)
    await done(query)


async def _screen(asked: ShowProducts, deps: Deps, say: Wording) -> Screen:
    try:
        listed = await deps.products.listed()
    except TributeError as error:
        return say(error.text_key), [[button(say.plain("button-try-again"), asked)]]
    found = matching(listed, asked.wanted)
    tariffs = _tariffs(listed, deps)
    if asked.page == PANEL:
        return _panel(asked.wanted, tariffs, len(found), say)
    if not found:
        text, rows = _nothing(asked.wanted, tariffs, say)
    else:
        page = page_of(found, asked.page, PAGE_SIZE)
        text, rows = _page(page, asked.wanted, tariffs, say)
    return _with_skipped(text, deps.products.skipped, say), rows


def _with_skipped(text: Markup, skipped: int, say: Wording) -> Markup:
    """Say how many products can't be read: the one that is looked for may be among them."""
    return lines(text, GAP, say("products-skipped", count=skipped)) if skipped else text


def _page(page: Page[Listed], wanted: Wanted, tariffs: list[Binding], say: Wording) -> Screen:
    first = (page.number - 1) * PAGE_SIZE + 1
    parts = [say("products-title", count=page.total)]
    if chosen := describe(wanted, tariffs, say):
        parts.append(say("products-filter", wanted=Markup(" · ".join(chosen))))
    for number, one in enumerate(page.items, first):
        name = name_of(one.product, one.product.id, say)
        facts = listed_facts(one, say)
        parts += [Markup(), say("products-row", number=number, name=name, facts=facts)]
    return lines(*parts), list_rows(page, first, wanted, say)


def _nothing(wanted: Wanted, tariffs: list[Binding], say: Wording) -> Screen:
    if wanted == Wanted():
        return say("products-none"), empty_rows(wanted, say)
    chosen = Markup(" · ".join(describe(wanted, tariffs, say)))
    return say("products-none-fit", wanted=chosen), empty_rows(wanted, say)


def _panel(wanted: Wanted, tariffs: list[Binding], found: int, say: Wording) -> Screen:
    return say("products-filter-ask", count=found), panel_rows(wanted, tariffs, found, say)


def _tariffs(listed: list[Listed], deps: Deps) -> list[Binding]:
    """Return the tariffs that the products are bound to, each once: by plan, shortest first."""
    order = [plan.id for plan in deps.plans.known]
    found = {one.binding.tariff.id: one.binding for one in listed if one.binding is not None}
    return sorted(
        found.values(),
        key=lambda one: (
            order.index(one.tariff.plan_id),
            one.tariff.duration.lifetime,
            one.tariff.duration.months * 30 + one.tariff.duration.days,
        ),
    )
