"""The buttons below the list of products, and the panel of its filters."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton

from bot.domain.models import TariffId
from bot.usecases.outbox.wording import Wording
from bot.usecases.tariffs.product_list import Binding, Listed, Order, Page, Range, Wanted
from handlers.telegram.admin.products.screens import name_of
from handlers.telegram.callbacks.products import ShowProduct, ShowProducts
from handlers.telegram.ui.screen import button

Row = list[InlineKeyboardButton]
Tell = Callable[..., str]
T = TypeVar("T")

PANEL = 0
_TYPES = (None, "digital", "custom", "physical")
_STATUSES = (None, "approved", "pending", "rejected")
_SIDE_BY_SIDE = 3
_STARS_RANGES = (Range(None, 499), Range(500, 1999), Range(2000, None))
_NEXT_ORDER = {
    Order.AS_LISTED: Order.CHEAPEST,
    Order.CHEAPEST: Order.DEAREST,
    Order.DEAREST: Order.AS_LISTED,
}


def list_rows(page: Page[Listed], first: int, wanted: Wanted, say: Wording) -> list[Row]:
    """A button for each product, numbered from `first` as in the text; pages; filters."""
    rows = [
        [
            button(
                say.plain("products-item", number=number, name=_name(one, say)),
                ShowProduct(id=one.product.id),
            )
        ]
        for number, one in enumerate(page.items, first)
    ]
    turned = replace(wanted, order=_NEXT_ORDER[wanted.order])
    ordering = button(_order(say.plain, turned.order), ShowProducts.of(turned))
    rows.append(paging(page, say, lambda number: ShowProducts.of(wanted, number)))
    rows.append([_to_panel(wanted, say), ordering])
    return rows


def empty_rows(wanted: Wanted, say: Wording) -> list[Row]:
    """Ways out of a list with nothing in it."""
    if wanted == Wanted():
        return [[button(say.plain("products-again"), ShowProducts.of(wanted))]]
    reset = button(say.plain("products-reset"), ShowProducts.of(Wanted()))
    return [[reset], [_to_panel(wanted, say)]]


def panel_rows(wanted: Wanted, tariffs: list[Binding], found: int, say: Wording) -> list[Row]:
    """Every choice there is, the present ones marked; then the way to the list."""
    groups = (
        [(_type(say.plain, kind), replace(wanted, type=kind)) for kind in _TYPES],
        [(_status(say.plain, one), replace(wanted, status=one)) for one in _STATUSES],
        _stars_choices(wanted, say),
        _stars_ranges(wanted, say),
        _price_choices(wanted, say),
        [(_orders(say.plain, one), replace(wanted, with_orders=one)) for one in (False, True)],
        _bound_choices(wanted, say),
        *_tariff_choices(wanted, tariffs, say),
        [(_order(say.plain, one), replace(wanted, order=one)) for one in Order],
    )
    choices = [[_choice(label, one, wanted, say) for label, one in group] for group in groups]
    rows = [row for group in choices for row in _fitting(group)]
    rows.append([button(say.plain("products-show", count=found), ShowProducts.of(wanted))])
    rows.append([button(say.plain("products-reset"), ShowProducts.of(Wanted(), PANEL))])
    return rows


def describe(wanted: Wanted, tariffs: Iterable[Binding], tell: Tell) -> list[str]:
    """What is chosen, in words; empty when nothing is."""
    found = [
        _type(tell, wanted.type) if wanted.type else "",
        _status(tell, wanted.status) if wanted.status else "",
        _stars(tell, wanted) if (wanted.stars, wanted.with_stars) != (None, None) else "",
        _price(tell, wanted) if wanted.price or wanted.currency else "",
        _orders(tell, with_orders=True) if wanted.with_orders else "",
        _bound(tell, wanted.bound) if wanted.bound is not None else "",
        _tariff(tell, wanted.tariff_id, tariffs) if wanted.tariff_id is not None else "",
        _order(tell, wanted.order) if wanted.order else "",
    ]
    return [part for part in found if part]


def paging(page: Page[T], say: Wording, turn: Callable[[int], CallbackData]) -> Row:
    """‹ 2/5 ›, each only where it leads somewhere; nothing for a single page."""
    if page.count == 1:
        return []
    place = say.plain("products-page", number=page.number, count=page.count)
    row = [button(place, turn(page.number))]
    if page.number > 1:
        row.insert(0, button("‹", turn(page.number - 1)))
    if page.number < page.count:
        row.append(button("›", turn(page.number + 1)))
    return row


Choice = tuple[str, Wanted]


def _stars_choices(wanted: Wanted, say: Wording) -> list[Choice]:
    choices = [replace(wanted, stars=None, with_stars=one) for one in (None, True, False)]
    return [(_stars(say.plain, one), one) for one in choices]


def _stars_ranges(wanted: Wanted, say: Wording) -> list[Choice]:
    """The ready-made ranges, and the one that was typed."""
    ranges = list(_STARS_RANGES)
    if wanted.stars is not None and wanted.stars not in ranges:
        ranges.append(wanted.stars)
    choices = [replace(wanted, stars=one, with_stars=None) for one in ranges]
    return [(_stars(say.plain, one), one) for one in choices]


def _price_choices(wanted: Wanted, say: Wording) -> list[Choice]:
    """A price range is typed: here it is only shown and taken back."""
    if wanted.price is None and wanted.currency is None:
        return []
    anything = replace(wanted, price=None, currency=None)
    return [(_price(say.plain, anything), anything), (_price(say.plain, wanted), wanted)]


def _bound_choices(wanted: Wanted, say: Wording) -> list[Choice]:
    choices = [replace(wanted, bound=one, tariff_id=None) for one in (None, True, False)]
    return [(_bound(say.plain, one.bound), one) for one in choices]


def _tariff_choices(wanted: Wanted, tariffs: list[Binding], say: Wording) -> list[list[Choice]]:
    choices = [
        (
            say.plain("duration-choice", duration=one.duration),
            replace(wanted, bound=None, tariff_id=one.tariff_id),
        )
        for one in tariffs
    ]
    return [choices[start : start + 3] for start in range(0, len(choices), 3)]


def _fitting(group: Row) -> list[Row]:
    """Four side by side would be cut on a phone."""
    half = len(group) // 2
    return [group[:half], group[half:]] if len(group) > _SIDE_BY_SIDE else [group]


def _choice(label: str, choice: Wanted, wanted: Wanted, say: Wording) -> InlineKeyboardButton:
    if choice == wanted:
        label = say.plain("products-chosen", label=label)
    return button(label, ShowProducts.of(choice, PANEL))


def _to_panel(wanted: Wanted, say: Wording) -> InlineKeyboardButton:
    return button(say.plain("products-filters"), ShowProducts.of(wanted, PANEL))


def _name(one: Listed, say: Wording) -> str:
    return name_of(one.product, one.product.id, say)


def _type(tell: Tell, kind: str | None) -> str:
    return tell("products-filter-type", type=kind or "any")


def _status(tell: Tell, status: str | None) -> str:
    return tell("products-filter-status", status=status or "any")


def _orders(tell: Tell, with_orders: bool) -> str:
    return tell("products-filter-orders", orders="waiting" if with_orders else "any")


def _bound(tell: Tell, bound: bool | None) -> str:
    names = {None: "any", True: "bound", False: "unbound"}
    return tell("products-filter-tariff", tariff=names[bound])


def _tariff(tell: Tell, tariff_id: TariffId, tariffs: Iterable[Binding]) -> str:
    for one in tariffs:
        if one.tariff_id == tariff_id:
            return tell("duration-choice", duration=one.duration)
    return tell("products-filter-tariff", tariff="empty")


def _order(tell: Tell, order: Order) -> str:
    return tell("products-filter-order", order=order.name.lower())


def _stars(tell: Tell, wanted: Wanted) -> str:
    if wanted.stars is not None:
        return tell("products-filter-stars-range", range=_range(tell, wanted.stars, 1))
    names = {None: "any", True: "with", False: "without"}
    return tell("products-filter-stars", stars=names[wanted.with_stars])


def _price(tell: Tell, wanted: Wanted) -> str:
    if wanted.price is None:
        return tell("products-filter-price", currency=wanted.currency or "any")
    shown = _range(tell, wanted.price, 100)
    return tell("products-filter-price-range", range=shown, currency=wanted.currency or "any")


def _range(tell: Tell, found: Range, units: int) -> str:
    low, high = (
        "" if end is None else f"{Decimal(end) / units:f}" for end in (found.low, found.high)
    )
    if low == high:
        return low
    ends = "both" if low and high else "low" if low else "high"
    return tell("products-range", ends=ends, low=low, high=high)
