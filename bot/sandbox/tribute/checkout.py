"""Tribute's checkout in the sandbox: the product, two ways to pay, and the thank-you page."""

import re
from collections.abc import Mapping
from decimal import Decimal
from html import escape
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from aiohttp import web
from babel.numbers import format_currency

from bot.sandbox.tribute.catalog import ProductJson
from bot.sandbox.tribute.shop import Method, Purchase, whole_number

if TYPE_CHECKING:
    from bot.sandbox.tribute.server import TributeServer

_HERE = Path(__file__).parent
_NOT_ON_SALE = "The seller has not published it: Tribute sells approved products only."
_KINDS = {
    "digital": "Digital product",
    "custom": "Made to order",
    "physical": "Goods by post",
}
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)


class Checkout:
    """The pages behind `link` and `webLink`.

    The query's `telegram_user_id` and `telegram_username` are of the person who opened the page
    inside Telegram; without them it is open in a browser, where Tribute knows nobody.
    """

    def __init__(self, tribute: "TributeServer") -> None:
        self._tribute = tribute

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/checkout/checkout.js", self._script),
            web.get("/checkout/{code}", self._show),
            web.post("/checkout/{code}/pay", self._pay),
            web.get("/checkout/{code}/paid/{purchase_id}", self._paid),
        ]

    async def _script(self, _: web.Request) -> web.FileResponse:
        """Serve the script as a file, because the sandbox's page forbids inline scripts."""
        return web.FileResponse(_HERE / "checkout.js")

    async def _show(self, request: web.Request) -> web.Response:
        product = self._product(request)
        if product is None:
            return _refusal(404, "No such product", "The link leads to nothing.")
        if product["status"] != "approved":
            return _refusal(200, product["name"], _NOT_ON_SALE)
        ways = _ways(product, _buyer(request))
        return _page(
            "checkout.html",
            name=product["name"],
            kind=_KINDS[product["type"]],
            description=product["description"],
            no_description=_hidden_unless(product["description"]),
            price=_price(product["amount"], product["currency"]),
            stars=f"{product.get('starsAmount', 0):,}",
            no_stars_price=_hidden_unless("starsAmount" in product),
            buyer=_signed_in_as(request),
            pay=f"{request.path}/pay?{urlencode(request.query)}",
            no_stars=_hidden_unless("stars" in ways),
            no_card=_hidden_unless("card" in ways),
            no_note=_hidden_unless(not ways),
        )

    async def _pay(self, request: web.Request) -> web.Response:
        """Buy, then redirect to a page for the purchase: reloading that page buys nothing."""
        product, method = self._product(request), (await request.post()).get("method")
        buyer = _buyer(request)
        if product is None or method not in _ways(product, buyer):
            return _refusal(400, "Not paid", "This product can't be paid for like that.")
        by_stars = method == "stars"
        purchase = await self._tribute.pay(
            product["id"],
            telegram_user_id=buyer if by_stars else None,
            telegram_username=request.query.get("telegram_username") if by_stars else None,
            method="stars" if by_stars else "card",
        )
        raise web.HTTPSeeOther(request.path.removesuffix("pay") + f"paid/{purchase.id}")

    async def _paid(self, request: web.Request) -> web.Response:
        purchase_id = whole_number(request.match_info["purchase_id"]) or 0
        purchase = self._tribute.purchases.get(purchase_id)
        if purchase is None:
            return _refusal(404, "No such purchase", "Nothing was paid.")
        return _page(
            "paid.html",
            name=purchase.product_name,
            purchase_id=str(purchase.id),
            price=_price(purchase.amount_minor, purchase.currency),
            method="with Telegram Stars" if purchase.method == "stars" else "by card",
            message=_delivered_message(purchase),
            no_web=_hidden_unless(purchase.telegram_user_id is None),
        )

    def _product(self, request: web.Request) -> ProductJson | None:
        return self._tribute.shop.product_by_code(request.match_info["code"])


def _ways(product: ProductJson, buyer: int | None) -> set[Method]:
    """Return the ways to pay: Stars need a buyer inside Telegram, cards the seller's permission."""
    if product["status"] != "approved":
        return set()
    ways: set[Method] = {"card"} if product["acceptCards"] else set()
    return ways | {"stars"} if "starsAmount" in product and buyer is not None else ways


def _buyer(request: web.Request) -> int | None:
    return whole_number(request.query.get("telegram_user_id", "")) or None


def _signed_in_as(request: web.Request) -> str:
    username = request.query.get("telegram_username")
    return f"@{username}" if username else f"Telegram user {_buyer(request)}"


def _price(amount_minor: int, currency: str) -> str:
    return format_currency(Decimal(amount_minor) / 100, currency, locale="en")


def _delivered_message(purchase: Purchase) -> str:
    """Return the seller's message, which is the product itself, in the product's language."""
    if _CYRILLIC.search(purchase.product_name):
        return (
            f"Спасибо за покупку «{purchase.product_name}»!\n"
            "Доступ откроется сам. Вернитесь в бот, чтобы начать."
        )
    return (
        f"Thank you for purchasing “{purchase.product_name}”!\n"
        "Access will be provided automatically. Return to the bot to begin."
    )


def _hidden_unless(shown: object) -> str:
    return "" if shown else "hidden"


def _refusal(status: int, name: str, why: str) -> web.Response:
    return _page("nothing.html", status=status, name=name, why=why)


def _page(template: str, *, status: int = 200, **values: str) -> web.Response:
    """Fill a template of this folder; every value is escaped, for text and for attributes."""
    safe: Mapping[str, str] = {key: escape(value) for key, value in values.items()}
    style = (_HERE / "checkout.css").read_text(encoding="utf-8")
    page = Template((_HERE / template).read_text(encoding="utf-8"))
    return web.Response(
        text=page.substitute(safe, style=style), content_type="text/html", status=status
    )
