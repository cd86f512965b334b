"""Tribute's checkout as the sandbox shows it: what is bought, two ways to pay, the thank-you."""

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
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)


class Checkout:
    """The pages behind `link` and `webLink`. `?person=` is who opened it inside Telegram."""

    def __init__(self, tribute: "TributeServer") -> None:
        self._tribute = tribute

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/checkout/{code}", self._show),
            web.post("/checkout/{code}/pay", self._pay),
            web.get("/checkout/{code}/paid/{purchase_id}", self._paid),
        ]

    async def _show(self, request: web.Request) -> web.Response:
        product = self._product(request)
        if product is None:
            return _page("nothing.html", status=404, name="No such product")
        if product["status"] != "approved":
            return _page("nothing.html", name=product["name"])
        return _page(
            "checkout.html",
            name=product["name"],
            description=product["description"] or "A digital product sold through Tribute.",
            price=_price(product),
            buyer=_buyer(request),
            pay=f"{request.path}/pay?{urlencode(request.query)}",
            stars=_stars(product),
            no_stars=_hidden_unless("starsAmount" in product and _person(request) is not None),
            no_card=_hidden_unless(product["acceptCards"]),
        )

    async def _pay(self, request: web.Request) -> web.Response:
        product = self._product(request)
        method = _method((await request.post()).get("method"), product, _person(request))
        if product is None or method is None:
            return _page("nothing.html", status=400, name="This cannot be paid like that")
        by_stars = method == "stars"
        purchase = await self._tribute.pay(
            product["id"],
            telegram_user_id=_person(request) if by_stars else None,
            telegram_username=(request.query.get("username") or None) if by_stars else None,
            method=method,
        )
        raise web.HTTPSeeOther(request.path.removesuffix("pay") + f"paid/{purchase.id}")

    async def _paid(self, request: web.Request) -> web.Response:
        number = whole_number(request.match_info["purchase_id"])
        purchase = self._tribute.purchases.get(number or 0)
        if purchase is None:
            return _page("nothing.html", status=404, name="No such purchase")
        return _page(
            "paid.html",
            name=purchase.product_name,
            purchase_id=str(purchase.id),
            message=_delivered_message(purchase),
            no_web=_hidden_unless(purchase.telegram_user_id is None),
        )

    def _product(self, request: web.Request) -> ProductJson | None:
        return self._tribute.shop.product_by_code(request.match_info["code"])


def _method(asked: object, product: ProductJson | None, person: int | None) -> Method | None:
    """How this may be paid, or None: Stars need the buyer's Telegram, cards the seller's leave."""
    if product is None or product["status"] != "approved":
        return None
    if asked == "stars" and "starsAmount" in product and person is not None:
        return "stars"
    return "card" if asked == "card" and product["acceptCards"] else None


def _person(request: web.Request) -> int | None:
    return whole_number(request.query.get("person", "")) or None


def _buyer(request: web.Request) -> str:
    if _person(request) is None:
        return "Opened in the browser, nobody is signed in"
    username = request.query.get("username")
    return f"Opened in Telegram as {f'@{username}' if username else request.query['person']}"


def _price(product: ProductJson) -> str:
    amount = Decimal(product["amount"]) / 100
    return format_currency(amount, product["currency"], locale="en")


def _stars(product: ProductJson) -> str:
    return f"{product['starsAmount']:,}" if "starsAmount" in product else ""


def _delivered_message(purchase: Purchase) -> str:
    """The seller's message that is the product: written once, in the product's language."""
    if _CYRILLIC.search(purchase.product_name):
        return (
            f"✅ Спасибо за покупку «{purchase.product_name}»!\n"
            "Доступ откроется сам. Вернитесь в бот, чтобы начать."
        )
    return (
        f"✅ Thank you for purchasing “{purchase.product_name}”!\n"
        "Access will be provided automatically. Return to the bot to begin."
    )


def _hidden_unless(shown: bool) -> str:
    return "" if shown else "hidden"


def _page(template: str, *, status: int = 200, **values: str) -> web.Response:
    """Fill a template of this folder; every value is escaped, for text and for attributes."""
    safe: Mapping[str, str] = {key: escape(value) for key, value in values.items()}
    style = (_HERE / "checkout.css").read_text(encoding="utf-8")
    page = Template((_HERE / template).read_text(encoding="utf-8"))
    return web.Response(
        text=page.substitute(safe, style=style), content_type="text/html", status=status
    )
