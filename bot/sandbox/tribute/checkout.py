"""Tribute's checkout in the sandbox: the product, two ways to pay, and the thank-you page."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from aiohttp import web

from bot.domain.money import Money
from bot.sandbox.tribute.catalog import ProductJson
from bot.sandbox.tribute.shop import Method, Purchase, whole_number
from bot.texts import Texts
from bot.texts.values import Whole

if TYPE_CHECKING:
    from bot.sandbox.tribute.server import TributeServer

_HERE = Path(__file__).parent
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
_TEXTS = Texts(folder=_HERE.with_name("texts"))


@dataclass(frozen=True, slots=True)
class Visitor:
    """The visitor of the checkout, by the query of its address.

    `telegram_user_id` is theirs if they opened it inside Telegram; `web_user_id` if they opened it
    in the browser, where they may sign in with Telegram, or by e-mail, and then Tribute knows
    nobody. `lang` is the page's language.
    """

    in_telegram: bool
    user_id: int | None
    username: str | None
    locale: str

    @classmethod
    def of(cls, request: web.Request) -> "Visitor":
        query = request.query
        inside = whole_number(query.get("telegram_user_id", "")) or None
        outside = whole_number(query.get("web_user_id", "")) or None
        return cls(
            inside is not None,
            inside or outside,
            query.get("telegram_username"),
            _TEXTS.pick(query.get("lang")),
        )

    def say(self, key: str, **params: object) -> str:
        return _TEXTS.plain(f"checkout-{key}", self.locale, **params)

    @property
    def name(self) -> str:
        return f"@{self.username}" if self.username else self.say("user", id=str(self.user_id))


class Checkout:
    """The pages behind `link` and `webLink`."""

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
        product, visitor = self._product(request), Visitor.of(request)
        if product is None:
            return _refusal(visitor, 404, "no-product")
        if product["status"] != "approved":
            why = visitor.say("not-on-sale")
            return _page(visitor, "nothing.html", name=product["name"], why=why)
        ways = _ways(product, visitor)
        return _page(
            visitor,
            "checkout.html",
            title=visitor.say("title", name=Whole(product["name"])),
            name=product["name"],
            kind=visitor.say(f"kind-{product['type']}"),
            description=product["description"],
            no_description=_hidden_unless(product["description"]),
            price=visitor.say("price", price=Money(product["amount"], product["currency"])),
            stars=f"{product.get('starsAmount', 0):,}",
            no_stars_price=_hidden_unless("starsAmount" in product),
            pay=f"{request.path}/pay?{urlencode(request.query)}",
            **_words(visitor, "or", "pay-stars", "pay-card", "pay-card-telegram", "no-way"),
            known=visitor.say("known", buyer=Whole(visitor.name)),
            unknown=visitor.say("unknown"),
            no_stars=_hidden_unless("stars" in ways),
            no_card=_hidden_unless("card" in ways),
            no_card_telegram=_hidden_unless("card-telegram" in ways),
            no_note=_hidden_unless(not ways),
        )

    async def _pay(self, request: web.Request) -> web.Response:
        """Buy, then redirect to a page for the purchase: reloading that page buys nothing."""
        product, method = self._product(request), (await request.post()).get("method")
        visitor = Visitor.of(request)
        if product is None or method not in _ways(product, visitor):
            return _refusal(visitor, 400, "not-paid")
        by: Method = "stars" if method == "stars" else "card"
        known = method != "card"
        purchase = await self._tribute.pay(
            product["id"],
            telegram_user_id=visitor.user_id if known else None,
            telegram_username=visitor.username if known else None,
            method=by,
        )
        paid = request.path.removesuffix("pay") + f"paid/{purchase.id}"
        raise web.HTTPSeeOther(f"{paid}?{urlencode({'lang': visitor.locale})}")

    async def _paid(self, request: web.Request) -> web.Response:
        visitor = Visitor.of(request)
        number = whole_number(request.match_info["purchase_id"]) or 0
        purchase = self._tribute.purchases.get(number)
        if purchase is None:
            return _refusal(visitor, 404, "no-purchase")
        return _page(
            visitor,
            "paid.html",
            title=visitor.say("paid-title", name=Whole(purchase.product_name)),
            name=purchase.product_name,
            purchase=visitor.say("purchase", id=str(number)),
            price=visitor.say("price", price=Money(purchase.amount_minor, purchase.currency)),
            method=visitor.say("with-stars" if purchase.method == "stars" else "by-card"),
            message=_delivered_message(purchase),
            **_words(visitor, "paid", "seller", "return"),
            by_email=visitor.say("by-email", id=str(number)),
            no_web=_hidden_unless(purchase.telegram_user_id is None),
        )

    def _product(self, request: web.Request) -> ProductJson | None:
        return self._tribute.shop.product_by_code(request.match_info["code"])


def _ways(product: ProductJson, visitor: Visitor) -> set[str]:
    """Return the ways to pay: Stars inside Telegram, cards where the seller accepts them, with
    a sign-in by e-mail or, for whoever has Telegram, with Telegram."""
    if product["status"] != "approved":
        return set()
    ways = {"stars"} if "starsAmount" in product and visitor.in_telegram else set()
    if product["acceptCards"]:
        ways |= {"card"} if visitor.user_id is None else {"card", "card-telegram"}
    return ways


def _words(visitor: Visitor, *keys: str) -> dict[str, str]:
    """Return the texts by their names in a template."""
    return {key.replace("-", "_"): visitor.say(key) for key in keys}


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


def _refusal(visitor: Visitor, status: int, key: str) -> web.Response:
    name, why = visitor.say(key), visitor.say(f"{key}-why")
    return _page(visitor, "nothing.html", status, name=name, why=why)


def _page(visitor: Visitor, template: str, status: int = 200, /, **values: str) -> web.Response:
    """Fill a template of this folder; every value is escaped, for text and for attributes."""
    values |= {"lang": visitor.locale, "no_money": visitor.say("no-money")}
    safe: Mapping[str, str] = {key: escape(value) for key, value in values.items()}
    style = (_HERE / "checkout.css").read_text(encoding="utf-8")
    page = Template((_HERE / template).read_text(encoding="utf-8"))
    return web.Response(
        text=page.substitute(safe, style=style), content_type="text/html", status=status
    )
