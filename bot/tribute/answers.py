"""The answers of Tribute's API as pydantic models: products, a page of them, a refund, an error."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)

from bot.domain.models import Product, ProductId
from bot.domain.money import CURRENCY_PATTERN, Money, currency_code
from bot.tribute.strict_json import INT64_MAX

_LINK_SCHEMES = ("https://", "http://", "tg://")  # those a Telegram button may lead to


@dataclass(frozen=True, slots=True)
class ProductList:
    """All products of the shop; `skipped` more could not be read."""

    products: tuple[Product, ...] = ()
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class ProductPage:
    """One page of the list. `has_more`: by its `meta`, or else by its length, another page may
    follow."""

    products: tuple[Product, ...]
    has_more: bool
    total: int | None
    skipped: int
    """Rows that could not be read as a product."""


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _link(value: object) -> str:
    link = _text(value)
    return link if link.startswith(_LINK_SCHEMES) else ""


def _or_none(value: object, handler: ValidatorFunctionWrapHandler) -> object:
    try:
        return handler(value)
    except ValidationError:
        return None


_Text = Annotated[str, BeforeValidator(_text)]
_Link = Annotated[str, BeforeValidator(_link)]
_Flag = Annotated[bool, BeforeValidator(lambda value: value is True)]
_Amount = Annotated[int, Field(ge=0, le=INT64_MAX)]
_Count = Annotated[_Amount | None, WrapValidator(_or_none)]


class _Answer(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="ignore", hide_input_in_errors=True)


class ProductRow(_Answer):
    """A product. Without id and price it can't be sold; other fields may be missing or have new
    values."""

    id: Annotated[int, Field(gt=0, le=INT64_MAX)]
    amount: _Amount
    currency: Annotated[str, StringConstraints(pattern=CURRENCY_PATTERN)]
    type: _Text = ""
    name: _Text = ""
    description: _Text = ""
    status: _Text = ""
    link: _Link = ""
    webLink: _Link = ""  # noqa: N815  (this and below: Tribute's own names)
    acceptCards: _Flag = False  # noqa: N815
    starsAmount: _Count = None  # noqa: N815
    starsAmountEnabled: _Flag = False  # noqa: N815
    pendingOrders: _Count = None  # noqa: N815

    def product(self) -> Product:
        return Product(
            id=ProductId(self.id),
            type=self.type,
            name=self.name,
            price=Money(self.amount, currency_code(self.currency)),
            status=self.status,
            accepts_cards=self.acceptCards,
            link=self.link,
            web_link=self.webLink,
            description=self.description,
            stars_amount=self.starsAmount if self.starsAmountEnabled else None,
            pending_orders=self.pendingOrders,
        )


class Cancelled(_Answer):
    """The answer to a refund. Only `success` true says that this purchase was refunded."""

    success: bool
    purchaseId: int  # noqa: N815


class Refusal(_Answer):
    """An error's code, where it is a documented one; others may say anything and stay unread."""

    error: Literal["error_bad_request", "error_not_found", "error_not_permitted", "no_access"]


def product(answer: dict[str, object]) -> Product | None:
    """Return the product in an answer, or None where it can't be read."""
    try:
        return ProductRow.model_validate(answer).product()
    except ValidationError:
        return None


def cancelled(answer: dict[str, object]) -> int | None:
    """Return the id of the refunded purchase, or None if the answer doesn't confirm a refund."""
    try:
        found = Cancelled.model_validate(answer)
    except ValidationError:
        return None
    return found.purchaseId if found.success else None


def refusal(answer: dict[str, object]) -> str | None:
    """Return the documented error code in an answer, or None."""
    try:
        return Refusal.model_validate(answer).error
    except ValidationError:
        return None


def page(answer: dict[str, object], number: int, size: int) -> ProductPage:
    """Return the products in a page; rows that can't be read are skipped and counted."""
    listed = answer.get("rows")
    rows = listed if isinstance(listed, list) else []
    products = tuple(
        found for row in rows if isinstance(row, dict) and (found := product(row)) is not None
    )
    described = answer.get("meta")
    meta = _Meta.model_validate(described if isinstance(described, dict) else {})
    return ProductPage(
        products=products,
        has_more=bool(rows) and meta.has_more(number, size, len(rows)),
        total=meta.total,
        skipped=len(rows) - len(products),
    )


class _Meta(_Answer):
    total: _Count = None
    limit: _Count = None
    """The page's size, which may be less than was asked for."""

    def has_more(self, number: int, size: int, row_count: int) -> bool:
        size = min(size, self.limit or size)
        seen = (number - 1) * size + row_count
        if self.total is not None and self.total >= seen:
            return seen < self.total
        return row_count >= size
