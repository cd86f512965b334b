"""Tribute's records: the products, the purchases and their refunds."""

import re
from dataclasses import dataclass
from typing import Literal, Unpack

from bot.sandbox.tribute.catalog import ProductFields, ProductJson, make_product, spare_code
from bot.sandbox.tribute.default_products import default_products
from bot.sandbox.tribute.timestamps import Timestamps

Method = Literal["stars", "card"]
RefundReason = Literal["telegram_refund", "Cancel product purchase from public API"]
REFUNDED_BY_BUYER: RefundReason = "telegram_refund"
REFUNDED_BY_API: RefundReason = "Cancel product purchase from public API"
_NUMBER = re.compile(r"\d{1,18}", re.ASCII)


def whole_number(text: str) -> int | None:
    """Return an id or count from an address; None for anything but a few plain digits."""
    return int(text) if _NUMBER.fullmatch(text) else None


@dataclass(slots=True)
class Purchase:
    """One payment; `telegram_user_id` is None for a buyer signed in by e-mail in the browser."""

    id: int
    transaction_id: int
    product_id: int
    product_name: str
    amount_minor: int
    currency: str
    method: Method
    telegram_user_id: int | None
    telegram_username: str | None
    user_id: int
    created_at: int
    created_text: str
    refunded_text: str = ""
    refund_reason: RefundReason | None = None

    @property
    def refunded(self) -> bool:
        return self.refund_reason is not None

    @property
    def trb_user_id(self) -> str:
        """The buyer's id: `T-…` for a sign-in by Telegram, `W-…` by e-mail."""
        return f"{'W' if self.telegram_user_id is None else 'T'}-{self.user_id}"


class Shop:
    """The seller's products, one product of somebody else, and every purchase."""

    def __init__(self, timestamps: Timestamps) -> None:
        self.timestamps = timestamps
        self.products = default_products()
        self.foreign_products = {900: make_product("Somebody else's course", id=900, code="RzP")}
        self.purchases: dict[int, Purchase] = {}
        self._user_ids: dict[int, int] = {}
        self._next_user_id = 31_326
        self._spare_codes = 0

    def add_product(self, name: str, **fields: Unpack[ProductFields]) -> ProductJson:
        """Add a product that is on sale at once; without an `id` it gets the next free one."""
        taken = self.products.keys() | self.foreign_products.keys()
        fields.setdefault("id", max(taken) + 1)
        fields.setdefault("code", self._spare_code())
        product = make_product(name, **fields)
        self.products[product["id"]] = product
        return product

    def product_by_code(self, code: str) -> ProductJson | None:
        """Return the product that a link with this code leads to."""
        for product in self.products.values():
            if product["webLink"].endswith(f"/{code}"):
                return product
        return None

    def record_purchase(
        self,
        product_id: int,
        *,
        telegram_user_id: int | None,
        telegram_username: str | None = None,
        method: Method = "stars",
    ) -> Purchase:
        """Record a payment without a webhook; raise LookupError for a product not in Tribute."""
        product = self.products.get(product_id) or self.foreign_products[product_id]
        number = len(self.purchases)
        purchase = Purchase(
            id=78_901 + number,
            transaction_id=234_567 + 3 * number,
            product_id=product_id,
            product_name=product["name"],
            amount_minor=product["amount"],
            currency=product["currency"],
            method=method,
            telegram_user_id=telegram_user_id,
            telegram_username=telegram_username,
            user_id=self.user_id(telegram_user_id),
            created_at=self.timestamps.now(),
            created_text=self.timestamps.text(),
        )
        self.purchases[purchase.id] = purchase
        return purchase

    def record_refund(self, purchase_id: int, reason: RefundReason) -> Purchase:
        """Record a refund without a webhook; raise ValueError for a second one."""
        purchase = self.purchases[purchase_id]
        if purchase.refunded:
            raise ValueError(f"purchase {purchase_id} is refunded already")
        purchase.refund_reason = reason
        purchase.refunded_text = self.timestamps.text()
        return purchase

    def user_id(self, telegram_user_id: int | None) -> int:
        """Return Tribute's own id of a person; each e-mail sign-in gets a new one."""
        if telegram_user_id in self._user_ids:
            return self._user_ids[telegram_user_id]
        self._next_user_id += 1
        if telegram_user_id is not None:
            self._user_ids[telegram_user_id] = self._next_user_id
        return self._next_user_id

    def _spare_code(self) -> str:
        self._spare_codes += 1
        code = spare_code(self._spare_codes)
        return code if self.product_by_code(code) is None else self._spare_code()
