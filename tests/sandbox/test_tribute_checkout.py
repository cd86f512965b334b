"""The Tribute simulator's checkout: each buyer's ways to pay, and names that stay text."""

from html import escape

import aiohttp
import pytest

from bot.sandbox.tribute import TributeServer, code_of
from tests.sandbox.tribute_fixtures import Inbox, http, inbox, tribute

__all__ = ["http", "inbox", "tribute"]

IN_TELEGRAM = {"telegram_user_id": "12321321", "telegram_username": "durov"}


def address(tribute: TributeServer, product_id: int) -> str:
    code = code_of(tribute.products[product_id]["link"])
    return f"{tribute.url.removesuffix('/api/v1')}/checkout/{code}"


async def show(http: aiohttp.ClientSession, url: str, **query: str) -> str:
    async with http.get(url, params=query) as response:
        assert response.status == 200
        return await response.text()


async def pay(http, url: str, method: str, **query: str) -> aiohttp.ClientResponse:
    return await http.post(f"{url}/pay", params=query, data={"method": method})


def shown(page: str, testid: str) -> bool:
    """Return whether the element, or the paragraph around it, is there and not hidden."""
    before = page.split(f'data-testid="{testid}"')[0]
    return "hidden" not in before[before.rindex("<div" if "pay-" in testid else "<p") :]


async def test_inside_telegram_both_ways_to_pay_are_there(tribute: TributeServer, http):
    page = await show(http, address(tribute, 456), **IN_TELEGRAM)
    assert "Book Club &amp; Library — 1 month" in page
    assert "$9.99" in page
    assert "@durov" in page
    assert shown(page, "pay-stars")
    assert shown(page, "pay-card")


async def test_a_product_without_cards_has_no_card_button(tribute: TributeServer, http):
    page = await show(http, address(tribute, 457), **IN_TELEGRAM)
    assert shown(page, "pay-stars")
    assert not shown(page, "pay-card")


async def test_in_the_browser_there_are_no_stars(tribute: TributeServer, http):
    page = await show(http, address(tribute, 456))
    assert not shown(page, "pay-stars")
    assert shown(page, "pay-card")
    assert shown(await show(http, address(tribute, 457)), "no-way")


async def test_names_and_the_query_are_shown_as_text(tribute: TributeServer, http):
    name = "<script>alert('&')</script> $name \"quoted\""
    tribute.add_product(name, id=1, description="<b>", starsAmount=1)
    page = await show(
        http, address(tribute, 1), telegram_user_id="5", telegram_username='"><i>', other='"><i>'
    )
    assert escape(name) in page
    assert "<script>alert" not in page
    assert "<b>" not in page
    assert "<i>" not in page


async def test_paying_with_stars_sends_the_bot_the_buyer_s_id(
    tribute: TributeServer, http, inbox: Inbox
):
    answer = await pay(http, address(tribute, 456), "stars", **IN_TELEGRAM)
    (purchase,) = tribute.purchases.values()
    assert answer.url.path.endswith(f"/paid/{purchase.id}")
    page = await answer.text()
    assert "Thank you for purchasing" in page
    assert "eturn to the bot" in page
    payload = inbox.events[0]["payload"]
    assert (payload["telegram_user_id"], payload["telegram_username"]) == (12321321, "durov")
    assert purchase.method == "stars"


async def test_paying_by_card_in_the_browser_sends_no_telegram_id(
    tribute: TributeServer, http, inbox: Inbox
):
    answer = await pay(http, address(tribute, 456), "card", **IN_TELEGRAM)
    assert "no Telegram id" in await answer.text()
    assert "telegram_user_id" not in inbox.events[0]["payload"]


IN_BROWSER = {"web_user_id": "12321321", "telegram_username": "durov"}


@pytest.mark.parametrize("query", [IN_TELEGRAM, IN_BROWSER])
async def test_whoever_signs_in_with_telegram_pays_by_card_and_the_bot_gets_their_id(
    tribute: TributeServer, http, inbox: Inbox, query: dict[str, str]
):
    assert shown(await show(http, address(tribute, 456), **query), "pay-card-telegram")
    answer = await pay(http, address(tribute, 456), "card-telegram", **query)
    assert "only by e-mail" not in (await answer.text()).split("hidden>")[0]
    payload = inbox.events[0]["payload"]
    assert (payload["telegram_user_id"], payload["telegram_username"]) == (12321321, "durov")
    (purchase,) = tribute.purchases.values()
    assert purchase.method == "card"


async def test_in_the_browser_nobody_pays_with_stars_or_as_somebody_unknown(
    tribute: TributeServer, http
):
    assert not shown(await show(http, address(tribute, 456), **IN_BROWSER), "pay-stars")
    assert not shown(await show(http, address(tribute, 456)), "pay-card-telegram")
    assert (await pay(http, address(tribute, 456), "stars", **IN_BROWSER)).status == 400
    assert (await pay(http, address(tribute, 456), "card-telegram")).status == 400


async def test_the_checkout_is_in_the_language_of_the_page(tribute: TributeServer, http):
    page = await show(http, address(tribute, 456), lang="ru", **IN_TELEGRAM)
    assert '<html lang="ru">' in page
    assert "Оплатить звёздами" in page
    assert "9,99" in page
    answer = await pay(http, address(tribute, 456), "stars", lang="ru", **IN_TELEGRAM)
    assert "Вернуться в бот" in await answer.text()
    assert 'lang="en"' in await show(http, address(tribute, 456), lang="xx")


async def test_the_seller_thanks_in_the_language_of_the_product(tribute: TributeServer, http):
    answer = await pay(http, address(tribute, 512), "stars", **IN_TELEGRAM)
    assert "Спасибо за покупку" in await answer.text()


async def test_reloading_the_thank_you_buys_nothing(tribute: TributeServer, http):
    answer = await pay(http, address(tribute, 456), "stars", **IN_TELEGRAM)
    await show(http, str(answer.url))
    assert len(tribute.purchases) == 1


@pytest.mark.parametrize(
    ("product_id", "method", "query"),
    [
        (457, "card", IN_TELEGRAM),
        (456, "stars", {}),
        (456, "stars", {"telegram_user_id": "0"}),
        (456, "stars", {"telegram_user_id": "9" * 5000}),
        (701, "stars", IN_TELEGRAM),
        (580, "stars", IN_TELEGRAM),
        (456, "cash", IN_TELEGRAM),
    ],
)
async def test_a_way_to_pay_that_the_product_or_buyer_lacks_is_refused(
    tribute: TributeServer, http, product_id: int, method: str, query: dict[str, str]
):
    answer = await pay(http, address(tribute, product_id), method, **query)
    assert answer.status == 400
    assert not tribute.purchases


async def test_the_script_is_a_file_of_its_own(tribute: TributeServer, http):
    page = await show(http, address(tribute, 456), **IN_TELEGRAM)
    assert '<script src="/checkout/checkout.js"' in page
    base = tribute.url.removesuffix("/api/v1")
    async with http.get(f"{base}/checkout/checkout.js") as response:
        assert response.content_type in {"text/javascript", "application/javascript"}
        assert "checkout-done" in await response.text()


async def test_unpublished_products_and_dead_links_say_so(tribute: TributeServer, http):
    assert "approved products only" in await show(http, address(tribute, 581), **IN_TELEGRAM)
    base = tribute.url.removesuffix("/api/v1")
    for path in ("/checkout/zzz", "/checkout/kTz/paid/1", "/checkout/kTz/paid/x"):
        async with http.get(base + path) as response:
            assert response.status == 404
