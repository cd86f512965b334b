"""Products are read as far as possible, however odd the answer of Tribute is."""

import pytest
from aiohttp import web
from structlog.testing import capture_logs

from bot.domain.models import Product, ProductId
from bot.domain.money import Money
from bot.tribute import errors
from bot.tribute.client import TributeClient
from tests.tribute.conftest import API_KEY
from tests.tribute.upstream import page, product, says


async def test_a_product_is_read_with_everything_the_bot_shows(tribute, upstream):
    upstream.plan(says(product(456, pendingOrders=2)))
    assert await tribute.product(456) == Product(
        id=ProductId(456),
        type="digital",
        name="Access 456",
        price=Money(999, "USD"),
        status="approved",
        accepts_cards=True,
        link="https://t.me/tribute/app?startapp=pDDs",
        web_link="https://web.tribute.tg/p/DDs",
        description="One month",
        stars_amount=450,
        pending_orders=2,
    )
    assert upstream.requests[0].path == "/api/v1/products/456"


async def test_the_key_is_sent_in_its_header_and_nowhere_else(tribute, upstream):
    upstream.plan(says(product()))
    await tribute.product(456)
    request = upstream.requests[0]
    assert request.headers["Api-Key"] == API_KEY
    assert request.headers["User-Agent"] == "Tributary"
    assert API_KEY not in str(request.url)


async def test_a_cookie_of_a_server_on_the_way_is_not_sent_back(upstream):
    upstream.plan(says(product(), Set_Cookie="who=someone"))
    named = upstream.url.replace("127.0.0.1", "localhost")
    async with TributeClient(named, API_KEY) as tribute:
        for _ in range(2):
            await tribute.product(456)
    assert "Cookie" not in upstream.requests[1].headers


async def test_the_time_in_an_answer_is_heard(upstream):
    upstream.plan(says(product(), Date="Tue, 12 May 2026 15:33:20 GMT"))
    heard: list[int] = []
    async with TributeClient(upstream.url, API_KEY, asking=lambda: heard.append) as tribute:
        await tribute.product(456)
    assert heard == [1778600000]


async def test_a_product_of_an_unknown_type_with_few_members_is_still_read(tribute, upstream):
    upstream.plan(says({"id": 5, "amount": 0, "currency": "gbp", "type": "hologram", "status": 7}))
    assert await tribute.product(5) == Product(
        id=ProductId(5),
        type="hologram",
        name="",
        price=Money(0, "GBP"),
        status="",
        accepts_cards=False,
        link="",
        web_link="",
    )


@pytest.mark.parametrize(
    ("changes", "field", "expected"),
    [
        ({"starsAmountEnabled": False}, "stars_amount", None),
        ({"starsAmount": "450"}, "stars_amount", None),
        ({"acceptCards": "yes"}, "accepts_cards", False),
        ({"link": "javascript:alert(1)"}, "link", ""),
        ({"link": None}, "link", ""),
        ({"webLink": "http://127.0.0.1:1/p/x"}, "web_link", "http://127.0.0.1:1/p/x"),
        ({"name": "<b>Ж\x00&"}, "name", "<b>Ж&"),
        ({"description": None}, "description", ""),
        ({"pendingOrders": -1}, "pending_orders", None),
    ],
)
async def test_an_odd_value_does_not_affect_the_others(tribute, upstream, changes, field, expected):
    upstream.plan(says(product(**changes)))
    assert getattr(await tribute.product(456), field) == expected


@pytest.mark.parametrize(
    "answer",
    [
        product(457),
        product(id="456"),
        product(amount=9.99),
        product(amount=None),
        product(currency="$"),
        {},
    ],
)
async def test_an_answer_that_is_not_the_product_is_a_bad_answer(tribute, upstream, answer):
    upstream.plan(says(answer))
    with pytest.raises(errors.TributeBadAnswer) as caught:
        await tribute.product(456)
    assert str(caught.value) == "product 456: Tribute's answer is not that product"
    assert caught.value.status == 200


