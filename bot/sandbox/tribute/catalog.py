"""The products of the simulated seller, in the shape of Tribute's API."""

from typing import Literal, NotRequired, TypedDict, Unpack

ProductType = Literal["digital", "custom", "physical"]
ProductStatus = Literal["pending", "approved", "rejected"]
PRODUCT_TYPES: tuple[ProductType, ...] = ("digital", "custom", "physical")


class ProductFields(TypedDict, total=False):
    """The fields that a new product may be given, by the API's own names; the rest is filled in."""

    id: int
    type: ProductType
    description: str
    amount: int
    currency: Literal["USD", "EUR", "RUB"]
    starsAmount: int
    status: ProductStatus
    acceptCards: bool
    pendingOrders: int
    code: str


class ProductJson(TypedDict):
    """A product as `GET /products/{id}` returns it."""

    id: int
    type: str
    name: str
    description: str
    amount: int
    currency: str
    starsAmount: NotRequired[int]
    starsAmountEnabled: bool
    status: str
    isCustom: bool
    acceptCards: bool
    acceptWalletPay: bool
    protectContent: bool
    created: str
    updated: str
    pendingOrders: NotRequired[int]
    link: str
    webLink: str


_LETTERS = "kQzWvbNrJxTgHpYcDfMsLhRyBnXwGtPjVdKmZqFSCaAeEiIoOuUl"
_IN_TELEGRAM = "https://t.me/tribute/app?startapp=p"
_IN_BROWSER = "https://web.tribute.tg/p/"


def spare_code(number: int) -> str:
    """Return a link code that, like Tribute's own, can't be guessed from the product's id."""
    mixed = (number * 48_271 + 20_011) % len(_LETTERS) ** 3
    first, rest = divmod(mixed, len(_LETTERS) ** 2)
    return "".join(_LETTERS[i] for i in (first, *divmod(rest, len(_LETTERS))))


def code_of(link: str) -> str | None:
    """Return the code at the end of a product's `link` or `webLink`; None for another address."""
    bare = link.removeprefix("https://").removeprefix("http://")
    for address in (_IN_TELEGRAM, _IN_BROWSER):
        prefix = address.removeprefix("https://")
        if bare.startswith(prefix):
            return bare.removeprefix(prefix) or None
    return None


def make_product(name: str, **fields: Unpack[ProductFields]) -> ProductJson:
    """Return a product with these fields and the rest filled in; `id` and `code` are required."""
    kind = fields.get("type", "digital")
    code = fields["code"]
    product: ProductJson = {
        "id": fields["id"],
        "type": kind,
        "name": name,
        "description": fields.get("description", ""),
        "amount": fields.get("amount", 999),
        "currency": fields.get("currency", "USD"),
        "starsAmountEnabled": "starsAmount" in fields,
        "status": fields.get("status", "approved"),
        "isCustom": kind == "custom",
        "acceptCards": fields.get("acceptCards", False),
        "acceptWalletPay": False,
        "protectContent": kind == "digital",
        "created": "2025-11-02T09:30:00Z",
        "updated": "2026-01-15T18:05:42.103Z",
        "link": _IN_TELEGRAM + code,
        "webLink": _IN_BROWSER + code,
    }
    if "starsAmount" in fields:
        product["starsAmount"] = fields["starsAmount"]
    if kind == "custom":
        product["pendingOrders"] = fields.get("pendingOrders", 0)
    return product
