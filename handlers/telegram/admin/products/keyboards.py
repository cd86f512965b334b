"""The buttons below the list of products, and those of the panel of its filters."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal

from aiogram.types import InlineKeyboardButton

from bot.domain.models import TariffId
from bot.usecases.outbox.wording import Wording
from bot.usecases.tariffs.product_list import Binding, Listed, Page, Range, SortOrder, Wanted
from bot.usecases.tariffs.product_phrases import name_of
from handlers.telegram.callbacks.products import ShowProduct, ShowProducts, ShowTariffPage
from handlers.telegram.ui.screen import button, pager, side_by_side

Row = list[InlineKeyboardButton]
Phrase = Callable[..., str]

PANEL = 0
_TYPES = (None, "digital", "custom", "physical")
_STATUSES = (None, "approved", "pending", "rejected")
_SIDE_BY_SIDE = 3
_STARS_RANGES = (Range(None, 499), Range(500, 1999), Range(2000, None))
_NEXT_ORDER = {
    SortOrder.AS_LISTED: SortOrder.CHEAPEST,
    SortOrder.CHEAPEST: SortOrder.DEAREST,
    SortOrder.DEAREST: SortOrder.AS_LISTED,
}


def list_rows(page: Page[Listed], first: int, wanted: Wanted, say: Wording) -> list[Row]:
    """Return a button for each product, numbered from `first` as in the text; pages; filters."""
    rows = [
        [
            button(
                say.label("label-products-item", number=number, name=_name(one, say)),
                ShowProduct(id=one.product.id),
            )
        ]
        for number, one in enumerate(page.items, first)
    ]
    turned = replace(wanted, order=_NEXT_ORDER[wanted.order])
    ordering = button(_order(say.plain, turned.order), ShowProducts.of(turned))
    rows.append(
        pager(say, page.number - 1, page.count, lambda place: ShowProducts.of(wanted, place + 1))
    )
    rows += side_by_side([_to_panel(wanted, say), ordering])
    rows.append(_to_tariffs(say))
    return rows


def empty_rows(wanted: Wanted, say: Wording) -> list[Row]:
    """Return the buttons of an empty list: reset or change the filter, or try again."""
    if wanted == Wanted():
        again = button(say.plain("button-try-again"), ShowProducts.of(wanted))
        return [[again], _to_tariffs(say)]
    reset = button(say.plain("button-products-reset"), ShowProducts.of(Wanted()))
    return [[reset], [_to_panel(wanted, say)], _to_tariffs(say)]


def panel_rows(wanted: Wanted, tariffs: list[Binding], found: int, say: Wording) -> list[Row]:
    """Return every choice, the present ones marked, and the button to the list."""
    groups = (
        [(_type(say.plain, kind), replace(wanted, type=kind)) for kind in _TYPES],
        [(_status(say.plain, one), replace(wanted, status=one)) for one in _STATUSES],
        _stars_choices(wanted, say),
        _stars_ranges(wanted, say),
        _price_choices(wanted, say),
        [(_orders(say.plain, one), replace(wanted, with_orders=one)) for one in (False, True)],
        _bound_choices(wanted, say),
        *_tariff_choices(wanted, tariffs, say),
        [(_order(say.plain, one), replace(wanted, order=one)) for one in SortOrder],
    )
    choices = [[_choice(label, one, wanted, say) for label, one in group] for group in groups]
    rows = [row for group in choices for row in _fitting(group)]
    rows.append([button(say.plain("button-products-show", count=found), ShowProducts.of(wanted))])
    rows.append([button(say.plain("button-products-reset"), ShowProducts.of(Wanted(), PANEL))])
    return rows


def describe(wanted: Wanted, tariffs: Iterable[Binding], phrase: Wording) -> list[str]:
    """Return the chosen filters in words; empty where none is chosen."""
    found = [
        _type(phrase, wanted.type) if wanted.type else "",
        _status(phrase, wanted.status) if wanted.status else "",
        _stars(phrase, wanted) if (wanted.stars, wanted.with_stars) != (None, None) else "",
        _price(phrase, wanted) if wanted.price or wanted.currency else "",
        _orders(phrase, with_orders=True) if wanted.with_orders else "",
        _bound(phrase, wanted.bound) if wanted.bound is not None else "",
        _tariff(phrase, wanted.tariff_id, tariffs) if wanted.tariff_id is not None else "",
        _order(phrase, wanted.order) if wanted.order else "",
    ]
    return [part for part in found if part]


Choice = tuple[str, Wanted]
_MOST_TARIFFS = 48
"""More would not fit beside the other filters: Telegram takes 100 buttons. The others are found in
/tariffs."""


def _stars_choices(wanted: Wanted, say: Wording) -> list[Choice]:
    choices = [replace(wanted, stars=None, with_stars=one) for one in (None, True, False)]
    return [(_stars(say.plain, one), one) for one in choices]


def _stars_ranges(wanted: Wanted, say: Wording) -> list[Choice]:
    """Return the ready-made ranges, and the typed one."""
    ranges = list(_STARS_RANGES)
    if wanted.stars is not None and wanted.stars not in ranges:
        ranges.append(wanted.stars)
    choices = [replace(wanted, stars=one, with_stars=None) for one in ranges]
    return [(_stars(say.plain, one), one) for one in choices]


def _price_choices(wanted: Wanted, say: Wording) -> list[Choice]:
    """Return the typed price range and the choice to remove it; a range can only be typed."""
    if wanted.price is None and wanted.currency is None:
        return []
    anything = replace(wanted, price=None, currency=None)
    return [(_price(say.plain, anything), anything), (_price(say.plain, wanted), wanted)]


def _bound_choices(wanted: Wanted, say: Wording) -> list[Choice]:
    choices = [replace(wanted, bound=one, tariff_id=None) for one in (None, True, False)]
    return [(_bound(say.plain, one.bound), one) for one in choices]


def _tariff_choices(wanted: Wanted, tariffs: list[Binding], say: Wording) -> list[list[Choice]]:
    chosen = [one for one in tariffs if one.tariff.id == wanted.tariff_id]
    others = [one for one in tariffs if one.tariff.id != wanted.tariff_id]
    choices = [
        (
            say.tariff_label(one.tariff),
            replace(wanted, bound=None, tariff_id=one.tariff.id),
        )
        for one in [*chosen, *others][:_MOST_TARIFFS]
    ]
    return [choices[start : start + 3] for start in range(0, len(choices), 3)]


def _fitting(group: Row) -> list[Row]:
    """Return the buttons in rows; four of them as two by two, not as three and one."""
    half = len(group) // 2
    parts = [group[:half], group[half:]] if len(group) > _SIDE_BY_SIDE else [group]
    return [row for part in parts for row in side_by_side(part)]


def _choice(label: str, choice: Wanted, wanted: Wanted, say: Wording) -> InlineKeyboardButton:
    if choice == wanted:
        label = say.label("label-products-chosen", label=label)
    return button(label, ShowProducts.of(choice, PANEL))


def _to_panel(wanted: Wanted, say: Wording) -> InlineKeyboardButton:
    return button(say.plain("button-products-filters"), ShowProducts.of(wanted, PANEL))


def _to_tariffs(say: Wording) -> Row:
    """Return the way back from the list: what is sold."""
    return [button(say.plain("button-tariffs"), ShowTariffPage())]


def _name(one: Listed, say: Wording) -> str:
    return name_of(one.product, one.product.id, say)


def _type(phrase: Phrase, kind: str | None) -> str:
    return phrase("label-products-filter-type", type=kind or "any")


def _status(phrase: Phrase, status: str | None) -> str:
    return phrase("label-products-filter-status", status=status or "any")


def _orders(phrase: Phrase, with_orders: bool) -> str:
    return phrase("label-products-filter-orders", orders="waiting" if with_orders else "any")


def _bound(phrase: Phrase, bound: bool | None) -> str:
    names = {None: "any", True: "bound", False: "unbound"}
    return phrase("label-products-filter-tariff", tariff=names[bound])


def _tariff(phrase: Wording, tariff_id: TariffId, tariffs: Iterable[Binding]) -> str:
    for one in tariffs:
        if one.tariff.id == tariff_id:
            return phrase("label-duration", duration=phrase.tariff(one.tariff))
    return phrase("label-products-filter-tariff", tariff="empty")


def _order(phrase: Phrase, order: SortOrder) -> str:
    return phrase("label-products-filter-order", order=order.name.lower())


def _stars(phrase: Phrase, wanted: Wanted) -> str:
    if wanted.stars is not None:
        return phrase("label-products-filter-stars-range", range=_range(phrase, wanted.stars, 1))
    names = {None: "any", True: "with", False: "without"}
    return phrase("label-products-filter-stars", stars=names[wanted.with_stars])


def _price(phrase: Phrase, wanted: Wanted) -> str:
    if wanted.price is None:
        return phrase("label-products-filter-price", currency=wanted.currency or "any")
    shown = _range(phrase, wanted.price, 100)
    return phrase(
        "label-products-filter-price-range", range=shown, currency=wanted.currency or "any"
    )


def _range(phrase: Phrase, found: Range, units: int) -> str:
    low, high = (
        "" if end is None else f"{Decimal(end) / units:f}" for end in (found.low, found.high)
    )
    if low == high:
        return low
    ends = "both" if low and high else "low" if low else "high"
    return phrase("label-products-range", ends=ends, low=low, high=high)