async def test_all_pages_are_read_and_each_product_is_there_once(tribute, upstream):
    rows = [product(number) for number in range(1, 251)]
    upstream.plan(
        says(page(*rows[:100], total=250, limit=100)),
        says(page(*rows[99:200], total=250, limit=100)),
        says(page(*rows[200:], total=250, limit=100)),
    )
    found = (await tribute.products()).products
    assert [one.id for one in found] == list(range(1, 251))
    assert upstream.queries == [{"page": str(n), "size": "100"} for n in (1, 2, 3)]


async def test_a_server_that_caps_the_page_size_is_read_to_the_end(tribute, upstream):
    upstream.plan(
        says(page(product(1), product(2), limit=2)),
        says(page(product(3), limit=2)),
    )
    assert [one.id for one in (await tribute.products()).products] == [1, 2, 3]


async def test_without_meta_a_short_page_is_the_last(tribute, upstream):
    upstream.plan(says({"rows": [product(1)]}))
    assert [one.id for one in (await tribute.products()).products] == [1]
    assert len(upstream.requests) == 1


async def test_an_empty_page_is_the_last_even_against_the_total(tribute, upstream):
    upstream.plan(says(page(product(1), total=500, limit=100)), says(page(total=500, limit=100)))
    assert [one.id for one in (await tribute.products()).products] == [1]


async def test_a_server_that_repeats_one_page_for_ever_is_asked_twice(tribute, upstream):
    upstream.plan(says({"rows": [product(number) for number in range(1, 101)]}))
    assert len((await tribute.products()).products) == 100
    assert len(upstream.requests) == 2


@pytest.mark.fault("A7", "an endless list")
async def test_an_endless_list_is_cut_after_a_hundred_pages(tribute, upstream):
    async def endless(request: web.Request) -> web.StreamResponse:
        number = int(request.query["page"])
        return await says(page(product(number), total=10**9, limit=1))(request)

    upstream.plan(endless)
    with capture_logs() as logs:
        assert len((await tribute.products()).products) == 100
    assert logs == [{"event": "product list cut off", "log_level": "warning", "pages": 100}]


@pytest.mark.fault("A7", "`rows` and `meta` missing or odd")
@pytest.mark.parametrize("meta", [None, [], {"total": "many", "limit": 0}, {"total": 0}])
@pytest.mark.parametrize("rows", [None, {}, "none", []])
async def test_missing_or_odd_rows_and_meta_are_an_empty_list(tribute, upstream, rows, meta):
    upstream.plan(says({"rows": rows, "meta": meta}))
    assert (await tribute.products()).products == ()


@pytest.mark.fault("A7", "rows of nonsense among good ones")
async def test_rows_that_cannot_be_read_are_left_out_and_counted(tribute, upstream):
    upstream.plan(says(page(product(1), None, "row", product(id=0), product(2))))
    with capture_logs() as logs:
        assert [one.id for one in (await tribute.products()).products] == [1, 2]
    assert logs == [
        {"event": "products not understood", "log_level": "warning", "page": 1, "count": 3}
    ]


async def test_one_page_can_be_asked_for(tribute, upstream):
    upstream.plan(says(page(product(1), total=3, limit=1)))
    found = await tribute.products_page(2, 1)
    assert (found.has_more, found.total, found.skipped) == (True, 3, 0)
    assert upstream.queries == [{"page": "2", "size": "1"}]
    assert upstream.requests[0].path == "/api/v1/products"


async def test_the_rows_left_out_are_counted_over_all_pages(tribute, upstream):
    upstream.plan(
        says(page(product(1), None, total=5, limit=2)),
        says(page(None, product(2), total=5, limit=2)),
        says(page(product(3), total=5, limit=2)),
    )
    found = await tribute.products()
    assert ([one.id for one in found.products], found.skipped) == ([1, 2, 3], 2)
