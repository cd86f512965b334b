"""The buttons of products and tariffs; at most 64 bytes of callback data each.

The buttons of the list hold its whole filter, so that it survives a restart and two admins don't
get in each other's way.
"""

from typing import Annotated, Literal, Self

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from bot.domain.models import TariffId
from bot.usecases.tariffs.product_list import Range, SortOrder, Wanted
from handlers.telegram.callbacks.grown import Grown, Seen
from handlers.telegram.callbacks.shared import PlanNumber

MAX_NUMBER = 36**6 - 1
"""The largest price or number of Stars that a filter can hold: six digits of base 36."""
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_RANGE = r"^[0-9a-z]{0,6}-[0-9a-z]{0,6}$"
_WORDS = {
    "d": "digital",
    "c": "custom",
    "p": "physical",
    "a": "approved",
    "w": "pending",
    "r": "rejected",
}
_LETTERS = {word: letter for letter, word in _WORDS.items()}

RangeCode = Annotated[str, Field(pattern=_RANGE)]
Number = Annotated[int, Field(gt=0, lt=2**63)]


class ShowProducts(CallbackData, prefix="pl"):
    """Opens a page of the list, or the panel of its filters (page 0)."""

    page: Annotated[int, Field(ge=0, le=9999)] = 1
    type: Literal["d", "c", "p"] | None = None
    status: Literal["a", "w", "r"] | None = None
    with_stars: Literal["0", "1"] | None = None
    stars: RangeCode | None = None
    price: RangeCode | None = None
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3,5}$")] | None = None
    orders: Literal["1"] | None = None
    tariff: Annotated[str, Field(pattern=r"^([bu]|[0-9]{1,6})$")] | None = None
    order: Literal["c", "d"] | None = None

    @classmethod
    def of(cls, wanted: Wanted, page: int = 1) -> Self:
        """Encode a filter and a page."""
        return cls.model_validate(
            {
                "page": page,
                "type": _LETTERS.get(wanted.type or ""),
                "status": _LETTERS.get(wanted.status or ""),
                "with_stars": None if wanted.with_stars is None else str(int(wanted.with_stars)),
                "stars": _range_code(wanted.stars),
                "price": _range_code(wanted.price),
                "currency": wanted.currency,
                "orders": "1" if wanted.with_orders else None,
                "tariff": _tariff_code(wanted),
                "order": wanted.order or None,
            }
        )

    @property
    def wanted(self) -> Wanted:
        """Return the filter that the button holds."""
        is_id = self.tariff is not None and self.tariff.isdecimal()
        return Wanted(
            type=_WORDS.get(self.type or ""),
            status=_WORDS.get(self.status or ""),
            with_stars=None if self.with_stars is None else self.with_stars == "1",
            stars=_range(self.stars),
            price=_range(self.price),
            currency=self.currency,
            with_orders=self.orders is not None,
            bound=None if self.tariff is None or is_id else self.tariff == "b",
            tariff_id=TariffId(int(self.tariff or "")) if is_id else None,
            order=SortOrder(self.order or ""),
        )


class ShowProduct(CallbackData, prefix="prod"):
    """Opens the card of a product, as a message of its own; `id` is Tribute's."""

    id: Number


class BackToProduct(CallbackData, prefix="prodb"):
    """Opens the card again, in the place of a question about it."""

    id: Number


class SellAs(Grown, CallbackData, prefix="sell"):
    """Opens the choice of a duration for a product, after that of a `plan` where there are
    several."""

    id: Number
    plan: PlanNumber = None


class SellFor(Grown, CallbackData, prefix="sellf"):
    """Opens the question before selling; `duration` as `durations.encode` has it, or `OTHER`.

    Without a `plan` it is the first one.
    """

    id: Number
    duration: str
    plan: PlanNumber = None


class ConfirmSelling(Grown, CallbackData, prefix="sellc"):
    """Sells the product, if all is as it was `seen`, or offers it `beside` what it would replace.
    Buttons of before name what it would replace instead (0: nothing). Without a `plan` it is the
    first one."""

    id: Number
    duration: str
    instead_of: Annotated[int, Field(ge=0, lt=2**63)] = 0
    plan: PlanNumber = None
    beside: Literal["1"] | None = None
    seen: Seen = None


class StopSelling(CallbackData, prefix="stop"):
    """Opens the question before a product is no longer offered."""

    id: Number


class ConfirmStop(Grown, CallbackData, prefix="stopc"):
    """Stops offering the product, if it is sold as it was seen."""

    id: Number
    seen: Seen = None


class ShowTariffPage(CallbackData, prefix="tar"):
    """Opens a page of the tariffs; pages count from 1."""

    page: Annotated[int, Field(ge=1, le=9999)] = 1


def _tariff_code(wanted: Wanted) -> str | None:
    if wanted.tariff_id is not None:
        return str(wanted.tariff_id)
    return None if wanted.bound is None else "b" if wanted.bound else "u"


def _range_code(found: Range | None) -> str | None:
    if found is None:
        return None
    low, high = (
        "" if end is None else _base36(min(end, MAX_NUMBER)) for end in (found.low, found.high)
    )
    return f"{low}-{high}"


def _range(code: str | None) -> Range | None:
    if code is None:
        return None
    low, _, high = code.partition("-")
    return Range(int(low, 36) if low else None, int(high, 36) if high else None)


def _base36(number: int) -> str:
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
        if number == 0:
            return digits
